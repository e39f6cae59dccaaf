// Command lines dumps the training data of stage lines: pages of WCXB's
// development split as text in the forms that scrapers leave behind, measured
// line by line by the code that runs in use, with labels from the ground truth.
//
//	go run ./internal/train/lines -shared DIR -out DIR
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"winnow/internal/score"
	"winnow/internal/train/matrix"
	"winnow/pipeline"
	"winnow/stages/lines/features"
)

func main() {
	shared := flag.String("shared", score.Shared("."), "folder that holds bench/wcxb-dev")
	out := flag.String("out", "", "folder to write to")
	flag.Parse()
	if err := run(*shared, *out); err != nil {
		fmt.Fprintln(os.Stderr, "lines:", err)
		os.Exit(1)
	}
}

func run(shared, out string) error {
	if out == "" {
		return fmt.Errorf("-out is missing")
	}
	wcxb, err := score.LoadWCXB(filepath.Join(shared, "bench", "wcxb-dev"))
	if err != nil {
		return err
	}
	made := make([][]*matrix.Page, len(wcxb))
	errs := make([]error, len(wcxb))
	todo := make(chan int)
	var wg sync.WaitGroup
	for range runtime.NumCPU() {
		wg.Go(func() {
			for i := range todo {
				made[i], errs[i] = measure(wcxb[i], i)
			}
		})
	}
	for i := range wcxb {
		todo <- i
	}
	close(todo)
	wg.Wait()
	var pages []*matrix.Page
	for i := range made {
		if errs[i] != nil {
			return errs[i]
		}
		pages = append(pages, made[i]...)
	}
	return matrix.Write(out, map[string]any{"unit": features.Columns, "page": []string{}, "types": []string{}}, pages)
}

// measure makes a page text in several ways and measures each.
func measure(p score.Page, number int) ([]*matrix.Page, error) {
	d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.ID, err)
	}
	var pages []*matrix.Page
	for _, form := range formsOf(number) {
		text := form.make(d, p, number)
		if strings.TrimSpace(text) == "" {
			continue
		}
		pg, err := measureText(text, p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.ID, err)
		}
		pg.Set = form.name
		pages = append(pages, pg)
	}
	return pages, nil
}

func measureText(text string, p score.Page) (*matrix.Page, error) {
	d, err := pipeline.Parse(pipeline.Page{ID: p.ID, Body: []byte(text), Format: pipeline.FormatText, ContentType: "text/plain; charset=utf-8"})
	if err != nil {
		return nil, err
	}
	t := features.New(&d)
	pg := &matrix.Page{ID: p.ID}
	texts := make([]string, t.Len())
	var row []float32
	for i := range texts {
		b, words, hash := t.Line(i)
		texts[i] = b.Text
		row = t.Row(i, row)
		pg.Rows = append(pg.Rows, row...)
		pg.Words = append(pg.Words, words)
		pg.Hashes = append(pg.Hashes, hash)
	}
	p.With, p.Without = nil, nil
	pg.Finish(texts, p)
	return pg, nil
}
