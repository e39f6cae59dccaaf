package lines

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/textstat"
	"winnow/stages/lines/features"
)

// judgeHead keeps the data before the text, and what stands between the headline
// and the text but for labels.
func (s *small) judgeHead() {
	lo := s.title
	for i := s.first - 1; i >= 0 && lo < 0; i-- {
		if s.label[i]|s.print[i] != 0 || s.linked[i] {
			lo = i
		}
	}
	if s.title >= 0 {
		// What may be a headline as well stays, up to the frame.
		for i := s.title - 1; i >= 0 && s.label[i]|s.print[i] == 0 && !s.linked[i]; i-- {
			_, words, _ := s.text.Line(i)
			s.keep[i] = s.isData(i) || words >= titleWords && s.mayHead(i)
		}
	}
	for i := max(0, lo); i < s.first; i++ {
		b, words, _ := s.text.Line(i)
		switch {
		case i == s.title || s.isData(i):
			s.keep[i] = true
		case s.label[i]|s.print[i] != 0, s.linked[i], !hasLetters(b.Text) && !s.isNumber(i):
		case i > s.title && s.byline < 0 && s.isByline(i):
			s.byline = i
		case s.text.Copies(i) > 1 && words >= captionWords && s.title >= 0:
			s.caption = append(s.caption, i)
		default:
			s.keep[i] = true
		}
	}
}

// isNumber reports a number before the text that is no count of a bar: "1793" over
// what happened then.
func (s *small) isNumber(i int) bool {
	b, _, _ := s.text.Line(i)
	if !strings.ContainsFunc(b.Text, unicode.IsDigit) {
		return false
	}
	for _, k := range [...]int{i - 1, i + 1} {
		if k < 0 || k >= s.first {
			continue
		}
		if t, _, _ := s.text.Line(k); s.label[k]|s.print[k] != 0 || s.linked[k] || !hasLetters(t.Text) {
			return false
		}
	}
	return true
}

// captionWords is the least number of words of a line before the text that is a
// caption where it stands twice, as the text of a picture and below it.
const captionWords = 4

// isByline reports whether line i, below the headline, is a name and no more,
// beside a date or a time of reading, or a name that stands behind the text again.
func (s *small) isByline(i int) bool {
	b, _, _ := s.text.Line(i)
	if s.title < 0 || !isName(b.Text) {
		return false
	}
	beside := false
	for k := s.title + 1; k < s.first; k++ {
		switch {
		case !s.isData(k):
		case !hasDigit(s.text, k):
			return false // the byline is there
		case k-i <= 2 && i-k <= 2:
			beside = true
		}
	}
	return beside || s.text.Copies(i) > 1
}

func hasDigit(t *features.Text, i int) bool {
	b, _, _ := t.Line(i)
	return strings.ContainsFunc(b.Text, unicode.IsDigit)
}

func hasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// Bounds of the headline: its place before the text, in lines, and the number of
// words from which on the first line of several is it.
const (
	titleReach = 18
	titleWords = 2
	// mostPassed is how many labels of menus stand between a headline and its text.
	mostPassed = 3
)

// headline gives the line before the text that is most like its headline; -1 if
// there is none: the first line of some words between the frame and the text.
// What stands below the date and the byline is the caption of a picture.
func (s *small) headline() int {
	var above, below []int // the date; from the text upwards
	data, passed := false, 0
upwards:
	for i := s.first - 1; i >= max(0, s.first-titleReach); i-- {
		if s.marked != nil && s.marked[i] && !s.linked[i] {
			return i
		}
		t := s.label[i] | s.print[i]
		switch {
		case s.isData(i):
			if len(above) > 0 {
				return s.best(above) // the date is above the headline
			}
			data = true
		case s.linked[i] && t == 0, t&^besideTitle != 0:
			if passed++; passed > mostPassed || len(above)+len(below) > 0 && !(data && len(above) == 0) {
				break upwards
			}
		case t != 0:
			// A bar stands below the headline as well.
			if len(above) > 0 {
				return s.best(above)
			}
			data = true
		case !s.mayHead(i):
		case data:
			above = append(above, i)
		default:
			below = append(below, i)
		}
	}
	if len(above) > 0 {
		return s.best(above)
	}
	if len(below) > 0 {
		return s.best(below)
	}
	return s.above()
}

// above is the line right above the text but for signs, labels and data, whatever
// its form; -1 if it ends like a sentence.
func (s *small) above() int {
	for i := s.first - 1; i >= 0; i-- {
		b, _, _ := s.text.Line(i)
		t := s.label[i] | s.print[i]
		switch {
		case t&^besideTitle != 0, t == 0 && s.linked[i]:
			return -1
		case !hasLetters(b.Text), t != 0, s.isData(i):
		case s.text.Ended(i):
			return -1
		default:
			return i
		}
	}
	return -1
}

// besideTitle are the topics of labels that stand between a headline and its
// text.
const besideTitle = textstat.Share | textstat.Comments | textstat.Ad | textstat.Tags

// best gives the uppermost of some lines, listed upwards, that has some words, or
// the longest; -1 if there is none.
func (s *small) best(list []int) int {
	best, most := -1, float32(0)
	for _, i := range list {
		if _, words, _ := s.text.Line(i); words >= titleWords || words >= most {
			best, most = i, words
		}
	}
	return best
}

// mayHead reports whether line i may be a headline by its form.
func (s *small) mayHead(i int) bool {
	b, words, _ := s.text.Line(i)
	if strings.ContainsRune(b.Text, '_') || s.text.Shop(i) || isPages(b.Text) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(b.Text); unicode.Is(unicode.So, r) && words >= titleWords && !s.text.Ended(i) {
		return true // a pictograph before the headline
	}
	if isName(b.Text) && (i > 0 && s.isData(i-1) || s.isData(i+1)) {
		return false
	}
	return s.text.Part(i) == features.HeadlinePart || words < 2 && words > 0 && s.isOnlyWord(i)
}

// isPages reports a line that counts pages and what is on them: "3 posts • Page 1
// of 1".
func isPages(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsDigit(r) }) {
			n++
		}
	}
	return n > 2
}

// isOnlyWord reports a line of one word right before the text, or before the
// data.
func (s *small) isOnlyWord(i int) bool {
	b, _, _ := s.text.Line(i)
	return hasLetters(b.Text) && !s.text.Ended(i) && (i+1 == s.first || s.isData(i+1))
}

// isData reports a line of dates, names and times of reading, with signs between
// them.
func (s *small) isData(i int) bool {
	if s.text.Part(i) == features.DataPart {
		return true
	}
	b, words, _ := s.text.Line(i)
	if words > dataWords {
		return false
	}
	for p := range strings.FieldsFuncSeq(b.Text, func(r rune) bool { return strings.ContainsRune("·•|—–", r) }) {
		if features.IsData(strings.TrimSpace(p)) {
			return true
		}
	}
	return false
}

// dataWords is the greatest number of words of such a line.
const dataWords = 14

// edits removes what the frame takes, and moves the headline where no title is
// known.
func (s *small) edits(d *pipeline.Document) []pipeline.Edit {
	title := s.title
	if d.Meta.Title != "" {
		title = -1
	}
	var edits []pipeline.Edit
	published := false
	for i, keep := range s.keep {
		if keep && i != title {
			if i > s.title && i < s.first && s.title >= 0 {
				edits = append(edits, s.data(d, i, &published)...)
			}
			continue
		}
		b, _, _ := s.text.Line(i)
		e := pipeline.Whole(d.Blocks[d.Find(b.ID)], ruleFrame, "before the text")
		e.Score = float64(1 - s.likely[i])
		if i > s.last {
			e.Why = "behind the text"
		}
		if i == title {
			if b.Text != d.Blocks[d.Find(b.ID)].Text {
				e.Value = b.Text
			}
			e.Rule, e.Why, e.To = ruleTitle, fmt.Sprintf("line %d, between the frame and the text", i+1), pipeline.FieldTitle
		}
		switch {
		case i == s.byline:
			e.To, e.Rule, e.Why = pipeline.FieldByline, ruleName, "a name below the headline, beside a date or again behind the text"
			if b.Text != d.Blocks[d.Find(b.ID)].Text {
				e.Value = b.Text
			}
		case slices.Contains(s.caption, i):
			e.Why = "stands twice before the text"
			if i == s.caption[0] {
				e.To = pipeline.FieldCaption
			}
		}
		edits = append(edits, e)
	}
	return edits
}

// data moves line i, between the headline and the text, where it is the date or
// the time of reading and nothing else. What says more is for stage byline.
func (s *small) data(d *pipeline.Document, i int, published *bool) []pipeline.Edit {
	b, _, _ := s.text.Line(i)
	e := pipeline.Whole(d.Blocks[d.Find(b.ID)], ruleData, "between the headline and the text")
	if features.IsReadingTime(b.Text) {
		e.To = pipeline.FieldReadingTime
		return []pipeline.Edit{e}
	}
	date, ok := dateline.Parse(b.Text)
	if !ok || date.Labelled || date.Updated || date.Modified != "" || date.Published == "" || *published {
		return nil
	}
	*published = true
	e.To, e.Value = pipeline.FieldPublished, date.Published
	return []pipeline.Edit{e}
}
