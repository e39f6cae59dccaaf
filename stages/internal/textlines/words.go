package textlines

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/fold"
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

// StartsLower reports whether s begins with a lower-case letter, as the continuation
// of a sentence does and a name or a title does not: "the map of the harbour".
func StartsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// maxProseless is the length in bytes below which a line is not a paragraph.
const maxProseless = 80

// IsProse reports whether s looks like running text: it is as long as a
// paragraph and has a full stop at the end or inside.
func IsProse(s string) bool {
	return len(s) >= maxProseless && (EndsSentence(s) || strings.Contains(s, ". ") || strings.Contains(s, "。"))
}

// EndsSentence reports whether s ends as a sentence does, also before closing
// quotes and brackets.
func EndsSentence(s string) bool {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		switch r {
		case '.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '．':
			return true
		case '"', '\'', ')', ']', '”', '’', '»', '›', '“', '」', '』', '）', ' ', '\u00A0', '*', '_':
			s = s[:len(s)-size]
		default:
			return false
		}
	}
	return false
}

// Key folds a line for comparison with another: only letters and digits matter,
// not white space, case, or marks at its ends.
func Key(s string) string { return strings.Trim(fold.Key(s), " .,:;|*\"'-") }
