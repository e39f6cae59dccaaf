// Command blocks dumps the training data of stage blocks: the columns of every
// unit of text of WCXB's development split, measured by the code that runs in
// use, with labels from the ground truth. train.py makes the models from it.
//
//	go run ./internal/train/blocks -shared DIR -out DIR
//
// -evaluate runs winnow over every page with the models of train.py that have
// not seen the page's domain.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"

	"winnow/internal/score"
	"winnow/internal/train/matrix"
	"winnow/internal/train/shorten"
	"winnow/pipeline"
	"winnow/stages/blocks"
	"winnow/stages/blocks/features"
)

func main() {
	shared := flag.String("shared", score.Shared("."), "folder that holds bench/wcxb-dev and bench/segments-dev")
	out := flag.String("out", "", "folder to write to")
	judge := flag.Bool("evaluate", false, "measure the models of the folds that train.py left in the folder")
	flag.Parse()
	do := run
	if *judge {
		do = evaluate
	}
	if err := do(*shared, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(shared, out string) error {
	if out == "" {
		return fmt.Errorf("-out is missing")
	}
	wcxb, segments, err := score.LoadDevelopment(shared)
	if err != nil {
		return err
	}
	var all []source
	for _, p := range wcxb {
		all = append(all, source{p, "wcxb"})
	}
	for _, p := range segments {
		all = append(all, source{p, "segments"})
	}
	for _, size := range sizes {
		made, err := shortened(wcxb, size)
		if err != nil {
			return err
		}
		for _, p := range made {
			all = append(all, source{p, size.String()})
		}
	}
	pages := make([]*matrix.Page, len(all))
	err = score.Parallel(len(all), runtime.NumCPU(), func(i int) (err error) {
		pages[i], err = measure(all[i])
		return err
	})
	if err != nil {
		return err
	}
	return matrix.Write(out, map[string]any{"unit": features.Columns, "page": features.PageColumns, "types": features.Types}, pages)
}

// A source is a page and the set that it belongs to: wcxb, segments, or the
// size to which a page of wcxb was cut.
type source struct {
	score.Page
	set string
}

// sizes are those to which pages are cut.
var sizes = []shorten.Size{shorten.Short, shorten.Middle, shorten.Frame}

// shortened are short pages made of the others: of each article two that are
// short, since articles are most of what short pages are, and of every third page
// one without its text.
func shortened(pages []score.Page, size shorten.Size) ([]score.Page, error) {
	var made []score.Page
	for i, p := range pages {
		times := 1
		switch {
		case size == shorten.Short && p.Type == "article":
			times = 2
		case size == shorten.Frame && i%3 > 0:
			times = 0
		}
		for k := range times {
			short, ok, err := shorten.Page(p, size, 2*i+k)
			if err != nil {
				return nil, err
			}
			if ok {
				made = append(made, short)
			}
		}
	}
	return made, nil
}

// measure parses a page and measures its units.
func measure(p source) (*matrix.Page, error) {
	d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", p.set, p.ID, err)
	}
	m := features.NewUnscaled(&d)
	pg := &matrix.Page{ID: p.ID, Set: p.set, Row: m.PageRow(), Says: blocks.SaysSomething(m, d.Tree)}
	texts := make([]string, m.Len())
	var row []float32
	for i := range texts {
		b, words, hash := m.Block(i), m.Words(i), m.Hash(i)
		texts[i] = b.Text
		row = m.Row(i, row)
		pg.Rows = append(pg.Rows, row...)
		pg.Words = append(pg.Words, words)
		if b.Kind == pipeline.Cell || b.Kind == pipeline.Code {
			hash = 0 // may repeat
		}
		pg.Hashes = append(pg.Hashes, hash)
		pg.Weighed = append(pg.Weighed, slices.Collect(m.PathTokens(i)))
	}
	pg.Finish(texts, p.Page)
	return pg, nil
}
