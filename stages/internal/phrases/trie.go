package phrases

import (
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/pipeline/fold"
)

// A trie holds phrases by their folded characters.
type trie struct {
	nodes []node
	// ascii leads from the root by characters that most lines begin with;
	// 0 where no phrase does.
	ascii [utf8.RuneSelf]int32
	list  []Phrase
}

type node struct {
	edges         []edge  // sorted by r
	whole, prefix []int32 // indices in list, in the order of adding
}

type edge struct {
	r  rune
	to int32
}

// add adds a phrase.
func (t *trie) add(p Phrase) {
	if len(t.nodes) == 0 {
		t.nodes = make([]node, 1)
	}
	at := int32(0)
	read := reader{Scanner: fold.Scan(p.Text)}
	for first := true; ; first = false {
		r, _, ok := read.next()
		if !ok {
			break
		}
		if first && isOpening(r) {
			continue
		}
		at = t.child(at, r)
	}
	if p.Prefix && strings.HasSuffix(p.Text, " ") {
		at = t.child(at, ' ')
	}
	t.list = append(t.list, p)
	slot := &t.nodes[at].whole
	if p.Prefix {
		slot = &t.nodes[at].prefix
	}
	*slot = append(*slot, int32(len(t.list)-1))
}

// child is the node that r leads to from a node, made when it is missing.
func (t *trie) child(at int32, r rune) int32 {
	i, ok := slices.BinarySearchFunc(t.nodes[at].edges, r, func(e edge, r rune) int { return int(e.r - r) })
	if !ok {
		t.nodes = append(t.nodes, node{})
		to := int32(len(t.nodes) - 1)
		t.nodes[at].edges = slices.Insert(t.nodes[at].edges, i, edge{r, to})
		if at == 0 && r < utf8.RuneSelf {
			t.ascii[r] = to
		}
	}
	return t.nodes[at].edges[i].to
}

// next is the node that r leads to from a node, 0 when there is none.
func (t *trie) next(at int32, r rune) int32 {
	if at == 0 && r < utf8.RuneSelf {
		return t.ascii[r]
	}
	edges := t.nodes[at].edges
	lo, hi := 0, len(edges)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if edges[mid].r < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(edges) && edges[lo].r == r {
		return edges[lo].to
	}
	return 0
}

// A hit is a place of a line where phrases end.
type hit struct {
	phrases []int32 // indices in the list of the trie
	end     int     // in the line, in bytes
	whole   bool    // the phrases are all of the line
}

// misses is a cheap look at a line that begins with letters of ASCII: no phrase
// goes as far as the line agrees with any.
func (t *trie) misses(line string) bool {
	at := int32(0)
	for i := range len(line) {
		c := line[i] | 0x20 // the small letter; a space stays one
		if (c < 'a' || c > 'z') && (line[i] != ' ' || i == 0 || line[i-1] == ' ') {
			return false // to be read with care
		}
		if at = t.next(at, rune(c)); at == 0 {
			// A space at which the line departs may be one before a colon.
			return line[i] != ' '
		}
		if n := &t.nodes[at]; len(n.whole) > 0 || len(n.prefix) > 0 {
			return false
		}
	}
	return true
}

// scan appends what is found at the beginning of a line, from the shortest to
// the longest.
func (t *trie) scan(line string, hits []hit) []hit {
	if len(t.nodes) == 0 || t.misses(line) {
		return hits
	}
	return t.read(line, hits)
}

// read is scan without the cheap look.
func (t *trie) read(line string, hits []hit) []hit {
	read := reader{Scanner: fold.Scan(line)}
	at, begun := int32(0), false
	for {
		r, end, ok := read.next()
		if !ok {
			break
		}
		if !begun && (isOpening(r) || r == '"' && endsInGuillemet(line[:end])) {
			continue
		}
		if at = t.next(at, r); at == 0 {
			break
		}
		begun = true
		n := &t.nodes[at]
		if len(n.prefix) > 0 && !(isSpacedLetter(r) && startsWithLetter(read)) {
			hits = append(hits, hit{phrases: n.prefix, end: end})
		}
		if len(n.whole) > 0 && closes(read, line[end:]) {
			hits = append(hits, hit{phrases: n.whole, end: len(line), whole: true})
		}
	}
	return hits
}
