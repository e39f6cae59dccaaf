package shorten

import (
	"strings"

	"winnow/pipeline/tree"
)

// A writer writes a tree as HTML, in UTF-8 and without scripts that are no data.
type writer struct {
	tree *tree.Tree
	cut  []bool
	// bare leaves out classes and ids, headless what the head says about
	// the page but its title.
	bare, headless bool
	strings.Builder
}

// html writes what is left of the page, one in three without names of classes
// and one in two without data in the head.
func (c *cutter) html() []byte {
	w := writer{tree: c.tree, cut: c.cut, bare: c.rng.IntN(3) == 0, headless: c.rng.IntN(2) == 0}
	w.WriteString("<!DOCTYPE html>\n")
	w.node(c.tree.Root())
	return []byte(w.String())
}

func (w *writer) node(n int32) {
	nd := &w.tree.Nodes[n]
	if w.cut[n] || w.leavesOut(n) {
		return
	}
	if nd.Flags&tree.Space != 0 {
		w.WriteByte('\n')
	}
	if nd.Tag == tree.Text || nd.Tag == tree.Raw {
		w.WriteString(w.tree.Source[nd.Start:nd.Stop])
		return
	}
	name := w.tree.Name(n)
	w.startTag(n, name)
	if nd.Tag.Void() {
		return
	}
	if n == w.tree.Head() {
		w.WriteString(`<meta charset="utf-8">`) // whatever the source was in
	}
	for child := range w.tree.Children(n) {
		w.node(child)
	}
	w.WriteString("</" + name + ">")
}

func (w *writer) leavesOut(n int32) bool {
	switch w.tree.Nodes[n].Tag {
	case tree.Script:
		return w.headless || !strings.Contains(w.tree.Value(n, "type"), "json")
	case tree.Meta:
		return w.headless || w.tree.HasAttr(n, "charset") || w.tree.HasAttr(n, "http-equiv")
	}
	return false
}

func (w *writer) startTag(n int32, name string) {
	w.WriteString("<" + name)
	for i := range w.tree.NumAttrs(n) {
		key, value := w.tree.RawAttr(n, i)
		if w.bare && (strings.EqualFold(key, "class") || strings.EqualFold(key, "id")) {
			continue
		}
		w.WriteString(" " + key + `="` + strings.ReplaceAll(value, `"`, "&quot;") + `"`)
	}
	w.WriteByte('>')
}
