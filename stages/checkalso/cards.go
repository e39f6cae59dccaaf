package checkalso

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/textlines"
)

// Bounds of cards at the end of a text: the minimum number of them, the length
// in bytes of the shortest teaser, and their greatest share of the text.
const (
	minTeasers = 3
	minTeaser  = 60
	maxCardsOf = 0.3
)

// cards removes the cards of other stories at the end of a text that no heading
// announces: headlines over truncated teasers, or teasers that a program
// truncated to one length. A text ends in a sentence of its own.
func (f finder) cards() {
	if f.KeepRelated || f.Strict() || !f.IsArticle() {
		return
	}
	teasers := f.lastTeasers()
	if len(teasers) == 0 || f.cutAlike(teasers) {
		return
	}
	first, n := len(f.Lines), 0
	for _, k := range teasers {
		if f.After(k) <= maxCardsOf && isHeaded(f.Doc, k) {
			first = k - 1
			n++
		}
	}
	if n < minTeasers || !mostlyParagraphs(f.Doc, first) {
		return
	}
	for k := first; k < len(f.Lines); k++ {
		f.card(k, ruleTail, "from headlines on whose teasers are cut off")
	}
}

// lastTeasers lists, from the end, the truncated teasers after the last
// sentence of a text; none if there is code or a table among them.
func (f finder) lastTeasers() []int {
	var teasers []int
	for k := len(f.Lines) - 1; k > 0; k-- {
		text := f.Lines[k].Text
		switch {
		case f.Lines[k].Exempt:
			if len(teasers) == 0 || f.After(k) > maxCardsOf {
				return teasers
			}
			return nil
		case f.cut.Taken(k):
		case isCutOff(text):
			teasers = append(teasers, k)
		case len(text) >= maxProseless && f.EndsSentence(k):
			return teasers
		}
	}
	return teasers
}

// isHeaded reports whether there is a headline over the teaser in line k.
func isHeaded(d *textlines.Doc, k int) bool {
	t := d.Lines[k-1].Text
	return isHeadline(t) && d.Words(k-1) >= minHeadlineWords && !isCutOff(t)
}

// Bounds of teasers that a program cut off at one length: how many there are at
// least, by how much their lengths differ at most, and how many paragraphs of
// its own the text before them has at least. Who lets sentences trail off does
// not do so at one length; two teasers may be the news on the front page of a
// company.
const (
	minAlike  = 4
	maxUnlike = 0.04
	minOwn    = 3
	// A front page, of few paragraphs, shows fewer teasers than that.
	manyAlike = 8
	// Where they are most of a text, it may be about them: a list of abstracts.
	maxAlikeOf = 0.4
)

// isAnnounced reports whether the text before line first speaks of what follows,
// as it does of messages or books that it quotes: "This is what readers wrote:".
func (f finder) isAnnounced(first int) bool {
	for k := first - 1; k >= 0; k-- {
		if !f.cut.Taken(k) {
			text := strings.TrimRight(f.Lines[k].Text, " *_")
			return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
		}
	}
	return false
}

// cutAlike removes teasers of one length at the end of a text, with their
// headlines and what else is between them.
func (f finder) cutAlike(teasers []int) bool {
	alike := lengthsAlike(f.Doc, teasers)
	if len(alike) < minAlike || !hasOwn(f.Doc, teasers[len(teasers)-1]) {
		return false
	}
	last, first := alike[0], alike[len(alike)-1]
	if !slices.ContainsFunc(alike, func(k int) bool { return !isHeaded(f.Doc, k) }) {
		first-- // its headline
	}
	if len(alike) < manyAlike && !mostlyParagraphs(f.Doc, first) || f.After(first) > maxAlikeOf || f.isAnnounced(first) {
		return false
	}
	for k := first; k <= last; k++ {
		f.card(k, ruleCutOff, "teasers cut off at one length")
	}
	return true
}

// lengthsAlike returns the teasers, from the end, up to the first that has
// neither the length of most nor as many words.
func lengthsAlike(d *textlines.Doc, teasers []int) []int {
	if len(teasers) < minAlike {
		return nil
	}
	chars, words := make([]int, len(teasers)), make([]int, len(teasers))
	for i, k := range teasers {
		text := withoutEnd(d.Lines[k].Text)
		chars[i], words[i] = utf8.RuneCountInString(text), pipeline.CountWords(text)
	}
	n := 0
	for n < len(teasers) && (isNear(chars[n], chars[0]) || words[n] == words[0] && strings.HasSuffix(withoutEnd(d.Lines[teasers[n]].Text), "]")) {
		n++
	}
	if n >= minAlike && n+1 == len(teasers) {
		n++ // the first may lack what comes before the others
	}
	return teasers[:n]
}

// isNear reports whether two lengths are nearly the same.
func isNear(a, b int) bool {
	return float64(max(a, b)-min(a, b)) <= maxUnlike*float64(max(a, b))
}

// withoutEnd returns a teaser without what follows the place where it was
// truncated: a link to the rest, a date.
func withoutEnd(s string) string {
	for _, mark := range [...]string{"…", "..."} {
		if at := strings.LastIndex(s, mark); at >= 0 && len(s)-at <= maxEnd {
			end := at + len(mark)
			if strings.HasPrefix(s[end:], "]") {
				end++
			}
			return s[:end]
		}
	}
	return s
}

// maxEnd is how many bytes may follow the words of a teaser.
const maxEnd = 40

// hasOwn reports whether a text has paragraphs of its own before line i.
func hasOwn(d *textlines.Doc, i int) bool {
	n := 0
	for k := range i {
		if l := &d.Lines[k]; !l.Exempt && len(l.Text) >= ownParagraph && d.EndsSentence(k) && !isCutOff(l.Text) {
			if n++; n >= minOwn {
				return true
			}
		}
	}
	return false
}

// ownParagraph is the length in bytes of a paragraph that is not a teaser.
const ownParagraph = 200

// mostlyParagraphs reports whether at least half of the lines before line i are
// running text: the front page of a site has cards of its own, and few of them.
func mostlyParagraphs(d *textlines.Doc, i int) bool {
	n := 0
	for k := range i {
		if d.IsProse(k) {
			n++
		}
	}
	return 2*n >= i
}

// isCutOff reports whether a teaser was truncated; a link to the rest or a date
// may follow.
func isCutOff(s string) bool {
	if len(s) < minTeaser {
		return false
	}
	end := s[len(s)-maxEnd:]
	if strings.LastIndexAny(end, ".…") < 0 {
		return false // most lines
	}
	low := strings.TrimRight(strings.ToLower(end), " »›>→")
	for _, link := range [...]string{"read more", "weiterlesen", "lire la suite", "leer más", "continue reading"} {
		low = strings.TrimRight(strings.TrimSuffix(low, link), " ")
	}
	return isTeaser(low) || isTeaser(withoutDate(low))
}

// withoutDate returns a teaser in lower case without the date after it: "one
// la... dec 28, 2025".
func withoutDate(s string) string {
	at := strings.LastIndex(s, "... ")
	size := len("...")
	if k := strings.LastIndex(s, "… "); k > at {
		at, size = k, len("…")
	}
	if at < 0 {
		return s
	}
	date := s[at+size:]
	if len(date) > maxShortDate || strings.IndexFunc(date, unicode.IsDigit) < 0 || strings.Count(date, " ") > 4 {
		return s
	}
	return s[:at+size]
}

// maxShortDate is the maximum length in bytes of a date in figures and the name
// of a month.
const maxShortDate = 20
