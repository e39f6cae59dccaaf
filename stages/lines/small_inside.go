package lines

import (
	"strings"

	"winnow/pipeline/fold"
	"winnow/stages/internal/textstat"
	"winnow/stages/lines/features"
)

// judgeInside removes, between the first and the last sentence, links to other
// stories with their headlines, and prompts to subscribe with their buttons.
func (s *smallText) judgeInside() {
	for i := s.first + 1; i < s.last; i++ {
		l, before, next := &s.lines[i], &s.lines[i-1], &s.lines[i+1]
		switch {
		case l.label&textstat.Related != 0 && s.isStoryLink(i+1):
			l.keep, next.keep = false, false
		case s.isPrompt(i - 1):
			before.keep, l.keep = false, false
		case l.label&textstat.Newsletter != 0 && !s.text.EndsInPunctuation(i) && before.sentence && s.text.ShowsFrame(i-1):
			l.keep = false
		}
	}
}

// isStoryLink reports whether line i, inside the text, is the headline of another
// story, after which the text goes on.
func (s *smallText) isStoryLink(i int) bool {
	l := &s.lines[i]
	return i < s.last && !l.sentence && s.lines[i+1].sentence && (l.linked || s.text.Part(i) == features.HeadlinePart)
}

// promptWords is the maximum number of words of a prompt.
const promptWords = 30

// isPrompt reports whether line i is a sentence that asks for what the button
// below it says: "Subscribe for free to receive new posts.", "Subscribe".
func (s *smallText) isPrompt(i int) bool {
	if i < 0 || i+1 >= len(s.lines) {
		return false
	}
	l, button := &s.lines[i], &s.lines[i+1]
	if button.label&textstat.Newsletter == 0 || s.text.EndsInPunctuation(i+1) || !s.text.EndsInPunctuation(i) || l.label != 0 {
		return false
	}
	return l.words >= sentenceWords && l.words <= promptWords && strings.Contains(fold.Key(l.text), fold.Key(button.text))
}
