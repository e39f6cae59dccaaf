package errorpage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
)

// A reading is the role of a sentence in a page that may be a message.
type reading int

const (
	strange  reading = iota // says something that such pages do not say
	message                 // what a page says about itself and its visitor
	question                // a question that such pages do not ask
)

// read judges a sentence by its words.
func (s sentence) read() reading {
	switch {
	case s.next:
		return strange
	case isPhrase(strings.Trim(s.text, "!.?:… \u00BF\u00A1")) || s.namesMessage():
		return message
	case s.words > 2 && beginsWith(s.text, lists().questionWords):
		return question
	}
	r := s.readWords()
	if unspaced(s.text) {
		r = s.readTerms()
	}
	if r != message && s.asks() {
		return question
	}
	return r
}

// namesMessage reports whether a title is a phrase and a name of few words:
// "Page not found | Example Times".
func (s sentence) namesMessage() bool {
	if !s.whole {
		return false
	}
	for _, mark := range []string{" | ", " - ", " \u00B7 "} {
		a, b, ok := strings.Cut(s.text, mark)
		if ok && (isPhrase(strings.Trim(a, "!. ")) && pipeline.CountWords(b) <= labelWords || isPhrase(strings.Trim(b, "!. ")) && pipeline.CountWords(a) <= labelWords) {
			return true
		}
	}
	return false
}

// readWords requires that most of the words that carry meaning are those of
// interfaces, and that nobody tells a story.
func (s sentence) readWords() reading {
	v := words()
	known, content, tells := 0, 0, 0
	rest := s.text
	if phrase := s.longestPhrase(); phrase != "" {
		known = pipeline.CountWords(phrase)
		content = known
		rest = strings.Replace(rest, phrase, " ", 1)
	}
	for _, w := range strings.Fields(rest) {
		w = strings.Trim(w, `"'.,;:!?()[]{}<>|-*•·/\&+=#%@~^_©`+"\u00BF\u00A1\u203A\u2039\u2192\u2190")
		if w == "" || technical(w) {
			continue
		}
		w = withoutArticle(w)
		switch {
		case v.telling.has(w):
			tells++
		case v.function.has(w):
		case v.ofInterface.has(w):
			known++
			content++
		default:
			content++
		}
	}
	switch {
	case tells > 0 && s.words > labelWords:
		return strange
	case content == 0 && tells == 0 && s.words <= labelWords:
		return message
	case known > 0 && known*3 >= content*2:
		return message
	}
	return strange
}

// longestPhrase returns the longest phrase the sentence has, of three words or
// more.
func (s sentence) longestPhrase() string {
	longest := ""
	for _, list := range lists().all() {
		for _, phrase := range list {
			if len(phrase) > len(longest) && strings.Count(phrase, " ") >= 2 && strings.Contains(s.text, phrase) && !s.quotes(phrase) {
				longest = phrase
			}
		}
	}
	return longest
}

// labelWords is the maximum number of words of the labels of buttons, fields
// and menus.
const labelWords = 4

// withoutArticle removes what French and Italian attach to a word.
func withoutArticle(w string) string {
	if head, rest, ok := strings.Cut(w, "'"); ok && len(head) <= 4 && len(rest) > 2 {
		return rest
	}
	return w
}

// technical reports whether a word is an address, a number or a code, which
// belong to no language.
func technical(w string) bool {
	return strings.ContainsAny(w, "0123456789@/\\=_") || strings.Contains(strings.Trim(w, "."), ".") || utf8.RuneCountInString(w) < 2
}

// readTerms requires that half of the characters are part of terms of
// interfaces. Terms of one character, and of kana endings, hardly count.
func (s sentence) readTerms() reading {
	rest, known := s.text, 0.0
	for _, term := range words().terms {
		n := strings.Count(rest, term)
		if n == 0 {
			continue
		}
		if utf8.RuneCountInString(term) > 1 && !isHiragana(term) {
			known += float64(n) * lettersOf(term)
		}
		rest = strings.ReplaceAll(rest, term, " ")
	}
	if known > 0 && known >= lettersOf(rest) {
		return message
	}
	return strange
}

// lettersOf counts letters beyond Latin, and hiragana, which mostly makes
// endings, half.
func lettersOf(s string) float64 {
	n := 0.0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Hiragana, r):
			n += 0.5
		case r > unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsMark(r)):
			n++
		}
	}
	return n
}

func isHiragana(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Hiragana, r) {
			return false
		}
	}
	return true
}

// weight returns the length of a sentence in words as long as those of English,
// since other languages compound words, or do not separate them.
func (s sentence) weight() int {
	letters := 0.0
	for _, r := range s.text {
		switch {
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Hangul, r):
			letters += 2.5
		case unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			letters += 2
		default:
			letters++
		}
	}
	return max(s.words, int(letters/lettersOfWord))
}

// lettersOfWord is more than the mean of any of the languages that separate
// words, some 4.5 in English, 6 in German.
const lettersOfWord = 7

// unspaced reports whether most of a text is in a script that the terms of the lexicon
// are for.
func unspaced(s string) bool {
	in, letters := 0, 0
	for _, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if r >= 0x0590 && r < 0x1C80 || r >= 0x2E80 {
			in++
		}
	}
	return in*2 > letters
}

// asks reports whether a sentence is a question.
func (s sentence) asks() bool {
	last := strings.TrimRight(s.text, `"' )`)
	return strings.HasSuffix(last, "?") || strings.HasSuffix(last, "\u061F") || strings.HasSuffix(last, "か。")
}

func beginsWith(text string, heads []string) bool {
	for _, head := range heads {
		if rest, ok := strings.CutPrefix(text, head); ok && (rest == "" || rest[0] == ' ') {
			return true
		}
	}
	return false
}

// quotes reports whether a phrase is between quotation marks in the sentence.
func (s sentence) quotes(phrase string) bool {
	before, _, ok := strings.Cut(s.text, phrase)
	if !ok {
		return false
	}
	opened := strings.Count(before, `"`)%2 == 1
	for _, pair := range [][2]string{{"「", "」"}, {"『", "』"}, {" '", "' "}} {
		opened = opened || strings.Count(" "+before, pair[0]) > strings.Count(" "+before+" ", pair[1])
	}
	return opened
}
