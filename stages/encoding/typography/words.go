package typography

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// doubledWord judges the word s[word:gap], which is repeated after gap.
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
	case wordBefore(s[:word]) == w, wordAfter(s[end:]) == w:
		return // a word said three times is meant: "no no no", "brunch, brunch brunch"
	case coordinates(wordAfter(s[end:])):
		return // talk about the word itself: "the operators and and or"
	case !t.isRunning():
		return
	}
	lang := t.options.Lang()
	if !functionWords().has(lang, w) && !(endsAsSentence(s) && isContentWord(s, word, w, lang)) {
		return
	}
	if lang == "en" && endsClause(s[:word], w) {
		return
	}
	if isCommand(s[:gap]) {
		return // "docker exec -it ollama ollama pull"
	}
	t.step(Step{Start: gap, End: end, Rule: doubledWord, Why: "“" + w + "” twice"})
}

// endsClause reports whether the English word w, after head, may be the last of
// a clause and be at the beginning of the next one too.
func endsClause(head, w string) bool {
	if prepositions()[w] {
		return strandingVerbs()[wordBefore(head)]
	}
	if !copulas()[w] {
		return false
	}
	fields := strings.Fields(head[max(0, len(head)-clauseReach*12):])
	for _, f := range fields[max(0, len(fields)-clauseReach):] {
		if clauseWords()[strings.ToLower(f)] {
			return true
		}
	}
	return false
}

// clauseReach is how many words before a copula are looked at for the word that
// opens its clause.
const clauseReach = 5

// wordBefore and wordAfter are the words next to a doubled one, with a comma or
// another mark between or none.
func wordBefore(s string) string {
	s = strings.TrimRight(s, betweenWords)
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		return s
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[i+size:]
}

func wordAfter(s string) string { return leadingWord(strings.TrimLeft(s, betweenWords)) }

const betweenWords = " ,;:.!?-–—"

// coordinates reports whether the word after a doubled one makes it a thing
// that is spoken of.
func coordinates(next string) bool {
	return next == "or" || next == "and" || next == "oder" || next == "ou"
}

// continues reports whether r goes on a word.
func continues(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("-‐‑'’_/@&=+*#\\", r) && r != 0
}

// endsAsSentence reports whether the text has an end mark where sentences do;
// a row of tags or labels has none.
func endsAsSentence(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return isClosing(r) || r == ' ' })
	return s != "" && strings.ContainsAny(s[max(0, len(s)-3):], ".!?…:")
}

// contentLetters is the length from which a doubled content word is a slip:
// the words people double for effect are short ("big big", "very very").
const contentLetters = 6

// isContentWord reports whether w, which begins at s[at:], is a word of
// contents that nobody doubles on purpose.
func isContentWord(s string, at int, w, lang string) bool {
	if lang != "en" || utf8.RuneCountInString(w) < contentLetters || meantTwice()[w] {
		return false
	}
	hasEnding := func(ending string) bool { return strings.HasSuffix(w, ending) }
	return slices.ContainsFunc(contentEndings, hasEnding) && !isSpecies(s[:at], w)
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
