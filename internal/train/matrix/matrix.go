// Package matrix writes training data: raw matrices of features and labels and
// what an evaluation needs beside them.
package matrix

import (
	"bufio"
	"crypto/md5"
	"encoding/binary"
	"encoding/json"
	"io"
	"math"
	"net/url"
	"os"
	"path/filepath"

	"golang.org/x/net/publicsuffix"

	"winnow/internal/score"
	"winnow/internal/train/label"
)

// A Page is one page: its units measured and labelled.
type Page struct {
	ID     string  `json:"id"`
	Set    string  `json:"set"`            // the data set, or the way the page was made text
	Kind   string  `json:"kind,omitempty"` // what is known of the text before it is measured
	Domain string  `json:"domain"`
	Type   string  `json:"type"`
	Units  int     `json:"units"`
	Truth  []int32 `json:"truth"`  // the truth's tokens, numbered within the page
	Tokens []int32 `json:"tokens"` // the units' tokens
	Counts []int32 `json:"counts"` // tokens of each unit
	// Says reports whether a block says something, for which a page is never
	// taken to be empty; see blocks.SaysSomething.
	Says bool `json:"says,omitempty"`
	// With and Without hold for each segment the units it is in; see segments.
	With    [][]int `json:"with,omitempty"`
	Without [][]int `json:"without,omitempty"`

	Rows   []float32 `json:"-"` // the units' columns, row by row
	Row    []float32 `json:"-"` // the page's own columns
	Words  []float32 `json:"-"`
	Hashes []uint64  `json:"-"`
	// Weighed holds for each unit the tokens that a linear model weighs: names of
	// elements in stages/blocks, words in stages/lines.
	Weighed [][]uint32 `json:"-"`
	labels  []label.Unit
	known   []float32 // of pages with segments alone, see know
}

// Finish labels the units, whose texts are given, by the truth of page p.
func (pg *Page) Finish(texts []string, p score.Page) {
	pg.Type, pg.Domain, pg.Units = p.Type, Domain(p.URL), len(texts)
	pg.labels = label.Units(texts, p.Truth.Text)
	pg.number(p)
	pg.segments(texts, p)
	if pg.Set == "segments" {
		pg.know(texts, p)
	}
}

// number numbers the tokens of the page.
func (pg *Page) number(p score.Page) {
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
		pg.Counts = append(pg.Counts, int32(len(l.Tokens)))
		for _, t := range l.Tokens {
			pg.Tokens = append(pg.Tokens, id(t))
		}
	}
}

// Domain returns the part of the host that its owner registered: pages of one
// domain look alike and must stay in one fold.
func Domain(raw string) string {
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

// Fold returns the part, of n for cross-validation, that a domain belongs to;
// dump.py computes the same.
func Fold(domain string, n int) int {
	r := 0
	for _, b := range md5.Sum([]byte(domain)) {
		r = (r<<8 | int(b)) % n
	}
	return r
}

// Write writes the matrices as raw little-endian numbers, the rest as JSON.
func Write(out string, columns map[string]any, pages []*Page) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	w := writer{dir: out}
	w.json("columns.json", columns)
	w.json("pages.json", pages)
	w.numbers("rows.f32", func(put func(float32)) {
		for _, p := range pages {
			for _, v := range p.Rows {
				put(v)
			}
		}
	})
	w.numbers("pages.f32", func(put func(float32)) {
		for _, p := range pages {
			for _, v := range p.Row {
				put(v)
			}
		}
	})
	w.numbers("labels.f32", func(put func(float32)) {
		for _, p := range pages {
			for i, l := range p.labels {
				keep := float32(0)
				if l.Keep {
					keep = 1
				}
				if p.known != nil {
					keep = p.known[i]
				}
				put(keep)
				put(float32(l.Share))
				put(p.Words[i])
				put(float32(p.Hashes[i] & 0xFFFFFF))
			}
		}
	})
	w.words("tokens.u32", func(put func(uint32)) {
		for _, p := range pages {
			for _, tokens := range p.Weighed {
				put(uint32(len(tokens)))
				for _, hash := range tokens {
					put(hash)
				}
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
	w.words(name, func(put func(uint32)) {
		fill(func(v float32) { put(math.Float32bits(v)) })
	})
}

func (w *writer) words(name string, fill func(put func(uint32))) {
	w.create(name, func(f io.Writer) error {
		var err error
		var buf [4]byte
		fill(func(n uint32) {
			binary.LittleEndian.PutUint32(buf[:], n)
			if _, e := f.Write(buf[:]); e != nil {
				err = e
			}
		})
		return err
	})
}
