package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"

	"winnow/internal/score"
	"winnow/pipeline"
	"winnow/stages/blocks"
	"winnow/stages/lines"
)

// BenchmarkWCXB measures the parts of the engine on every tenth page of WCXB's
// development split, beside html.Parse as the yardstick. One operation is all
// of these pages.
func BenchmarkWCXB(b *testing.B) {
	all, err := score.LoadWCXB(filepath.Join(score.Shared(filepath.Join("..", "..", "..", "..")), "bench", "wcxb-dev"))
	if errors.Is(err, score.ErrNoData) {
		b.Skipf("the development data is missing: %v", err)
	}
	if err != nil {
		b.Fatal(err)
	}
	var pages []pipeline.Page
	var parsed, texts []pipeline.Document
	size := int64(0)
	for i := 0; i < len(all); i += 10 {
		p := pipeline.Page{ID: all[i].ID, URL: all[i].URL, Body: all[i].HTML, Format: pipeline.FormatHTML}
		d, err := pipeline.Parse(p)
		if err != nil {
			b.Fatal(err)
		}
		t, err := pipeline.Parse(pipeline.Page{ID: p.ID, Body: []byte(plain(d)), Format: pipeline.FormatText})
		if err != nil {
			b.Fatal(err)
		}
		pages, parsed, texts = append(pages, p), append(parsed, d), append(texts, t)
		size += int64(len(p.Body))
	}
	run := func(name string, one func(i int) error) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				for i := range pages {
					if err := one(i); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
	run("html.Parse", func(i int) error {
		_, err := html.Parse(bytes.NewReader(pages[i].Body))
		return err
	})
	run("pipeline.Parse", func(i int) error {
		_, err := pipeline.Parse(pages[i])
		return err
	})
	blockStage, lineStage := blocks.New(blocks.Options{}), lines.New(lines.Options{})
	run("blocks", func(i int) error {
		_, err := blockStage.Run(context.Background(), parsed[i])
		return err
	})
	run("lines", func(i int) error {
		_, err := lineStage.Run(context.Background(), texts[i])
		return err
	})
}
