package lines

import (
	"strings"
	"unicode"

	"winnow/pipeline"
)

// Scrapers that write Markdown leave the addresses of links in the text, which
// no model has seen and no label stands with: "[Home](/) [News](/news)". Such a
// text is judged by what a reader sees of it.

// leastLinked is the least number of lines with a link, or of headings, from which
// on a text counts as Markdown.
const leastLinked = 2

// A markdown tells which lines of a text are links throughout, and which are
// headings of the first level, by its signs.
type markdown struct{ linked, title []bool }

// readable gives the document as a reader sees it, if its text is Markdown. The
// blocks are those of d, in number and order; edits go by d.
func readable(d *pipeline.Document) (*pipeline.Document, markdown) {
	md := markdown{linked: make([]bool, len(d.Blocks))}
	n := 0
	for i := range d.Blocks {
		if strings.Contains(d.Blocks[i].Text, "](") || strings.HasPrefix(d.Blocks[i].Text, "# ") {
			n++
		}
	}
	if n < leastLinked {
		return d, md
	}
	md.title = make([]bool, len(d.Blocks))
	view := *d
	view.Blocks = make([]pipeline.Block, len(d.Blocks))
	for i, b := range d.Blocks {
		if b.Kind != pipeline.Code {
			md.title[i] = strings.HasPrefix(b.Text, "# ")
			b.Text, md.linked[i] = withoutMarkdown(b.Text)
		}
		view.Blocks[i] = b
	}
	return &view, md
}

// withoutMarkdown gives the text of a line without the signs of headings, of
// emphasis and of links, and whether all of it is links.
func withoutMarkdown(s string) (text string, linked bool) {
	s = strings.TrimLeft(s, "# ")
	s = strings.ReplaceAll(s, "**", "")
	var out strings.Builder
	links, rest := 0, false
	for s != "" {
		start, open, shut, end := link(s)
		if end < 0 {
			break
		}
		before := strings.TrimSuffix(s[:start], "!")
		rest = rest || strings.ContainsFunc(before, isWordRune)
		if before == "" && out.Len() > 0 {
			out.WriteByte(' ') // a link straight after another
		}
		out.WriteString(before)
		out.WriteString(s[open:shut])
		links++
		s = s[end:]
	}
	out.WriteString(s)
	return strings.TrimSpace(out.String()), links > 0 && !rest && !strings.ContainsFunc(s, isWordRune)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// link finds the first link in s, which stands from start to before end, its text
// from open to before shut; end is -1 if there is none.
func link(s string) (start, open, shut, end int) {
	shut = strings.Index(s, "](")
	if shut < 0 {
		return 0, 0, 0, -1
	}
	start = strings.LastIndexByte(s[:shut], '[')
	end = strings.IndexByte(s[shut:], ')')
	if start < 0 || end < 0 {
		return 0, 0, 0, -1
	}
	return start, start + 1, shut, shut + end + 1
}
