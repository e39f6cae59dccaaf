package typography

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// doubledWord judges the word s[word:gap], which stands again after gap.
func (t *text) doubledWord(s string, word, gap int) {
	if t.options.Mode != Prose || t.options.Lang == nil {
		return
	}
	w := s[word:gap]
	end := gap + 1 + len(w)
	switch {
	case !isPlainWord(w):
		return
	case continues(after(s, end)):
		return // "the the-n", "in in-house"
	case strings.HasPrefix(s[end:], " "+w) && !continues(after(s, end+1+len(w))):
		return // three times and more is meant
	case strings.HasSuffix(s[:word], w+" ") && !continues(before(s, word-1-len(w))):
		return
	case !t.isSentence():
		return
	}
	lang := t.options.Lang()
	if !functionWords().has(lang, w) && !isContentWord(s, word, w, lang) {
		return
	}
	t.step(Step{Start: gap, End: end, Rule: doubledWord, Why: "“" + w + "” twice"})
}

// continues reports whether r goes on a word.
func continues(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("-‐‑'’_/@&=+*#\\", r) && r != 0
}

// contentLetters is the length from which a doubled content word is a slip:
// the words people double for effect are short ("big big", "very very").
const contentLetters = 6

// isContentWord reports whether w, which begins at s[at:], is a word of
// contents that nobody doubles on purpose.
func isContentWord(s string, at int, w, lang string) bool {
	l, ok := contentLanguages()[lang]
	if !ok || utf8.RuneCountInString(w) < contentLetters || l.meant[w] {
		return false
	}
	for _, ending := range l.endings {
		if strings.HasSuffix(w, ending) {
			return false
		}
	}
	return !isSpecies(s[:at], w)
}

// isSpecies reports whether w looks like the third word of a species' name,
// which may repeat the second: "Canis lupus lupus", "Homo sapiens sapiens".
func isSpecies(head, w string) bool {
	head = strings.TrimRight(head, " ")
	genus := head[strings.LastIndexByte(head, ' ')+1:]
	if !unicode.IsUpper(after(genus, 0)) {
		return false
	}
	for _, ending := range []string{"a", "ae", "ans", "ens", "i", "is", "on", "or", "um", "us", "x", "yx"} {
		if strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}
