package lines

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/fixtures"
	"winnow/pipeline"
)

// BenchmarkStage runs the stage over the dumps of pages among the fixtures and
// over the given documents, which it leaves alone. Bytes are those of the text.
func BenchmarkStage(b *testing.B) {
	s := New(Options{})
	for name, pattern := range map[string]string{
		"dumps":    filepath.Join("fixtures", "lines", "page*.txtar"),
		"articles": filepath.Join("fixtures", "seeds", "*", "in.txt"),
	} {
		files, err := filepath.Glob(filepath.Join(fixtures.Root(b), pattern))
		if err != nil || len(files) == 0 {
			b.Fatalf("no %s: %v", name, err)
		}
		var documents []pipeline.Document
		size := 0
		for _, file := range files {
			body, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			text := string(body)
			if _, in, ok := strings.Cut(text, "-- in.txt --\n"); ok {
				text, _, _ = strings.Cut(in, "-- want.txt --")
			}
			size += len(text)
			documents = append(documents, parse(b, text))
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range documents {
					if _, err := s.Run(context.Background(), d); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
