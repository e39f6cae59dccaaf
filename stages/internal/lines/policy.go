package lines

import (
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/phrases"
)

// IsPolicy reports a document that is a privacy or cookie policy, terms of use
// or an imprint: what is debris of other pages is its text. Its title says so,
// or its first line, where that is a heading or the document came as text and
// goes on with sentences.
func (d *Doc) IsPolicy() bool {
	if d.policy == 0 || d.policyTitle != d.Meta.Title {
		d.policy, d.policyTitle = -1, d.Meta.Title
		if isPolicyTitle(d.Meta.Title) || d.beginsPolicy() {
			d.policy = 1
		}
	}
	return d.policy > 0
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

// policyWithin is how many lines below its title a policy goes on with a
// sentence: the heading of its first part stands between.
const policyWithin = 3

// Bounds of the title of a policy, which may name the site and the company.
const (
	maxPolicyTitle = 120 // bytes
	maxPolicyWords = 12
)

// isPolicyTitle recognises a short line without end mark that holds the name of a
// policy: "Privacy policy of the Mill Lane Surgery". Names that are words of
// other headlines, too, must be all of it: "Privacy".
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
