package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"winnow"
	"winnow/internal/score"
	"winnow/internal/train/matrix"
	"winnow/stages"
	"winnow/stages/blocks"
)

// folds is the number of parts for cross-validation, as in train.py.
const folds = 5

// evaluate runs the whole of winnow over the pages of each fold with the models
// that were trained without that fold.
func evaluate(shared, out string) error {
	var cleaners [folds]*winnow.Cleaner
	for i := range cleaners {
		c, err := foldCleaner(filepath.Join(out, fmt.Sprintf("fold-%d", i)))
		if err != nil {
			return err
		}
		cleaners[i] = c
	}
	clean := func(p score.Page, address string) (score.Output, error) {
		c := cleaners[matrix.Fold(matrix.Domain(p.URL), folds)]
		a, err := c.Clean(context.Background(), winnow.Page{ID: p.ID, URL: address, Body: p.HTML})
		return score.Output{Text: a.Text, Title: a.Title, Author: a.Byline, Date: a.Published}, err
	}
	system := func(p score.Page) (score.Output, error) { return clean(p, p.URL) }
	bare := func(p score.Page) (score.Output, error) { return clean(p, "") }
	wcxb, segments, err := score.LoadDevelopment(shared)
	if err != nil {
		return err
	}
	if err := score.Print(os.Stdout, "winnow with models of other folds on wcxb-dev", score.Run(wcxb, system, runtime.GOMAXPROCS(0))); err != nil {
		return err
	}
	if err := score.Print(os.Stdout, "winnow with models of other folds on wcxb-dev, without addresses", score.Run(wcxb, bare, runtime.GOMAXPROCS(0))); err != nil {
		return err
	}
	if err := score.Print(os.Stdout, "winnow with models of other folds on segments-dev", score.Run(segments, system, runtime.GOMAXPROCS(0))); err != nil {
		return err
	}
	for _, size := range sizes {
		made, err := shortened(wcxb, size)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("winnow with models of other folds on wcxb-dev, made %v", size)
		if err := score.Print(os.Stdout, name, score.Run(made, system, runtime.GOMAXPROCS(0))); err != nil {
			return err
		}
	}
	return nil
}

// foldCleaner is winnow with the models of a folder.
func foldCleaner(dir string) (*winnow.Cleaner, error) {
	var models [4][]byte
	for i, name := range []string{"types.bin", "units.bin", "articles.bin", "tokens.bin"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		models[i] = data
	}
	m, err := blocks.LoadModels(models[0], models[1], models[2], models[3])
	if err != nil {
		return nil, err
	}
	return winnow.New(winnow.Config{Stages: stages.Config{Blocks: blocks.Options{Models: m}}})
}
