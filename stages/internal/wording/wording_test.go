package wording

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/norm"
)

// The entries of each category and language are sorted, composed and there
// once.
func TestOrder(t *testing.T) {
	names, err := fs.Glob(data, "data/*.txt")
	if err != nil || len(names) < 25 {
		t.Fatalf("%d languages, %v", len(names), err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(data, name)
		if err != nil {
			t.Fatal(err)
		}
		category, last := "", ""
		for line := range strings.Lines(string(b)) {
			line = strings.TrimSuffix(line, "\n")
			switch {
			case line == "" || strings.HasPrefix(line, "# "):
				continue
			case strings.HasPrefix(line, "== "):
				if line <= category {
					t.Errorf("%s: %q is not in order after %q", name, line, category)
				}
				category, last = line, ""
				continue
			case line <= last:
				t.Errorf("%s: %q is not in order after %q", name, line, last)
			case !norm.NFC.IsNormalString(line), strings.TrimSpace(line) != line, strings.Trim(line, "_") == "":
				t.Errorf("%s: %q is not a word", name, line)
			}
			last = line
		}
	}
}

func TestRead(t *testing.T) {
	list, err := read(fstest.MapFS{"data/en.txt": {Data: []byte("# English.\n\n== a\n_i_\nof it\n\n== b\nmy_\n")}})
	want := []entry{{" i ", "a", "en"}, {"of it", "a", "en"}, {"my ", "b", "en"}}
	if err != nil || !slices.Equal(list, want) {
		t.Errorf("read: %q, %v, want %q", list, err, want)
	}
	if _, err := read(fstest.MapFS{"data/en.txt": {Data: []byte("word\n")}}); err == nil {
		t.Error("a word before the first category is no error")
	}
}

func TestOf(t *testing.T) {
	if list := Of("inbox"); !slices.Contains(list, "in your inbox") || !slices.Contains(list, "ins postfach") {
		t.Errorf("words for the inbox: %q", list)
	}
	if set := Set("homepage"); !set["startseite"] || set["boat"] {
		t.Errorf("names of the home page: %v", set)
	}
	if list := Pairs("feedfooter"); !slices.Contains(list, [2]string{"The post ", " appeared first on "}) {
		t.Errorf("footers of feeds: %q", list)
	}
	if s := Needles("inboxstem", "letterstem"); !s.In("in Ihr Postfach") || !s.In("unser Newsletter") || s.In("a boat") {
		t.Error("the needles are not those of both categories")
	}
}
