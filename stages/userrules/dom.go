package userrules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/pipeline/tree"
)

// Limits of pages whose elements are searched. Matching a selector takes for
// each element at most as many steps as it has ancestors or siblings. The
// heaviest of the 1,497 development pages needs a tenth of each.
const (
	maxAncestors = 20_000_000  // sum of the depths of all nodes
	maxSiblings  = 200_000_000 // sum of the squares of the numbers of children
)

// tooLarge returns why the elements of a page are not searched, or "".
func tooLarge(t *tree.Tree) string {
	ancestors, siblings := 0, 0
	children := make([]int32, len(t.Nodes))
	for i := range t.Nodes {
		ancestors += int(t.Nodes[i].Depth)
		if p := t.Nodes[i].Parent; p >= 0 {
			// The squares grow by the odd numbers.
			siblings += int(2*children[p] + 1)
			children[p]++
		}
	}
	switch {
	case ancestors > maxAncestors:
		return fmt.Sprintf("the depths of all elements sum up to %d, more than %d", ancestors, maxAncestors)
	case siblings > maxSiblings:
		return fmt.Sprintf("comparing siblings would take %d steps, more than %d", siblings, maxSiblings)
	}
	return ""
}

// A dom is a flat tree as the nodes that selectors are matched against.
type dom struct {
	root  *html.Node
	index map[*html.Node]int32
}

// newDOM makes the nodes. They are in one slice in document order, so a page
// costs a few allocations.
func newDOM(t *tree.Tree) *dom {
	nodes := make([]html.Node, len(t.Nodes)+1)
	d := &dom{root: &nodes[0], index: make(map[*html.Node]int32, len(t.Nodes))}
	d.root.Type = html.DocumentNode
	for i := range t.Nodes {
		n := &nodes[i+1]
		switch tag := t.Nodes[i].Tag; tag {
		case tree.Text:
			n.Type, n.Data = html.TextNode, t.Chars(int32(i))
		case tree.Raw:
			n.Type = html.CommentNode // the text of scripts is no content
		default:
			n.Type, n.Data = html.ElementNode, t.Name(int32(i))
			n.DataAtom = atom.Lookup([]byte(n.Data))
			t.EachAttr(int32(i), func(name, value string) {
				n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
			})
		}
		d.index[n] = int32(i)
		parent := d.root
		if p := t.Nodes[i].Parent; p >= 0 {
			parent = &nodes[p+1]
		}
		link(parent, n)
	}
	return d
}

func link(parent, n *html.Node) {
	n.Parent, n.PrevSibling = parent, parent.LastChild
	if n.PrevSibling != nil {
		n.PrevSibling.NextSibling = n
	} else {
		parent.FirstChild = n
	}
	parent.LastChild = n
}

// nodeBlock is a block by its node.
type nodeBlock struct {
	node  int32
	index int
}

// blocksIn returns the indices of the blocks in the subtree of n, in reading
// order.
func (p *page) blocksIn(n int32) []int { return p.blocksBetween(n, p.Tree.Nodes[n].End) }

// blocksBetween returns the blocks whose nodes are from first on and before
// end.
func (p *page) blocksBetween(first, end int32) []int {
	if p.byNode == nil {
		p.byNode = make([]nodeBlock, 0, len(p.Blocks))
		for i := range p.Blocks {
			if n := p.Blocks[i].Node; n >= 0 {
				p.byNode = append(p.byNode, nodeBlock{int32(n), i})
			}
		}
		slices.SortStableFunc(p.byNode, func(a, b nodeBlock) int { return cmp.Compare(a.node, b.node) })
	}
	at, _ := slices.BinarySearchFunc(p.byNode, first, func(b nodeBlock, n int32) int { return cmp.Compare(b.node, n) })
	var list []int
	for ; at < len(p.byNode) && p.byNode[at].node < end; at++ {
		list = append(list, p.byNode[at].index)
	}
	slices.Sort(list)
	return list
}

// A holder is an element with inline text, and the blocks that were made of it.
type holder struct {
	node   int32
	blocks []int
	bares  []string // of the blocks, without white space
	places [][]int  // of the bytes of bares in the blocks
	all    string   // bares joined
	at     int32    // up to this node
	before int      // the bare text has this length
	misses int
}

// inline finds the place of an inline element in the block that it is a part
// of: the element's text, as far into the texts of that block element as the
// texts before it reach. Elements are asked for in document order.
func (p *page) inline(n int32) (taking, bool) {
	bare, _ := bareOf(p.Tree.Text(n))
	if bare == "" {
		return taking{}, false
	}
	h := p.holderOf(n)
	if h == nil {
		return taking{}, false
	}
	at, ok := h.find(p.Tree, n, bare)
	if !ok {
		return taking{}, false
	}
	for k, i := range h.blocks {
		if at >= len(h.bares[k]) {
			at -= len(h.bares[k])
			continue
		}
		if at+len(bare) > len(h.bares[k]) {
			break // it goes across two blocks
		}
		return taking{i, withSpace(p.Blocks[i].Text, span{h.places[k][at], h.places[k][at+len(bare)-1] + 1})}, true
	}
	return taking{}, false
}

// holderOf returns the nearest element around n that blocks were made of, or
// nil.
func (p *page) holderOf(n int32) *holder {
	for node := range p.Tree.Ancestors(n) {
		if h := p.holder; h != nil && h.node == node && h.at <= n {
			return h
		}
		list := p.blocksBetween(node, node+1)
		if len(list) == 0 {
			continue
		}
		h := &holder{node: node, blocks: list, at: node}
		for _, i := range list {
			bare, places := bareOf(p.Blocks[i].Text)
			h.bares, h.places = append(h.bares, bare), append(h.places, places)
		}
		h.all = strings.Join(h.bares, "")
		p.holder = h
		return h
	}
	return nil
}

// maxMisses bounds how often the whole text of a holder is searched.
const maxMisses = 100

// find returns where the bare text of element n begins in that of the blocks.
func (h *holder) find(t *tree.Tree, n int32, bare string) (int, bool) {
	for ; h.at < n; h.at++ {
		if t.Nodes[h.at].Tag == tree.Text {
			s, _ := bareOf(t.Chars(h.at))
			h.before += len(s)
		}
	}
	if h.before <= len(h.all) && strings.HasPrefix(h.all[h.before:], bare) {
		return h.before, true
	}
	// Hidden text or a block comes before it: the place is certain if there is
	// only one.
	if h.misses++; h.misses > maxMisses {
		return 0, false
	}
	first := strings.Index(h.all, bare)
	return first, first >= 0 && first == strings.LastIndex(h.all, bare)
}

// bareOf returns a text without white space and invisible characters, and for
// each of its bytes the place in the text.
func bareOf(s string) (string, []int) {
	var sb strings.Builder
	places := make([]int, 0, len(s))
	for i, r := range s {
		if unicode.IsSpace(r) || r == 0xAD || r >= 0x200B && r <= 0x200D || r == 0xFEFF {
			continue
		}
		n := sb.Len()
		sb.WriteRune(r)
		for k := range sb.Len() - n {
			places = append(places, i+k)
		}
	}
	return sb.String(), places
}
