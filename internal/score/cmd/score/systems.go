package main

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/go-shiori/go-readability"

	"winnow"
	"winnow/internal/score"
	"winnow/pipeline"
	"winnow/stages/blocks"
	"winnow/stages/lines"
)

// systems makes each system that can be measured.
var systems = map[string]func(options) (score.System, error){
	"winnow":      newWinnow,
	"blocks":      newBlocks,
	"pagetext":    newPageText,
	"lines":       newLines,
	"readability": newReadability,
}

func systemNames() []string {
	var names []string
	for name := range systems {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func newSystem(name string, o options) (score.System, error) {
	make, ok := systems[name]
	if !ok {
		return nil, fmt.Errorf("unknown system %q (known: %s)", name, strings.Join(systemNames(), ", "))
	}
	return make(o)
}

// newWinnow returns the whole of winnow with its defaults.
func newWinnow(options) (score.System, error) {
	cleaner, err := winnow.New(winnow.Config{})
	if err != nil {
		return nil, err
	}
	return func(p score.Page) (score.Output, error) {
		a, err := cleaner.Clean(context.Background(), winnow.Page{ID: p.ID, URL: p.URL, Body: p.HTML})
		return score.Output{Text: a.Text, Title: a.Title, Author: a.Byline, Date: a.Published}, err
	}, nil
}

// newBlocks returns the block engine by itself. Its figures on WCXB's
// development split, on which it was trained, say nothing; see blocks-cv.
func newBlocks(options) (score.System, error) {
	return stageSystem(blocks.New(blocks.Options{})), nil
}

// stageSystem parses pages and runs one stage over them.
func stageSystem(s pipeline.Stage) score.System {
	return func(p score.Page) (score.Output, error) {
		d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
		if err != nil {
			return score.Output{}, err
		}
		return runStage(s, d)
	}
}

func runStage(s pipeline.Stage, d pipeline.Document) (score.Output, error) {
	edits, err := s.Run(context.Background(), d)
	if err != nil {
		return score.Output{}, err
	}
	d, err = pipeline.Apply(d, s, edits)
	return score.Output{Text: plain(d), Title: d.Meta.Title, Author: d.Meta.Byline, Date: d.Meta.Published}, err
}

// plain returns the document's text, a line for each block.
func plain(d pipeline.Document) string {
	var text strings.Builder
	for _, b := range d.Blocks {
		if b.Kind != pipeline.Image {
			text.WriteString(b.Text + "\n")
		}
	}
	return text.String()
}

// newPageText returns the whole text of a page, a line for each block: what
// stage lines is given.
func newPageText(options) (score.System, error) {
	return func(p score.Page) (score.Output, error) {
		text, err := pageText(p)
		return score.Output{Text: text}, err
	}, nil
}

// newLines is stage lines over the whole text of a page. It was trained on
// WCXB's development split: figures there say nothing about other pages.
func newLines(options) (score.System, error) {
	stage := lines.New(lines.Options{})
	return func(p score.Page) (score.Output, error) {
		text, err := pageText(p)
		if err != nil {
			return score.Output{}, err
		}
		d, err := pipeline.Parse(pipeline.Page{ID: p.ID, Body: []byte(text), Format: pipeline.FormatText, ContentType: "text/plain; charset=utf-8"})
		if err != nil {
			return score.Output{}, err
		}
		return runStage(stage, d)
	}, nil
}

func pageText(p score.Page) (string, error) {
	d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
	return plain(d), err
}

// newReadability is go-readability by itself, for comparison.
func newReadability(options) (score.System, error) {
	return func(p score.Page) (score.Output, error) {
		u, err := url.Parse(p.URL)
		if err != nil {
			return score.Output{}, err
		}
		a, err := readability.FromReader(bytes.NewReader(p.HTML), u)
		out := score.Output{Text: a.TextContent, Title: a.Title, Author: a.Byline}
		if a.PublishedTime != nil {
			out.Date = a.PublishedTime.Format("2006-01-02")
		}
		return out, err
	}, nil
}
