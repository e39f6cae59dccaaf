// Package language fills in the language of an article whose page declares
// none. The stages after it choose phrases and typography by it.
//
//	<html> without lang, "Der Bund will die Förderung …"  → lang: de
//
// What must be left alone: a language that the page or the dump declares,
// even where it is wrong; that is the reader's to see. A text too short or too
// mixed to be sure of gets none.
//
// Known misses: those of package lang.
package language

import (
	"context"

	"winnow/pipeline"
	"winnow/pipeline/lang"
	"winnow/stages/internal/lines"
)

const ruleDetected = "language/detected"

// New makes the stage.
func New() pipeline.Stage {
	return pipeline.Stage{
		Name: "language",
		Doc:  "Detects the language of an article where the page declares none.",
		Rules: []pipeline.Rule{{
			Name: ruleDetected, Tier: pipeline.TierNote,
			Doc: "The commonest words, or the script, show the language.",
		}},
		Run: run,
	}
}

func run(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
	if d.Meta.Lang != "" {
		return nil, nil
	}
	guess := paragraphs(d)
	if !guess.Sure {
		guess = lang.Document(d)
	}
	if !guess.Sure {
		return nil, nil
	}
	return []pipeline.Edit{pipeline.Set(pipeline.FieldLang, guess.Tag, ruleDetected, "by its words and letters; the page declares none")}, nil
}

// paragraphs guesses a short document by its running text alone: buttons and
// prompts of a theme are in English as often as not. In a long one they do not
// count for much.
func paragraphs(d pipeline.Document) lang.Guess {
	var t lang.Tally
	size := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if size += len(b.Text); size > lang.Sample {
			return lang.Guess{}
		}
		if (b.Kind == pipeline.Paragraph || b.Kind == pipeline.ListItem || b.Kind == pipeline.Quote) && lines.IsProse(b.Text) {
			t.Add(b.Text)
		}
	}
	return t.Guess()
}
