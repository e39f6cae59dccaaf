// Package winnow turns scraped web pages, as HTML or as text that somebody
// else already scraped, into clean articles.
//
//	cleaner, err := winnow.New(winnow.Config{})
//	…
//	article, err := cleaner.Clean(ctx, winnow.Page{URL: url, Body: body})
//
// An article is the text of the page without navigation, related stories,
// captions, prompts, icon names and other debris, with its characters repaired,
// and what the page says about it: title, byline, dates, captions, related
// links. Everything that was removed is recorded with the stage and the rule
// that removed it; see Cleaner.Document. Cleaner.CleanAll cleans many pages at the
// same time.
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

// Config selects how pages are cleaned. The zero Config is the default.
type Config struct {
	// Stages are the options of the stages.
	Stages stages.Config
	// Blocks and Removed fill the fields of the same names of Article.
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

// New returns a cleaner with the default stages. It returns an error if the
// options of a stage are invalid.
func New(c Config) (*Cleaner, error) {
	list, err := stages.New(c.Stages)
	if err != nil {
		return nil, err
	}
	return NewWithStages(c, list)
}

// NewWithStages returns a cleaner that runs the given stages in order: for
// instance those of stages.New with some left out, or with stages of the
// caller's own. It ignores c.Stages. It returns an error if two stages share a
// name or if one declares its rules wrongly; see pipeline.Validate.
func NewWithStages(c Config, list []pipeline.Stage) (*Cleaner, error) {
	p, err := pipeline.New(list...)
	if err != nil {
		return nil, err
	}
	return &Cleaner{config: c, pipeline: p}, nil
}

// Config returns the configuration that the cleaner was made with.
func (c *Cleaner) Config() Config { return c.config }

// Stages returns the stages in the order in which they run.
func (c *Cleaner) Stages() []pipeline.Stage { return c.pipeline.Stages() }

// Clean turns a page into an article. An error means that this page could not
// be decoded or processed; a panic in a stage is returned as an error. A page
// without an article is not an error: see Article.Status.
func (c *Cleaner) Clean(ctx context.Context, p Page) (Article, error) {
	_, d, err := c.Document(ctx, p)
	if err != nil {
		return Article{}, err
	}
	return c.Article(d, p), nil
}

// Document returns the page as parsed, with every block, and as cleaned, with
// the trail of edits that lead from one to the other. Errors are those of Clean;
// cleaned is then the document before the stage that failed.
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
