package repair

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// c1 turns C1 controls into what windows-1252 has at their places, or MacRoman
// where only that makes a word. The five that windows-1252 leaves open stay:
// nothing says what they were.
func (f *fixer) c1(line string) []Step {
	steps := make([]Step, 0, countC1(line))
	mac := isMacRoman(line)
	for i, r := range line {
		if r < 0x80 || r >= 0xa0 {
			continue
		}
		to, why := charmap.Windows1252.DecodeByte(byte(r)), "C1 control that is a byte of windows-1252"
		if mac && inWord(line, i) {
			to, why = charmap.Macintosh.DecodeByte(byte(r)), "C1 control that is a byte of MacRoman"
		}
		if to != utf8.RuneError {
			steps = append(steps, Step{Start: i, End: i + 2, New: string(to), Rule: ruleC1, Why: why})
		}
	}
	return steps
}

func countC1(line string) int {
	n := 0
	for _, r := range line {
		if r >= 0x80 && r < 0xa0 {
			n++
		}
	}
	return n
}

// isMacRoman reports whether the line has a control inside a word in small
// letters for which windows-1252 has something that is in no word, while
// MacRoman has a lower-case letter: "tur\u0092stico".
func isMacRoman(line string) bool {
	for i, r := range line {
		if r < 0x80 || r >= 0xa0 || !inWord(line, i) || !infoOf(charmap.Macintosh.DecodeByte(byte(r))).class.lower() {
			continue
		}
		switch charmap.Windows1252.DecodeByte(byte(r)) {
		case '’':
			if !apostropheAt(line, i) {
				return true
			}
		case '‚', 'ƒ', '„', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 'Ž', '“', '”', '•', '˜', '™', '›', 'Ÿ':
			return true
		}
	}
	return false
}

// inWord reports whether lower-case letters of ASCII are on both sides of the
// control at i.
func inWord(line string, i int) bool {
	return i > 0 && i+2 < len(line) && isSmall(line[i-1]) && isSmall(line[i+2])
}

func isSmall(c byte) bool { return c >= 'a' && c <= 'z' }

// apostropheAt reports whether a word may be split at i by an apostrophe: what
// follows begins with a vowel or h, is short, or is an ending of English, or
// what comes before is short.
func apostropheAt(line string, i int) bool {
	before := 0
	for before < i && isSmall(line[i-1-before]) {
		before++
	}
	after := 0
	for i+2+after < len(line) && isSmall(line[i+2+after]) {
		after++
	}
	if before < 3 || after < 4 {
		return true
	}
	switch line[i+2] {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'h':
		return true
	}
	return false
}
