package lines

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/frame"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textstat"
	"winnow/stages/lines/features"
)

// Where a small text begins and ends: which of its lines are sentences, and
// which of the sentences belong to the frame.

// Least numbers of words: of a sentence, of a short sentence within the text, and
// of a line that introduces a list.
const (
	sentenceWords      = 4
	shortSentenceWords = 2
	listIntroWords     = 10
)

// isSentence reports whether line i is a sentence by its end and its words, and
// not a label, a link or small print.
func (s *smallText) isSentence(i int) bool {
	l := &s.lines[i]
	if l.words < sentenceWords || l.isFrame() || strings.HasSuffix(l.text, "|") {
		return false
	}
	if isSpacedText(l.text) && len(strings.Fields(l.text)) < sentenceWords {
		return false // an abbreviation: "Vesna Pumps d.o.o."
	}
	if s.text.EndsInPunctuation(i) && (!s.text.EndsInComma(i) || textstat.IsGreekQuestion(l.text)) {
		return true
	}
	return l.words >= listIntroWords && endsInColon(l.text) && !s.text.ShowsFrame(i)
}

// continuesText reports whether line i continues the text without being a full
// sentence: "Never again.", or the heading of a numbered section.
func (s *smallText) continuesText(i int) bool {
	if s.isTerms && s.text.SectionNumber(i) > 0 {
		return true
	}
	l := &s.lines[i]
	return l.words >= shortSentenceWords && l.words < sentenceWords && !l.isFrame() && strings.HasSuffix(l.text, ".") && l.likely >= likelyNearLabel
}

func endsInColon(s string) bool {
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

// unlikely is the likelihood, as a share of that of the likeliest sentence, below
// which a sentence does not count when looking for the text.
const unlikely = 0.2

// findText finds the first and the last sentence of the text.
func (s *smallText) findText() {
	s.first, s.last = -1, -1
	s.isTerms = s.hasSections()
	least := float32(0)
	for i := range s.lines {
		if l := &s.lines[i]; l.sentence {
			least = max(least, unlikely*l.likely)
		}
	}
	var since textstat.Topic // topics of the labels since the last sentence
	labels := 0              // how many they are
	for i := range s.lines {
		l := &s.lines[i]
		if s.first < 0 {
			if l.sentence && l.likely >= least {
				s.first, s.last = i, i
			}
			continue
		}
		if s.namesAuthor(i) && s.headsBio(i) {
			l.smallPrint |= textstat.Author
		}
		if t := l.topics(); t != 0 {
			since |= t
			labels++
		}
		if (l.sentence && l.likely >= least || s.continuesText(i)) && !s.isOfFrame(i, since, labels) {
			s.last, since, labels = i, 0, 0
		}
	}
}

// Bounds of the body of a page without a sentence: its lines and words, the labels
// before and after it, and the share of all lines that are no labels.
const (
	bodyLines   = 5
	bodyWords   = 20
	bodyBefore  = 2
	bodyAfter   = 4
	leastInBody = 0.6
)

// findBody finds the text of a page that holds no sentence, such as verse or a list:
// the longest row of lines that are no labels, between labels of several topics and
// before small print.
func (s *smallText) findBody() {
	best, size, others := 0, 0, 0
	for i := 0; i < len(s.lines); {
		if s.lines[i].isFrame() {
			i++
			continue
		}
		from := i
		for i < len(s.lines) && !s.lines[i].isFrame() {
			i++
		}
		others += i - from
		if i-from > size {
			best, size = from, i-from
		}
	}
	end := best + size
	before, _ := s.countLabels(0, best)
	after, topics := s.countLabels(end, len(s.lines))
	words := s.text.WordsBetween(best, end)
	hasPrint := slices.ContainsFunc(s.lines[end:], func(l smallLine) bool { return l.smallPrint != 0 || l.label&textstat.Legal != 0 })
	if size < bodyLines || words < bodyWords || float64(size) < leastInBody*float64(others) || before < bodyBefore || after < bodyAfter || bits.OnesCount16(uint16(topics)) < moreTopics || !hasPrint {
		return
	}
	for end > best && s.isCount(end-1) {
		end-- // "12 Likes", of the bar below
	}
	s.first, s.last, s.words = best, end-1, words
}

// Likelihoods below which a sentence after labels of the frame belongs to the
// frame: after a label of comments, after several labels, after one.
const (
	likelyComment    = 0.4
	likelyNearLabel  = 0.2
	likelyAfterLabel = 0.15
)

// isOfFrame reports whether sentence i, after so many labels of these topics,
// belongs to the frame: the teaser of another story, a comment, a note about the
// author. Such a sentence has a label after it, too.
func (s *smallText) isOfFrame(i int, since textstat.Topic, labels int) bool {
	l := &s.lines[i]
	switch {
	case s.isPrompt(i):
		return true
	case labels == 0, !s.hasLabelAfter(i), s.isTerms && s.text.SectionNumber(i) > 0, s.isMeaning(i):
		return false
	case since&^(textstat.Newsletter|textstat.Ad) == 0:
		return l.likely < likelyAfterLabel // a box within the text
	case since&textstat.Comments != 0 && labels > 1 && l.likely < likelyComment:
		return true
	case since&textstat.Related != 0 && (isCutOff(l.text) || s.isTeaser(i)), s.isAuthorBio(i):
		return true
	}
	return l.likely < likelyAfterLabel || labels > 1 && l.likely < likelyNearLabel
}

// leastTerms is the least number of terms in a row that show a glossary.
const leastTerms = 3

// isMeaning reports whether sentence i explains the term above it, as in a
// glossary: the lines before it alternate in the same way.
func (s *smallText) isMeaning(i int) bool {
	for n := range leastTerms {
		k := i - 2*n
		if k < 1 || !s.lines[k].sentence || s.lines[k-1].sentence || s.lines[k-1].words > shortSentenceWords || s.text.EndsInPunctuation(k-1) {
			return false
		}
	}
	return true
}

func (s *smallText) hasLabelAfter(i int) bool {
	return slices.ContainsFunc(s.lines[i+1:], func(l smallLine) bool { return l.topics() != 0 })
}

// hasSections reports whether the text has numbered headings: terms and laws
// mention cookies and copyright because that is their topic.
func (s *smallText) hasSections() bool {
	n := 0
	for i := range s.lines {
		if s.text.SectionNumber(i) == n+1 {
			n++
		}
	}
	return n >= leastSections
}

// isCutOff reports whether a text ends in an ellipsis, as teasers do.
func isCutOff(s string) bool {
	s = strings.TrimRight(s, " ])")
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...")
}

// likelyTeaser is the likelihood below which sentences under headlines, after a
// label of other stories, are teasers.
const likelyTeaser = 0.55

// isTeaser reports whether sentence i is one of at least two that each follow a
// headline of their own.
func (s *smallText) isTeaser(i int) bool {
	return s.isCard(i-1) && (s.isCard(i-3) || s.isCard(i+1))
}

// isCard reports whether line i is a headline over a single unlikely sentence.
func (s *smallText) isCard(i int) bool {
	if i <= s.first || i+1 >= len(s.lines) || s.lines[i].sentence || s.text.Part(i) != features.HeadlinePart {
		return false
	}
	next := &s.lines[i+1]
	return next.sentence && next.likely < likelyTeaser && (i+2 == len(s.lines) || !s.lines[i+2].sentence)
}

// Bounds of a note about the author: the maximum number of words of the line
// with the name, and of lines between it and the note.
const (
	authorWords = 6
	authorReach = 2
)

// namesAuthor reports whether line i names the author: "Written by Ines Falk",
// "About Hanna Weiss".
func (s *smallText) namesAuthor(i int) bool {
	l := &s.lines[i]
	if l.words > authorWords || s.text.EndsInPunctuation(i) {
		return false
	}
	m, ok := phrases.Any().Find(l.text)
	if ok && m.Prefix && (m.Category == "author" || m.Category == "byline") {
		return isName(strings.TrimSpace(m.Rest))
	}
	name, ok := strings.CutPrefix(l.text, "About ")
	return ok && isName(name) && s.isInByline(name)
}

// isInByline reports whether a name comes before the text, alone or in a
// byline: "About" may also head what a company says of itself.
func (s *smallText) isInByline(name string) bool {
	for i := range max(0, s.first) {
		if l := &s.lines[i]; l.text == name || strings.Contains(l.text, name) && s.isData(i) {
			return true
		}
	}
	return false
}

// headsBio reports whether line i, which names the author, heads a note about
// them: a sentence follows soon, and no other line names an author.
func (s *smallText) headsBio(i int) bool {
	for k := range s.lines {
		if k != i && s.namesAuthor(k) {
			return false
		}
	}
	end := min(len(s.lines), i+1+authorReach+1)
	return slices.ContainsFunc(s.lines[i+1:end], func(l smallLine) bool {
		return l.sentence || l.words >= shortSentenceWords && !l.isFrame() && strings.HasSuffix(l.text, ".") // "Beekeeper and teacher."
	})
}

// isAuthorBio reports whether sentence i follows a line that names the author, or
// begins with a name from a short line above: "Ruth Adeyemi", "Ruth covers the
// harbour."
func (s *smallText) isAuthorBio(i int) bool {
	first, _, _ := strings.Cut(s.lines[i].text, " ")
	for k := i - 1; k > max(s.last, i-1-authorReach); k-- {
		above := &s.lines[k]
		if above.words > authorWords || s.text.EndsInPunctuation(k) {
			return false
		}
		if s.namesAuthor(k) || len(first) > 2 && isName(above.text) && slices.Contains(strings.Fields(above.text), first) {
			return true
		}
	}
	return false
}

// isName reports whether s is two to four words that all begin with a capital, or
// are of a script without capitals.
func isName(s string) bool {
	words := strings.Fields(s)
	return len(words) >= 2 && len(words) <= 4 && frame.Label(s) == 0 && !slices.ContainsFunc(words, isNoName)
}

// isNoName reports whether a word cannot be part of a name: it begins in lower
// case, holds digits or punctuation, or is a word in capitals.
func isNoName(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	switch {
	case !unicode.IsLetter(first), unicode.IsLower(first):
		return true
	case strings.ContainsFunc(w, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(":：,;?!()\"|/", r) }):
		return true
	}
	return len(w) > 3 && unicode.IsUpper(first) && strings.ToUpper(w) == w
}
