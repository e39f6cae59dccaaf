package tree

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// attr is an attribute of a start tag: spans of the source.
type attr struct {
	name, value int32 // where they start
	valueLen    int32
	nameLen     uint16
}

// Attr reads an attribute of element n by its name in lower case, character
// references decoded. A name without value gives "", true.
func (t *Tree) Attr(n int32, name string) (string, bool) {
	a := t.find(n, name)
	if a == nil {
		return "", false
	}
	v := t.Source[a.value : a.value+a.valueLen]
	return DecodeAttr(v), true
}

// Value reads an attribute like Attr, and gives "" if there is none.
func (t *Tree) Value(n int32, name string) string {
	v, _ := t.Attr(n, name)
	return v
}

// HasAttr reports whether element n has the attribute (name in lower case).
func (t *Tree) HasAttr(n int32, name string) bool { return t.find(n, name) != nil }

// EachAttr calls f for each attribute of element n, in order, with the name
// in lower case and the value decoded. A name that comes twice is passed
// twice; the first counts.
func (t *Tree) EachAttr(n int32, f func(name, value string)) {
	for i := range t.attrsOf(n) {
		a := &t.attrsOf(n)[i]
		v := t.Source[a.value : a.value+a.valueLen]
		f(lowerASCII(t.Source[a.name:a.name+int32(a.nameLen)]), DecodeAttr(v))
	}
}

// NumAttrs returns the number of attributes of element n.
func (t *Tree) NumAttrs(n int32) int { return int(t.Nodes[n].nattr) }

// RawAttr returns attribute i of element n, counted from 0, as it is in the
// source: the name in any case, the value with its character references. To
// look through all attributes of many elements it is the cheapest way.
func (t *Tree) RawAttr(n int32, i int) (name, value string) {
	a := &t.attrs[t.Nodes[n].attr+int32(i)]
	return t.Source[a.name : a.name+int32(a.nameLen)], t.Source[a.value : a.value+a.valueLen]
}

func (t *Tree) attrsOf(n int32) []attr {
	nd := &t.Nodes[n]
	if nd.nattr == 0 {
		return nil
	}
	return t.attrs[nd.attr : nd.attr+int32(nd.nattr)]
}

func (t *Tree) find(n int32, name string) *attr {
	if t.Nodes[n].lens&lenBit(len(name)) == 0 {
		return nil
	}
	as := t.attrsOf(n)
	for i := range as {
		a := &as[i]
		if int(a.nameLen) != len(name) {
			continue
		}
		s := t.Source[a.name : a.name+int32(a.nameLen)]
		if s == name || equalFold(s, name) {
			return a
		}
	}
	return nil
}

// DecodeAttr decodes the character references of an attribute's value. As
// HTML prescribes, a named reference without semicolon stays as it is where a
// letter, digit or "=" follows, so the query string "?a=1&copy=2" survives.
func DecodeAttr(s string) string {
	s = newlines(s)
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for {
		i = strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := 1
		if end < len(s) && s[end] == '#' {
			end++
		}
		for end < len(s) && isAlnum(s[end]) {
			end++
		}
		ref := s[:end]
		switch {
		case len(ref) > 1 && ref[1] == '#':
			// Hexadecimal digits end at the first letter above f, which
			// UnescapeString knows.
			if end < len(s) && s[end] == ';' {
				end++
			}
			b.WriteString(html.UnescapeString(s[:end]))
		case end < len(s) && s[end] == ';':
			end++
			b.WriteString(attrRef(s[:end]))
		case end < len(s) && s[end] == '=':
			b.WriteString(ref)
		default:
			b.WriteString(attrRef(ref))
		}
		s = s[end:]
	}
}

// attrRef decodes one named reference if it is one as a whole, not if only
// its beginning is.
func attrRef(ref string) string {
	d := html.UnescapeString(ref)
	if d != ref && utf8.RuneCountInString(d) <= 2 && !strings.HasSuffix(d, ";") && !isAlnum(d[len(d)-1]) {
		return d
	}
	switch d { // references to ASCII letters and marks do exist
	case "fj", "<", ">", "&", "\"", "'":
		return d
	}
	return ref
}

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// HasToken reports whether the value of an attribute lists a word, whatever its case.
func HasToken(value, word string) bool {
	return slices.ContainsFunc(strings.Fields(value), func(token string) bool { return strings.EqualFold(token, word) })
}

// Classes calls f for each class name of element n as it is written.
func (t *Tree) Classes(n int32, f func(class string)) {
	if v, ok := t.Attr(n, "class"); ok {
		eachField(v, f)
	}
}

// eachField calls f for the words of s between HTML's white space.
func eachField(s string, f func(string)) {
	for i := 0; i < len(s); {
		for i < len(s) && isSpace[s[i]] {
			i++
		}
		j := i
		for j < len(s) && !isSpace[s[j]] {
			j++
		}
		if j > i {
			f(s[i:j])
		}
		i = j
	}
}
