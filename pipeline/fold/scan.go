package fold

import (
	"unicode"
	"unicode/utf8"
)

// A Scanner folds a text character by character, for readers that mostly stop
// after the first few. It yields what Of(s).S holds. A copy of a Scanner goes
// on from the same place.
type Scanner struct {
	s     string
	i     int
	began bool
	dots  uint8 // full stops of an ellipsis that are still due
	from  int   // of that ellipsis
}

// Scan starts at the beginning of s.
func Scan(s string) Scanner { return Scanner{s: s} }

// Next returns the next folded character and the bytes of the text it stands
// for; ok is false at the end of the text.
func (sc *Scanner) Next() (r rune, start, end int, ok bool) {
	if sc.dots > 0 {
		sc.dots--
		return '.', sc.from, sc.i, true
	}
	space := -1
	for sc.i < len(sc.s) {
		start := sc.i
		r, size := rune(sc.s[start]), 1
		if r > ' ' && r < 0x7F && space < 0 { // most characters
			sc.began = true
			sc.i++
			return foldRune(r), start, sc.i, true
		}
		if r >= utf8.RuneSelf {
			r, size = next(sc.s, start)
		}
		if r == ' ' || r == '\u00A0' || r == '\u2800' || unicode.IsSpace(r) {
			if space < 0 {
				space = start
			}
			sc.i += size
			continue
		}
		if (r < ' ' || r >= 0x7F) && invisible(r) {
			sc.i += size
			continue
		}
		if space >= 0 && sc.began {
			return ' ', space, start, true
		}
		sc.began = true
		sc.i += size
		if r == '…' {
			sc.dots, sc.from = 2, start
			return '.', start, sc.i, true
		}
		return foldRune(r), start, sc.i, true
	}
	return 0, len(sc.s), len(sc.s), false
}

// foldRune returns the folded form of one character that is no white space.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r == '`' {
			return '\''
		}
		return r
	}
	switch r {
	case '\u2018', '\u2019', '\u201A', '\u201B', '\u00B4', '\u2032':
		return '\''
	case '\u201C', '\u201D', '\u201E', '\u201F', '\u2033', '\u00AB', '\u00BB':
		return '"'
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212':
		return '-'
	case 'İ':
		return 'i' // not i and a combining dot
	}
	if r >= '！' && r <= '～' {
		r -= '！' - '!' // fullwidth forms
	}
	return unicode.ToLower(r)
}
