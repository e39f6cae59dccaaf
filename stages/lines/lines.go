// Package lines decides which lines of a text belong to its article, if the text
// is the dump of a whole page. Any other text, such as the output of another
// extractor, is left unchanged.
//
// There is little markup to go by. The stage measures the text as a whole (how long
// its lines are and how they end, where the short ones are, which labels of a
// page's frame it has; see package features), and a first model distinguishes
// the dump of a page from everything else. It does not depend on knowing the
// language: labels in some thirty languages are evidence for a page, and words
// in no list are evidence for nothing. Only in a dump are lines judged, by a
// second model: from the line's own text, the lines around it, its place
// relative to the prose, and repetition; a linear model of words, learned from
// pages most of which are English, adds what they say. The smaller the share of the text that
// is expected to be junk, the surer the stage must be to remove a line. Long
// texts are judged in parts. The verdict is then mended where the scores
// separate lines without a visible reason: rows of lines within running text,
// the sections of terms and laws, the last lines up to the first label of the
// frame. Of the lines before the text, the headline moves to the title; dates,
// bylines and reading times are left to stage byline.
//
// A text of a few lines is too small for the models. It is judged by its frame:
// labels of several topics before the first sentence and after the last one.
// Whatever is on their far side is removed; sentences stay, except teasers,
// comments and notes about the author that follow their labels.
//
// Text that was read from Markdown has links, headings and lists, which are further
// columns for two models of its own; links below a heading of related stories move to
// their field. The only heading of the first level is the title.
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
// To be left alone: clean text as a whole, in any language and shape (articles,
// verse, lists, recipes, letters, dialogue), and the output of extractors, whose
// debris other stages remove by rule; in a dump, subheads, short paragraphs,
// quotations, and sentences within running text.
//
// Known misses: tags without a label, unless counts of likes follow; the name of a
// blog above the date of a post; pages that consist of lists count as clean;
// comments and teasers that are written like the article.
package lines

import (
	"context"

	"winnow/pipeline"
)

// Options are the stage's settings.
type Options struct {
	// Model replaces the embedded model, if it is not nil.
	Model *Model `yaml:"-" json:"-"`
}

// The rules.
const (
	ruleOutside = "lines/outside-article"
	ruleFrame   = "lines/frame"
	ruleName    = "lines/name"
	ruleData    = "lines/data"
	ruleTitle   = "lines/headline"
	ruleRelated = "lines/related"
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
			{Name: ruleRelated, Doc: "The line of Markdown is the headline of another story, outside the article and below a heading of such; its link moves to the metadata.", Tier: pipeline.TierExtract},
			{Name: ruleKept, Doc: "The text is the dump of a page, but no line is likely to belong to an article, or there are too many lines; it was left unchanged.", Tier: pipeline.TierNote},
		},
		Run: func(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			if d.Tree != nil || len(d.Blocks) < leastLines || d.NotArticle != "" || d.Ran("lines") {
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

// leastLines is the minimum number of lines that say enough about each other.
const leastLines = 4

// leastProse is the minimum number of lines of prose a text must have: a text
// of labels has nothing that they could be beside.
const leastProse = 2

// mostLines is the maximum number of lines that are judged, a hundred times
// that of a long page: more are a book or an attack.
const mostLines = 30000
