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

func TestGluedBars(t *testing.T) {
	for s, want := range map[string]bool{
		"Share thisFacebookWhatsAppX":        true,
		"Compartir FacebookWhatsAppX":        true,
		"FacebookTwitterLinkedInEmail":       true,
		"TeilenFacebookTwitterDrucken":       true,
		"WhatsApp":                           false,
		"LinkedIn and YouTube":               false,
		"WhatsApp, LinkedIn":                 false,
		"McDonald met O'Brien on Facebook":   false,
		"FacebookMarketplace":                false,
		"What FacebookWhatsApp means for us": false,
	} {
		if got := isGluedBar(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
