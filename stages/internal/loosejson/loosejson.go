// Package loosejson reads JSON as pages write it into their scripts: JSON-LD
// and the data of applications. What is wrong in practice is accepted, and what
// is broken is read as far as possible.
package loosejson

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A Value is a value of JSON. Numbers and literals are kept as written. All
// methods may be called on nil, which is no value.
type Value struct {
	Kind   byte // '{', '[', '"' or 'x' for a number or literal; 0 is none
	Text   string
	List   []*Value // of an array, or the values of an object
	Fields []string // names of an object's fields, beside List
}

// Get returns the value of an object's field, or nil.
func (v *Value) Get(name string) *Value {
	if v == nil || v.Kind != '{' {
		return nil
	}
	for i, f := range v.Fields {
		if f == name {
			return v.List[i]
		}
	}
	return nil
}

// Items returns the elements of an array, or the value itself as the only one.
func (v *Value) Items() []*Value {
	switch {
	case v == nil:
		return nil
	case v.Kind == '[':
		return v.List
	}
	return []*Value{v}
}

// String returns the text of a string or number; of an object its @value, name,
// url or @id; of an array that of its first element that has one.
func (v *Value) String() string {
	if v == nil {
		return ""
	}
	switch v.Kind {
	case '"':
		return v.Text
	case 'x':
		if c := v.Text[0]; c >= '0' && c <= '9' {
			return v.Text
		}
	case '[':
		for _, e := range v.List {
			if s := e.String(); s != "" {
				return s
			}
		}
	case '{':
		for _, name := range []string{"@value", "name", "url", "@id"} {
			if s := v.Get(name).String(); s != "" {
				return s
			}
		}
	}
	return ""
}

// Bounds of what is read of one script: nesting deeper than maxNesting and
// values beyond maxValues are dropped. Real scripts stay below a tenth.
const (
	maxNesting = 64
	maxValues  = 50000
)

// Parse reads JSON as pages write it. It accepts what is wrong in practice:
// comments, CDATA and HTML comments around it, trailing and missing commas,
// line breaks and unescaped quotes in strings, quotes as entities, several
// values one after another, and an end that is cut off. It gives the values it
// could read, in order.
func Parse(s string) []*Value {
	if !strings.Contains(s, `"`) && strings.Contains(s, "&quot;") {
		s = html.UnescapeString(s)
	}
	p := parser{s: s, left: maxValues}
	var values []*Value
	for p.left > 0 {
		p.space()
		if p.i >= len(p.s) {
			break
		}
		if c := p.s[p.i]; c != '{' && c != '[' {
			p.i++
			continue
		}
		values = append(values, p.value(0))
	}
	return values
}

type parser struct {
	s    string
	i    int
	left int // values that may still be read
}

// space goes past white space, comments, commas and what wraps a script.
func (p *parser) space() {
	for p.i < len(p.s) {
		switch c := p.s[p.i]; {
		case c <= ' ' || c == ',' || c == ';':
			p.i++
		case strings.HasPrefix(p.s[p.i:], "//"):
			p.past("\n")
		case strings.HasPrefix(p.s[p.i:], "/*"):
			p.past("*/")
		case strings.HasPrefix(p.s[p.i:], "<!--"):
			p.i += len("<!--")
		case strings.HasPrefix(p.s[p.i:], "-->"):
			p.i += len("-->")
		case strings.HasPrefix(p.s[p.i:], "<![CDATA["):
			p.i += len("<![CDATA[")
		case strings.HasPrefix(p.s[p.i:], "]]>"):
			p.i += len("]]>")
		case strings.HasPrefix(p.s[p.i:], "\u00a0"), strings.HasPrefix(p.s[p.i:], "\u2028"), strings.HasPrefix(p.s[p.i:], "\ufeff"):
			_, size := utf8.DecodeRuneInString(p.s[p.i:])
			p.i += size
		default:
			return
		}
	}
}

// past goes past the next occurrence of end, or to the end of the input. A
// comment line may close CDATA: "//]]>" is read as a whole.
func (p *parser) past(end string) {
	if j := strings.Index(p.s[p.i:], end); j >= 0 {
		p.i += j + len(end)
	} else {
		p.i = len(p.s)
	}
}

// value reads the value at the position, which is no space. It always moves
// on, and gives nil for a value that is dropped.
func (p *parser) value(depth int) *Value {
	p.left--
	switch c := p.s[p.i]; c {
	case '{', '[':
		return p.container(c, depth)
	case '"', '\'':
		return &Value{Kind: '"', Text: p.string(c)}
	case '}', ']', ':':
		p.i++
		return nil
	}
	start := p.i
	for p.i < len(p.s) && strings.IndexByte(",:{}[]\" \t\r\n", p.s[p.i]) < 0 {
		p.i++
	}
	if p.i == start {
		p.i++
		return nil
	}
	return &Value{Kind: 'x', Text: p.s[start:p.i]}
}

// container reads an object or an array.
func (p *parser) container(open byte, depth int) *Value {
	v := &Value{Kind: open}
	closing := open + 2 // '{' and '}', '[' and ']' are two apart
	for p.i++; p.left > 0; {
		p.space()
		if p.i >= len(p.s) {
			break
		}
		if p.s[p.i] == closing {
			p.i++
			break
		}
		if c := p.s[p.i]; c == '}' && depth > 0 || c == ']' && depth > 0 {
			break // the end of an outer one: this one was not closed
		}
		name := ""
		if open == '{' {
			key := p.value(depth + 1)
			p.space()
			if p.i < len(p.s) && p.s[p.i] == ':' {
				p.i++
				p.space()
			}
			if p.i >= len(p.s) || p.s[p.i] == closing {
				continue
			}
			if key == nil || key.Kind != '"' && key.Kind != 'x' {
				continue
			}
			name = key.Text
		}
		e := p.value(depth + 1)
		if e == nil || depth >= maxNesting {
			continue
		}
		v.List = append(v.List, e)
		if open == '{' {
			v.Fields = append(v.Fields, name)
		}
	}
	return v
}

// string reads a string that opens with quote. A quote inside that no comma,
// colon or bracket follows is Text: "He said "no" twice".
func (p *parser) string(quote byte) string {
	p.i++
	start := p.i
	plain := true
	for p.i < len(p.s) {
		switch c := p.s[p.i]; {
		case c == '\\':
			plain = false
			p.i += 2
			continue
		case c == quote && p.closes():
			s := p.s[start:p.i]
			p.i++
			if plain {
				return s
			}
			return unescape(s)
		}
		p.i++
	}
	p.i = len(p.s)
	return unescape(p.s[min(start, len(p.s)):])
}

// closes reports whether the quote at the position ends its string.
func (p *parser) closes() bool {
	j := p.i + 1
	for j < len(p.s) && p.s[j] <= ' ' {
		if p.s[j] == '\n' {
			return true // a comma may be missing, the line is over
		}
		j++
	}
	return j >= len(p.s) || strings.IndexByte(",:}]/<", p.s[j]) >= 0
}

// unescape decodes the escapes of a JSON string. What is no escape stays
// without its backslash.
func unescape(s string) string {
	var sb strings.Builder
	sb.Grow(len(s))
	for i := 0; i < len(s); {
		c := s[i]
		if c != '\\' || i+1 >= len(s) {
			sb.WriteByte(c)
			i++
			continue
		}
		i += 2
		switch c := s[i-1]; c {
		case 'n':
			sb.WriteByte('\n')
		case 'r', 't', 'b', 'f':
			sb.WriteByte(' ')
		case 'u':
			r, n := escapedRune(s[i:])
			sb.WriteRune(r)
			i += n
		default:
			sb.WriteByte(c)
		}
	}
	return sb.String()
}

// escapedRune reads the hexadecimal digits after \u, and the second half of a
// surrogate pair; it tells how many bytes they take.
func escapedRune(s string) (rune, int) {
	if len(s) < 4 {
		return utf8.RuneError, 0
	}
	v, err := strconv.ParseUint(s[:4], 16, 32)
	if err != nil {
		return utf8.RuneError, 0
	}
	r := rune(v)
	if !utf16.IsSurrogate(r) {
		return r, 4
	}
	if len(s) >= 10 && s[4] == '\\' && s[5] == 'u' {
		if low, err := strconv.ParseUint(s[6:10], 16, 32); err == nil {
			return utf16.DecodeRune(r, rune(low)), 10
		}
	}
	return utf8.RuneError, 4
}
