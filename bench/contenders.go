package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	"winnow/bench/results"
	"winnow/bench/systems"
	"winnow/bench/worker"
	"winnow/internal/score"
)

// A contender is a system in the run.
type contender struct {
	result *results.System
	// command starts its worker for that many cores, processes says how many
	// of them are needed to use all.
	command   func(cores int) worker.Command
	processes int
	times     []timing
	wcxb, seg map[string]worker.Response
}

// A timing is one run: on one core, and on all.
type timing struct{ one, all worker.Stats }

// python lists the systems written in Python; peers.py runs them.
var python = []results.System{
	{Name: "trafilatura", Settings: "bare_extraction with fallback, comments excluded, metadata"},
	{Name: "trafilatura fast", Settings: "bare_extraction with fast=True, comments excluded, metadata"},
	{Name: "readability-lxml", Settings: "Document.summary, a line for each block"},
	{Name: "jusText", Settings: "stop list of the declared language, else English"},
	{Name: "newspaper4k", Settings: "download(input_html) and parse, no images"},
	{Name: "Resiliparse", Settings: "extract_plain_text with main_content, no alternative texts"},
	{Name: "inscriptis", Baseline: true, Settings: "get_text: the whole page as text"},
	{Name: "html-text", Baseline: true, Settings: "extract_text: the whole page as text"},
}

func newContenders(o options) ([]*contender, error) {
	list, err := goContenders(o, systems.List())
	if err != nil {
		return nil, err
	}
	list = append(list, pythonContenders(o, python)...)
	list = append(list, rustContender(o))
	if o.systems != nil {
		list = slices.DeleteFunc(list, func(c *contender) bool { return !o.systems.MatchString(c.result.Name) })
	}
	return list, nil
}

// goContenders are systems in Go: this program runs them itself, as a process
// of its own for each.
func goContenders(o options, all []systems.System) ([]*contender, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	var list []*contender
	for _, s := range all {
		list = append(list, &contender{
			processes: 1,
			command: func(cores int) worker.Command {
				n := strconv.Itoa(cores)
				return worker.Command{Args: []string{self, "-worker", s.Name, "-goroutines", n}, Env: []string{"GOMAXPROCS=" + n}}
			},
			result: &results.System{
				Name: s.Name, Language: "Go", Version: version(s.Module), Settings: s.Settings,
				Learned: s.Learned, Baseline: s.Baseline, Own: s.Module == "winnow",
			},
		})
	}
	return list, nil
}

// pythonContenders are systems of peers.py.
func pythonContenders(o options, all []results.System) []*contender {
	var list []*contender
	for _, s := range all {
		s.Language = "Python"
		list = append(list, &contender{
			processes: o.cores,
			command: func(int) worker.Command {
				return worker.Command{Args: []string{o.python, "peers.py", s.Name}}
			},
			result: &s,
		})
	}
	return list
}

// rustContender is rs-trafilatura, run by the program in rust/.
func rustContender(o options) *contender {
	return &contender{
		processes: o.cores,
		command:   func(int) worker.Command { return worker.Command{Args: []string{o.rust}} },
		result: &results.System{
			Name: "rs-trafilatura", Language: "Rust", Learned: true,
			Settings: "extract_bytes with url, comments excluded, its own page type",
		},
	}
}

// outputs lets the system work through both sets, once.
func (c *contender) outputs(ctx context.Context, o options, wcxb, segments set, log io.Writer) {
	begin := time.Now()
	c.wcxb = c.run(ctx, o, wcxb.requests, o.cores, nil)
	c.seg = c.run(ctx, o, segments.requests, o.cores, nil)
	c.say(log, "outputs", begin)
}

func (c *contender) time(ctx context.Context, o options, requests []worker.Request, n int, log io.Writer) {
	begin := time.Now()
	var t timing
	c.run(ctx, o, requests, 1, &t.one)
	c.run(ctx, o, requests, o.cores, &t.all)
	c.times = append(c.times, t)
	c.say(log, fmt.Sprintf("costs, run %d", n+1), begin)
}

func (c *contender) say(log io.Writer, what string, begin time.Time) {
	if c.result.Skipped != "" {
		fmt.Fprintf(log, "bench: %s: skipped: %s\n", c.result.Name, c.result.Skipped)
		return
	}
	fmt.Fprintf(log, "bench: %s: %s: %.0f s\n", c.result.Name, what, time.Since(begin).Seconds())
}

// run runs the system's workers, unless it is skipped; it is when they fail.
func (c *contender) run(ctx context.Context, o options, requests []worker.Request, cores int, stats *worker.Stats) map[string]worker.Response {
	if c.result.Skipped != "" || ctx.Err() != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, o.timeout)
	defer cancel()
	processes := 1
	if cores > 1 {
		processes = c.processes
	}
	out, s, err := worker.Run(ctx, c.command(cores), requests, processes)
	switch {
	case errors.Is(err, worker.ErrMissing), errors.Is(err, fs.ErrNotExist):
		c.result.Skipped = "not installed"
	case err != nil:
		c.result.Skipped = err.Error()
	}
	if s.Version != "" {
		c.result.Version = s.Version
	}
	if stats != nil {
		*stats = s
	}
	return out
}

// judge puts the figures into the system's result.
func (c *contender) judge(o options, wcxb, segments set, timed int) error {
	s := c.result
	if s.Skipped != "" {
		return nil
	}
	s.Speed = speed(c.times, timed, o.cores)
	if s.Name == "html.Parse" || s.Segments != nil {
		return nil // has no output, or it is judged
	}
	clean, err := systems.Text()
	if err != nil {
		return err
	}
	s.WCXB = rows(wcxb.pages, answers(c.wcxb), o.cores)
	after, err := cleaned(c.wcxb, clean)
	if err != nil {
		return err
	}
	s.CleanWCXB = rows(wcxb.pages, answers(after), o.cores)
	s.Raised, s.Lowered = moved(wcxb.pages, c.wcxb, after)
	s.Segments = last(rows(segments.pages, answers(c.seg), o.cores))
	if after, err = cleaned(c.seg, clean); err != nil {
		return err
	}
	s.CleanSegments = last(rows(segments.pages, answers(after), o.cores))
	return nil
}

// answers returns the system that repeats what a worker said.
func answers(all map[string]worker.Response) score.System {
	return func(p score.Page) (score.Output, error) {
		r, ok := all[p.ID]
		if !ok {
			return score.Output{}, errors.New("no answer")
		}
		if r.Error != "" {
			return score.Output{}, errors.New(r.Error)
		}
		return score.Output{Text: r.Text, Title: r.Title, Author: r.Author, Date: r.Date}, nil
	}
}

// cleaned is what a worker said after winnow cleaned it as text.
func cleaned(said map[string]worker.Response, clean func(string) (string, error)) (map[string]worker.Response, error) {
	after := make(map[string]worker.Response, len(said))
	for id, r := range said {
		if r.Text != "" {
			text, err := clean(r.Text)
			if err != nil {
				return nil, fmt.Errorf("cleaning the text of %s: %w", id, err)
			}
			r.Text = text
		}
		after[id] = r
	}
	return after, nil
}

// moved counts the pages whose word F1 rose and fell by more than .02.
func moved(pages []score.Page, before, after map[string]worker.Response) (up, down int) {
	const step = 0.02
	for _, p := range pages {
		switch d := score.WordFit(after[p.ID].Text, p.Truth.Text).F1 - score.WordFit(before[p.ID].Text, p.Truth.Text).F1; {
		case d > step:
			up++
		case d < -step:
			down++
		}
	}
	return up, down
}

func rows(pages []score.Page, system score.System, cores int) []results.Row {
	var list []results.Row
	for _, r := range score.Run(pages, system, cores) {
		list = append(list, results.NewRow(r))
	}
	return list
}

func last(rows []results.Row) *results.Row {
	if len(rows) == 0 {
		return nil
	}
	return &rows[len(rows)-1]
}

// speed takes medians over the runs.
func speed(times []timing, pages, cores int) *results.Speed {
	median := func(f func(t timing) float64) float64 {
		var list []float64
		for _, t := range times {
			list = append(list, f(t))
		}
		return results.Median(list)
	}
	var one []float64
	for _, t := range times {
		one = append(one, t.one.CPU*1000/float64(pages))
	}
	n := float64(pages)
	return &results.Speed{
		PageCPU: results.Median(one), Spread: slices.Max(one) - slices.Min(one),
		OneCore:  median(func(t timing) float64 { return n / t.one.CPU }),
		AllCores: median(func(t timing) float64 { return n * float64(cores) / t.all.CPU }),
		AllWall:  median(func(t timing) float64 { return n / t.all.Wall }),
		Peak:     int64(median(func(t timing) float64 { return float64(t.one.Peak) })),
		Start:    median(func(t timing) float64 { return t.one.StartCPU * 1000 }),
	}
}

// cardRow is the row of winnow's cross-validated word F1 in the model card,
// whose first column are articles and whose columns end with all types and the
// segments.
var cardRow = regexp.MustCompile(`(?m)^\| the whole of winnow with the models of other folds \| ([0-9.]+) \|.*\| ([0-9.]+) \| ([0-9.]+) \|$`)

// crossValidation takes the figures of winnow on pages its models
// have not seen from the model card; nil if it does not tell.
func crossValidation(card string) (*results.Cross, error) {
	data, err := os.ReadFile(filepath.FromSlash(card))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m := cardRow.FindSubmatch(data)
	if m == nil {
		return nil, nil
	}
	articles, err1 := strconv.ParseFloat(string(m[1]), 64)
	every, err2 := strconv.ParseFloat(string(m[2]), 64)
	segments, err3 := strconv.ParseFloat(string(m[3]), 64)
	return &results.Cross{Source: card, Articles: articles, All: every, Segments: segments}, errors.Join(err1, err2, err3)
}

// modelCard tells how winnow's models were trained.
const modelCard = "../internal/train/README.md"
