package textlines

import (
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/phrases"
)

// IsPolicy reports whether the document is a privacy or cookie policy, terms of
// use or an imprint, whose text resembles the debris of other pages. Its title
// shows it, or its first line, if that is a heading or the document is plain
// text and continues with sentences.
func (d *Doc) IsPolicy() bool {
	if d.policyTitle != d.Meta.Title {
		d.policy, d.policyTitle = memo[bool]{}, d.Meta.Title
	}
	return d.policy.get(func() bool { return isPolicyTitle(d.Meta.Title) || d.beginsPolicy() })
}

func (d *Doc) beginsPolicy() bool {
	if len(d.Lines) < 2 || d.Format == pipeline.FormatHTML && d.BlockOf(0).Kind != pipeline.Heading {
		return false
	}
	for k := 1; k < len(d.Lines) && k <= policyWithin; k++ {
		if d.EndsSentence(k) {
			return isPolicyTitle(d.Lines[0].Text)
		}
	}
	return false
}

// policyWithin is how many lines below its title a policy continues with a
// sentence: the heading of its first part comes between.
const policyWithin = 3

// Bounds of the title of a policy, which may name the site and the company.
const (
	maxPolicyTitle = 120 // bytes
	maxPolicyWords = 12
)

// isPolicyTitle reports whether a line is short, has no end punctuation, and
// holds the name of a policy: "Privacy policy of the Mill Lane Surgery". Names
// that other headlines use as well must be the whole line: "Privacy".
func isPolicyTitle(s string) bool {
	if s == "" || len(s) > maxPolicyTitle || EndsSentence(s) || pipeline.CountWords(s) > maxPolicyWords {
		return false
	}
	if policies().Within(s) {
		return true
	}
	for _, sep := range [...]string{" | ", " – ", " - "} {
		s, _, _ = strings.Cut(s, sep)
	}
	_, ok := policyNames().Whole(s)
	return ok
}

var (
	policies    = sync.OnceValue(func() *phrases.Matcher { return phrases.New("policy") })
	policyNames = sync.OnceValue(func() *phrases.Matcher { return phrases.New("policyname") })
)
