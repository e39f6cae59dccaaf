// Package stages lists winnow's stages in the order they run.
package stages

import (
	"fmt"

	"winnow/pipeline"
	"winnow/stages/blocks"
	"winnow/stages/byline"
	"winnow/stages/captions"
	"winnow/stages/checkalso"
	"winnow/stages/comments"
	"winnow/stages/encoding"
	"winnow/stages/errorpage"
	"winnow/stages/icons"
	"winnow/stages/images"
	"winnow/stages/language"
	"winnow/stages/metadata"
	"winnow/stages/placeholders"
	"winnow/stages/readability"
	"winnow/stages/sources"
	"winnow/stages/title"
)

// An Engine names the stage that decides what belongs to the article.
type Engine string

// The engines.
const (
	Blocks      Engine = "blocks" // the default: a learned judge of blocks
	Readability Engine = "readability"
)

// Config holds the options of every stage. The zero Config is the default.
type Config struct {
	// Engine is the engine for HTML; empty means Blocks.
	Engine       Engine
	Metadata     metadata.Options
	Blocks       blocks.Options
	Readability  readability.Options
	Errorpage    errorpage.Options
	Images       images.Options
	Icons        icons.Options
	Title        title.Options
	Byline       byline.Options
	Captions     captions.Options
	Sources      sources.Options
	Checkalso    checkalso.Options
	Comments     comments.Options
	Placeholders placeholders.Options
	Encoding     encoding.Options
}

// New lists the stages in the order they run: what the page says about itself
// first, then what belongs to the article, then the debris in it, and the
// repair of its characters last. It fails when an option cannot be used.
func New(c Config) ([]pipeline.Stage, error) {
	var engine pipeline.Stage
	switch c.Engine {
	case "", Blocks:
		engine = blocks.New(c.Blocks)
	case Readability:
		engine = readability.New(c.Readability)
	default:
		return nil, fmt.Errorf("unknown engine %q (known: %s, %s)", c.Engine, Blocks, Readability)
	}
	return []pipeline.Stage{
		metadata.New(c.Metadata),
		engine,
		errorpage.New(c.Errorpage),
		language.New(),
		images.New(c.Images),
		icons.New(c.Icons),
		title.New(c.Title),
		byline.New(c.Byline),
		captions.New(c.Captions),
		sources.New(c.Sources),
		checkalso.New(c.Checkalso),
		comments.New(c.Comments),
		placeholders.New(c.Placeholders),
		encoding.New(c.Encoding),
	}, nil
}
