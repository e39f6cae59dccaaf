package lines

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/signed"
	"winnow/stages/internal/textstat"
	"winnow/stages/lines/features"
)

// judgeHead keeps the dates and bylines before the text, and what is between the
// headline and the text, except labels, the author's name and captions.
func (s *smallText) judgeHead() {
	if s.title >= 0 {
		s.judgeAboveTitle()
	}
	for i := max(0, s.startOfHead()); i < s.first; i++ {
		l := &s.lines[i]
		switch {
		case i == s.title || s.isData(i):
			l.keep = true
		case l.isFrame(), !l.hasLetters() && !s.isLoneNumber(i):
		case i > s.title && s.byline < 0 && s.isByline(i):
			s.byline = i
		case s.title >= 0 && l.words >= captionWords && s.text.Copies(i) > 1:
			s.captions = append(s.captions, i)
		default:
			l.keep = true
		}
	}
}

// judgeAboveTitle keeps, from the headline up to the frame, what may be a headline
// as well.
func (s *smallText) judgeAboveTitle() {
	for i := s.title - 1; i >= 0 && !s.lines[i].isFrame(); i-- {
		l := &s.lines[i]
		l.keep = s.isData(i) || l.words >= titleWords && s.mayBeHeadline(i)
	}
}

// startOfHead returns the headline or, if there is none, the last line of the frame
// before the text; -1 if there is neither.
func (s *smallText) startOfHead() int {
	if s.title >= 0 {
		return s.title
	}
	for i := s.first - 1; i >= 0; i-- {
		if s.lines[i].isFrame() {
			return i
		}
	}
	return -1
}

// isLoneNumber reports whether line i, before the text, is a number that belongs
// to it ("1793", over what happened then) rather than a count in a bar.
func (s *smallText) isLoneNumber(i int) bool {
	if !s.lines[i].hasDigit() {
		return false
	}
	for _, k := range [...]int{i - 1, i + 1} {
		if k < 0 || k >= s.first {
			continue
		}
		if beside := &s.lines[k]; beside.isFrame() || !beside.hasLetters() {
			return false
		}
	}
	return true
}

// captionWords is the minimum number of words of a line before the text that is
// taken for a caption if it occurs twice: once as the alternative text of a
// picture and once below it.
const captionWords = 4

// bylineReach is how many lines apart a date and the author's name may be.
const bylineReach = 2

// isByline reports whether line i, below the headline, is nothing but a name, and
// is near a date or a reading time or occurs again elsewhere.
func (s *smallText) isByline(i int) bool {
	if s.title < 0 || !isName(s.lines[i].text) {
		return false
	}
	nearData := false
	for k := s.title + 1; k < s.first; k++ {
		switch {
		case !s.isData(k):
		case !s.lines[k].hasDigit():
			return false // that is the byline
		case max(k-i, i-k) <= bylineReach:
			nearData = true
		}
	}
	return nearData || s.text.Copies(i) > 1
}

// Bounds of the headline: how many lines before the text it may be, and how many
// words make the first of several lines the headline.
const (
	titleReach = 18
	titleWords = 2
	// manyTitleWords are more than the name of a section or of a site mostly has.
	manyTitleWords = 4
	// mostPassed is how many labels of menus may come between it and the text.
	mostPassed = 3
)

// titleTopics are the topics of labels that often come between a headline and its
// text.
const titleTopics = textstat.Share | textstat.Comments | textstat.Ad | textstat.Tags

// findHeadline returns the line before the text that is most like its headline: one
// marked as such, else the first line of a few words between the frame and the
// text. It returns -1 if there is none. Lines below a date or a byline are used
// only if there are none above, since they may be the caption of a picture.
func (s *smallText) findHeadline() int {
	for i := s.first - 1; i >= 0; i-- {
		if l := &s.lines[i]; l.title && !l.linked {
			return i
		}
	}
	if s.beginsWithLines() {
		return s.lineBelowMenu()
	}
	var above, below []int // candidates above and below the date, from the text upwards
	data, passed := false, 0
	for i := s.first - 1; i >= max(0, s.first-titleReach); i-- {
		l := &s.lines[i]
		t := l.topics()
		isMenu := l.linked && t == 0 || t&^titleTopics != 0
		switch {
		case isMenu && !s.isData(i):
			passed++
			if passed > mostPassed || len(above) > 0 || len(below) > 0 && !data {
				return s.bestHeadline(above, below)
			}
		case s.isData(i), t != 0:
			if len(above) > 0 {
				return s.bestHeadline(above, below) // these are above the headline
			}
			data = true
		case l.sub && s.hasLineAbove(i), !s.mayBeHeadline(i):
		case data:
			above = append(above, i)
		default:
			below = append(below, i)
		}
	}
	return s.bestHeadline(above, below)
}

// hasLineAbove reports whether right above line i, which Markdown marks as the
// heading of a part, is a line of the text: the headline is further up.
func (s *smallText) hasLineAbove(i int) bool {
	return i > 0 && !s.lines[i-1].isFrame() && !s.isData(i-1) && s.lines[i-1].hasLetters()
}

// lineBelowMenu returns the line that follows the last menu before the first
// sentence, past dates and bylines; -1 if it cannot be a headline. It is used where
// many lines of the text come before that sentence.
func (s *smallText) lineBelowMenu() int {
	at := -1
	for i := range s.first {
		if l := &s.lines[i]; l.linked && l.topics() == 0 || l.topics()&^titleTopics != 0 {
			at = i
		}
	}
	if at < 0 {
		return -1
	}
	for i := at + 1; i < s.first; i++ {
		if l := &s.lines[i]; s.isData(i) || s.isCount(i) || l.topics() != 0 {
			continue
		}
		if s.lines[i].words >= titleWords && s.mayBeHeadline(i) {
			return s.belowKickers(i)
		}
		return -1
	}
	return -1
}

// mostKickers is how many names of sections may be right above a headline.
const mostKickers = 2

// belowKickers returns the headline where line i is the first of a few that have its
// form, right above a date or a byline: the first of manyTitleWords words, or line i.
func (s *smallText) belowKickers(i int) int {
	for k := i; k < min(s.first, i+mostKickers+1) && s.mayBeHeadline(k); k++ {
		if s.lines[k].words >= manyTitleWords && s.isData(k+1) {
			return k
		}
	}
	return i
}

// bestHeadline chooses from the candidates above the date, or else from those below
// it: the uppermost of manyTitleWords words, or else of titleWords words, or the
// longest. Without candidates it returns the line right above the text.
func (s *smallText) bestHeadline(above, below []int) int {
	list := above
	if len(list) == 0 {
		list = below
	}
	if len(list) == 0 {
		return s.lineAboveText()
	}
	best, most := -1, float32(0)
	for _, i := range list {
		if s.lines[i].words >= manyTitleWords {
			best = i
		}
	}
	if best >= 0 {
		return best
	}
	for _, i := range list {
		if words := s.lines[i].words; words >= titleWords || words >= most {
			best, most = i, words
		}
	}
	return best
}

// lineAboveText returns the line right above the text, whatever its form, not
// counting signs, labels and data; -1 if there is none or it ends like a sentence.
func (s *smallText) lineAboveText() int {
	for i := s.first - 1; i >= 0; i-- {
		l := &s.lines[i]
		t := l.topics()
		switch {
		case t&^titleTopics != 0, t == 0 && l.linked:
			return -1
		case !l.hasLetters(), t != 0, s.isData(i):
		case s.text.EndsInPunctuation(i), l.sub && s.hasLineAbove(i):
			return -1
		default:
			return i
		}
	}
	return -1
}

// mayBeHeadline reports whether line i has the form of a headline.
func (s *smallText) mayBeHeadline(i int) bool {
	l := &s.lines[i]
	if strings.ContainsRune(l.text, '_') || s.text.SpeaksOfShop(i) || isPageCount(l.text) || s.isEntry(i) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(l.text); unicode.Is(unicode.So, r) && l.words >= titleWords && !s.text.EndsInPunctuation(i) {
		return true // a pictograph before the headline
	}
	if isName(l.text) && (l.words <= caselessNameWords || !signed.IsCaseless(l.text)) && (i > 0 && s.isData(i-1) || s.isData(i+1)) {
		return false
	}
	return s.text.Part(i) == features.HeadlinePart || l.words < titleWords && l.words > 0 && s.isTitleWord(i)
}

// isEntry reports whether line i is one of several entries of data: "Location: North
// Quay" over "Salary: 14.20 an hour".
func (s *smallText) isEntry(i int) bool {
	return hasKey(s.lines[i].text) && (i > 0 && hasKey(s.lines[i-1].text) || i+1 < len(s.lines) && hasKey(s.lines[i+1].text))
}

// hasKey reports whether a line begins with a word or two and a colon, and says more.
func hasKey(text string) bool {
	key, value, ok := strings.Cut(text, ": ")
	return ok && value != "" && strings.Count(key, " ") < titleWords
}

// caselessNameWords is the maximum number of words of a name in a script without
// capitals, in which any words look like a name.
const caselessNameWords = 3

// isPageCount reports whether a line counts pages and what is on them: "3 posts •
// Page 1 of 1".
func isPageCount(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsDigit(r) }) {
			n++
		}
	}
	return n > 2
}

// isTitleWord reports whether line i, of one word, is right before the text or the
// date.
func (s *smallText) isTitleWord(i int) bool {
	return s.lines[i].hasLetters() && !s.text.EndsInPunctuation(i) && (i+1 == s.first || s.isData(i+1))
}

// dataWords is the maximum number of words of a line of dates, names and
// reading times with signs between them.
const dataWords = 14

// isData reports whether line i states a date, a byline or a reading time, alone or
// among others.
func (s *smallText) isData(i int) bool {
	if s.text.Part(i) == features.DataPart {
		return true
	}
	l := &s.lines[i]
	if l.words > dataWords {
		return false
	}
	for part := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return strings.ContainsRune("·•|—–", r) }) {
		if features.IsData(strings.TrimSpace(part)) {
			return true
		}
	}
	_, ok := signed.Parse(l.text)
	return ok
}
