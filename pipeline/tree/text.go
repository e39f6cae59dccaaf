package tree

import (
	"strings"

	"golang.org/x/net/html"
)

// isSpace are the white space characters of HTML: not NBSP.
var isSpace = [256]bool{' ': true, '\t': true, '\n': true, '\r': true, '\f': true}

// Chars returns the characters of a text node, references decoded, white space
// as in the source (line ends as "\n"). For elements it is "".
func (t *Tree) Chars(n int32) string {
	nd := &t.Nodes[n]
	switch nd.Tag {
	case Text:
		s := t.Source[nd.Start:nd.Stop]
		if nd.Flags&Verbatim != 0 {
			return newlines(s)
		}
		return DecodeText(s)
	case Raw:
		return newlines(t.Source[nd.Start:nd.Stop])
	}
	return ""
}

// DecodeText decodes the character references of HTML text and normalises its
// line ends to "\n". NUL is dropped, as HTML prescribes.
func DecodeText(s string) string {
	s = newlines(s)
	if strings.IndexByte(s, '&') >= 0 {
		s = string(AppendDecoded(make([]byte, 0, len(s)), s))
	}
	return s
}

// AppendDecoded appends s to dst with its character references decoded; line
// ends and NUL stay as they are.
func AppendDecoded(dst []byte, s string) []byte {
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return append(dst, s...)
		}
		dst = append(dst, s[:i]...)
		s = s[i:]
		// The references that make up nearly all of real text first.
		// A reference never reaches beyond the next '&'.
		switch {
		case strings.HasPrefix(s, "&amp;"):
			dst, s = append(dst, '&'), s[len("&amp;"):]
		case strings.HasPrefix(s, "&nbsp;"):
			dst, s = append(dst, "\u00a0"...), s[len("&nbsp;"):]
		case strings.HasPrefix(s, "&quot;"):
			dst, s = append(dst, '"'), s[len("&quot;"):]
		case strings.HasPrefix(s, "&lt;"):
			dst, s = append(dst, '<'), s[len("&lt;"):]
		case strings.HasPrefix(s, "&gt;"):
			dst, s = append(dst, '>'), s[len("&gt;"):]
		default:
			end := 1
			for end < len(s) && s[end] != '&' && s[end] != ';' && end < maxReference {
				end++
			}
			if end < len(s) && s[end] == ';' {
				end++
			}
			dst, s = append(dst, html.UnescapeString(s[:end])...), s[end:]
		}
	}
}

// maxReference is longer than any named reference ("&CounterClockwise…", 33).
// Numeric references may have more digits; their value is then an error, and
// the cut leaves digits of it in the text.
const maxReference = 40

// newlines writes CR LF and CR as LF and drops NUL.
func newlines(s string) string {
	cr, nul := strings.IndexByte(s, '\r') >= 0, strings.IndexByte(s, 0) >= 0
	if !cr && !nul {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == 0:
		case c == '\r':
			if i+1 == len(s) || s[i+1] != '\n' {
				b.WriteByte('\n')
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// RawText joins the character data of a subtree as it is, scripts and styles
// included: for JSON-LD, titles, textareas. Nothing is collapsed.
func (t *Tree) RawText(n int32) string {
	var only string
	var b strings.Builder
	for i := n; i < t.Nodes[n].End; i++ {
		if tag := t.Nodes[i].Tag; tag == Text || tag == Raw {
			switch s := t.Chars(i); {
			case b.Len() > 0:
				b.WriteString(s)
			case only == "":
				only = s
			default:
				b.WriteString(only)
				b.WriteString(s)
			}
		}
	}
	if b.Len() > 0 {
		return b.String()
	}
	return only
}

// Text returns the text of a subtree with white space collapsed to single
// spaces and trimmed; edges of blocks, cells and <br> separate words. The text
// of scripts, styles and svg is left out, that of noscript and template kept.
func (t *Tree) Text(n int32) string {
	var b strings.Builder
	space := false
	for i := n; i < t.Nodes[n].End; {
		nd := &t.Nodes[i]
		space = space || nd.Flags&Space != 0 || nd.Tag.Block() || nd.Tag == Br || t.endsBlock(i, n)
		switch nd.Tag {
		case Text:
			space = collapse(&b, t.Chars(i), space)
			i++
		case Svg:
			i = nd.End
		default:
			i++
		}
	}
	return b.String()
}

// endsBlock reports whether the end of a block lies between node i and the node
// before it, within the subtree of n. Asked for every node of a tree it costs
// one step per node in all.
func (t *Tree) endsBlock(i, n int32) bool {
	if i == n {
		return false
	}
	p := t.Nodes[i].Parent
	for prev := i - 1; prev != p && prev >= n; prev = t.Nodes[prev].Parent {
		if t.Nodes[prev].Tag.Block() {
			return true
		}
	}
	return false
}

// collapse writes s with its white space collapsed, after a space if space is
// set and something was written before, and returns whether s ended in space.
func collapse(b *strings.Builder, s string, space bool) bool {
	for i := 0; i < len(s); {
		if isSpace[s[i]] {
			space = true
			i++
			continue
		}
		j := i + 1
		for j < len(s) && !isSpace[s[j]] {
			j++
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteString(s[i:j])
		i = j
	}
	return space
}
