package metadata

import (
	"strings"

	"winnow/pipeline/dates"
)

// lastResort is the date of a page that marks none: the only day that short
// texts of the page name, or that data in its scripts call the day of
// publication.
func (w *work) lastResort(pubs []candidate) claim {
	if d, ok := w.scriptDate(); ok {
		return claim{d.String(), "metadata/script-date", "the only date of publication in the page's scripts", nowhere}
	}
	if len(pubs) == 0 {
		return w.besideArticle()
	}
	for _, b := range pubs {
		if b.key != pubs[0].key || b.node == nowhere || !w.isDateAlone(line(w.t.Chars(b.node))) {
			return claim{}
		}
	}
	return pubs[0].claim
}

// besideArticle is the date that stands alone behind a label of publication in
// what surrounds the article, such as a column of facts: "Published July 8,
// 2025". Two different ones are those of other stories.
func (w *work) besideArticle() (found claim) {
	for _, n := range w.years {
		text := line(w.t.Chars(n))
		if !w.isForeign(n) || !w.isDateAlone(text) || w.isProse(text) {
			continue
		}
		for _, d := range w.datesIn(text, n) {
			if d.sense != published || !d.date.Plausible(w.now) {
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
func (w *work) isDateAlone(s string) bool {
	_, start, end, ok := dates.Find(s, w.order)
	return ok && 5*(end-start) > 3*len(s)
}

// scriptKeys are what programs call the date of publication, without the
// letters that all of them have, with what stands before and after these.
var scriptKeys = []struct{ before, after string }{
	{"dateP", "ed"}, {"p", "edAt"}, {"p", "ed_at"}, {"p", "Date"}, {"p", "_date"}, {"p", "edDate"}, {"p", "edTime"}, {"firstP", "edAt"},
}

// scriptDate reads the date of publication from data for the page's scripts,
// where all that call it so name one day.
func (w *work) scriptDate() (found dates.Date, ok bool) {
	const common, most = "ublish", 200
	source := w.t.Source
	for at, n := 0, 0; n < most; n++ {
		i := strings.Index(source[at:], common)
		if i < 0 {
			break
		}
		i += at
		at = i + len(common)
		d, is := w.scriptDateAt(source[:i], source[at:])
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

// scriptDateAt reads the value of a key in data, given what stands before and
// after the letters that all keys have.
func (w *work) scriptDateAt(before, after string) (dates.Date, bool) {
	const window = 48
	for _, k := range scriptKeys {
		value, ok := strings.CutPrefix(after, k.after)
		if !ok || !strings.HasSuffix(before, k.before) {
			continue
		}
		value = withoutMarks(value[:min(len(value), window)])
		d, start, _, ok := dates.Find(value, w.order)
		return d, ok && start == 0 && d.Plausible(w.now)
	}
	return dates.Date{}, false
}

// withoutMarks takes the marks between a key and its value, those of scripts
// in attributes included.
func withoutMarks(s string) string {
	for before := ""; s != before; {
		before = s
		s = strings.TrimLeft(s, "\\\"':= ")
		s = strings.TrimPrefix(strings.TrimPrefix(s, "&quot;"), "&#34;")
	}
	return s
}
