package lines

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/frame"
	"winnow/stages/internal/textstat"
	"winnow/stages/lines/features"
)

// A small text says too little for the models, which learned from the dumps of
// whole pages: of a few lines some menu words change the shares of everything.
// What it is shows in the frame itself: before the first sentence or after the
// last one stand labels that frame pages, of several topics. Sentences stay
// wherever they stand, but for those that the frame explains.

// Bounds of a small text.
const (
	smallLines = 150
	smallWords = 600
	// fewLines is the number of lines, and fewWords that of words in sentences,
	// up to which the frame decides although the models know a page.
	fewLines = 40
	fewWords = 160
)

// A small is a text of a few lines, judged by its frame.
type small struct {
	text   *features.Text
	likely []float32
	words  float32          // in sentences
	label  []textstat.Topic // of lines that are labels as a whole
	print  []textstat.Topic // of lines that begin as small print does
	linked []bool           // lines that are links and nothing else
	marked []bool           // lines marked as the headline; nil if there are no marks
	first  int              // the first and the last sentence of the text
	last   int
	title  int
	// sections is true of a text with numbered headings.
	sections bool
	// byline is the line that is the author's name; caption are those that are the
	// caption of a picture before the text.
	byline  int
	caption []int
	keep    []bool
}

// small looks at a text as a small one; nil if it is none, or shows no frame, or
// is a page that is known as such and says enough for the models.
func (m *Model) small(text *features.Text, md markdown, known bool) *small {
	s := m.look(text, md)
	if s == nil || known && text.Len() > fewLines && s.words > fewWords || s.first < 0 || !s.isFramed() || s.isUnknown() {
		return nil
	}
	if s.judge(); s.takesMuch() {
		return nil
	}
	return s
}

// look finds the labels and the sentences of a text of a few lines; nil if it has
// more, or no labels.
func (m *Model) look(text *features.Text, md markdown) *small {
	n := text.Len()
	if n > smallLines || text.WordsBetween(0, n) > 3*smallWords {
		return nil
	}
	s := &small{text: text, linked: md.linked, marked: md.title, label: make([]textstat.Topic, n), print: make([]textstat.Topic, n), keep: make([]bool, n), title: -1, byline: -1}
	labels := 0
	for i := range n {
		b, w, _ := text.Line(i)
		s.label[i], s.print[i] = frame.Label(b.Text), frame.SmallPrint(b.Text)
		if s.label[i]|s.print[i] != 0 || s.linked[i] {
			labels++
		}
		if s.says(i) {
			s.words += w
		}
	}
	if s.words > smallWords || labels < fewLabels {
		return nil
	}
	s.likely = m.judge(text)
	s.findText()
	return s
}

// Bounds of a sentence, in words: of one that the text begins with, of one that
// goes on with it, and of one that a list follows.
const (
	sayWords   = 4
	shortWords = 2
	listWords  = 10
)

// says reports whether line i is a sentence, by its end and its words, and
// nothing that frames a page.
func (s *small) says(i int) bool {
	b, words, _ := s.text.Line(i)
	if words < sayWords || s.label[i]|s.print[i] != 0 || s.linked[i] || strings.HasSuffix(b.Text, "|") {
		return false
	}
	if isSpacedText(b.Text) && len(strings.Fields(b.Text)) < sayWords {
		return false // an abbreviation: "Vesna Pumps d.o.o."
	}
	return s.text.Ended(i) && (!s.text.Trails(i) || textstat.IsGreekQuestion(b.Text)) || words >= listWords && endsInColon(b.Text) && !s.text.Frame(i)
}

// goesOn reports whether line i is a short sentence in a full stop, no label and as
// likely as text: "Never again.", or the heading of a numbered section.
func (s *small) goesOn(i int) bool {
	b, words, _ := s.text.Line(i)
	if s.sections && s.text.Number(i) > 0 {
		return true
	}
	return words >= shortWords && words < sayWords && s.label[i]|s.print[i] == 0 && !s.linked[i] && strings.HasSuffix(b.Text, ".") && s.likely[i] >= likelyBeside
}

func endsInColon(s string) bool {
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

// isSpacedText reports a text of a script that puts spaces between words.
func isSpacedText(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

// Likelihoods below which a sentence behind labels of the frame is explained by
// them.
const (
	likelyComment = 0.4
	likelyBeside  = 0.25
	likelyAway    = 0.15
)

// unlikely is the share of the likelihood of the likeliest sentence below which a
// sentence is none to find the text by.
const unlikely = 0.2

// findText finds the first and the last sentence of the text.
func (s *small) findText() {
	s.first, s.last = -1, -1
	s.sections = s.isInSections()
	least := float32(0)
	for i := range s.label {
		if s.says(i) {
			least = max(least, unlikely*s.likely[i])
		}
	}
	var behind textstat.Topic // the labels since the last sentence
	labels := 0
	for i := range s.label {
		if s.first >= 0 && s.isWriter(i) && s.headsBio(i) {
			s.print[i] |= textstat.Author
		}
		if t := s.label[i] | s.print[i]; t != 0 && s.first >= 0 {
			behind |= t
			labels++
		}
		isSaid := s.says(i) && s.likely[i] >= least || s.first >= 0 && s.goesOn(i)
		switch {
		case !isSaid, s.first >= 0 && s.isExplained(i, behind, labels):
			continue
		case s.first < 0:
			s.first = i
		}
		s.last, behind, labels = i, 0, 0
	}
}

// Least labels of a frame. Before the text a menu or a bar counts together with
// something behind the text, so that a text that begins with short lines, or ends
// with them, is none.
const (
	fewLabels   = 2
	someLabels  = 4
	leastTopics = 2
	moreTopics  = 3
	// leastSure is the least number of labels outside the text that are no plain
	// words: "Home", "News" and "Comments" head lists, notes and stanzas as well.
	leastSure = 2
)

// isFramed reports whether what stands before and after the sentences shows the
// frame of a page.
func (s *small) isFramed() bool {
	if b, _, _ := s.text.Line(s.last); endsInColon(b.Text) && s.last+1 < len(s.label) && s.label[s.last+1] != 0 {
		return false // a list follows, of labels as it may be
	}
	if s.sure() < leastSure || s.isLetter() {
		return false
	}
	head, headTopics := s.count(0, s.first)
	tail, tailTopics := s.count(s.last+1, len(s.label))
	topics := bits.OnesCount16(uint16(headTopics | tailTopics))
	switch {
	case topics < leastTopics:
		return false
	case head >= fewLabels && tail >= 1, head >= 1 && tail >= someLabels-1, head >= 1 && tail >= fewLabels && topics >= moreTopics:
		return true
	}
	return head+tail >= someLabels && topics >= moreTopics
}

// sure counts the labels outside the text that only pages have: small print, and
// labels of more than one word.
func (s *small) sure() int {
	n := 0
	for i := range s.label {
		if i >= s.first && i <= s.last {
			continue
		}
		if b, _, _ := s.text.Line(i); s.print[i] != 0 || s.label[i] != 0 && !isPlainWord(b.Text) {
			n++
		}
	}
	return n
}

// plainIdeographs is the greatest number of characters of a word in a script
// without spaces: 首页, ニュース.
const plainIdeographs = 4

// isPlainWord reports a label of one word, glued to no other.
func isPlainWord(s string) bool {
	if !isSpacedText(s) {
		return utf8.RuneCountInString(s) <= plainIdeographs
	}
	words, last := 0, rune(' ')
	for _, r := range s {
		if unicode.IsLetter(r) && (!unicode.IsLetter(last) && last != '\'' && last != '’' && last != '-' && !unicode.IsMark(last) || unicode.IsLower(last) && unicode.IsUpper(r)) {
			words++
		}
		last = r
	}
	return words <= 1
}

// salutationWords is the greatest number of words of a salutation: "Hi Bob,".
const salutationWords = 4

// isLetter reports whether the text begins with a salutation, before any label:
// what stands behind its sentences is listed, or signs it.
func (s *small) isLetter() bool {
	for i := range s.first {
		b, words, _ := s.text.Line(i)
		switch {
		case s.label[i]|s.print[i] != 0 || s.linked[i]:
			return false
		case words > 0 && words <= salutationWords && strings.HasSuffix(b.Text, ","):
			return true
		}
	}
	return false
}

// mostTaken is the greatest number of words that go for each word in a sentence
// of the text, labels not counted.
const mostTaken = 8

// takesMuch reports whether more words would go than the text is worth: a list of
// things with a sentence in it.
func (s *small) takesMuch() bool {
	taken := float32(0)
	for i, keep := range s.keep {
		if _, words, _ := s.text.Line(i); !keep && s.label[i]|s.print[i] == 0 {
			taken += words
		}
	}
	return taken > mostTaken*s.words
}

// mostUnknown is the greatest number of lines before the text that are no labels,
// where they are more than the labels: a list of products, which ends in a
// sentence about the shop.
const mostUnknown = 8

// isUnknown reports whether most of what stands before the first sentence is no
// frame that is known.
func (s *small) isUnknown() bool {
	labels, _ := s.count(0, s.first)
	others := s.first - labels
	return others > mostUnknown && others > labels
}

// count counts the labels from line lo to before hi, and gives their topics.
func (s *small) count(lo, hi int) (n int, topics textstat.Topic) {
	for i := lo; i < hi; i++ {
		t := s.label[i] | s.print[i]
		if t == 0 && s.linked[i] {
			t = textstat.Menu
		}
		t &^= textstat.Shop // stands in the text of a shop as well
		if t != 0 {
			n++
			topics |= t
		}
	}
	return n, topics
}

// judge decides about each line.
func (s *small) judge() {
	for i := s.first; i <= s.last; i++ {
		s.keep[i] = true
	}
	s.judgeInside()
	s.title = s.headline()
	s.judgeHead()
	s.judgeTail()
}
