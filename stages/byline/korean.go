package byline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// offices are what follows the name of the author of a Korean article:
// reporter, correspondent, editor.
var offices = []string{"선임기자", "인턴기자", "전문기자", "수습기자", "논설위원", "특파원", "기자"}

// The letters of a Korean name.
const (
	minKorean = 2
	maxKorean = 4
)

// reporter recognises a line such as "김민수 기자" or "(서울=연합뉴스) 김민수 기자 =", perhaps
// with an email address, and returns the name.
func reporter(s string) (name string, ok bool) {
	if len(s) > maxLine || !strings.Contains(s, "기자") && !strings.Contains(s, "특파원") && !strings.Contains(s, "논설위원") {
		return "", false
	}
	if strings.HasPrefix(s, "(") || strings.HasPrefix(s, "[") {
		if at := strings.IndexAny(s, ")]"); at > 0 {
			s = s[at+1:]
		}
	}
	s = strings.TrimPrefix(s, "기자명 ")
	words := strings.Fields(strings.TrimRight(s, " ="))
	if n := len(words); n > 1 && strings.Contains(words[n-1], "@") {
		words = words[:n-1]
	}
	if len(words) == 0 || len(words) > 2 {
		return "", false
	}
	for _, o := range offices {
		if name, ok = strings.CutSuffix(strings.Join(words, " "), o); ok {
			break
		}
	}
	name = strings.TrimSpace(name)
	return name, ok && isKorean(name)
}

// isKorean reports whether s is two to four syllables of Hangul.
func isKorean(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= minKorean && n <= maxKorean && strings.IndexFunc(s, func(r rune) bool { return !unicode.Is(unicode.Hangul, r) }) < 0
}
