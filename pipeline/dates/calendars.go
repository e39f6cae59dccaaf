package dates

import (
	"strings"
	"time"
	"unicode/utf8"
)

// The dates of other calendars, and those written in words of numbers: Persian
// months, Japanese eras, Chinese numerals.

// persianMonths gives the month of a name of the Solar Hijri calendar, by which
// pages of Iran are dated; Afghanistan names the months otherwise.
var persianMonths = map[string]int{
	"فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "امرداد": 5, "شهریور": 6,
	"مهر": 7, "آبان": 8, "آذر": 9, "دی": 10, "بهمن": 11, "اسفند": 12,
}

// persian reads "۵ اردیبهشت ۱۴۰۳", and "۱۴۰۳/۰۲/۰۵" in the digits of Persian.
func (f *finder) persian(i int) (Date, int) {
	if d, ok := f.number(i, 1, 2); ok {
		m := persianMonths[f.word(i+1)]
		at := f.skip(i+2, ",؟")
		y, ok := f.number(at, 4, 4)
		if m == 0 || !ok {
			return Date{}, 0
		}
		return solarHijri(y, m, d), at + 1 - i
	}
	y, ok1 := f.number(i, 4, 4)
	m, ok2 := f.number(i+2, 1, 2)
	d, ok3 := f.number(i+4, 1, 2)
	sep := f.kind(i + 1)
	if !ok1 || !ok2 || !ok3 || sep != f.kind(i+3) || sep != '/' && sep != '-' {
		return Date{}, 0
	}
	if r, _ := utf8.DecodeRuneInString(f.s[f.toks[i].start:]); r < '۰' || r > '۹' {
		return Date{}, 0
	}
	return solarHijri(y, m, d), 5
}

// The years of the Solar Hijri calendar in which pages can have been published,
// and the beginning of the cycle of 33 years by which its leap years are reckoned:
// K. M. Borkowski's rule, right for the years 1244 to 1502.
const (
	firstSolar = 1279
	lastSolar  = 1499
	solarCycle = 979
)

// solarHijri returns a day of the Solar Hijri calendar in the Gregorian one;
// not valid where there is no such day. The first day of the year 979 was 21
// March 1600.
func solarHijri(year, month, day int) Date {
	if year < firstSolar || year > lastSolar || month < 1 || month > 12 || day < 1 || day > 31 || month > 6 && day > 30 {
		return Date{}
	}
	y := year - solarCycle
	days := 365*y + y/33*8 + (y%33+3)/4 + day - 1
	days += 31 * min(month-1, 6)
	days += 30 * max(month-7, 0)
	t := time.Date(1600, time.March, 20, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)
	return Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// eras are the years before the first one of the eras of Japan.
var eras = map[string]int{"令和": 2018, "平成": 1988, "昭和": 1925}

// era reads 令和6年4月24日 and 令和元年5月1日.
func (f *finder) era(i int) (Date, int) {
	w := f.word(i)
	first, isFirst := strings.CutSuffix(w, "元年")
	before, ok := eras[first]
	if !ok {
		return Date{}, 0
	}
	at, y := i+1, 1
	if !isFirst {
		if y, ok = f.number(at, 1, 2); !ok || f.word(at+1) != "年" {
			return Date{}, 0
		}
		at += 2
	}
	m, ok1 := f.number(at, 1, 2)
	d, ok2 := f.number(at+2, 1, 2)
	if !ok1 || !ok2 || f.word(at+1) != "月" || f.word(at+3) != "日" {
		return Date{}, 0
	}
	return Date{Year: before + y, Month: m, Day: d}, at + 4 - i
}

// hanDigits are the values of Chinese numerals.
var hanDigits = map[rune]int{'〇': 0, '零': 0, '○': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '十': 10}

// han reads 二〇二四年四月二十四日.
func (f *finder) han(i int) (Date, int) {
	if f.kind(i) != 'w' && f.kind(i) != '?' || f.kind(i-1) == 'w' && !f.toks[i].space {
		return Date{}, 0
	}
	start := f.toks[i].start
	year, n1 := hanYear(f.s[start:])
	if n1 == 0 {
		return Date{}, 0
	}
	month, n2 := hanNumber(f.s[start+n1:], '月')
	day, n3 := hanNumber(f.s[start+n1+n2:], '日')
	if n2 == 0 || n3 == 0 {
		return Date{}, 0
	}
	end, n := start+n1+n2+n3, 0
	for f.kind(i+n) != 0 && f.toks[i+n].start < end {
		n++
	}
	if f.toks[i+n-1].end != end {
		return Date{}, 0 // the word goes on
	}
	return Date{Year: year, Month: month, Day: day}, n
}

// hanYear reads four numerals and 年, and returns their bytes.
func hanYear(s string) (year, size int) {
	digits := 0
	for k, r := range s {
		if r == '年' {
			if digits != 4 {
				return 0, 0
			}
			return year, k + len("年")
		}
		v, ok := hanDigits[r]
		if digits++; !ok || v > 9 || digits > 4 {
			return 0, 0
		}
		year = year*10 + v
	}
	return 0, 0
}

// hanNumber reads a number up to 99 and the unit after it, and returns their
// bytes.
func hanNumber(s string, unit rune) (value, size int) {
	tens, ones := 0, 0
	for k, r := range s {
		if r == unit {
			return tens + ones, k + utf8.RuneLen(unit)
		}
		v, ok := hanDigits[r]
		switch {
		case !ok || k > len("二十四"):
			return 0, 0
		case v == 10:
			tens, ones = 10*max(ones, 1), 0
		default:
			ones = v
		}
	}
	return 0, 0
}
