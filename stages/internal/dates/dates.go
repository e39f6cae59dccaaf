// Package dates reads the lines in which pages state their dates, in some
// thirty languages: "Published: 4 April 2024, 01:14 GMT", "Stand: 04.04.2024",
// "2024年4月4日", "3 days ago". It reads a line as a date only when every word
// of it belongs to one, so a sentence with a date in it is none.
package dates

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/fold"
)

// A Line is what a date line states.
type Line struct {
	// Published and Modified are in RFC 3339 form, "2024-04-04" or
	// "2024-04-04T01:14:00+02:00"; a time without a zone is left out. Empty
	// when the line does not state them or not in full.
	Published, Modified string
	// Updated is true when the line speaks of a change, even where its date
	// could not be read.
	Updated bool
	// Relative is true of "3 days ago".
	Relative bool
	// Labelled is true when the line says what the date is: "Published:".
	Labelled bool
}

// maxLine is the length in bytes up to which a line can be a date line.
const maxLine = 140

// Parse reads a date line.
func Parse(line string) (Line, bool) {
	if len(line) > maxLine || len(line) < 4 {
		return Line{}, false
	}
	if !hasDigit(line) {
		// Without a number, only "yesterday" and the like.
		if len(line) > maxRelative || !relativeDays[strings.TrimRight(fold.Key(line), " .")] {
			return Line{}, false
		}
		return Line{Relative: true}, true
	}
	p := parser{tokens: tokenize(fold.Key(line))}
	if !p.run() {
		return Line{}, false
	}
	return p.line, true
}

// maxRelative is the length in bytes of the longest word in relativeDays.
const maxRelative = 16

// hasDigit is a cheap look whether a line can state a date at all.
func hasDigit(s string) bool {
	if strings.ContainsAny(s, "0123456789") {
		return true
	}
	for _, r := range s {
		if r >= 0x660 && unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

type token struct {
	word   string
	n      int  // the number, when digits > 0
	digits int  // how many digits it is written with
	sep    byte // the mark before the token: 0, ' ', '.', '/', '-', ':', ','
}

// tokenize splits a folded line into numbers, words and the marks between.
func tokenize(s string) []token {
	var tokens []token
	sep := byte(0)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsDigit(r):
			t := token{sep: sep}
			for i < len(s) {
				r, size = utf8.DecodeRuneInString(s[i:])
				v, ok := digit(r)
				if !ok {
					break
				}
				if t.digits < 9 {
					t.n = t.n*10 + v
				}
				t.digits++
				i += size
			}
			if t.digits == 0 {
				i += size
				continue
			}
			tokens = append(tokens, t)
			sep = 0
			continue
		case isIdeograph(r):
			tokens = append(tokens, token{word: string(r), sep: sep})
			sep = 0
		case unicode.IsLetter(r) || unicode.IsMark(r):
			start := i
			for i < len(s) {
				r, size = utf8.DecodeRuneInString(s[i:])
				if !(unicode.IsLetter(r) || unicode.IsMark(r) || r == '\'') || isIdeograph(r) {
					break
				}
				i += size
			}
			tokens = append(tokens, token{word: s[start:i], sep: sep})
			sep = 0
			continue
		case r == '.' || r == '/' || r == '-' || r == ':' || r == ',' || r == '+' || r == '|':
			sep = byte(r)
		case r == ' ':
			if sep == 0 {
				sep = ' '
			}
		case strings.ContainsRune("()[]•·–—*。،", r):
			sep = '|'
		default:
			tokens = append(tokens, token{word: string(r), sep: sep})
			sep = 0
		}
		i += size
	}
	return tokens
}

func digit(r rune) (int, bool) {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0'), true
	case r >= 0x660 && r <= 0x669:
		return int(r - 0x660), true
	case r >= 0x6F0 && r <= 0x6F9:
		return int(r - 0x6F0), true
	case r >= 0x966 && r <= 0x96F:
		return int(r - 0x966), true
	}
	return 0, false
}

func isIdeograph(r rune) bool { return r >= 0x3400 && r <= 0x9FFF }

// A parser goes through the tokens of a line.
type parser struct {
	tokens  []token
	i       int
	line    Line
	updated bool // the date that follows is one of a change
	label   bool // a label stands before it
	day     day
	found   int // dates
}

// day is a date as far as it is known.
type day struct {
	year, month, date    int
	hour, minute, second int
	clock                bool
	zone                 string // "Z" or "+02:00"
}

func (d day) hasDate() bool { return d.month > 0 && (d.date > 0 || d.year > 0) }

func (d day) String() string {
	if d.year == 0 || d.month == 0 || d.date == 0 || !valid(d.year, d.month, d.date) {
		return ""
	}
	s := fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.date)
	if d.clock && d.zone != "" {
		s += fmt.Sprintf("T%02d:%02d:%02d%s", d.hour, d.minute, d.second, d.zone)
	}
	return s
}

func valid(y, m, d int) bool {
	if y < 1900 || y > 2100 || m < 1 || m > 12 || d < 1 {
		return false
	}
	days := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
	if m == 2 && (y%4 == 0 && y%100 != 0 || y%400 == 0) {
		days = 29
	}
	return d <= days
}

// run reads all tokens; false when one of them belongs to no date.
func (p *parser) run() bool {
	for p.i < len(p.tokens) {
		switch {
		case p.relative():
		case p.iso():
		case p.numeric():
		case p.eastAsian():
		case p.zone():
		case p.clock():
		case p.number():
		case p.wordToken():
		default:
			return false
		}
	}
	p.flush()
	return p.found > 0
}

func (p *parser) at(k int) token {
	if p.i+k < len(p.tokens) {
		return p.tokens[p.i+k]
	}
	return token{}
}

// flush ends a date.
func (p *parser) flush() {
	if p.day.hasDate() {
		p.found++
		field := &p.line.Published
		if p.updated {
			field = &p.line.Modified
			p.line.Updated = true
		}
		if *field == "" {
			*field = p.day.String()
		}
		p.line.Labelled = p.line.Labelled || p.label
	}
	p.day = day{}
}

// setDate begins a new date when one is complete already.
func (p *parser) setDate(y, m, d int) {
	if p.day.hasDate() {
		p.flush()
		p.updated = false
	}
	p.day.year, p.day.month, p.day.date = y, m, d
}

// iso reads 2024-04-04, 2024/04/04, 2024.04.04, also with T and a time.
func (p *parser) iso() bool {
	a, b, c := p.at(0), p.at(1), p.at(2)
	if a.digits != 4 || b.digits == 0 || c.digits == 0 || b.digits > 2 || c.digits > 2 ||
		b.sep != c.sep || b.sep != '-' && b.sep != '/' && b.sep != '.' || !valid(a.n, b.n, c.n) {
		return false
	}
	p.setDate(a.n, b.n, c.n)
	p.i += 3
	if p.at(0).word == "t" && p.at(1).digits == 2 {
		p.i++
	}
	return true
}

// numeric reads 04.04.2024, 4/4/2024, 4-4-24. With dots the day comes first;
// with other marks only where the numbers leave no doubt is the date known.
func (p *parser) numeric() bool {
	a, b, c := p.at(0), p.at(1), p.at(2)
	if a.digits == 0 || a.digits > 2 || b.digits == 0 || b.digits > 2 || c.digits != 4 && c.digits != 2 ||
		b.sep != '.' && b.sep != '/' && b.sep != '-' || b.sep != c.sep {
		return false
	}
	y := c.n
	if c.digits == 2 {
		if b.sep == '-' {
			return false
		}
		y += 2000
	}
	switch {
	case (b.sep == '.' || a.n > 12) && valid(y, b.n, a.n):
		p.setDate(y, b.n, a.n)
	case b.n > 12 && valid(y, a.n, b.n):
		p.setDate(y, a.n, b.n)
	case a.n == b.n && valid(y, a.n, b.n):
		p.setDate(y, a.n, b.n)
	case valid(y, a.n, b.n):
		p.setDate(0, a.n, b.n) // day or month first: not known
	default:
		return false
	}
	p.i += 3
	return true
}

// eastAsian reads 2024年4月4日 14時30分 and 2024년 4월 4일.
func (p *parser) eastAsian() bool {
	y, yu := p.at(0), p.at(1).word
	if y.digits == 4 && (yu == "年" || yu == "년") {
		m, mu, d, du := p.at(2), p.at(3).word, p.at(4), p.at(5).word
		if m.digits == 0 || mu != "月" && mu != "월" || d.digits == 0 || du != "日" && du != "일" || !valid(y.n, m.n, d.n) {
			return false
		}
		p.setDate(y.n, m.n, d.n)
		p.i += 6
		return true
	}
	h, hu, m, mu := p.at(0), p.at(1).word, p.at(2), p.at(3).word
	if h.digits > 0 && h.n < 25 && (hu == "時" || hu == "时" || hu == "시" || hu == "点") {
		p.i += 2
		p.day.clock, p.day.hour = true, h.n
		if m.digits > 0 && (mu == "分" || mu == "분") {
			p.day.minute = m.n
			p.i += 2
		}
		return true
	}
	return false
}

// clock reads 14:30, 14:30:05.123, 2.30 pm, 3pm.
func (p *parser) clock() bool {
	h, m := p.at(0), p.at(1)
	if h.digits == 0 || h.digits > 2 || h.n > 24 {
		return false
	}
	second, used := 0, 0
	switch {
	case m.digits == 2 && m.n < 60 && (m.sep == ':' || m.sep == '.' && isMeridiem(p.at(2).word)):
		used = 2
		if s := p.at(2); s.digits == 2 && s.sep == ':' && s.n < 60 {
			second, used = s.n, 3
			if f := p.at(3); f.digits > 0 && f.sep == '.' {
				used = 4
			}
		}
	case isMeridiem(m.word):
		used, m = 1, token{}
	case m.word == "h" || m.word == "uhr" || m.word == "hs" || m.word == "hrs":
		used = 2
		if mm := p.at(2); mm.digits == 2 && mm.n < 60 && mm.sep == 0 {
			m, used = mm, 3
		} else {
			m = token{}
		}
	default:
		return false
	}
	p.i += used
	hour := h.n
	if w := p.at(0).word; isMeridiem(w) && hour <= 12 {
		if w[0] == 'p' && hour < 12 {
			hour += 12
		} else if w[0] == 'a' && hour == 12 {
			hour = 0
		}
		p.i++
		if (w == "a" || w == "p") && p.at(0).word == "m" {
			p.i++
		}
	}
	if !p.day.clock {
		p.day.clock, p.day.hour, p.day.minute, p.day.second = true, hour, m.n, second
	}
	return true
}

func isMeridiem(w string) bool { return w == "am" || w == "pm" || w == "a" || w == "p" }

// zone reads UTC, GMT+2, EST, +0200, Z.
func (p *parser) zone() bool {
	t := p.at(0)
	if z, ok := zones[t.word]; ok && p.day.clock {
		p.i++
		if p.day.zone == "" {
			p.day.zone = z
		}
		p.offset()
		return true
	}
	return p.day.clock && p.offset()
}

// offset reads +02:00, +0200, -5 after a time.
func (p *parser) offset() bool {
	t := p.at(0)
	if t.digits == 0 || t.sep != '+' && t.sep != '-' {
		return false
	}
	h, m, used := t.n, 0, 1
	switch {
	case t.digits == 4:
		h, m = t.n/100, t.n%100
	case t.digits <= 2 && p.at(1).digits == 2 && p.at(1).sep == ':':
		m, used = p.at(1).n, 2
	case t.digits > 2:
		return false
	}
	if h > 14 || m > 59 {
		return false
	}
	p.i += used
	p.day.zone = fmt.Sprintf("%c%02d:%02d", t.sep, h, m)
	return true
}

// number reads the day of a month or a year.
func (p *parser) number() bool {
	t := p.at(0)
	switch {
	case t.digits == 4 && t.n >= 1900 && t.n <= 2100:
		if p.day.year != 0 {
			return false
		}
		p.day.year = t.n
	case t.digits >= 1 && t.digits <= 2 && t.n >= 1 && t.n <= 31:
		if p.day.date != 0 {
			if !p.day.hasDate() {
				return false
			}
			p.setDate(0, 0, 0)
		}
		p.day.date = t.n
	default:
		return false
	}
	p.i++
	return true
}

// wordToken reads months, weekdays, labels and the words between.
func (p *parser) wordToken() bool {
	w := strings.Trim(p.at(0).word, "'")
	if w == "" {
		return false
	}
	if m, ok := months[w]; ok && (p.day.date > 0 || p.at(1).digits > 0 || fillers[p.at(1).word]) {
		if p.day.month != 0 {
			if p.day.year == 0 { // "4 April, 5 May 2024": the number belongs to the next
				return false
			}
			p.flush()
			p.updated = false
		}
		p.day.month = m
		p.i++
		return true
	}
	switch l, labelled := labels[w]; {
	case labelled:
		if p.day.hasDate() {
			p.flush()
		}
		p.updated = l == modified
		p.line.Updated = p.line.Updated || p.updated
		p.label = true
	case weekdays[w], fillers[w]:
	default:
		return false
	}
	p.i++
	return true
}

// relative reads "3 days ago", "vor 2 Stunden", "yesterday".
func (p *parser) relative() bool {
	w := p.at(0).word
	if relativeDays[w] {
		p.i++
		p.found++
		p.line.Relative = true
		return true
	}
	n := p.at(0).digits > 0 || w == "a" || w == "an" || w == "one"
	switch {
	case n && units[p.at(1).word] && agoAfter[p.at(2).word]:
		p.i += 3
	case agoBefore[w] && p.at(1).digits > 0 && units[p.at(2).word]:
		p.i += 3
	case w == "il" && p.at(1).word == "y" && p.at(2).word == "a" && p.at(3).digits > 0 && units[p.at(4).word]:
		p.i += 5
	default:
		return false
	}
	p.found++
	p.line.Relative = true
	return true
}
