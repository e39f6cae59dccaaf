package title

import (
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/frame"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
)

// leastProse is the least share of running text after such a headline. With .5, a text
// without headline loses its first subhead more often than others gain their headline
// (development pages: one article in 250 and one product in 20, for three headlines of 781
// in jusText's output and 14 of 783 in Resiliparse's).
const leastProse = 0.6

// mostLikely is the maximum number of words of such a headline: a longer line is often a
// piece of a sentence.
const mostLikely = 16

// likely moves the headline of a text with less prose than others have: the first line,
// the one below a date, or the one below a label, which stays: half of such labels are
// in the ground truth of development pages. A shorter line than a headline usually is
// needs a sign that it is one, since it may be the first subhead: a date right above, or
// the same line again, by itself or within quotes ("2 thoughts on “Plums”").
func (o Options) likely(d *textlines.Doc) []pipeline.Edit {
	first := 0
	for first < min(len(d.Lines), maxPreamble) && isPreamble(d, first) {
		first++
	}
	if d.Tree != nil || first >= len(d.Lines) || !proseFollows(d, first) {
		return nil
	}
	h := head{Doc: d}
	text := d.Lines[first].Text
	if h.isQuantity(first) || h.isData(first) || h.isCredit(first) || d.Words(first) > mostLikely || strings.HasPrefix(text, "“") || strings.HasPrefix(text, "\"") {
		return nil
	}
	at, why := first, ""
	switch {
	case isHeadline(d, first):
		why = "first line, running text follows"
	case !hasForm(d, first) || strings.Contains(text, ":") || isPerson(text) || isSaid(d, first):
		return nil
	case first > 0 && d.IsProse(first+1):
		why = "below the date, running text follows"
	case isRepeated(d, first):
		why = "first line, and again below"
	case first+2 < len(d.Lines) && d.Words(first) < minWords && isHeadline(d, first+1) && !h.isData(first+1) && d.IsProse(first+2):
		at, why = first+1, "below a label, running text follows"
	default:
		return nil
	}
	if proseAfter(d, first) < leastProse {
		return nil
	}
	return o.takeHeadline(d, at, why)
}

// maxPreamble is the maximum number of lines before a headline: images, dates, a path.
const maxPreamble = 3

// isSaid reports whether line i is what pages say around their text: "Table of contents",
// "Get in touch".
func isSaid(d *textlines.Doc, i int) bool {
	_, ok := labels().WholeIn(d.Found(i))
	return ok || frame.Label(d.Lines[i].Text) != 0
}

var labels = sync.OnceValue(func() *phrases.Matcher {
	return phrases.New("ad", "app", "comments", "contents", "cta", "feedback", "follow", "legal", "navigation", "newsletter", "player", "print", "readmore", "related", "share", "tags")
})

// isRepeated reports whether line i occurs again, by itself within the next lines or
// between quotation marks in a short line.
func isRepeated(d *textlines.Doc, i int) bool {
	text := d.Lines[i].Text
	for k := i + 1; k < len(d.Lines); k++ {
		l := d.Lines[k].Text
		if k <= i+2 && l == text {
			return true
		}
		if len(l) <= len(text)+maxAround && strings.ContainsAny(l, "“\"«„") && strings.Contains(l, text) {
			return true
		}
	}
	return false
}

// maxAround is the maximum length in bytes of what stands around the title in the
// heading of its comments.
const maxAround = 40
