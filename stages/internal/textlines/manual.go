package textlines

import "strings"

// isManualPage reports whether the text is a page of a manual, in any language: its
// last sections say who wrote it, where to report faults and what else to
// look up, as boxes of news sites do.
func (d *Doc) isManualPage() bool {
	for _, l := range d.Lines[:min(len(d.Lines), manualHead)] {
		if l.Text == "SYNOPSIS" || l.Text == "NAME" {
			return true
		}
	}
	cited := map[string]bool{}
	for i := range d.Lines {
		for name := range citedPages(d.Lines[i].Text) {
			if cited[name] = true; len(cited) == minCited {
				return true
			}
		}
	}
	return false
}

// manualHead is how many lines from the beginning the first headings of a
// manual's page are.
const manualHead = 40

// minCited is the number of different pages that a page of a manual refers to.
const minCited = 3

// citedPages yields the names of the pages of the manual that s refers to, as in
// "see open(2) and printf(3p)".
func citedPages(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
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
			if i-start >= 2 && isSection(s[from:]) && !yield(s[start:i]) {
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

// isSection reports whether s begins with the number of a section of the manual
// and a bracket: "3)", "3p)", "1ssl)".
func isSection(s string) bool {
	const longest = 4
	end := strings.IndexByte(s[:min(len(s), longest+1)], ')')
	if end < 1 || s[0] < '1' || s[0] > '8' {
		return false
	}
	for _, c := range []byte(s[1:end]) {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}
