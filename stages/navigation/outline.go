package navigation

import (
	"strconv"
	"strings"
	"sync"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// Bounds of a table of contents without a heading: it begins in the head, with
// at most a headline and a standfirst before it, and has that many entries.
const (
	minOutline    = 3
	outlineWithin = 12
)

// outline removes a run of short lines near the beginning, each of which is
// repeated below, in the same order and followed by text: the headings of the
// text as its contents. A list that a line with a colon introduces belongs to
// the text.
func outline(d *textlines.Doc, cut *textlines.Cut) {
	if d.Strict() || !d.IsArticle() {
		return
	}
	var again map[string][]int // the places of the lines with a key
	for i := 0; i+minOutline < len(d.Lines) && i < outlineWithin; i++ {
		if !isEntry(d, cut, i) || !isEntry(d, cut, i+1) || !isEntry(d, cut, i+2) || isIntroduced(d, cut, i) {
			continue
		}
		if next := againAt(d, i); next < 0 || !headsMore(d, next) {
			continue // most lines
		}
		if again == nil {
			again = keysOf(d)
		}
		n := entriesFrom(d, cut, again, i)
		if n < minOutline || i > 0 && d.IsProse(i-1) && counts(d.Lines[i-1].Text, n) {
			continue
		}
		for k := i; k < i+n; k++ {
			cut.Line(k, ruleEntry, "one of a run of headings that are repeated below").Score = evidence.Enough
		}
		return
	}
}

// minIntroduction is the length in bytes from which a line with a colon is a
// sentence; "What you will find here:" is a heading of contents.
const minIntroduction = 50

// isIntroduced reports whether there is a sentence that ends in a colon over
// the short lines of which line i is one.
func isIntroduced(d *textlines.Doc, cut *textlines.Cut, i int) bool {
	for i--; i >= 0 && !endsInColon(d.Lines[i].Text); i-- {
		if !isEntry(d, cut, i) {
			return false
		}
	}
	return i >= 0 && len(d.Lines[i].Text) >= minIntroduction
}

func endsInColon(s string) bool { return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：") }

// counts reports whether a line of text mentions that many things: the list
// that follows is a list of them, and part of the text.
func counts(s string, n int) bool {
	digits := strconv.Itoa(n)
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if w = strings.Trim(w, ".,;:()"); w == digits || numberWords()[[2]string{digits, w}] {
			return true
		}
	}
	return false
}

// numberWords are the small numbers, each with its words.
var numberWords = sync.OnceValue(func() map[[2]string]bool {
	set := map[[2]string]bool{}
	for _, pair := range wording.Pairs("numberword") {
		set[pair] = true
	}
	return set
})

// againAt returns the first line below line i that says the same, or -1.
func againAt(d *textlines.Doc, i int) int {
	key := entryKey(d, i)
	for k := i + 1; k < len(d.Lines); k++ {
		if hasEntryKey(d, k, key) {
			return k
		}
	}
	return -1
}

// keysOf returns the short lines by their keys.
func keysOf(d *textlines.Doc) map[string][]int {
	keys := map[string][]int{}
	for k := range d.Lines {
		if t := d.Lines[k].Text; len(t) < maxCrumbs {
			key := entryKey(d, k)
			keys[key] = append(keys[key], k)
		}
	}
	return keys
}

// entriesFrom counts the lines from i on that are repeated below the run.
func entriesFrom(d *textlines.Doc, cut *textlines.Cut, again map[string][]int, i int) int {
	at := i // where the entry before is again
	first := len(d.Lines)
	n := 0
	for k := i; k < first && n < maxEntries && isEntry(d, cut, k); k++ {
		next := nextOf(again[entryKey(d, k)], max(at, k))
		if next < 0 {
			break
		}
		if n == 0 {
			first = next
		}
		at = next
		n++
	}
	return n
}

// isEntry reports whether a line may be an entry.
func isEntry(d *textlines.Doc, cut *textlines.Cut, k int) bool {
	l := &d.Lines[k]
	if l.Exempt || cut.Taken(k) || len(l.Text) < minEntry || len(l.Text) >= maxCrumbs || d.IsProse(k) || strings.HasSuffix(l.Text, "!") {
		return false
	}
	if endsInColon(l.Text) || l.Text[0] == '-' { // a key or an item of settings, shown line by line
		return false
	}
	_, dated := d.Date(k) // of a post, below its author
	return !dated
}

// minEntry is the minimum length in bytes of a heading in a table of contents.
const minEntry = 4

// nextOf returns the first of the lines after line k, or -1.
func nextOf(list []int, k int) int {
	for _, i := range list {
		if i > k {
			return i
		}
	}
	return -1
}

// headsMore reports whether a line of text follows line k.
func headsMore(d *textlines.Doc, k int) bool {
	return k+1 < len(d.Lines) && (d.EndsSentence(k+1) || d.IsProse(k+1))
}
