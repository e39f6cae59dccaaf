package pipeline

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/tree"
)

// markSet are the inline marks in force, but for links.
type markSet uint8

const (
	emphasized markSet = 1 << iota
	strong
	codeSpan
)

// markKinds are the kinds of the bits of a markSet.
var markKinds = [...]MarkKind{Emphasis, Strong, CodeSpan}

// writer holds the text of the current block, and what is between the last word
// written and the next.
type writer struct {
	buf   []byte // the texts of all blocks
	marks []Mark // the marks of all blocks
	chars []byte // a text node, decoded

	current Block
	item    int32 // frame of the list item the block is in, -1 for none
	hasText bool  // the current block has text
	start   int   // where it starts in buf
	mark    int   // where its marks start in marks

	space  bool // white space
	breaks int  // <br>
	apart  bool // something that is no text, as an image

	synced   bool // the marks are those of the text being written
	link     int32
	openLink int32 // -1 for none
	linkAt   int
	openAt   [len(markKinds)]int // -1 for none
}

func (s *segmenter) reset() {
	clear(s.blocks)
	clear(s.marks)
	clear(s.tables)
	*s = segmenter{
		frames: s.frames[:0], tables: s.tables[:0], aside: s.aside[:0], blocks: s.blocks[:0], spans: s.spans[:0],
		writer: writer{buf: s.buf[:0], marks: s.marks[:0], chars: s.chars[:0]},
	}
}

// result returns the blocks, with their texts cut from one string.
func (s *segmenter) result() []Block {
	text := string(s.buf)
	marks := slices.Clone(s.marks)
	for i := range s.blocks {
		b, at := &s.blocks[i], s.spans[i]
		if b.Kind == Image {
			continue
		}
		b.Text = text[at.text:at.textEnd]
		if at.mark < at.markEnd {
			b.Marks = marks[at.mark:at.markEnd:at.markEnd]
		}
	}
	if len(s.blocks) > maxKeptBlocks {
		blocks := s.blocks // too large to copy, and to keep
		s.blocks, s.spans = nil, nil
		return blocks
	}
	return slices.Clone(s.blocks)
}

// maxKeptBlocks bounds the blocks that the pool may hold after a large page.
const maxKeptBlocks = 1 << 14

// text writes a text node.
func (s *segmenter) text(i int32) {
	n := &s.t.Nodes[i]
	raw := s.t.Span(i)
	s.link = s.t.Link(i)
	s.synced = false
	code := s.top().kind == Code
	if len(raw) <= maxShifted && !code {
		if script := s.shifted(n.Parent); script != nil {
			if v := script.write(string(tree.AppendDecoded(nil, raw))); v != "" {
				collapse(s, v)
				return
			}
		}
	}
	if n.Flags&tree.Verbatim == 0 && strings.IndexByte(raw, '&') >= 0 {
		s.chars = tree.AppendDecoded(s.chars[:0], raw)
		if code {
			s.verbatim(string(s.chars))
		} else {
			collapse(s, s.chars)
		}
		return
	}
	if code {
		s.verbatim(raw)
	} else {
		collapse(s, raw)
	}
}

// collapse writes the words of v with the white space between them collapsed.
func collapse[T string | []byte](s *segmenter, v T) {
	for i := 0; i < len(v); {
		if c := v[i]; c <= ' ' && (isHTMLSpace(c) || c == 0) {
			s.space = s.space || c != 0
			i++
			continue
		}
		// Words with single spaces between are written in one go.
		j := i + 1
		for j < len(v) {
			if c := v[j]; c > ' ' {
				j++
			} else if c == ' ' && j+1 < len(v) && v[j+1] > ' ' {
				j += 2
			} else if c == 0 || isHTMLSpace(c) {
				break
			} else {
				j++
			}
		}
		write(s, v[i:j])
		i = j
	}
}

func isHTMLSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// write adds words to the current block, and begins a new block if necessary.
func write[T string | []byte](s *segmenter, v T) {
	if !s.hasText || s.breaks > 0 {
		v = trimLeft(v)
		if len(v) == 0 || s.breaks > 0 && isBlankRun(v) {
			return // an empty line
		}
	}
	if s.breaks > 1 {
		s.flush()
	}
	s.begin()
	end := len(s.buf)
	if end > s.start {
		switch {
		case s.breaks == 1:
			s.buf = append(s.buf, '\n')
		case s.space:
			s.buf = append(s.buf, ' ')
		case (s.apart || s.linksMeet()) && needsSpace(s.buf, string(v[:min(len(v), utf8.UTFMax)])):
			s.buf = append(s.buf, ' ')
		}
	}
	s.space, s.apart, s.breaks = false, false, 0
	s.syncMarks(end)
	s.buf = append(s.buf, v...)
}

// linksMeet reports whether the text to come belongs to another link than the
// text before. Tags and page numbers often are side by side without space;
// parts of a word have one address.
func (s *segmenter) linksMeet() bool {
	return s.openLink >= 0 && s.link >= 0 && s.openLink != s.link && s.t.Value(s.openLink, "href") != s.t.Value(s.link, "href")
}

// needsSpace reports whether an image or a change of link between two words keeps
// them apart: not an icon before a comma, nor anything in languages without spaces.
func needsSpace(before []byte, after string) bool {
	a, _ := utf8.DecodeLastRune(before)
	b, _ := utf8.DecodeRuneInString(after)
	isWord := func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !isIdeograph(r) }
	return isWord(b) && (isWord(a) || strings.ContainsRune(".!?,:;)", a))
}

// verbatim writes text of a pre: every character, line ends as "\n".
func (s *segmenter) verbatim(v string) {
	s.space, s.apart = false, false
	if strings.ContainsAny(v, "\r\x00") {
		v = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(v)
	}
	if !s.hasText {
		// Empty lines before the code go, the indentation of its first
		// line stays.
		first := strings.TrimLeft(v, " \t\n\f")
		if nl := strings.LastIndexByte(v[:len(v)-len(first)], '\n'); nl >= 0 {
			v = v[nl+1:]
		}
	}
	if v == "" {
		return
	}
	s.begin()
	end := len(s.buf)
	for ; s.breaks > 0 && end > s.start; s.breaks-- {
		s.buf = append(s.buf, '\n')
	}
	s.breaks = 0
	s.syncMarks(end)
	s.buf = append(s.buf, v...)
}

// endLine ends a line of a pre.
func (s *segmenter) endLine() {
	if s.hasText && s.breaks == 0 && s.buf[len(s.buf)-1] != '\n' {
		s.breaks = 1
	}
}

// lineBreak notes a <br>.
func (s *segmenter) lineBreak() {
	if s.hasText {
		s.breaks++
	}
	s.space = false
}

// begin makes sure that a block is open.
func (s *segmenter) begin() {
	if s.hasText {
		return
	}
	f := s.top()
	s.current, s.item = s.blockIn(f), f.item
	s.hasText, s.start, s.mark = true, len(s.buf), len(s.marks)
	s.space, s.apart, s.breaks = false, false, 0
	s.synced, s.openLink = false, -1
	for i := range s.openAt {
		s.openAt[i] = -1
	}
}

// blockIn makes a block without text in the surroundings of f.
func (s *segmenter) blockIn(f *frame) Block {
	b := Block{Kind: f.kind, Node: int(f.node), Context: f.context}
	switch f.kind {
	case Heading:
		b.Level = f.level
	case ListItem:
		b.Level = f.depth
		if f.ordered {
			b.Context |= Numbered
		}
	}
	if f.row > 0 {
		b.Table, b.Row, b.Col = int(s.tables[f.rows].node), f.row, f.col
	}
	return b
}

// flush ends the current block, and then cuts what was put aside.
func (s *segmenter) flush() {
	s.finishBlock()
	s.space, s.apart, s.breaks = false, false, 0
	if len(s.aside) == 0 {
		return
	}
	// The text node at hand may go on after this.
	waiting, chars, link := s.aside, s.chars, s.link
	s.aside, s.chars = nil, nil
	for i := range waiting {
		if a := &waiting[i]; actions[s.t.Nodes[a.node].Tag&255] == actImage {
			s.addImage(a.node, &a.in) // what it holds is in the line
		} else {
			s.walk(a.node, a.in)
		}
	}
	s.aside, s.chars, s.link = waiting[:0], chars, link
	s.space, s.apart, s.breaks = false, false, 0
}

// finishBlock adds the current block to the result, if it has text.
func (s *segmenter) finishBlock() {
	if !s.hasText {
		return
	}
	s.hasText = false
	s.buf = s.buf[:s.start+len(bytes.TrimRightFunc(s.buf[s.start:], unicode.IsSpace))]
	if isBlankRun(s.buf[s.start:]) {
		s.buf, s.marks = s.buf[:s.start], s.marks[:s.mark]
		return
	}
	s.closeMarks(len(s.buf), 0, -1)
	s.trimMarks(len(s.buf) - s.start)
	b := s.current
	if s.item >= 0 {
		li := &s.frames[s.item]
		if li.used && b.Kind == ListItem {
			b.Kind, b.Level = Paragraph, 0
			b.Context &^= Numbered
		}
		li.used = true
	}
	b.ID = len(s.blocks)
	s.texts++
	s.last = len(s.blocks)
	s.blocks = append(s.blocks, b)
	s.spans = append(s.spans, span{s.start, len(s.buf), s.mark, len(s.marks)})
}

// trimMarks orders the marks of the current block, and takes from them the
// white space that was trimmed from its end.
func (s *segmenter) trimMarks(end int) {
	marks := s.marks[s.mark:]
	for i := range marks {
		marks[i].End = min(marks[i].End, end)
	}
	marks = slices.DeleteFunc(marks, func(m Mark) bool { return m.Start >= m.End })
	s.marks = s.marks[:s.mark+len(marks)]
	if len(marks) > 1 {
		slices.SortFunc(marks, compareMarks)
	}
}

// compareMarks orders marks by start, the longer first.
func compareMarks(a, b Mark) int {
	switch {
	case a.Start != b.Start:
		return a.Start - b.Start
	case a.End != b.End:
		return b.End - a.End
	}
	return int(a.Kind) - int(b.Kind)
}

// syncMarks ends the marks that are not in force any more at end, where the
// text before stops, and begins the new ones where buf stops.
func (s *segmenter) syncMarks(end int) {
	if s.synced {
		return
	}
	s.synced = true
	want := s.top().marks
	if s.current.Kind == Code {
		want &^= codeSpan
	}
	s.closeMarks(end, want, s.link)
	at := len(s.buf)
	if s.openLink < 0 && s.link >= 0 {
		s.openLink, s.linkAt = s.link, at
	}
	for i := range markKinds {
		if want&(1<<i) != 0 && s.openAt[i] < 0 {
			s.openAt[i] = at
		}
	}
}

// closeMarks ends the open marks at end, except the kept ones and the kept
// link.
func (s *segmenter) closeMarks(end int, keep markSet, link int32) {
	if s.openLink >= 0 && s.openLink != link {
		s.addMark(s.linkAt, end, Link, s.t.Value(s.openLink, "href"))
		s.openLink = -1
	}
	for i, kind := range markKinds {
		if s.openAt[i] >= 0 && keep&(1<<i) == 0 {
			s.addMark(s.openAt[i], end, kind, "")
			s.openAt[i] = -1
		}
	}
}

func (s *segmenter) addMark(start, end int, kind MarkKind, href string) {
	if start < end {
		s.marks = append(s.marks, Mark{Start: start - s.start, End: end - s.start, Kind: kind, Href: href})
	}
}

// trimLeft cuts white space of any kind, no-break spaces too, off the start
// of a line.
func trimLeft[T string | []byte](v T) T {
	for len(v) > 0 {
		r, size := utf8.DecodeRuneInString(string(v[:min(utf8.UTFMax, len(v))]))
		if !unicode.IsSpace(r) {
			break
		}
		v = v[size:]
	}
	return v
}

// isBlankRun reports whether v holds nothing visible: white space of any kind,
// control characters, zero-width characters, soft hyphens.
func isBlankRun[T string | []byte](v T) bool {
	for i := 0; i < len(v); {
		if v[i] < utf8.RuneSelf {
			if v[i] > ' ' && v[i] != 0x7f {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(string(v[i:min(i+utf8.UTFMax, len(v))]))
		switch {
		case unicode.IsSpace(r), r == '\u00ad', r == '\ufeff', r >= '\u200b' && r <= '\u200f', r == '\u2060':
		default:
			return false
		}
		i += size
	}
	return true
}
