package stages_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"winnow/fixtures"
	"winnow/pipeline"
	"winnow/stages"
)

// residue lists the stages that take debris out of text, in their order: all
// but those that read, extract, judge and repair.
func residue(t testing.TB) []pipeline.Stage {
	all, err := stages.New(stages.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(s pipeline.Stage) bool {
		switch s.Name {
		case "icons", "title", "byline", "captions", "sources", "consent", "share", "newsletter", "ads", "embeds", "tags", "checkalso",
			"comments", "navigation", "legal", "repeats", "placeholders":
			return false
		}
		return true
	})
}

// The five given documents: the decisions of a careful editor on their debris,
// and not one more.
func TestSeeds(t *testing.T) {
	for _, name := range []string{"000", "001", "002", "003", "004"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(fixtures.Root(t), "fixtures", "seeds", name)
			body, err := os.ReadFile(filepath.Join(dir, "in.txt"))
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := pipeline.Parse(pipeline.Page{Body: body, Format: pipeline.FormatText})
			if err != nil {
				t.Fatal(err)
			}
			p, err := pipeline.New(residue(t)...)
			if err != nil {
				t.Fatal(err)
			}
			got, err := p.Run(context.Background(), parsed)
			if err != nil {
				t.Fatal(err)
			}
			fixtures.Golden(t, filepath.Join(dir, "residue.txt"), fixtures.Edits(got.Trail))
		})
	}
}

// The speed of all residue stages together, in bytes of text.
func BenchmarkResidue(b *testing.B) {
	var article []byte
	for _, name := range []string{"000", "001", "002", "003", "004"} {
		body, err := os.ReadFile(filepath.Join(fixtures.Root(b), "fixtures", "seeds", name, "in.txt"))
		if err != nil {
			b.Fatal(err)
		}
		article = append(append(article, body...), "\n\n"...)
	}
	for _, in := range []struct {
		name string
		body []byte
	}{{"article", article}, {"short-lines", bytes.Repeat([]byte("The next boat\nRow 12\nHarbour office\nPrice in euros\n"), 2000)}} {
		b.Run(in.name, func(b *testing.B) {
			parsed, err := pipeline.Parse(pipeline.Page{Body: in.body, Format: pipeline.FormatText})
			if err != nil {
				b.Fatal(err)
			}
			list := residue(b)
			b.SetBytes(int64(len(in.body)))
			b.ReportAllocs()
			for b.Loop() {
				for _, s := range list {
					if _, err := s.Run(context.Background(), parsed); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
