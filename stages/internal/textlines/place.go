package textlines

import "winnow/pipeline"

// BlockOf returns the block of line i.
func (d *Doc) BlockOf(i int) *pipeline.Block { return &d.Blocks[d.Lines[i].Block] }

// isBlock reports whether line i is the whole of its block.
func (d *Doc) isBlock(i int) bool {
	return (i == 0 || d.Lines[i-1].Block != d.Lines[i].Block) &&
		(i+1 == len(d.Lines) || d.Lines[i+1].Block != d.Lines[i].Block)
}

// GoesOn reports whether there is nothing but a line break between line i and
// the one before it: they are in the same block, or in plain text without a
// blank line between them.
func (d *Doc) GoesOn(i int) bool {
	if i <= 0 || i >= len(d.Lines) {
		return false
	}
	l, before := d.Lines[i].Block, d.Lines[i-1].Block
	return l == before || d.Tree == nil && l == before+1 && d.Blocks[l].Gap == 0
}

// After returns the share of the document's text that follows line i, from 0 to
// 1.
func (d *Doc) After(i int) float64 {
	if d.Total == 0 {
		return 0
	}
	l := &d.Lines[i]
	return float64(d.Total-l.Offset-len(l.Text)) / float64(d.Total)
}

// Tail is the share of a document, counted from its end, in which footers are
// found: on development pages, the words after an author's or a related heading
// there are junk by nineteen to two.
const Tail = 0.2

// headLines is how many lines at the beginning can hold a headline, a byline or
// a date of the document.
const headLines = 6

// InHead reports whether line i is among the first lines of the document.
func (d *Doc) InHead(i int) bool { return i < headLines }

// InTail reports whether line i is in the last part of the document.
func (d *Doc) InTail(i int) bool { return d.After(i) <= Tail }

// ProseAfter reports whether running text follows line i.
func (d *Doc) ProseAfter(i int) bool {
	return d.lastProse.get(d.findLastProse) > i
}

// HasProse reports whether the document has running text.
func (d *Doc) HasProse() bool { return d.ProseAfter(-1) }

// findLastProse returns the last line of running text, or -1.
func (d *Doc) findLastProse() int {
	last := len(d.Lines) - 1
	for last >= 0 && !d.IsProse(last) {
		last--
	}
	return last
}

// minParagraph is the length in bytes from which a line is a paragraph rather
// than the teaser of a story.
const minParagraph = 200

// ParagraphBefore reports whether there is a paragraph before line i, or two
// lines of running text in a row: a front page has headlines over teasers.
func (d *Doc) ParagraphBefore(i int) bool {
	return d.firstParagraph.get(d.findParagraph) < i
}

// findParagraph returns the first line that is a paragraph, or running text below
// running text; the number of lines if there is none.
func (d *Doc) findParagraph() int {
	for i := range d.Lines {
		if l := &d.Lines[i]; !l.Exempt && d.IsProse(i) && (len(l.Text) >= minParagraph || i > 0 && d.IsProse(i-1)) {
			return i
		}
	}
	return len(d.Lines)
}

// LinkShare returns the share of line i that is inside links, from 0 to 1.
func (d *Doc) LinkShare(i int) float64 {
	l := &d.Lines[i]
	linked := 0
	for _, m := range d.Blocks[l.Block].Marks {
		if m.Kind == pipeline.Link {
			linked += max(0, min(m.End, l.End)-max(m.Start, l.Start))
		}
	}
	return float64(linked) / float64(max(1, l.End-l.Start))
}

// Link returns the address of the first link that touches line i, as written in
// the page; empty if there is none.
func (d *Doc) Link(i int) string {
	l := &d.Lines[i]
	for _, m := range d.Blocks[l.Block].Marks {
		if m.Kind == pipeline.Link && m.Start < l.End && m.End > l.Start {
			return m.Href
		}
	}
	return ""
}
