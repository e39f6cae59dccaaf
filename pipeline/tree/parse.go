package tree

import (
	"math"
	"slices"
	"strings"
	"sync"
)

const (
	// defaultNodes lets a page nest a million elements and have an article
	// below; the largest of WCXB dev's pages has 18,922 nodes.
	defaultNodes = 5 << 18
	defaultAttrs = 1 << 10
	// defaultDepth is far above what real pages need: 55 in WCXB dev.
	defaultDepth = 256
	minDepth     = 32
)

func (l Limits) withDefaults() Limits {
	bound := func(v, def, most int) int {
		if v <= 0 {
			v = def
		}
		return min(v, most)
	}
	l.Source = bound(l.Source, math.MaxInt32, math.MaxInt32)
	l.Nodes = max(3, bound(l.Nodes, defaultNodes, math.MaxInt32-8))
	l.Attrs = bound(l.Attrs, defaultAttrs, math.MaxUint16)
	l.Depth = max(minDepth, bound(l.Depth, defaultDepth, math.MaxInt16))
	return l
}

// Parse reads a page. It never fails; see Tree.Cut for what it left out.
func Parse(source string, l Limits) *Tree {
	return new(Tree).Parse(source, l)
}

// Parse reads a page into t, in the memory of the page that t held before,
// and returns t. Everything taken from the old tree but strings is void.
func (t *Tree) Parse(source string, l Limits) *Tree {
	l = l.withDefaults()
	nodes, attrs := t.Nodes[:0], t.attrs[:0]
	*t = Tree{}
	if len(source) > l.Source {
		source, t.Cut = source[:l.Source], CutSource
	}
	t.Source = source

	b := builders.Get().(*builder)
	fresh := cap(nodes) == 0
	if fresh {
		nodes, attrs = b.nodes, b.attrs
	}
	t.Nodes, t.attrs = nodes, attrs
	b.reset(t, l)
	b.run()
	b.finish()
	if fresh {
		b.nodes, t.Nodes = part(t.Nodes, maxKeptNodes)
		b.attrs, t.attrs = part(t.attrs, maxKeptNodes)
	}
	if cap(b.stack) > maxKeptStack {
		b.stack = nil
	}
	b.t, b.src, b.regionTail, b.names = nil, "", "", nil
	builders.Put(b)
	return t
}

// part returns a copy of s of its very size to keep, and s itself to use again,
// unless it is too large for that.
func part[T any](s []T, most int) (again, keep []T) {
	if cap(s) > most {
		return nil, s
	}
	return s[:0], slices.Clone(s)
}

// builders keeps the scratch memory of parsing between pages.
var builders = sync.Pool{New: func() any { return new(builder) }}

// What the pool may hold after one deep or large page.
const (
	maxKeptStack = 1 << 14
	maxKeptNodes = 1 << 16
)

// run is the data state: it splits the source into text and markup.
func (b *builder) run() {
	pos := 0
	for !b.full {
		text, i := pos, pos
		for {
			j := strings.IndexByte(b.src[i:], '<')
			if j < 0 {
				i = len(b.src)
				break
			}
			i += j
			if startsMarkup(b.src[i:]) {
				break
			}
			i++
		}
		if i > text {
			b.text(text, i, 0)
		}
		switch {
		case i < len(b.src):
			pos = b.markup(i)
		case b.region > 0:
			pos = b.endRegion()
		default:
			return
		}
	}
}

// startsMarkup reports whether s, which starts with '<', is more than text.
func startsMarkup(s string) bool {
	if len(s) < 2 {
		return false
	}
	switch c := s[1]; c {
	case '!', '?':
		return true
	case '/':
		return len(s) > 2
	default:
		return isLetter(c)
	}
}

func isLetter(c byte) bool { c |= 0x20; return 'a' <= c && c <= 'z' }

// markup reads the markup at i and returns where it ends.
func (b *builder) markup(i int) int {
	s := b.src[i:]
	switch c := s[1]; {
	case c == '/' && isLetter(s[2]):
		return b.readEndTag(i)
	case c == '/' || c == '?':
		return b.after(i+2, ">")
	case c == '!':
		switch {
		case strings.HasPrefix(s, "<!--"):
			return i + commentEnd(s)
		case b.inForeign() && strings.HasPrefix(s, "<![CDATA["):
			end := strings.Index(s, "]]>")
			if end < 0 {
				b.text(i+9, len(b.src), Verbatim)
				return len(b.src)
			}
			b.text(i+9, i+end, Verbatim)
			return i + end + 3
		}
		return b.after(i+2, ">")
	}
	return b.readStartTag(i)
}

// after returns the position after the next end at or after i, or the end of
// the source.
func (b *builder) after(i int, end string) int {
	j := strings.Index(b.src[i:], end)
	if j < 0 {
		return len(b.src)
	}
	return i + j + len(end)
}

// commentEnd finds the length of the comment that s starts with.
func commentEnd(s string) int {
	switch {
	case strings.HasPrefix(s[4:], ">"):
		return 5
	case strings.HasPrefix(s[4:], "->"):
		return 6
	}
	for i := 4; ; i++ {
		j := strings.Index(s[i:], "--")
		if j < 0 {
			return len(s)
		}
		i += j
		switch {
		case strings.HasPrefix(s[i+2:], ">"):
			return i + 3
		case strings.HasPrefix(s[i+2:], "!>"):
			return i + 4
		}
	}
}

// endsName are the bytes that end the name of a tag.
var endsName = [256]bool{' ': true, '\t': true, '\n': true, '\r': true, '\f': true, '/': true, '>': true}

// endsAttr are the bytes that end the name of an attribute.
var endsAttr = [256]bool{' ': true, '\t': true, '\n': true, '\r': true, '\f': true, '/': true, '>': true, '=': true}

// readName reads the name of the tag at i, and returns its end and hash.
func (b *builder) readName(i int) (end int, hash uint32) {
	s := b.src
	for ; i < len(s) && !endsName[s[i]]; i++ {
		hash = hash*31 + uint32(lower[s[i]])
	}
	return i, hash
}

// readEndTag reads the end tag at i.
func (b *builder) readEndTag(i int) int {
	end, hash := b.readName(i + 2)
	stop := end
	if stop < len(b.src) && b.src[stop] == '>' {
		stop++
	} else {
		mark := len(b.t.attrs)
		stop, _ = b.readAttrs(end)
		b.t.attrs = b.t.attrs[:mark]
		if stop < 0 { // cut off within the tag
			return len(b.src)
		}
	}
	b.end(b.tagOf(b.src[i+2:end], hash), i)
	return stop
}

// readStartTag reads the start tag at i, and the text of an element that
// holds text only.
func (b *builder) readStartTag(i int) int {
	end, hash := b.readName(i + 1)
	mark := len(b.t.attrs)
	b.attrLens = 0
	stop, self := b.readAttrs(end)
	if stop < 0 { // cut off within the tag
		b.t.attrs = b.t.attrs[:mark]
		return len(b.src)
	}
	b.tok = token{start: int32(i), stop: int32(stop), attr: int32(mark), nattr: uint16(len(b.t.attrs) - mark), lens: b.attrLens, self: self}
	n := len(b.t.Nodes)
	tag := b.tagOf(b.src[i+1:end], hash)
	b.start(tag)
	if !b.tok.used {
		b.t.attrs = b.t.attrs[:mark]
	}
	if len(b.t.Nodes) == n || b.t.Nodes[len(b.t.Nodes)-1].Tag != tag {
		return stop // the tag was ignored, or is no element of HTML
	}
	return b.readContent(tag, stop)
}

// readAttrs reads attributes from i to the end of the tag, and returns the
// position after its '>', or -1 if there is none.
func (b *builder) readAttrs(i int) (stop int, self bool) {
	s := b.src
	most := len(b.t.attrs) + b.limits.Attrs
	for {
		for i < len(s) && (isSpace[s[i]] || s[i] == '/') {
			i++
		}
		if i >= len(s) {
			return -1, false
		}
		if s[i] == '>' {
			return i + 1, s[i-1] == '/'
		}
		name := i
		i++ // a '=' here is part of the name
		for i < len(s) && !endsAttr[s[i]] {
			i++
		}
		nameEnd := i
		for i < len(s) && isSpace[s[i]] {
			i++
		}
		value, valueEnd := i, i
		if i < len(s) && s[i] == '=' {
			i++
			for i < len(s) && isSpace[s[i]] {
				i++
			}
			if i >= len(s) {
				return -1, false
			}
			value, valueEnd = i, i
			switch c := s[i]; c {
			case '>':
			case '"', '\'':
				j := strings.IndexByte(s[i+1:], c)
				if j < 0 {
					return -1, false
				}
				value, valueEnd = i+1, i+1+j
				i = valueEnd + 1
			default:
				for i < len(s) && s[i] != '>' && !isSpace[s[i]] {
					i++
				}
				valueEnd = i
				if i < len(s) && s[i] == '>' {
					b.add(most, name, nameEnd, value, valueEnd)
					return i + 1, false // a '/' before is the value's
				}
			}
		}
		b.add(most, name, nameEnd, value, valueEnd)
	}
}

// add notes an attribute, unless there are too many.
func (b *builder) add(most, name, nameEnd, value, valueEnd int) {
	if len(b.t.attrs) >= most {
		b.t.Cut |= CutAttrs
		return
	}
	nameLen := min(nameEnd-name, math.MaxUint16)
	b.attrLens |= lenBit(nameLen)
	b.t.attrs = append(b.t.attrs, attr{
		name: int32(name), nameLen: uint16(nameLen),
		value: int32(value), valueLen: int32(valueEnd - value),
	})
}

// readContent reads what follows the start tag of an element whose content
// is not (only) markup. It returns where to go on.
func (b *builder) readContent(tag Tag, pos int) int {
	switch {
	case tag == Noscript || tag == Noframes:
		b.startRegion(tag, pos)
	case tag == Plaintext:
		b.text(pos, len(b.src), Verbatim)
		return len(b.src)
	case tag == Pre || tag == Listing:
		return b.skipNewline(pos)
	case tag == Script:
		end := pos + scriptEnd(b.src[pos:])
		b.raw(pos, end)
		return end
	case tag.is(isRaw | isRCData):
		end := pos + rawEnd(b.src[pos:], tag.String())
		switch {
		case tag == Xmp:
			b.text(pos, end, Verbatim)
		case tag == Textarea:
			b.text(min(end, b.skipNewline(pos)), end, 0)
		case tag == Title:
			b.text(pos, end, 0)
		default:
			b.raw(pos, end)
		}
		return end
	}
	return pos
}

// skipNewline skips the newline that HTML ignores after <pre> and <textarea>.
func (b *builder) skipNewline(pos int) int {
	s := b.src[pos:]
	switch {
	case strings.HasPrefix(s, "\r\n"):
		return pos + 2
	case strings.HasPrefix(s, "\n"), strings.HasPrefix(s, "\r"):
		return pos + 1
	}
	return pos
}

// rawEnd finds where the end tag called name starts; len(s) if nowhere.
func rawEnd(s, name string) int {
	for i := 0; ; i += 2 {
		j := strings.Index(s[i:], "</")
		if j < 0 {
			return len(s)
		}
		i += j
		if hasName(s[i+2:], name) {
			return i
		}
	}
}

// hasName reports whether s starts with the name of a tag and its end.
func hasName(s, name string) bool {
	return len(s) > len(name) && endsName[s[len(name)]] && equalFold(s[:len(name)], name)
}

// scriptEnd finds where the end tag of a script starts. Within "<!--" and
// "-->", "<script" hides the next "</script" (the script data double escaped
// state).
func scriptEnd(s string) int {
	escaped, double := false, false
	close := 0 // position of the "-->" that ends the escape
	for i := 0; ; i++ {
		j := strings.IndexByte(s[i:], '<')
		if j < 0 {
			return len(s)
		}
		i += j
		if escaped && close < i {
			escaped, double = false, false
		}
		rest := s[i+1:]
		switch {
		case !escaped && strings.HasPrefix(rest, "!--"):
			k := strings.Index(s[i+2:], "-->")
			if k < 0 {
				close = len(s)
			} else {
				close = i + 2 + k
			}
			escaped, double = true, false
		case strings.HasPrefix(rest, "/") && hasName(rest[1:], "script"):
			if !double {
				return i
			}
			double = false
		case escaped && !double && hasName(rest, "script"):
			double = true
		}
	}
}
