package lines

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/textstat"
	"winnow/stages/lines/features"
)

// judgeTail keeps what follows the last sentence up to the first label of the
// frame, except counts right before that label ("14 Likes") and topics over
// them. The author's name is kept for stage byline wherever it is.
func (s *smallText) judgeTail() {
	end := s.last + 1 // where the frame begins
	for ; end < len(s.lines) && !s.opensFrame(end); end++ {
		s.lines[end].keep = s.lines[end].topics() != textstat.Ad
	}
	if end < len(s.lines) && s.isPrompt(end) && end-1 > s.last && s.isHeadline(end-1) {
		end--
		s.lines[end].keep = false // it heads the box of the prompt
	}
	for i := end; i < len(s.lines) && s.byline < 0; i++ {
		if l := &s.lines[i]; s.namesAuthor(i) && !strings.HasPrefix(l.text, "About ") {
			l.keep = true
			break
		}
	}
	i := end - 1
	for ; i > s.last && s.isCount(i); i-- {
		s.lines[i].keep = false
	}
	if i < end-1 && end < len(s.lines) && s.namesAuthor(end) {
		s.dropTopics(i)
	}
}

// Bounds of the topics that a post names at its end without a label: how many they
// are, and the words of each.
const (
	mostTopics = 5
	topicWords = 3
)

// dropTopics leaves out the topics of a post, up to line i: short lines between its
// last sentence and the counts over its author's name, on pages such as Medium's. Of
// more lines, or others, none is left out: they end the text.
func (s *smallText) dropTopics(i int) {
	if i-s.last > mostTopics {
		return
	}
	for k := s.last + 1; k <= i; k++ {
		if l := &s.lines[k]; l.words > topicWords || !l.hasLetters() || s.text.EndsInPunctuation(k) {
			return
		}
	}
	for k := s.last + 1; k <= i; k++ {
		s.lines[k].keep = false
	}
}

func (s *smallText) isHeadline(i int) bool {
	return !s.text.EndsInPunctuation(i) && s.text.Part(i) == features.HeadlinePart
}

// boxTopics are the topics of labels that head a box of the frame on their own.
const boxTopics = textstat.Related | textstat.Comments | textstat.Newsletter | textstat.Tags | textstat.Author

// opensFrame reports whether line i, after the last sentence, is a label with
// which the frame begins. A label of a bar or a menu must be followed by another
// one, by a count or by nothing: "Contact" may also head an address.
func (s *smallText) opensFrame(i int) bool {
	l := &s.lines[i]
	switch {
	case s.isPrompt(i):
		return true
	case !l.isFrame(), l.topics() == textstat.Ad && s.isInterrupted(i):
		return false
	case l.label == textstat.Author && isPlainWord(l.text) && !s.hasSentenceSoon(i):
		return false // a part of a manual: "Author", over a name
	case i+1 == len(s.lines), l.label&boxTopics != 0, l.smallPrint != 0:
		return true
	}
	next := &s.lines[i+1]
	if l.topics() == 0 {
		return next.isFrame()
	}
	if strings.ContainsAny(next.text, "@:") {
		return false
	}
	return next.isFrame() || s.isCount(i+1) || !s.text.EndsInPunctuation(i+1) && s.text.Copies(i+1) > 1
}

// isInterrupted reports whether the advertising label at line i is within the
// end of the text, such as its signature: a few lines that are not labels
// follow at once, and then the frame.
func (s *smallText) isInterrupted(i int) bool {
	n := 0
	for k := i + 1; k < len(s.lines) && !s.lines[k].isFrame() && !s.isCount(k); k++ {
		n++
	}
	return n > 0 && n <= mostSigned && i+1+n < len(s.lines)
}

// mostSigned is the maximum number of such lines.
const mostSigned = 5

// bioReach is how far below a label the note about the author is, in lines.
const bioReach = 5

func (s *smallText) hasSentenceSoon(i int) bool {
	for k := i + 1; k < len(s.lines) && k <= i+bioReach; k++ {
		if s.lines[k].sentence {
			return true
		}
	}
	return false
}

// countWords is the maximum number of words of a count.
const countWords = 2

// isCount reports whether line i is a number ("14 Likes") or has no letters.
func (s *smallText) isCount(i int) bool {
	l := &s.lines[i]
	r, _ := utf8.DecodeRuneInString(l.text)
	return !l.hasLetters() || unicode.IsDigit(r) && l.words <= countWords && !s.text.EndsInPunctuation(i)
}
