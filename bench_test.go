package winnow_test

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"
	"time"

	"golang.org/x/net/html"

	"winnow"
	"winnow/fixtures"
	"winnow/internal/score"
	"winnow/pipeline"
)

// BenchmarkClean measures the whole of winnow, bytes to JSON, beside html.Parse
// alone in the same run, page by page in turn, so that the ratio holds on a
// machine whose speed drifts. It needs the development pages.
func BenchmarkClean(b *testing.B) {
	pages, err := score.LoadWCXB(fixtures.Shared(b, "bench", "wcxb-dev"))
	if err != nil {
		b.Fatal(err)
	}
	c := newCleaner(b)
	size := 0
	for _, p := range pages {
		size += len(p.HTML)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	var parsing, cleaning time.Duration
	for b.Loop() {
		for _, p := range pages {
			started := cpu(b)
			html.Parse(bytes.NewReader(p.HTML))
			parsed := cpu(b)
			a, err := c.Clean(b.Context(), winnow.Page{URL: p.URL, Format: pipeline.FormatHTML, Body: p.HTML})
			if err != nil {
				b.Fatal(err)
			}
			if err := json.NewEncoder(io.Discard).Encode(a); err != nil {
				b.Fatal(err)
			}
			cleaning += cpu(b) - parsed
			parsing += parsed - started
		}
	}
	n := float64(b.N * len(pages))
	b.ReportMetric(parsing.Seconds()*1000/n, "parse-ms/page")
	b.ReportMetric(cleaning.Seconds()*1000/n, "clean-ms/page")
	b.ReportMetric(cleaning.Seconds()/parsing.Seconds(), "x-html.Parse")
}
