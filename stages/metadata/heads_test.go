package metadata

import (
	"strings"
	"testing"

	"winnow/pipeline"
	"winnow/pipeline/tree"
)

// prose follows the head of a page, as it does on pages.
const prose = `<p>The harbour froze on Wednesday night for the first time since 1963, and by morning there were children on it.</p>
<p>The harbour master walked out to the second buoy with a stick and came back without it, which nobody could explain.</p>`

// TestHeads reads what is at the top of pages: the fields that each case names
// must have its values; "" says that the field stays empty.
func TestHeads(t *testing.T) {
	for _, c := range []struct {
		name, url, head, body string
		want                  map[pipeline.Field]string
	}{
		{"names of a catalogue", "", `<meta name=citation_author content="Lund, Ida"><meta name=citation_author content="van der Osei, K. M.">`, `<h1>Sleep and songs</h1>`,
			map[pipeline.Field]string{pipeline.FieldByline: "Ida Lund and K. M. van der Osei"}},
		{"a name of a library", "", `<meta name=DC.creator content="Ó Súilleabháin, María-José">`, `<h1>Nach Hause</h1>`,
			map[pipeline.Field]string{pipeline.FieldByline: "María-José Ó Súilleabháin"}},
		{"names of linked data", "", `<script type="application/ld+json">{"@type":"Article","author":["Lund, Ida","Osei, Kofi"]}</script>`, `<h1>Sleep and songs</h1>`,
			map[pipeline.Field]string{pipeline.FieldByline: "Ida Lund and Kofi Osei"}},
		{"degrees are no given names", "", `<meta name=citation_author content="Lund, MD"><meta name=citation_author content="Osei, Jr.">`, `<h1>Sleep and songs</h1>`,
			map[pipeline.Field]string{pipeline.FieldByline: "Lund, MD; Osei, Jr."}},
		{"an employer is no given name", "", `<script type="application/ld+json">{"@type":"Article","author":"Ann Lee, Reuters"}</script>`, `<h1>Sleep and songs</h1>`,
			map[pipeline.Field]string{pipeline.FieldByline: "Ann Lee, Reuters"}},
		{"a list of two", "", `<meta name=citation_author content="Ida Lund"><meta name=citation_author content="Osei, Kofi">`, `<h1>Sleep and songs</h1>`,
			map[pipeline.Field]string{pipeline.FieldByline: "Ida Lund; Osei, Kofi"}},

		{"publisher of a book", "", ``, `<h1>Wolf Hall, reviewed</h1><p>Review by Ama Boateng</p>` + prose + `<p>Published by Fourth Estate, 650 pages, £18.99.</p>`,
			map[pipeline.Field]string{pipeline.FieldByline: "Ama Boateng"}},
		{"publisher of a book alone", "", ``, `<h1>Wolf Hall, reviewed</h1>` + prose + `<p>Published by Fourth Estate, 650 pages, £18.99.</p>`,
			map[pipeline.Field]string{pipeline.FieldByline: ""}},
		{"label behind the date", "", `<title>Мост</title>`, `<h1>Мост</h1><div>3 мая 2024, 18:05 | Автор: Иван Петров</div>` + prose,
			map[pipeline.Field]string{pipeline.FieldByline: "Иван Петров", pipeline.FieldPublished: "2024-05-03T18:05:00"}},
		{"point after a Japanese label", "", ``, `<h1>日本の橋</h1><p class=date>2024年5月3日</p><p class=author>文・石井 太郎</p>` + prose,
			map[pipeline.Field]string{pipeline.FieldByline: "石井 太郎"}},
		{"label that begins a word", "", ``, `<h1>日本の橋</h1><p>文化の日の橋</p>` + prose,
			map[pipeline.Field]string{pipeline.FieldByline: ""}},
		{"arrow of a link", "", ``, `<h1>The hinge</h1>` + prose + `<a href="/author/mick">View all posts by Mick →</a>`,
			map[pipeline.Field]string{pipeline.FieldByline: "Mick"}},
		{"order is nobody", "", ``, `<h1>Notice to mariners</h1><p>BY ORDER</p>` + prose + `<p>By appointment</p>`,
			map[pipeline.Field]string{pipeline.FieldByline: ""}},

		{"subtitle after a bar", "https://lund.example/blog/cameras", `<title>Ten Cameras for Sailors of 2025 | The Best Ones Without a Mirror — Ida Lund Photography</title><meta property=og:site_name content="Ida Lund Photography">`, `<h1>Ten Cameras for Sailors of 2025 | The Best Ones Without a Mirror</h1>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "Ten Cameras for Sailors of 2025 | The Best Ones Without a Mirror"}},
		{"sections after bars", "https://hall.example/freeze", `<title>How the harbour froze that night | Winter | County Hall</title>`, `<h1>How the harbour froze that night | Winter | County Hall</h1>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "How the harbour froze that night"}},
		{"headlines of other pages", "https://gazette.example/outdoors/best-skating-ponds-county", `<title>Where to skate in the county | The Gazette</title>`, `<h1>The Best Ponds and Canals of the County for Skating</h1>` + prose + `<h1><a href="/outdoors/swim">Here's Where to Swim in the County</a></h1><h1>Next in Your Guide to Being Out in the County</h1>`,
			map[pipeline.Field]string{pipeline.FieldTitle: "The Best Ponds and Canals of the County for Skating"}},
		{"headline that links to itself", "https://gazette.example/outdoors/skate", `<title>Where to skate in the county | The Gazette</title>`, `<h1><a href="/outdoors/skate/">Where to Skate in Our County</a></h1>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "Where to Skate in Our County"}},
		{"headline by its class", "https://gazette.example/freeze", `<title>How the harbour freezes in a mild winter - The Gazette</title>`, `<h3 class="sa-post-title">How the harbour is freezing the boats of this winter</h3>` + prose + `<h1>A message from Ida Lund, founder of the paper:</h1><p>Thank you.</p>`,
			map[pipeline.Field]string{pipeline.FieldTitle: "How the harbour is freezing the boats of this winter"}},
		{"headlines by their class, of cards", "https://gazette.example/freeze", `<title>How the harbour freezes in a mild winter - The Gazette</title>`, prose + `<h3 class="post-title">How the harbour is freezing the boats of this winter</h3><h3 class="post-title">How a mild winter ends</h3>`,
			map[pipeline.Field]string{pipeline.FieldTitle: "How the harbour freezes in a mild winter"}},

		{"date of the masthead", "", ``, `<header><a href="/">The Gazette</a><div class=date>Thursday, 23 January 2025</div></header><article><h1>The harbour freezes over</h1><div>By <a rel=author href="/a/p">Ada Pell</a> and <a rel=author href="/a/r">Tom Reilly</a> | Published 9 January 2025, 7:30 a.m. | Updated 10 January 2025</div>` + prose,
			map[pipeline.Field]string{pipeline.FieldPublished: "2025-01-09T07:30:00", pipeline.FieldModified: "2025-01-10", pipeline.FieldByline: "Ada Pell and Tom Reilly"}},
		{"date of the masthead against a bare one", "", ``, `<div class=masthead>Thursday, 23 January 2025</div><h1>The harbour freezes over</h1><p>9 January 2025</p>` + prose,
			map[pipeline.Field]string{pipeline.FieldPublished: "2025-01-09"}},
		{"date of the masthead alone", "", ``, `<header>Thursday, 23 January 2025</header><h1>The harbour freezes over</h1>` + prose,
			map[pipeline.Field]string{pipeline.FieldPublished: "2025-01-23"}},
		{"two dates with labels", "", ``, `<h1>Two dates</h1><p>Originally published: June 1, 2023. Last updated: January 15, 2024.</p>` + prose,
			map[pipeline.Field]string{pipeline.FieldPublished: "2023-06-01", pipeline.FieldModified: "2024-01-15"}},
		{"dates in prose", "", ``, `<h1>Two dates</h1><p>The first one was posted on June 1, 2023 and lost. The second was on January 15, 2024.</p>` + prose,
			map[pipeline.Field]string{pipeline.FieldPublished: ""}},

		{"heading before the name of a site", "", `<title>On ice | Orla's notebook</title>`, `<h2 class=title>On ice</h2>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "On ice"}},
		{"heading of one word", "", `<title>Deckhand - Rossaveel - Harbour Jobs</title>`, `<h1>Deckhand</h1>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "Deckhand"}},
		{"heading of a thread", "", `<title>Boiler keeps losing pressure - DIY Forum</title>`, `<h2>Boiler keeps losing pressure</h2>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "Boiler keeps losing pressure"}},
		{"heading of the site after the title", "", `<title>TIL that eels cross the Atlantic to breed : todayilearned</title>`, `<div class=side><h1>todayilearned</h1></div><p>TIL that eels cross the Atlantic to breed</p>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "TIL that eels cross the Atlantic to breed"}},
		{"heading of the site before the title", "", `<title>Elm Post: Bridge opens</title>`, `<h1>Elm Post</h1><h2>Bridge opens</h2>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "Bridge opens"}},
		{"heading of a section", "", `<title>News - The bridge opens - Elm Post</title>`, `<h3>News</h3>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "News - The bridge opens - Elm Post"}},
		{"link of a heading", "", `<title>rope — the rope module — winch 2.4 documentation</title>`, `<h1>rope — the rope module<a class=headerlink href="#rope">¶</a></h1>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "rope — the rope module"}},
		{"sharp that is a name", "", `<title>A tour of C#</title>`, `<h1>A tour of <a href="/cs">C#</a></h1>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "A tour of C#"}},
		{"label in the heading", "", `<title>[2503.01234] Why ropes fail on Tuesdays</title><meta name=citation_title content="Why ropes fail on Tuesdays">`, `<h1><span class=descriptor>Title:</span>Why ropes fail on Tuesdays</h1>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "Why ropes fail on Tuesdays"}},
		{"site at both ends", "", `<title>lund/winch: Hauls ropes · GitHub</title><meta property="og:title" content="GitHub - lund/winch: Hauls ropes">`, `<article><h1>winch</h1>` + prose,
			map[pipeline.Field]string{pipeline.FieldTitle: "lund/winch: Hauls ropes"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := "<html lang=en><head>" + c.head + "</head><body>" + c.body + "</body></html>"
			got := map[pipeline.Field]string{}
			for _, e := range Read(tree.Parse(page, tree.Limits{}), c.url, pipeline.Meta{}, crawled) {
				got[e.To] = strings.TrimSpace(e.Value)
			}
			for field, want := range c.want {
				if got[field] != want {
					t.Errorf("%s %q, want %q", field, got[field], want)
				}
			}
		})
	}
}
