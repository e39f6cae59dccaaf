package metadata

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"winnow/internal/devdata"
	"winnow/internal/score"
	"winnow/pipeline"
	"winnow/pipeline/decode"
	"winnow/pipeline/tree"
)

// The stage beside html.Parse on every tenth development page; it is meant to
// need less than 0.15 of its time.
func BenchmarkPages(b *testing.B) {
	pages, err := score.LoadWCXB(devdata.Dir(b, "bench", "wcxb-dev"))
	if err != nil {
		b.Fatal(err)
	}
	type page struct {
		url, text string
		tree      *tree.Tree
	}
	var sample []page
	for i := 0; i < len(pages); i += 10 {
		r, err := decode.Bytes(pages[i].HTML, decode.Hints{})
		if err != nil {
			b.Fatal(err)
		}
		sample = append(sample, page{pages[i].URL, r.Text, tree.Parse(r.Text, tree.Limits{})})
	}
	b.Run("metadata", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, p := range sample {
				Read(p.tree, p.url, pipeline.Meta{}, crawled)
			}
		}
	})
	b.Run("html.Parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, p := range sample {
				if _, err := html.Parse(strings.NewReader(p.text)); err != nil {
					b.Log(err)
				}
			}
		}
	})
}
