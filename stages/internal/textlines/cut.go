package textlines

import (
	"context"

	"winnow/pipeline"
)

// A Cut collects the lines of a document that a stage removes. Each line is
// removed at most once, and the first reason counts.
type Cut struct {
	doc   *Doc
	taken []*pipeline.Edit // by line
	parts []part           // of the lines that go in part or in two pieces, by line; nil for none
	extra []pipeline.Edit
}

// A part is a piece of a line, by bytes of the block's text: the one that goes, or the
// second of two.
type part struct {
	start, end int
	second     *pipeline.Edit // of the second piece; nil for the one that goes
}

// part returns the part of line i, if there is one.
func (c *Cut) part(i int) (p part, ok bool) {
	if c.parts == nil {
		return part{}, false
	}
	p = c.parts[i]
	return p, p != part{}
}

func (c *Cut) setPart(i int, p part) {
	if c.parts == nil {
		c.parts = make([]part, len(c.doc.Lines))
	}
	c.parts[i] = p
}

// Cutting makes the Run of a stage that removes lines. It proposes the edits of
// the cut, to which find adds the lines to be removed.
func Cutting(find func(d *Doc, cut *Cut)) func(context.Context, pipeline.Document) ([]pipeline.Edit, error) {
	return func(ctx context.Context, doc pipeline.Document) ([]pipeline.Edit, error) {
		d := In(ctx, doc)
		cut := NewCut(d)
		find(d, cut)
		return cut.Edits(), nil
	}
}

// NewCut returns an empty cut of d.
func NewCut(d *Doc) *Cut { return &Cut{doc: d} }

// Taken reports whether line i, or a part of it, has been removed already.
func (c *Cut) Taken(i int) bool { return c.taken != nil && c.taken[i] != nil }

// Any reports whether anything has been removed.
func (c *Cut) Any() bool { return c.taken != nil }

// Clear takes back all lines that have been removed.
func (c *Cut) Clear() { c.taken, c.parts = nil, nil }

// Line removes line i. The caller may complete the edit it returns, for
// instance with the field that receives the text; if the line has been removed
// before, the edit has no effect.
func (c *Cut) Line(i int, rule, why string) *pipeline.Edit {
	e := &pipeline.Edit{Rule: rule, Why: why}
	if c.taken == nil {
		c.taken = make([]*pipeline.Edit, len(c.doc.Lines))
	}
	if c.taken[i] == nil {
		c.taken[i] = e
	}
	return e
}

// Part removes the bytes [start, end) of the text of the block of line i.
func (c *Cut) Part(i, start, end int, rule, why string) *pipeline.Edit {
	if c.Taken(i) {
		return &pipeline.Edit{}
	}
	e := c.Line(i, rule, why)
	c.setPart(i, part{start: start, end: end})
	return e
}

// Split removes line i by two edits that meet at the byte at of the block's
// text, so that each piece can go to a field of its own.
func (c *Cut) Split(i, at int, rule, why string) (first, second *pipeline.Edit) {
	second = &pipeline.Edit{Rule: rule, Why: why}
	if c.Taken(i) {
		return &pipeline.Edit{}, second
	}
	c.setPart(i, part{start: at, second: second})
	return c.Line(i, rule, why), second
}

// Note adds an edit that removes no text.
func (c *Cut) Note(e pipeline.Edit) { c.extra = append(c.extra, e) }

// Edits returns the edits, in order. A line is removed together with the line
// break that separates it from what stays of its block.
func (c *Cut) Edits() []pipeline.Edit {
	if c.taken == nil {
		return c.extra
	}
	edits := make([]pipeline.Edit, 0, c.count())
	kept := false // a line of the same block stays before this one
	for i := range c.doc.Lines {
		l := &c.doc.Lines[i]
		if i == 0 || c.doc.Lines[i-1].Block != l.Block {
			kept = false
		}
		e := c.taken[i]
		if e == nil {
			kept = true
			continue
		}
		b := &c.doc.Blocks[l.Block]
		e.Block = b.ID
		p, ok := c.part(i)
		if ok && p.second == nil {
			e.Start, e.End = p.start, p.end
			kept = true
		} else {
			e.Start, e.End = l.Start, l.End
			switch {
			case kept:
				e.Start--
			case e.End < len(b.Text):
				e.End++
			}
			if c.doc.isBlock(i) {
				e.Start, e.End = 0, len(b.Text)
			}
		}
		if p.second != nil {
			two := *p.second
			two.Block, two.Start, two.End = e.Block, p.start, e.End
			e.End = p.start
			edits = append(edits, *e, two)
			continue
		}
		edits = append(edits, *e)
	}
	return append(edits, c.extra...)
}

// count returns the number of edits.
func (c *Cut) count() int {
	n := len(c.extra)
	for i, e := range c.taken {
		if e != nil {
			n++
		}
		if p, _ := c.part(i); p.second != nil {
			n++
		}
	}
	return n
}
