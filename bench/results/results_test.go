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
		Encoding: &Encoding{
			Files: 9, Pages: 4, Cases: 151, KnownFailures: 10, CleanBytes: 2e6, Dense: 3,
			Detectors: []Detector{
				{System: System{Name: "detector"}, Right: map[string]float64{"files": .995, "markup": .5, "clean": 1}, Legacy: 40, UTF8: 300},
				{System: System{Name: "none", Skipped: "not installed"}},
			},
			Repairers: []Repairer{{System: System{Name: "repairer"}, Cases: 150, KnownFailures: 2, Changed: 7, Spaces: 1, Restored: .75, Clean: 60, Broken: 15}},
		},
		Scale: &Scale{BasePages: 10, Cores: 2, Dumps: []Dump{
			{Format: "jsonl.zst", Factor: 1, Pages: 10, Stored: 1e6, Content: 4e6, Wall: 2, CPU: 4, Peak: 5e7, Decompress: .5},
			{Format: "jsonl.zst", Factor: 4, Pages: 40, Stored: 4e6, Content: 16e6, Wall: 8, CPU: 16, Peak: 5e7, Decompress: 2},
		}},
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
		"| detector | 99.5 | 50.0 | 100.0 | 0.0 | 0.0 | 0.0 | 40.0 | 300.0 |", "| none |  | – | skipped: not installed |",
		"| repairer | 150 | 2 | 7 | 1 | 75.0 | 60.0 | 15.0 |",
		"| jsonl.zst, 4× | 40 | 4 | 16 | 8.0 | 5 | 2 | 1 | 400.0 | 8.00 | 50 |",
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
	svg, err := os.ReadFile(filepath.Join(dir, fileScale))
	if err != nil || !strings.Contains(string(svg), "peak memory, jsonl.zst") {
		t.Errorf("%s: %v", fileScale, err)
	}
}

// TestCommittedReport fails when RESULTS.md is not what results.json says.
func TestCommittedReport(t *testing.T) {
	r, err := Load(filepath.Join("..", "results.json"))
	if os.IsNotExist(err) {
		t.Skip("there is no results.json: make bench makes it")
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
