package pipeline

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"winnow/internal/cputime"
	"winnow/internal/devdata"
	"winnow/pipeline/tree"
)

// BenchmarkBlocks measures a pass over all pages of WCXB dev with html.Parse,
// the flat tree, and tree and blocks.
func BenchmarkBlocks(b *testing.B) {
	pages := devdata.WCXBPages(b)
	for _, c := range []struct {
		name string
		f    func(string)
	}{
		{"html.Parse", func(s string) { _, _ = html.Parse(strings.NewReader(s)) }},
		{"tree", func(s string) { tree.Parse(s, tree.Limits{}) }},
		{"tree+blocks", func(s string) { blocksOfTree(tree.Parse(s, tree.Limits{})) }},
	} {
		b.Run(c.name, func(b *testing.B) {
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
