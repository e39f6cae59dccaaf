package lines

import (
	"math/bits"
	"slices"
	"strings"

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
	lo, hi := s.longestRow()
	words := s.text.WordsBetween(lo, hi)
	if hi-lo < bodyLines || words < bodyWords || float64(hi-lo) < leastInBody*float64(s.countUnlabelled()) {
		return
	}
	before, _ := s.countLabels(0, lo)
	after, topics := s.countLabels(hi, len(s.lines))
	if before < bodyBefore || after < bodyAfter || bits.OnesCount16(uint16(topics)) < moreTopics || !s.hasSmallPrint(hi) {
		return
	}
	for hi > lo && s.isCount(hi-1) {
		hi-- // "12 Likes", of the bar below
	}
	s.first, s.last, s.words = lo, hi-1, words
}

// longestRow returns the first line of the longest row of lines that are no labels,
// and the line after its last.
func (s *smallText) longestRow() (lo, hi int) {
	start := 0
	for i := range s.lines {
		if s.lines[i].isFrame() {
			start = i + 1
		} else if i+1-start > hi-lo {
			lo, hi = start, i+1
		}
	}
	return lo, hi
}

// countUnlabelled counts the lines that are no labels.
func (s *smallText) countUnlabelled() int {
	n := 0
	for i := range s.lines {
		if !s.lines[i].isFrame() {
			n++
		}
	}
	return n
}

// hasSmallPrint reports whether small print or a legal label is on line i or below.
func (s *smallText) hasSmallPrint(i int) bool {
	return slices.ContainsFunc(s.lines[i:], func(l smallLine) bool { return l.smallPrint != 0 || l.label&textstat.Legal != 0 })
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
