package blocks

import (
	"bytes"
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"winnow/fixtures"
	"winnow/pipeline"
	"winnow/stages/blocks/features"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{})) }

// page is a news page; parts of it are cut and repeated below.
const page = `<!DOCTYPE html><html lang="en"><head><title>Night ferry returns - Harbour Post</title></head><body>
<nav class="menu"><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Night ferry returns</h1><img src="a.png">
<p>The night ferry between the island and the mainland will return in May after a break of eleven years, the authority said.</p>
<p>Two ships, both built in Norway and driven by batteries, are to leave at nine in the evening and arrive before six.</p>
<table><tr><th>Ship<td>Cabins<tr><th>Alma<td>40</table></article>
<div class="related"><h3>Related</h3><a href="/1">Ten lighthouses</a></div><footer>© 2024</footer></body></html>`

func parse(t testing.TB, html string) pipeline.Document {
	t.Helper()
	d, err := pipeline.Parse(pipeline.Page{ID: "x", URL: "https://example.org/news/a-b-c", Format: pipeline.FormatHTML, Body: []byte(html)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// cleaned runs the stage over a document.
func cleaned(t testing.TB, d pipeline.Document) pipeline.Document {
	t.Helper()
	s := New(Options{})
	edits, err := s.Run(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pipeline.Apply(d, s, edits)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEmbeddedModels(t *testing.T) {
	m, err := LoadModels(typesModel, unitsModel, articlesModel, tokenWeights)
	if err != nil {
		t.Fatal(err)
	}
	if m.units.Version == "" {
		t.Error("the model has no version")
	}
	const limit = 200 << 10
	for name, model := range map[string][]byte{"types": typesModel, "units": unitsModel, "articles": articlesModel, "tokens": tokenWeights} {
		if len(model) > limit {
			t.Errorf("the model of %s has %d bytes", name, len(model))
		}
	}
	if _, err := LoadModels(unitsModel, typesModel, articlesModel, tokenWeights); err == nil {
		t.Error("models in the wrong places were taken")
	}
}

func TestColumns(t *testing.T) {
	for _, names := range [][]string{features.Columns, features.PageColumns} {
		if sorted := slices.Sorted(slices.Values(names)); len(slices.Compact(sorted)) != len(names) {
			t.Error("two columns have one name")
		}
	}
	d := parse(t, page)
	p := features.New(&d, nil)
	for i := range p.Len() {
		row := p.Row(i, nil)
		if len(row) != len(features.Columns) {
			t.Fatalf("unit %d has %d columns of %d", i, len(row), len(features.Columns))
		}
		for c, v := range row {
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				t.Errorf("unit %d: %s is %v", i, features.Columns[c], v)
			}
		}
	}
}

// TestHostile runs the stage over pages cut everywhere, empty pages, deep and
// repetitive ones: no panic, valid edits.
func TestHostile(t *testing.T) {
	inputs := []string{"", "x", "<p>", strings.Repeat("<div>", 5000) + "x", strings.Repeat("<p class=a>word word word", 5000), strings.Repeat(page, 20),
		"<h1></h1><img><img>", "<body class=comment><p>" + strings.Repeat("Some words, and more. ", 50)}
	for i := 0; i < len(page); i += 7 {
		inputs = append(inputs, page[:i], page[i:])
	}
	s := New(Options{})
	for _, in := range inputs {
		d := parse(t, in)
		edits, err := s.Run(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pipeline.Apply(d, s, edits); err != nil {
			t.Fatalf("%.60q: %v", in, err)
		}
	}
}

func TestScoresAndType(t *testing.T) {
	out := cleaned(t, parse(t, page))
	if out.Meta.PageType == "" {
		t.Error("no page type")
	}
	for _, e := range out.Trail {
		if e.Rule == ruleOutside && (e.Score <= 0 || e.Score > 1) {
			t.Errorf("%+v: score", e)
		}
	}
	if again, _ := New(Options{}).Run(context.Background(), out); len(again) != 0 {
		t.Errorf("judged twice: %v", again)
	}
}

func BenchmarkJudge(b *testing.B) {
	d := parse(b, page)
	var big bytes.Buffer
	for range 10 {
		big.WriteString(page)
	}
	d = parse(b, big.String())
	m := embedded()
	b.SetBytes(int64(big.Len()))
	for b.Loop() {
		m.judge(&d)
	}
}
