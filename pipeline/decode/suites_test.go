package decode

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"winnow/internal/devdata"
	data "winnow/internal/score"
)

// score prints a line of the table of goals and fails when a goal is missed.
func score(t *testing.T, what string, goal float64, good, all int) {
	t.Helper()
	reached := 100 * float64(good) / float64(max(1, all))
	t.Logf("decode | %-50s | goal %5.1f %% | %5.1f %% (%d of %d)", what, goal, reached, good, all)
	if reached < goal {
		t.Errorf("%s: %.2f %% is less than %.1f %%", what, reached, goal)
	}
}

// rightText decodes with the label.
func rightText(t testing.TB, b []byte, label string) string {
	t.Helper()
	switch {
	case label == "utf-16" || label == "utf-32":
		r, ok := decodeBOM(b)
		if !ok {
			t.Fatalf("%s without a byte order mark", label)
		}
		return r.Text
	}
	r, err := As(b, label)
	if err != nil {
		t.Fatal(err)
	}
	return r.Text
}

// isWHATWG reports whether the encoding of a label is in the standard.
func isWHATWG(label string) bool {
	e, ok := lookup(label)
	return ok && e <= encXUserDefined && label != "utf-32"
}

// TestChardet runs the files of chardet's tests: a file is right when its text
// is that which its label gives.
func TestChardet(t *testing.T) {
	dir := devdata.Dir(t, "encoding/chardet")
	files, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
	var all, good, standard, standardGood int
	for _, f := range files {
		folder := filepath.Base(filepath.Dir(f))
		label := data.FolderLabel(folder)
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all++
		if isWHATWG(label) {
			standard++
		}
		// The files name their encoding in the XML declaration: what counts
		// here is what the bytes say.
		r, err := Bytes(hideDeclaration(b), Hints{})
		if err == nil && r.Text == rightText(t, hideDeclaration(b), label) {
			good++
			if isWHATWG(label) {
				standardGood++
			}
			continue
		}
		t.Logf("%s/%s: %s by %s %.2f, %d repairs, %v", folder, filepath.Base(f), r.Encoding, r.Evidence, r.Confidence, r.RepairCount, err)
	}
	score(t, "chardet's files", 99.5, good, all)
	score(t, "chardet's files in WHATWG encodings", 99.7, standardGood, standard)
}

// hideDeclaration makes declarations of the encoding in b unreadable.
func hideDeclaration(b []byte) []byte {
	s := string(b)
	for _, word := range []string{"encoding=", "charset=", "Encoding=", "CHARSET=", "Charset="} {
		s = strings.ReplaceAll(s, word, strings.Repeat("x", len(word)-1)+"=")
	}
	return []byte(s)
}

// TestHTML5Lib runs the encoding tests of html5lib. Some ask for what a cleaner
// does not do, or does otherwise; each is named.
func TestHTML5Lib(t *testing.T) {
	exceptions := map[string]string{
		"document.write": "the declaration is written by a script that would have to run",
		`="Content-Type content="text/html; charset=iso8859-2">`: "the quotes are broken, but what was meant is plain, and nothing else says what the page is",
		`charset=iso8859-2">` + "\n<p>":                          "likewise",
		"Yahoo! JAPAN":                                           "valid UTF-8 beats the declaration of EUC-JP, which is false",
	}
	all, good := 0, 0
	for _, name := range []string{"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"} {
		b, err := os.ReadFile(filepath.Join("testdata", "html5lib", name))
		if err != nil {
			t.Fatal(err)
		}
		for i, test := range strings.Split(string(b), "#data\n")[1:] {
			data, want, ok := strings.Cut(test, "\n#encoding\n")
			if !ok {
				t.Fatalf("%s %d: no encoding", name, i)
			}
			want, _, _ = strings.Cut(strings.TrimSpace(want), "\n")
			all++
			r, err := Bytes([]byte(data), Hints{Markup: true})
			if err == nil && strings.EqualFold(r.Encoding, want) {
				good++
				continue
			}
			excused := slices.ContainsFunc(slices.Collect(maps.Keys(exceptions)), func(mark string) bool { return strings.Contains(data, mark) })
			if !excused {
				t.Errorf("%s %d: %s by %s, want %s: %.80q", name, i, r.Encoding, r.Evidence, want, data)
			}
		}
	}
	// 79 of the 82 in the numbered files are asked for.
	score(t, "html5lib's encoding tests", 100*79./83, good, all)
}

// TestUTF8Kept damages pages in UTF-8 in the usual ways: they must still be
// read as UTF-8.
func TestUTF8Kept(t *testing.T) {
	dir := devdata.Dir(t, "bench/wcxb-dev/html")
	files, _ := filepath.Glob(filepath.Join(dir, "*.gz"))
	pages, counts := 0, map[string]int{}
	for _, f := range files {
		page := stripCharsets(devdata.ReadGzip(t, f))
		first := asciiPrefix(page)
		if !utf8.Valid(page) || first == len(page) {
			continue
		}
		if pages++; pages > 300 {
			pages = 300
			break
		}
		check := func(name string, b []byte, want string) {
			r, err := Bytes(b, Hints{Markup: true})
			if err == nil && r.Encoding == "UTF-8" && (want == "" || r.Text == want) {
				counts[name]++
				return
			}
			t.Logf("%s %s: %s by %s", filepath.Base(f), name, r.Encoding, r.Evidence)
		}
		check("clean", page, string(page))
		middle := len(page) / 2
		for middle > 0 && page[middle]&0xC0 == 0x80 {
			middle--
		}
		stray := string(page[:middle]) + "\x92" + string(page[middle:])
		check("stray byte", []byte(stray), string(page[:middle])+"’"+string(page[middle:]))
		cut := first + 1 // inside the first character
		check("cut in the first character", page[:cut], "")
		if last := lastHigh(page); last > 0 {
			check("cut", page[:last], "")
		}
		check("false meta", append([]byte(`<meta charset="iso-8859-1">`), page...), "")
	}
	for _, name := range []string{"clean", "stray byte", "cut", "cut in the first character", "false meta"} {
		goal := 99.0
		if name == "clean" {
			goal = 100
		}
		score(t, "UTF-8 pages kept, "+name, goal, counts[name], pages)
	}
}

// lastHigh returns the place of the last continuation byte.
func lastHigh(b []byte) int {
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] >= utf8.RuneSelf {
			return i
		}
	}
	return -1
}

// stripCharsets makes the declarations of a page unreadable.
func stripCharsets(b []byte) []byte {
	for _, word := range []string{"charset", "Charset", "CHARSET", "encoding="} {
		b = bytes.ReplaceAll(b, []byte(word), []byte(strings.Repeat("x", len(word)-1)+"="))
	}
	return b
}
