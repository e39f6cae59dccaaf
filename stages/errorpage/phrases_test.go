package errorpage

import (
	"testing"
	"testing/fstest"

	"winnow/pipeline/fold"
	"winnow/stages/internal/langfiles"
)

// TestPhrases: every phrase is folded, as what it is compared with, and the lists
// of all categories have some.
func TestPhrases(t *testing.T) {
	seen := map[string]bool{}
	err := langfiles.Each(data, func(lang, category, entry string) {
		if fold.Key(entry) != entry {
			t.Errorf("%s, %s: %q is %q folded", lang, category, entry, fold.Key(entry))
		}
		if key := lang + category + entry; seen[key] {
			t.Errorf("%s, %s: %q is there twice", lang, category, entry)
		} else {
			seen[key] = true
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, list := range append(lists().all(), lists().newsTitles, lists().questionWords, lists().interfaceWords, lists().functionWords, lists().tellingWords, lists().interfaceTerms) {
		if len(list) == 0 {
			t.Errorf("list %d is empty", i)
		}
	}
	if _, err := readPhrases(fstest.MapFS{"data/en.txt": {Data: []byte("== bots\ncaptcha\n")}}); err == nil {
		t.Error("an unknown category is no error")
	}
}
