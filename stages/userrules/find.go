package userrules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"

	"winnow/pipeline"
	"winnow/pipeline/fold"
)

// A find is one place that a rule has found: parts of blocks that belong to one
// thing.
type find struct {
	takes []taking
	why   string
	// value is what the field receives; empty means the removed text.
	value string
	// groups are the fields and values of named groups.
	groups []groupValue
	// each is set where every part is a thing of its own.
	each bool
}

// A taking is a part of the block with the index block; the whole of an image.
type taking struct {
	block int
	span
}

type groupValue struct {
	field pipeline.Field
	value string
}

// find returns the places that a rule finds, in reading order.
func (p *page) find(r *Rule) []find {
	switch {
	case !r.NeedsHTML():
		return p.findText(r)
	case p.Tree == nil:
		return nil
	}
	return p.findElements(r)
}

// findText returns the places of a rule without a selector.
func (p *page) findText(r *Rule) []find {
	var finds []find
	if !r.onlyPhrases() {
		for i := range p.Blocks {
			finds = p.findInBlock(finds, r, i)
		}
		return finds
	}
	last := -1
	for _, l := range p.lines {
		if l.phrased && l.block != last {
			last = l.block
			finds = p.findInBlock(finds, r, last)
		}
	}
	return finds
}

// findElements returns the places of a rule with selectors: the elements
// themselves, or what its phrases and expressions find in their blocks.
func (p *page) findElements(r *Rule) []find {
	var finds []find
	seen := map[int]bool{}
	for _, s := range r.selectors {
		past := int32(-1) // the end of the last element: one inside it is no other thing
		for _, n := range p.matches(s) {
			if n < past {
				continue
			}
			past = p.Tree.Nodes[n].End
			inside := p.blocksIn(n)
			if !r.hasText() {
				if f := p.element(n, inside); len(f.takes) > 0 {
					f.why = "in an element " + s.source
					f.each = r.To == pipeline.FieldRelated || r.To == pipeline.FieldTag
					finds = append(finds, f)
				}
				continue
			}
			for _, i := range inside {
				if !seen[i] {
					seen[i] = true
					finds = p.findInBlock(finds, r, i)
				}
			}
		}
	}
	return finds
}

// element returns the find of a whole element: its blocks, or its part of the
// block that it is inline in.
func (p *page) element(n int32, inside []int) find {
	var f find
	for _, i := range inside {
		f.takes = append(f.takes, taking{i, span{0, len(p.Blocks[i].Text)}})
	}
	if len(inside) == 0 {
		if t, ok := p.inline(n); ok {
			f.takes = []taking{t}
		}
	}
	return f
}

// findInBlock adds what the phrases and expressions of a rule find in the
// lines of a block.
func (p *page) findInBlock(finds []find, r *Rule, i int) []find {
	b := &p.Blocks[i]
	lines := p.linesOf(i)
	for k := range lines {
		l := &lines[k]
		f, ok := r.findInLine(l)
		if !ok {
			continue
		}
		at := l.span
		switch r.take {
		case takeLine:
			at = withBreak(b.Text, at)
		case takeBlock:
			at = span{0, len(b.Text)}
		default:
			at = withSpace(b.Text, span{l.start + f.takes[0].start, l.start + f.takes[0].end})
		}
		f.takes[0] = taking{i, at}
		finds = append(finds, f)
		if r.take == takeBlock {
			break
		}
	}
	return finds
}

// withBreak returns a line with the break that parts it from the next one, or
// from the one before.
func withBreak(text string, s span) span {
	switch {
	case s.end < len(text):
		s.end++
	case s.start > 0:
		s.start--
	}
	return s
}

// withSpace returns a part of a line with the space that would be left double.
func withSpace(text string, s span) span {
	if (s.start == 0 || text[s.start-1] == ' ' || text[s.start-1] == '\n') && s.end < len(text) && text[s.end] == ' ' {
		s.end++
	} else if (s.end == len(text) || text[s.end] == '\n') && s.start > 0 && text[s.start-1] == ' ' {
		s.start--
	}
	return s
}

// findInLine looks for the phrases and for the expressions of the rule in a
// line; where a rule has both, both must be there. The find's only taking is
// the place in the line, of the expression if there is one.
func (r *Rule) findInLine(l *line) (find, bool) {
	var f find
	at := span{0, len(l.text)}
	if r.phrases != nil || len(r.inside) > 0 {
		phrase, where, ok := r.phraseIn(l)
		if !ok {
			return f, false
		}
		at, f.why = where, "phrase "+phrase
	}
	if len(r.regexps) > 0 {
		where, ok := r.regexpIn(l.text, &f)
		if !ok {
			return f, false
		}
		at = where
	}
	f.takes = []taking{{span: at}}
	return f, true
}

func (r *Rule) phraseIn(l *line) (phrase string, at span, ok bool) {
	if r.phrases != nil && l.phrased {
		if m, ok := r.phrases.Find(l.text); ok {
			return m.Text, span{0, m.End}, true
		}
	}
	if len(r.inside) == 0 {
		return "", at, false
	}
	if !l.isFold {
		l.folded, l.isFold = fold.Of(l.text), true
	}
	for _, phrase := range r.inside {
		if i := indexOfWords(l.folded.S, phrase); i >= 0 {
			start, end := l.folded.Span(i, i+len(phrase))
			return phrase, span{start, end}, true
		}
	}
	return "", at, false
}

// indexOfWords returns the place of a phrase in a text, not inside words; -1
// for none.
func indexOfWords(text, phrase string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], phrase)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		first, size := utf8.DecodeRuneInString(text[i:])
		last, _ := utf8.DecodeLastRuneInString(phrase)
		after, _ := utf8.DecodeRuneInString(text[i+len(phrase):])
		if !(isWordRune(before) && isWordRune(first)) && !(isWordRune(last) && isWordRune(after)) {
			return i
		}
		from = i + size
	}
}

// isWordRune reports whether r belongs to a script that separates words by
// spaces.
func isWordRune(r rune) bool {
	spaced := r < 0x2E80 && !(r >= 0x0E00 && r < 0x0E80) || r >= 0xAC00 && r < 0xD7B0
	return spaced && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// regexpIn finds the first expression that is in the line, and the values of
// its named groups.
func (r *Rule) regexpIn(line string, f *find) (span, bool) {
	for _, re := range r.regexps {
		m := re.FindStringSubmatchIndex(line)
		if m == nil || m[0] == m[1] {
			continue
		}
		if f.why != "" {
			f.why += "; "
		}
		f.why += "expression " + re.String()
		for g, name := range re.SubexpNames() {
			if name == "" || m[2*g] < 0 {
				continue
			}
			value := strings.TrimSpace(line[m[2*g]:m[2*g+1]])
			var field pipeline.Field
			switch {
			case value == "":
			case name == valueGroup:
				f.value = value
			case field.UnmarshalText([]byte(name)) == nil:
				f.groups = append(f.groups, groupValue{field, value})
			}
		}
		return span{m[0], m[1]}, true
	}
	return span{}, false
}

// matches returns the elements that a selector finds, in document order.
func (p *page) matches(s selector) []int32 {
	if p.tooLarge != "" {
		return nil
	}
	if found, ok := p.elements[s.source]; ok {
		return found
	}
	if p.dom == nil {
		if p.tooLarge = tooLarge(p.Tree); p.tooLarge != "" {
			return nil
		}
		p.dom, p.elements = newDOM(p.Tree), map[string][]int32{}
	}
	var found []int32
	goquery.NewDocumentFromNode(p.dom.root).FindMatcher(s.matcher).Each(func(_ int, sel *goquery.Selection) {
		found = append(found, p.dom.index[sel.Get(0)])
	})
	p.elements[s.source] = found
	return found
}
