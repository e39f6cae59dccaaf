package tree

import "iter"

// Node is one element or one run of text. Nodes are stored in document
// order: the subtree of node n is Nodes[n:Nodes[n].End].
type Node struct {
	Parent int32 // index of the parent; -1 for the root
	End    int32 // one past the last node of the subtree
	// Start and Stop span, in Source, the start tag ("<p class=lead>") of an
	// element or the characters of a text. Of elements that the source does
	// not name (flag Implied) the span is empty.
	Start, Stop int32
	Depth       int32 // 0 for the root, never above Limits.Depth
	// attr is the first attribute in Tree.attrs; of a text node, the link
	// that the text belongs to.
	attr  int32
	nattr uint16
	Tag   Tag
	Flags Flags
	lens  nameLens
}

// nameLens is the set of the lengths of the names of an element's attributes,
// modulo 16. Most questions are for attributes that an element does not have,
// and end with a look at it.
type nameLens uint16

func lenBit(nameLen int) nameLens { return 1 << (nameLen % 16) }

// Flags tell where and how a node is in the source.
type Flags uint16

const (
	// Space: white space that has no node of its own comes before the node.
	Space Flags = 1 << iota
	// Implied: the element has no start tag in the source.
	Implied
	// Verbatim: the text has no character references (xmp, plaintext, script).
	Verbatim
	// Fostered: the node is in a table where none may; browsers show it before
	// the table.
	Fostered
	// InForeign: the node is an svg or math element or in one.
	InForeign
	// InNoscript: the node is a noscript or noframes element or in one.
	InNoscript
	// InTemplate: the node is a template or in one.
	InTemplate
	// InPre: the node is a pre, listing, xmp, plaintext or textarea element
	// or in one: its white space is meant.
	InPre
	// InHead: the node is head or in it.
	InHead

	inherited = InForeign | InNoscript | InTemplate | InPre | InHead
)

// Cut tells what of a page the tree does not show as it is.
type Cut uint8

// The reasons to cut.
const (
	CutSource Cut = 1 << iota // source beyond Limits.Source left out
	CutNodes                  // everything after Limits.Nodes nodes left out
	CutAttrs                  // attributes beyond Limits.Attrs of an element left out
	CutDepth                  // nesting beyond Limits.Depth flattened
)

// Limits bound what a tree may hold, by counts only, so that the result does
// not depend on the machine. A zero field means the default.
type Limits struct {
	Source int // bytes of source; default and maximum 1<<31 - 1
	Nodes  int // default 1310720, 40 MB
	Attrs  int // per element; default 1024, maximum 65535
	Depth  int // default 256, minimum 32; browsers flatten at 512
}

// Tree is a parsed page. It is not safe for concurrent use: some questions
// (Tokens, Path) build an index at the first call.
type Tree struct {
	Source string
	Nodes  []Node
	Cut    Cut

	body  int32
	attrs []attr
	order []int32
}

// Root returns the html element, always 0.
func (t *Tree) Root() int32 { return 0 }

// Head returns the head element; every tree has one, maybe empty.
func (t *Tree) Head() int32 { return 1 }

// Body returns the body element; every tree has one, maybe empty.
func (t *Tree) Body() int32 { return t.body }

// Len returns the number of nodes.
func (t *Tree) Len() int32 { return int32(len(t.Nodes)) }

// Contains reports whether n is anc or in its subtree.
func (t *Tree) Contains(anc, n int32) bool { return n >= anc && n < t.Nodes[anc].End }

// Child returns the first child of n, or -1.
func (t *Tree) Child(n int32) int32 {
	if n+1 < t.Nodes[n].End {
		return n + 1
	}
	return -1
}

// Sibling returns the next sibling of n, or -1.
func (t *Tree) Sibling(n int32) int32 {
	p := t.Nodes[n].Parent
	if e := t.Nodes[n].End; p >= 0 && e < t.Nodes[p].End {
		return e
	}
	return -1
}

// Children iterates over the children of n, text nodes included.
func (t *Tree) Children(n int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for c := n + 1; c < t.Nodes[n].End; c = t.Nodes[c].End {
			if !yield(c) {
				return
			}
		}
	}
}

// Ancestors iterates from the parent of n up to the root; at most
// Limits.Depth steps.
func (t *Tree) Ancestors(n int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for p := t.Nodes[n].Parent; p >= 0; p = t.Nodes[p].Parent {
			if !yield(p) {
				return
			}
		}
	}
}

// All iterates over the elements with one of the tags in the subtree of n, n
// itself included, in document order.
func (t *Tree) All(n int32, tags ...Tag) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for i := n; i < t.Nodes[n].End; i++ {
			for _, tag := range tags {
				if t.Nodes[i].Tag == tag {
					if !yield(i) {
						return
					}
					break
				}
			}
		}
	}
}

// First finds the first node with the tag in the subtree of n, n itself
// included; -1 if there is none.
func (t *Tree) First(n int32, tag Tag) int32 {
	for i := n; i < t.Nodes[n].End; i++ {
		if t.Nodes[i].Tag == tag {
			return i
		}
	}
	return -1
}

// Closest finds the nearest of n and its ancestors with the tag; -1 if there
// is none.
func (t *Tree) Closest(n int32, tag Tag) int32 {
	for ; n >= 0; n = t.Nodes[n].Parent {
		if t.Nodes[n].Tag == tag {
			return n
		}
	}
	return -1
}

// Link returns the a element (one with href) that the text node n belongs to,
// or -1. It follows browsers where the tags are misnested: an unclosed link
// runs on past the blocks it was opened in, and a link ended too early does not
// cover the rest of its block. So the link need not be an ancestor of n. For
// elements it is the nearest ancestor a with href.
func (t *Tree) Link(n int32) int32 {
	if t.Nodes[n].Tag == Text {
		return t.Nodes[n].attr
	}
	for ; n >= 0; n = t.Nodes[n].Parent {
		if t.Nodes[n].Tag == A && t.HasAttr(n, "href") {
			return n
		}
	}
	return -1
}

// Span returns what node n spans in the source: a start tag or text.
func (t *Tree) Span(n int32) string { return t.Source[t.Nodes[n].Start:t.Nodes[n].Stop] }

// Name returns the element's name in lower case; custom and foreign elements by
// their own name. Of text it is "text()".
func (t *Tree) Name(n int32) string {
	nd := &t.Nodes[n]
	if nd.Tag != Custom && nd.Tag != Foreign {
		return nd.Tag.String()
	}
	s := t.Source[nd.Start:nd.Stop]
	end := 1
	for end < len(s) && !endsName[s[end]] {
		end++
	}
	return lowerASCII(s[min(1, len(s)):end])
}

// HasAttrs reports whether element n has any attribute.
func (t *Tree) HasAttrs(n int32) bool { return t.Nodes[n].nattr > 0 }
