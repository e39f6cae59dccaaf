package results

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/internal/score"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		list []float64
		want float64
	}{{nil, 0}, {[]float64{3, 1, 2}, 2}, {[]float64{4, 1, 2, 3}, 2.5}} {
		if got := Median(c.list); got != c.want {
			t.Errorf("Median(%v) = %v, want %v", c.list, got, c.want)
		}
	}
}

// sample are made-up results: winnow, a peer, the yardstick, one missing.
func sample() *Results {
	row := Row{Name: "article", Pages: 2, F1: .9, Exact: .5, SegmentsF1: .8}
	every := row
	every.Name = "all"
	system := func(name string, cpu float64, own bool) System {
		return System{
			Name: name, Language: "Go", WCXB: []Row{row, every}, Segments: &row, CleanWCXB: []Row{row, every}, CleanSegments: &row,
			Speed: &Speed{PageCPU: cpu, OneCore: 1000 / cpu, AllCores: 2000 / cpu, Peak: 5e7}, Own: own, Learned: own,
		}
	}
	return &Results{
		Date: "2026-01-02", Machine: Machine{CPU: "Some", Cores: 2}, Sample: Sample{Seed: 7, WCXB: 2, WCXBAll: 3, Segments: 1, SegAll: 1, Timed: 2, Runs: 1},
		Systems: []System{
			system("winnow", 4, true), system("peer", 10, false), {Name: "absent", Skipped: "not installed"},
			{Name: "html.Parse", Baseline: true, Speed: &Speed{PageCPU: 2}},
		},
	}
}

func TestMarkdown(t *testing.T) {
	got := sample().Markdown()
	for _, want := range []string{
		"2 of the 3 pages of WCXB", "all of the 1 pages of the development segments", "seed 7",
		"| winnow † | .800 | .900 | .900 | .500 | 4.0 | 250 | 2.00 | 50 |",
		"| peer | 10.00 | 0.00 | 100 | 200 | 5.00 | 1.00 | 50 | 0 |",
		"| html.Parse | 2.00 |", "| absent |  | – | skipped: not installed |",
		"Cross-validated figures of the engine are not part of this run.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	r := sample()
	if err := r.Save(filepath.Join(dir, "results.json")); err != nil {
		t.Fatal(err)
	}
	r, err := Load(filepath.Join(dir, "results.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Write(dir); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{fileQuality, fileSegments, fileSpeed, fileScatter, fileText} {
		svg, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil || !strings.Contains(string(svg), "<svg") || !strings.Contains(string(svg), "winnow") {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// TestCommittedReport fails when RESULTS.md is not what results.json says.
func TestCommittedReport(t *testing.T) {
	r, err := Load(filepath.Join("..", "results.json"))
	if os.IsNotExist(err) {
		t.Skip("there is no results.json: make bench-peers makes it")
	}
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join("..", "RESULTS.md"))
	if err != nil || string(got) != r.Markdown() {
		t.Errorf("RESULTS.md is stale (%v): make render", err)
	}
}

func TestNewRow(t *testing.T) {
	pages := []score.Page{{ID: "1", Truth: score.Truth{Text: "a b", Title: "T"}, With: []string{"a"}, Without: []string{"x", "y"}}}
	rows := score.Run(pages, func(score.Page) (score.Output, error) { return score.Output{Text: "a b x", Title: "T"}, nil }, 1)
	got := NewRow(rows[0])
	want := Row{Name: "all", Pages: 1, Precision: .66667, Recall: 1, F1: .8, Found: 1, Absent: .5, SegmentsF1: .66667, Title: 1, Shingle: 0}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
