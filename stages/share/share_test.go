package share

import (
	"strings"
	"testing"

	"winnow/fixtures"
	"winnow/pipeline/fold"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{})) }

// The cheap look at the words of a line passes over no word of bars.
func TestMayBeBar(t *testing.T) {
	for _, words := range []map[string]bool{networks, barWords} {
		for w := range words {
			for _, line := range []string{w, w + " and more", "share " + strings.ToUpper(w) + "| x"} {
				if !strings.ContainsFunc(w, isSeparator) && fold.Key(strings.ToUpper(w)) == w && !mayBeBar(line) {
					t.Errorf("%q is no bar", line)
				}
			}
		}
	}
	for _, line := range []string{"The boats sail again", "Harbours and boats", "sharey bars", "Facebooks of the year", "Überall Boote", "This article on boats", "Share prices"} {
		if mayBeBar(line) {
			t.Errorf("%q may be a bar", line)
		}
	}
}
