// Package dateline reads the lines in which pages state their dates:
// "Published: 4 April 2024, 01:14 GMT", "Stand: 04.04.2024", "2024年4月4日",
// "3 days ago". It takes a line for one only when every word of it belongs to
// a date, so a sentence with a date in it is none. The dates themselves are
// read by winnow/pipeline/dates.
package dateline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/dates"
	"winnow/pipeline/fold"
)

// A Line is what a date line states.
type Line struct {
	// Published and Modified are in the form of dates.Date.String:
	// "2024-04-04", "2024-04-04T01:14:00+02:00", without the zone where the
	// line gives none. Empty when the line does not state them, not in full,
	// or leaves open which number is the month.
	Published, Modified string
	// DayFirst is the date where it leaves open which number is the month, read
	// as nearly everywhere outside of the United States: 03/04/2024 is in April.
	DayFirst string
	// Updated is true when the line speaks of a change, even where its date
	// could not be read.
	Updated bool
	// Relative is true of "3 days ago".
	Relative bool
	// Labelled is true when the line says what the date is: "Published:".
	Labelled bool
}

const (
	// maxLine is the length in bytes up to which a line can be a date line.
	maxLine = 140
	// maxRelative is the length in bytes of the longest word in relativeDays.
	maxRelative = 16
)

// Parse reads a date line.
func Parse(line string) (Line, bool) {
	if len(line) > maxLine || len(line) < 4 {
		return Line{}, false
	}
	if !mayStartDate(line) {
		return Line{}, false // most lines
	}
	digits, bare := look(line)
	if digits == 0 && !strings.Contains(line, "年") {
		// Without a number, only "yesterday" and the like.
		if len(line) > maxRelative || isTwoWords(line) || !known().relativeDays[strings.TrimRight(fold.Key(line), " .")] {
			return Line{}, false
		}
		return Line{Relative: true}, true
	}
	if bare && digits < minDigits {
		return Line{}, false
	}
	r := reader{key: fold.Key(line)}
	if !startsLikeDate(r.key) || !r.run() {
		return Line{}, false
	}
	return r.line, true
}

// separators are between a name and a date after it.
var separators = [...]string{"|", "•", "·", " - ", " – ", " — ", " on ", " at ", " am ", ", "}

// Split separates what a line begins with, such as a name, from the date after
// it: "Ann Doe | 4 April 2024". It reports false if the line does not end in a
// date.
func Split(line string) (before string, when Line, ok bool) {
	for _, sep := range separators {
		for from := 0; ; {
			i := strings.Index(line[from:], sep)
			if i < 0 {
				break
			}
			i += from
			if when, ok := Parse(strings.Trim(line[i+len(sep):], " |•·-")); ok {
				return strings.TrimSpace(line[:i]), when, true
			}
			from = i + len(sep)
		}
	}
	return line, Line{}, false
}

// isTwoWords reports whether line is a space between letters of ASCII:
// relativeDays are words.
func isTwoWords(line string) bool {
	i := strings.IndexByte(line, ' ')
	return i > 0 && i+1 < len(line) && line[i+1]|0x20 >= 'a' && line[i+1]|0x20 <= 'z'
}

// minDigits is how many digits a date in numbers has: 1/1/24.
const minDigits = 4

// look counts the digits of a line, a cheap check whether it can state a date
// at all; bare lines are of ASCII without letters.
func look(s string) (digits int, bare bool) {
	bare = true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s[i:])
			if i += size - 1; r >= 0x660 && unicode.IsDigit(r) {
				digits++
			} else {
				bare = false
			}
		case c >= '0' && c <= '9':
			digits++
		case c >= 'A':
			bare = false
		}
	}
	return digits, bare
}

// firstWords is how many words of a line mayStartDate looks at.
const firstWords = 3

// mayStartDate is a cheap check of the first words of a line, without folding
// it, where they are plain ASCII: each must be one of a date line.
func mayStartDate(line string) bool {
	var word [24]byte
	n, words, numbers := 0, 0, false
	for i := range len(line) {
		c := line[i]
		if c >= utf8.RuneSelf || c == '\'' || c == '`' || c < ' ' || c == '\x7f' {
			return true
		}
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			if n == len(word) {
				return false
			}
			word[n] = c | 0x20
			n++
			continue
		}
		if n > 0 {
			if w := word[:n]; !startsDate(string(w)) && (words == 0 && !numbers || !follows(string(w))) {
				return false
			}
			if words++; words == firstWords {
				return true
			}
			n = 0
		}
		numbers = numbers || c >= '0' && c <= '9'
	}
	return true
}

// startsLikeDate is a cheap look whether the first word belongs to a date.
func startsLikeDate(key string) bool {
	t, _ := next(key, 0)
	return t.digits > 0 || t.word != "" && startsDate(t.word)
}

// A reader goes through a folded line: the dates in it and the words between
// them.
type reader struct {
	key     string
	line    Line
	updated bool // the date that follows is one of a change
	label   bool // a label came before it
	found   int  // dates

	day     dates.Date
	dated   bool       // day holds a date
	unsure  bool       // its day may be its month
	clock   dates.Date // a time of the day that came before its date
	partial partial
}

// A partial is a date without year, or a month of a year.
type partial struct{ year, month, date int }

func (p partial) isDate() bool { return p.month > 0 && (p.date > 0 || p.year > 0) }

// run reads the whole line; false when a word of it belongs to no date.
func (r *reader) run() bool {
	at := 0
	for f := range dates.All(r.key, dates.DayFirst) {
		if !r.between(at, f.Start) {
			return false
		}
		if !r.take(f) {
			return false
		}
		at = f.End
	}
	if !r.between(at, len(r.key)) {
		return false
	}
	r.flush()
	return r.found > 0
}

// take begins a date, and ends the one before it. It refuses the end of a span
// of days, as events have them: "15 April - 13 May 2024", "28.-30. May 2024".
func (r *reader) take(f dates.Found) bool {
	if p := r.partial; p.year == 0 && (p.date > 0 || p.month > 0) {
		return false
	}
	if r.dated || r.partial.isDate() {
		clock := r.clock
		r.flush()
		r.updated, r.clock = false, clock
	}
	r.day, r.dated, r.partial = f.Date, true, partial{}
	if r.clock.Clock {
		r.day = at(r.day, r.clock)
	}
	from := max(0, f.Start-weekdayReach)
	other, start, _, _ := dates.Find(r.key[from:f.End], dates.MonthFirst)
	if from+start != f.Start {
		other, _ = dates.Parse(r.key[f.Start:f.End], dates.MonthFirst)
	}
	r.unsure = !other.SameDay(f.Date)
	return true
}

// weekdayReach is how far before a date the name of its day of the week begins, in
// bytes: "Wednesday, ".
const weekdayReach = 12

// at gives the day at the time of the clock.
func at(day, clock dates.Date) dates.Date {
	clock.Year, clock.Month, clock.Day = day.Year, day.Month, day.Day
	return clock
}

// flush ends a date.
func (r *reader) flush() {
	if r.dated || r.partial.isDate() {
		r.found++
		field := &r.line.Published
		if r.updated {
			field = &r.line.Modified
			r.line.Updated = true
		}
		switch {
		case *field == "" && r.dated && !r.unsure:
			*field = r.day.String()
		case r.dated && r.unsure && r.line.DayFirst == "":
			r.line.DayFirst = r.day.String()
		}
		r.line.Labelled = r.line.Labelled || r.label
	}
	r.day, r.dated, r.unsure, r.clock, r.partial = dates.Date{}, false, false, dates.Date{}, partial{}
}

// between reads the words from i to end; false when one belongs to no date.
func (r *reader) between(i, end int) bool {
	var buf [16]token
	w := words{list: buf[:0]}
	for i < end {
		t, n := next(r.key[:end], i)
		if t.word == "" && t.digits == 0 {
			break
		}
		w.list = append(w.list, t)
		i = n
	}
	for w.i < len(w.list) {
		n := r.relative(w)
		if n == 0 {
			n = r.time(w, end)
		}
		if n == 0 {
			n = r.number(w)
		}
		if n == 0 {
			n = r.word(w)
		}
		if n <= 0 {
			return false
		}
		w.i += n
	}
	return true
}

// relative reads "3 days ago", "vor 2 Stunden", "yesterday".
func (r *reader) relative(w words) int {
	v, first := known(), w.at(0).word
	counted := w.at(0).digits > 0 || first == "a" || first == "an" || first == "one"
	n := 0
	switch {
	case v.relativeDays[first]:
		n = 1
	case counted && v.units[w.at(1).word] && v.agoAfter[w.at(2).word]:
		n = 3
	case counted && v.units[w.at(1).word] && w.at(2).word == "yang" && v.agoAfter[w.at(3).word]:
		n = 4
	case counted && v.unitsAgo[w.at(1).word]:
		n = 2
	case v.agoBefore[first] && w.at(1).digits > 0 && v.units[w.at(2).word] && v.agoAfter[w.at(3).word]:
		n = 4
	case first == "for" || first == "för": // "for 3 days" is none
	case v.agoBefore[first] && w.at(1).digits > 0 && v.units[w.at(2).word]:
		n = 3
	case first == "πριν" && w.at(1).word == "από" && w.at(2).digits > 0 && v.units[w.at(3).word]:
		n = 4
	case first == "il" && w.at(1).word == "y" && w.at(2).word == "a" && w.at(3).digits > 0 && v.units[w.at(4).word]:
		n = 5
	}
	if n > 0 {
		r.found++
		r.line.Relative = true
	}
	return n
}

// time reads a time of the day that does not follow its date directly. Two
// times for one date are those of an event: -1.
func (r *reader) time(w words, end int) int {
	start := w.at(0).start
	clock, size, ok := dates.ReadClock(r.key[start:end])
	if !ok {
		return 0
	}
	switch {
	case r.day.Clock || r.clock.Clock:
		return -1
	case r.dated:
		r.day = at(r.day, clock)
	default:
		r.clock = clock
	}
	n := 0
	for w.i+n < len(w.list) && w.at(n).start < start+size {
		n++
	}
	return n
}

// number reads the day of a month or a year.
func (r *reader) number(w words) int {
	t := w.at(0)
	switch {
	case t.digits == 4 && t.n >= 1900 && t.n <= 2100:
		if r.dated || r.partial.year != 0 {
			return 0
		}
		r.partial.year = t.n
		r.complete()
	case t.digits >= 1 && t.digits <= 2 && t.n >= 1 && t.n <= 31:
		if r.dated || r.partial.isDate() && r.partial.date != 0 {
			r.flush()
			r.updated = false
		}
		if r.partial.date != 0 {
			return 0
		}
		r.partial.date = t.n
	default:
		return 0
	}
	return 1
}

// complete makes a date of a partial one that ends in its year: "31 Thursday
// October 2019". A number after the year is a count: "October 2019 (31)".
func (r *reader) complete() {
	p := r.partial
	if p.month == 0 || p.date == 0 {
		return
	}
	d, ok := dates.Parse(dates.Date{Year: p.year, Month: p.month, Day: p.date}.DayString(), dates.DayFirst)
	if ok {
		r.day, r.dated, r.partial = at(d, r.clock), true, partial{}
	}
}

// word reads months, zones, weekdays, labels and the words between.
func (r *reader) word(w words) int {
	s := w.at(0).word
	if s == "" {
		return 0
	}
	if m := dates.MonthOf(s); m > 0 && !otherwise[s] && (r.partial.date > 0 || w.at(1).digits > 0 || known().fillers[w.at(1).word]) {
		return r.month(m)
	}
	switch l, labelled := known().labels[s]; {
	case labelled:
		r.flush()
		r.updated = l == modified
		r.line.Updated = r.line.Updated || r.updated
		r.label = true
	case known().weekdays[s], known().fillers[s]:
	case dates.IsZone(s), vagueZones[s]:
		if !r.day.Clock && !r.clock.Clock {
			return 0
		}
	default:
		return 0
	}
	return 1
}

// month notes a month without day or without year.
func (r *reader) month(m int) int {
	switch {
	case r.dated:
		r.flush()
		r.updated = false
	case r.partial.month != 0 && r.partial.year == 0: // "4 April, 5 May 2024": the number belongs to the next
		return 0
	case r.partial.month != 0:
		r.flush()
		r.updated = false
	}
	r.partial.month = m
	return 1
}
