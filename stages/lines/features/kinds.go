package features

import (
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/textstat"
)

// IsProse reports whether line i reads like prose: a dozen or more words with a
// comma or a stop.
func (t *Text) IsProse(i int) bool { return t.lines[i].good }

// EndsInPunctuation reports whether line i ends as a sentence, a verse or an
// item does, unlike a label: in a full stop, a question mark, an ellipsis, a
// comma or a semicolon.
func (t *Text) EndsInPunctuation(i int) bool {
	return t.lines[i].End >= textstat.EndEllipsis || t.EndsInComma(i)
}

// EndsInComma reports whether line i ends in a comma or a semicolon.
func (t *Text) EndsInComma(i int) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t.lines[i].block.Text, " \u00a0"))
	return strings.ContainsRune(",;、，；،؛", last)
}

// IsFrameLabel reports whether line i is a label of a page's frame: a few
// words, with a phrase of the frame among them ("Share", "Related articles",
// "Privacy policy").
func (t *Text) IsFrameLabel(i int) bool {
	l := &t.lines[i]
	return l.Words <= frameLabel && l.Topics&frameTopics != 0
}

// ShowsFrame reports whether line i by itself looks like part of the frame: it
// has a phrase of the frame or a copyright sign, or occurs elsewhere again.
func (t *Text) ShowsFrame(i int) bool {
	l := &t.lines[i]
	return l.Topics&frameTopics != 0 || t.copies[l.Hash].count > 1 || t.HasCopyrightSign(i)
}

// HasCopyrightSign reports whether line i holds "©", which is the same in every
// language.
func (t *Text) HasCopyrightSign(i int) bool { return strings.ContainsRune(t.lines[i].block.Text, '©') }

// Copies counts the lines that say the same as line i, itself included.
func (t *Text) Copies(i int) int { return int(t.copies[t.lines[i].Hash].count) }

// Excerpt returns the text that consists of some of the lines, in their order.
func (t *Text) Excerpt(lines []int) *Text {
	d := pipeline.Document{Blocks: make([]pipeline.Block, len(lines))}
	for k, i := range lines {
		d.Blocks[k] = *t.lines[i].block
	}
	return New(&d, t.weights)
}

// Core returns the first line of the prose of the text and the line after its
// last: the row of lines with the most prose, across tables and lists within
// it.
func (t *Text) Core() (lo, hi int) { return int(t.cores[0].lo), int(t.cores[0].hi) }

// WordsBetween counts the words of the lines from lo to before hi.
func (t *Text) WordsBetween(lo, hi int) float32 { return t.sums[hi].words - t.sums[lo].words }

// HeadsComments reports whether line i is a label that heads the comments of
// readers.
func (t *Text) HeadsComments(i int) bool {
	l := &t.lines[i]
	return l.Words <= frameLabel && l.Topics&textstat.Comments != 0
}

// NamesAuthorOrDate reports whether line i has a phrase about the article's
// author or date.
func (t *Text) NamesAuthorOrDate(i int) bool {
	return t.lines[i].Topics&(textstat.Author|textstat.Date) != 0
}

// SpeaksOfShop reports whether line i has a phrase about buying: "Free
// shipping".
func (t *Text) SpeaksOfShop(i int) bool { return t.lines[i].Topics&textstat.Shop != 0 }
