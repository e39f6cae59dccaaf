package userrules

import (
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/dates"
)

// claims turns what rules find into edits that do not overlap.
type claims struct {
	page   *page
	keptBy map[int]string
	taken  map[int][]span // by index of the block, sorted
	edits  []pipeline.Edit
}

// add claims what a rule has found. What an earlier rule has claimed, or a rule
// keeps, is not claimed again.
func (c *claims) add(r *Rule, f find) {
	moved := false
	for _, t := range f.takes {
		b := c.page.Blocks[t.block]
		if by := c.keptBy[t.block]; by != "" {
			e := pipeline.Edit{Block: b.ID, Start: t.start, End: t.end, Rule: r.ID(), Why: f.why}
			c.edits = append(c.edits, e.Vetoed(by))
			continue
		}
		if b.Text == "" {
			if c.taken[t.block] == nil && r.Action == Drop {
				c.taken[t.block] = []span{{}}
				c.edits = append(c.edits, pipeline.Whole(b, r.ID(), f.why))
			}
			continue
		}
		for _, s := range c.claim(t) {
			e := pipeline.Edit{Block: b.ID, Start: s.start, End: s.end, Rule: r.ID(), Why: f.why}
			if r.Action == Move && (f.each || !moved) {
				c.move(&e, r, f, b)
				moved = true
			}
			c.edits = append(c.edits, e)
		}
	}
}

// claim returns the parts of a taking that are free, and takes them.
func (c *claims) claim(t taking) []span {
	var free []span
	at := t.start
	for _, s := range c.taken[t.block] {
		if s.end <= at || s.start >= t.end {
			continue
		}
		if at < s.start {
			free = append(free, span{at, s.start})
		}
		at = max(at, s.end)
	}
	if at < t.end {
		free = append(free, span{at, t.end})
	}
	all := append(c.taken[t.block], free...)
	for i := len(all) - 1; i > 0; i-- { // nearly sorted
		for j := i; j > 0 && all[j].start < all[j-1].start; j-- {
			all[j], all[j-1] = all[j-1], all[j]
		}
	}
	c.taken[t.block] = all
	return free
}

// move sets where the text of an edit goes. The values of named groups go
// along, each by an edit that changes no text.
func (c *claims) move(e *pipeline.Edit, r *Rule, f find, b pipeline.Block) {
	for _, g := range f.groups {
		c.edits = append(c.edits, pipeline.Edit{Block: e.Block, Start: e.Start, End: e.Start, Rule: e.Rule, Why: e.Why, To: g.field, Value: c.value(g.field, g.value)})
	}
	if e.To = r.To; e.To == pipeline.FieldNone {
		return
	}
	text := f.value
	switch {
	case text != "":
	case f.each || len(f.takes) == 1:
		text = strings.TrimSpace(b.Text[e.Start:e.End])
	default:
		text = c.joined(f)
	}
	if text = oneLine(text); text == "" {
		e.To = pipeline.FieldNone
		return
	}
	e.Value = c.value(e.To, text)
}

// joined returns the text of all parts of a find.
func (c *claims) joined(f find) string {
	var parts []string
	for _, t := range f.takes {
		if s := strings.TrimSpace(c.page.Blocks[t.block].Text[t.start:t.end]); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// value returns a text as its field holds it: dates in RFC 3339 form.
func (c *claims) value(to pipeline.Field, text string) string {
	if to == pipeline.FieldPublished || to == pipeline.FieldModified {
		if d, ok := dates.Parse(text, dates.OrderOf(c.page.Meta.Lang)); ok {
			return d.String()
		}
	}
	return text
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
