package tree

// builder constructs the tree from tokens. It follows the insertion modes of
// the HTML standard, but keeps for each open element what the standard finds
// by searching the stack, so that each token costs a constant number of steps.
type builder struct {
	t      *Tree
	src    string // the source, up to the end of the region being read
	limits Limits
	full   bool // Limits.Nodes reached

	tok token
	// attrLens collects token.lens while attributes are read.
	attrLens nameLens
	mode     mode
	space    bool // white space without node since the last node
	// fostered: the next node is where a table allows none.
	fostered bool

	stack []open
	// top is the index in stack of the innermost open element by Tag, -1
	// for none; custom elements have tags from numTags on.
	top   []int32
	names map[string]Tag

	// link is the active a element with href, or -1.
	link int32
	form bool // a form is open
	pre  int  // open elements that keep white space

	// nodes and attrs are memory for those of the next tree.
	nodes []Node
	attrs []attr

	region     int // index in stack of the noscript or noframes being read, 0 for none
	noRegion   [2]bool
	regionTail string // the whole source, while src ends with the region
}

// token is the start tag being inserted.
type token struct {
	start, stop, attr int32
	nattr             uint16
	lens              nameLens
	self, used        bool
}

// mode is where in the page the builder is.
type mode uint8

const (
	inHead mode = iota // up to the body
	inFrameset
	inBody
)

// open is an element on the stack of open elements. Fields but node, tag,
// flags and link are indices in the stack of the nearest element at or below
// this one of some sort.
type open struct {
	node    int32
	same    int32 // the next one with the same tag, below this one; -1 for none
	scope   int32 // ends "has an element in scope"
	special int32 // is in the special category
	item    int32 // the same without address, div and p: ends the search for li, dd, dt
	table   int32 // table, its parts, or what hides an outer table
	html    int32 // an element of HTML, not SVG or MathML
	link    int32 // builder.link outside, of elements that keep formatting out
	tag     Tag
	flags   openFlags
}

type openFlags uint8

const (
	isForeign   openFlags = 1 << iota // in SVG or MathML
	isMath                            // of these, in MathML
	integration                       // foreign, but its content is HTML
	ended                             // its end tag was seen: closed with what is open in it
	savesLink
	keepsSpace
)

func (b *builder) reset(t *Tree, l Limits) {
	*b = builder{
		t: t, src: t.Source, limits: l, link: -1,
		stack: b.stack[:0], top: b.top, nodes: b.nodes, attrs: b.attrs,
	}
	if b.top == nil {
		b.top = make([]int32, numTags+1)
	}
	b.top = b.top[:numTags+1]
	for i := range b.top {
		b.top[i] = -1
	}
	b.push(Html, b.insert(Html, -1))
	b.push(Head, b.insert(Head, 0))
	t.Nodes[0].Flags |= Implied
	t.Nodes[1].Flags |= Implied | InHead
}

// finish closes everything that is still open.
func (b *builder) finish() {
	if b.mode != inBody {
		b.src = b.t.Source
		b.tok = token{start: int32(len(b.src)), stop: int32(len(b.src))}
		b.startBody(false)
	}
	for len(b.stack) > 0 {
		b.pop()
	}
}

// current returns the innermost open element.
func (b *builder) current() *open { return &b.stack[len(b.stack)-1] }

// inForeign reports whether the tokens at hand are SVG or MathML.
func (b *builder) inForeign() bool {
	return b.current().flags&(isForeign|integration) == isForeign
}

// tagOf finds the tag of a name, and numbers custom names as they come.
func (b *builder) tagOf(name string, hash uint32) Tag {
	if t := lookupTag(name, hash); t != None {
		return t
	}
	if b.names == nil {
		b.names = map[string]Tag{}
	}
	name = lowerASCII(name)
	t, ok := b.names[name]
	if !ok {
		if len(b.names) >= maxNames {
			return numTags // all further names are taken for one
		}
		t = numTags + 1 + Tag(len(b.names))
		b.names[name] = t
	}
	for int(t) >= len(b.top) {
		b.top = append(b.top, -1)
	}
	return t
}

// maxNames bounds the custom names of a page that are distinguished.
const maxNames = 1 << 14

// parent finds the node that takes the next one: the current element, or,
// where the tree was flattened, its nearest ancestor that is open.
func (b *builder) parent() int32 {
	p := b.current().node
	for b.t.Nodes[p].End != 0 {
		p = b.t.Nodes[p].Parent
	}
	return p
}

// insert appends the node of the token and returns its index.
func (b *builder) insert(tag Tag, parent int32) int32 {
	n := int32(len(b.t.Nodes))
	node := Node{Parent: parent, Start: b.tok.start, Stop: b.tok.stop, attr: b.tok.attr, nattr: b.tok.nattr, lens: b.tok.lens, Tag: tag}
	if tag >= numPublic {
		node.Tag = Custom
	}
	b.tok.used = true
	if parent >= 0 {
		p := &b.t.Nodes[parent]
		node.Depth = p.Depth + 1
		node.Flags = p.Flags & inherited
	}
	if b.space {
		node.Flags |= Space
		b.space = false
	}
	if b.fostered {
		node.Flags |= Fostered
		b.fostered = false
	}
	b.t.Nodes = append(b.t.Nodes, node)
	if len(b.t.Nodes) >= b.limits.Nodes {
		b.t.Cut |= CutNodes
		b.full = true
	}
	return n
}

// imply inserts and opens an element that has no start tag.
func (b *builder) imply(tag Tag) {
	tok := b.tok
	b.tok = token{start: tok.start, stop: tok.start, attr: tok.attr}
	n := b.element(tag)
	b.t.Nodes[n].Flags |= Implied
	b.tok = tok
}

// element inserts and opens an element for the token.
func (b *builder) element(tag Tag) int32 {
	p := b.parent()
	if int(b.t.Nodes[p].Depth)+1 >= b.limits.Depth {
		p = b.flatten(p)
	}
	n := b.insert(tag, p)
	b.push(tag, n)
	return n
}

// leaf inserts an element that has no content.
func (b *builder) leaf(tag Tag) {
	n := b.insert(tag, b.parent())
	b.t.Nodes[n].End = n + 1
}

// flatten makes room below the limit of depth: it closes the lowest quarter
// of the open nodes, which stay open as far as end tags are concerned, and
// returns the parent of the next.
func (b *builder) flatten(p int32) int32 {
	b.t.Cut |= CutDepth
	keep := int32(b.limits.Depth - b.limits.Depth/4)
	for b.t.Nodes[p].Depth >= keep {
		b.t.Nodes[p].End = int32(len(b.t.Nodes))
		p = b.t.Nodes[p].Parent
	}
	return p
}

// push opens an element.
func (b *builder) push(tag Tag, node int32) {
	i := int32(len(b.stack))
	e := open{node: node, tag: tag, same: b.top[tag], html: i}
	if i > 0 {
		below := &b.stack[i-1]
		e.scope, e.special, e.item, e.table = below.scope, below.special, below.item, below.table
	}
	var p props
	if tag < numTags {
		p = tagInfos[tag].props
	}
	if p&isScope != 0 {
		e.scope = i
	}
	if p&isSpecial != 0 {
		e.special = i
		if tag != Address && tag != Div && tag != P {
			e.item = i
		}
	}
	if p&(isTable|isMarker) != 0 || tag == Html {
		e.table = i
	}
	if p&isMarker != 0 {
		e.flags |= savesLink
		e.link = b.link
		if b.link >= 0 && b.t.Nodes[b.link].End != 0 {
			b.link = -1 // formatting of ended elements does not reach in
		}
	}
	switch tag {
	case Pre, Listing, Textarea, Xmp, Plaintext:
		e.flags |= keepsSpace
		b.pre++
		b.t.Nodes[node].Flags |= InPre
	case Noscript, Noframes:
		b.t.Nodes[node].Flags |= InNoscript
	case Template:
		b.t.Nodes[node].Flags |= InTemplate
	}
	b.top[tag] = i
	b.stack = append(b.stack, e)
}

// pop closes the innermost open element.
func (b *builder) pop() {
	e := b.current()
	if n := &b.t.Nodes[e.node]; n.End == 0 {
		n.End = int32(len(b.t.Nodes))
	}
	b.top[e.tag] = e.same
	if e.flags&savesLink != 0 {
		b.link = e.link
	}
	if e.flags&keepsSpace != 0 {
		b.pre--
	}
	b.stack = b.stack[:len(b.stack)-1]
}

// popTo closes the open elements from index i on, and then those below whose
// end tag was seen before.
func (b *builder) popTo(i int32) {
	for int32(len(b.stack)) > i {
		b.pop()
	}
	for b.current().flags&ended != 0 {
		b.pop()
	}
}

// popOne closes the innermost open element.
func (b *builder) popOne() { b.popTo(int32(len(b.stack)) - 1) }

// inScope returns the index of the innermost open tag if it is "in scope", else
// -1.
func (b *builder) inScope(tag Tag) int32 {
	if i := b.top[tag]; i >= b.current().scope {
		return i
	}
	return -1
}

// inTableScope is inScope as the table model asks it.
func (b *builder) inTableScope(tag Tag) int32 {
	i := b.top[tag]
	if i >= 0 && i >= b.tableFloor() {
		return i
	}
	return -1
}

// tableFloor returns the index of the innermost table, or of what hides outer
// tables.
func (b *builder) tableFloor() int32 {
	return max(b.top[Table], b.top[Template], b.top[Noscript], b.top[Noframes])
}

// closeP ends an open paragraph, as the start of a block does.
func (b *builder) closeP() {
	if i := b.top[P]; i > max(b.current().scope, b.top[Button]) {
		b.popTo(i)
	}
}

// closeImplied pops elements whose end tag may be left out, but not those
// called except.
func (b *builder) closeImplied(except Tag) {
	for b.current().tag.is(isImpliedEnd) && b.current().tag != except {
		b.popOne()
	}
}

// text inserts the text from i to j.
func (b *builder) text(i, j int, f Flags) {
	if b.pre == 0 && isBlank(b.src[i:j]) {
		b.space = b.space || i < j
		return
	}
	if i == j {
		return
	}
	if b.mode != inBody && len(b.stack) <= 2 {
		b.tok = token{start: int32(i), stop: int32(i)}
		b.startBody(false)
	}
	b.leaveColgroup()
	b.foster()
	b.tok = token{start: int32(i), stop: int32(j), attr: b.link}
	n := b.insert(Text, b.parent())
	b.t.Nodes[n].End = n + 1
	b.t.Nodes[n].Flags |= f
}

// raw inserts text that is no content, and that needs no decoding.
func (b *builder) raw(i, j int) {
	if i == j {
		return
	}
	b.tok = token{start: int32(i), stop: int32(j)}
	n := b.insert(Raw, b.parent())
	b.t.Nodes[n].End = n + 1
	b.t.Nodes[n].Flags |= Verbatim
}

// isBlank reports whether s is white space only.
func isBlank(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isSpace[s[i]] {
			return false
		}
	}
	return true
}

// fosters reports whether content at this place would be moved out of a table.
func (b *builder) fosters() bool {
	switch b.current().tag {
	case Table, Tbody, Thead, Tfoot, Tr:
		return true
	}
	return false
}

// startRegion begins the content of noscript and noframes: HTML, but ending
// with the first end tag of that name, whatever is open then. Without an end
// tag the element stays empty, so that it does not hide the rest of a page.
func (b *builder) startRegion(tag Tag, pos int) {
	at := int32(len(b.stack)) - 1
	which := 0
	if tag == Noframes {
		which = 1
	}
	end := len(b.src)
	if b.region == 0 && !b.noRegion[which] {
		end = pos + rawEnd(b.src[pos:], tag.String())
	}
	if end == len(b.src) {
		b.noRegion[which] = b.noRegion[which] || b.region == 0
		b.popTo(at)
		return
	}
	b.region, b.regionTail = int(at), b.src
	b.src = b.src[:end]
}

// endRegion closes the region and everything in it.
func (b *builder) endRegion() (pos int) {
	pos = len(b.src)
	b.src, b.regionTail = b.regionTail, ""
	b.popTo(int32(b.region))
	b.region = 0
	return pos
}

// startBody opens the body element, for the token if that is <body>.
func (b *builder) startBody(own bool) {
	b.popTo(1)
	b.mode = inBody
	if own {
		b.t.body = b.element(Body)
		return
	}
	b.imply(Body)
	b.t.body = int32(len(b.t.Nodes)) - 1
}

// adopt gives an element that was implied, or had no attributes, those of a
// late tag.
func (b *builder) adopt(n int32) {
	if node := &b.t.Nodes[n]; node.nattr == 0 && b.tok.nattr > 0 {
		node.attr, node.nattr, node.lens = b.tok.attr, b.tok.nattr, b.tok.lens
		b.tok.used = true
	}
}
