package lines

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/textlines"
	"winnow/stages/internal/textstat"
)

// Whether there is a page's frame around a small text.

// How many labels, of how many topics, make a frame. Labels before the text
// count only together with some after it, so that a text which merely begins or
// ends with short lines is not taken for a page.
const (
	fewLabels   = 2
	someLabels  = 4
	leastTopics = 2
	moreTopics  = 3
	// leastSure is the minimum number of labels outside the text that are more
	// than a plain word: "Home", "News" and "Comments" also head lists, notes
	// and stanzas.
	leastSure = 2
)

// isFramed reports whether the lines before and after the sentences show the
// frame of a page.
func (s *smallText) isFramed() bool {
	end := len(s.lines)
	if after := s.last + 1; endsInColon(s.lines[s.last].text) && after < end && s.lines[after].label != 0 {
		return false // the labels may be the list that the colon announces
	}
	if s.sureLabels() < leastSure || s.isLetter() || s.listsLabels() {
		return false
	}
	head, headTopics := s.countLabels(0, s.first)
	tail, tailTopics := s.countLabels(s.last+1, end)
	topics := bits.OnesCount16(uint16(headTopics | tailTopics))
	switch {
	case topics < leastTopics:
		return false
	case head >= fewLabels && tail >= 1, head >= 1 && tail >= someLabels-1, head >= 1 && tail >= fewLabels && topics >= moreTopics:
		return true
	}
	return head+tail >= someLabels && topics >= moreTopics
}

// listsLabels reports whether the labels are what the text is about: none comes
// before it, and its first line or its last sentence speaks of labels, or
// nothing but labels follows on a few words, without the small print of a page.
func (s *smallText) listsLabels() bool {
	if n, _ := s.countLabels(0, s.first); n > 0 {
		return false
	}
	if textlines.SpeaksOfLabels(s.lines[0].text) || textlines.SpeaksOfLabels(s.lines[s.last].text) {
		return true
	}
	for i := s.last + 1; i < len(s.lines); i++ {
		l := &s.lines[i]
		if l.topics() == 0 || l.smallPrint != 0 && strings.ContainsFunc(l.text, unicode.IsDigit) {
			return false
		}
	}
	return s.words <= fewSaid
}

// fewSaid is the maximum number of words that introduce a list of labels.
const fewSaid = 25

// countLabels counts the labels from line lo to before hi, and returns their
// topics.
func (s *smallText) countLabels(lo, hi int) (n int, topics textstat.Topic) {
	for i := lo; i < hi; i++ {
		l := &s.lines[i]
		t := l.topics()
		if t == 0 && l.linked {
			t = textstat.Menu
		}
		t &^= textstat.Shop // the text of a shop has such words as well
		if t != 0 {
			n++
			topics |= t
		}
	}
	return n, topics
}

// sureLabels counts the labels outside the text that only pages have: small
// print, and labels of more than one word.
func (s *smallText) sureLabels() int {
	n := 0
	for i := range s.lines {
		if i >= s.first && i <= s.last {
			continue
		}
		if l := &s.lines[i]; l.smallPrint != 0 || l.label != 0 && !isPlainWord(l.text) {
			n++
		}
	}
	return n
}

// plainIdeographs is the maximum number of characters of one word in a script
// without spaces: 首页, ニュース.
const plainIdeographs = 4

// isPlainWord reports whether a label is a single word, not several run together
// ("HomeNews").
func isPlainWord(s string) bool {
	if !isSpacedText(s) {
		return utf8.RuneCountInString(s) <= plainIdeographs
	}
	words, last := 0, rune(' ')
	for _, r := range s {
		if unicode.IsLetter(r) && (!isInsideWord(last) || unicode.IsLower(last) && unicode.IsUpper(r)) {
			words++
		}
		last = r
	}
	return words <= 1
}

// isInsideWord reports whether a letter after r continues a word.
func isInsideWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || strings.ContainsRune("'’-", r)
}

// isSpacedText reports whether s is in a script that puts spaces between words.
func isSpacedText(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

// salutationWords is the maximum number of words of a salutation: "Hi Bob,".
const salutationWords = 4

// isLetter reports whether the text begins with a salutation, before any label:
// the short lines after its sentences are then a list or a signature.
func (s *smallText) isLetter() bool {
	for i := range s.first {
		switch l := &s.lines[i]; {
		case l.isFrame():
			return false
		case l.words > 0 && l.words <= salutationWords && strings.HasSuffix(l.text, ","):
			return true
		}
	}
	return false
}
