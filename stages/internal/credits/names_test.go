package credits

import "testing"

// What parts a credit, and what a credit comes after, begins with one of the
// bytes that are looked for.
func TestCutCredit(t *testing.T) {
	for _, sep := range []string{"/", "|", "©", ", ", " via ", " - ", " – ", " — ", " für ", " for ", " pour ", " mit "} {
		if part, rest := cutCredit("Ann Doe" + sep + "Reuters"); part != "Ann Doe" || rest != "Reuters" {
			t.Errorf("%q parts %q and %q", sep, part, rest)
		}
	}
	for _, mark := range []string{".", "|", "?", "!", "–", "—", "©"} {
		if at, size := nextMark("The boat"+mark+" AP", 0); at != len("The boat") || size != len(mark) {
			t.Errorf("%q: found at %d, %d bytes", mark, at, size)
		}
	}
	if at, _ := nextMark("The boat sailed, Ann Doe’s", 0); at >= 0 {
		t.Errorf("a mark at %d", at)
	}
}
