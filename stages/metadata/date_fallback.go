package metadata

import (
	"strings"

	"winnow/pipeline/dates"
)

// lastResort returns the date of a page that marks none: the only day that
// short texts of the page name, or that data in its scripts names as the day of
// publication.
func (e *extractor) lastResort(pubs []candidate) claim {
	if d, ok := e.scriptDate(); ok {
		return claim{d.String(), "metadata/script-date", "the only date of publication in the page's scripts", nowhere}
	}
	if len(pubs) == 0 {
		return e.besideArticle()
	}
	for _, b := range pubs {
		if b.key != pubs[0].key || b.node == nowhere || !e.isDateAlone(line(e.t.Chars(b.node))) {
			return claim{}
		}
	}
	return pubs[0].claim
}

// besideArticle returns the date that follows a label of publication, alone, in
// what surrounds the article, such as a column of facts: "Published July 8,
// 2025". If there are two different ones, they are those of other stories.
func (e *extractor) besideArticle() (found claim) {
	for _, n := range e.years {
		text := line(e.t.Chars(n))
		if !e.isForeign(n) || !e.isDateAlone(text) || e.isProse(text) {
			continue
		}
		for _, d := range e.datesIn(text, n) {
			if d.sense != published || !d.date.Plausible(e.now) {
				continue
			}
			if found.value != "" && found.value[:10] != d.date.DayString() {
				return claim{}
			}
			found = claim{d.date.String(), d.rule, d.why, n}
		}
	}
	return found
}

// isDateAlone reports whether a text is hardly more than a date.
func (e *extractor) isDateAlone(s string) bool {
	_, start, end, ok := dates.Find(s, e.order)
	return ok && 5*(end-start) > 3*len(s)
}

// scriptKeys are what programs call the date of publication, without the
// letters that all of them have, with what comes before and after these.
var scriptKeys = []struct{ before, after string }{
	{"dateP", "ed"}, {"p", "edAt"}, {"p", "ed_at"}, {"p", "Date"}, {"p", "_date"}, {"p", "edDate"}, {"p", "edTime"}, {"firstP", "edAt"},
}

// scriptDate reads the date of publication from data for the page's scripts, if
// everything that is called so there names one day.
func (e *extractor) scriptDate() (found dates.Date, ok bool) {
	const common, most = "ublish", 200
	source := e.t.Source
	for at, n := 0, 0; n < most; n++ {
		i := strings.Index(source[at:], common)
		if i < 0 {
			break
		}
		i += at
		at = i + len(common)
		d, is := e.scriptDateAt(source[:i], source[at:])
		if !is {
			continue
		}
		if ok && !d.SameDay(found) {
			return found, false
		}
		found, ok = d, true
	}
	return found, ok
}

// scriptDateAt reads the value of a key in data, given what comes before and
// after the letters that all keys have.
func (e *extractor) scriptDateAt(before, after string) (dates.Date, bool) {
	const window = 48
	for _, k := range scriptKeys {
		value, ok := strings.CutPrefix(after, k.after)
		if !ok || !strings.HasSuffix(before, k.before) {
			continue
		}
		value = withoutMarks(value[:min(len(value), window)])
		d, start, _, ok := dates.Find(value, e.order)
		return d, ok && start == 0 && d.Plausible(e.now)
	}
	return dates.Date{}, false
}

// withoutMarks removes the marks between a key and its value, including those
// of scripts in attributes.
func withoutMarks(s string) string {
	for before := ""; s != before; {
		before = s
		s = strings.TrimLeft(s, "\\\"':= ")
		s = strings.TrimPrefix(strings.TrimPrefix(s, "&quot;"), "&#34;")
	}
	return s
}
