package dateline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/dates"
)

// words are the words between two dates, read from i.
type words struct {
	list []token
	i    int
}

func (w words) at(k int) token {
	if w.i+k < len(w.list) {
		return w.list[w.i+k]
	}
	return token{}
}

// A token is a number or a word of a folded line.
type token struct {
	word   string
	n      int // the number, when digits > 0
	digits int // how many digits it is written with
	start  int // byte offset
}

// next returns the token at or after i and the offset after it; an empty token
// at the end of the line. A mark that has no place in a date is a word.
func next(s string, i int) (token, int) {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9' || r >= 0x660 && unicode.IsDigit(r):
			return number(s, i)
		case isIdeograph(r):
			end := i + ideographs(s[i:])
			return token{word: s[i:end], start: i}, end
		case isWordPart(r):
			start := i
			for i < len(s) {
				if r, size = utf8.DecodeRuneInString(s[i:]); r != '\'' && !isWordPart(r) || isIdeograph(r) {
					break
				}
				i += size
			}
			return token{word: strings.TrimRight(s[start:i], "'"), start: start}, i
		case strings.ContainsRune(" ./-:,+|()[]•·–—*。،、", r):
			i += size
		default:
			return token{word: s[i : i+size], start: i}, i + size
		}
	}
	return token{}, i
}

func isWordPart(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// number reads a number. Digits of scripts that dates does not read make a
// number without value.
func number(s string, i int) (token, int) {
	t := token{start: i}
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		v, ok := dates.Digit(r)
		if !ok && !unicode.IsDigit(r) {
			break
		}
		if t.digits < 9 {
			t.n = t.n*10 + v
		}
		t.digits++
		i += size
	}
	return t, i
}

func isIdeograph(r rune) bool { return r >= 0x3400 && r <= 0x9FFF }

// maxIdeographs is the length of the longest word of ideographs, in bytes.
const maxIdeographs = 5 * len("日")

// ideographs is the length in bytes of the longest word that s, which begins
// with an ideograph, begins with: no spaces part "发布时间" from what follows.
func ideographs(s string) int {
	for n := min(len(s), maxIdeographs); n > 0; n-- {
		if belongs(s[:n]) {
			return n
		}
	}
	_, size := utf8.DecodeRuneInString(s)
	return size
}
