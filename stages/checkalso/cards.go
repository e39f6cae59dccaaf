package checkalso

import (
	"strings"

	"winnow/stages/internal/lines"
)

// Bounds of cards at the end of a text: how many there are at least, the length
// in bytes of the shortest teaser, and the share of the text they may be.
const (
	minTeasers = 3
	minTeaser  = 60
	maxCardsOf = 0.3
)

// cards gives up the cards of other stories at the end of a text, which no
// heading announces: headlines over teasers that were cut off. A text ends in
// one of its own sentences.
func (f finder) cards(d *lines.Doc, cut *lines.Cut) {
	if f.KeepRelated || d.Strict() || !d.IsArticle() {
		return
	}
	first, n := len(d.Lines), 0
	for k := len(d.Lines) - 1; k > 0 && d.After(k) <= maxCardsOf; k-- {
		text := d.Lines[k].Text
		if d.Lines[k].Exempt {
			return
		}
		if cut.Taken(k) {
			continue
		}
		if isCutOff(text) {
			if t := d.Lines[k-1].Text; isHeadline(t) && d.Words(k-1) >= minHeadlineWords && !isCutOff(t) {
				first = k - 1
				n++
			}
			continue
		}
		if len(text) >= maxProseless && d.EndsSentence(k) {
			break // a sentence of the text
		}
	}
	if n < minTeasers || !mostlyParagraphs(d, first) {
		return
	}
	for k := first; k < len(d.Lines); k++ {
		f.card(d, cut, k, ruleTail, "from headlines on whose teasers are cut off")
	}
}

// mostlyParagraphs reports whether at least half of the lines before line i are
// running text: the front page of a site has cards of its own, and few of them.
func mostlyParagraphs(d *lines.Doc, i int) bool {
	n := 0
	for k := range i {
		if d.IsProse(k) {
			n++
		}
	}
	return 2*n >= i
}

// isCutOff recognises a teaser that was cut off, perhaps with a link to the rest.
func isCutOff(s string) bool {
	if len(s) < minTeaser {
		return false
	}
	low := strings.TrimRight(strings.ToLower(s[len(s)-min(len(s), 40):]), " »›>→")
	for _, link := range [...]string{"read more", "weiterlesen", "lire la suite", "leer más", "continue reading"} {
		low = strings.TrimRight(strings.TrimSuffix(low, link), " ")
	}
	return isTeaser(low)
}
