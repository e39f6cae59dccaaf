// Package repeats removes lines that a page shows twice: a lead that is repeated
// as the first paragraph, a paragraph that a script doubled, a quotation that is
// set again beside the text, a caption joined to the description of its picture.
//
// Before:
//
//	The boats sail again on Monday, the company said on Friday.
//	The boats sail again on Monday, the company said on Friday.
//	Passengers can change their tickets.
//
// After:
//
//	The boats sail again on Monday, the company said on Friday.
//	Passengers can change their tickets.
//
// To be left alone: everything that is not the same to the letter, since
// near-duplicates are nearly always the author's; lists, tables, code, quotes,
// refrains and dialogue, which are short.
//
// Known misses: a pull quote of a part of a paragraph, a paragraph that is
// repeated further below.
package repeats

import (
	"strings"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
)

// Options are the stage's settings.
type Options struct{}

// The rules.
const (
	ruleNear  = "repeats/near"
	ruleTwice = "repeats/twice"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	return pipeline.Stage{
		Name: "repeats",
		Doc:  "Removes paragraphs that the page shows twice.",
		Rules: []pipeline.Rule{
			{Name: ruleNear, Doc: "A line of at least eight words that repeats the line before it.", Tier: pipeline.TierB},
			{Name: ruleTwice, Doc: "The second half of a line that is the first one again, and the same text below: a caption joined to the description of its picture."},
		},
		Run: textlines.Cutting(run),
	}
}

// The shortest lines that count. On development pages, exact repeats of at
// least eight words right after each other were debris 17 times out of 20, in
// articles always; with a line between them 13 times out of 18. Those further
// apart were about as often the author's, so they stay.
const (
	minNear  = 8 // words
	minBytes = 24
)

func run(d *textlines.Doc, cut *textlines.Cut) {
	twice(d, cut)
	if !d.IsArticle() && !isShortText(d) {
		return // posts quote, and pages of other kinds repeat, by their form
	}
	var first map[string]int // the first line with a text
	var found []int
	for i := range d.Lines {
		l := &d.Lines[i]
		if len(l.Text) < minBytes || l.Exempt {
			continue
		}
		k, ok := above(d, i)
		if !ok || !isText(d.BlockOf(i)) || d.Words(i) < minNear || isRecord(l.Text) {
			continue
		}
		if first == nil {
			first = firsts(d)
		}
		// A line that occurred before is a refrain, or part of the page's form.
		if first[l.Text] == k && !isVerse(d, k, i) {
			found = append(found, i)
		}
	}
	if len(found) > maxNear {
		return
	}
	for _, i := range found {
		cut.Line(i, ruleNear, "repeats the line above").Score = evidence.Enough
	}
}

// twice removes the second half of lines that are the same text two times.
func twice(d *textlines.Doc, cut *textlines.Cut) {
	for i := range d.Lines {
		l := &d.Lines[i]
		half := len(l.Text) / 2
		if half < minBytes || l.Text[:half] != strings.TrimPrefix(l.Text[half:], " ") || l.Exempt || !isText(d.BlockOf(i)) || d.Words(i) < minTwice || isRecord(l.Text) {
			continue
		}
		start := l.Start + strings.Index(d.BlockOf(i).Text[l.Start:], l.Text)
		cut.Part(i, start+half, start+len(l.Text), ruleTwice, "the line has its text twice")
		if i+1 < len(d.Lines) && d.Lines[i+1].Text == l.Text[:half] && !d.Lines[i+1].Exempt {
			cut.Line(i+1, ruleTwice, "the line above has its text twice")
		}
	}
}

// minTwice is the least number of words of a line that is the same text two times: a
// cheer or a refrain has fewer.
const minTwice = 8

// isShortText reports whether the document is text of unknown kind with too few
// paragraphs to tell, most of it sentences.
func isShortText(d *textlines.Doc) bool {
	if d.Tree != nil || d.Meta.PageType != "" {
		return false
	}
	paragraphs, prose := 0, 0
	for i := range d.Lines {
		if d.IsProse(i) {
			paragraphs++
			prose += len(d.Lines[i].Text)
		}
	}
	return paragraphs < fewParagraphs && 2*prose >= d.Total
}

// fewParagraphs is the number of paragraphs from which textlines.Doc.IsArticle tells what a
// text is.
const fewParagraphs = 4

// maxNear is how many lines of an article may be repeated by accident; if there
// are more, the page repeats itself by its form: tabs, quotations, summaries.
const maxNear = 3

// firsts returns the first line with each text.
func firsts(d *textlines.Doc) map[string]int {
	first := make(map[string]int, len(d.Lines))
	for i := range d.Lines {
		l := &d.Lines[i]
		if len(l.Text) < minBytes || l.Exempt || !isText(d.BlockOf(i)) {
			continue
		}
		if _, ok := first[l.Text]; !ok {
			first[l.Text] = i
		}
	}
	return first
}

// above finds the same line right above line i.
func above(d *textlines.Doc, i int) (int, bool) {
	k := i - 1
	return k, k >= 0 && d.Lines[k].Text == d.Lines[i].Text && !d.Lines[k].Exempt && isText(d.BlockOf(k))
}

// maxVerse is the maximum length in bytes of a line of verse.
const maxVerse = 80

// isVerse reports whether the lines k to i and those around them are short and
// mostly without a full stop, like the lines of a song.
func isVerse(d *textlines.Doc, k, i int) bool {
	from, to := max(0, k-2), min(len(d.Lines), i+3)
	open := 0
	for _, l := range d.Lines[from:to] {
		if len(l.Text) > maxVerse {
			return false
		}
		if !strings.HasSuffix(l.Text, ".") {
			open++
		}
	}
	return open >= 3
}

// isRecord reports whether a line is code, or part of a log or a price list,
// which repeat by nature.
func isRecord(s string) bool {
	marks, digits := 0, 0
	for _, r := range s {
		switch {
		case strings.ContainsRune("{}[]();=<>|_/\\$€£#&", r):
			marks++
		case r >= '0' && r <= '9':
			digits++
		}
	}
	return 12*marks > len(s) || 5*digits > len(s)
}

// isText reports whether a repetition means something in blocks of a kind.
func isText(b *pipeline.Block) bool {
	switch b.Kind {
	case pipeline.Paragraph, pipeline.Heading, pipeline.Caption:
		return !b.Context.Has(pipeline.InQuote)
	}
	return false
}
