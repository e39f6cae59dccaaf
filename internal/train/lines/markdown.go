package main

import (
	"math/rand/v2"
	"slices"
	"strings"

	"winnow/internal/score"
	"winnow/internal/train/label"
	"winnow/internal/train/shorten"
	"winnow/pipeline"
	"winnow/pipeline/markdown"
)

// Texts in Markdown have sets whose names begin like this: a model of its own judges
// their lines.
const inMarkdown = "markdown"

// markdownTexts returns a page in Markdown: as a whole, made short, with junk around
// its text, and its text alone; without those that have too few links to be
// recognised.
func markdownTexts(d pipeline.Document, page score.Page, i int) ([]text, error) {
	texts := []text{{Page: i, Set: inMarkdown, Kind: whole, Text: writeMarkdown(d, shown(d))}}
	keep := kept(d, page)
	own := writeMarkdown(d, keep)
	texts = append(texts,
		text{Page: i, Set: inMarkdown + " noisy", Kind: partial, Text: writeMarkdown(d, withRuns(d, keep, i))},
		text{Page: i, Set: inMarkdown + " truth", Kind: clean, Text: own, Left: read(own)},
	)
	size := []shorten.Size{shorten.Middle, shorten.Short}[i%2]
	p, ok, err := shorten.Page(page, size, 2*i+1)
	if err != nil {
		return nil, err
	}
	if ok {
		short, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
		if err != nil {
			return nil, err
		}
		texts = append(texts, text{Page: i, Set: inMarkdown + " " + size.String(), Kind: whole, Text: writeMarkdown(short, shown(short)), Left: p.Truth.Text})
	}
	return slices.DeleteFunc(texts, func(t text) bool { return !isMarkdown(t.Text) }), nil
}

// shown are the blocks of a page that converters write: all but those of templates.
func shown(d pipeline.Document) []bool {
	list := make([]bool, len(d.Blocks))
	for i := range d.Blocks {
		list[i] = !d.Blocks[i].Context.Has(pipeline.InTemplate)
	}
	return list
}

// kept are the blocks that belong to the truth.
func kept(d pipeline.Document, p score.Page) []bool {
	texts := make([]string, len(d.Blocks))
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind != pipeline.Image {
			texts[i] = b.Text
		}
	}
	list := make([]bool, len(texts))
	for i, u := range label.Units(texts, p.Truth.Text) {
		list[i] = u.Keep && texts[i] != ""
	}
	return list
}

// withRuns adds some runs of what is between the kept blocks, as noisyText does.
func withRuns(d pipeline.Document, keep []bool, number int) []bool {
	rng := rand.New(rand.NewPCG(8, uint64(number)))
	const least, spread = 0.02, 0.25
	chance := least + spread*rng.Float64()*rng.Float64()
	list := slices.Clone(keep)
	with := false
	for i, in := range shown(d) {
		if keep[i] || rng.Float64() < 0.3 {
			with = rng.Float64() < chance
		}
		list[i] = list[i] || with && in
	}
	return list
}

// writeMarkdown writes some blocks of a page.
func writeMarkdown(d pipeline.Document, these []bool) string {
	var blocks []pipeline.Block
	for i, b := range d.Blocks {
		if these[i] {
			blocks = append(blocks, b)
		}
	}
	d.Blocks = blocks
	return markdown.Write(d, "", nil)
}

// read returns the text of Markdown.
func read(text string) string {
	d, err := parseText("", text)
	if err != nil {
		return text
	}
	return plain(d)
}

// isMarkdown reports whether a text is read as Markdown.
func isMarkdown(text string) bool {
	d, err := parseText("", text)
	return err == nil && slices.ContainsFunc(d.Blocks, func(b pipeline.Block) bool {
		return slices.ContainsFunc(b.Marks, func(m pipeline.Mark) bool { return m.Kind == pipeline.Link })
	}) && strings.TrimSpace(text) != ""
}
