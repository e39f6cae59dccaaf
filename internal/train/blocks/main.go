// Command train dumps the training data of stage blocks: the columns of every
// unit of text of WCXB's development split, measured by the code that runs in
// use, with labels from the ground truth. train.py makes the models from it.
//
//	go run ./internal/train/blocks -shared DIR -out DIR
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"golang.org/x/net/publicsuffix"

	"winnow/internal/score"
	"winnow/pipeline"
	"winnow/stages/blocks/features"
)

func main() {
	shared := flag.String("shared", score.Shared("."), "folder that holds bench/wcxb-dev and bench/segments-dev")
	out := flag.String("out", "", "folder to write to")
	flag.Parse()
	if err := run(*shared, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// A page is what the training program needs of a page beside the matrices.
type page struct {
	ID     string   `json:"id"`
	Set    string   `json:"set"`
	Domain string   `json:"domain"`
	Type   string   `json:"type"`
	Units  int      `json:"units"`
	Truth  []int32  `json:"truth"`  // the truth's tokens, numbered within the page
	Tokens []int32  `json:"tokens"` // the units' tokens
	Counts []int32  `json:"counts"` // tokens of each unit
	With   [][]int  `json:"with,omitempty"`
	Out    [][]int  `json:"without,omitempty"`
	Blocks []int    `json:"blocks"` // IDs
	Texts  []string `json:"-"`

	rows   []float32
	row    []float32
	labels []labelled
	words  []float32
	hashes []uint64
}

func run(shared, out string) error {
	if out == "" {
		return fmt.Errorf("-out is missing")
	}
	wcxb, err := score.LoadWCXB(filepath.Join(shared, "bench", "wcxb-dev"))
	if err != nil {
		return err
	}
	segments, err := score.LoadSegments(filepath.Join(shared, "bench", "segments-dev"))
	if err != nil {
		return err
	}
	all := append(wcxb, segments...)
	pages := make([]*page, len(all))
	errs := make([]error, len(all))
	var wg sync.WaitGroup
	todo := make(chan int)
	for range runtime.NumCPU() {
		wg.Go(func() {
			for i := range todo {
				set := "wcxb"
				if i >= len(wcxb) {
					set = "segments"
				}
				pages[i], errs[i] = measure(all[i], set)
			}
		})
	}
	for i := range all {
		todo <- i
	}
	close(todo)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return write(out, pages)
}

// measure parses a page and measures its units.
func measure(p score.Page, set string) (*page, error) {
	d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", set, p.ID, err)
	}
	m := features.New(&d)
	pg := &page{ID: p.ID, Set: set, Type: p.Type, Domain: domain(p.URL), Units: m.Len(), row: m.PageRow()}
	texts := make([]string, m.Len())
	types := make([]float32, len(features.Types))
	var row []float32
	for i := range texts {
		b, words, hash := m.Unit(i)
		texts[i] = b.Text
		row = m.Row(i, types, row)
		pg.rows = append(pg.rows, row...)
		pg.words = append(pg.words, words)
		pg.hashes = append(pg.hashes, hash)
		pg.Blocks = append(pg.Blocks, b.ID)
	}
	pg.labels = label(texts, p.Truth.Text)
	pg.number(p)
	pg.segments(texts, p)
	return pg, nil
}

// number numbers the tokens of the page.
func (pg *page) number(p score.Page) {
	ids := map[string]int32{}
	id := func(t string) int32 {
		n, ok := ids[t]
		if !ok {
			n = int32(len(ids))
			ids[t] = n
		}
		return n
	}
	for _, t := range score.Words(p.Truth.Text) {
		pg.Truth = append(pg.Truth, id(t))
	}
	for _, l := range pg.labels {
		pg.Counts = append(pg.Counts, int32(len(l.tokens)))
		for _, t := range l.tokens {
			pg.Tokens = append(pg.Tokens, id(t))
		}
	}
}

// domain is the part of the host that its owner registered: pages of one
// domain look alike and must stay in one fold.
func domain(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	d, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname())
	if err != nil {
		return u.Hostname()
	}
	return d
}

// write writes the matrices as raw little-endian numbers, the rest as JSON.
func write(out string, pages []*page) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	w := writer{dir: out}
	w.json("columns.json", map[string]any{"unit": features.Columns, "page": features.PageColumns, "types": features.Types})
	w.json("pages.json", pages)
	w.numbers("rows.f32", func(put func(float32)) {
		for _, p := range pages {
			for _, v := range p.rows {
				put(v)
			}
		}
	})
	w.numbers("pages.f32", func(put func(float32)) {
		for _, p := range pages {
			for _, v := range p.row {
				put(v)
			}
		}
	})
	w.numbers("labels.f32", func(put func(float32)) {
		for _, p := range pages {
			for i, l := range p.labels {
				keep := float32(0)
				if l.keep {
					keep = 1
				}
				put(keep)
				put(float32(l.share))
				put(p.words[i])
				put(float32(p.hashes[i] & 0xFFFFFF))
			}
		}
	})
	return w.err
}

type writer struct {
	dir string
	err error
}

func (w *writer) create(name string, fill func(io.Writer) error) {
	if w.err != nil {
		return
	}
	f, err := os.Create(filepath.Join(w.dir, name))
	if err != nil {
		w.err = err
		return
	}
	b := bufio.NewWriterSize(f, 1<<20)
	w.err = fill(b)
	if err := b.Flush(); w.err == nil {
		w.err = err
	}
	if err := f.Close(); w.err == nil {
		w.err = err
	}
}

func (w *writer) json(name string, v any) {
	w.create(name, func(f io.Writer) error { return json.NewEncoder(f).Encode(v) })
}

func (w *writer) numbers(name string, fill func(put func(float32))) {
	w.create(name, func(f io.Writer) error {
		var err error
		var buf [4]byte
		fill(func(v float32) {
			binary.LittleEndian.PutUint32(buf[:], math.Float32bits(v))
			if _, e := f.Write(buf[:]); e != nil {
				err = e
			}
		})
		return err
	})
}
