// Command rules measures the residue stages on the development data: what each rule
// takes away is held against the ground truth, and the quality of the text is
// compared before and after.
//
//	go run ./internal/score/cmd/rules               # all figures
//	go run ./internal/score/cmd/rules -hits RULE    # what a rule took wrongly
//	go run ./internal/score/cmd/rules -floors FILE  # held against pinned figures
//
// Two inputs are text, as somebody else may have scraped it: the text that
// go-readability leaves of a page, and the text of the whole page. A third is
// the ground truth, of which nothing but what policy takes should go. Two are
// HTML, of which the engines readability and blocks have left the article; the
// latter was trained on WCXB's pages. "Before" is what the residue stages are
// given, so the figures are theirs alone, whatever extraction does.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"winnow/internal/score"
	"winnow/pipeline"
	"winnow/stages"
)

func main() {
	o := options{}
	flag.StringVar(&o.root, "root", ".", "the root of the repository")
	flag.StringVar(&o.cache, "cache", "", "a folder to keep the texts of the pages in between runs")
	flag.StringVar(&o.hits, "hits", "", "print what the rules with this prefix took that the ground truth holds")
	flag.StringVar(&o.right, "right", "", "print what the rules with this prefix took rightly")
	flag.StringVar(&o.hurt, "hurt", "", "print the pages of this input whose word F1 falls by more than .02")
	flag.StringVar(&o.left, "left", "", "print the unwanted segments that remain in this input")
	flag.StringVar(&o.input, "input", "", "measure this input only: readability, page, truth, html-readability, html-blocks")
	flag.StringVar(&o.floors, "floors", "", "hold the figures against the floors in this file")
	flag.BoolVar(&o.update, "update", false, "raise the floors to the figures reached")
	flag.Parse()
	if err := run(o, os.Stdout); errors.Is(err, score.ErrNoData) {
		fmt.Fprintln(os.Stderr, "rules: skipped:", err)
	} else if err != nil {
		fmt.Fprintln(os.Stderr, "rules:", err)
		os.Exit(1)
	}
}

type options struct {
	root, cache, hits, right, hurt, left, input, floors string
	update                                              bool
}

func run(o options, w io.Writer) error {
	wcxb, segments, err := score.LoadDevelopment(score.Shared(o.root))
	if err != nil {
		return err
	}
	all, err := stages.New(stages.Config{})
	if err != nil {
		return err
	}
	residue := slices.DeleteFunc(all, notResidue)
	sets := []dataSet{{"wcxb", wcxb}, {"segments", segments}}
	figures := map[string]float64{}
	for _, in := range inputs {
		if o.input != "" && o.input != in.name {
			continue
		}
		m, err := measureInput(in, sets, residue, o)
		if err != nil {
			return err
		}
		if err := m.print(w); err != nil {
			return err
		}
		if err := m.printGoals(w); err != nil {
			return err
		}
		if in.engine != stages.Blocks { // a model trained anew would move them
			maps.Copy(figures, m.figures())
		}
	}
	return hold(figures, o, w)
}

// A dataSet is a part of the development data.
type dataSet struct {
	name  string
	pages []score.Page
}

// measureInput runs the residue stages over the documents of an input.
func measureInput(in input, sets []dataSet, residue []pipeline.Stage, o options) (*measure, error) {
	pipe, err := pipeline.New(residue...)
	if err != nil {
		return nil, err
	}
	m := &measure{options: o, input: in.name, stages: residue, pipe: pipe, rules: map[string]*tally{}}
	for _, set := range sets {
		docs, err := in.documents(set.name, set.pages, o.cache)
		if err != nil {
			return nil, err
		}
		for i, p := range set.pages {
			if err := m.page(set.name, p, docs[i]); err != nil {
				return nil, err
			}
		}
	}
	return m, nil
}

// notResidue reports the stages that do something else than take debris away:
// they need the page as HTML, or change no more than characters.
func notResidue(s pipeline.Stage) bool {
	switch s.Name {
	case "metadata", "readability", "blocks", "scriptdata", "lines", "errorpage", "images", "encoding":
		return true
	}
	return false
}
