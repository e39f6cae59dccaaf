package comments

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// The comments of a blog follow a heading that counts them: "3 comments:", "2 thoughts on
// “The old mill”". Below it, each begins with its author ("Anna says:", "Anna said...") or
// with the time it was written. A heading that names the post needs one such sign; one that
// does not needs more, and soon: a text may have "3 comments" of its own, and a page of posts
// counts comments that are not there.

// cutThread removes the comments below the text of a blog, with what follows them: the form
// for another, and the footer of the page.
func cutThread(d *textlines.Doc, cut *textlines.Cut, prompts *phrases.Matcher) {
	if d.Strict() {
		return // answers are the text of a forum
	}
	prose := false // a sentence is before line i
	for i, headings := 1, 0; i < len(d.Lines) && headings < mostHeadings; i++ {
		l := &d.Lines[i]
		prose = prose || d.IsProse(i-1)
		if !prose || l.Exempt || len(l.Text) > maxHeading {
			continue
		}
		n, about, ok := countedIn(l.Text)
		if !ok {
			continue
		}
		headings++
		if n == 0 || i+1 == len(d.Lines) || about != "" && !isTitle(d, about) || !isThread(d, i+1, n, prompts) && (!isQuoted(about) || !hasSign(d, i+1, prompts)) {
			continue
		}
		for k := i; k < len(d.Lines); k++ {
			if !d.Lines[k].Exempt {
				cut.Line(k, ruleThread, "comments, counted and signed").Score = evidence.Enough
			}
		}
		return
	}
}

// Bounds of a thread: the lengths of its heading and of the line of an author in bytes, how
// many lines below the heading the first sign of a comment is, how many are looked at, how
// many the last comment has where none has a time, and how many lines of a text may be
// its heading.
const (
	maxHeading   = 250
	maxSpeaker   = 80
	signWithin   = 3
	mostLines    = 1000
	linesOfLast  = 6
	mostHeadings = 20
)

// countedIn reads a heading that counts comments, and what it says they are about, in
// lower case.
func countedIn(s string) (n int, about string, ok bool) {
	number, rest, ok := strings.Cut(strings.TrimSpace(s), " ")
	if !ok {
		return 0, "", false
	}
	if n = valueOf(number); n < 0 {
		return 0, "", false
	}
	rest = strings.ToLower(rest)
	word := longestPrefix(rest)
	if word == "" {
		return 0, "", false
	}
	return n, strings.Trim(rest[len(word):], " :"), true
}

// mostDigits is the maximum number of digits of the number of comments.
const mostDigits = 4

// valueOf reads the number of comments; -1 if s is none.
func valueOf(s string) int {
	if ones()[strings.ToLower(s)] {
		return 1
	}
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || len(s) > mostDigits {
			return -1
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// longestPrefix returns the longest way to name comments that s begins with, as a whole
// word; empty if there is none.
func longestPrefix(s string) string {
	longest := ""
	for _, w := range threads() {
		rest, ok := strings.CutPrefix(s, w)
		if next, _ := utf8.DecodeRuneInString(rest); ok && len(w) > len(longest) && !unicode.IsLetter(next) {
			longest = w
		}
	}
	return longest
}

// quotes are the signs around a title.
const quotes = "“”\"„«»‘’ "

// isQuoted reports whether a title begins with a quotation mark: "3 responses to climate
// change" may be a subhead of the text, "3 responses to “Climate change”" is none.
func isQuoted(s string) bool {
	return s != "" && strings.Trim(s, quotes) != "" && strings.TrimLeft(s, quotes) != s
}

// isTitle reports whether s is the title of the page, which may have been cut off.
func isTitle(d *textlines.Doc, s string) bool {
	s, title := fold.Key(strings.Trim(s, quotes)), fold.Key(d.Meta.Title)
	return title != "" && s != "" && (strings.HasPrefix(title, s) || strings.HasPrefix(s, title))
}

// isThread reports whether n comments begin with line i: one is signed right there, and
// the time of one follows, or as many authors as were counted, and soon after the last one the
// form for another comment or, if there are several, the end of the page. A text that quotes
// them goes on.
func isThread(d *textlines.Doc, i, n int, prompts *phrases.Matcher) bool {
	speakers, last, timed := 0, 0, false
	for k := i; k < min(len(d.Lines), i+mostLines); k++ {
		speaker := isSpeaker(d.Lines[k].Text)
		if speaker {
			speakers, last = speakers+1, k
		}
		if k < i+signWithin {
			timed = timed || isTimed(d, k)
		} else if speakers == 0 && !timed {
			return false
		}
		if speaker && k+1 < len(d.Lines) && isTimed(d, k+1) {
			return true
		}
	}
	return timed && speakers > 0 || speakers == n && endsAfter(d, last, n > 1, prompts)
}

// endsAfter reports whether the form for a comment follows soon after line i, or the end of the
// page where atEnd says that it counts.
func endsAfter(d *textlines.Doc, i int, atEnd bool, prompts *phrases.Matcher) bool {
	for k := i + 1; k <= i+linesOfLast; k++ {
		if k == len(d.Lines) {
			return atEnd
		}
		if asksForComment(d, k, prompts) {
			return true
		}
	}
	return false
}

// hasSign reports whether a comment is signed or dated in line i or below, or another one is
// asked for.
func hasSign(d *textlines.Doc, i int, prompts *phrases.Matcher) bool {
	for k := i; k < min(len(d.Lines), i+mostLines); k++ {
		if isSpeaker(d.Lines[k].Text) || isTimed(d, k) || asksForComment(d, k, prompts) {
			return true
		}
	}
	return false
}

// asksForComment reports whether line i is a prompt for a comment.
func asksForComment(d *textlines.Doc, i int, prompts *phrases.Matcher) bool {
	m, ok := prompts.In(d.Found(i))
	return ok && !m.Weak
}

// isSpeaker reports whether a line says who wrote the comment below it.
func isSpeaker(s string) bool {
	if len(s) > maxSpeaker {
		return false
	}
	lower := strings.ToLower(s)
	for _, w := range speakers() {
		if name, ok := strings.CutSuffix(lower, " "+w); ok && strings.ContainsFunc(name, unicode.IsLetter) && pipeline.CountWords(name) <= mostSpeaker {
			return true
		}
	}
	return false
}

// mostSpeaker is the maximum number of words of the name of a comment's author.
const mostSpeaker = 8

// isTimed reports whether line i is a date with a time of day.
func isTimed(d *textlines.Doc, i int) bool {
	when, ok := d.Date(i)
	return ok && strings.Contains(when.Published+when.DayFirst, "T")
}

var (
	threads  = sync.OnceValue(func() []string { return wording.Of("thread") })
	speakers = sync.OnceValue(func() []string { return wording.Of("commenter") })
	ones     = sync.OnceValue(func() map[string]bool { return wording.Set("onecomment") })
)
