package dates

import (
	"slices"
	"strings"
)

// before are words that are between a day and its time.
var before = []string{"t", "at", "um", "à", "kl", "klo", "o", "в", "a", "las", "às", "alle", "ore", "om", "saat", "lúc", "г", "р", "em", "on"}

// clockAfter reads the time of the day that follows a date at token i and
// returns how many tokens it takes; 0 when there is none.
func (f *finder) clockAfter(i int, d *Date) int {
	at := i
	for at < len(f.toks) && at < i+4 {
		if k := f.kind(at); k == ',' || k == '@' || k == '-' || k == '|' || k == '?' || k == '.' || k == '(' || slices.Contains(before, f.word(at)) || isEastAsianWeekday(f.word(at)) {
			at++
			continue
		}
		break
	}
	if f.kind(at) == 0 || at == i && !f.toks[at].space && f.kind(at) == 'n' && f.word(at-1) != "日" && f.word(at-1) != "일" {
		return 0
	}
	n := f.clock(at, d)
	if n == 0 {
		return 0
	}
	return at + n - i
}

// isEastAsianWeekday recognises the names that are between a day and its time
// without a space or a comma.
func isEastAsianWeekday(w string) bool {
	return strings.HasPrefix(w, "星期") || strings.HasPrefix(w, "周") || strings.HasSuffix(w, "曜日") || strings.HasSuffix(w, "요일")
}

// ReadClock reads the time of the day with which a text begins: the clock and
// the zone of d, in the bytes s[:end]. With a dot it needs am or pm: "2.46" by
// itself is as often a number.
func ReadClock(s string) (d Date, end int, ok bool) {
	var buf [16]token
	f := finder{s: s, toks: scan(s, buf[:0])}
	n := f.clock(0, &d)
	_, half := f.halfOfDay(3)
	if n == 0 || f.kind(1) == '.' && half == 0 {
		return Date{}, 0, false
	}
	return d, f.toks[n-1].end, true
}

// hourMarks are between hours and minutes, or after a full hour.
var hourMarks = []string{"h", "uhr", "hs", "時", "时", "点", "시"}

// clock reads a time of the day at token i into d and returns how many tokens
// it has, its zone included; 0 when there is none.
func (f *finder) clock(i int, d *Date) int {
	at, half := i, eastAsianHalf(f.word(i))
	if half != 0 {
		at++
	}
	hour, ok := f.number(at, 1, 2)
	if !ok || hour > 24 {
		return 0
	}
	minute, at := f.minuteAfter(at + 1)
	if at == 0 {
		return 0
	}
	second, at := f.secondAfter(at)
	if half == 0 {
		var size int
		half, size = f.halfOfDay(at)
		at += size
	}
	if hour = hourOf24(hour, half); hour > 23 {
		return 0
	}
	d.Clock, d.Hour, d.Minute, d.Second = true, hour, minute, second
	if w := f.word(at); w == "uhr" || w == "h" || w == "hs" || w == "hrs" {
		at++ // "14:30 Uhr MEZ"
	}
	return at + f.zone(at, d) - i
}

// minuteAfter reads the minute after an hour that ends before token at, and
// returns the token to go on with; 0 where the number before is no hour.
func (f *finder) minuteAfter(at int) (minute, next int) {
	marked := slices.Contains(hourMarks, f.word(at))
	if v, ok := f.number(at+1, 1, 2); marked && ok && v <= 59 && (f.word(at+2) == "分" || f.word(at+2) == "분") {
		return v, at + 3
	}
	if sep := f.kind(at); (sep == ':' || sep == '.' || marked) && f.isNumber(at+1, 59) {
		return f.toks[at+1].value, at + 2
	}
	if marked {
		return 0, at + 1
	}
	if _, size := f.halfOfDay(at); size == 0 {
		return 0, 0
	}
	return 0, at
}

// secondAfter reads the second, if there is one, and returns the token to go on
// with. Fractions of a second are passed over.
func (f *finder) secondAfter(at int) (second, next int) {
	if f.kind(at) != ':' || !f.isNumber(at+1, 60) {
		return 0, at
	}
	second, at = min(f.toks[at+1].value, 59), at+2
	if f.kind(at) == '.' && f.kind(at+1) == 'n' {
		at += 2
	}
	return second, at
}

// hourOf24 is an hour of the half 'a' or 'p' of the day among all 24. In
// "13:05 PM" the 24 hours were meant.
func hourOf24(hour int, half byte) int {
	switch {
	case half == 'p' && hour < 12:
		return hour + 12
	case half == 'a' && hour == 12:
		return 0
	}
	return hour
}

// eastAsianHalf is 'a' or 'p' for the words of the half of the day that come
// before the time; else 0.
func eastAsianHalf(word string) byte {
	switch word {
	case "上午", "午前", "오전":
		return 'a'
	case "下午", "午後", "오후":
		return 'p'
	}
	return 0
}

// isNumber reports whether a number of two digits up to limit is at i.
func (f *finder) isNumber(i, limit int) bool {
	v, ok := f.number(i, 2, 2)
	return ok && v <= limit
}

// halfOfDay reads am, pm, a.m. and p.m. at i: 'a' or 'p' and its tokens.
func (f *finder) halfOfDay(i int) (byte, int) {
	switch w := f.word(i); {
	case w == "am" || w == "pm":
		return w[0], 1
	case (w == "a" || w == "p") && f.kind(i+1) == '.' && f.word(i+2) == "m":
		if f.kind(i+3) == '.' {
			return w[0], 4
		}
		return w[0], 3
	}
	return 0, 0
}

// zoneNames are names of zones that mean one offset, in minutes. Names that
// several countries use for different zones (IST, BST in Asia) are left out,
// except where one use is by far the most common on news pages.
var zoneNames = map[string]int{
	"z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "sast": 120, "eet": 120, "eest": 180, "msk": 180,
	"est": -300, "edt": -240, "cdt": -300, "cst": -360, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
	"akst": -540, "akdt": -480, "wib": 420, "hkt": 480, "sgt": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}

// IsZone reports whether a word, in lower case, names an offset from UTC.
func IsZone(word string) bool {
	_, ok := zoneNames[word]
	return ok
}

// zone reads a zone at token i into d and returns how many tokens it has.
func (f *finder) zone(i int, d *Date) int {
	n := i
	if f.kind(n) == '(' {
		n++
	}
	name := f.word(n)
	offset, named := zoneNames[name]
	if named {
		d.Zone, d.Offset = true, offset
		n++
		if name != "utc" && name != "gmt" && name != "z" || f.kind(n) != '+' && f.kind(n) != '-' {
			return n - i
		}
	}
	sign := f.kind(n)
	if sign != '+' && sign != '-' || f.kind(n+1) != 'n' || sign == '-' && f.toks[n].end != f.toks[n+1].start || strings.Contains(f.s[f.toks[n].start:f.toks[n].end], "–") {
		return n - i
	}
	t := f.toks[n+1]
	h, m, size := t.value, 0, 2
	switch {
	case t.digits == 4:
		h, m = t.value/100, t.value%100
	case t.digits == 2 && f.kind(n+2) == ':' && f.isNumber(n+3, 59):
		m, size = f.toks[n+3].value, 4
	case t.digits > 2:
		return n - i
	case !named && t.digits != 2:
		return n - i
	}
	if h > 14 || m > 59 {
		return n - i
	}
	d.Zone, d.Offset = true, h*60+m
	if sign == '-' {
		d.Offset = -d.Offset
	}
	return n + size - i
}
