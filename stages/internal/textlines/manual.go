package textlines

import (
	"iter"
	"strings"
)

// isManualPage reports whether the text is a page of a manual, in any language: its
// last sections say who wrote it, where to report faults and what else to
// look up, as boxes of news sites do.
func (d *Doc) isManualPage() bool {
	for _, l := range d.Lines[:min(len(d.Lines), manualHead)] {
		if l.Text == "SYNOPSIS" || l.Text == "NAME" {
			return true
		}
	}
	cited, inRow := map[string]bool{}, false
	for i := range d.Lines {
		end := -1
		for name, at := range citedPages(d.Lines[i].Text) {
			cited[name] = true
			inRow = inRow || end >= 0 && strings.Trim(d.Lines[i].Text[end:at.start], " ,") == ""
			if end = at.end; inRow && len(cited) >= minCited {
				return true
			}
		}
	}
	return false
}

// manualHead is how many lines from the beginning the first headings of a
// manual's page are.
const manualHead = 40

// minCited is the number of different pages that a page of a manual refers to, two of them
// in a row. Numbers of notes are in brackets after words, too, but not so.
const minCited = 3

// A span is a part of a line, in bytes.
type span struct{ start, end int }

// citedPages yields the names of the pages of the manual that s refers to, as in
// "see open(2) and printf(3p)", and their places.
func citedPages(s string) iter.Seq2[string, span] {
	return func(yield func(string, span) bool) {
		for from := 0; ; {
			i := strings.IndexByte(s[from:], '(')
			if i < 0 {
				return
			}
			i += from
			from = i + 1
			start := i
			for start > 0 && isPageName(s[start-1]) {
				start--
			}
			if size := sectionSize(s[from:]); size > 0 && i-start >= 2 && s[start] >= 'a' && !yield(s[start:i], span{start, from + size}) {
				return
			}
		}
	}
}

// isPageName reports whether the name of a manual's page can hold c: capitals are in
// names of people and functions, too.
func isPageName(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.'
}

// sectionSize returns the length of the number of a section of the manual and the bracket
// with which s begins, or 0: "3)", "3p)", "1ssl)".
func sectionSize(s string) int {
	const longest = 4
	end := strings.IndexByte(s[:min(len(s), longest+1)], ')')
	if end < 1 || s[0] < '1' || s[0] > '8' {
		return 0
	}
	for _, c := range []byte(s[1:end]) {
		if c < 'a' || c > 'z' {
			return 0
		}
	}
	return end + 1
}
