package pipeline

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// paragraphsOfBlankLines marks the paragraphs of text in the form that WordPress
// stores it in: inline tags, subheads and lists are there, but paragraphs are
// parted by blank lines, of which WordPress makes elements only when it shows the
// page. Other HTML comes back as it is.
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

// leastSentences is the number of paragraphs that must end as sentences do: a
// template has blank lines, too.
const leastSentences = 2

// blocksOfPages are the elements that paragraphs stand in, and those in which
// blank lines mean something else.
var blocksOfPages = regexp.MustCompile(`(?i)<(?:!doctype|html|body|p|div|br|table|td|article|section|main|pre|textarea|script|style|svg|math|dl)\b`)

// splitAtBlankLines splits HTML at its blank lines, but for those in a comment
// or in a tag.
func splitAtBlankLines(html string) []string {
	var parts []string
	from := 0
	for _, m := range blankLineOrMarkup.FindAllStringIndex(html, -1) {
		if html[m[0]] == '\n' {
			parts = append(parts, html[from:m[0]])
			from = m[1]
		}
	}
	return append(parts, html[from:])
}

// blankLineOrMarkup finds comments and tags as well as blank lines, so that none
// of these is found within one of those. In a tag, ">" may stand in quotes that
// follow "=".
var blankLineOrMarkup = regexp.MustCompile(`<!--(?s:.*?)-->|</?[A-Za-z](?:=\s*"[^"]*"|=\s*'[^']*'|[^>])*>|\n\r?\n\s*`)

// endsSentence reports whether a text ends as a sentence does, quotation marks
// and closing brackets aside.
func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " \t\r\n\"”»’)"))
	return strings.ContainsRune(".!?。", last)
}
