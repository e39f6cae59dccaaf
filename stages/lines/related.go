package lines

import (
	"winnow/pipeline"
	"winnow/stages/internal/stories"
	"winnow/stages/lines/features"
)

// withRelated makes the links of Markdown that go below a heading of related stories
// move to their field, up to the next heading or line that stays.
func withRelated(d *pipeline.Document, text *features.Text, edits []pipeline.Edit) []pipeline.Edit {
	if !text.IsMarked() {
		return edits
	}
	of := map[int]int{} // the edit of each block
	for k := range edits {
		if edits[k].To == pipeline.FieldNone {
			of[edits[k].Block] = k
		}
	}
	heading := ""
	var box []int // edits that move
	flush := func() {
		if len(box) > stories.Most {
			box = nil
		}
		for _, k := range box {
			e, b := &edits[k], &d.Blocks[d.Find(edits[k].Block)]
			e.Value, e.Href, _ = stories.Of(d, b)
			e.Rule, e.Why, e.To = ruleRelated, "below “"+heading+"”", pipeline.FieldRelated
		}
		heading, box = "", nil
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		k, goes := of[b.ID]
		words := float32(b.Words())
		switch {
		case b.Kind == pipeline.Image:
		case !goes:
			flush()
		case stories.Heads(b, words):
			flush()
			heading = b.Text
		case heading == "":
		case stories.IsHeadline(b, words):
			if _, _, ok := stories.Of(d, b); ok {
				box = append(box, k)
			}
		case b.Kind == pipeline.Heading:
			flush()
		}
	}
	flush()
	return edits
}
