package pipeline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/tree"
)

// spokenImage is what an image says that stands for characters, "" for a
// picture: an emoji that a script has drawn (WordPress and others do so on
// every page), or a formula that was set as an image.
func (s *segmenter) spokenImage(i int32) string {
	alt, ok := s.t.Attr(i, "alt")
	if !ok || alt == "" || len(alt) > maxFormula {
		return ""
	}
	what := imageOfClass(s.t.Value(i, "class"))
	inLine := what != displayedFormula
	if inLine && !s.filled() && !s.textFollows(i) {
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

// isFormula reports what is written as formulas are, or one word: "math" is the
// class of a picture of a lesson, too.
func isFormula(alt string) bool {
	return strings.ContainsAny(alt, `\^_={}+<>0123456789`) || !strings.Contains(alt, " ")
}

// characters is the alternative text of an image as a part of a sentence, ""
// if it describes a picture.
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

// isEmoji says whether s is one emoji or two. Stars, ticks and other signs that
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

// hasRune says whether the second character of s is r.
func hasRune(s string, r rune) bool {
	_, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	return second == r
}

// isEmoticon says whether s is a face of a few characters: ":-)", ":D".
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

// maxAnchor is the number of nodes in the link that a heading has to itself.
const maxAnchor = 4

// isAnchor says whether link i is the sign that manuals put beside headings and
// entries, for readers to copy the address: "¶", "#".
func (s *segmenter) isAnchor(i int32) bool {
	sign := ""
	for j := i + 1; j < s.t.Nodes[i].End; j++ {
		if s.t.Nodes[j].Tag != tree.Text {
			continue
		}
		if n := &s.t.Nodes[j]; sign != "" || n.Stop-n.Start > maxAnchorSign {
			return false
		}
		sign = s.t.Chars(j)
	}
	class := s.t.Value(i, "class")
	href, linked := s.t.Attr(i, "href")
	follows := s.textFollows(i)
	ofHeading := s.top().kind == Heading && (strings.HasPrefix(href, "#") || !s.filled() || s.space && !follows)
	return isAnchorLink(sign, class, href, linked, ofHeading) && (s.filled() || follows)
}

// maxAnchorSign is the length of such a sign as it stands in the source.
const maxAnchorSign = 16

// IsAnchorSign reports the signs that manuals and blogs put beside a heading as
// a link to it.
func IsAnchorSign(s string) bool {
	switch strings.TrimRight(strings.TrimSpace(s), "\ufe0e\ufe0f") {
	case "¶", "#", "§", "🔗", "⚓", "∞":
		return true
	}
	return false
}

// isAnchorLink says whether a link of that text leads to the place it stands at. Beside a
// heading its address tells, elsewhere its class must.
func isAnchorLink(sign, class, href string, linked, ofHeading bool) bool {
	if !IsAnchorSign(sign) || linked && !strings.Contains(href, "#") {
		return false
	}
	if ofHeading {
		return true
	}
	class = strings.ToLower(class)
	return strings.Contains(class, "headerlink") || strings.Contains(class, "anchor") || strings.Contains(class, "permalink")
}

// maxQuotation is the number of tags and texts in a quotation within a line.
const maxQuotation = 64

// openQuotation writes the mark that browsers put before a q element, if it
// is a quotation in a line of text that has no marks yet. It returns the mark
// to close with.
func (s *segmenter) openQuotation(i int32) (closing string) {
	first, ok := s.quoted(i)
	if !ok || s.filled() && !s.space && s.breaks == 0 && isQuotationMark(lastRune(s.buf[s.start:])) || isQuotationMark(first) {
		return ""
	}
	marks := quotationMarks(s.languageOf(i))
	opening, closing := marks[0], marks[1]
	if s.top().quotes%2 == 1 {
		opening, closing = marks[2], marks[3]
	}
	s.link, s.synced = s.top().link, false
	write(s, opening)
	return closing
}

// closeQuotation writes the closing mark of the innermost frame.
func (s *segmenter) closeQuotation(mark string) {
	if !s.open {
		return
	}
	s.link, s.synced = s.top().link, false
	s.syncMarks(len(s.buf))
	s.buf = append(s.buf, mark...)
}

// quoted gives the first character in an element and says whether it holds
// but text in a line, and not too much of it.
func (s *segmenter) quoted(i int32) (first rune, ok bool) {
	end := s.t.Nodes[i].End
	if end-i > maxQuotation || s.top().kind == Code {
		return 0, false
	}
	for j := i + 1; j < end; j++ {
		tag := s.t.Nodes[j].Tag
		if tag == tree.Text {
			if first == 0 {
				first, _ = utf8.DecodeRuneInString(strings.TrimSpace(s.t.Chars(j)))
			}
			continue
		}
		act := actions[tag&255]
		if !flows(act) && act != lineBreak && act != image {
			return 0, false
		}
		if look := s.shown(j, tag, act); look.hidden || look.act != inline {
			return 0, false
		}
	}
	return first, first != 0
}

// languageOf is the language of an element, as its attributes say.
func (s *segmenter) languageOf(i int32) string {
	for ; i >= 0; i = s.t.Nodes[i].Parent {
		for _, name := range [...]string{"lang", "xml:lang"} {
			if v, ok := s.t.Attr(i, name); ok {
				return strings.ToLower(strings.TrimSpace(v))
			}
		}
	}
	return ""
}

func lastRune(b []byte) rune {
	r, _ := utf8.DecodeLastRune(b)
	return r
}

func isQuotationMark(r rune) bool {
	switch r {
	case '"', '„', '“', '”', '‚', '‘', '«', '»', '‹', '›', '「', '『':
		return true
	}
	return false
}

// quotations are the marks of quotations and of those within them, by language
// (CLDR, delimiters; French with its spaces). All others write “ ” and ‘ ’.
var quotations = map[string][4]string{
	"de": {"„", "“", "‚", "‘"}, "cs": {"„", "“", "‚", "‘"}, "sk": {"„", "“", "‚", "‘"}, "sl": {"„", "“", "‚", "‘"}, "is": {"„", "“", "‚", "‘"}, "bg": {"„", "“", "’", "’"}, "lt": {"„", "“", "‚", "‘"},
	"et": {"„", "“", "‚", "‘"}, "mk": {"„", "“", "‚", "‘"}, "pl": {"„", "”", "«", "»"}, "ro": {"„", "”", "«", "»"}, "hu": {"„", "”", "»", "«"}, "hr": {"„", "”", "‚", "’"}, "sr": {"„", "”", "’", "’"},
	"bs": {"„", "”", "‘", "’"}, "fr": {"«\u00a0", "\u00a0»", "“", "”"}, "de-ch": {"«", "»", "‹", "›"}, "de-li": {"«", "»", "‹", "›"}, "fr-ch": {"«", "»", "‹", "›"}, "it-ch": {"«", "»", "‹", "›"},
	"es": {"«", "»", "“", "”"}, "ca": {"«", "»", "“", "”"}, "it": {"«", "»", "“", "”"}, "pt-pt": {"«", "»", "“", "”"}, "el": {"«", "»", "“", "”"}, "lv": {"«", "»", "“", "”"}, "eu": {"«", "»", "“", "”"},
	"ru": {"«", "»", "„", "“"}, "uk": {"«", "»", "„", "“"}, "be": {"«", "»", "„", "“"}, "hy": {"«", "»", "«", "»"}, "fa": {"«", "»", "‹", "›"}, "no": {"«", "»", "‘", "’"}, "nb": {"«", "»", "‘", "’"},
	"nn": {"«", "»", "‘", "’"}, "sv": {"”", "”", "’", "’"}, "fi": {"”", "”", "’", "’"}, "he": {"”", "”", "’", "’"}, "ar": {"”", "“", "’", "‘"}, "ja": {"「", "」", "『", "』"}, "zh-tw": {"「", "」", "『", "』"},
	"zh-hk": {"「", "」", "『", "』"}, "zh-hant": {"「", "」", "『", "』"},
}

func quotationMarks(lang string) [4]string {
	lang = strings.ReplaceAll(lang, "_", "-")
	base, _, _ := strings.Cut(lang, "-")
	for _, name := range [...]string{lang, base} {
		if marks, ok := quotations[name]; ok {
			return marks
		}
	}
	return [4]string{"“", "”", "‘", "’"}
}
