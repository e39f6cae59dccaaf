package metadata

import (
	"strings"

	"winnow/pipeline/dates"
	"winnow/pipeline/tree"
)

// Weights of dates that the text shows far from the title, by what says that they
// are its own. Without a label or a class they are below minDate: comments and
// other stories have dates, too.
const (
	farDate        = 0.2
	farDateElement = 0.3
	farModified    = 0.4
	farPublished   = 0.5
)

// Weights of time elements by their place. They are trusted a little more than the
// same date without the element, and most if they are said to be of publication.
const (
	timeFar       = 0.35
	timeBefore    = 0.6 // before the title, near it
	timeAfter     = 0.72
	timePublished = 0.12 // added
)

// shownDates returns the dates that the text shows: near the title, or marked
// as dates elsewhere.
func (e *extractor) shownDates() []dateCandidate {
	var list []dateCandidate
	for _, n := range e.times {
		list = append(list, e.timeElement(n)...)
	}
	for _, l := range e.lines {
		list = append(list, e.datesInLine(l)...)
	}
	for _, n := range e.years {
		if e.isNearTitle(n) || e.isForeign(n) || e.t.Closest(n, tree.Time) >= 0 {
			continue // read already
		}
		text := line(e.t.Chars(n))
		if e.isProse(text) {
			list = append(list, e.firstPublished(text, n)...)
			continue
		}
		for _, d := range e.datesIn(text, n) {
			d.weight = farDate
			switch {
			case d.sense == published && !isReference(text):
				d.weight = farPublished
			case d.sense == modified:
				d.weight = farModified
			case e.isDateElement(n):
				d.weight = farDateElement
			}
			list = append(list, d)
		}
	}
	return list
}

// timeElement reads a time element.
func (e *extractor) timeElement(n int32) []dateCandidate {
	if e.isForeign(n) {
		return nil
	}
	text := e.text(n)
	value := firstOf(e.t.Value(n, "datetime"), e.t.Value(n, "content"), text)
	d, ok := dates.Parse(value, e.order)
	if !ok {
		if d, ok = dates.Parse(text, e.order); !ok {
			return nil
		}
	}
	s := e.senseOf(n, text)
	weight := timeFar
	if e.isNearTitle(n) {
		weight = timeAfter
		if n < e.titleNode {
			weight = timeBefore
		}
	}
	if s == published || e.t.HasAttr(n, "pubdate") {
		weight += timePublished
	}
	c := candidate{claim: claim{rule: s.rule("metadata/time-element", "metadata/shown-modified"), why: "a time element", node: n}, weight: weight, source: fromText}
	return []dateCandidate{{candidate: c, date: d, sense: s}}
}

// datesInLine reads the dates of a line near the title.
func (e *extractor) datesInLine(l textLine) []dateCandidate {
	if len(l.text) > maxByline || !dates.MayHold(l.text) {
		return nil
	}
	if e.isProse(l.text) {
		return e.firstPublished(l.text, l.node)
	}
	list := e.datesIn(l.text, l.node)
	for i := range list {
		d := &list[i]
		d.weight = weightAt(l.step)
		if l.step < 0 && d.sense == unlabelled && e.isMasthead(l.node) {
			d.weight = mastheadDate
		}
		if d.sense == published {
			d.weight += linePublished
		}
	}
	return list
}

// weightAt returns the weight of a date by its place: right after the title,
// right before it, or further away.
func weightAt(step int) float64 {
	switch {
	case step < -3 || step > 12:
		return 0.4
	case step < 0 || step > 6:
		return 0.62
	case step > 3:
		return 0.7
	}
	return 0.76
}

// linePublished is added to the weight of a date in a line that says it is that of
// publication.
const linePublished = 0.13

// mastheadDate is the weight of a date without a label in the head of the site:
// most are the day on which the page was fetched.
const mastheadDate = 0.32

// isMasthead reports whether a node is in the head of the site: a header
// element, or one with such a name, outside what holds the title.
func (e *extractor) isMasthead(n int32) bool {
	for ; n >= 0 && !e.t.Contains(n, e.titleNode); n = e.t.Nodes[n].Parent {
		if e.t.Nodes[n].Tag == tree.Header {
			return true
		}
		for _, attr := range []string{"class", "id", "role"} {
			v := strings.ToLower(e.t.Value(n, attr))
			for _, word := range []string{"masthead", "site-header", "topbar", "top-bar", "banner", "navbar"} {
				if strings.Contains(v, word) {
					return true
				}
			}
		}
	}
	return false
}

// isReference reports whether a text goes on after the title of a work that it
// cites: ". J Elm Res. Published online May 22, 2019:16".
func isReference(s string) bool {
	return s != "" && strings.IndexByte(".,;:)", s[0]) >= 0
}

// isDateElement reports whether the class or id of a text's parent, or of the
// one above, says date.
func (e *extractor) isDateElement(n int32) bool {
	for range 2 {
		if n = e.t.Nodes[n].Parent; n < 0 {
			return false
		}
		if (hintsIn(e.t.Value(n, "class"))|hintsIn(e.t.Value(n, "id")))&dateHint != 0 {
			return true
		}
	}
	return false
}

// saidFirst is the weight of a date that a sentence gives as that of publication.
const saidFirst = 0.8

// firstPublished reads the date in a sentence that says when the text was first
// published: "This article was originally published on 26 Sep 2019 and has …".
func (e *extractor) firstPublished(s string, n int32) []dateCandidate {
	lower := strings.ToLower(s)
	for _, label := range []string{"originally published on ", "first published on ", "originally posted on "} {
		i := strings.Index(lower, label)
		if i < 0 || len(lower) != len(s) {
			continue
		}
		d, start, _, ok := dates.Find(s[i+len(label):], e.order)
		if ok && start < 4 {
			c := candidate{claim: claim{rule: "metadata/date-line", why: "“" + short(s) + "”", node: n}, weight: saidFirst, source: fromText}
			return []dateCandidate{{candidate: c, date: d, sense: published}}
		}
	}
	return nil
}

// datesIn reads the dates of a short text with their labels. Their weight is left
// to the caller, who knows the place.
func (e *extractor) datesIn(s string, n int32) []dateCandidate {
	var list []dateCandidate
	from := 0
	for f := range dates.All(s, e.order) {
		sense := senseOfLabel(s[from:f.Start])
		from = f.End
		if sense == unlabelled && len(list) == 0 {
			sense = e.senseBefore(n)
		}
		c := candidate{claim: claim{rule: sense.rule("metadata/date-line", "metadata/shown-modified"), why: "“" + short(s) + "”", node: n}, source: fromText}
		list = append(list, dateCandidate{candidate: c, date: f.Date, sense: sense})
		if len(list) == 3 {
			break
		}
	}
	if isSpan(list) {
		return nil
	}
	return list
}

// isSpan reports two dates without labels of which the second is years after
// the first: when somebody lived, not when the text came out.
func isSpan(list []dateCandidate) bool {
	return len(list) == 2 && list[0].sense == unlabelled && list[1].sense == unlabelled && list[1].date.Year-list[0].date.Year >= leastSpan
}

// leastSpan is the minimum number of years between the two.
const leastSpan = 5

// isProse reports whether a line is prose and no list of dates with labels.
func (e *extractor) isProse(s string) bool { return isSentence(s) && !e.statesDates(s) }

// statesDates reports whether a line is made of dates with their labels and
// other short parts between bars: "Published: May 3, 2024. Updated: …".
func (e *extractor) statesDates(s string) bool {
	const longest = 6 // words of another part
	stated := false
	for part := range strings.FieldsFuncSeq(s, isBar) {
		switch {
		case e.areLabelledDates(part):
			stated = true
		case len(strings.Fields(part)) > longest:
			return false
		}
	}
	return stated
}

// areLabelledDates reports whether a text is nothing but labels, each with its
// date.
func (e *extractor) areLabelledDates(s string) bool {
	const longest = 4 // words of a label
	from := 0
	for f := range dates.All(s, e.order) {
		label := s[from:f.Start]
		if len(strings.Fields(label)) > longest || senseOfLabel(label) == unlabelled {
			return false
		}
		from = f.End
	}
	return from > 0 && len(words(s[from:])) <= 2 // a zone
}

// isSentence reports whether a line is prose, in which a date means something
// other than when the text was written.
func isSentence(s string) bool {
	// bars between names, dates and tags are not words
	n := len(strings.Fields(s)) - strings.Count(s, " |")
	return len(s) > 80 && n > 14 || strings.HasSuffix(s, ".") && n > 8
}
