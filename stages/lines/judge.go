package lines

import (
	"cmp"
	"fmt"
	"slices"

	"winnow/pipeline"
	"winnow/stages/internal/forest"
	"winnow/stages/lines/features"
)

// Bounds of what counts as the dump of a page. Below the least likelihood a
// text stays as it is; between the two a line must be very unlikely to go.
// Cross-validated, see internal/train/README.md: with these bounds 12 of 1,462
// ground truths are touched, none of an article, and nine in ten dumps.
const (
	leastDump  = 0.75
	surelyDump = 0.9
	// doubtful is the threshold between the two, but for rows that show the
	// frame.
	doubtful = 0.1
)

// edits judges a text and removes the lines that do not belong to its article.
func (m *Model) edits(d *pipeline.Document) []pipeline.Edit {
	text := features.New(d, m.words)
	dump := m.dump(text)
	shown, marks := text, markups(text) // as a reader sees it
	if !text.IsMarked() {
		var view *pipeline.Document
		if view, marks = withoutSigns(d); view != d {
			shown = features.New(view, m.words)
		}
	}
	if s := m.judgeSmall(shown, marks, dump >= leastDump); s != nil {
		return withRelated(d, text, s.edits(d))
	}
	if dump < leastDump {
		return nil
	}
	if text.ProseLines() < leastProse {
		return []pipeline.Edit{pipeline.Set(pipeline.FieldFlag, "", ruleKept, "no prose to hold the lines against")}
	}
	likely := m.likelihoods(text)
	least := threshold(text, likely)
	if !slices.ContainsFunc(likely, func(p float32) bool { return p >= least }) {
		return []pipeline.Edit{pipeline.Set(pipeline.FieldFlag, "", ruleKept, "no line reaches the threshold")}
	}
	v := newVerdict(text, likely, least)
	if dump < surelyDump {
		v.spare()
	}
	v.mend()
	return withRelated(d, text, v.edits(d.Meta.Title != "", fmt.Sprintf("kept from %.2f on; the text is a page with %.2f", least, dump)))
}

// edits removes the lines that are not kept. The headline moves to the title,
// unless one is known.
func (v *verdict) edits(hasTitle bool, why string) []pipeline.Edit {
	title := v.findHeadline()
	if hasTitle {
		title = -1
	}
	var edits []pipeline.Edit
	for i, p := range v.likely {
		if v.keep[i] && i != title {
			continue
		}
		e := pipeline.Whole(*v.text.Block(i), ruleOutside, why)
		e.Score = float64(1 - p)
		if i == title {
			e.Rule, e.Why, e.To = ruleTitle, "the longest line without a stop right before the text", pipeline.FieldTitle
		}
		edits = append(edits, e)
	}
	return edits
}

// extreme is the likelihood below which even a sentence within running text
// goes.
const extreme = 0.03

// Bounds of the threshold, by the share of the words expected to belong.
const (
	leastThreshold = 0.3
	mostThreshold  = 0.5
	// From this share on the text counts as nearly clean, and the bound falls
	// to a tenth for one that is clean.
	nearlyClean = 0.75
	cleanSlope  = 1.6
)

// threshold returns the probability from which lines are kept: the one that
// makes the expected word F1 greatest, within bounds.
func threshold(t *features.Text, likely []float32) float32 {
	type line struct{ likely, words float32 }
	lines := make([]line, len(likely))
	var expected, all float32
	for i, p := range likely {
		words := t.Words(i)
		lines[i] = line{p, words}
		expected += p * words
		all += words
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(b.likely, a.likely) })
	best, at := float32(-1), float32(leastThreshold)
	var hits, kept float32
	for _, l := range lines {
		hits += l.likely * l.words
		kept += l.words
		if f := 2 * hits / (kept + expected); kept > 0 && f > best {
			best, at = f, l.likely
		}
	}
	ceiling := float32(mostThreshold)
	if clean := forest.Share(expected, all); clean > nearlyClean {
		ceiling -= (clean - nearlyClean) * cleanSlope
	}
	return min(max(at, leastThreshold), ceiling)
}
