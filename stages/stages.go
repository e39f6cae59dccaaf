// Package stages lists winnow's stages in the order in which they run.
package stages

import (
	"fmt"

	"winnow/pipeline"
	"winnow/stages/ads"
	"winnow/stages/blocks"
	"winnow/stages/byline"
	"winnow/stages/captions"
	"winnow/stages/checkalso"
	"winnow/stages/comments"
	"winnow/stages/consent"
	"winnow/stages/embeds"
	"winnow/stages/encoding"
	"winnow/stages/errorpage"
	"winnow/stages/frontmatter"
	"winnow/stages/icons"
	"winnow/stages/images"
	"winnow/stages/language"
	"winnow/stages/legal"
	"winnow/stages/lines"
	"winnow/stages/linknumbers"
	"winnow/stages/metadata"
	"winnow/stages/navigation"
	"winnow/stages/newsletter"
	"winnow/stages/placeholders"
	"winnow/stages/readability"
	"winnow/stages/repeats"
	"winnow/stages/scriptdata"
	"winnow/stages/share"
	"winnow/stages/sources"
	"winnow/stages/tags"
	"winnow/stages/title"
	"winnow/stages/userrules"
)

// An Engine names the stage that decides what belongs to the article.
type Engine string

// The engines.
const (
	Blocks      Engine = "blocks" // the default: a learned model judges each block
	Readability Engine = "readability"
)

// Config holds the options of every stage. The zero Config is the default.
type Config struct {
	// Engine is the engine for HTML; empty means Blocks.
	Engine       Engine
	Userrules    userrules.Options
	Metadata     metadata.Options
	Blocks       blocks.Options
	Lines        lines.Options
	Readability  readability.Options
	Scriptdata   scriptdata.Options
	Errorpage    errorpage.Options
	Images       images.Options
	Icons        icons.Options
	Title        title.Options
	Byline       byline.Options
	Captions     captions.Options
	Sources      sources.Options
	Consent      consent.Options
	Share        share.Options
	Newsletter   newsletter.Options
	Ads          ads.Options
	Embeds       embeds.Options
	Tags         tags.Options
	Checkalso    checkalso.Options
	Comments     comments.Options
	Navigation   navigation.Options
	Legal        legal.Options
	Repeats      repeats.Options
	Placeholders placeholders.Options
	Encoding     encoding.Options
}

// New returns the stages in the order in which they run: first the user's own
// rules, then what the page or its scraper says about it, what belongs to its article, the
// debris in that, and finally the repair of its characters. It returns an error if
// an option is invalid.
func New(c Config) ([]pipeline.Stage, error) {
	list := []pipeline.Stage{
		userrules.New(c.Userrules),
		frontmatter.New(),
		metadata.New(c.Metadata),
	}
	switch c.Engine {
	case "", Blocks:
		// go-readability runs only on pages in which the model finds nothing.
		rescue := c.Readability
		rescue.After = blocks.RuleFallback
		judge := c.Blocks
		// Captions that stay in the text, with or without credit, are for stage captions.
		judge.KeepCaptions = judge.KeepCaptions || c.Captions.Captions != captions.Drop
		list = append(list, blocks.New(judge), readability.New(rescue))
	case Readability:
		list = append(list, readability.New(c.Readability))
	default:
		return nil, fmt.Errorf("unknown engine %q (known: %s, %s)", c.Engine, Blocks, Readability)
	}
	return append(list,
		scriptdata.New(c.Scriptdata, blocks.RuleFallback),
		linknumbers.New(),
		lines.New(c.Lines),
		errorpage.New(c.Errorpage),
		language.New(),
		images.New(c.Images),
		icons.New(c.Icons),
		title.New(c.Title),
		byline.New(c.Byline),
		captions.New(c.Captions),
		sources.New(c.Sources),
		consent.New(c.Consent),
		share.New(c.Share),
		newsletter.New(c.Newsletter),
		ads.New(c.Ads),
		embeds.New(c.Embeds),
		tags.New(c.Tags),
		checkalso.New(c.Checkalso),
		comments.New(c.Comments),
		navigation.New(c.Navigation),
		legal.New(c.Legal),
		repeats.New(c.Repeats),
		placeholders.New(c.Placeholders),
		encoding.New(c.Encoding),
	), nil
}
