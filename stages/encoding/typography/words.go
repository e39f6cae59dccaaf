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
	case strings.Contains(s[max(0, word-reach(w)):word], w), strings.Contains(s[end:min(len(s), end+reach(w))], w):
		return // a word said three times is meant: "no no no", "brunch, brunch brunch"
	case coordinates(leadingWord(strings.TrimPrefix(s[end:], " "))):
		return // talk about the word itself: "the operators and and or"
	case !t.isRunning() || isCommand(s[:gap]):
		return // "docker exec -it ollama ollama pull"
	}
	lang := t.options.Lang()
	if !functionWords().has(lang, w) && !isContentWord(s, word, w, lang) {
		return
	}
	t.step(Step{Start: gap, End: end, Rule: doubledWord, Why: "“" + w + "” twice"})
}

// reach is how far from a doubled word w a third one may stand, in bytes.
func reach(w string) int { return len(w) + 2 }

// coordinates reports whether the word after a doubled one makes it a thing
// that is spoken of.
func coordinates(next string) bool {
	return next == "or" || next == "and" || next == "oder" || next == "ou"
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
