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

// ftfyResult counts what becomes of ftfy's cases.
type ftfyResult struct {
	all, total                int // with and without the known failures
	passed, layered, replayed int
	failures                  int // known failures of ftfy that are repaired
}

func ftfyScore(t testing.TB) ftfyResult {
	var r ftfyResult
	for file, cases := range ftfyCases(t) {
		for _, c := range cases {
			r.all++
			got, steps := Text(c.Original, likeFtfy)
			if Apply(c.Original, steps) == got {
				r.replayed++
			}
			if c.Expect == "fail" {
				if got == c.Fixed {
					r.failures++
				}
				continue
			}
			r.total++
			if got == c.Fixed {
				r.passed++
			} else {
				t.Errorf("%s: %s: %q\n got %q\nwant %q\n%v", file, c.Label, c.Original, got, c.Fixed, steps)
			}
			if got, _ := Text(latin1Layer(c.Original), likeFtfy); got == c.Fixed {
				r.layered++
			} else {
				t.Errorf("%s, one more layer: %s: %q\n got %q\nwant %q", file, c.Label, c.Original, got, c.Fixed)
			}
		}
	}
	return r
}

func TestFtfy(t *testing.T) {
	r := ftfyScore(t)
	if r.total != 151 || r.passed != r.total || r.layered != r.total || r.replayed != r.all || r.failures < 8 {
		t.Errorf("%+v", r)
	}
}

// The default leaves typography alone in ftfy's cases too: it does what ftfy's
// fix_encoding would, and no straight quote replaces a curly one.
func TestFtfyDefaults(t *testing.T) {
	for _, cases := range ftfyCases(t) {
		for _, c := range cases {
			check(t, c.Original, Options{})
			check(t, c.Original, likeFtfy)
		}
	}
}

// latin1Layer reads the UTF-8 of s as Latin-1.
func latin1Layer(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}
