package tree

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"winnow/internal/cputime"
)

// wcxb gives the pages of the WCXB development split by name, or skips.
func wcxb(t testing.TB) map[string]string {
	t.Helper()
	dir := os.Getenv("WINNOW_SHARED")
	if dir == "" {
		_, file, _, _ := runtime.Caller(0)
		dir = filepath.Join(filepath.Dir(file), "..", "..", "..", "shared")
	}
	names, _ := filepath.Glob(filepath.Join(dir, "bench", "wcxb-dev", "html", "*.html.gz"))
	if len(names) == 0 {
		t.Skip("needs bench/wcxb-dev/html under WINNOW_SHARED or ../shared")
	}
	pages := make(map[string]string, len(names))
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(z)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		s := string(b)
		if !utf8.ValidString(s) {
			s = strings.ToValidUTF8(s, "\uFFFD")
		}
		pages[strings.TrimSuffix(filepath.Base(name), ".html.gz")] = s
	}
	return pages
}

// BenchmarkParse measures a pass over all pages with html.Parse and with this
// package, new and reusing memory.
func BenchmarkParse(b *testing.B) {
	pages := wcxb(b)
	size := 0
	for _, p := range pages {
		size += len(p)
	}
	for _, c := range []struct {
		name string
		f    func(string)
	}{
		{"html.Parse", func(s string) {
			if _, err := html.Parse(strings.NewReader(s)); err != nil {
				b.Log(err)
			}
		}},
		{"tree.Parse", func(s string) { Parse(s, Limits{}) }},
		{"reused", func() func(string) {
			t := new(Tree)
			return func(s string) { t.Parse(s, Limits{}) }
		}()},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			start := cputime.Used()
			for b.Loop() {
				for _, p := range pages {
					c.f(p)
				}
			}
			b.ReportMetric(float64((cputime.Used()-start).Microseconds())/float64(b.N*len(pages)), "cpu-µs/page")
		})
	}
}
