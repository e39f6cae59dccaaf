package pipeline

import (
	"strings"
	"sync"

	"winnow/pipeline/tree"
)

// blocksOfTree cuts a page into blocks, in one walk over its tree, and keeps
// all text that a browser could show:
//
//   - A block element that holds inline content is a block; so is a run of
//     inline content between two blocks. Two and more <br> in a row part
//     blocks, one is "\n".
//   - Inline tags never part a block, and between their texts stands the
//     space that the author put there, no more and no less.
//   - What browsers take out of the line (noscript, template, lists of
//     options, text areas, hidden elements, fallbacks of media) and images
//     become blocks of their own after the block they stand in. Images that
//     stand for characters are text (see imageText).
//   - Quotations in q get the marks of their language.
//   - Text of script, style, title, iframe and svg is left out.
func blocksOfTree(t *tree.Tree) []Block {
	s := segmenters.Get().(*segmenter)
	s.t = t
	s.walk(t.Root(), frame{node: t.Body(), kind: Paragraph, item: -1, link: -1, rows: -1})
	blocks := s.result()
	s.reset()
	if cap(s.buf) <= maxKeptBuffer {
		segmenters.Put(s)
	}
	return blocks
}

// segmenters keeps the scratch memory between pages.
var segmenters = sync.Pool{New: func() any { return new(segmenter) }}

// maxKeptBuffer bounds what the pool may hold after one large page, in bytes
// of text.
const maxKeptBuffer = 4 << 20

// segmenter walks a tree and writes its text into blocks.
type segmenter struct {
	t      *tree.Tree
	frames []frame
	tables []table
	// aside are the subtrees to be cut into blocks after the current one.
	aside  []aside
	blocks []Block
	spans  []span // of the blocks' texts in buf and marks in marks
	texts  int    // blocks that are not images
	last   int    // the last of them
	total  int    // characters of the page's text, 0 before they are counted
	writer
}

// span is where text and marks of a block lie.
type span struct{ text, textEnd, mark, markEnd int }

// A frame is an open element that bears on the blocks in it. It inherits all
// from the frame below.
type frame struct {
	node, end int32
	kind      Kind
	level     int // of a heading
	depth     int // of lists
	ordered   bool
	context   Context
	block     bool   // its edges part blocks
	line      bool   // its edges part lines, in Code
	cell      bool   // it is a table cell
	used      bool   // it is a list item with text
	quotes    int    // quotations it is in
	closing   string // what its end writes
	marks     markSet
	link      int32
	item      int32 // the frame of the list item, -1 for none
	rows      int32 // the table in segmenter.tables, -1 for none
	row, col  int
	texts     int // segmenter.texts when it was opened
	from      int // the first block in it
}

// aside is an image or a subtree that waits for the current block to end.
type aside struct {
	node int32
	in   frame
}

// An action says what an element does to the blocks.
type action uint8

const (
	actInline   action = iota // nothing
	actBlock                  // starts and ends blocks
	actSkip                   // is no text at all
	actReplaced               // is no text, but keeps words apart
	actLineBreak
	actImage
	actMark
	actAside // leaves the line, see blocksOfTree
	actButton
	actQuotation
)

// flows reports whether an element is only a part of a line of text.
func flows(act action) bool { return act == actInline || act == actMark || act == actQuotation }

// actions by tag; block elements are block unless they say otherwise.
var actions = func() (a [256]action) {
	for t := tree.Tag(0); t < 256; t++ {
		if t.Block() {
			a[t] = actBlock
		}
	}
	set := func(act action, tags ...tree.Tag) {
		for _, t := range tags {
			a[t] = act
		}
	}
	set(actBlock, tree.Marquee, tree.AmpAd, tree.AmpCarousel, tree.AmpIframe, tree.AmpList, tree.AmpSidebar, tree.AmpVideo)
	set(actSkip, tree.Raw, tree.Head, tree.Script, tree.Style, tree.Title, tree.Noembed, tree.Link, tree.Meta, tree.Base)
	set(actReplaced, tree.Svg, tree.Iframe, tree.Embed, tree.Input, tree.Keygen)
	set(actLineBreak, tree.Br)
	set(actImage, tree.Img, tree.AmpImg)
	set(actMark, tree.A, tree.B, tree.Strong, tree.Em, tree.I, tree.Code, tree.Kbd, tree.Samp, tree.Tt, tree.Label)
	set(actAside, tree.Noscript, tree.Noframes, tree.Template, tree.Select, tree.Datalist, tree.Textarea, tree.Video, tree.Audio, tree.Canvas)
	set(actButton, tree.Button)
	set(actQuotation, tree.Q)
	return a
}()

func (s *segmenter) top() *frame { return &s.frames[len(s.frames)-1] }

// walk cuts the subtree of root into blocks, in the surroundings of base.
func (s *segmenter) walk(root int32, base frame) {
	low := len(s.frames)
	base.end, base.block, base.cell, base.item, base.closing = s.t.Nodes[root].End, true, false, -1, ""
	if base.kind == ListItem {
		base.kind = Paragraph // the item is the block that this one left
	}
	s.frames = append(s.frames, base)
	for i, end := root, base.end; i < end; {
		for len(s.frames) > low+1 && s.top().end <= i {
			s.leave()
		}
		i = s.visit(i)
	}
	for len(s.frames) > low {
		s.leave()
	}
}

// visit handles node i and returns the node to go on with.
func (s *segmenter) visit(i int32) int32 {
	n := &s.t.Nodes[i]
	if n.Flags&tree.Space != 0 {
		s.space = true
	}
	if n.Tag == tree.Text {
		s.text(i)
		return i + 1
	}
	act, shown := s.actionOf(i)
	switch act {
	case actSkip:
		return n.End
	case actReplaced:
		s.apart = true
		return n.End
	case actLineBreak:
		s.lineBreak()
	case actImage:
		s.image(i, shown)
	case actMark:
		if n.Tag == tree.A && n.End-i <= maxAnchor && s.isAnchor(i) {
			return n.End
		}
		s.enterMark(i, n.Tag)
	case actQuotation:
		s.enterQuotation(i)
	case actAside:
		return s.leaveLine(i, shown)
	case actButton:
		if !s.inSentence(i) {
			s.enter(i, n.Tag, 0)
		}
	case actBlock:
		s.enter(i, n.Tag, shown.context)
	case actInline:
		if n.Tag == tree.Foreign && strings.HasPrefix(s.t.Name(i), "annotation") {
			return n.End // the source of a formula, beside the formula
		}
	}
	return i + 1
}

// actionOf returns what element i does to the blocks: what its tag says, unless
// its attributes say that it is shown in another way, or not at all.
func (s *segmenter) actionOf(i int32) (action, appearance) {
	tag := s.t.Nodes[i].Tag
	act := actions[tag&255]
	if act == actSkip {
		return act, appearance{}
	}
	shown := s.shown(i, tag, act)
	if (shown.hidden || shown.context != 0) && s.holdsPage(i, tag) {
		shown.hidden, shown.context = false, 0
	}
	switch {
	case shown.hidden && act != actReplaced && act != actImage:
		act = actAside
	case shown.act == actReplaced && (flows(act) || act == actBlock):
		act = actInline // a block shown in the line
	case shown.act != actInline && (flows(act) || act == actBlock):
		act = shown.act
	}
	return act, shown
}

// leaveLine handles an element that is taken out of the line of text, and
// returns the node to go on with.
func (s *segmenter) leaveLine(i int32, shown appearance) int32 {
	n := &s.t.Nodes[i]
	switch {
	case n.End == i+1:
	case s.hasText:
		s.aside = append(s.aside, aside{i, *s.top()})
	case shown.hidden:
		s.enter(i, n.Tag, InHidden)
		return i + 1
	default:
		s.enter(i, n.Tag, 0)
		return i + 1
	}
	// A box on the screen separates words; what is not shown does not.
	s.apart = s.apart || !shown.hidden && n.Tag != tree.Noscript && n.Tag != tree.Template
	return n.End
}

// inSentence reports whether the button i is within a line of text that it must
// not split: a term with an explanation, a footnote.
func (s *segmenter) inSentence(i int32) bool {
	return s.hasText && s.breaks == 0 && s.textFollows(i)
}

// textFollows reports whether text of the same line comes after the element i.
func (s *segmenter) textFollows(i int32) bool {
	const reach = 16 // tags between two words of a sentence
	end := s.t.Nodes[s.top().node].End
	for j := s.t.Nodes[i].End; j < min(end, s.t.Nodes[i].End+reach); j++ {
		switch tag := s.t.Nodes[j].Tag; {
		case tag == tree.Text:
			return true
		case !flows(actions[tag&255]):
			return false
		}
	}
	return false
}

// enter opens a block element.
func (s *segmenter) enter(i int32, tag tree.Tag, c Context) {
	if s.top().kind == Code && partsLines(tag, s.top().marks&codeSpan != 0) {
		s.endLine()
		f := *s.top()
		f.end, f.block, f.line, f.closing = s.t.Nodes[i].End, false, true, ""
		s.frames = append(s.frames, f)
		return
	}
	s.flush()
	f := *s.top()
	f.node, f.end = i, s.t.Nodes[i].End
	f.block, f.line, f.cell, f.used, f.closing = true, false, false, false, ""
	f.context |= c
	f.texts, f.from = s.texts, len(s.blocks)
	if f.kind == Cell {
		f.kind = Paragraph
	}
	s.describe(&f, tag)
	s.frames = append(s.frames, f)
}

// describe sets what the blocks in the element of f are.
func (s *segmenter) describe(f *frame, tag tree.Tag) {
	switch tag {
	case tree.H1, tree.H2, tree.H3, tree.H4, tree.H5, tree.H6:
		f.kind, f.level = Heading, tag.Heading()
	case tree.Ul, tree.Ol, tree.Menu, tree.Dir:
		f.depth++
		f.ordered = tag == tree.Ol
		f.context |= InList
	case tree.Li:
		f.kind, f.item = ListItem, int32(len(s.frames))
		f.depth = max(1, f.depth)
		f.context |= InList
	case tree.Dt:
		f.kind = Term
	case tree.Dd:
		f.kind = Definition
	case tree.Blockquote:
		f.kind = Quote
		f.context |= InQuote
	case tree.Pre, tree.Listing, tree.Xmp, tree.Plaintext:
		f.kind = Code
	case tree.Figure:
		f.context |= InFigure
	case tree.Figcaption, tree.Caption:
		f.kind = Caption
	case tree.Form:
		f.context |= InForm
	case tree.Button, tree.Option, tree.Legend, tree.Select, tree.Datalist, tree.Textarea:
		f.kind = Control
	case tree.Noscript, tree.Noframes:
		f.context |= InNoscript
	case tree.Template:
		f.context |= InTemplate
	case tree.Video, tree.Audio, tree.Canvas:
		f.context |= InHidden // browsers that know the element hide its text
	case tree.Table:
		if isListing(s.t.Value(f.node, "class")) {
			f.kind, f.marks = Code, f.marks|codeSpan
			return
		}
		f.context |= InTable
		f.rows, f.row, f.col = int32(len(s.tables)), 0, 0
		s.tables = append(s.tables, table{node: f.node})
	case tree.Tr:
		if f.rows >= 0 {
			s.tables[f.rows].startRow()
		}
	case tree.Td, tree.Th:
		f.kind = Cell
		if f.cell = f.rows >= 0; f.cell {
			f.row, f.col = s.tables[f.rows].place(s.number(f.node, "colspan"), s.number(f.node, "rowspan"))
		}
	}
}

// partsLines reports whether a block element within pre is just a line of it.
// Syntax highlighters number lines with the rows of a table in pre and code; a
// table in pre alone is a table.
func partsLines(tag tree.Tag, inCode bool) bool {
	switch tag {
	case tree.Div, tree.Ol, tree.Ul, tree.Li:
		return true
	case tree.Table, tree.Tbody, tree.Thead, tree.Tfoot, tree.Tr, tree.Td, tree.Th:
		return inCode
	}
	return false
}

// leave closes the innermost frame.
func (s *segmenter) leave() {
	f := s.top()
	if f.block {
		s.flush()
		f = s.top()
	}
	if f.line {
		s.endLine()
	}
	if f.closing != "" {
		s.closeQuotation(f.closing)
	}
	// The only paragraph of a cell is the cell.
	if f.cell && s.texts == f.texts+1 {
		if b := &s.blocks[s.last]; b.Kind == Paragraph && b.Table == int(s.tables[f.rows].node) {
			b.Kind = Cell
		}
	} else if f.cell && s.isColumn(f) {
		s.toColumn(f)
	}
	s.frames = s.frames[:len(s.frames)-1]
}

// enterMark opens an element that marks the text in it.
func (s *segmenter) enterMark(i int32, tag tree.Tag) {
	f := *s.top()
	f.end, f.block, f.line, f.cell, f.closing = s.t.Nodes[i].End, false, false, false, ""
	if f.end == i+1 {
		return
	}
	switch tag {
	case tree.A:
		if !s.t.HasAttr(i, "href") {
			return
		}
		f.link = i
	case tree.Em, tree.I:
		f.marks |= emphasized
	case tree.Strong, tree.B:
		f.marks |= strong
	case tree.Label:
		f.kind = Control
	default:
		f.marks |= codeSpan
	}
	s.frames = append(s.frames, f)
}

// enterQuotation opens a quotation.
func (s *segmenter) enterQuotation(i int32) {
	closing := s.openQuotation(i)
	if closing == "" {
		return
	}
	f := *s.top()
	f.end, f.block, f.line, f.cell, f.closing = s.t.Nodes[i].End, false, false, false, closing
	f.quotes++
	s.frames = append(s.frames, f)
}

// insertText writes text that comes from an attribute or from the meaning of an
// element.
func (s *segmenter) insertText(v string) {
	s.link, s.synced = s.top().link, false
	if s.top().kind == Code {
		s.verbatim(v)
	} else {
		collapse(s, v)
	}
}
