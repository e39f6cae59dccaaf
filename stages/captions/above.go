package captions

import (
	"strings"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/frame"
	"winnow/stages/internal/signed"
)

// Bounds of a caption without an end above its credit: its bytes, and its words.
const (
	maxUnended   = 160
	leastUnended = 3
)

// aboveCredit moves line i, above the credit of a picture, if it is the caption: a few
// words without an end between the date or the byline of a flattened page and the
// credit. Right below the headline such a line may be a standfirst, and in
// the text a subhead.
func (f finder) aboveCredit(i int) {
	if i < 0 || f.Tree != nil || f.Captions != Drop || f.Strict() || !f.InHead(i) || f.cut.Taken(i) || f.Lines[i].Exempt || !f.isBelowData(i) {
		return
	}
	text := f.Lines[i].Text
	if f.BlockOf(i).Kind != pipeline.Paragraph || f.EndsSentence(i) || len(text) > maxUnended || f.Words(i) < leastUnended {
		return
	}
	if strings.ContainsAny(text, ":|") || frame.Label(text) != 0 || signed.IsNames(text) {
		return // of whom, of what else
	}
	e := f.cut.Line(i, ruleOver, "between the data of the text and a credit")
	e.To, e.Score = pipeline.FieldCaption, evidence.Enough
}

// isBelowData reports whether the line above line i is a date, or the block above, which
// is gone, was the date, the byline or the reading time.
func (f finder) isBelowData(i int) bool {
	if i > 0 {
		if _, ok := f.Date(i - 1); ok {
			return true
		}
		if f.BlockOf(i-1).ID == f.BlockOf(i).ID {
			return false
		}
	}
	above := f.BlockOf(i).ID - 1
	for k := range f.Trail {
		if a := &f.Trail[k]; a.Block == above && a.Stage == "byline" {
			return true
		}
	}
	return false
}
