package encoding

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"winnow/internal/devdata"
	"winnow/pipeline"
)

// BenchmarkClean is the stage on text that needs nothing: the goal is 60 MB/s.
func BenchmarkClean(b *testing.B) {
	var d pipeline.Document
	size := int64(0)
	s := New(Options{})
	for _, p := range cleanParagraphs(b) {
		d.Blocks = append(d.Blocks, pipeline.Block{ID: len(d.Blocks), Kind: pipeline.Paragraph, Text: p})
		size += int64(len(p))
	}
	d.Meta.Lang = "en"
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		edits, err := s.Run(context.Background(), d)
		if err != nil || len(edits) > 0 {
			b.Fatal(edits, err)
		}
	}
}

// cleanParagraphs returns the paragraphs of the given documents that the stage
// leaves as they are.
func cleanParagraphs(b *testing.B) []string {
	files, err := filepath.Glob(filepath.Join(devdata.Dir(b, "seeds"), "*.txt"))
	if err != nil {
		b.Fatal(err)
	}
	var clean []string
	s := New(Options{})
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		d, err := pipeline.Parse(pipeline.Page{Body: body, Format: pipeline.FormatText})
		if err != nil {
			b.Fatal(err)
		}
		for i := range d.Blocks {
			edits, err := s.Run(context.Background(), pipeline.Document{Blocks: d.Blocks[i : i+1]})
			if err != nil {
				b.Fatal(err)
			}
			if len(edits) == 0 && len(d.Blocks[i].Text) > 100 {
				clean = append(clean, d.Blocks[i].Text)
			}
		}
	}
	return clean
}
