// Package results holds what a run of the benchmark found, and writes it:
// results.json for programs, RESULTS.md and plots for people.
package results

import (
	"encoding/json"
	"math"
	"os"
	"slices"

	"winnow/internal/score"
)

// Results are everything one run found.
type Results struct {
	Date    string   `json:"date"`
	Machine Machine  `json:"machine"`
	Sample  Sample   `json:"sample"`
	Cross   *Cross   `json:"cross_validation,omitempty"`
	Systems []System `json:"systems"`
	// Encoding and Scale are the other parts, if they were measured.
	Encoding *Encoding `json:"encoding,omitempty"`
	Scale    *Scale    `json:"scale,omitempty"`
}

// Machine is what the run ran on.
type Machine struct {
	CPU    string `json:"cpu"`
	Cores  int    `json:"cores"`
	Memory int64  `json:"memory_bytes,omitempty"`
	OS     string `json:"os"`
	Go     string `json:"go"`
	// Load is the system's load average when the run began and ended.
	LoadBegin string `json:"load_begin,omitempty"`
	LoadEnd   string `json:"load_end,omitempty"`
}

// Sample says which pages were used.
type Sample struct {
	Seed     uint64         `json:"seed"`
	WCXB     int            `json:"wcxb"`
	WCXBAll  int            `json:"wcxb_all"` // pages that the set holds
	Types    map[string]int `json:"types"`
	Segments int            `json:"segments"`
	SegAll   int            `json:"segments_all"`
	Timed    int            `json:"timed"`
	Runs     int            `json:"runs"`
}

// Cross are figures of winnow's engine on pages its models have not seen.
type Cross struct {
	Source   string  `json:"source"`
	Articles float64 `json:"articles"`
	All      float64 `json:"all"`
	Segments float64 `json:"segments"` // F1
}

// A System is the result of one system.
type System struct {
	Name     string `json:"name"`
	Version  string `json:"version"`
	Language string `json:"language"`
	Settings string `json:"settings"`
	Learned  bool   `json:"trained_on_wcxb_dev,omitempty"`
	Baseline bool   `json:"baseline,omitempty"`
	Own      bool   `json:"winnow,omitempty"`
	// Skipped is why the system has no figures.
	Skipped string `json:"skipped,omitempty"`
	// WCXB are the rows by page type, articles first and all pages last.
	WCXB     []Row  `json:"wcxb,omitempty"`
	Segments *Row   `json:"segments,omitempty"`
	Speed    *Speed `json:"speed,omitempty"`
	// CleanWCXB and CleanSegments are the same after winnow cleaned the
	// system's output as text.
	CleanWCXB     []Row `json:"cleaned_wcxb,omitempty"`
	CleanSegments *Row  `json:"cleaned_segments,omitempty"`
	// Lowered counts WCXB pages whose word F1 fell by more than .02 when
	// their text was cleaned, Raised those where it rose as much.
	Lowered int `json:"cleaned_lowered,omitempty"`
	Raised  int `json:"cleaned_raised,omitempty"`
}

// A Row holds the quality figures of one kind of page, as shares.
type Row struct {
	Name       string  `json:"name"`
	Pages      int     `json:"pages"`
	Failed     int     `json:"failed"`
	Precision  float64 `json:"word_precision"`
	Recall     float64 `json:"word_recall"`
	F1         float64 `json:"word_f1"`
	Shingle    float64 `json:"shingle_f1"`
	Exact      float64 `json:"exact"`
	Found      float64 `json:"segments_found"`
	Absent     float64 `json:"segments_absent"`
	SegmentsF1 float64 `json:"segments_f1"`
	Title      float64 `json:"title"`
	Author     float64 `json:"author"`
	Published  float64 `json:"date"`
}

// NewRow takes the figures of a row of package score.
func NewRow(r score.Row) Row {
	s := r.Segments
	absent := 0.0
	if n := s.Absent + s.Leaked; n > 0 {
		absent = float64(s.Absent) / float64(n)
	}
	return Row{
		Name: r.Name, Pages: r.Pages, Failed: r.Failed,
		Precision: round(r.Words.Precision), Recall: round(r.Words.Recall), F1: round(r.Words.F1),
		Shingle: round(r.Shingles.Fit().F1), Exact: round(r.Shingles.Accuracy()),
		Found: round(s.Fit().Recall), Absent: round(absent), SegmentsF1: round(s.Fit().F1),
		Title: round(r.Meta.Title()), Author: round(r.Meta.Author()), Published: round(r.Meta.Date()),
	}
}

func round(x float64) float64 { return math.Round(x*1e5) / 1e5 }

// Speed is what a system costs, medians over runs.
type Speed struct {
	// PageCPU is the CPU time of a page on one core, in milliseconds; Spread
	// the difference of the slowest and the fastest run.
	PageCPU float64 `json:"page_cpu_ms"`
	Spread  float64 `json:"page_cpu_spread_ms"`
	// OneCore and AllCores are pages per second of CPU; for all cores, the
	// number of cores divided by the CPU time of a page when all work.
	OneCore  float64 `json:"pages_per_second_one_core"`
	AllCores float64 `json:"pages_per_second_all_cores"`
	// AllWall is pages per second by the wall clock with all cores, which
	// whatever else runs on the machine lowers.
	AllWall float64 `json:"pages_per_second_all_cores_wall"`
	// Peak is the largest resident memory, in bytes, on one core.
	Peak int64 `json:"peak_bytes"`
	// Start is the CPU time until the first page is done, in milliseconds.
	Start float64 `json:"start_cpu_ms"`
}

// Median returns the middle of a list, or the mean of the two in the middle.
func Median(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	list = slices.Sorted(slices.Values(list))
	n := len(list)
	return (list[(n-1)/2] + list[n/2]) / 2
}

// Row returns a system's figures on a kind of page of WCXB.
func (s *System) Row(name string) (Row, bool) { return find(s.WCXB, name) }

func find(rows []Row, name string) (Row, bool) {
	for _, r := range rows {
		if r.Name == name {
			return r, true
		}
	}
	return Row{}, false
}

// system finds a system by its name.
func (r *Results) system(name string) *System {
	for i := range r.Systems {
		if r.Systems[i].Name == name && r.Systems[i].Skipped == "" {
			return &r.Systems[i]
		}
	}
	return nil
}

// yardstick returns the CPU time of a page of html.Parse, fastest that of the
// fastest system that is neither winnow nor a baseline; 0 where unknown.
func (r *Results) yardstick() float64 {
	if s := r.system("html.Parse"); s != nil && s.Speed != nil {
		return s.Speed.PageCPU
	}
	return 0
}

func (r *Results) fastest() float64 {
	best := 0.0
	for _, s := range r.Systems {
		if s.Skipped == "" && !s.Own && !s.Baseline && s.Speed != nil && (best == 0 || s.Speed.PageCPU < best) {
			best = s.Speed.PageCPU
		}
	}
	return best
}

// Load reads a results.json.
func Load(file string) (*Results, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	r := new(Results)
	return r, json.Unmarshal(data, r)
}

// Save writes a results.json.
func (r *Results) Save(file string) error {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o644)
}
