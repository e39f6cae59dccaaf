package blocks

import (
	"strings"
	"testing"
)

// framed returns a page with something between the links above and below.
func framed(middle string) string {
	links := func(names string) string {
		var b strings.Builder
		for name := range strings.FieldsSeq(names) {
			b.WriteString(`<li><a href="/` + name + `">` + name + `</a></li>`)
		}
		return "<ul>" + b.String() + "</ul>"
	}
	return `<!DOCTYPE html><html><head><title>Notice</title></head><body><header><nav>` +
		links("Start Council Library Swimming Roads Schools Refuse Permits Taxes Housing Events Ferries") + `</nav></header>` + middle +
		`<footer>` + links("Contact Accessibility Privacy Jobs Press Imprint Terms Help") + `<p>© 2025 Ostby Parish. All rights reserved.</p></footer></body></html>`
}

// A page whose text is short is not emptied, and a frame is not taken for text.
func TestShortTexts(t *testing.T) {
	for _, c := range []struct {
		name, middle string
		text         string // that must stay; empty: the page says nothing
	}{
		{"sentence", `<main><p>The library opens at ten on 3 June.</p></main>`, "The library opens at ten on 3 June."},
		{"paragraph without a stop", `<main><p>No swimming lessons this week</p></main>`, "No swimming lessons this week"},
		{"paragraph in an article", `<article><p>Ferry to Holm from Monday</p></article>`, "Ferry to Holm from Monday"},
		{"post", `<main><div class=post><span>@kari</span><div>The pool is shut again. Nobody told us!</div></div></main>`, "The pool is shut again. Nobody told us!"},
		{"notice in divs", `<div><div><div>Bridge Street</div><div>No through traffic until Thursday.</div></div></div>`, "No through traffic until Thursday."},
		{"quotation", `<main><div><div>“We open in May.”</div></div></main>`, "We open in May."},
		{"other script", `<main><div><div>図書館は月曜日から休みます。</div></div></main>`, "図書館は月曜日から休みます。"},
		{"role", `<div role=main><p>No swimming lessons this week</p></div>`, "No swimming lessons this week"},
		{"header of an article", `<article><header><p>The library opens at ten.</p></header></article>`, "The library opens at ten."},
		{"nothing", `<div id=app></div>`, ""},
		{"label", `<div id=app><div>Bridge Street</div></div>`, ""},
		{"loading", `<main><p>Loading notices …</p></main>`, ""},
		{"one word", `<main><p>Loading.</p></main>`, ""},
		{"linked", `<main><p><a href="/all">See all the notices of this year.</a></p></main>`, ""},
		{"hidden", `<main><p style="display:none">The library opens at ten on 3 June.</p></main>`, ""},
		{"noscript", `<noscript><p>Please turn scripts on.</p></noscript>`, ""},
		{"browser", `<div><div>This page needs JavaScript to work.</div></div>`, ""},
		{"cookies", `<div><div>We use cookies to know you again.</div></div>`, ""},
		{"dialog", `<div role=dialog><p>Where do you live?</p></div>`, ""},
		{"form", `<form><p>Enter the name of a street.</p><input></form>`, ""},
		{"header", `<header><p>All of Ostby on one page.</p></header>`, ""},
		{"aside", `<aside><p>Our shop has moved to the quay.</p></aside>`, ""},
	} {
		d := parse(t, framed(c.middle))
		v := embedded().judge(&d)
		if says := SaysSomething(v.page, v.tree); says != (c.text != "") {
			t.Errorf("%s: says something: %v", c.name, says)
		}
		v.page.Release()
		out := cleaned(t, d)
		var text strings.Builder
		for _, b := range out.Blocks {
			text.WriteString(b.Text + "\n")
		}
		if !strings.Contains(text.String(), c.text) || c.text == "" && strings.TrimSpace(text.String()) != "" {
			t.Errorf("%s: what stays is %q", c.name, text.String())
		}
	}
}
