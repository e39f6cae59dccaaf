package userrules

import (
	"slices"
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/fold"
)

// A page is a document that rules are looked for in.
type page struct {
	pipeline.Document
	dom      *dom
	elements map[string][]int32 // by selector
	tooLarge string             // why the page's elements are not searched
	rules    *Rules
	lines    []line
	byNode   []nodeBlock // sorted, once it was asked for
	holder   *holder     // of the last inline element
}

// A span is a range of bytes of a block's text.
type span struct{ start, end int }

// A line is a line of a block.
type line struct {
	block int
	span
	text string
	// phrased is set where some rule has a phrase that is or begins the line.
	phrased bool
	folded  fold.Text // once it was asked for
	isFold  bool
}

// newPage cuts the blocks into lines.
func newPage(d pipeline.Document, rs *Rules) *page {
	p := &page{Document: d, rules: rs, lines: make([]line, 0, len(d.Blocks)+8)}
	for i := range d.Blocks {
		text := d.Blocks[i].Text
		for start := 0; start < len(text); {
			end := len(text)
			if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
				end = start + n
			}
			l := line{block: i, span: span{start, end}, text: text[start:end]}
			if rs.phrases != nil {
				_, l.phrased = rs.phrases.Find(l.text)
			}
			p.lines = append(p.lines, l)
			start = end + 1
		}
	}
	return p
}

// linesOf returns the lines of a block.
func (p *page) linesOf(block int) []line {
	first, _ := slices.BinarySearchFunc(p.lines, block, func(l line, b int) int { return l.block - b })
	last := first
	for last < len(p.lines) && p.lines[last].block == block {
		last++
	}
	return p.lines[first:last]
}
