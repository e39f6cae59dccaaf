package blocks

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"winnow/internal/cputime"
)

// storyPage is a news page of five paragraphs with something after them.
func storyPage(after string) string {
	var text strings.Builder
	for i := range 5 {
		fmt.Fprintf(&text, "<p>On day %d the two ships left the harbour at nine in the evening, and the pilots who had waited for eleven years stood on the pier and waved.</p>", i+1)
	}
	return `<html><head><title>Night ferry returns</title><meta property="og:type" content="article"></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Night ferry returns</h1>` + text.String() + `</article>` + after + `<footer><a href="/imprint">Imprint of the paper</a></footer></body></html>`
}

func TestRelatedIsLinear(t *testing.T) {
	for name, unit := range map[string]string{
		"headings without stories": "<h3>Related stories</h3>",
		"headings of one story":    `<h3>Related stories</h3><p><a href="/n/ten">Ten lighthouses you must see</a></p>`,
		"nested":                   "<div><h3>Related stories</h3>",
	} {
		err := cputime.CheckLinear(500, func(n int) { cleaned(t, parse(t, storyPage(strings.Repeat(unit, n)))) })
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// In a box of many headings and stories, no story is asked for once a heading.
func TestHeadingsInOneBox(t *testing.T) {
	measure := func(heading string, limit time.Duration) time.Duration {
		box := "<div>" + strings.Repeat("<h3>"+heading+`</h3><a href="/n/ten">Fire in the barn of farm</a>`, 90) + "</div>"
		page := storyPage(strings.Repeat(box, 40))
		return cputime.Least(limit, func() { cleaned(t, parse(t, page)) })
	}
	limit := 4*measure("Other departments", 0) + 50*time.Millisecond
	if took := measure("Related stories", limit); took > limit {
		t.Errorf("took %v, want at most %v", took, limit)
	}
}
