package winnow_test

import (
	"strings"
	"testing"

	"winnow"
	"winnow/internal/cputime"
)

// repeated are parts of pages that took quadratic time when a page had many of
// them, since a rule looked at all of them for each.
var repeated = []struct{ before, unit string }{
	{story, "<p>Listen 5 min</p>"},
	{story, "<li><a href=/x>Listen to this article · 4 min</a>"},
	{"", `The minister said it wasn\u2019t over, and didn\u2019t say more. `},
	{"<title>", `Check\u00a0Also | `},
	{"# Bridge\n\n[a](/b) [c](/d)\n\n", "* [Title: The late boat](/x)\n"},
}

// TestRepeatedPartsAreLinear holds that the cost of a page grows with its length
// and no faster, whatever it repeats.
func TestRepeatedPartsAreLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures cost: not in short runs, such as those under the race detector")
	}
	c := newCleaner(t)
	for _, r := range repeated {
		err := cputime.CheckLinear(100_000, func(n int) {
			body := []byte(r.before + strings.Repeat(r.unit, n/len(r.unit)))
			if _, err := c.Clean(t.Context(), winnow.Page{Body: body}); err != nil {
				t.Error(err)
			}
		})
		if err != nil {
			t.Errorf("%q: %v", r.unit, err)
		}
	}
}
