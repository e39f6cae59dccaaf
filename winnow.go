// Package winnow turns scraped web pages, as HTML or as text that somebody
// else already scraped, into clean articles.
//
//	cleaner, err := winnow.New(winnow.Config{})
//	…
//	article, err := cleaner.Clean(ctx, winnow.Page{URL: url, Body: body})
//
// An article is the text of the page without navigation, related stories,
// captions, prompts, icon names and other residue of the page it stood on,
// with its characters repaired, and what the page says about it: title,
// byline, dates, captions, related links. Everything that was removed is
// recorded with the stage and the rule that removed it; see Cleaner.Document.
//
// The stages are in winnow/stages, the model they work on in winnow/pipeline,
// readers for dumps (JSONL, WARC and others) in winnow/pipeline/dump.
package winnow

import (
	"context"

	"winnow/pipeline"
	"winnow/stages"
)

// Page is one scraped page as it came. Only Body is required.
type Page = pipeline.Page

// Config says how pages are cleaned. The zero Config is the default.
type Config struct {
	// Stages are the options of the stages.
	Stages stages.Config
	// Blocks asks for Article.Blocks, Removed for Article.Removed.
	Blocks, Removed bool
	// TitleInText keeps the title as the first paragraph of Article.Text.
	TitleInText bool
}

// A Cleaner cleans pages. It holds no state between pages and is safe for
// concurrent use.
type Cleaner struct {
	config   Config
	pipeline *pipeline.Pipeline
}

// New makes a cleaner with the default stages. It fails when the options of a
// stage cannot be used.
func New(c Config) (*Cleaner, error) {
	list, err := stages.New(c.Stages)
	if err != nil {
		return nil, err
	}
	return NewWithStages(c, list)
}

// NewWithStages makes a cleaner of a list of stages, which run in that order:
// those of stages.New with some left out or with stages of the caller's own.
// c.Stages is not looked at. It fails when two stages share a name or one
// declares its rules badly.
func NewWithStages(c Config, list []pipeline.Stage) (*Cleaner, error) {
	p, err := pipeline.New(list...)
	if err != nil {
		return nil, err
	}
	return &Cleaner{config: c, pipeline: p}, nil
}

// Config gives the configuration the cleaner was made with.
func (c *Cleaner) Config() Config { return c.config }

// Stages lists the stages in the order they run.
func (c *Cleaner) Stages() []pipeline.Stage { return c.pipeline.Stages() }

// Clean makes an article of a page. An error means that this page could not
// be decoded or processed; a panic in a stage comes back as one. A page
// without an article is no error: see Article.Status.
func (c *Cleaner) Clean(ctx context.Context, p Page) (Article, error) {
	_, d, err := c.Document(ctx, p)
	if err != nil {
		return Article{}, err
	}
	return c.Article(d, p), nil
}

// Document gives the page as it was parsed, with every block, and as it was
// cleaned, with the trail of edits that lead from one to the other.
func (c *Cleaner) Document(ctx context.Context, p Page) (parsed, cleaned pipeline.Document, err error) {
	err = pipeline.Catch(func() error {
		parsed, err = pipeline.Parse(p)
		return err
	})
	if err != nil {
		return parsed, parsed, err
	}
	cleaned, err = c.pipeline.Run(ctx, parsed)
	return parsed, cleaned, err
}
