package userrules

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"winnow/internal/devdata"
	"winnow/internal/score"
	"winnow/pipeline"
)

// BenchmarkPages is the cost of rules over every twentieth development page,
// beside html.Parse: none, phrases and expressions, and selectors.
func BenchmarkPages(b *testing.B) {
	pages, err := score.LoadWCXB(devdata.Dir(b, "bench", "wcxb-dev"))
	if err != nil {
		b.Fatal(err)
	}
	var docs []pipeline.Document
	for i := 0; i < len(pages); i += 20 {
		d, err := pipeline.Parse(pipeline.Page{URL: pages[i].URL, Format: pipeline.FormatHTML, Body: pages[i].HTML})
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, d)
	}
	var phrases, hosts strings.Builder
	for i := range 100 {
		fmt.Fprintf(&phrases, "  - {name: p%d, drop: {phrase: the phrase number %d}}\n", i, i)
	}
	for i := range 10_000 {
		fmt.Fprintf(&hosts, "  - {name: h%d, hosts: h%d.example, drop: {selector: .x}}\n", i, i)
	}
	for _, c := range []struct{ name, rules string }{
		{"100 phrases", phrases.String()},
		{"10000 hosts", hosts.String()},
		{"an expression", "  - {name: r, drop: {regexp: '^Photo: .+$'}}\n"},
		{"a selector", "  - {name: s, drop: {selector: 'div.promo > p, aside'}}\n"},
	} {
		rs, err := Load("rules.yaml", []byte("version: 1\nrules:\n"+c.rules))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range docs {
					if _, err := rs.edits(b.Context(), d); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
	b.Run("html.Parse", func(b *testing.B) {
		for b.Loop() {
			for _, d := range docs {
				if _, err := html.Parse(strings.NewReader(d.Tree.Source)); err != nil {
					b.Log(err)
				}
			}
		}
	})
}
