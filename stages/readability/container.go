package readability

import (
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/tree"
)

// byContainer keeps the prose of the element that holds most of it, and
// flags the document with the reason why this rule had to be used.
func byContainer(d pipeline.Document, reason string) []pipeline.Edit {
	list := []pipeline.Edit{pipeline.Set(pipeline.FieldFlag, "", fallback, reason)}
	good := make([]bool, len(d.Blocks))
	any := false
	for i := range d.Blocks {
		good[i] = isProse(d, i)
		any = any || good[i]
	}
	if !any {
		// Only menus, forms or links: nothing tells what would be the article.
		return list
	}
	box := container(d, good)
	for i, b := range d.Blocks {
		if !d.Tree.Contains(box, int32(b.Node)) || b.Kind != pipeline.Image && !good[i] {
			list = append(list, pipeline.Whole(b, outsideContainer, "outside "+d.Tree.Name(box)+", or no prose"))
		}
	}
	return list
}

// isProse reports whether a block can belong to an article by itself: seen,
// no part of the page's frame, not made of links.
func isProse(d pipeline.Document, i int) bool {
	b := &d.Blocks[i]
	if b.Kind == pipeline.Image || b.Kind == pipeline.Control || b.Context&(pipeline.InHidden|pipeline.InTemplate|pipeline.InForm) != 0 || strings.TrimSpace(b.Text) == "" {
		return false
	}
	if b.LinkShare() > 0.5 && b.Words() < 20 {
		return false
	}
	for n := int32(b.Node); n >= 0; n = d.Tree.Nodes[n].Parent {
		switch d.Tree.Nodes[n].Tag {
		case tree.Nav, tree.Footer, tree.Aside:
			return false
		}
	}
	return true
}

// shareToDescend is the share of an element's prose from which the child that
// holds it is taken instead of the element.
const shareToDescend = 0.7

// labelWords is the number of words of a label, a price or a button, which
// weigh nothing however many there are.
const labelWords = 4

// container goes down from the body as long as one child holds most of the
// prose of its parent.
func container(d pipeline.Document, good []bool) int32 {
	t := d.Tree
	// mass[n] is the weight of the prose in the subtree of n: words that are
	// not in links, beyond those that a mere label has.
	mass := make([]float64, len(t.Nodes))
	for i := range d.Blocks {
		if b := &d.Blocks[i]; good[i] && b.Node >= 0 {
			mass[b.Node] += max(0, float64(b.Words())*(1-b.LinkShare())-labelWords)
		}
	}
	for n := len(t.Nodes) - 1; n > 0; n-- {
		if p := t.Nodes[n].Parent; p >= 0 {
			mass[p] += mass[n]
		}
	}
	box := t.Body()
	for {
		next := int32(-1)
		for c := range t.Children(box) {
			if mass[c] >= shareToDescend*mass[box] && mass[c] > 0 {
				next = c
			}
		}
		if next < 0 || isLeaf(d, next) {
			return box
		}
		box = next
	}
}

// isLeaf reports whether an element is itself a block of text: the element
// around it is the container.
func isLeaf(d pipeline.Document, n int32) bool {
	switch d.Tree.Nodes[n].Tag {
	case tree.P, tree.Pre, tree.Blockquote, tree.Ul, tree.Ol, tree.Table, tree.Li, tree.Dl, tree.Text:
		return true
	}
	return d.Tree.Nodes[n].Tag.Heading() > 0
}
