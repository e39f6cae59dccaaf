//go:build unix

package pipeline

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/html"

	"winnow/pipeline/tree"
)

// cpuTime is the processor time that this process has used, the garbage
// collector's included: what a benchmark on a busy machine should count.
func cpuTime() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// BenchmarkBlocks measures a pass over all pages of WCXB dev with html.Parse,
// the flat tree, and tree and blocks.
func BenchmarkBlocks(b *testing.B) {
	pages := wcxbPages(b)
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
			start := cpuTime()
			for b.Loop() {
				for _, p := range pages {
					c.f(p)
				}
			}
			b.ReportMetric(float64((cpuTime()-start).Microseconds())/float64(b.N*len(pages)), "cpu-µs/page")
		})
	}
}
