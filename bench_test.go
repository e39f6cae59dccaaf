package winnow_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"winnow"
	"winnow/internal/cputime"
	"winnow/internal/devdata"
	"winnow/internal/score"
	"winnow/pipeline"
	"winnow/pipeline/decode"
	"winnow/pipeline/tree"
	"winnow/stages/blocks"
)

// benchPages returns the development pages; BENCH_PAGES=n takes every n-th.
func benchPages(b *testing.B) []score.Page {
	pages, err := score.LoadWCXB(devdata.Dir(b, "bench", "wcxb-dev"))
	if err != nil {
		b.Fatal(err)
	}
	if n, err := strconv.Atoi(os.Getenv("BENCH_PAGES")); err == nil && n > 1 {
		few := pages[:0]
		for i := 0; i < len(pages); i += n {
			few = append(few, pages[i])
		}
		pages = few
	}
	return pages
}

// BenchmarkWorkers compares the time that two workers take for the pages with
// that of one, each the least of all rounds. It needs two processors that
// nobody else uses.
func BenchmarkWorkers(b *testing.B) {
	if runtime.GOMAXPROCS(0) < 2 {
		b.Skip("there is one processor")
	}
	pages := benchPages(b)
	c := newCleaner(b)
	round := func(workers int) time.Duration {
		todo := make(chan int, len(pages))
		for i := range pages {
			todo <- i
		}
		close(todo)
		started := time.Now()
		var wg sync.WaitGroup
		for range workers {
			wg.Go(func() {
				for i := range todo {
					p := pages[i]
					if a, err := c.Clean(b.Context(), winnow.Page{URL: p.URL, Format: pipeline.FormatHTML, Body: p.HTML}); err == nil {
						json.NewEncoder(io.Discard).Encode(a)
					}
				}
			})
		}
		wg.Wait()
		return time.Since(started)
	}
	var least [2]time.Duration
	for b.Loop() {
		for i := range least {
			if took := round(i + 1); least[i] == 0 || took < least[i] {
				least[i] = took
			}
		}
	}
	b.ReportMetric(least[0].Seconds()/least[1].Seconds(), "two/one")
}

// BenchmarkClean measures the steps of winnow and the whole of it, bytes to
// JSON, in units of html.Parse on the same pages in the same run, page by page
// in turn, so that the ratios hold on a machine whose speed drifts. It needs
// the development pages.
func BenchmarkClean(b *testing.B) {
	pages := benchPages(b)
	c := newCleaner(b)
	judge := blocks.New(blocks.Options{})
	size := 0
	for _, p := range pages {
		size += len(p.HTML)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	var spent [5]time.Duration // html.Parse, tree, tree and blocks, judging them, all
	for b.Loop() {
		for _, p := range pages {
			page := winnow.Page{URL: p.URL, Format: pipeline.FormatHTML, Body: p.HTML}
			decoded, err := decode.Bytes(p.HTML, decode.Hints{Markup: true})
			if err != nil {
				b.Fatal(err)
			}
			var parsed pipeline.Document
			for step, work := range [...]func() error{
				func() error { _, err := html.Parse(bytes.NewReader(p.HTML)); return err },
				func() error { tree.Parse(decoded.Text, tree.Limits{}); return nil },
				func() (err error) { parsed, err = pipeline.Parse(page); return err },
				func() error { _, err := judge.Run(b.Context(), parsed); return err },
				func() error {
					a, err := c.Clean(b.Context(), page)
					if err != nil {
						return err
					}
					return json.NewEncoder(io.Discard).Encode(a)
				},
			} {
				started := cputime.Used()
				if err := work(); err != nil {
					b.Fatal(err)
				}
				spent[step] += cputime.Used() - started
			}
		}
	}
	b.ReportMetric(spent[0].Seconds()*1000/float64(b.N*len(pages)), "html.Parse-ms/page")
	for step, name := range [...]string{"", "tree", "decode+tree+blocks", "judge", "clean"} {
		if name != "" {
			b.ReportMetric(spent[step].Seconds()/spent[0].Seconds(), name+"/html.Parse")
		}
	}
}
