package decode

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sharedFolder returns a folder of the data that is not part of the
// repository, or skips the test.
func sharedFolder(t testing.TB, name string) string {
	t.Helper()
	base := os.Getenv("WINNOW_SHARED")
	if base == "" {
		base = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(base, name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("%s is missing: set WINNOW_SHARED to the folder that holds it", name)
	}
	return dir
}

// chardetLabel returns the encoding of a folder of chardet's tests, whose names
// are an encoding, often with a language.
func chardetLabel(folder string) string {
	label := strings.ToLower(folder)
	for _, prefix := range []string{"iso-8859-", "windows-"} {
		if rest, ok := strings.CutPrefix(label, prefix); ok {
			number, _, _ := strings.Cut(rest, "-")
			return prefix + number
		}
	}
	if label == "utf-8-sig" || label == "ascii" {
		return "utf-8"
	}
	return label
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

// isWHATWG tells whether the encoding of a label is in the standard.
func isWHATWG(label string) bool {
	e, ok := lookup(label)
	return ok && e <= encXUserDefined && label != "utf-32"
}

// TestChardet runs the files of chardet's tests: a file is right when its text
// is that which its label gives.
func TestChardet(t *testing.T) {
	dir := sharedFolder(t, "encoding/chardet")
	files, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
	var all, good, standard, standardGood int
	for _, f := range files {
		folder := filepath.Base(filepath.Dir(f))
		label := chardetLabel(folder)
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		want := rightText(t, b, label)
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
		_ = want
	}
	t.Logf("chardet's files: %d of %d (%.1f %%); WHATWG encodings %d of %d (%.1f %%)",
		good, all, 100*float64(good)/float64(all), standardGood, standard, 100*float64(standardGood)/float64(standard))
	if good < 420 || standardGood < 393 {
		t.Errorf("less than the 420 and 393 reached before")
	}
}

// hideDeclaration makes declarations of the encoding in b unreadable.
func hideDeclaration(b []byte) []byte {
	s := string(b)
	for _, word := range []string{"encoding=", "charset=", "Encoding=", "CHARSET=", "Charset="} {
		s = strings.ReplaceAll(s, word, strings.Repeat("x", len(word)-1)+"=")
	}
	return []byte(s)
}
