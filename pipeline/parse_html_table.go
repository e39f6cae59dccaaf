package pipeline

import (
	"strconv"
	"strings"
)

// table finds the place of cells in a table.
type table struct {
	node     int32
	row, col int
	// taken gives, by column, the last row that a cell above reaches into.
	taken []int32
}

const (
	// maxSpan is the most that colspan and rowspan count (HTML, 4.9.11, caps
	// colspan at 1000; more rows than that are a mistake, too).
	maxSpan = 1000
	// maxTaken bounds the columns for which rowspan counts, and so memory
	// and time of a cell. No table to be read is wider.
	maxTaken = 100
)

func (t *table) startRow() {
	t.row++
	t.col = 0
}

// place returns row and column of the next cell, from 1.
func (t *table) place(colspan, rowspan int) (row, col int) {
	t.row = max(1, t.row)
	for t.col < len(t.taken) && int(t.taken[t.col]) >= t.row {
		t.col++
	}
	col = t.col + 1
	if colspan < 1 || colspan > maxSpan {
		colspan = 1
	}
	if end := min(t.col+colspan, maxTaken); rowspan > 1 && t.col < end {
		t.taken = append(t.taken, make([]int32, max(0, end-len(t.taken)))...)
		for i := t.col; i < end; i++ {
			t.taken[i] = int32(t.row + min(rowspan, maxSpan) - 1)
		}
	}
	t.col += colspan
	return t.row, col
}

// Bounds of a cell that is a column of a page laid out with tables: how many
// bytes a paragraph has at least, and how many of them it holds.
const (
	minColumnParagraph  = 80
	minColumnParagraphs = 3
)

// isColumn reports whether a cell holds the text of the page as paragraphs, in
// p or with empty lines between them ("…<br><br>…"), as pages were laid out
// before there were styles. Such a cell has several paragraphs, more text in
// them than in the rest of it, and a third of what the page has.
func (s *segmenter) isColumn(f *frame) bool {
	n, long, all := 0, 0, 0
	for i := f.from; i < len(s.blocks); i++ {
		b := &s.blocks[i]
		if b.Kind == Image || !s.inCell(b, f) {
			continue
		}
		size := s.spans[i].textEnd - s.spans[i].text
		all += size
		if size >= minColumnParagraph && (b.Kind == Cell || b.Kind == Paragraph) {
			n++
			long += size
		}
	}
	if n < minColumnParagraphs || 2*long < all {
		return false
	}
	if s.total == 0 {
		s.total = s.textBytes(s.t.Body())
	}
	return 3*all > s.total
}

// inCell reports whether a block stands in the cell of f, and in no table
// within it.
func (s *segmenter) inCell(b *Block, f *frame) bool {
	return b.Table == int(s.tables[f.rows].node) && b.Row == f.row && b.Col == f.col
}

// toColumn makes the text of a cell paragraphs that stand in no table, so that
// the stages treat it as any other text.
func (s *segmenter) toColumn(f *frame) {
	for i := f.from; i < len(s.blocks); i++ {
		b := &s.blocks[i]
		if !s.inCell(b, f) {
			continue
		}
		if b.Kind == Cell {
			b.Kind = Paragraph
		}
		b.Context &^= InTable
	}
}

// number reads an attribute that is a count; 1 if there is none.
func (s *segmenter) number(i int32, name string) int {
	v, ok := s.t.Attr(i, name)
	if !ok {
		return 1
	}
	n, err := strconv.Atoi(strings.TrimSpace(v))
	if err != nil {
		return 1
	}
	return n
}

// isListing reports whether a table is the listing of a program, in which each
// row is a line with an empty cell for its number, as GitHub shows files.
func isListing(class string) bool { return strings.Contains(class, "js-file-line-container") }
