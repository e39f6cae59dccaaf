package main

import (
	"strings"
	"unicode"

	"winnow/internal/score"
	"winnow/pipeline/fold"
)

// A holding is the text of a page in a form in which lines are looked up.
type holding struct {
	all   string
	lines map[string]int
}

func newHolding(text string) holding {
	h := holding{all: squeeze(text), lines: map[string]int{}}
	for line := range strings.SplitSeq(text, "\n") {
		h.lines[squeeze(line)]++
	}
	return h
}

// truthOf takes the annotated text of a page, or the segments that it must
// hold where there is no more.
func truthOf(p score.Page) holding {
	if p.Truth.Text == "" {
		return newHolding(strings.Join(p.With, "\n"))
	}
	return newHolding(p.Truth.Text)
}

// minWithin is the length from which a line found anywhere in the text counts;
// a shorter one must be a line of it.
const minWithin = 24

// count tells how many times a text holds s.
func (h holding) count(s string) int {
	n := h.lines[s]
	if len(s) >= minWithin {
		n = max(n, strings.Count(h.all, s))
	}
	return n
}

// misses reports whether the output, which lost s, holds it fewer times than
// the truth does.
func (h holding) misses(output holding, s string) bool {
	s = squeeze(s)
	return h.count(s) > output.count(s)
}

// squeeze folds a text and takes all white space and marks out.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fold.Key(s))
}
