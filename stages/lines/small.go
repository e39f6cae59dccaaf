package lines

import (
	"strings"
	"unicode"

	"winnow/stages/internal/frame"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textstat"
	"winnow/stages/lines/features"
)

// A small text is too short for the models, which learned from dumps of whole
// pages: among a few lines, a handful of menu words change every share they
// measure. It is judged by its frame instead: labels of several topics before
// the first sentence or after the last one. Whatever lies on their far side is
// removed; sentences are kept, except those the frame explains.
//
// The judgement runs in this order: label the lines (newSmallText), find where
// the text begins and ends (small_text.go), check that there is a frame
// (small_frame.go), then decide about the lines inside the text (small_inside.go),
// before it (small_head.go) and after it (small_tail.go).

// Bounds of a small text.
const (
	smallLines = 150
	smallWords = 600
	// Up to this size (in lines, or in words of sentences) the frame decides even
	// where the model has recognised the dump of a page.
	fewLines = 40
	fewWords = 160
)

// A smallText is a text of few lines, which is judged by its frame.
type smallText struct {
	text  *features.Text
	lines []smallLine
	words float32 // in sentences
	// isTerms is set for a text in numbered sections.
	isTerms bool
	// first and last are the first and the last sentence of the text; -1 if there
	// is none.
	first, last int
	// title is the headline and byline the author's name, -1 if there is none;
	// captions are captions of a picture before the text.
	title, byline int
	captions      []int
}

// A smallLine is a line of a small text.
type smallLine struct {
	text   string
	words  float32
	likely float32 // that it belongs to the article, as the model sees it
	// label holds the topics of a line that is a label and nothing else,
	// smallPrint those of a line that begins like small print.
	label, smallPrint textstat.Topic
	markup
	sentence bool
	keep     bool
}

// topics returns the topics by which the line belongs to the frame; 0 for none.
func (l *smallLine) topics() textstat.Topic { return l.label | l.smallPrint }

// isFrame reports whether the line looks like part of the frame.
func (l *smallLine) isFrame() bool { return l.topics() != 0 || l.linked }

func (l *smallLine) hasLetters() bool { return strings.ContainsFunc(l.text, unicode.IsLetter) }

func (l *smallLine) hasDigit() bool { return strings.ContainsFunc(l.text, unicode.IsDigit) }

// judgeSmall judges a text as a small one. It returns nil for a text that is too
// long, that shows no frame, or that the model knows as a page (isDump) and has
// enough lines to judge. A page without a sentence has a body all the same.
func (m *Model) judgeSmall(text *features.Text, marks []markup, isDump bool) *smallText {
	s := m.newSmallText(text, marks)
	if s != nil && s.first < 0 && isDump {
		s.findBody()
	}
	switch {
	case s == nil, s.first < 0, isDump && len(s.lines) > fewLines && s.words > fewWords:
		return nil
	case !s.isFramed():
		return nil
	}
	s.judge()
	if s.title < 0 && s.beginsWithLines() || s.removesTooMuch() {
		return nil
	}
	return s
}

// newSmallText labels the lines of a small text and finds its sentences. It
// returns nil if the text is too long or has too few labels.
func (m *Model) newSmallText(text *features.Text, marks []markup) *smallText {
	n := text.Len()
	if n > smallLines || text.WordsBetween(0, n) > 3*smallWords {
		return nil
	}
	s := &smallText{text: text, lines: make([]smallLine, n), title: -1, byline: -1}
	labels := 0
	for i := range s.lines {
		l := &s.lines[i]
		l.text, l.words = text.Block(i).Text, text.Words(i)
		l.label, l.smallPrint = frame.Label(l.text), frame.SmallPrint(l.text)
		if l.smallPrint != 0 && sweep.IsSaid(l.text) {
			l.smallPrint = 0 // "Follow us on Facebook, said the sign at the pump."
		}
		l.markup = marks[i]
		if l.isFrame() {
			labels++
		}
		if l.sentence = s.isSentence(i); l.sentence {
			s.words += l.words
		}
	}
	if s.words > smallWords || labels < fewLabels {
		return nil
	}
	for i, p := range m.likelihoods(text) {
		s.lines[i].likely = p
	}
	s.findText()
	return s
}

// judge decides which lines stay.
func (s *smallText) judge() {
	for i := s.first; i <= s.last; i++ {
		s.lines[i].keep = true
	}
	s.judgeInside()
	s.title = s.findHeadline()
	s.judgeHead()
	s.judgeTail()
}

// mostUnknown is the maximum number of lines before the text that are not
// labels, if they outnumber the labels.
const mostUnknown = 8

// beginsWithLines reports whether most lines before the first sentence are no
// labels: verse, the ingredients of a recipe, or products of which only what is said
// of the shop is a sentence.
func (s *smallText) beginsWithLines() bool {
	labels, _ := s.countLabels(0, s.first)
	others := s.first - labels
	return others > mostUnknown && others > labels
}

// mostRemoved is the maximum number of words to remove for each word in a
// sentence, not counting labels.
const mostRemoved = 8

// removesTooMuch reports whether the judgement would remove far more words than
// the text has: a list of things with one sentence in it.
func (s *smallText) removesTooMuch() bool {
	removed := float32(0)
	for i := range s.lines {
		if l := &s.lines[i]; !l.keep && l.topics() == 0 {
			removed += l.words
		}
	}
	return removed > mostRemoved*s.words
}
