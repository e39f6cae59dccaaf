package pipeline

import (
	"regexp"
	"slices"
	"strings"
)

// Markdown may hold HTML. Its tags go if they are used as tags are; those that a text is
// about stay.

// maxTag is the maximum length of a tag or a comment in bytes.
const maxTag = 2000

var (
	mdAutolink = regexp.MustCompile(`^<((?:https?|mailto|ftp)://?[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>`)
	// mdTag is a tag of the elements that are used in Markdown. Attributes have values,
	// but for a few: in "a<b and c>d" there are none.
	mdTag = regexp.MustCompile(`(?i)^<(/?)(abbr|article|aside|audio|a|big|blockquote|br|b|center|cite|code|del|details|div|dd|dl|dt|em|figcaption|figure|font|footer|header|h[1-6]|hr|iframe|img|ins|i|kbd|li|main|mark|nav|ol|picture|pre|p|q|section|small|source|span|strong|strike|sub|summary|sup|s|table|tbody|td|tfoot|thead|th|tr|tt|ul|u|var|video)((?:\s+[a-z:_-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+)|\s+(?:allowfullscreen|compact|controls|download|hidden|itemscope|loop|muted|noshade|nowrap|open|reversed))*)\s*/?>`)
)

// tag reads an address between angle brackets, a comment or a tag. Tags go if they
// are used as tags are: with attributes, or closed within the block. The others are
// what the text is about.
func (p *inlineParser) tag(rest string) {
	rest = rest[:min(len(rest), maxTag)]
	if m := mdAutolink.FindStringSubmatch(rest); m != nil {
		from := len(p.pieces)
		p.put(m[1], len(m[0]))
		p.mark(from, Link, m[1])
		return
	}
	if n := commentLength(rest); n > 0 {
		p.put("", n)
		return
	}
	m := mdTag.FindStringSubmatch(rest)
	if m == nil {
		p.put("<", 1)
		return
	}
	if p.open == nil {
		p.open, p.ends = map[string]int{}, map[string]int{}
	}
	name := strings.ToLower(m[2])
	switch {
	case name == "br":
		p.put("\n", len(m[0]))
	case m[1] == "" && (m[3] != "" || name == "hr" || p.lastEnd(name) > p.at):
		p.open[name]++
		p.put(parting(name), len(m[0]))
	case m[1] != "" && p.open[name] > 0:
		p.open[name]--
		p.put(parting(name), len(m[0]))
	default:
		p.put(m[0], len(m[0]))
	}
}

// inlineElements are those whose text goes on with the text around them.
var inlineElements = []string{
	"a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
}

// parting returns what a tag becomes: a space if words on its sides are parted by
// the element.
func parting(name string) string {
	if slices.Contains(inlineElements, name) {
		return ""
	}
	return " "
}

// lastEnd returns where the last end tag of an element begins, -1 if there is none.
func (p *inlineParser) lastEnd(name string) int {
	at, ok := p.ends[name]
	if !ok {
		at = strings.LastIndex(strings.ToLower(p.s), "</"+name+">")
		p.ends[name] = at
	}
	return at
}

const commentStart, commentEnd = "<!--", "-->"

// commentLength returns the length of the comment at the beginning of s, 0 if there
// is none that ends.
func commentLength(s string) int {
	if !strings.HasPrefix(s, commentStart) {
		return 0
	}
	end := strings.Index(s[len(commentStart):], commentEnd)
	if end < 0 {
		return 0
	}
	return len(commentStart) + end + len(commentEnd)
}

// maxComment is the maximum number of lines of a comment.
const maxComment = 100

// comment skips the lines of a comment that b, the block before the next, begins and
// another ends, and reports whether it does.
func (r *markdownReader) comment(b Block) bool {
	if !strings.HasPrefix(b.Text, commentStart) || strings.Contains(b.Text, commentEnd) {
		return false
	}
	for k := r.at; k < min(len(r.in), r.at+maxComment); k++ {
		if text := r.in[k].Text; strings.Contains(text, commentEnd) {
			if r.at = k; strings.HasSuffix(text, commentEnd) {
				r.at++
			} else {
				_, r.in[k].Text, _ = strings.Cut(text, commentEnd)
			}
			return true
		}
	}
	return false
}

// markdownTags tells which elements the tags in a text make.
type markdownTags struct {
	text   string
	lower  string // text in lower case, once it was needed
	paired map[string]bool
}

// make reports whether a line is made of nothing but tags, which begin or end
// elements of several lines.
func (t *markdownTags) make(line string) bool {
	if !strings.HasPrefix(line, "<") {
		return false
	}
	for line != "" {
		m := mdTag.FindStringSubmatch(line[:min(len(line), maxTag)])
		if m == nil || m[3] == "" && !t.isPaired(strings.ToLower(m[2])) {
			return false
		}
		line = strings.TrimLeft(line[len(m[0]):], asciiSpace)
	}
	return true
}

// voidElements have no end tag.
var voidElements = []string{"br", "hr", "img", "source"}

// isPaired reports whether an element has a start tag and an end tag in the text, or
// needs none.
func (t *markdownTags) isPaired(name string) bool {
	if slices.Contains(voidElements, name) {
		return true
	}
	paired, ok := t.paired[name]
	if !ok {
		if t.paired == nil {
			t.paired, t.lower = map[string]bool{}, strings.ToLower(t.text)
		}
		paired = strings.Contains(t.lower, "<"+name) && strings.Contains(t.lower, "</"+name+">")
		t.paired[name] = paired
	}
	return paired
}
