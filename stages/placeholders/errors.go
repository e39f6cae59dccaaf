package placeholders

import (
	"strings"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
)

// errorMessages removes the messages that PHP writes into a page, unless the text
// is about PHP, speaks of errors or shows code. One between two paragraphs stays: a
// text that asks about a message quotes it there.
func errorMessages(d *textlines.Doc, cut *textlines.Cut) {
	var found []int
	about := strings.Contains(d.Meta.Title, "PHP")
	for i := range d.Lines {
		l := &d.Lines[i]
		switch {
		case l.Exempt:
			about = true
		case isErrorMessage(l.Text):
			found = append(found, i)
		}
	}
	if len(found) == 0 || about || d.Strict() {
		return // most pages
	}
	for i := range d.Lines {
		if t := d.Lines[i].Text; !isErrorMessage(t) && textlines.HasAny(strings.ToLower(t), errorWords) {
			return
		}
	}
	first := firstProse(d)
	for _, i := range found {
		if !cut.Taken(i) && (i < first || !d.ProseAfter(i)) {
			cut.Line(i, ruleError, "a message of PHP with file and line").Score = evidence.Enough
		}
	}
}

// firstProse returns the first line of running text; the number of lines if there is
// none.
func firstProse(d *textlines.Doc) int {
	for i := range d.Lines {
		if d.IsProse(i) {
			return i
		}
	}
	return len(d.Lines)
}

// errorWords are the words of a text that may quote such a message.
var errorWords = []string{"php", "error", "warning"}

// errorKinds are the words with which PHP begins its messages.
var errorKinds = []string{"Warning: ", "Notice: ", "Deprecated: ", "Fatal error: ", "Parse error: ", "Strict Standards: "}

// isErrorMessage reports whether a line has the form of such a message: it begins
// with its kind and ends in the file and the number of a line.
func isErrorMessage(s string) bool {
	if !isDigit(s[len(s)-1]) {
		return false // nearly all lines
	}
	rest, ok := strings.CutSuffix(strings.TrimRight(s, "0123456789"), ".php on line ")
	if !ok || !strings.Contains(rest, " in ") {
		return false
	}
	for _, kind := range errorKinds {
		if strings.HasPrefix(s, kind) {
			return true
		}
	}
	return false
}
