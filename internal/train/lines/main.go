// Command lines dumps the training data of stage lines: pages of WCXB's
// development split as text in the forms that scrapers leave behind, measured
// line by line by the code that runs in use, with labels from the ground truth.
// It also measures models that were trained without a part of the data on that
// part.
//
//	go run ./internal/train/lines -shared DIR -out DIR [-texts DIR]
//	go run ./internal/train/lines -evaluate -out DIR [-texts DIR] [-sets REGEXP] [-lowered]
//
// -texts names the folder with what other programs make of the pages, as
// written by bench -texts.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"winnow/internal/score"
	"winnow/internal/train/matrix"
	"winnow/pipeline"
	"winnow/stages/lines/features"
)

func main() {
	o := options{}
	flag.StringVar(&o.shared, "shared", score.Shared("."), "folder that holds bench/wcxb-dev")
	flag.StringVar(&o.out, "out", "", "folder to write to")
	flag.StringVar(&o.texts, "texts", "", "folder with texts that other programs made")
	flag.BoolVar(&o.evaluate, "evaluate", false, "measure the models of the folds below -out")
	flag.StringVar(&o.sets, "sets", ".", "forms to measure")
	flag.BoolVar(&o.lowered, "lowered", false, "print the texts that were lowered by more than .02")
	flag.Parse()
	run := dump
	if o.evaluate {
		run = evaluate
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "lines:", err)
		os.Exit(1)
	}
}

type options struct {
	shared, out, texts, sets string
	evaluate, lowered        bool
}

// dump makes the texts, measures and writes them.
func dump(o options) error {
	if o.out == "" {
		return fmt.Errorf("-out is missing")
	}
	wcxb, err := score.LoadWCXB(filepath.Join(o.shared, "bench", "wcxb-dev"))
	if err != nil {
		return err
	}
	texts, err := makeTexts(wcxb, o.texts)
	if err != nil {
		return err
	}
	if err := saveTexts(filepath.Join(o.out, textsFile), texts); err != nil {
		return err
	}
	pages := make([]*matrix.Page, len(texts))
	err = score.Parallel(len(texts), runtime.GOMAXPROCS(0), func(i int) (err error) {
		pages[i], err = measure(texts[i], wcxb[texts[i].Page])
		return err
	})
	if err != nil {
		return err
	}
	return matrix.Write(o.out, map[string]any{"unit": features.MarkedColumns(), "page": features.MarkedPageColumns(), "types": []string{}}, pages)
}

// measure measures a text line by line.
func measure(t text, p score.Page) (*matrix.Page, error) {
	d, err := parseText(p.ID, t.Text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.ID, err)
	}
	f := features.New(&d, nil)
	pg := &matrix.Page{ID: p.ID, Set: t.Set, Kind: string(t.Kind), Row: f.MarkedPage(nil)}
	texts := make([]string, f.Len())
	var row []float32
	for i := range texts {
		b, words, hash := f.Block(i), f.Words(i), f.Hash(i)
		texts[i] = b.Text
		row = f.MarkedRow(i, row)
		pg.Rows = append(pg.Rows, row...)
		pg.Words = append(pg.Words, words)
		pg.Hashes = append(pg.Hashes, hash)
		pg.Weighed = append(pg.Weighed, slices.Clone(f.WordTokens(i)))
	}
	p.With, p.Without = nil, nil
	p.Truth.Text = t.truth(p)
	pg.Finish(texts, p)
	return pg, nil
}

func parseText(id, text string) (pipeline.Document, error) {
	return pipeline.Parse(pipeline.Page{ID: id, Body: []byte(text), Format: pipeline.FormatText, ContentType: "text/plain; charset=utf-8"})
}

// chosen reports the texts that are to be measured.
func chosen(o options) (func(t text) bool, error) {
	sets, err := regexp.Compile(o.sets)
	return func(t text) bool { return sets.MatchString(t.Set) && strings.TrimSpace(t.Text) != "" }, err
}
