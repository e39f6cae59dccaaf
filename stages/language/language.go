// Package language fills in the language of an article whose page declares
// none, and that of blocks in another one. The stages after it choose phrases
// and typography by it.
//
//	<html> without lang, "Der Bund will die Förderung …"  → lang: de
//	"Катер уйдёт в восемь." in an article in English      → the block's lang: ru
//
// What must be left alone: a language that the page or the dump declares,
// even where it is wrong; that is the reader's to see. A text too short or too
// mixed to be sure of gets none, nor does a block that is short and in the same
// script.
//
// Known misses: those of package lang; a sentence in another language within a
// block.
package language

import (
	"context"

	"winnow/pipeline"
	"winnow/pipeline/lang"
	"winnow/stages/internal/textlines"
)

// The rules.
const (
	ruleDetected = "language/detected"
	ruleBlock    = "language/block"
)

// New makes the stage.
func New() pipeline.Stage {
	return pipeline.Stage{
		Name: "language",
		Doc:  "Detects the language of the article if the page declares none, and of blocks in another language.",
		Rules: []pipeline.Rule{
			{Name: ruleDetected, Doc: "The most common words, or the script, show the language.", Tier: pipeline.TierNote},
			{Name: ruleBlock, Doc: "The script or the words of a block show that it is in another language than the article.", Tier: pipeline.TierNote},
		},
		Run: run,
	}
}

func run(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
	known := d.Meta.Lang
	var edits []pipeline.Edit
	if known == "" {
		guess := paragraphs(d)
		if !guess.Sure {
			guess = lang.Document(d)
		}
		if !guess.Sure {
			return nil, nil
		}
		known = guess.Tag
		edits = append(edits, pipeline.Set(pipeline.FieldLang, known, ruleDetected, "by its words and letters; the page declares none"))
	}
	return append(edits, blocks(d, known)...), nil
}

// blocks tells which blocks are in another language than the document. Short
// ones that only their script gives away are read together, as far as they are
// in one script.
func blocks(d pipeline.Document, known string) []pipeline.Edit {
	var edits []pipeline.Edit
	var unsure []*pipeline.Block
	var together lang.Tally
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == pipeline.Code || b.Kind == pipeline.Image || b.Kind == pipeline.Control {
			continue
		}
		switch g, other := lang.Other(b.Text, known); {
		case other && g.Sure:
			edits = append(edits, in(b, g.Tag, "by its words and letters"))
		case other:
			unsure = append(unsure, b)
			together.Add(b.Text)
		}
	}
	guess := together.Guess()
	for _, b := range unsure {
		if guess.Tag != "" && lang.Fits(b.Text, guess.Tag) {
			edits = append(edits, in(b, guess.Tag, "by its letters, and those of the blocks like it"))
		}
	}
	return edits
}

// in proposes the language of a block.
func in(b *pipeline.Block, tag, why string) pipeline.Edit {
	return pipeline.Edit{Block: b.ID, Lang: tag, Rule: ruleBlock, Why: tag + ", " + why}
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
		if (b.Kind == pipeline.Paragraph || b.Kind == pipeline.ListItem || b.Kind == pipeline.Quote) && textlines.IsProse(b.Text) {
			t.Add(b.Text)
		}
	}
	return t.Guess()
}
