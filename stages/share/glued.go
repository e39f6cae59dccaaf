package share

import (
	"strings"
	"unicode"

	"winnow/pipeline/fold"
)

// maxGlued is the maximum length in bytes of a bar whose buttons were joined.
const maxGlued = 80

// isGluedBar reports whether a line is a bar whose buttons a scraper joined without
// spaces: "Share thisFacebookWhatsAppX". At least two networks are in it, and
// nothing but words of bars.
func isGluedBar(s string) bool {
	if len(s) > maxGlued || beginsOther(s) || !hasInnerCapital(s) {
		return false // most lines
	}
	networksSeen, glued := 0, false
	for word := range strings.FieldsFuncSeq(s, isSeparator) {
		parts := splitAtCapitals(word)
		for i := 0; i < len(parts); i++ {
			one := fold.Key(parts[i])
			if i+1 < len(parts) {
				if networks[one+fold.Key(parts[i+1])] { // WhatsApp, LinkedIn, YouTube
					networksSeen++
					glued = glued || len(parts) > 2
					i++
					continue
				}
				glued = true
			}
			switch {
			case networks[one]:
				networksSeen++
			case !barWords[one]:
				return false
			}
		}
	}
	return glued && networksSeen >= 2
}

// beginsOther is a cheap check whether the first word of a line is of ASCII, not
// joined to another, and no word of bars.
func beginsOther(s string) bool {
	var word [24]byte
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c >= 0x7F || c == '`':
			return false // to be read with care
		case parts[c]:
			return i > 0 && !ofBar(word[:i])
		case i == len(word):
			return true
		case c >= 'A' && c <= 'Z':
			if i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' {
				return false
			}
			word[i] = c + 'a' - 'A'
		default:
			word[i] = c
		}
	}
	return s != "" && !ofBar(word[:len(s)])
}

// hasInnerCapital reports whether a capital of ASCII follows a letter that is none.
func hasInnerCapital(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' && (s[i-1] >= 'a' && s[i-1] <= 'z' || s[i-1] >= 0x80) {
			return true
		}
	}
	return false
}

// splitAtCapitals cuts a word before each capital that follows another letter that is
// none: "Share", "Facebook".
func splitAtCapitals(word string) (parts []string) {
	start, last := 0, ' '
	for i, r := range word {
		if i > start && unicode.IsUpper(r) && unicode.IsLetter(last) && !unicode.IsUpper(last) {
			parts = append(parts, word[start:i])
			start = i
		}
		last = r
	}
	return append(parts, word[start:])
}
