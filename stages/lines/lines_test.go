package lines

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"winnow/fixtures"
	"winnow/pipeline"
	"winnow/stages/lines/features"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{})) }

func parse(t testing.TB, text string) pipeline.Document {
	t.Helper()
	d, err := pipeline.Parse(pipeline.Page{ID: "x", Format: pipeline.FormatText, Body: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestEmbeddedModel(t *testing.T) {
	m, err := LoadModel(linesModel)
	if err != nil {
		t.Fatal(err)
	}
	const limit = 200 << 10
	if m.Version() == "" || len(linesModel) > limit {
		t.Errorf("version %q, %d bytes", m.Version(), len(linesModel))
	}
	if _, err := LoadModel(linesModel[:len(linesModel)/2]); err == nil {
		t.Error("half a model was taken")
	}
}

func TestColumns(t *testing.T) {
	if sorted := slices.Sorted(slices.Values(features.Columns)); len(slices.Compact(sorted)) != len(features.Columns) {
		t.Error("two columns have one name")
	}
	for _, text := range []string{"", "a", "a\n\nb\nc", strings.Repeat("Some words, and some more of them, to make a line.\nx\n", 40)} {
		d := parse(t, text)
		f := features.New(&d)
		for i := range f.Len() {
			row := f.Row(i, nil)
			if len(row) != len(features.Columns) {
				t.Fatalf("line %d has %d columns of %d", i, len(row), len(features.Columns))
			}
			for c, v := range row {
				if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
					t.Errorf("line %d: %s is %v", i, features.Columns[c], v)
				}
			}
		}
	}
}

// TestSeeds holds that the given documents, which are articles, lose nothing
// but the debris that a careful editor removes.
func TestSeeds(t *testing.T) {
	debris := []string{
		"AP", "READ MORE", "Loading...", "Route 6", "(with wires)", "About Alma", "Check Also", "0:00", "14:40", "13:8", "Podcasts", "Comment:", "icon", "2024",
	}
	files, _ := filepath.Glob(filepath.Join(fixtures.Root(t), "fixtures", "seeds", "*", "in.txt"))
	if len(files) < 5 {
		t.Fatalf("%d seeds", len(files))
	}
	s := New(Options{})
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := parse(t, string(body))
		edits, err := s.Run(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		seen := false // the tail marker after which all goes
		for _, e := range edits {
			if e.Rule != ruleOutside {
				continue
			}
			text := d.Blocks[d.Find(e.Block)].Text
			seen = seen || strings.Contains(text, "Check Also")
			if !seen && !slices.ContainsFunc(debris, func(s string) bool { return strings.Contains(text, s) }) {
				t.Errorf("%s: %q would go, with %.2f", filepath.Base(filepath.Dir(file)), text, e.Score)
			}
		}
	}
}

func TestHostile(t *testing.T) {
	s := New(Options{})
	for _, text := range []string{"", "\n\n\n\n", strings.Repeat("a\n", 20000), strings.Repeat("word ", 20000), strings.Repeat("\u00a0\n", 9), "a\nb\nc\nd\ne\n"} {
		d := parse(t, text)
		edits, err := s.Run(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pipeline.Apply(d, s, edits); err != nil {
			t.Fatal(err)
		}
	}
}
