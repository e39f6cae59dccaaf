package pipeline

import (
	"regexp"
	"strings"
)

// paragraphsOfBlankLines marks the paragraphs of text as WordPress and others
// store it: with inline tags, subheads and lists, but with blank lines between
// the paragraphs, which only become elements when a page is made of it. Other
// HTML comes back as it is.
func paragraphsOfBlankLines(html string) string {
	if !strings.Contains(html, "\n\n") && !strings.Contains(html, "\n\r\n") || len(html) > maxPost || blocksOfPages.MatchString(html) {
		return html
	}
	parts := blankLines.Split(html, -1)
	sentences := 0
	for _, p := range parts {
		text := strings.TrimRight(htmlTag.ReplaceAllString(p, ""), " \t\r\n\"”»’)")
		if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "。") {
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

// leastSentences is the number of paragraphs that must end as sentences do: a
// template has blank lines, too.
const leastSentences = 2

var (
	// blocksOfPages are the elements that paragraphs stand in, and those in which
	// blank lines mean something else.
	blocksOfPages = regexp.MustCompile(`(?i)<(?:!doctype|html|body|p|div|br|table|td|article|section|main|pre|textarea|script|style|svg|math|dl)\b`)
	blankLines    = regexp.MustCompile(`\n\r?\n\s*`)
)
