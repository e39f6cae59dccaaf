// Package typography finds small slips in running text that a scraper or a
// content system left: a space where a link was cut out, a stop typed twice, a
// word typed twice, a space lost between two sentences. It is pure: text in,
// steps out.
//
//	"a solution to the standoff ."          → "a solution to the standoff."
//	"and underline EU unity. ."             → "and underline EU unity."
//	"Romanian and French ministers ministers held talks" → one "ministers"
//	"after the vote.The minister"           → "after the vote. The minister"
//
// What must be left alone: French spaces before ; : ! ? and », ellipses
// (". . ."), names that begin with a stop (".NET"), commands ("git add ."),
// words doubled on purpose ("that that", "had had", "very very", "Phi Phi"),
// languages that double words as a matter of grammar (Indonesian,
// Vietnamese, Turkish, Hindi), Chinese and Japanese punctuation, and verse.
//
// Known misses: a doubled content word that is short ("the big big house" may be
// meant) or that may be of another language than English, a lost space before a word that is no common sentence opener
// ("vote.Macron" looks like a name in code), a lost space after a comma.
package typography

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/encoding/repair"
)

// A Step is one change of a text, as in package repair.
type Step = repair.Step

const (
	edgeSpace   = "edge-space"
	spaceBefore = "space-before-punctuation"
	doubledStop = "doubled-stop"
	doubledWord = "doubled-word"
	lostSpace   = "lost-space"
)

// Rules returns the rules of this package.
func Rules() []repair.Rule {
	return []repair.Rule{
		{Name: edgeSpace, Doc: "White space at the start or the end of a block is removed."},
		{Name: spaceBefore, Doc: "A space before a full stop or a comma is removed from a sentence."},
		{Name: doubledStop, Doc: "A second full stop, separated by a space, is removed; three are an ellipsis and stay."},
		{Name: doubledWord, Doc: "A word that occurs twice in a row is removed once, unless grammar or usage doubles it."},
		{Name: lostSpace, Doc: "A lost space between two sentences is restored."},
	}
}

// A Mode says how much of a text's typography is winnow's business.
type Mode uint8

const (
	// Edges: only the white space at the ends, as in tables and quotations.
	Edges Mode = iota
	// Lines: punctuation too, as in the items of a list.
	Lines
	// Prose: doubled words too.
	Prose
)

// Options say what is known about a text.
type Options struct {
	Mode Mode
	// Lang gives the language of the text as a BCP 47 primary subtag, or ""
	// where it is not certain. It is asked for every decision that needs it,
	// and for none on clean text; nil means that the language is not known.
	Lang func() string
}

// Text returns the steps that repair s, in order and without overlap. It is
// one pass: a step may make room for another ("a a . ."), so the caller
// repeats until nothing is left to do.
func Text(s string, o Options) []Step {
	t := text{s: s, options: o}
	start, end := t.trim()
	if o.Mode != Edges {
		t.scan(start, end)
	}
	if end < len(s) {
		t.step(Step{Start: end, End: len(s), Rule: edgeSpace, Why: "white space at the end"})
	}
	return t.steps
}

// text is one text under repair.
type text struct {
	s       string
	options Options
	steps   []Step
	judged  judgement // whether s is running text
}

// step adds a step unless it reaches into the one before.
func (t *text) step(s Step) {
	if n := len(t.steps); n > 0 && s.Start < t.steps[n-1].End {
		return
	}
	t.steps = append(t.steps, s)
}

// trim returns the text between the white space at its ends, and takes the
// space at the start away.
func (t *text) trim() (start, end int) {
	s := t.s
	if s == "" || s[0] > ' ' && s[0] < utf8.RuneSelf && s[len(s)-1] > ' ' && s[len(s)-1] < utf8.RuneSelf {
		return 0, len(s)
	}
	start = len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	if start > 0 {
		t.step(Step{End: start, Rule: edgeSpace, Why: "white space at the start"})
	}
	return start, start + len(strings.TrimRightFunc(s[start:], unicode.IsSpace))
}

// scan walks over s[from:to], which begins and ends without white space. Its
// inner loop looks at one byte at a time and calls no function for the bytes
// between words.
func (t *text) scan(from, to int) {
	s := t.s[:to]
	word := from // start of the word before the space
	for i := from; i < len(s); i++ {
		for kinds[s[i]] == plain { // most bytes
			if i++; i == len(s) {
				return
			}
		}
		switch kinds[s[i]] {
		case space:
			if i+1 >= len(s) {
				return
			}
			next := s[i+1]
			switch {
			case next == '.' || next == ',':
				t.spaceBefore(s, i)
			case next == s[word] && isRepeated(s, word, i):
				t.doubledWord(s, word, i)
			}
			word = i + 1
		case stop:
			if i+1 >= len(s) {
				return
			}
			next := s[i+1]
			switch {
			case next == ' ' && i+2 < len(s) && s[i+2] == '.' && s[i] == '.':
				t.doubledStop(s, i)
			case next >= 'A' && next <= 'Z' || next >= 0xC3 && next < 0xE0:
				t.lostSpace(s, word, i)
			}
		}
	}
}

// The kinds of bytes that the scan tells apart.
const (
	plain = iota
	space
	stop
)

var kinds = [256]uint8{' ': space, '\n': space, '.': stop, '!': stop, '?': stop}

// isRepeated reports whether the word s[word:gap] is repeated after the one
// space at gap.
func isRepeated(s string, word, gap int) bool {
	n := gap - word
	return n > 0 && s[gap] == ' ' && len(s) >= gap+1+n && s[gap+1:gap+1+n] == s[word:gap]
}

// before and after are the characters on either side of s[i], or 0.
func before(s string, i int) rune {
	if i == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}

func after(s string, i int) rune {
	if i >= len(s) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

func isClosing(r rune) bool { return strings.ContainsRune("”’\"')]»›", r) && r != 0 }

// endsWord reports whether a word, quotation or bracket can end with r.
func endsWord(r rune) bool {
	return unicode.IsLetter(r) && !isCJK(r) || unicode.IsDigit(r) || unicode.IsMark(r) || isClosing(r) || r == '%'
}

// isCJK recognises scripts that put no space between words, and whose spaces and
// stops are therefore not for us to judge.
func isCJK(r rune) bool {
	return r >= 0x2E80 && r < 0xA000 || r >= 0xF900 && r < 0xFB00 || r >= 0xFF00 && r < 0xFFF0 || r >= 0x20000
}
