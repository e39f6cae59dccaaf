// Package lines decides which lines of a text belong to its article, where the
// text was scraped as text: the dump of a whole page, or what another
// extractor left.
//
// There is no markup to judge by. The stage measures each line (its own text,
// the lines around it, where it stands to the prose of the text, repetition;
// see package features) and asks a learned model for the probability that the
// line belongs. How much of the text is expected to belong decides how sure
// the stage must be: in the dump of a page most lines go, in a text that is
// nearly clean only those that are very likely junk.
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
// To be left alone: texts of a few lines, where there is nothing to compare;
// subheads, short paragraphs, quotations, verse; clean text as a whole.
//
// Known misses: comments and teasers that are written like the article; texts
// that are lists throughout.
package lines

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/forest"
	"winnow/stages/lines/features"
)

// Options are the stage's settings.
type Options struct {
	// Model replaces the model the package brings. nil: the embedded one.
	Model *Model `yaml:"-" json:"-"`
}

// The rules.
const (
	ruleOutside = "lines/outside-article"
	ruleTitle   = "lines/headline"
	ruleKept    = "lines/nothing-likely"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	return pipeline.Stage{
		Name: "lines",
		Doc:  "Keeps the lines of a text that belong to its article, by a learned judge.",
		Rules: []pipeline.Rule{
			{Name: ruleOutside, Doc: "The line is more likely beside the article than in it; the score is that likelihood.", Tier: pipeline.TierExtract},
			{Name: ruleTitle, Doc: "The line before the text that is most like a headline; it moves to the title where none is known.", Tier: pipeline.TierExtract},
			{Name: ruleKept, Doc: "No line is likely to belong to an article, or there are too many; the text was left as it is.", Tier: pipeline.TierNote},
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

// A Model judges lines.
type Model struct{ forest *forest.Forest }

// LoadModel reads a packed model, as written by internal/train/lines/train.py.
func LoadModel(data []byte) (*Model, error) {
	f, err := forest.Decode(data, features.Columns)
	if err != nil {
		return nil, fmt.Errorf("model of lines: %w", err)
	}
	return &Model{f}, nil
}

// Version names the model, for records of what made a text.
func (m *Model) Version() string { return m.forest.Version }

//go:embed models/lines.bin
var linesModel []byte

// embedded gives the model that the package brings.
var embedded = sync.OnceValue(func() *Model {
	m, err := LoadModel(linesModel)
	if err != nil {
		panic(err) // the build is broken; a test loads it
	}
	return m
})

// edits removes the lines below the threshold.
func (m *Model) edits(d *pipeline.Document) []pipeline.Edit {
	text := features.New(d)
	if text.Prose() < leastProse {
		return []pipeline.Edit{pipeline.Set(pipeline.FieldFlag, "", ruleKept, "no prose to hold the lines against")}
	}
	likely := make([]float32, text.Len())
	row := make([]float32, 0, len(features.Columns))
	for i := range likely {
		row = text.Row(i, row)
		likely[i] = m.forest.Probability(row)
	}
	least := threshold(text, likely)
	if !slices.ContainsFunc(likely, func(p float32) bool { return p >= least }) {
		return []pipeline.Edit{pipeline.Set(pipeline.FieldFlag, "", ruleKept, "no line reaches the threshold")}
	}
	title := -1
	if d.Meta.Title == "" {
		title = text.Headline(slices.IndexFunc(likely, func(p float32) bool { return p >= least }))
	}
	var edits []pipeline.Edit
	for i, p := range likely {
		if p >= least {
			continue
		}
		b, _, _ := text.Line(i)
		e := pipeline.Whole(*b, ruleOutside, fmt.Sprintf("kept from %.2f on", least))
		e.Score = float64(1 - p)
		if i == title {
			e.Rule, e.Why, e.To = ruleTitle, "the longest label right before the text", pipeline.FieldTitle
		}
		edits = append(edits, e)
	}
	return edits
}

// Bounds of the threshold, by the share of the words expected to belong.
const (
	leastThreshold = 0.3
	mostThreshold  = 0.5
	// From this share on the text counts as nearly clean, and the bound falls
	// to a tenth for one that is clean.
	nearlyClean = 0.75
	cleanSlope  = 1.6
)

// threshold is the probability from which on lines are kept: the one that
// makes the expected word F1 greatest, within bounds.
func threshold(t *features.Text, likely []float32) float32 {
	type line struct{ likely, words float32 }
	lines := make([]line, len(likely))
	var expected, all float32
	for i, p := range likely {
		_, words, _ := t.Line(i)
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
