// Package stories finds the headlines of other stories in boxes beside a text: links
// that move to the field of related stories when the rest of the box goes.
package stories

import (
	"net/url"
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/frame"
	"winnow/stages/internal/phrases"
)

// Most is the maximum number of stories in a box; menus and indexes have more entries.
const Most = 16

// Bounds of a headline and of the heading of a box. The labels of menus have fewer words,
// teasers more.
const (
	leastHeadline     = 3   // words
	longestHeadline   = 30  // words
	linkedHeadline    = 0.8 // share of a headline that is a link
	unlinkedRelated   = 0.5 // share of links up to which a line is the box's heading
	wordsOfBoxHeading = 14
)

// headings matches the headings of boxes of other stories.
var headings = sync.OnceValue(func() *phrases.Matcher { return phrases.New("related") })

// Heads reports whether a block of so many words is the heading of a box of other
// stories.
func Heads(b *pipeline.Block, words float32) bool {
	if words > wordsOfBoxHeading || b.LinkShare() > unlinkedRelated {
		return false
	}
	_, ok := headings().Whole(b.Text)
	return ok
}

// IsHeadline reports whether a block of so many words may be the headline of another
// story.
func IsHeadline(b *pipeline.Block, words float32) bool {
	return words >= leastHeadline && words <= longestHeadline && b.LinkShare() >= linkedHeadline
}

// Of returns the title and the address of the story to which a headline leads; ok is
// false if it leads to none. Links to other sites are advertisements for the most part,
// and those to the folder of the page lead to all stories.
func Of(d *pipeline.Document, b *pipeline.Block) (title, href string, ok bool) {
	for _, m := range b.Marks {
		if m.Kind != pipeline.Link || pipeline.CountWords(b.Text[m.Start:m.End]) < leastHeadline {
			continue
		}
		title, href = strings.TrimSpace(b.Text[m.Start:m.End]), d.Resolve(m.Href)
		to, err := url.Parse(href)
		if err != nil || to.Scheme == "mailto" || frame.OneLabel(title) != 0 {
			return "", "", false
		}
		if _, isDate := dateline.Parse(strings.TrimLeft(title, "•·|- ")); isDate {
			return "", "", false
		}
		own, err := url.Parse(d.Base)
		return title, href, err != nil || own.Host == "" || to.Host == "" || isSameSite(to, own) && !isAbove(to, own)
	}
	return "", "", false
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
