package pipeline

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// paragraphsOfBlankLines marks the paragraphs in text as WordPress stores it:
// with inline tags, subheads and lists, but with blank lines between
// paragraphs, which WordPress turns into elements only when it shows the page.
// Other HTML is returned unchanged.
func paragraphsOfBlankLines(html string) string {
	if !strings.Contains(html, "\n\n") && !strings.Contains(html, "\n\r\n") || len(html) > maxPost || blocksOfPages.MatchString(html) {
		return html
	}
	parts := splitAtBlankLines(html)
	sentences := 0
	for _, p := range parts {
		if endsSentence(htmlTag.ReplaceAllString(p, "")) {
			sentences++
		}
	}
	if sentences < leastSentences || 2*sentences < len(parts) {
		return html
	}
	return strings.Join(parts, "\n\n<p>")
}

// maxPost is the length in bytes of the longest post that is looked at: a book.
const maxPost = 2 << 20

// leastSentences is the number of paragraphs that must end like sentences:
// templates have blank lines, too.
const leastSentences = 2

// blocksOfPages are the elements that hold paragraphs, and those in which blank
// lines mean something else.
var blocksOfPages = regexp.MustCompile(`(?i)<(?:!doctype|html|body|p|div|br|table|td|article|section|main|pre|textarea|script|style|svg|math|dl)\b`)

// splitAtBlankLines splits HTML at its blank lines, except for those in a
// comment or in a tag. The time is linear: an end that was not found once is
// not looked for again.
func splitAtBlankLines(html string) []string {
	var parts []string
	from := 0
	s := markupSkipper{html: html, gone: map[string]bool{}}
	for i := 0; i < len(html); {
		switch html[i] {
		case '<':
			i = s.skip(i)
		case '\n':
			end := blankLineEnd(html, i)
			if end > i {
				parts = append(parts, html[from:i])
				from, i = end, end
				continue
			}
			i++
		default:
			i++
		}
	}
	return append(parts, html[from:])
}

// blankLineEnd returns where the text after a blank line begins that follows the
// line break at i; i if no blank line does.
func blankLineEnd(html string, i int) int {
	rest := strings.TrimPrefix(html[i+1:], "\r")
	if !strings.HasPrefix(rest, "\n") {
		return i
	}
	return len(html) - len(strings.TrimLeft(rest, " \t\r\n\f"))
}

// A markupSkipper finds the ends of comments and tags.
type markupSkipper struct {
	html string
	gone map[string]bool // marks that were looked for to the end of html in vain
}

// skip returns where the comment or tag that begins at i ends; i+1 if none
// begins there, or it does not end. In a tag, ">" may be in quotes after "=".
func (s *markupSkipper) skip(i int) int {
	rest := s.html[i+1:]
	if strings.HasPrefix(rest, "!--") {
		if end, ok := s.after(i+4, "-->"); ok {
			return end
		}
		return i + 1
	}
	name := strings.TrimPrefix(rest, "/")
	if s.gone[">"] || name == "" || !isLetter(name[0]) {
		return i + 1
	}
	for at := i + 1; ; {
		next := strings.IndexAny(s.html[at:], "=>")
		if next < 0 {
			s.gone[">"] = true // outside of quotes
			return i + 1
		}
		at += next + 1
		if s.html[at-1] == '>' {
			return at
		}
		value := strings.TrimLeft(s.html[at:], " \t\r\n\f")
		at = len(s.html) - len(value)
		if value != "" && (value[0] == '"' || value[0] == '\'') {
			if end, ok := s.after(at+1, value[:1]); ok {
				at = end
			}
		}
	}
}

// after returns the place after the next mark from i on.
func (s *markupSkipper) after(i int, mark string) (int, bool) {
	if s.gone[mark] || i > len(s.html) {
		return 0, false
	}
	n := strings.Index(s.html[i:], mark)
	if n < 0 {
		s.gone[mark] = true
		return 0, false
	}
	return i + n + len(mark), true
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// endsSentence reports whether a text ends as a sentence does, quotation marks
// and closing brackets aside.
func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " \t\r\n\"”»’)"))
	return strings.ContainsRune(".!?。", last)
}
