package lines

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

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
	folder, err := fs.Sub(models, "models")
	if err != nil {
		t.Fatal(err)
	}
	m, err := LoadModelFrom(folder)
	if err != nil {
		t.Fatal(err)
	}
	if m.lines.Version == "" {
		t.Error("the model has no version")
	}
	files := fstest.MapFS{}
	names := []string{textsFile, linesFile, markedTextsFile, markedLinesFile, wordsFile}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 200<<10 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	for _, name := range names {
		whole := files[name]
		for what, file := range map[string]*fstest.MapFile{"half": {Data: whole.Data[:len(whole.Data)/2]}, "nothing": nil} {
			files[name] = file
			if file == nil {
				delete(files, name)
			}
			if _, err := LoadModelFrom(files); err == nil {
				t.Errorf("%s of %s was taken", what, name)
			}
		}
		files[name] = whole
	}
	if _, err := LoadModelFrom(files); err != nil {
		t.Error(err)
	}
}

func TestColumns(t *testing.T) {
	if sorted := slices.Sorted(slices.Values(features.Columns())); len(slices.Compact(sorted)) != len(features.Columns()) {
		t.Error("two columns have one name")
	}
	for _, text := range []string{"", "a", "a\n\nb\nc", strings.Repeat("Some words, and some more of them, to make a line.\nx\n", 40)} {
		d := parse(t, text)
		f := features.New(&d, nil)
		for i := range f.Len() {
			row := f.Row(i, nil)
			if len(row) != len(features.Columns()) {
				t.Fatalf("line %d has %d columns of %d", i, len(row), len(features.Columns()))
			}
			if n := len(f.MarkedRow(i, nil)); n != len(features.MarkedColumns()) {
				t.Fatalf("line %d has %d columns in Markdown of %d", i, n, len(features.MarkedColumns()))
			}
			for c, v := range row {
				if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
					t.Errorf("line %d: %s is %v", i, features.Columns()[c], v)
				}
			}
		}
	}
}

// clean are texts of which nothing may go, by name: the given documents, which
// are articles, and those of testdata in many languages, scripts and shapes.
func clean(t *testing.T) map[string]string {
	texts := map[string]string{}
	for _, pattern := range []string{
		filepath.Join(fixtures.Root(t), "fixtures", "seeds", "*", "in.txt"),
		filepath.Join("testdata", "clean", "*.txt"),
	} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) < 5 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts[strings.TrimSuffix(file, "/in.txt")] = string(body)
		}
	}
	return texts
}

// TestCleanTexts holds that a clean text is not touched and not flagged: as it
// is, in every part from its beginning or to its end, and with other spaces
// between its lines.
func TestCleanTexts(t *testing.T) {
	s := New(Options{})
	for name, text := range clean(t) {
		lines := strings.Split(strings.TrimSpace(text), "\n")
		check := func(what string, lines []string, apart string) {
			d := parse(t, strings.Join(lines, apart))
			edits, err := s.Run(context.Background(), d)
			if err != nil {
				t.Fatal(err)
			}
			if len(edits) > 0 {
				t.Errorf("%s, %s: %d edits, the first by %s", name, what, len(edits), edits[0].Rule)
			}
		}
		check("dense", slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return strings.TrimSpace(l) == "" }), "\n")
		check("spaced", lines, "\n\n")
		for i := range lines {
			check(fmt.Sprintf("the first %d lines", i+1), lines[:i+1], "\n")
			check(fmt.Sprintf("from line %d", i+1), lines[i:], "\n")
		}
	}
}

// TestCleanTogether holds the same for texts that follow each other, in which
// the lines of a poem come before and after prose.
func TestCleanTogether(t *testing.T) {
	s := New(Options{})
	texts := clean(t)
	names := slices.Sorted(maps.Keys(texts))
	for i, name := range names {
		other := names[(i+len(names)/2)%len(names)]
		d := parse(t, texts[name]+"\n\n"+texts[other])
		edits, err := s.Run(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		if len(edits) > 0 {
			t.Errorf("%s and %s: %d edits, the first by %s", name, other, len(edits), edits[0].Rule)
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
