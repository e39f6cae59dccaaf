// Package signed reads lines that state who wrote a text and when: "Ann Lee, 4
// April 2024", "4 April 2024 by Ann Lee", "By ANN LEE | 4 April 2024 6:02 am".
package signed

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/wording"
	"winnow/stages/internal/wordset"
)

// A Line is what such a line states.
type Line struct {
	Name string
	When dateline.Line
	// Labelled is set if the name follows a word such as "by".
	Labelled bool
}

// Bounds of such a line: its length in bytes, and the words of one name without a
// label.
const (
	maxLine   = 140
	leastName = 2
	mostName  = 4
)

// by finds what stands before the name of an author.
var by = sync.OnceValue(func() *phrases.Matcher { return phrases.New("by", "byline") })

// Parse reads a line that consists of a name and a full date, and perhaps of the label
// of each.
func Parse(s string) (Line, bool) {
	if len(s) > maxLine || !strings.ContainsFunc(s, unicode.IsDigit) {
		return Line{}, false
	}
	s = withoutSection(s)
	if before, when, ok := dateline.Split(s); ok && isFull(when) {
		if l, ok := author(before); ok {
			l.When = when
			return l, true
		}
	}
	for at, r := range s {
		if at == 0 || !unicode.IsSpace(r) && !strings.ContainsRune(dividers, r) {
			continue
		}
		when, ok := dateline.Parse(strings.Trim(s[:at], dividers))
		if !ok || !isFull(when) {
			continue
		}
		rest := strings.TrimLeft(s[at:], dividers)
		if word, name, _ := strings.Cut(rest, " "); afterDate[strings.ToLower(word)] && !strings.ContainsFunc(name, unicode.IsDigit) && IsNames(name) {
			return Line{Name: strings.Trim(name, dividers+".:"), When: when, Labelled: true}, true
		}
		if l, ok := author(rest); ok && l.Labelled {
			l.When = when
			return l, true
		}
	}
	return Line{}, false
}

// afterDate are words for "by" that are more often another word where no date is
// before them.
var afterDate = wordset.Of("by von par de por da di door av af autor od от від oleh")

// dividers are between a name and a date.
const dividers = " |•·-–—,/"

// withoutSection cuts off the section or the tags under which a blog files its posts: "Rédigé
// par Ann Lee Publié dans #Port".
func withoutSection(s string) string {
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return s
	}
	for _, label := range filedUnder() {
		if i := strings.Index(lower, label); i > 0 && pipeline.CountWords(s[i+len(label):]) <= mostSection {
			return s[:i]
		}
	}
	return s
}

// mostSection is the maximum number of words of the section of a post, or its tags.
const mostSection = 6

var filedUnder = sync.OnceValue(func() []string { return wording.Of("filedunder") })

func isFull(when dateline.Line) bool {
	return when.Published != "" || when.Modified != "" || when.DayFirst != ""
}

// author reads the name in a line without its date.
func author(s string) (l Line, ok bool) {
	s = strings.Trim(s, dividers+".:")
	if m, found := by().Find(s); found && m.Prefix {
		l.Labelled = true
		s = m.Rest
	}
	l.Name = strings.Trim(s, dividers+".:")
	if !IsNames(l.Name) || IsCaseless(l.Name) || strings.ContainsFunc(l.Name, unicode.IsDigit) {
		return l, false
	}
	if l.Labelled {
		return l, true
	}
	n := pipeline.CountWords(l.Name)
	first, _, _ := strings.Cut(l.Name, " ")
	return l, n >= leastName && n <= mostName && !dateline.IsWeekday(first)
}

// IsCaseless reports whether a text is in a script without capitals, in which any
// words look like a name.
func IsCaseless(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsLower(r) })
}

// maxNames is the maximum number of words of a byline: three names and their
// papers.
const maxNames = 10

// IsNames reports whether a text is a list of names: words with capitals and
// the small words between them.
func IsNames(s string) bool {
	s = strings.Trim(s, " .:,|-–")
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '|' || r == '/' || r == '&' })
	if len(words) == 0 || len(words) > maxNames {
		return false
	}
	capitals, small := 0, 0
	for _, w := range words {
		r, size := utf8.DecodeRuneInString(strings.TrimLeft(w, "(\"“@"))
		switch {
		case unicode.IsUpper(r), unicode.IsLetter(r) && !unicode.IsLower(r) && size > 1:
			capitals++
		case particles[strings.Trim(w, ".")]:
			small++
		default:
			return false
		}
	}
	return capitals > 0 && small <= capitals
}

// IsParticle reports whether a small word may be part of a list of names.
func IsParticle(word string) bool { return particles[word] }

// particles are the small words between names and within them.
var particles = map[string]bool{
	"and": true, "und": true, "et": true, "y": true, "e": true, "i": true, "i.": true, "og": true, "och": true, "en": true, "ja": true,
	"de": true, "da": true, "do": true, "dos": true, "del": true, "della": true, "di": true, "du": true, "la": true, "le": true,
	"van": true, "von": true, "der": true, "den": true, "el": true, "al": true, "bin": true, "ibn": true, "for": true, "of": true,
	"the": true, "für": true, "with": true, "и": true, "und.": true, "à": true, "in": true, "ten": true, "ter": true,
}
