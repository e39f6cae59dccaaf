package blocks

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// prose writes n paragraphs of about fifty words, each different.
func prose(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields(`the a of and to in that it was for with as his on by at from her which had they but one would all were
		when there been their what out so up into than could them only other then now over some these may well such through
		harbour council bridge winter keeper letter road village water market school morning station engine island window
		carried opened written repaired promised counted followed answered quiet narrow early heavy broken distant certain`)
	sentence := func() string {
		s := make([]string, 9+r.IntN(14))
		for i := range s {
			s[i] = words[r.IntN(len(words))]
		}
		if len(s) > 14 {
			s[7] += ","
		}
		return strings.ToUpper(s[0][:1]) + strings.Join(s, " ")[1:] + "."
	}
	all := make([]string, n)
	for i := range all {
		parts := []string{sentence(), sentence(), sentence()}
		all[i] = strings.Join(parts[:2+r.IntN(2)], " ")
	}
	return all
}

// TestLongPages holds that the length of an article costs none of its paragraphs,
// however they are written.
func TestLongPages(t *testing.T) {
	for _, form := range []struct{ name, open, close string }{
		{"paragraphs", "<p>", "</p>\n"},
		{"elements", "<div>", "</div>\n"},
		{"line breaks", "", "<br><br>\n"},
		{"sections", "<h2>The next chapter</h2><p>", "</p>\n"},
	} {
		for _, n := range []int{60, 150, 400, 1500} {
			paragraphs := prose(n)
			var body strings.Builder
			for _, p := range paragraphs {
				body.WriteString(form.open + p + form.close)
			}
			d := parse(t, framed("<main><article><h1>A long story</h1><div class=text>"+body.String()+"</div></article></main>"))
			out := cleaned(t, d)
			kept := map[string]bool{}
			for _, b := range out.Blocks {
				kept[b.Text] = true
			}
			var lost []string
			for i, p := range paragraphs {
				if !kept[p] {
					lost = append(lost, fmt.Sprint(i))
				}
			}
			if len(lost) > 0 {
				t.Errorf("%s: %d of %d are lost: %s", form.name, len(lost), n, strings.Join(lost[:min(10, len(lost))], " "))
			}
		}
	}
}
