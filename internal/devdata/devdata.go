// Package devdata finds the development data for tests: pages, encodings and
// archives that are too large for the repository. They are in the folder that
// the environment variable WINNOW_SHARED names, or else in the folder shared
// beside the repository; a test that needs what is not there is skipped.
package devdata

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Dir returns the folder at path in the development data, such as
// Dir(t, "bench", "wcxb-dev"), and skips the test if it is missing.
func Dir(t testing.TB, path ...string) string {
	t.Helper()
	root := os.Getenv("WINNOW_SHARED")
	if root == "" {
		root = filepath.Join(Repository(t), "..", "shared")
	}
	dir := filepath.Join(append([]string{root}, path...)...)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("needs the development data %s; set WINNOW_SHARED to the folder that holds it", filepath.Join(path...))
	}
	return dir
}

// Repository returns the root folder of this repository: the first folder above
// the test that holds the go.mod of module winnow.
func Repository(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if b, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil && bytes.HasPrefix(b, []byte("module winnow\n")) {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod of module winnow above the test")
		}
		dir = parent
	}
}

// WCXBPages returns the pages of WCXB's development split by ID, as UTF-8:
// bytes that are not become U+FFFD. Package score loads them with their truth.
func WCXBPages(t testing.TB) map[string]string {
	t.Helper()
	const ending = ".html.gz"
	names, _ := filepath.Glob(filepath.Join(Dir(t, "bench", "wcxb-dev", "html"), "*"+ending))
	pages := make(map[string]string, len(names))
	for _, name := range names {
		page := string(ReadGzip(t, name))
		pages[strings.TrimSuffix(filepath.Base(name), ending)] = strings.ToValidUTF8(page, "\uFFFD")
	}
	return pages
}

// ReadGzip reads a file compressed with gzip.
func ReadGzip(t testing.TB, name string) []byte {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b
}
