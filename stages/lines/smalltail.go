package lines

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/fold"
	"winnow/stages/internal/frame"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textstat"
	"winnow/stages/lines/features"
)

// isExplained reports whether the sentence i is of the frame, behind so many
// labels of these topics: the teaser of another story, a comment, words about the
// author. Labels stand behind it, too.
func (s *small) isExplained(i int, behind textstat.Topic, labels int) bool {
	b, _, _ := s.text.Line(i)
	switch {
	case s.isPrompt(i):
		return true
	case labels == 0 || !s.isFrameBehind(i), s.sections && s.text.Number(i) > 0:
		return false
	case behind&textstat.Comments != 0 && labels > 1 && s.likely[i] < likelyComment:
		return true
	case behind&textstat.Related != 0 && (trailsOff(b.Text) || s.isTeaser(i)), s.isAboutAuthor(i):
		return true
	}
	return s.likely[i] < likelyAway || labels > 1 && s.likely[i] < likelyBeside
}

// isWriter reports a line that names who wrote the text: "Written by Ines Falk",
// "About Hanna Weiss".
func (s *small) isWriter(i int) bool {
	b, words, _ := s.text.Line(i)
	if words > authorWords || s.text.Ended(i) {
		return false
	}
	m, ok := phrases.Any().Find(b.Text)
	if ok && m.Prefix && (m.Category == "author" || m.Category == "byline") {
		return isName(strings.TrimSpace(m.Rest))
	}
	name, ok := strings.CutPrefix(b.Text, "About ")
	return ok && isName(name) && s.isNamedAbove(name)
}

// isNamedAbove reports whether a byline names somebody: companies tell about
// themselves, too.
func (s *small) isNamedAbove(name string) bool {
	for i := range max(0, s.first) {
		if b, _, _ := s.text.Line(i); b.Text == name || strings.Contains(b.Text, name) && s.isData(i) {
			return true
		}
	}
	return false
}

// headsBio reports whether a sentence stands shortly below line i, and no other
// writer in the text.
func (s *small) headsBio(i int) bool {
	for k := range s.label {
		if k != i && s.isWriter(k) {
			return false
		}
	}
	for k := i + 1; k < len(s.label) && k <= i+1+authorReach; k++ {
		if s.says(k) {
			return true
		}
	}
	return false
}

// authorReach is how far above words about the author the name stands, in lines.
const authorReach = 2

// isAboutAuthor reports whether sentence i stands below a line that names the
// author, or begins with a name of a short line above it, behind labels: "Ruth
// Adeyemi", "Ruth covers the harbour."
func (s *small) isAboutAuthor(i int) bool {
	b, _, _ := s.text.Line(i)
	first, _, _ := strings.Cut(b.Text, " ")
	for k := i - 1; k > max(s.last, i-1-authorReach); k-- {
		above, words, _ := s.text.Line(k)
		if words > authorWords || s.text.Ended(k) {
			return false
		}
		if s.isWriter(k) || len(first) > 2 && isName(above.Text) && slices.Contains(strings.Fields(above.Text), first) {
			return true
		}
	}
	return false
}

// authorWords is the greatest number of words of a line with the author's name.
const authorWords = 6

// isName reports two to four words that all begin with a capital, or are of a
// script without capitals.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 4 || frame.Label(s) != 0 {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) || unicode.IsLower(r) || strings.ContainsFunc(w, isNoName) || strings.ToUpper(w) == w && unicode.IsUpper(r) && len(w) > 3 {
			return false
		}
	}
	return true
}

func isNoName(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(":：,;?!()\"|/", r) }

func trailsOff(s string) bool {
	s = strings.TrimRight(s, " ])")
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...")
}

// isFrameBehind reports whether a label stands behind line i.
func (s *small) isFrameBehind(i int) bool {
	for k := i + 1; k < len(s.label); k++ {
		if s.label[k]|s.print[k] != 0 {
			return true
		}
	}
	return false
}

// judgeInside takes from the text orders to read another story with its headline,
// and buttons to subscribe.
func (s *small) judgeInside() {
	for i := s.first + 1; i < s.last; i++ {
		switch {
		case s.label[i]&textstat.Related != 0 && i+1 < s.last && !s.says(i+1) && s.says(i+2) && (s.linked[i+1] || s.text.Part(i+1) == features.HeadlinePart):
			s.keep[i], s.keep[i+1] = false, false
		case s.isPrompt(i - 1):
			s.keep[i-1], s.keep[i] = false, false
		case s.label[i]&textstat.Newsletter != 0 && !s.text.Ended(i) && s.says(i-1) && s.text.Frame(i-1):
			s.keep[i] = false
		}
	}
}

// isPrompt reports a sentence that asks the reader to do what the button below it
// says: "Subscribe for free to receive new posts.", "Subscribe".
func (s *small) isPrompt(i int) bool {
	if i < 0 || i+1 >= len(s.label) || s.label[i+1]&textstat.Newsletter == 0 || s.text.Ended(i+1) || !s.text.Ended(i) || s.label[i] != 0 {
		return false
	}
	b, words, _ := s.text.Line(i)
	if words < sayWords {
		return false
	}
	button, _, _ := s.text.Line(i + 1)
	return words <= promptWords && strings.Contains(fold.Key(b.Text), fold.Key(button.Text))
}

// promptWords is the greatest number of words of a prompt.
const promptWords = 30

// judgeTail keeps what stands behind the last sentence up to the first label, but
// for counts straight before it: "14 Likes".
func (s *small) judgeTail() {
	end := s.last + 1
	for ; end < len(s.keep) && !s.opensFrame(end); end++ {
		s.keep[end] = true
	}
	if end < len(s.keep) && s.isPrompt(end) && end-1 > s.last && !s.text.Ended(end-1) && s.text.Part(end-1) == features.HeadlinePart {
		end--
		s.keep[end] = false // the heading of its box
	}
	for i := end; i < len(s.keep) && s.byline < 0; i++ {
		if b, _, _ := s.text.Line(i); s.isWriter(i) && !strings.HasPrefix(b.Text, "About ") {
			s.keep[i] = true // stage byline takes it
			break
		}
	}
	for end--; end > s.last && s.isCount(end); end-- {
		s.keep[end] = false
	}
}

// opensFrame reports whether line i is a label with which the frame begins: one
// of a bar is followed by another label, by a count or by nothing. A word over an
// address heads it.
func (s *small) opensFrame(i int) bool {
	t := s.label[i] | s.print[i]
	last := i+1 == len(s.keep)
	switch {
	case s.isPrompt(i):
		return true
	case s.linked[i] && t == 0:
		return last || s.linked[i+1] || s.label[i+1]|s.print[i+1] != 0
	case t == 0:
		return false
	case t&(textstat.Related|textstat.Comments|textstat.Newsletter|textstat.Tags|textstat.Author) != 0, s.print[i] != 0, last:
		return true
	}
	next, _, _ := s.text.Line(i + 1)
	return !strings.ContainsAny(next.Text, "@:") && (s.label[i+1]|s.print[i+1] != 0 || s.linked[i+1] || s.isCount(i+1) || !s.text.Ended(i+1) && s.text.Copies(i+1) > 1)
}

// countWords is the greatest number of words of a count.
const countWords = 2

// isCount reports a line that is a number, or a number of something, or signs.
func (s *small) isCount(i int) bool {
	b, words, _ := s.text.Line(i)
	r, _ := utf8.DecodeRuneInString(b.Text)
	return !hasLetters(b.Text) || unicode.IsDigit(r) && words <= countWords && !s.text.Ended(i)
}

// isInSections reports a text with numbered headings, which speak of cookies and
// copyright because it is their topic.
func (s *small) isInSections() bool {
	n := 0
	for i := range s.label {
		if s.text.Number(i) == n+1 {
			n++
		}
	}
	return n >= leastSections
}

// likelyTeaser is the likelihood below which sentences under headlines, behind a
// label of other stories, are teasers.
const likelyTeaser = 0.55

// isTeaser reports one of two sentences at least that stand each by itself below
// a headline.
func (s *small) isTeaser(i int) bool {
	return s.isCard(i-1) && (s.isCard(i-3) || s.isCard(i+1))
}

// isCard reports a headline over one unlikely sentence.
func (s *small) isCard(i int) bool {
	return i > s.first && i+1 < len(s.label) && !s.says(i) && s.text.Part(i) == features.HeadlinePart && s.says(i+1) && s.likely[i+1] < likelyTeaser && (i+2 == len(s.label) || !s.says(i+2))
}
