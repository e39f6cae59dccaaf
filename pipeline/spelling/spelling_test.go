package spelling

import (
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	known := []string{"to", "at", "phrase", "regexp", "selector"}
	for word, want := range map[string]string{
		"phrse": "phrase", "selectr": "selector", "phrase": "phrase", "ta": "to",
		"x": "", "": "", "body": "", "phr": "", // too far, or nothing of the word is right
		strings.Repeat("selector", 100): "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
