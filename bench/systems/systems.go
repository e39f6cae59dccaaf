// Package systems makes every Go program under test answer the same question:
// what is the text of this page, and its title, author and date? Detectors and
// Repairers answer others: what is the encoding of these bytes, and what was
// this text before it was broken?
//
// A system gets the bytes as scraped and does all of its work itself,
// decoding included. Each runs with the settings its documentation recommends
// for articles; where its authors measured it, with the settings they used.
package systems

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"slices"
	"time"

	"github.com/go-shiori/go-readability"
	distiller "github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"winnow"
	"winnow/internal/score"
	"winnow/pipeline"
	"winnow/stages"
)

// A System is a program under test.
type System struct {
	Name string
	// Module is the Go module whose version is reported.
	Module string
	// Settings says in words how it is run.
	Settings string
	// Learned is true of systems that were trained on WCXB's development
	// split, so that their figures there flatter.
	Learned bool
	// Baseline is true of what is measured for comparison only.
	Baseline bool
	New      func() (score.System, error)
}

// List names the Go systems in the order of the tables.
func List() []System {
	const (
		self     = "winnow"
		readable = "github.com/go-shiori/go-readability"
		trafila  = "github.com/markusmobius/go-trafilatura"
		distill  = "github.com/markusmobius/go-domdistiller"
	)
	return []System{
		{Name: "winnow", Module: self, Learned: true, Settings: "defaults: engine blocks, all stages", New: whole(stages.Blocks)},
		{Name: "winnow, engine alone", Module: self, Learned: true, Settings: "metadata and engine blocks, no other stage", New: engine(stages.Blocks)},
		{Name: "winnow readability", Module: self, Settings: "engine readability, all stages", New: whole(stages.Readability)},
		{Name: "winnow readability, engine alone", Module: self, Settings: "metadata and engine readability, no other stage", New: engine(stages.Readability)},
		{Name: "go-readability", Module: readable, Settings: "charset.NewReader, html.Parse, FromDocument", New: plain(readDocument)},
		{Name: "go-readability FromReader", Module: readable, Settings: "FromReader, which detects the encoding itself", New: plain(readReader)},
		{Name: "go-trafilatura", Module: trafila, Settings: "without fallback, comments excluded, tables included", New: plain(trafilate(false))},
		{Name: "go-trafilatura + fallback", Module: trafila, Settings: "with fallback, comments excluded, tables included", New: plain(trafilate(true))},
		{Name: "go-domdistiller", Module: distill, Settings: "ApplyForReader, pagination skipped", New: plain(distil)},
		{Name: "whole page", Module: self, Baseline: true, Settings: "every block of the page, nothing judged", New: engine("")},
		{Name: "html.Parse", Module: "golang.org/x/net", Baseline: true, Settings: "parsing alone: the yardstick of speed", New: plain(parse)},
	}
}

// Find returns the system of a name.
func Find(name string) (System, bool) {
	for _, s := range slices.Concat(List(), Detectors(), Repairers()) {
		if s.Name == name {
			return s, true
		}
	}
	return System{}, false
}

func plain(s score.System) func() (score.System, error) {
	return func() (score.System, error) { return s, nil }
}

// whole is winnow as a user gets it.
func whole(e stages.Engine) func() (score.System, error) {
	return func() (score.System, error) {
		c, err := winnow.New(winnow.Config{Stages: stages.Config{Engine: e}})
		if err != nil {
			return nil, err
		}
		return func(p score.Page) (score.Output, error) {
			a, err := c.Clean(context.Background(), page(p))
			return output(a), err
		}, nil
	}
}

// engine is winnow without the residue stages: the page's metadata and the
// engine. Without an engine every block stays.
func engine(e stages.Engine) func() (score.System, error) {
	return func() (score.System, error) {
		list, err := stages.New(stages.Config{Engine: e})
		if err != nil {
			return nil, err
		}
		var few []pipeline.Stage
		for _, s := range list {
			if e != "" && (s.Name == "metadata" || s.Name == string(e)) {
				few = append(few, s)
			}
		}
		if e != "" && len(few) != 2 {
			return nil, errors.New("the stages metadata and " + string(e) + " are not in the list")
		}
		pipe, err := pipeline.New(few...)
		if err != nil {
			return nil, err
		}
		c, err := winnow.New(winnow.Config{})
		if err != nil {
			return nil, err
		}
		return func(p score.Page) (score.Output, error) {
			d, err := pipeline.Parse(page(p))
			if err != nil {
				return score.Output{}, err
			}
			d, err = pipe.Run(context.Background(), d)
			return output(c.Article(d, page(p))), err
		}, nil
	}
}

func page(p score.Page) winnow.Page {
	return winnow.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML}
}

func output(a winnow.Article) score.Output {
	return score.Output{Text: a.Text, Title: a.Title, Author: a.Byline, Date: a.Published}
}

// Text cleans text that somebody else extracted, as "winnow clean --from text"
// does.
func Text() (func(text string) (string, error), error) {
	c, err := winnow.New(winnow.Config{})
	if err != nil {
		return nil, err
	}
	return func(text string) (string, error) {
		a, err := c.Clean(context.Background(), winnow.Page{Body: []byte(text), Format: pipeline.FormatText})
		return a.Text, err
	}, nil
}

func readDocument(p score.Page) (score.Output, error) {
	u, err := url.Parse(p.URL)
	if err != nil {
		return score.Output{}, err
	}
	doc, err := decoded(p.HTML)
	if err != nil {
		return score.Output{}, err
	}
	a, err := readability.FromDocument(doc, u)
	return readable(a), err
}

func readReader(p score.Page) (score.Output, error) {
	u, err := url.Parse(p.URL)
	if err != nil {
		return score.Output{}, err
	}
	a, err := readability.FromReader(bytes.NewReader(p.HTML), u)
	return readable(a), err
}

// decoded parses a page by the encoding it declares.
func decoded(page []byte) (*html.Node, error) {
	r, err := charset.NewReader(bytes.NewReader(page), "text/html")
	if err != nil {
		return nil, err
	}
	return html.Parse(r)
}

func readable(a readability.Article) score.Output {
	// TextContent runs paragraphs together when no white space is between
	// their tags, which the metrics punish; the tree is fairer.
	return score.Output{Text: blockText(a.Node), Title: a.Title, Author: a.Byline, Date: day(a.PublishedTime)}
}

func day(t *time.Time) string {
	if t == nil || t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func trafilate(fallback bool) score.System {
	return func(p score.Page) (score.Output, error) {
		u, err := url.Parse(p.URL)
		if err != nil {
			return score.Output{}, err
		}
		r, err := trafilatura.Extract(bytes.NewReader(p.HTML), trafilatura.Options{
			OriginalURL: u, EnableFallback: fallback, ExcludeComments: true,
		})
		if err != nil || r == nil {
			return score.Output{}, err
		}
		m := r.Metadata
		return score.Output{Text: r.ContentText, Title: m.Title, Author: m.Author, Date: day(&m.Date)}, nil
	}
}

func distil(p score.Page) (score.Output, error) {
	u, err := url.Parse(p.URL)
	if err != nil {
		return score.Output{}, err
	}
	r, err := distiller.ApplyForReader(bytes.NewReader(p.HTML), &distiller.Options{OriginalURL: u, SkipPagination: true})
	if err != nil {
		return score.Output{}, err
	}
	m := r.MarkupInfo
	return score.Output{Text: r.Text, Title: r.Title, Author: m.Author, Date: m.Article.PublishedTime}, nil
}

func parse(p score.Page) (score.Output, error) {
	_, err := html.Parse(bytes.NewReader(p.HTML))
	return score.Output{}, err
}
