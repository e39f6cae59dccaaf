package checkalso

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/fixtures"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{})) }

// The cheap look at the first two words passes over nobody who is introduced.
func TestBeginsWithName(t *testing.T) {
	introductions := 0
	err := fs.WalkDir(os.DirFS(filepath.Join(fixtures.Root(t), "fixtures")), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".txtar" {
			return err
		}
		b, err := os.ReadFile(filepath.Join(fixtures.Root(t), "fixtures", name))
		for line := range strings.Lines(string(b)) {
			for line != "" {
				if p, ok := introducedIn(line); ok {
					introductions++
					if !beginsWithName(line) {
						t.Errorf("%s: %q introduces %+v and begins with no name", name, line, p)
					}
				}
				_, line, _ = strings.Cut(line, " ") // from any word on
			}
		}
		return err
	})
	if err != nil || introductions == 0 {
		t.Errorf("%d introductions, %v", introductions, err)
	}
}

// Every kind of words is read, and each word stands once in its language.
func TestPeople(t *testing.T) {
	v := people()
	for kind, words := range map[string]map[string]bool{
		"verbs": v.verbs, "writers": v.writers, "offices": v.offices, "reporting": v.reporting,
		"nonames": v.noNames, "companies": v.companies, "particles": v.particles,
	} {
		if len(words) < 10 {
			t.Errorf("%s: %d words", kind, len(words))
		}
	}
	seen, kind := map[string]bool{}, ""
	for line := range strings.Lines(peopleText) {
		if name, ok := strings.CutPrefix(line, "== "); ok {
			kind = name
		}
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' || line[0] == '=' {
			continue
		}
		words := strings.Fields(line)
		for _, w := range words[1:] {
			if key := kind + words[0] + w; seen[key] {
				t.Errorf("%s: %q stands twice", words[0], w)
			} else {
				seen[key] = true
			}
		}
	}
}
