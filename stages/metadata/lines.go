package metadata

import (
	"bytes"
	"strings"

	"winnow/pipeline/tree"
)

// A textLine is a run of text that a reader sees as one line or paragraph: what
// is between the edges of two blocks.
type textLine struct {
	text       string
	node, last int32 // the first and the last text node
	// step counts lines from the title: negative before it, 0 for it.
	step int
}

// Bounds of the neighbourhood of the title in which bylines and date lines
// are, in lines, and the length of what can be one of them, in bytes.
const (
	linesBefore = 10
	linesAfter  = 25
	maxByline   = 200
)

// linesAround returns the lines before and after the title's node. Without a
// title it starts at the article or main element, or at the body.
func (e *extractor) linesAround(title int32) []textLine {
	t := e.t
	start := title
	if start < 0 {
		for n := range t.All(t.Body(), tree.Article, tree.Main) {
			start = n
			break
		}
		if start < 0 {
			start = t.Body()
		}
		return e.read(e.linesFrom(start, t.Len(), linesAfter))
	}
	end := t.Nodes[start].End
	before := e.linesFrom(max(t.Body(), start-200), start, 200)
	before = before[max(0, len(before)-linesBefore):]
	for i := range before {
		before[i].step = i - len(before)
	}
	return e.read(append(before, e.linesFrom(end, t.Len(), linesAfter)...))
}

// read reads the text of lines. Long paragraphs count as lines, but their text
// is left out.
func (e *extractor) read(lines []textLine) []textLine {
	for i := range lines {
		l := &lines[i]
		if size := e.t.Nodes[l.last].Stop - e.t.Nodes[l.node].Start; size < 40*maxByline {
			l.text = e.joinTexts(l.node, l.last)
		}
	}
	return lines
}

// linesFrom cuts the nodes [from, to) into at most limit lines, numbered from
// 1 and not yet read.
func (e *extractor) linesFrom(from, to int32, limit int) []textLine {
	t := e.t
	var lines []textLine
	start, last := int32(-1), int32(-1)
	flush := func() {
		if start >= 0 {
			lines = append(lines, textLine{node: start, last: last, step: len(lines) + 1})
		}
		start = -1
	}
	for n := from; n < to && len(lines) < limit; n++ {
		nd := &t.Nodes[n]
		switch {
		case nd.Tag == tree.Text:
			if nd.Flags&(tree.InForeign|tree.InTemplate|tree.InHead) != 0 {
				continue
			}
			if start >= 0 && e.apart(last, n) {
				flush()
			}
			if start < 0 {
				start = n
			}
			last = n
		case nd.Tag.Block() || nd.Tag == tree.Br:
			flush()
		case nd.Tag == tree.Svg || nd.Tag == tree.Select || nd.Tag == tree.Nav:
			n = nd.End - 1
		}
	}
	flush()
	return lines
}

// apart reports whether the end of a block lies between two text nodes.
func (e *extractor) apart(a, b int32) bool {
	for n := e.t.Nodes[a].Parent; n >= 0 && e.t.Nodes[n].End <= b; n = e.t.Nodes[n].Parent {
		if e.t.Nodes[n].Tag.Block() {
			return true
		}
	}
	return false
}

// joinTexts returns the text of the text nodes from first to last. Where two
// elements meet, each with text of its own, a bar is put between: pages set
// name, role and date apart by style alone.
func (e *extractor) joinTexts(first, last int32) string {
	t := e.t
	var b []byte
	prev := int32(-1)
	for n := first; n <= last; n++ {
		nd := &t.Nodes[n]
		if nd.Flags&tree.Space != 0 {
			b = append(b, ' ')
		}
		if nd.Tag == tree.Svg {
			n = nd.End - 1
			continue
		}
		if nd.Tag != tree.Text || nd.Flags&(tree.InForeign|tree.InTemplate) != 0 {
			continue
		}
		s := t.Chars(n)
		switch {
		case prev < 0:
		case joinsNames(s) || joinsNames(t.Chars(prev)):
			b = append(b, ' ')
		case e.meet(prev, n):
			b = append(b, " | "...)
		}
		if b = append(b, s...); strings.TrimSpace(s) == "," {
			b = append(bytes.TrimRight(b[:len(b)-len(s)], " "), ", "...)
		}
		prev = n
		if len(b) > 3*maxByline {
			return ""
		}
	}
	return line(string(b))
}

// joinsNames reports whether a text is but what is between the links of a list
// of names.
func joinsNames(s string) bool {
	if len(s) > 8 {
		return false
	}
	s = strings.TrimSpace(s)
	return s == "," || s == ";" || isConjunction(strings.TrimSpace(strings.TrimPrefix(s, ",")))
}

// meet reports whether text nodes a and b are in two elements side by side, or
// a block's edge lies between them.
func (e *extractor) meet(a, b int32) bool {
	t := e.t
	up := a
	for t.Nodes[up].Parent >= 0 && t.Nodes[t.Nodes[up].Parent].End <= b {
		up = t.Nodes[up].Parent
		if t.Nodes[up].Tag.Block() {
			return true
		}
	}
	// up is the child of the common ancestor that holds a
	common := t.Nodes[up].Parent
	down := b
	for t.Nodes[down].Parent != common {
		down = t.Nodes[down].Parent
		if down < 0 {
			return true
		}
		if t.Nodes[down].Tag.Block() {
			return true
		}
	}
	return up != a && down != b
}

// spoken returns the text of a small element as joinTexts gives it.
func (e *extractor) spoken(n int32) string {
	const many = 120
	end := e.t.Nodes[n].End
	if end-n > many {
		return ""
	}
	return e.joinTexts(n, end-1)
}
