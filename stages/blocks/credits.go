package blocks

import (
	"context"
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/internal/credits"
	"winnow/stages/internal/textlines"
)

// A crediter divides the captions that move into what they say and who is
// credited, and moves the credits beside them in their figures. A credit completes
// the caption before it, so one that belongs to another picture stays what it was:
// a caption, or outside the article.
type crediter struct {
	*credits.Finder
	doc *textlines.Doc // the blocks of the edits that may hold a credit
	// figure is that of the last caption, noFigure before the first; open is set if
	// that caption has no credit yet.
	figure int32
	open   bool
}

// noFigure is the figure of what is in none.
const noFigure = -1

// credited returns the edits, of which those of captions are divided.
func credited(d pipeline.Document, edits []pipeline.Edit, f *credits.Finder) []pipeline.Edit {
	doc := mayCredit(d, edits)
	if doc == nil {
		return edits // most pages
	}
	c := crediter{Finder: f, doc: doc, figure: noFigure}
	divided := make([]pipeline.Edit, 0, len(edits)+len(doc.Lines))
	line := 0 // the first of the next block
	for i := range edits {
		e := &edits[i]
		first := line
		for line < len(doc.Lines) && doc.BlockOf(line).ID == e.Block {
			line++
		}
		switch {
		case first == line:
			divided = append(divided, *e)
		case e.Rule == ruleCaption:
			divided = append(divided, c.caption(*e, first, line)...)
		default:
			divided = append(divided, c.beside(*e, first, line))
		}
	}
	return divided
}

// mayCredit returns the blocks that leave and may hold a credit, as lines: captions
// in the article, and what else of their figures is between its parts. It returns
// nil if there are none.
func mayCredit(d pipeline.Document, edits []pipeline.Edit) *textlines.Doc {
	var blocks []pipeline.Block
	for i := range edits {
		if e := &edits[i]; e.Rule != ruleCaption && e.Why != whyBetween {
			continue
		} else if b := &d.Blocks[d.Find(e.Block)]; e.Rule == ruleCaption || b.Context.Has(pipeline.InFigure) && b.Kind != pipeline.Image {
			blocks = append(blocks, *b)
		}
	}
	if blocks == nil {
		return nil
	}
	d.Blocks = blocks
	return textlines.In(context.Background(), d) // not the document that the stages share
}

// caption divides the edit of a caption, which has the lines [first, last).
func (c *crediter) caption(e pipeline.Edit, first, last int) []pipeline.Edit {
	b := c.doc.BlockOf(first)
	figure := c.figureOf(b)
	at, ok := c.credit(first, last)
	alone := strings.TrimSpace(b.Text[:at]) == ""
	switch {
	case !ok:
		c.figure, c.open = figure, true
		return []pipeline.Edit{e}
	case alone && c.open && (figure != c.figure || figure == noFigure):
		return []pipeline.Edit{e} // not the credit of the caption before it
	}
	c.figure, c.open = figure, false
	text, credit := e, e
	if alone {
		at = 0
	}
	text.End, credit.Start = at, at
	if said, marked := credits.Before(b.Text[:at]); marked {
		text.Value = said
	}
	credit.To, credit.Value = pipeline.FieldCredit, c.Names(b.Text[at:])
	if alone {
		return []pipeline.Edit{credit}
	}
	return []pipeline.Edit{text, credit}
}

// credit returns where in its block the credit of the lines [first, last) begins,
// which is in the last of them.
func (c *crediter) credit(first, last int) (at int, ok bool) {
	l, b := &c.doc.Lines[last-1], c.doc.BlockOf(first)
	start := l.Start + strings.Index(b.Text[l.Start:l.End], l.Text)
	if k, _ := c.Line(c.doc, last-1); k != credits.None {
		return start, true
	}
	at, _, ok = c.End(c.doc, last-1)
	return start + at, ok && at > 0 && at < len(l.Text)
}

// beside moves a block of one line if it is the credit of the caption before it in
// the same figure, or of a picture without a caption.
func (c *crediter) beside(e pipeline.Edit, first, last int) pipeline.Edit {
	b := c.doc.BlockOf(first)
	figure := c.figureOf(b)
	if last > first+1 || c.open && figure != c.figure || figure == noFigure {
		return e
	}
	k, why := c.Line(c.doc, first)
	if k == credits.None {
		return e
	}
	e.Rule, e.Why, e.To, e.Value = ruleCaption, why, pipeline.FieldCredit, c.Names(c.doc.Lines[first].Text)
	c.figure, c.open = figure, false
	return e
}

// figureOf returns the figure around a block, or noFigure.
func (c *crediter) figureOf(b *pipeline.Block) int32 {
	if b.Node < 0 || c.doc.Tree == nil {
		return noFigure
	}
	return c.doc.Tree.Closest(int32(b.Node), tree.Figure)
}
