package blocks

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"winnow/stages/blocks/features"
)

// The model doubts the first sentence of a story or one within, here by hand; the markup of the
// text, in numbered parts, says that they belong to it.
func TestRest(t *testing.T) {
	const doubt, sure, junk = 0.4, 0.9, 0.05
	paragraphs := []struct {
		html   string
		likely float32
		stays  bool
	}{
		{`<div class="byline">By Ann Lee, who has been on every ferry of the coast.</div>`, junk, false},
		{`<div class="part part-1"><p class="t">The night ferry will make its last crossing in March.</p>`, doubt, true},
		{`<p class="t">The council decided so on Tuesday after a long debate.</p></div>`, sure, true},
		{`<div class="box"><p>Sign up for the briefing of the morning, which is free.</p></div>`, doubt, false},
		{`<div class="part part-2"><p class="t">It carried 19 passengers a crossing last winter.</p>`, sure, true},
		{`<p class="t">Nobody was surprised by the vote.</p></div>`, doubt, true},
		{`<div class="part part-3"><p class="t">The crew has been offered other work.</p></div>`, sure, true},
		{`<div class="part part-4"><p class="t">Read the newspaper for a month at no cost.</p></div>`, junk, false},
	}
	html := ""
	for _, p := range paragraphs {
		html += p.html
	}
	d := parse(t, html)
	v := &verdict{page: features.New(&d, nil), tree: d.Tree, pageType: "article", typeSure: 0.9}
	defer v.page.Release()
	if v.page.Len() != len(paragraphs) {
		t.Fatalf("%d units for %d paragraphs", v.page.Len(), len(paragraphs))
	}
	v.copies = make([]bool, len(paragraphs))
	for _, p := range paragraphs {
		v.likely, v.keep = append(v.likely, p.likely), append(v.keep, p.likely >= articleThreshold)
	}
	v.keepRest()
	for i, p := range paragraphs {
		if v.keep[i] != p.stays {
			t.Errorf("%q: kept %v", v.page.Block(i).Text, v.keep[i])
		}
	}
	v.pageType, v.keep[1] = "listing", false
	if v.keepRest(); v.keep[1] {
		t.Error("a page of another type keeps what the model doubts")
	}
}

// The model takes the last paragraphs of a long text for what comes after it; long ones that share
// their element with most of the text stay, however many there are.
func TestRestLong(t *testing.T) {
	const long = "<p>The council has met nineteen times since then, and each time somebody asked for the report on the ferry, which nobody has written.</p>"
	d := parse(t, "<main><div>"+strings.Repeat(long, 8)+"<p>It ends here.</p></div><div>"+long+"</div></main>")
	v := &verdict{page: features.New(&d, nil), tree: d.Tree, pageType: "article", typeSure: 0.9}
	defer v.page.Release()
	v.likely = []float32{0.9, 0.9, 0.9, 0.9, 0.4, 0.2, 0.1, 0.3, 0.3, 0.3}
	v.keep, v.copies = []bool{true, true, true, true, false, false, false, false, false, false}, make([]bool, 10)
	v.keepRest()
	if want := []bool{true, true, true, true, true, true, false, true, true, false}; !slices.Equal(v.keep, want) {
		t.Errorf("kept %v, want %v", v.keep, want)
	}
}

// A standard in pages is one preformatted element after the other; the first one and the last
// are unlike the others and stay with them.
func TestCodeBeside(t *testing.T) {
	html := strings.Builder{}
	for i := range 6 {
		fmt.Fprintf(&html, "<pre>Page %d of the protocol\n\n   A client sends a request to the server and waits.</pre><hr>", i)
	}
	d := parse(t, "<div>"+html.String()+"</div><div><pre>made by a program</pre></div>")
	v := &verdict{page: features.New(&d, nil), tree: d.Tree, pageType: "documentation"}
	defer v.page.Release()
	v.likely = []float32{0.27, 0.8, 0.8, 0.8, 0.8, 0.25, 0.16}
	v.keep, v.copies = []bool{false, true, true, true, true, false, false}, make([]bool, 7)
	v.keepTogether()
	if want := []bool{true, true, true, true, true, true, false}; !slices.Equal(v.keep, want) {
		t.Errorf("kept %v, want %v", v.keep, want)
	}
}
