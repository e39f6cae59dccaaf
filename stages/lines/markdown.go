package lines

import (
	"strings"
	"unicode"

	"winnow/pipeline"
)

// Scrapers that write Markdown leave the addresses of links in the text: "[Home](/)
// [News](/news)". The model has seen none of those, and no label matches a line
// that holds one. Such a text is judged as a reader would see it.

// leastMarkdown is the minimum number of lines with a link or a heading in a
// text that counts as Markdown.
const leastMarkdown = 2

// A markup says what the Markdown of a line makes of it.
type markup struct {
	linked bool // nothing but links
	title  bool // a heading of the first level
	sub    bool // a heading of another level
}

// withoutMarkdown returns the document as a reader sees it and the markup of each
// block. A document that is not Markdown is returned unchanged. The blocks keep
// their IDs and their order.
func withoutMarkdown(d *pipeline.Document) (*pipeline.Document, []markup) {
	marks := make([]markup, len(d.Blocks))
	if !isMarkdown(d) {
		return d, marks
	}
	view := *d
	view.Blocks = make([]pipeline.Block, len(d.Blocks))
	for i, b := range d.Blocks {
		if b.Kind != pipeline.Code {
			marks[i].title = isTitle(b.Text)
			marks[i].sub = strings.HasPrefix(b.Text, "##")
			b.Text, marks[i].linked = plainLine(b.Text)
		}
		view.Blocks[i] = b
	}
	return &view, marks
}

func isMarkdown(d *pipeline.Document) bool {
	n := 0
	for i := range d.Blocks {
		if text := d.Blocks[i].Text; strings.Contains(text, "](") || isTitle(text) {
			n++
		}
	}
	return n >= leastMarkdown
}

func isTitle(line string) bool { return strings.HasPrefix(line, "# ") }

// plainLine returns a line of Markdown without the signs of headings, emphasis and
// links, and reports whether it is nothing but links.
func plainLine(s string) (text string, linked bool) {
	s = strings.TrimLeft(s, "# ")
	s = strings.ReplaceAll(s, "**", "")
	var out strings.Builder
	links, words := 0, false // words outside the links
	for {
		before, text, after, ok := cutLink(s)
		if !ok {
			break
		}
		before = strings.TrimSuffix(before, "!") // of a picture
		words = words || strings.ContainsFunc(before, isWordRune)
		if before == "" && out.Len() > 0 {
			out.WriteByte(' ') // between two links
		}
		out.WriteString(before)
		out.WriteString(text)
		links++
		s = after
	}
	out.WriteString(s)
	return strings.TrimSpace(out.String()), links > 0 && !words && !strings.ContainsFunc(s, isWordRune)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// cutLink slices s around its first link, "[text](address)".
func cutLink(s string) (before, text, after string, ok bool) {
	shut := strings.Index(s, "](")
	if shut < 0 {
		return "", "", "", false
	}
	start := strings.LastIndexByte(s[:shut], '[')
	size := strings.IndexByte(s[shut:], ')')
	if start < 0 || size < 0 {
		return "", "", "", false
	}
	return s[:start], s[start+1 : shut], s[shut+size+1:], true
}
