package dates

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Parse reads the first date in the value of an attribute or a metadata
// field. Besides what Find reads it takes days without separators
// ("20240404", "20240404T011400Z") and seconds or milliseconds since 1970.
func Parse(s string, o Order) (Date, bool) {
	s = strings.TrimSpace(s)
	if d, ok := parseDigits(s); ok {
		return d, true
	}
	d, _, _, ok := Find(s, o)
	return d, ok
}

// parseDigits reads values that begin with a number of eight and more digits.
func parseDigits(s string) (Date, bool) {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	v := 0
	for i := 0; i < min(n, 14); i++ {
		v = v*10 + int(s[i]-'0')
	}
	switch n {
	case 8, 14:
		d := Date{Year: v / 10000, Month: v / 100 % 100, Day: v % 100}
		rest := s[8:]
		if n == 14 {
			v /= 1000000
			d = Date{Year: v / 10000, Month: v / 100 % 100, Day: v % 100}
		} else if strings.HasPrefix(rest, "T") && len(rest) >= 7 {
			rest = rest[1:]
		}
		if !d.valid() {
			return Date{}, false
		}
		compactClock(&d, rest)
		return d, true
	case 10, 13:
		if n != len(s) {
			return Date{}, false
		}
		if n == 13 {
			v /= 1000
		}
		t := time.Unix(int64(v), 0).UTC()
		d := Date{
			Year: t.Year(), Month: int(t.Month()), Day: t.Day(),
			Clock: true, Hour: t.Hour(), Minute: t.Minute(), Second: t.Second(), Zone: true,
		}
		return d, d.valid() && d.Year >= 1990
	}
	return Date{}, false
}

// compactClock reads "011400Z" after a day.
func compactClock(d *Date, s string) {
	if len(s) < 6 {
		return
	}
	v := 0
	for i := range 6 {
		if s[i] < '0' || s[i] > '9' {
			return
		}
		v = v*10 + int(s[i]-'0')
	}
	h, m, sec := v/10000, v/100%100, v%100
	if h > 23 || m > 59 || sec > 60 {
		return
	}
	d.Clock, d.Hour, d.Minute, d.Second = true, h, m, min(sec, 59)
	f := finder{s: s[6:], toks: scan(s[6:], nil)}
	f.zone(0, d)
}

// Find reads the first date in a text and returns the bytes [start, end) that
// it takes up, its time included.
func Find(s string, o Order) (d Date, start, end int, ok bool) {
	for f := range All(s, o) {
		return f.Date, f.Start, f.End, true
	}
	return Date{}, 0, 0, false
}

// A Found is a date in a text, in the bytes [Start, End).
type Found struct {
	Date
	Start, End int
}

// All reads the dates in a text in their order.
func All(s string, o Order) func(yield func(Found) bool) {
	return func(yield func(Found) bool) {
		if !MayHold(s) {
			return // most texts
		}
		var buf [64]token
		f := finder{s: s, order: o, toks: scan(s, buf[:0])}
		for i := 0; i < len(f.toks); {
			d, n := f.dayAt(i)
			if n == 0 {
				i++
				continue
			}
			start := f.toks[i].start
			i += n
			i += f.clockAfter(i, &d)
			if !yield(Found{Date: d, Start: start, End: f.toks[i-1].end}) {
				return
			}
		}
	}
}

// leastDigits is how many digits a date in ASCII has: 1/1/24.
const leastDigits = 4

// MayHold is a cheap check whether a text can hold a date: it has digits enough, or
// characters beyond ASCII, which may be numerals.
func MayHold(s string) bool {
	digits := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return true
		case c >= '0' && c <= '9':
			digits++
		}
	}
	return digits >= leastDigits
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

type finder struct {
	s     string
	order Order
	toks  []token
}

func (f *finder) kind(i int) byte {
	if i < 0 || i >= len(f.toks) {
		return 0
	}
	return f.toks[i].kind
}

// number returns the value of the number at i when it has from lo to hi digits.
func (f *finder) number(i int, lo, hi uint8) (int, bool) {
	if f.kind(i) != 'n' || f.toks[i].digits < lo || f.toks[i].digits > hi {
		return 0, false
	}
	return f.toks[i].value, true
}

func (f *finder) word(i int) string {
	if f.kind(i) != 'w' {
		return ""
	}
	return strings.ToLower(f.s[f.toks[i].start:f.toks[i].end])
}

// month returns the month named at i, or 0.
func (f *finder) month(i int) int {
	if f.kind(i) != 'w' || f.toks[i].end-f.toks[i].start > 40 {
		return 0
	}
	return months[f.word(i)]
}

// skip goes past characters of set, given as kinds, at i.
func (f *finder) skip(i int, set string) int {
	for f.kind(i) != 0 && strings.IndexByte(set, f.kind(i)) >= 0 {
		i++
	}
	return i
}

// dayAt reads a day that begins at token i and returns how many tokens it has;
// 0 when there is none.
func (f *finder) dayAt(i int) (Date, int) {
	switch f.kind(i) {
	case 'n':
		if before := f.kind(i - 1); before != 0 && !f.toks[i].space && strings.IndexByte("./-n", before) >= 0 && f.kind(i-2) == 'n' {
			return Date{}, 0 // the middle of a longer number: 10.2024.01.02
		}
		return f.firstOf(i, f.yearFirst, f.ideographic, f.numeric, f.dayName, f.persian)
	case 'w', '?':
		if f.s[f.toks[i].start] < utf8.RuneSelf {
			return f.firstOf(i, f.monthName) // most words
		}
		return f.firstOf(i, f.monthName, f.era, f.han)
	}
	return Date{}, 0
}

// firstOf returns what the first of the readers finds that finds a day at token i.
func (f *finder) firstOf(i int, readers ...func(int) (Date, int)) (Date, int) {
	for _, read := range readers {
		if d, n := read(i); n > 0 && d.valid() {
			return d, n
		}
	}
	return Date{}, 0
}

// yearFirst reads 2024-04-04, 2024/4/4, 2024.04.04., "2024. április 4.",
// "2024 Apr 4".
func (f *finder) yearFirst(i int) (Date, int) {
	y, ok := f.number(i, 4, 4)
	if !ok {
		return Date{}, 0
	}
	at := i + 1
	if sep := f.kind(at); sep == '-' || sep == '/' || sep == '.' {
		if m, ok := f.number(at+1, 1, 2); ok && f.kind(at+2) == sep {
			if d, ok := f.number(at+3, 1, 2); ok {
				return Date{Year: y, Month: m, Day: d}, 5
			}
		}
	}
	at = f.skip(at, ".,-")
	if m := f.month(at); m > 0 {
		at = f.skip(at+1, ".,-")
		if d, ok := f.number(at, 1, 2); ok && f.kind(at+1) != ':' {
			return Date{Year: y, Month: m, Day: d}, at + 1 - i
		}
	}
	return Date{}, 0
}

// ideographic reads 2024年4月4日 and 2024년 4월 4일.
func (f *finder) ideographic(i int) (Date, int) {
	y, ok1 := f.number(i, 4, 4)
	m, ok2 := f.number(i+2, 1, 2)
	d, ok3 := f.number(i+4, 1, 2)
	if !ok1 || !ok2 || !ok3 {
		return Date{}, 0
	}
	a, b, c := f.word(i+1), f.word(i+3), f.word(i+5)
	if (a == "年" && b == "月" && c == "日") || (a == "년" && b == "월" && c == "일") {
		return Date{Year: y, Month: m, Day: d}, 6
	}
	return Date{}, 0
}

// numeric reads 04/04/2024, 4-4-2024, 04.04.2024 and 4/4/24.
func (f *finder) numeric(i int) (Date, int) {
	a, ok1 := f.number(i, 1, 2)
	sep := f.kind(i + 1)
	b, ok2 := f.number(i+2, 1, 2)
	y, ok3 := f.number(i+4, 2, 4)
	if !ok1 || !ok2 || !ok3 || strings.IndexByte("/-.", sep) < 0 || f.kind(i+3) != sep || sep == '.' && f.kind(i+5) == '.' && f.kind(i+6) == 'n' {
		return Date{}, 0 // an IP address or a version has a fourth part
	}
	switch f.toks[i+4].digits {
	case 2:
		if sep == '-' {
			return Date{}, 0
		}
		y += 2000
		if y > 2069 {
			y -= 100
		}
	case 3:
		return Date{}, 0
	}
	day, month := a, b
	if b > 12 || sep != '.' && f.order == MonthFirst && a <= 12 {
		day, month = b, a
	}
	d := Date{Year: y, Month: month, Day: day}
	if other := (Date{Year: y, Month: day, Day: month}); sep != '.' && day <= 12 && day != month {
		if name, ok := f.weekdayBefore(i); ok && d.valid() && other.valid() && d.Time().Weekday() != name && other.Time().Weekday() == name {
			return other, 5
		}
	}
	return d, 5
}

// weekdayBefore returns the day of the week that the word before token i names
// in English, the language that writes numbers in both orders: "Mon,
// 05/06/2024" is in May.
func (f *finder) weekdayBefore(i int) (time.Weekday, bool) {
	if i--; f.kind(i) == ',' || f.kind(i) == '.' {
		i--
	}
	w := f.word(i)
	if len(w) < len("mon") {
		return 0, false
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.HasPrefix(strings.ToLower(day.String()), w) {
			return day, true
		}
	}
	return 0, false
}

// monthName reads "April 4, 2024", "Apr. 4th 2024".
func (f *finder) monthName(i int) (Date, int) {
	m := f.month(i)
	if m == 0 {
		return Date{}, 0
	}
	at := f.skip(i+1, ".-")
	d, ok := f.number(at, 1, 2)
	if !ok {
		return Date{}, 0
	}
	at++
	if slices.Contains(ordinals, f.word(at)) {
		at++
	}
	at = f.skip(at, ".,-")
	if w := f.word(at); w == "of" || w == "de" {
		at++
	}
	if y, ok := f.number(at, 4, 4); ok {
		return Date{Year: y, Month: m, Day: d}, at + 1 - i
	}
	return Date{}, 0
}

var ordinals = []string{"st", "nd", "rd", "th", "er", "re", "e"}

// linking words are between day, month and year.
var linking = []string{"of", "de", "del", "di", "do", "d", "tháng", "năm", "เดือน"}

// dayName reads "4 April 2024", "4. April 2024", "4th of April, 2024", "4 de
// abril de 2024", "04-Apr-2024", "4 tháng 4 năm 2024".
func (f *finder) dayName(i int) (Date, int) {
	d, ok := f.number(i, 1, 2)
	if !ok {
		return Date{}, 0
	}
	at := i + 1
	if slices.Contains(ordinals, f.word(at)) {
		at++
	}
	at = f.skip(at, ".,-/'")
	at = f.links(at)
	m := f.month(at)
	if m == 0 {
		v, ok := f.number(at, 1, 2)
		if !ok || f.word(at-1) != "tháng" {
			return Date{}, 0
		}
		m = v
	}
	at = f.skip(at+1, ".,-/")
	at = f.links(at)
	y, ok := f.number(at, 4, 4)
	if !ok {
		return Date{}, 0
	}
	if y > 2400 && y < 2700 && !isASCII(f.s) {
		y -= 543 // the Buddhist era, used in Thailand
	}
	return Date{Year: y, Month: m, Day: d}, at + 1 - i
}

func (f *finder) links(i int) int {
	for slices.Contains(linking, f.word(i)) {
		i = f.skip(i+1, "'")
	}
	return i
}
