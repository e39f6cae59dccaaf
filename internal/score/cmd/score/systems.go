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
)

// systems makes each system that can be measured.
var systems = map[string]func(options) (score.System, error){
	"winnow":      newWinnow,
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

// newWinnow is the whole of winnow with its defaults.
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
