package phrases

import (
	"math/rand/v2"
	"testing"
)

// FuzzFind compares a matcher with one that has no cheap checks before it reads
// a line.
func FuzzFind(f *testing.F) {
	f.Add("Share this on Facebook", "\u0301", 1)
	f.Add("READ MORE: Boats", "\u00a0", 4)
	f.Add("İletişim", "\u200b", 2)
	f.Add("Keep reading", "\u212a", 0) // the Kelvin sign folds to k
	f.Add("lire aussi", "\xff", 3)
	m := New("related", "share", "readalso")
	f.Fuzz(func(t *testing.T, line, piece string, at int) {
		checkFind(t, m, line)
		if at >= 0 && at <= len(line) {
			checkFind(t, m, line[:at]+piece+line[at:])
		}
	})
}

// Phrases with other characters in them are found by a matcher as by one that
// has no cheap checks.
func TestFindChanged(t *testing.T) {
	m, list := New("related", "share", "readalso"), all()
	r := rand.New(rand.NewPCG(3, 5))
	pieces := []string{" ", "  ", ":", " :", "\u00ad", "\u0301", "\u00a0", "\u212a", "İ", "ß", "ſ", "Ａ", "…", "â€¦", "Ã©", "\xff", "0", "7", "*", "»", "\t", "\x00", "\x7f", "a", "日", "!", ".", ",", "- "}
	for range 100_000 {
		line := list[r.IntN(len(list))].Text
		for range r.IntN(3) {
			at := r.IntN(len(line) + 1)
			rest := min(len(line), at+r.IntN(3))
			line = line[:at] + pieces[r.IntN(len(pieces))] + line[rest:]
		}
		checkFind(t, m, line)
	}
}

func checkFind(t *testing.T, m *Matcher, line string) {
	t.Helper()
	got, found := m.Find(line)
	want, ok := m.best(line, m.trie.read(line, nil), "")
	if found != ok || got != want {
		t.Errorf("Find(%q) = %+v, %v; read in full %+v, %v", line, got, found, want, ok)
	}
	scanned, found := m.In(Scan(line))
	if found != ok || scanned != want {
		t.Errorf("In(Scan(%q)) = %+v, %v; read in full %+v, %v", line, scanned, found, want, ok)
	}
}
