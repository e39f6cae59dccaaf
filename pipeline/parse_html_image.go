package pipeline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/tree"
)

// image writes the text of an image that stands for characters. Any other
// becomes a block, now or after the current block.
func (s *segmenter) image(i int32, shown appearance) {
	if s.t.Nodes[i].Tag == tree.Img && !shown.hidden {
		if text := s.imageText(i); text != "" {
			s.insertText(text)
			return
		}
	}
	f := *s.top()
	if shown.hidden {
		f.context |= InHidden
	}
	if s.hasText {
		s.aside = append(s.aside, aside{i, f})
	} else {
		s.addImage(i, &f)
	}
	s.apart = s.apart || !shown.hidden
}

// addImage adds a block for an image in the surroundings of f.
func (s *segmenter) addImage(i int32, f *frame) {
	alt := strings.Join(strings.Fields(s.t.Value(i, "alt")), " ")
	src := s.imageSource(i)
	if alt == "" && src == "" {
		return
	}
	b := s.blockIn(f)
	b.Kind, b.Level, b.Node, b.Text, b.Src = Image, 0, int(i), alt, src
	b.Context &^= Numbered
	if f.link >= 0 && alt != "" {
		b.Marks = []Mark{{End: len(alt), Kind: Link, Href: s.t.Value(f.link, "href")}}
	}
	b.ID = len(s.blocks)
	s.blocks = append(s.blocks, b)
	s.spans = append(s.spans, span{})
}

// lazySources are the attributes where scripts that load images late find the
// address; src then holds a placeholder.
var lazySources = [...]string{"data-src", "data-original", "data-lazy-src", "data-lazy", "data-srcset", "srcset"}

// imageSource finds the address of an image, or "" if it has none but data.
func (s *segmenter) imageSource(i int32) string {
	src := strings.TrimSpace(s.t.Value(i, "src"))
	inData := len(src) >= 5 && strings.EqualFold(src[:5], "data:")
	for _, name := range lazySources[:] {
		if strings.HasSuffix(name, "srcset") && src != "" && !inData {
			break
		}
		if v := strings.TrimSpace(s.t.Value(i, name)); v != "" && !strings.HasPrefix(v, "data:") {
			if strings.HasSuffix(name, "srcset") {
				v, _, _ = strings.Cut(v, " ")
				v = strings.TrimRight(v, ",")
			}
			return v
		}
	}
	if inData {
		return ""
	}
	return src
}

// imageText returns the text of an image that stands for characters: an emoji
// that a script has drawn (WordPress and others do so on every page), or a
// formula that was set as an image. It is "" for a picture.
func (s *segmenter) imageText(i int32) string {
	alt, ok := s.t.Attr(i, "alt")
	if !ok || alt == "" || len(alt) > maxFormula {
		return ""
	}
	what := imageOfClass(s.t.Value(i, "class"))
	inLine := what != displayedFormula
	if inLine && !s.hasText && !s.textFollows(i) {
		return "" // a picture, a button
	}
	return characters(alt, what)
}

// maxFormula is the length of a formula in a line, in bytes.
const maxFormula = 400

// An imageKind is what the classes of an image say that it shows.
type imageKind uint8

const (
	picture imageKind = iota
	emoji
	formula
	displayedFormula // on a line of its own
)

// imageClasses are the classes that programs give to images of characters:
// WordPress, Twemoji, Discourse and phpBB to emoji; WordPress.com, QuickLaTeX,
// MediaWiki, Moodle and LaTeX2HTML to formulas.
var imageClasses = map[string]imageKind{
	"emoji": emoji, "wp-smiley": emoji, "twemoji": emoji, "smilies": emoji, "smiley": emoji,
	"latex": formula, "tex": formula, "math": formula, "texrender": formula, "mwe-math-fallback-image-inline": formula, "ql-img-inline-formula": formula,
	"mwe-math-fallback-image-display": displayedFormula, "ql-img-displayed-equation": displayedFormula,
}

func imageOfClass(classes string) imageKind {
	for class := range strings.FieldsSeq(classes) {
		if what := imageClasses[strings.ToLower(class)]; what != picture {
			return what
		}
	}
	return picture
}

// isFormula reports whether s is written as formulas are, or is one word: a
// picture in a lesson may have the class "math", too.
func isFormula(alt string) bool {
	return strings.ContainsAny(alt, `\^_={}+<>0123456789`) || !strings.Contains(alt, " ")
}

// characters returns the alternative text of an image as a part of a sentence,
// "" if it describes a picture.
func characters(alt string, what imageKind) string {
	alt = strings.Join(strings.Fields(alt), " ")
	switch {
	case what >= formula:
		// MediaWiki wraps all formulas so.
		for _, style := range [...]string{`{\displaystyle `, `{\textstyle `} {
			if rest, ok := strings.CutPrefix(alt, style); ok {
				alt = strings.TrimSpace(strings.TrimSuffix(rest, "}"))
			}
		}
		if !isFormula(alt) {
			return ""
		}
		return alt
	case isEmoji(alt, what == emoji), what == emoji && isEmoticon(alt):
		return alt
	}
	return ""
}

// isEmoji reports whether s is one emoji or two. Stars, ticks and other signs that
// are older than emoji count where the image is known to be one, or where the
// sign asks for the coloured form (variation selector 16).
func isEmoji(s string, known bool) bool {
	const (
		joiner, selector, keycap = 0x200D, 0xFE0F, 0x20E3
		most                     = 2
	)
	n, joined, flag := 0, false, false
	for i, r := range s {
		switch {
		case r == joiner:
			joined = true
			continue
		case r == selector, r == keycap, r >= 0x1F3FB && r <= 0x1F3FF, r >= 0xE0020 && r <= 0xE007F:
			if n == 0 {
				return false
			}
		case r >= 0x1F1E6 && r <= 0x1F1FF: // two letters are a flag
			if flag = !flag; flag {
				n++
			}
		case r >= 0x1F000 && r <= 0x1FAFF,
			(r >= 0x2310 && r <= 0x23FF || r >= 0x25A0 && r <= 0x27BF || r >= 0x2B05 && r <= 0x2B55) && (known || joined || hasRune(s[i:], selector)):
			if !joined {
				n++
			}
		default:
			return false
		}
		joined = false
	}
	return n > 0 && n <= most
}

// hasRune reports whether the second character of s is r.
func hasRune(s string, r rune) bool {
	_, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	return second == r
}

// isEmoticon reports whether s is a face of a few characters: ":-)", ":D".
func isEmoticon(s string) bool {
	letters := 0
	for _, r := range s {
		if r > unicode.MaxASCII {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return len(s) >= 2 && len(s) <= 4 && letters < 2 && strings.ContainsRune(":;=8", rune(s[0]))
}
