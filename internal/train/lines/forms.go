package main

import (
	"bytes"
	"math/rand/v2"
	"net/url"
	"strings"

	"github.com/go-shiori/go-readability"

	"winnow/internal/score"
	"winnow/internal/train/label"
	"winnow/pipeline"
	"winnow/pipeline/tree"
)

// A kind of text says what is known of it before it is measured.
type kind string

const (
	whole   kind = "whole"     // the dump of a page
	extract kind = "extractor" // what an extractor left
	partial kind = "noisy"     // an article with runs of junk
	clean   kind = "clean"     // the truth or something made of it: nothing may go
)

// A form is a way in which a page becomes text.
type form struct {
	name string
	kind kind
	make func(d pipeline.Document, p score.Page, number int) string
}

// dumps are the forms in which a parsed page is dumped here.
var dumps = []form{
	{"dense", whole, denseText},
	{"spaced", whole, spacedText},
	{"nodes", whole, nodesText},
}

// made are the other forms that are made here of the parsed page.
var made = []form{
	{"readability", extract, readabilityText},
	{"noisy", partial, noisyText},
}

// others are the forms that other programs made: what bench -texts wrote.
var others = []form{
	{name: "inscriptis", kind: whole},
	{name: "html-text", kind: whole},
	{name: "go-readability", kind: extract},
	{name: "go-domdistiller", kind: extract},
	{name: "go-trafilatura", kind: extract},
	{name: "go-trafilatura + fallback", kind: extract},
	{name: "trafilatura", kind: extract},
	{name: "Resiliparse", kind: extract},
	{name: "jusText", kind: extract},
	{name: "readability-lxml", kind: extract},
	{name: "newspaper4k", kind: extract},
}

// derived are the forms that are made of the truth and are clean.
var derived = []form{
	{"truth", clean, truthText},
	{"head", clean, headText},
	{"tail", clean, tailText},
	{"verse", clean, verseText},
	{"sentences", clean, sentencesText},
	{"items", clean, itemsText},
	{"dialogue", clean, dialogueText},
}

// denseText has each block on a line, as the text layer of web archives has.
func denseText(d pipeline.Document, _ score.Page, _ int) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		if block.Kind != pipeline.Image {
			b.WriteString(block.Text + "\n")
		}
	}
	return b.String()
}

// spacedText separates paragraphs by blank lines and lists by bullets, as
// converters that imitate a browser do.
func spacedText(d pipeline.Document, _ score.Page, _ int) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		switch block.Kind {
		case pipeline.Image:
		case pipeline.ListItem:
			b.WriteString("* " + block.Text + "\n")
		case pipeline.Cell, pipeline.Control:
			b.WriteString(block.Text + "\n")
		default:
			b.WriteString("\n" + block.Text + "\n")
		}
	}
	return b.String()
}

// nodesText has each node of text on a line, so that links break sentences, as
// the simplest scrapers do.
func nodesText(d pipeline.Document, _ score.Page, _ int) string {
	var b strings.Builder
	t := d.Tree
	body := t.Body()
	for n := body; n < t.Nodes[body].End; n++ {
		if t.Nodes[n].Tag == tree.Text && t.Nodes[n].Flags&(tree.InForeign|tree.InTemplate) == 0 {
			if s := strings.Join(strings.Fields(t.Chars(n)), " "); s != "" {
				b.WriteString(s + "\n")
			}
		}
	}
	return b.String()
}

// readabilityText is go-readability's text, one line for each it has.
func readabilityText(d pipeline.Document, p score.Page, _ int) string {
	u, err := url.Parse(p.URL)
	if err != nil {
		return ""
	}
	a, err := readability.FromReader(bytes.NewReader([]byte(d.Tree.Source)), u)
	if err != nil {
		return ""
	}
	inner, err := pipeline.Parse(pipeline.Page{Body: []byte(a.Content), Format: pipeline.FormatHTML, ContentType: "text/html; charset=utf-8"})
	if err != nil {
		return ""
	}
	return denseText(inner, p, 0)
}

// noisyText is what a perfect extractor would give, and some runs of what comes
// before, between and after it.
func noisyText(d pipeline.Document, p score.Page, number int) string {
	rng := rand.New(rand.NewPCG(1, uint64(number)))
	var texts []string
	for _, block := range d.Blocks {
		if block.Kind != pipeline.Image {
			texts = append(texts, block.Text)
		}
	}
	units := label.Units(texts, p.Truth.Text)
	const least, spread = 0.02, 0.25
	chance := least + spread*rng.Float64()*rng.Float64()
	spaced := "\n"
	if rng.IntN(2) == 0 {
		spaced = "\n\n"
	}
	var b strings.Builder
	with := false // within a run of junk that comes along
	for i, u := range units {
		if u.Keep {
			with = rng.Float64() < chance
			b.WriteString(texts[i] + spaced)
			continue
		}
		if rng.Float64() < 0.3 {
			with = rng.Float64() < chance
		}
		if with {
			b.WriteString(texts[i] + spaced)
		}
	}
	return b.String()
}
