package blocks

import (
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/blocks/features"
	"winnow/stages/internal/textlines"
)

// What belongs together is kept or removed together: the model judges blocks
// one by one, and sometimes removes the question of an answer, or the last
// lines of a text. Below these probabilities it is trusted about headings and
// paragraphs. (Held-out segments: F1 .9459 to .9479; development pages:
// articles and all unchanged, exact ones 1.4 % more.)
const (
	leastHeading = 0.1
	leastSibling = 0.15
	leastInside  = 0.1
	leastQuote   = 0.15
)

// keepTogether adds what belongs to blocks that stay: the term of a definition,
// the line that opens a box, the heading of a section, the last paragraph in an element
// whose other paragraphs stay.
func (v *verdict) keepTogether() {
	for i := 1; i < len(v.keep); i++ {
		if !v.keep[i] && v.keep[i-1] && !v.copies[i] && (v.likely[i] >= leastSibling && v.goesOn(i) || v.likely[i] >= leastQuote && v.quotes(i) || v.namesSpeaker(i)) {
			v.keep[i] = true
		}
	}
	v.keepInside()
	for i := len(v.keep) - 2; i >= 0; i-- {
		if !v.keep[i] && v.keep[i+1] && !v.copies[i] && v.opens(i) {
			v.keep[i] = true
		}
	}
}

// keepInside keeps prose and code between blocks of the same element that stay.
func (v *verdict) keepInside() {
	type ends struct{ first, last int }
	kept := map[int32]ends{} // of each element, the units in it that stay
	for i, keep := range v.keep {
		if b := v.page.Block(i); keep && b.Node >= 0 {
			parent := v.tree.Nodes[b.Node].Parent
			k, ok := kept[parent]
			if !ok {
				k.first = i
			}
			k.last = i
			kept[parent] = k
		}
	}
	for i := range v.keep {
		b := v.page.Block(i)
		if v.keep[i] || v.likely[i] < leastInside || b.Node < 0 {
			continue
		}
		if k := kept[v.tree.Nodes[b.Node].Parent]; i <= k.first || i >= k.last {
			continue
		}
		prose := b.Kind == pipeline.Paragraph && v.page.Words(i) >= features.GoodWords && textlines.EndsSentence(b.Text) && !isLinked(b)
		if prose || b.Kind == pipeline.Code {
			v.keep[i] = true
		}
	}
}

// opens reports whether unit i introduces the next unit, or is in a list of
// definitions with it.
func (v *verdict) opens(i int) bool {
	b := v.page.Block(i)
	next := v.page.Block(i + 1)
	switch {
	case isEntry(b) && isEntry(next):
		return b.Kind == pipeline.Term || v.likely[i] >= leastSibling && v.inOneList(b, next)
	case v.isCodeBeside(b, next):
		return v.likely[i] >= leastSibling
	case b.Kind == pipeline.Heading:
		return b.Level > 1 && v.likely[i] >= leastHeading && v.keepsSection(i)
	}
	return v.opensBox(b, next)
}

// opensBox reports whether b is the line or the button that opens the box in
// which next is.
func (v *verdict) opensBox(b, next *pipeline.Block) bool {
	if b.Node < 0 || next.Node < 0 {
		return false
	}
	t := v.tree
	if s := t.Closest(int32(b.Node), tree.Summary); s >= 0 {
		box := t.Closest(s, tree.Details)
		return box >= 0 && int32(next.Node) < t.Nodes[box].End
	}
	button := t.Closest(int32(b.Node), tree.Button)
	return button >= 0 && t.HasAttr(button, "aria-expanded") && next.Kind != pipeline.Control
}

// keepsSection reports whether most words from the heading i to the next one
// stay.
func (v *verdict) keepsSection(i int) bool {
	var kept, left float32
	for j := i + 1; j < len(v.keep); j++ {
		b, words := v.page.Block(j), v.page.Words(j)
		switch {
		case b.Kind == pipeline.Heading:
			return kept > left
		case v.keep[j]:
			kept += words
		default:
			left += words
		}
	}
	return kept > left
}

// fewWords is the minimum number of words of a paragraph that continues the
// text of its own element.
const fewWords = 8

// goesOn reports whether unit i continues the text: it is a sentence without a
// link and is in the same element as the unit before it, or in a similar
// element right next to that, or alone in the footer of the article that ends
// there; or it is preformatted text after other such text; or an entry of a list of
// definitions, after another entry or after text.
func (v *verdict) goesOn(i int) bool {
	b, before := v.page.Block(i), v.page.Block(i-1)
	if isEntry(b) {
		switch {
		case before.Kind == pipeline.Heading, before.Kind == pipeline.Paragraph, before.Kind == pipeline.Code:
			return true
		case isEntry(before):
			return v.inOneList(b, before)
		}
	}
	if v.isCodeBeside(b, before) {
		return true
	}
	if b.Node < 0 || before.Node < 0 || len(b.Marks) > 0 || !textlines.EndsSentence(b.Text) {
		return false
	}
	if b.Context.Has(pipeline.InQuote) && before.Context.Has(pipeline.InQuote) && b.Kind == before.Kind && !strings.HasSuffix(b.Text, "...") {
		return v.tree.Nodes[b.Node].Parent == v.tree.Nodes[before.Node].Parent
	}
	words := v.page.Words(i)
	if words < fewWords || b.Kind != pipeline.Paragraph || before.Kind != pipeline.Paragraph {
		return false
	}
	t, x, y := v.tree, int32(before.Node), int32(b.Node)
	up, beside := blockAbove(t, x), blockAbove(t, y)
	switch {
	case x == y || beside == x || up == y:
		return true
	case words < features.GoodWords || beside < 0:
		return false
	case t.Nodes[beside].Tag == tree.Footer:
		article := t.Nodes[beside].Parent
		return t.Closest(x, tree.Article) == article && t.Nodes[article].Tag == tree.Article && t.First(beside, tree.A) < 0
	}
	return up == beside && t.Nodes[x].Tag == t.Nodes[y].Tag && t.Value(x, "class") == t.Value(y, "class")
}

// quotes reports whether unit i is a quotation in an element right next to the
// unit before it, and not one that repeats a sentence of the text in large letters.
func (v *verdict) quotes(i int) bool {
	b, before := v.page.Block(i), v.page.Block(i-1)
	if b.Kind != pipeline.Quote || b.Node < 0 || before.Node < 0 || len(b.Marks) > 0 || !textlines.EndsSentence(b.Text) {
		return false
	}
	above, box := blockAbove(v.tree, int32(before.Node)), blockAbove(v.tree, int32(b.Node))
	if box != above && (box < 0 || blockAbove(v.tree, box) != above) {
		return false
	}
	const near = 40 // units: where the sentence is that a pull quote repeats
	for k := max(0, i-near); k < min(len(v.keep), i+near); k++ {
		if k != i && v.likely[k] >= v.threshold && strings.Contains(v.page.Block(k).Text, b.Text) {
			return false
		}
	}
	return true
}

// namesSpeaker reports whether unit i is a caption that names, after a dash, the
// author of the quotation before it in the same figure.
func (v *verdict) namesSpeaker(i int) bool {
	b, before := v.page.Block(i), v.page.Block(i-1)
	if b.Kind != pipeline.Caption || b.Node < 0 || before.Node < 0 || !before.Context.Has(pipeline.InQuote) && before.Kind != pipeline.Quote {
		return false
	}
	figure := v.tree.Closest(int32(b.Node), tree.Figure)
	return figure >= 0 && int32(before.Node) > figure && int32(before.Node) < v.tree.Nodes[figure].End && (strings.HasPrefix(b.Text, "—") || strings.HasPrefix(b.Text, "–"))
}

// isCodeBeside reports whether two blocks are preformatted text in the same element, such as
// the pages of a standard.
func (v *verdict) isCodeBeside(a, b *pipeline.Block) bool {
	return a.Kind == pipeline.Code && b.Kind == pipeline.Code && a.Node >= 0 && b.Node >= 0 && blockAbove(v.tree, int32(a.Node)) == blockAbove(v.tree, int32(b.Node))
}

func isEntry(b *pipeline.Block) bool {
	return b.Node >= 0 && (b.Kind == pipeline.Term || b.Kind == pipeline.Definition)
}

// inOneList reports whether two entries are in the same list of definitions.
func (v *verdict) inOneList(a, b *pipeline.Block) bool {
	return blockAbove(v.tree, int32(a.Node)) == blockAbove(v.tree, int32(b.Node))
}

// blockAbove returns the nearest element above n that is not an inline one, or
// -1.
func blockAbove(t *tree.Tree, n int32) int32 {
	for n = t.Nodes[n].Parent; n >= 0 && !t.Nodes[n].Tag.Block(); n = t.Nodes[n].Parent {
	}
	return n
}
