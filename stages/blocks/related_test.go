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

// TestRelated gives boxes outside the article, with the titles that are recorded.
func TestRelated(t *testing.T) {
	for _, c := range []struct {
		name, box string
		want      []string
	}{
		{"list", `<aside><h3>Related stories</h3><ul><li><a href="/n/ten">Ten lighthouses you must see</a></li><li><a href="/n/fish">Fish prices fall again</a></li></ul></aside>`,
			[]string{"Ten lighthouses you must see", "Fish prices fall again"}},
		{"cards with dates, teasers and a section", `<div><div class=head><h2>You might also like</h2></div><div class=card><a href="/sport">Sport</a><h4><a href="/n/ten">Ten lighthouses you must see</a></h4><a href="/n/ten">3 May 2024</a><p>Nine of them are on islands.</p></div></div>`,
			[]string{"Ten lighthouses you must see"}},
		{"another language", `<aside><h3>Lue myös</h3><a href="/n/karhu">Karhu ylitti valtatien kahdesti</a></aside>`,
			[]string{"Karhu ylitti valtatien kahdesti"}},
		{"the same story twice, and the page itself", `<aside><h3>Related stories</h3><p><a href="/n/ten">Ten lighthouses you must see</a></p><p><a href="/n/ten">Lighthouses: ten you must see</a></p><p><a href="/news/a-b-c">Night ferry returns at last</a></p></aside>`,
			[]string{"Ten lighthouses you must see"}},
		{"all stories", `<aside><h3>Related stories</h3><p><a href="/news">All the news of today</a></p><p><a href="/n/ten">Ten lighthouses you must see</a></p></aside>`,
			[]string{"Ten lighthouses you must see"}},
		{"advertisements", `<aside><h3>You might also like</h3><p><a href="https://ads.example.com/x">Seniors in Harbour love this trick</a></p></aside>`, nil},
		{"no heading", `<aside><p><a href="/n/ten">Ten lighthouses you must see</a></p></aside>`, nil},
		{"another heading", `<aside><h3>Our departments</h3><p><a href="/n/ten">Ten people who answer letters</a></p></aside>`, nil},
		{"an index", `<aside><h3>Related stories</h3>` + manyLinks(40) + `</aside>`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := cleaned(t, parse(t, storyPage(c.box)))
			var got []string
			for _, r := range d.Meta.Related {
				got = append(got, r.Title)
				if !strings.HasPrefix(r.URL, "https://example.org/n/") {
					t.Errorf("%q leads to %q", r.Title, r.URL)
				}
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got %q, want %q", got, c.want)
			}
			var text strings.Builder
			for _, b := range d.Blocks {
				text.WriteString(b.Text + "\n")
			}
			if text := text.String(); strings.Contains(text, "lighthouses") || !strings.Contains(text, "On day 5") {
				t.Errorf("text: %s", text)
			}
		})
	}
}

func manyLinks(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<p><a href="/n/%d">Story of the harbour, number %d</a></p>`, i, i)
	}
	return b.String()
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
