package blocks

import (
	"maps"

	"winnow/pipeline"
	"winnow/stages/internal/stories"
	"winnow/stages/internal/textstat"
)

// Boxes of other stories go with the rest of the page, but their links are data:
// they move to the field of related stories.

// Bounds of a box of other stories.
const (
	highestBox = 4   // elements from its heading up to the box
	longestBox = 200 // units
)

// A story is a headline in a box of other stories.
type story struct {
	title, href string
	heading     string // of the box
}

// related returns the headlines of other stories among the units that go, by unit.
// What has the address of one before it, or of the page itself, is left out.
func (v *verdict) related(d *pipeline.Document) map[int]story {
	found := map[int]story{}
	seen := map[string]bool{d.Resolve(d.URL): true, "": true}
	done := 0 // the units before it have been asked for their story if they are in a box
	for i := range v.keep {
		if v.keep[i] || !v.headsBox(i) {
			continue
		}
		box, end := map[int]story{}, v.endOfBox(i)
		for k := max(i+1, done); k < end; k++ {
			if s, ok := v.storyAt(k, d); ok && !seen[s.href] {
				seen[s.href] = true
				s.heading = v.page.Block(i).Text
				box[k] = s
			}
		}
		done = max(done, end)
		if len(box) <= stories.Most {
			maps.Copy(found, box)
		}
	}
	return found
}

// headsBox reports whether unit i is the heading of a box of other stories.
func (v *verdict) headsBox(i int) bool {
	b := v.page.Block(i)
	if b.Kind != pipeline.Heading && v.page.Topics(i)&textstat.Related == 0 {
		return false // the topic is known in some languages only, but cheap to ask for
	}
	return stories.Heads(b, v.page.Words(i))
}

// endOfBox returns the unit after the last one of the box that unit i heads: the
// lowest element around it that holds a link to another story, unless units of
// the text are in it as well. A heading without such an element has no box.
func (v *verdict) endOfBox(i int) int {
	node := int32(v.page.Block(i).Node)
	for range highestBox {
		if node <= v.tree.Body() {
			break
		}
		node = v.tree.Nodes[node].Parent
		end, found := i+1, false
		for ; end < len(v.keep) && int32(v.page.Block(end).Node) < v.tree.Nodes[node].End; end++ {
			if v.keep[end] || end > i+longestBox {
				return i
			}
			found = found || v.isHeadline(end)
		}
		if found {
			return end
		}
	}
	return i
}

// isHeadline reports whether unit i may be the headline of another story.
func (v *verdict) isHeadline(i int) bool {
	return stories.IsHeadline(v.page.Block(i), v.page.Words(i))
}

// storyAt returns the story to which the headline at unit i leads.
func (v *verdict) storyAt(i int, d *pipeline.Document) (s story, ok bool) {
	if !v.keep[i] && v.isHeadline(i) {
		s.title, s.href, ok = stories.Of(d, v.page.Block(i))
	}
	return s, ok
}
