package features

import (
	"strings"
	"sync"

	"winnow/stages/internal/dateline"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textstat"
)

// A Part says what a line before the text of an article is.
type Part uint8

// The parts of what comes before the text.
const (
	OtherPart    Part = iota
	HeadlinePart      // it may be the headline
	DataPart          // a date, a byline, the reading time
	SharePart         // a button or another label that is between headline and text
	FramePart         // a menu, a prompt, a path of categories: the frame begins
)

// Bounds of a headline, in words.
const (
	headlineLeast = 2
	headlineMost  = 25
)

// dataMost is the maximum number of words of a byline or a reading time.
const dataMost = 8

// besideHeadline are the topics of labels that are between a headline and the
// text.
const besideHeadline = textstat.Share | textstat.Comments | textstat.Ad | textstat.Credit

// Part tells what line i is if it comes before the text of an article.
func (t *Text) Part(i int) Part {
	l := &t.lines[i]
	if _, ok := dateline.Parse(l.block.Text); ok && len(l.block.Text) <= longestDate {
		return DataPart
	}
	ended := l.End != textstat.EndOther && l.End != textstat.EndQuestion || l.End == textstat.EndOther && t.EndsInPunctuation(i)
	// A line of some words may use a word of the frame without being a phrase
	// of it.
	said := l.Words >= saidWords && phraseTopics(l.block.Text, l.Words) == 0
	switch {
	case l.Words > 1 && l.Words <= dataMost && !ended && isData(l.block.Text):
		return DataPart
	case l.Topics&besideHeadline != 0 && !said && l.Words <= frameLabel:
		return SharePart
	case l.Topics&frameTopics != 0 && !said && l.Words <= frameLabel, t.HasCopyrightSign(i), isPath(l.block.Text):
		return FramePart
	case l.Words >= headlineLeast && l.Words <= headlineMost && !ended && l.First >= textstat.FirstDigit && l.Letters > l.Digits &&
		(said || l.Topics&(frameTopics|textstat.Credit|textstat.Tags) == 0) && !isNumbered(l.block.Text) && t.Copies(i) <= 2 && !t.isSite(i):
		return HeadlinePart
	}
	return OtherPart
}

// saidWords is the minimum number of words of such a line.
const saidWords = 3

// data finds bylines and reading times.
var data = sync.OnceValue(func() *phrases.Matcher { return phrases.New("by", "byline", "readingtime") })

// IsData reports whether s is a text that states a date, a byline or a reading
// time.
func IsData(s string) bool {
	if len(s) > longestDate {
		return false
	}
	_, ok := dateline.Parse(s)
	return ok || isData(s)
}

// IsReadingTime reports whether s is a reading time and nothing else.
func IsReadingTime(s string) bool {
	m, ok := data().Whole(s)
	return ok && m.Category == "readingtime" && !m.Weak
}

func isData(s string) bool {
	_, ok := data().Find(s)
	return ok
}

// longestDate is the maximum length in bytes of a line that states a date.
const longestDate = 160

// isPath reports whether s is a breadcrumb path: "Home > News".
func isPath(s string) bool {
	for _, sign := range [...]string{" > ", " » ", " › ", " / ", " | "} {
		if strings.Contains(s, sign) {
			return true
		}
	}
	return false
}

// isSite reports whether line i is the name of the site: a line with a
// copyright sign names it again.
func (t *Text) isSite(i int) bool {
	name := t.lines[i].block.Text
	for k := len(t.lines) - 1; k >= max(0, len(t.lines)-signReach); k-- {
		if k != i && t.HasCopyrightSign(k) && strings.Contains(t.lines[k].block.Text, name) {
			return true
		}
	}
	return false
}

// SectionNumber returns the number that line i begins with, as headings of laws
// and terms have it: "4. Cookies", "Article 3", "§ 2 Fees"; 0 if there is none.
func (t *Text) SectionNumber(i int) int { return number(t.lines[i].block.Text) }

func isNumbered(s string) bool { return number(s) > 0 }

// numberLabels are words before the number of a section.
var numberLabels = [...]string{"§", "article ", "art. ", "section ", "artículo ", "artigo ", "articolo ", "artikel ", "artykuł ", "статья ", "第"}

// longestNumber is the maximum number of digits of the number of a section.
const longestNumber = 3

func number(s string) int {
	s = strings.TrimLeft(s, " #*")
	labelled := false
	for _, label := range numberLabels {
		if len(s) > len(label) && strings.EqualFold(s[:len(label)], label) {
			s, labelled = strings.TrimLeft(s[len(label):], " "), true
			break
		}
	}
	n, k := 0, 0
	for k < len(s) && k < longestNumber && s[k] >= '0' && s[k] <= '9' {
		n, k = 10*n+int(s[k]-'0'), k+1
	}
	rest := s[k:]
	switch {
	case k == 0:
		return 0
	case labelled && (rest == "" || rest[0] < '0' || rest[0] > '9'):
		return n
	case strings.HasPrefix(rest, ". "), strings.HasPrefix(rest, ") "), strings.HasPrefix(rest, "．"), strings.HasPrefix(rest, "、"):
		return n
	}
	return 0
}
