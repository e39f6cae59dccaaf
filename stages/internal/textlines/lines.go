// Package textlines looks at a document as lines of text, the unit in which residue
// is found: a block is one line, or several that are separated by forced line
// breaks. It knows where in the document a line is and what was next to it, and
// turns the lines that a stage removes into edits.
package textlines

import (
	"context"
	"slices"
	"strings"

	"winnow/pipeline"
)

// A Line is one line of a block.
type Line struct {
	// Text is the line without white space at its ends.
	Text string
	// Block is the index of its block in Blocks.
	Block int
	// Start and End are the bytes of the whole line in the block's text,
	// without the line break.
	Start, End int
	// Offset counts the bytes of text before the line in the document.
	Offset int
	// Exempt is set for lines of code and of tables, which no rule may judge by
	// their words: they are short and repeat themselves as residue does.
	Exempt bool

	facts facts
}

// A Doc is a document as lines. It must be used by one goroutine only.
type Doc struct {
	pipeline.Document
	Lines []Line
	// Total counts the bytes of text of all lines.
	Total int

	touched *touched
	texts   map[string]int32 // the numbers of the texts of lines with phrases
	// What has been found out about the lines.
	lastProse, firstParagraph, sentences memo[int]
	article, list, policy, manual        memo[bool]
	withPhrases                          memo[[]int]
	copies                               memo[[]int32] // how many lines withPhrases have each text
	series                               memo[map[form]bool]
	policyTitle                          string // for which policy holds
	spoken, spokenTag                    string // the tongue, and the tag for which it holds
}

// A memo is a fact about a document that is found out when it is first asked for.
type memo[T any] struct {
	known bool
	value T
}

func (m *memo[T]) get(find func() T) T {
	if !m.known {
		m.value, m.known = find(), true
	}
	return m.value
}

// In cuts a document into lines and leaves out those without text. The stages
// of one run share the lines and what they have found out about them, so a
// stage must not keep the Doc.
func In(ctx context.Context, d pipeline.Document) *Doc {
	v := pipeline.Shared(ctx, viewKey{}, func() *view { return &view{} })
	if v.last == nil || !sameBlocks(v.last.Blocks, d.Blocks) {
		v.last = from(d, v.last)
	}
	v.last.Document = d // its fields may have changed
	return v.last
}

// A view is the document of a run as the last stage saw it.
type view struct{ last *Doc }

type viewKey struct{}

// sameBlocks reports whether two versions of a document have the same text:
// applying an edit of a block makes new blocks.
func sameBlocks(a, b []pipeline.Block) bool {
	return len(a) > 0 && len(a) == len(b) && &a[0] == &b[0]
}

// from cuts a document into lines. For blocks that have not changed, it takes
// over the lines of an earlier version, if there is one. They move within the
// slice of that version, which cannot be used any more.
func from(d pipeline.Document, old *Doc) *Doc {
	if old == nil {
		old = &Doc{touched: &touched{}, texts: map[string]int32{}}
	}
	doc := &Doc{Document: d, touched: old.touched, texts: old.texts, Lines: old.Lines[:0]}
	inPlace := old.Lines != nil
	if !inPlace {
		doc.Lines = make([]Line, 0, len(d.Blocks)+8)
	}
	before := earlier{doc: old}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if lines, ok := before.linesOf(b); ok {
			doc.carry(lines, i)
			continue
		}
		if inPlace && len(doc.Lines)+1+strings.Count(b.Text, "\n") > before.line {
			doc.Lines, inPlace = slices.Clip(doc.Lines), false // not over lines that are still to be read
		}
		doc.addBlock(b, i)
	}
	return doc
}

// carry appends the lines of block i that an earlier version has. Up to the first
// change they are already in their place.
func (d *Doc) carry(lines []Line, i int) {
	n := len(d.Lines)
	if n+len(lines) <= cap(d.Lines) && len(lines) > 0 && &d.Lines[:n+1][n] == &lines[0] {
		d.Lines = d.Lines[:n+len(lines)]
	} else {
		d.Lines = append(d.Lines, lines...)
	}
	for k := n; k < len(d.Lines); k++ {
		l := &d.Lines[k]
		l.Block, l.Offset = i, d.Total
		d.Total += len(l.Text)
	}
}

// An earlier version of a document, whose lines are read block by block.
type earlier struct {
	doc         *Doc
	block, line int // the next to be read
}

// linesOf returns the lines of block b if the earlier version has it with the same
// text. It must be called for blocks in the order of their IDs.
func (e *earlier) linesOf(b *pipeline.Block) (lines []Line, ok bool) {
	for e.block < len(e.doc.Blocks) {
		old := &e.doc.Blocks[e.block]
		if old.ID > b.ID {
			return nil, false
		}
		lines = e.next()
		if old.ID == b.ID {
			return lines, old.Text == b.Text && isExempt(old) == isExempt(b)
		}
	}
	return nil, false
}

// next returns the lines of the next block.
func (e *earlier) next() []Line {
	start := e.line
	for e.line < len(e.doc.Lines) && e.doc.Lines[e.line].Block == e.block {
		e.line++
	}
	e.block++
	return e.doc.Lines[start:e.line]
}

func isExempt(b *pipeline.Block) bool {
	return b.Kind == pipeline.Code || b.Kind == pipeline.Cell || b.Context.Has(pipeline.InTable)
}

func (d *Doc) addBlock(b *pipeline.Block, i int) {
	exempt := isExempt(b)
	if b.Kind == pipeline.Code {
		d.add(b.Text, i, 0, len(b.Text), exempt)
		return
	}
	for start := 0; start <= len(b.Text); {
		end := strings.IndexByte(b.Text[start:], '\n')
		if end < 0 {
			end = len(b.Text)
		} else {
			end += start
		}
		d.add(b.Text[start:end], i, start, end, exempt)
		start = end + 1
	}
}

func (d *Doc) add(text string, block, start, end int, exempt bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	d.Lines = append(d.Lines, Line{Text: text, Block: block, Start: start, End: end, Offset: d.Total, Exempt: exempt})
	d.Total += len(text)
}
