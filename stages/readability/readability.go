package readability

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"winnow/pipeline"
)

// Options change how articles are found. The zero Options are the default.
type Options struct {
	// Extractor finds the article; nil means go-readability.
	Extractor Extractor `json:"-"`
	// After is a rule: the stage runs only on documents that the rule has
	// flagged, and of those on such as are not too large for a second look.
	// Empty: on all.
	After string `yaml:"-" json:"-"`
}

// The rules.
const (
	outsideArticle   = "readability/outside-article"
	outsideContainer = "readability/outside-container"
	fallback         = "readability/fallback"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	extractor := o.Extractor
	if extractor == nil {
		extractor = goReadability{}
	}
	return pipeline.Stage{
		Name: "readability",
		Doc:  "Removes what go-readability does not consider part of the article.",
		Rules: []pipeline.Rule{
			{Name: outsideArticle, Doc: "The text is not part of the article that go-readability found.", Tier: pipeline.TierExtract},
			{Name: outsideContainer, Doc: "The text is outside the element that holds most of the page's prose; used where go-readability cannot be used.", Tier: pipeline.TierExtract},
			{Name: fallback, Doc: "go-readability could not be used or found nothing; a simpler rule found the article.", Tier: pipeline.TierNote},
		},
		Run: func(ctx context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			if d.Tree == nil || !hasText(d) || o.After != "" && !asked(d, o.After) {
				return nil, nil
			}
			kept, err := judge(ctx, extractor, d)
			if err != nil {
				if ctx.Err() != nil {
					return nil, ctx.Err()
				}
				return byContainer(d, err.Error()), nil
			}
			return kept, nil
		},
	}
}

// mostBlocks is the maximum number of blocks that the stage looks at after
// another one. The largest page of the development data has 6,200.
const mostBlocks = 30000

// asked reports whether rule wants the stage to judge the document, and it has
// not done so yet.
func asked(d pipeline.Document, rule string) bool {
	return slices.Contains(d.Flags, rule) && len(d.Blocks) <= mostBlocks && !d.Ran("readability")
}

func hasText(d pipeline.Document) bool {
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind != pipeline.Image && strings.TrimSpace(b.Text) != "" {
			return true
		}
	}
	return false
}

var (
	errNothing = errors.New("go-readability found no article")
	errUnlike  = errors.New("the article that go-readability found is not made of the page's blocks")
)

// judge returns the edits that leave what the extractor takes for the article.
// Its error says why the extractor could not be used.
func judge(ctx context.Context, x Extractor, d pipeline.Document) ([]pipeline.Edit, error) {
	content, err := extract(ctx, x, d)
	if err != nil {
		return nil, err
	}
	article, err := pipeline.Parse(pipeline.Page{ID: "article", Format: pipeline.FormatHTML, ContentType: "text/html; charset=utf-8", Body: []byte(content)})
	if err != nil {
		return nil, err
	}
	if !hasText(article) {
		return nil, errNothing
	}
	fates := align(d, article)
	if !keepsText(d, fates) {
		return nil, errUnlike
	}
	return edits(d, fates), nil
}

// extract runs the extractor on the page within the budgets.
func extract(ctx context.Context, x Extractor, d pipeline.Document) (content string, err error) {
	if err := withinBudget(d.Tree); err != nil {
		return "", err
	}
	address, err := url.Parse(d.URL)
	if err != nil || address.Host == "" {
		address = &url.URL{Scheme: "http", Host: "localhost", Path: "/"}
	}
	// html.Parse and go-readability are other people's code on strangers'
	// pages: a panic in them costs the better rule, not the page.
	caught := pipeline.Catch(func() error {
		var doc *html.Node
		if doc, err = html.Parse(strings.NewReader(d.Tree.Source)); err != nil {
			err = fmt.Errorf("html.Parse: %w", err)
			return nil
		}
		if err = grown(doc, d.Tree); err != nil {
			return nil
		}
		prune(doc)
		content, err = x.Extract(ctx, doc, address)
		return nil
	})
	if p, ok := pipeline.IsPanic(caught); ok {
		return "", fmt.Errorf("go-readability: panic: %v", p.Value)
	}
	return content, err
}

// edits removes the blocks, and the parts of blocks, that are not kept.
func edits(d pipeline.Document, fates []fate) []pipeline.Edit {
	var list []pipeline.Edit
	for i, f := range fates {
		b := d.Blocks[i]
		switch {
		case f.keep && f.parts == nil:
		case f.keep:
			at := 0
			for _, p := range append(f.parts, span{len(b.Text), len(b.Text)}) {
				if at < p.start {
					list = append(list, pipeline.Edit{Block: b.ID, Start: at, End: p.start, Rule: outsideArticle, Why: "the article has only a part of the block"})
				}
				at = p.end
			}
		default:
			list = append(list, pipeline.Whole(b, outsideArticle, "not in the article"))
		}
	}
	return list
}

func keepsText(d pipeline.Document, fates []fate) bool {
	for i, f := range fates {
		if f.keep && d.Blocks[i].Kind != pipeline.Image {
			return true
		}
	}
	return false
}
