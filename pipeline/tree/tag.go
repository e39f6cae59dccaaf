package tree

import "strings"

// Tag is the name of an element, as a small number, or the kind of a text
// node. Custom elements share the Tag Custom, and everything below <svg> and
// <math> the Tag Foreign, so that an svg's <title> or <a> cannot be taken for
// HTML's.
type Tag uint16

// String returns the element's name in lower case, or "text()", "raw()",
// "foreign", "custom" where the Tag alone does not tell it (see Tree.Name).
func (t Tag) String() string {
	if t < numTags {
		return tagInfos[t].name
	}
	return "custom"
}

// Block reports whether browsers show the element as a block (or as a part of
// a table or list) by default, so that its edges separate text.
func (t Tag) Block() bool { return t.is(isBlock) }

// Void reports whether the element never has content.
func (t Tag) Void() bool { return t.is(isVoid) }

// Heading returns 1 to 6 for h1 to h6, else 0.
func (t Tag) Heading() int {
	if t >= H1 && t <= H6 {
		return int(t-H1) + 1
	}
	return 0
}

// Lookup finds the Tag of an element's name in lower case; Custom when HTML
// knows no such element.
func Lookup(name string) Tag {
	if t := lookupTag(name, hashName(name)); t != None && t < numPublic {
		return t
	}
	return Custom
}

type tagInfo struct {
	name  string
	props props
}

// props are what the tree construction rules of HTML ask about an element.
type props uint32

const (
	isVoid       props = 1 << iota
	isSpecial          // the "special" category
	isScope            // ends "has an element in scope"
	closesP            // its start tag ends an open p
	isFormatting       // the "formatting" category
	isHead             // belongs into head when it comes before body
	isRaw              // content is text up to the end tag
	isRCData           // the same, with character references
	isImpliedEnd       // "generate implied end tags" pops it
	isMarker           // formatting does not reach into it
	isTable            // part of the table model
	isBreakout         // ends foreign content
	isBlock            // display: block, list-item, table-* and the like
	needsContext       // its start tag means nothing outside its context
)

func (t Tag) is(p props) bool { return t < numTags && tagInfos[t].props&p != 0 }

// tagSlots is a hash table from hashName to Tag, open addressing; 0 is free.
const tagSlotCount = 1024

var tagSlots = func() (slots [tagSlotCount]Tag) {
	for t := Custom + 1; t < numTags; t++ {
		name := tagInfos[t].name
		if name == "" {
			continue
		}
		i := hashName(name) % tagSlotCount
		for slots[i] != None {
			i = (i + 1) % tagSlotCount
		}
		slots[i] = t
	}
	return slots
}()

// hashName hashes a name without regard to the case of ASCII letters.
func hashName(s string) uint32 {
	h := uint32(0)
	for i := 0; i < len(s); i++ {
		h = h*31 + uint32(lower[s[i]])
	}
	return h
}

// lookupTag finds the element called name in any case, whose hash is h.
func lookupTag(name string, h uint32) Tag {
	for i := h % tagSlotCount; ; i = (i + 1) % tagSlotCount {
		t := tagSlots[i]
		if t == None {
			return None
		}
		if n := tagInfos[t].name; n == name || (len(n) == len(name) && equalFold(n, name)) {
			return t
		}
	}
}

// lower maps bytes to lower case, ASCII only.
var lower = func() (l [256]byte) {
	for i := range l {
		l[i] = byte(i)
		if 'A' <= i && i <= 'Z' {
			l[i] += 'a' - 'A'
		}
	}
	return l
}()

// equalFold compares two strings of one length, ASCII case folded.
func equalFold(a, b string) bool {
	for i := 0; i < len(a); i++ {
		if lower[a[i]] != lower[b[i]] {
			return false
		}
	}
	return true
}

// lowerASCII lowers ASCII letters, and copies only if it must.
func lowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			var b strings.Builder
			b.Grow(len(s))
			for j := 0; j < len(s); j++ {
				b.WriteByte(lower[s[j]])
			}
			return b.String()
		}
	}
	return s
}
