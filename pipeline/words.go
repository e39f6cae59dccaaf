package pipeline

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// CountWords counts the words of s: runs of letters, digits and combining marks.
// Each ideograph and each kana counts as a word, since Chinese and Japanese are
// written without spaces.
func CountWords(s string) int {
	n, inWord := 0, false
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			if wordBytes[c] {
				if !inWord {
					n++
				}
				inWord = true
				continue
			}
			inWord = inWord && c == '\''
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case isIdeograph(r):
			n++
			inWord = false
		case isWordRune(r):
			if !inWord {
				n++
			}
			inWord = true
		default:
			inWord = inWord && r == '\u2019'
		}
	}
	return n
}

// wordBytes are the letters and digits of ASCII.
var wordBytes = func() (t [utf8.RuneSelf]bool) {
	for c := range byte(utf8.RuneSelf) {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return t
}()

// alphabets bounds the table of wordRunes: all scripts with an alphabet, and
// punctuation, have their characters below it.
const alphabets = 0x3040

var wordRunes = sync.OnceValue(func() *[alphabets]bool {
	var t [alphabets]bool
	for r := range rune(alphabets) {
		t[r] = inWords(r)
	}
	return &t
})

func isWordRune(r rune) bool {
	if r < alphabets {
		return wordRunes()[r]
	}
	return inWords(r)
}

func inWords(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func isIdeograph(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF
}
