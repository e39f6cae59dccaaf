package textlines

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// HasAny reports whether s contains one of the given words or phrases, as they
// are written.
func HasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// StartsLower reports whether s begins with a small letter, as the continuation
// of a sentence does and a name or a title does not: "the map of the harbour".
func StartsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
