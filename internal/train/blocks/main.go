// Command train dumps the training data of stage blocks: the columns of every
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

	"winnow/internal/score"
	"winnow/internal/train/matrix"
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
	all := append(wcxb, segments...)
	pages := make([]*matrix.Page, len(all))
	err = score.Parallel(len(all), runtime.NumCPU(), func(i int) (err error) {
		set := "wcxb"
		if i >= len(wcxb) {
			set = "segments"
		}
		pages[i], err = measure(all[i], set)
		return err
	})
	if err != nil {
		return err
	}
	return matrix.Write(out, map[string]any{"unit": features.Columns, "page": features.PageColumns, "types": features.Types}, pages)
}

// measure parses a page and measures its units.
func measure(p score.Page, set string) (*matrix.Page, error) {
	d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", set, p.ID, err)
	}
	m := features.NewUnscaled(&d)
	pg := &matrix.Page{ID: p.ID, Set: set, Row: m.PageRow(), Says: blocks.SaysSomething(m, d.Tree)}
	texts := make([]string, m.Len())
	var row []float32
	for i := range texts {
		b, words, hash := m.Unit(i)
		texts[i] = b.Text
		row = m.Row(i, row)
		pg.Rows = append(pg.Rows, row...)
		pg.Words = append(pg.Words, words)
		if b.Kind == pipeline.Cell || b.Kind == pipeline.Code {
			hash = 0 // may repeat
		}
		pg.Hashes = append(pg.Hashes, hash)
	}
	pg.Finish(texts, p)
	return pg, nil
}
