package blocks

import (
	"maps"
	"net/url"
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/frame"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textstat"
)

// Boxes of other stories go with the rest of the page, but their links are data:
// they move to the field of related stories.

// otherStories matches the headings of boxes of other stories.
var otherStories = sync.OnceValue(func() *phrases.Matcher { return phrases.New("related") })

// Bounds of a box of other stories: its headlines, and the words of one. Menus
// and indexes have more entries, their labels fewer words, teasers more.
const (
	mostRelated       = 16
	leastHeadline     = 3
	longestHeadline   = 30
	linkedHeadline    = 0.8 // share of a headline that is a link
	highestBox        = 4   // elements from its heading up to the box
	longestBox        = 200 // units
	unlinkedRelated   = 0.5 // share of links up to which a line is the box's heading
	wordsOfBoxHeading = 14
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
		if len(box) <= mostRelated {
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
	if v.page.Words(i) > wordsOfBoxHeading || b.LinkShare() > unlinkedRelated {
		return false
	}
	_, ok := otherStories().Whole(b.Text)
	return ok
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
		end, stories := i+1, false
		for ; end < len(v.keep) && int32(v.page.Block(end).Node) < v.tree.Nodes[node].End; end++ {
			if v.keep[end] || end > i+longestBox {
				return i
			}
			stories = stories || v.isHeadline(end)
		}
		if stories {
			return end
		}
	}
	return i
}

// isHeadline reports whether unit i may be the headline of another story.
func (v *verdict) isHeadline(i int) bool {
	words := v.page.Words(i)
	return words >= leastHeadline && words <= longestHeadline && v.page.Block(i).LinkShare() >= linkedHeadline
}

// storyAt returns the story to which the headline at unit i leads. Links to other
// sites are advertisements for the most part, and those to the folder of the page
// lead to all stories.
func (v *verdict) storyAt(i int, d *pipeline.Document) (story, bool) {
	if v.keep[i] || !v.isHeadline(i) {
		return story{}, false
	}
	b := v.page.Block(i)
	for _, m := range b.Marks {
		if m.Kind != pipeline.Link || pipeline.CountWords(b.Text[m.Start:m.End]) < leastHeadline {
			continue
		}
		s := story{title: strings.TrimSpace(b.Text[m.Start:m.End]), href: d.Resolve(m.Href)}
		to, err := url.Parse(s.href)
		if err != nil || to.Scheme == "mailto" || frame.OneLabel(s.title) != 0 {
			return story{}, false
		}
		if _, isDate := dateline.Parse(strings.TrimLeft(s.title, "•·|- ")); isDate {
			return story{}, false
		}
		own, err := url.Parse(d.Base)
		return s, err != nil || own.Host == "" || to.Host == "" || isSameSite(to, own) && !isAbove(to, own)
	}
	return story{}, false
}

// isSameSite reports whether two pages are on hosts that only differ by names in
// front, such as "www".
func isSameSite(to, own *url.URL) bool {
	a, b := strings.TrimPrefix(to.Host, "www."), strings.TrimPrefix(own.Host, "www.")
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}

// isAbove reports whether a page is a folder that the page own is in.
func isAbove(to, own *url.URL) bool {
	return strings.HasPrefix(own.Path, strings.TrimSuffix(to.Path, "/")+"/")
}
