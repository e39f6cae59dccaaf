package tree

import (
	"fmt"
	"maps"
	"math/rand"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// soup makes a page of n random tags and words. It leaves out what this
// package treats otherwise on purpose: noscript, noframes and template.
func soup(r *rand.Rand, n int) string {
	tags := strings.Fields(`a b i p div div span ul ol li dl dt dd table table tbody tr td th caption col colgroup thead h1 h2 h3
		form button select option optgroup pre textarea title script style br hr img input svg math mi foreignObject desc section
		article blockquote figure figcaption label nobr font code ruby rt rp center object iframe xmp head body html address x-y em
		strong fieldset details summary marquee rb rtc wbr plaintext listing frame param`)
	var b strings.Builder
	for i := range n {
		tag := tags[r.Intn(len(tags))]
		if tag == "plaintext" && r.Intn(10) > 0 {
			continue
		}
		switch r.Intn(7) {
		case 0, 1, 2:
			fmt.Fprintf(&b, "<%s>", tag)
		case 3, 4:
			fmt.Fprintf(&b, "</%s>", tag)
		case 5:
			fmt.Fprintf(&b, "t%d", i)
		case 6:
			fmt.Fprintf(&b, "<%s>u%d</%s>", tag, i, tag)
		}
	}
	return b.String()
}

// letters counts the characters of s that are not white space.
func letters(s string) map[rune]int {
	m := map[rune]int{}
	for _, r := range strings.Join(strings.Fields(s), "") {
		m[r]++
	}
	return m
}

// TestTagSoup holds random pages against html.Parse: no text may be lost or
// made up, and only tables may change its order.
func TestTagSoup(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 20_000 {
		page := soup(r, 3+r.Intn(20))
		doc, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		var want, got strings.Builder
		for n := range doc.Descendants() {
			if n.Type == html.TextNode {
				want.WriteString(n.Data)
			}
		}
		tr := Parse(page, Limits{})
		if err := check(tr, Limits{}); err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		for n := range tr.Nodes {
			got.WriteString(tr.Chars(int32(n)))
		}
		a, b := strings.Join(strings.Fields(got.String()), ""), strings.Join(strings.Fields(want.String()), "")
		if a != b && (!strings.Contains(page, "<table") || !maps.Equal(letters(a), letters(b))) {
			t.Errorf("%s\n got %q in %s\nwant %q", page, a, dump(tr), b)
		}
	}
}
