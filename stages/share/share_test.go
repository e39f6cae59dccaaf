package share

import (
	"strings"
	"testing"

	"winnow/fixtures"
	"winnow/pipeline/fold"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{})) }

// The cheap look at the first word of a line passes over no word of bars.
func TestBeginsBar(t *testing.T) {
	for _, words := range []map[string]bool{networks, barWords} {
		for w := range words {
			for _, line := range []string{w, w + " and more", strings.ToUpper(w) + "| x"} {
				if !strings.ContainsFunc(w, isSeparator) && fold.Key(strings.ToUpper(w)) == w && !beginsBar(line) {
					t.Errorf("%q begins no bar", line)
				}
			}
		}
	}
	for _, line := range []string{"The boats sail again", "Harbours and boats", "sharey bars", "Facebooks of the year", "Überall Boote"} {
		if beginsBar(line) {
			t.Errorf("%q begins a bar", line)
		}
	}
}
