package phrases

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/pipeline/fold"
)

// A trie holds phrases by their folded characters. It lies flat in a few
// slices, with one node for each place where phrases part or end, so that it
// is made in a few milliseconds and little of it is touched by a look.
type trie struct {
	list  []Phrase
	kinds []uint8 // the category of each phrase, an index in categories
	// categories are the names of the categories.
	categories []string
	// begins holds, by category, the characters of ASCII with which phrases begin.
	begins []asciiSet
	// nodes holds the root first; the children of a node are in a row, in the
	// order of their first characters.
	nodes []node
	// firsts are the first characters of the nodes' labels.
	firsts []rune
	// labels are the characters that lead from node to node.
	labels []byte
	// ends are indices in list, by the nodes at which the phrases end.
	ends []int32
	// ascii leads from the root by characters that most lines begin with; 0
	// where no phrase does. second leads on from these nodes, which are the
	// first after the root, by lower-case letters of ASCII.
	ascii  [utf8.RuneSelf]int32
	second [][letters]int32
	// openings are the first three letters of ASCII, in lower case, of lines that
	// may begin with a phrase: most lines do not begin so.
	openings [letters*letters*letters/64 + 1]uint64
}

// letters is how many lower-case letters ASCII has.
const letters = 'z' - 'a' + 1

type node struct {
	// labels[label:labelEnd] lead here from the parent.
	label, labelEnd int32
	kids, after     int32 // the children are nodes[kids:after]
	// ends[whole:prefix] are the phrases that are all of a line, ends[prefix:end]
	// those that begin one, each in the order of the list.
	whole, prefix, end int32
}

// newTrie makes a trie of phrases; folded says that they already are as fold.Key
// returns them.
func newTrie(list []Phrase, folded bool) *trie {
	t := &trie{list: list, kinds: make([]uint8, len(list))}
	known := map[string]uint8{}
	k := keys{texts: make([]string, len(list)), order: make([]key, len(list))}
	for i := range list {
		p := &list[i]
		kind, ok := known[p.Category]
		if !ok {
			if len(t.categories) > maxCategories {
				panic("too many categories of phrases")
			}
			kind = uint8(len(t.categories))
			known[p.Category] = kind
			t.categories = append(t.categories, p.Category)
			t.begins = append(t.begins, asciiSet{})
		}
		t.kinds[i] = kind
		k.texts[i] = keyOf(p, folded)
		if k.texts[i] != "" && k.texts[i][0] < utf8.RuneSelf {
			t.begins[kind].add(k.texts[i][0])
		}
		k.order[i] = key{headOf(k.texts[i]), int32(i), p.Prefix}
	}
	slices.SortFunc(k.order, k.compare)
	t.build(k)
	t.leadOn()
	t.open()
	return t
}

// maxCategories is how many categories kinds can number.
const maxCategories = 255

// keys are phrases as they are looked up.
type keys struct {
	texts []string // of each phrase
	order []key
}

type key struct {
	head   uint64 // the first bytes of the text: most keys differ in them
	phrase int32
	prefix bool
}

func headOf(text string) uint64 {
	var head [8]byte
	copy(head[:], text)
	return binary.BigEndian.Uint64(head[:])
}

// compare orders keys by their texts, whole lines before beginnings.
func (k keys) compare(a, b key) int {
	if a.head != b.head {
		return cmp.Compare(a.head, b.head)
	}
	if c := strings.Compare(k.texts[a.phrase], k.texts[b.phrase]); c != 0 {
		return c
	}
	if a.prefix != b.prefix {
		if b.prefix {
			return -1
		}
		return 1
	}
	return cmp.Compare(a.phrase, b.phrase)
}

// at returns the text of a key.
func (k keys) at(i int) string { return k.texts[k.order[i].phrase] }

// keyOf returns a phrase as it is looked up; folded ones are read only where
// that would change them.
func keyOf(p *Phrase, folded bool) string {
	text := p.Text
	if !folded || !isKey(text) {
		text = readKey(text)
	}
	if p.Prefix && strings.HasSuffix(p.Text, " ") {
		text += " "
	}
	return text
}

// isKey is a cheap check whether a folded phrase is its own key, as most are:
// it has no number, no mark before it, and no space before one of the marks
// that are looked up without.
func isKey(text string) bool {
	if first, _ := utf8.DecodeRuneInString(text); isOpening(first) {
		return false
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			return false
		case c == ' ' && (i+1 == len(text) || strings.IndexByte(":!?", text[i+1]) >= 0):
			return false
		}
	}
	return true
}

// readKey reads a phrase as lines are read, without marks before it.
func readKey(text string) string {
	var sb strings.Builder
	read := reader{Scanner: fold.Scan(text)}
	for first := true; ; first = false {
		r, _, ok := read.next()
		if !ok {
			return sb.String()
		}
		if !first || !isOpening(r) {
			sb.WriteRune(r)
		}
	}
}

// build makes the nodes of sorted keys: the children of each node in turn, so
// that they come to be in a row.
func (t *trie) build(k keys) {
	type span struct{ lo, hi, depth int32 } // keys with the first depth bytes in common
	count := len(k.order)
	spans := make([]span, 1, 2*count+1)
	spans[0].hi = int32(count)
	t.nodes = make([]node, 1, 2*count+1)
	t.firsts = make([]rune, 1, 2*count+1)
	t.labels = make([]byte, 0, 8*count)
	t.ends = make([]int32, 0, count)
	common := make([]int32, count) // with the key before, in bytes
	for i := 1; i < count; i++ {
		common[i] = int32(alike(k.at(i-1), k.at(i)))
	}
	for at := 0; at < len(spans); at++ {
		lo, hi, depth := int(spans[at].lo), int(spans[at].hi), int(spans[at].depth)
		ended := func(prefix bool) int32 {
			for ; lo < hi && len(k.at(lo)) == depth && k.order[lo].prefix == prefix; lo++ {
				t.ends = append(t.ends, k.order[lo].phrase)
			}
			return int32(len(t.ends))
		}
		n := &t.nodes[at]
		n.whole = int32(len(t.ends))
		n.prefix = ended(false)
		n.end = ended(true)
		n.kids = int32(len(t.nodes))
		for lo < hi {
			text := k.at(lo)
			next, end := lo+1, len(text)
			for ; next < hi && int(common[next]) > depth; next++ {
				end = min(end, int(common[next]))
			}
			first, _ := utf8.DecodeRuneInString(text[depth:])
			if at == 0 && first < utf8.RuneSelf {
				t.ascii[first] = int32(len(t.nodes))
			}
			label := int32(len(t.labels))
			t.labels = append(t.labels, text[depth:end]...)
			t.nodes = append(t.nodes, node{label: label, labelEnd: int32(len(t.labels))})
			t.firsts = append(t.firsts, first)
			spans = append(spans, span{int32(lo), int32(next), int32(end)})
			lo = next
		}
		t.nodes[at].after = int32(len(t.nodes))
	}
}

// leadOn fills second.
func (t *trie) leadOn() {
	for at := 1; at < int(t.nodes[0].after) && t.firsts[at] < utf8.RuneSelf; at++ {
		var kids [letters]int32
		for kid := t.nodes[at].kids; kid < t.nodes[at].after; kid++ {
			if r := t.firsts[kid]; r >= 'a' && r <= 'z' {
				kids[r-'a'] = kid
			}
		}
		t.second = append(t.second, kids)
	}
}

// open fills openings.
func (t *trie) open() {
	const more = utf8.RuneSelf // of a line that departs from no phrase before it
	for a := byte('a'); a <= 'z'; a++ {
		for b := byte('a'); b <= 'z'; b++ {
			if t.departs(string([]byte{a, b, more})) {
				continue
			}
			for c := byte('a'); c <= 'z'; c++ {
				if !t.departs(string([]byte{a, b, c, more})) {
					n := threeLetters(a, b, c)
					t.openings[n/64] |= 1 << (n % 64)
				}
			}
		}
	}
}

// threeLetters numbers three lower-case letters of ASCII.
func threeLetters(a, b, c byte) uint {
	return (uint(a-'a')*letters+uint(b-'a'))*letters + uint(c-'a')
}

// opens reports whether a phrase may begin with the first letters of a line, as far
// as these are of ASCII.
func (t *trie) opens(line string) bool {
	if len(line) < 3 || !isASCIILetter(line[0]) || !isASCIILetter(line[1]) || !isASCIILetter(line[2]) {
		return true
	}
	n := threeLetters(line[0]|0x20, line[1]|0x20, line[2]|0x20)
	return t.openings[n/64]&(1<<(n%64)) != 0
}

// alike returns the length in bytes of the characters that two keys begin with.
func alike(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n < len(a) && n > 0 && !utf8.RuneStart(a[n]) {
		n--
	}
	return n
}

// A place is where the reading of a line is in a trie.
type place struct {
	node int32
	read int32 // the bytes of the node's label that were read
}

// next returns the place that r leads to from a place; ok is false when no
// phrase goes on so.
func (t *trie) next(p place, r rune) (_ place, ok bool) {
	if rest := t.rest(p); len(rest) > 0 {
		if r < utf8.RuneSelf {
			return place{p.node, p.read + 1}, rest[0] == byte(r)
		}
		c, size := utf8.DecodeRune(rest)
		return place{p.node, p.read + int32(size)}, c == r
	}
	kid := t.kid(p.node, r)
	if kid == 0 {
		return place{}, false
	}
	return place{kid, int32(utf8.RuneLen(r))}, true
}

// rest returns what of the label of a place's node was not read.
func (t *trie) rest(p place) []byte {
	n := &t.nodes[p.node]
	return t.labels[n.label+p.read : n.labelEnd]
}

// kid returns the child of a node whose label begins with r, 0 when there is
// none.
func (t *trie) kid(at int32, r rune) int32 {
	switch {
	case at == 0 && r < utf8.RuneSelf:
		return t.ascii[r]
	case int(at) <= len(t.second) && at > 0 && r >= 'a' && r <= 'z':
		return t.second[at-1][r-'a']
	}
	lo, hi := t.nodes[at].kids, t.nodes[at].after
	for lo < hi {
		mid := int32(uint32(lo+hi) >> 1)
		if t.firsts[mid] < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < t.nodes[at].after && t.firsts[lo] == r {
		return lo
	}
	return 0
}

// at gives the phrases that end at a place.
func (t *trie) at(p place) (whole, prefix []int32) {
	n := &t.nodes[p.node]
	if n.label+p.read < n.labelEnd {
		return nil, nil
	}
	return t.ends[n.whole:n.prefix:n.prefix], t.ends[n.prefix:n.end:n.end]
}

// A hit is a place of a line where phrases end.
type hit struct {
	phrases []int32 // indices in the list of the trie
	end     int     // in the line, in bytes
	whole   bool    // the phrases are all of the line
}

// misses is a cheap check that a line begins with none of the phrases: it
// departs from all of them in a character of ASCII. If it is false, the line is to
// be read.
func (t *trie) misses(line string) bool {
	if len(t.list) == 0 {
		return true
	}
	for line != "" && line[0] < utf8.RuneSelf && opening.has(line[0]) {
		line = line[1:]
	}
	return !t.opens(line) || t.departs(line)
}

// departs is misses character by character, for a line without marks before it.
func (t *trie) departs(line string) bool {
	at := int32(0)
	var label []byte // what was not read of it
	for i := 0; i < len(line); {
		c, size := plain(line[i:])
		if size == 0 {
			return false
		}
		if len(label) == 0 {
			if at = t.kid(at, rune(c)); at == 0 {
				return true
			}
			label = t.rest(place{node: at})
		} else if label[0] != c {
			return true
		}
		i += size
		// A phrase does not end within a word.
		if label = label[1:]; len(label) == 0 && t.nodes[at].end > t.nodes[at].whole && !(isASCIILetter(c) && i < len(line) && isASCIILetter(line[i])) {
			return false
		}
	}
	return true
}

// plain returns the first character of s as a reader reads it, and the bytes that
// it takes; none if it is not of ASCII, or depends on more than what is next to it.
func plain(s string) (c byte, size int) {
	switch c = s[0]; {
	case isASCIILetter(c):
		return c | 0x20, 1
	case c >= '0' && c <= '9':
		return '0', number(s)
	case c == ' ' && (len(s) == 1 || !isASCIILetter(s[1])): // perhaps one before a colon
		return c, 0
	case c < ' ' || c >= 0x7F || c == '`':
		return c, 0
	}
	return c, 1
}

// number returns the length of the number that s begins with; 0 if characters
// beyond ASCII may belong to it, or it has more parts than one.
func number(s string) int {
	isPlain := func(i int) bool { return i >= len(s) || s[i] >= ' ' && s[i] < 0x7F }
	end := 1
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	if !isPlain(end) {
		return 0
	}
	if end+1 < len(s) && (s[end] == '.' || s[end] == ',') && (!isPlain(end+1) || s[end+1] >= '0' && s[end+1] <= '9') {
		return 0
	}
	return end
}

// read appends what is found at the beginning of a line that misses did
// not rule out, from the shortest to the longest.
func (t *trie) read(line string, hits []hit) []hit {
	read := reader{Scanner: fold.Scan(line)}
	at, begun := place{}, false
	for {
		r, end, ok := read.next()
		if !ok {
			break
		}
		if !begun && (isOpening(r) || r == '"' && endsInGuillemet(line[:end])) {
			continue
		}
		if at, ok = t.next(at, r); !ok {
			break
		}
		begun = true
		whole, prefix := t.at(at)
		if len(prefix) > 0 && !(isSpacedLetter(r) && startsWithLetter(read)) {
			hits = append(hits, hit{phrases: prefix, end: end})
		}
		if len(whole) > 0 && closes(read, line[end:]) {
			hits = append(hits, hit{phrases: whole, end: len(line), whole: true})
		}
	}
	return hits
}
