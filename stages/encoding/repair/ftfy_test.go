package repair

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ftfyCase is one case of ftfy's test suite; see testdata/ftfy/README.md.
type ftfyCase struct {
	Label    string
	Original string
	Fixed    string
	Expect   string
}

func ftfyCases(t testing.TB) map[string][]ftfyCase {
	files, err := filepath.Glob("testdata/ftfy/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	all := map[string][]ftfyCase{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var cases []ftfyCase
		if err := json.Unmarshal(data, &cases); err != nil {
			t.Fatal(name, err)
		}
		all[strings.TrimSuffix(filepath.Base(name), ".json")] = cases
	}
	return all
}

// likeFtfy are the options under which ftfy's expectations hold.
var likeFtfy = Options{Quotes: true, Ligatures: true, Width: true, KeepSpaces: true}

func TestFtfy(t *testing.T) {
	layered, passed, total := 0, 0, 0
	failures := 0
	for file, cases := range ftfyCases(t) {
		for _, c := range cases {
			got, steps := Text(c.Original, likeFtfy)
			if back := Apply(c.Original, steps); back != got {
				t.Errorf("%s: replay of %q gives %q, not %q", file, c.Original, back, got)
			}
			if c.Expect == "fail" {
				if got == c.Fixed {
					failures++
				} else {
					t.Logf("known failure: %q\n got %q\nwant %q", c.Original, got, c.Fixed)
				}
				continue
			}
			total++
			if got == c.Fixed {
				passed++
			} else {
				t.Errorf("%s: %s: %q\n got %q\nwant %q\n%v", file, c.Label, c.Original, got, c.Fixed, steps)
			}
			if got, _ := Text(latin1Layer(c.Original), likeFtfy); got == c.Fixed {
				layered++
			} else {
				t.Errorf("%s, one more layer: %s: %q\n got %q\nwant %q", file, c.Label, c.Original, got, c.Fixed)
			}
		}
	}
	t.Logf("ftfy: %d/%d, one more layer %d/%d, known failures %d/10", passed, total, layered, total, failures)
}

// latin1Layer reads the UTF-8 of s as Latin-1.
func latin1Layer(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}
