package tree

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"winnow/internal/cputime"
	"winnow/internal/devdata"
)

// BenchmarkParse measures a pass over all pages with html.Parse and with this
// package, new and reusing memory.
func BenchmarkParse(b *testing.B) {
	pages := devdata.WCXBPages(b)
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
