// Package lines decides which lines of a text belong to its article, where the
// text was scraped as text: the dump of a whole page. A text that is no dump,
// such as what another extractor left, stays as it is.
//
// There is no markup to judge by. The stage measures the text as a whole (how
// long its lines are and how they end, where the short ones lie, what labels of
// a page's frame there are; see package features), and a first model tells the
// dump of a page from everything else. It knows no language by its words:
// labels in some thirty languages are evidence for a page, words that nobody
// listed are evidence for nothing. Only in a dump are lines judged, by a second
// model: a line's own text, the lines around it, where it stands to the prose,
// repetition. How much of the text is expected to belong decides how sure the
// stage must be. Long texts are judged in parts. What the scores part without a
// reason that can be seen is mended: rows of lines within running text, the
// sections of terms and laws, the last lines up to the first label of the frame. Of
// the lines before the text the headline goes to the title; dates, bylines and
// reading times stay for stage byline.
//
// Of a text of a few lines the models see too little. It is judged by its frame:
// labels before the first sentence and behind the last one, of several topics.
// What stands on the far side of them goes, sentences stay but for teasers,
// comments and words about the author behind their labels. Markdown is read as a
// reader sees it.
//
// Before:
//
//	Home
//	News
//	The bridge opens in May, the council said on Tuesday …
//	Related
//	Ten bridges you must see
//
// After:
//
//	The bridge opens in May, the council said on Tuesday …
//
// To be left alone: clean text as a whole, in any language and shape: articles,
// verse, lists, recipes, letters, dialogue, and what an extractor left, whose
// debris the other stages know by rule; in a dump subheads, short paragraphs,
// quotations, and sentences within running text.
//
// Known misses: tags without a label, dates glued to names, a blog's name above
// the date of a post; pages that are lists throughout count as clean; comments and
// teasers that are written like the article.
package lines

import (
	"context"
	"slices"

	"winnow/pipeline"
)

// Options are the stage's settings.
type Options struct {
	// Model replaces the model the package brings. nil: the embedded one.
	Model *Model `yaml:"-" json:"-"`
}

// The rules.
const (
	ruleOutside = "lines/outside-article"
	ruleFrame   = "lines/frame"
	ruleName    = "lines/name"
	ruleData    = "lines/data"
	ruleTitle   = "lines/headline"
	ruleKept    = "lines/nothing-likely"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	return pipeline.Stage{
		Name: "lines",
		Doc:  "Keeps the lines that belong to the article when the text is the dump of a whole page, as a learned model judges them; other texts are left unchanged.",
		Rules: []pipeline.Rule{
			{Name: ruleOutside, Doc: "The text is the dump of a page, and the line is more likely outside the article than in it; the score is the probability that it is outside.", Tier: pipeline.TierExtract},
			{Name: ruleFrame, Doc: "The line comes before or after a text of few lines, on the side where the labels of the page's frame are.", Tier: pipeline.TierExtract},
			{Name: ruleName, Doc: "A name between the headline and a text of few lines that is beside a date, or occurs again after the text; it moves to the byline.", Tier: pipeline.TierExtract},
			{Name: ruleData, Doc: "The date or the reading time between the headline and a text of few lines that has a page's frame around it.", Tier: pipeline.TierExtract},
			{Name: ruleTitle, Doc: "The line before the text, below the frame, that is most like a headline; it moves to the title if none is known.", Tier: pipeline.TierExtract},
			{Name: ruleKept, Doc: "The text is the dump of a page, but no line is likely to belong to an article, or there are too many lines; it was left unchanged.", Tier: pipeline.TierNote},
		},
		Run: func(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			if d.Tree != nil || len(d.Blocks) < leastLines || d.NotArticle != "" || judged(d) {
				return nil, nil
			}
			if len(d.Blocks) > mostLines {
				return []pipeline.Edit{pipeline.Set(pipeline.FieldFlag, "", ruleKept, "too many lines to judge")}, nil
			}
			m := o.Model
			if m == nil {
				m = embedded()
			}
			return m.edits(&d), nil
		},
	}
}

// leastLines is the least number of lines that say enough about each other.
const leastLines = 4

// leastProse is the least number of lines of prose a text must have: a text of
// labels has nothing that they could be beside.
const leastProse = 2

// mostLines is the greatest number of lines that are judged, a hundred times
// that of a long page: more are a book or an attack.
const mostLines = 30000

// judged reports whether the stage has run: it judges lines against the whole
// text, which is no longer there.
func judged(d pipeline.Document) bool {
	return slices.ContainsFunc(d.Trail, func(a pipeline.Applied) bool { return a.Stage == "lines" })
}
