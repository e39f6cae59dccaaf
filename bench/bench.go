package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"winnow/bench/results"
	"winnow/bench/worker"
	"winnow/internal/score"
)

// A set is the pages of a data set that are used.
type set struct {
	pages    []score.Page
	requests []worker.Request
	all      int // pages the data set holds
}

// bench measures the parts that are asked for and writes the report; what other
// parts found before stays in it.
func bench(ctx context.Context, o options, log io.Writer) error {
	r, err := results.Load(filepath.Join(o.out, "results.json"))
	switch {
	case errors.Is(err, fs.ErrNotExist), o.parts == allParts:
		r = &results.Results{}
	case err != nil:
		return err
	}
	parts := map[string]func(context.Context, options, *results.Results, io.Writer) error{
		"extraction": extraction, "encoding": encoding, "scale": scale,
	}
	for part := range strings.SplitSeq(o.parts, ",") {
		if err := parts[part](ctx, o, r, log); err != nil {
			return err
		}
		if err := save(r, o); err != nil {
			return err
		}
	}
	return nil
}

// save writes the report with what is known so far.
func save(r *results.Results, o options) error {
	if err := r.Save(filepath.Join(o.out, "results.json")); err != nil {
		return err
	}
	return r.Write(o.out)
}

// extraction compares extractors: each system's output, its costs, what
// cleaning makes of the output.
func extraction(ctx context.Context, o options, r *results.Results, log io.Writer) error {
	wcxb, err := loadSet(o, "wcxb", score.LoadWCXB, o.wcxb, o.n)
	if err != nil {
		return err
	}
	segments, err := loadSet(o, "segments", score.LoadSegments, o.segments, o.nSegments)
	if err != nil {
		return err
	}
	contenders, err := newContenders(o)
	if err != nil {
		return err
	}
	timed := wcxb.requests[:min(o.timed, len(wcxb.requests))]
	r.Date, r.Machine = time.Now().UTC().Format(time.DateOnly), machine()
	r.Sample = results.Sample{
		Seed: o.seed, WCXB: len(wcxb.pages), WCXBAll: wcxb.all, Types: types(wcxb.pages),
		Segments: len(segments.pages), SegAll: segments.all, Timed: len(timed),
	}
	if r.Cross, err = crossValidation(modelCard); err != nil {
		return err
	}
	for _, c := range contenders {
		c.outputs(ctx, o, wcxb, segments, log)
	}
	for n := range o.runs {
		for _, c := range contenders {
			c.time(ctx, o, timed, n, log)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		r.Sample.Runs = n + 1
		if err := report(r, contenders, o, wcxb, segments); err != nil {
			return err
		}
	}
	return nil
}

// report writes what is known so far, after every run: a long benchmark that
// is stopped leaves something.
func report(r *results.Results, contenders []*contender, o options, wcxb, segments set) error {
	r.Systems = nil
	for _, c := range contenders {
		if err := c.judge(o, wcxb, segments, r.Sample.Timed); err != nil {
			return err
		}
		r.Systems = append(r.Systems, *c.result)
	}
	r.Machine.LoadEnd = loadAverage()
	return save(r, o)
}

// loadSet reads a data set, draws n pages and puts them decompressed into the
// work folder. The draw is the order of the set, shuffled by the seed.
func loadSet(o options, name string, load func(string) ([]score.Page, error), dir string, n int) (set, error) {
	pages, err := load(dir)
	if err != nil {
		return set{}, err
	}
	s := set{all: len(pages)}
	rnd := rand.New(rand.NewPCG(o.seed, 0))
	rnd.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
	if n > 0 {
		pages = pages[:min(n, len(pages))]
	}
	work, err := filepath.Abs(filepath.Join(o.work, name))
	if err != nil {
		return set{}, err
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
		return set{}, err
	}
	for i := range pages {
		p := &pages[i]
		file := filepath.Join(work, p.ID+".html")
		if err := os.WriteFile(file, p.HTML, 0o644); err != nil {
			return set{}, err
		}
		p.HTML = nil // the workers read the file
		s.requests = append(s.requests, worker.Request{ID: p.ID, URL: p.URL, File: file})
	}
	s.pages = pages
	return s, nil
}

func types(pages []score.Page) map[string]int {
	n := map[string]int{}
	for _, p := range pages {
		n[p.Type]++
	}
	return n
}
