package scriptdata

import (
	"context"
	"fmt"
	"html"
	"slices"
	"strings"

	"winnow/pipeline"
)

// Options of the stage; there are none yet.
type Options struct{}

// The rules.
const (
	ruleLinked  = "scriptdata/json-ld"
	ruleState   = "scriptdata/application"
	ruleInstead = "scriptdata/instead"
	// Fallback flags a page whose text is from its data.
	Fallback = "scriptdata/fallback"
)

// New makes the stage. nothing is the rule by which an earlier stage says that
// it found no article.
func New(_ Options, nothing string) pipeline.Stage {
	return pipeline.Stage{
		Name: "scriptdata",
		Doc:  "Takes the text from the data of the page's scripts if its elements hold none.",
		Rules: []pipeline.Rule{
			{Name: ruleLinked, Doc: "The text comes from the JSON-LD of the page.", Tier: pipeline.TierExtract},
			{Name: ruleState, Doc: "The text comes from the page's application data, from an object that has the title of the page.", Tier: pipeline.TierExtract},
			{Name: ruleInstead, Doc: "The block is replaced by the data of the page, which holds far more text.", Tier: pipeline.TierExtract},
			{Name: Fallback, Doc: "The text was taken from the data of the page's scripts.", Tier: pipeline.TierNote},
		},
		Run: func(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			if d.Tree == nil || d.NotArticle != "" || d.Ran("scriptdata") {
				return nil, nil
			}
			found := words(d)
			t := find(d, found, slices.Contains(d.Flags, nothing))
			if !t.isMore(found) {
				return nil, nil
			}
			return edits(d, t), nil
		},
	}
}

// words counts the words that the page's elements hold, or some of them if
// they are more than mostFound.
func words(d pipeline.Document) int {
	n := 0
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind != pipeline.Image && n <= mostFound {
			n += b.Words()
		}
	}
	return n
}

// Data is taken instead of what the elements hold when it has some sentences
// more than so many times their words: then they are but labels, a teaser or a
// notice. On the development pages no full text comes near: where JSON-LD has
// it, it has .9 to 1.4 times the words of the elements.
// Where elements have more than mostFound words, an article is in them, whatever
// the data holds.
const (
	leastWords = 25
	timesMore  = 3
	mostFound  = 250
)

// mostForApplication is the number of words in elements up to which the data of
// the application is looked at, if they are taken for an article. It holds much
// else and is long: where elements have some text it is not worth the time.
const mostForApplication = 100

// A text is what the data of a page holds.
type text struct {
	rule, why string
	node      int // the element that holds the data
	parts     []string
	words     int
}

// isMore reports whether a text is to replace found words.
func (t text) isMore(found int) bool {
	return found <= mostFound && t.words >= leastWords+timesMore*found
}

// find looks for the text in the data, given how many words the elements hold and
// whether no article was found in them.
func find(d pipeline.Document, found int, nothing bool) text {
	if found > mostFound {
		return text{}
	}
	if t := linkedText(d, found); t.isMore(found) {
		return t
	}
	switch {
	case found > mostForApplication && !nothing:
		return text{}
	case d.Meta.PageType == "product" || d.Meta.PageType == "listing" || d.Meta.PageType == "collection":
		return text{} // what has the title of a shop's page is its terms of delivery
	}
	return applicationText(d)
}

// tableStep separates the tables of one part from those of another; it is more
// than the nodes of a part.
const tableStep = 1 << 24

// edits returns the edits that put the text in the place of the blocks.
func edits(d pipeline.Document, t text) []pipeline.Edit {
	var list []pipeline.Edit
	for i, part := range t.parts {
		for _, b := range blocksOf(part) {
			b.Node = t.node
			if b.Table != 0 {
				b.Table += (i + 1) * tableStep
			}
			list = append(list, pipeline.Added(b, t.rule, t.why))
		}
	}
	if len(list) == 0 {
		return nil
	}
	for _, b := range d.Blocks {
		if b.KeptBy == "" {
			list = append(list, pipeline.Whole(b, ruleInstead, fmt.Sprintf("the data holds %d words", t.words)))
		}
	}
	if d.Meta.Score != "" {
		list = append(list, pipeline.Replace(pipeline.FieldScore, d.Meta.Score, "", ruleInstead, "the score was that of other text"))
	}
	return append(list, pipeline.Set(pipeline.FieldFlag, "", Fallback, t.why))
}

// blocksOf cuts a part into blocks: HTML as a page's, else lines.
func blocksOf(part string) []pipeline.Block {
	page := pipeline.Page{ID: "part", Format: pipeline.FormatText, ContentType: "text/plain; charset=utf-8", Body: []byte(part)}
	if isMarkup(part) {
		page.Format, page.ContentType = pipeline.FormatHTML, "text/html; charset=utf-8"
	}
	d, err := pipeline.Parse(page)
	if err != nil {
		return nil // over the limits of a page's size
	}
	return slices.DeleteFunc(d.Blocks, func(b pipeline.Block) bool { return strings.TrimSpace(b.Text) == "" })
}

// unescaped returns a string of data with HTML whose tags are written as
// entities, as "&lt;p&gt;", as HTML.
func unescaped(s string) string {
	if strings.Contains(s, "&lt;/p&gt;") || strings.Contains(s, "&lt;br") || strings.Contains(s, "&lt;/li&gt;") || strings.Contains(s, "&lt;/div&gt;") {
		return html.UnescapeString(s)
	}
	return s
}

// isMarkup reports whether a string is HTML: it closes an element or breaks a
// line by one.
func isMarkup(s string) bool {
	for _, tag := range []string{"</p>", "</div>", "</a>", "</li>", "</h2>", "</h3>", "</em>", "</strong>", "</span>", "</b>", "</i>", "</blockquote>", "<br", "<p>"} {
		if strings.Contains(s, tag) {
			return true
		}
	}
	return false
}
