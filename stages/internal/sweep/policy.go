package sweep

import (
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/lines"
	"winnow/stages/internal/phrases"
)

// IsPolicy reports a document that is a privacy or cookie policy, terms of use
// or an imprint: what is debris of other pages is its text. Its title says so,
// or its first line, where that is a heading or the document came as text and
// goes on with sentences.
func IsPolicy(d *lines.Doc) bool {
	title, _, _ := strings.Cut(d.Meta.Title, " | ")
	title, _, _ = strings.Cut(title, " – ")
	title, _, _ = strings.Cut(title, " - ")
	if isPolicyTitle(phrases.Scan(title)) {
		return true
	}
	if len(d.Lines) < 2 || d.Format == pipeline.FormatHTML && d.BlockOf(0).Kind != pipeline.Heading {
		return false
	}
	return isPolicyTitle(d.Found(0)) && d.EndsSentence(1)
}

// isPolicyTitle reports a whole line that is the name of a policy.
func isPolicyTitle(found *phrases.Found) bool {
	m, ok := policies().In(found)
	return ok && !m.Prefix && !m.Weak
}

var policies = sync.OnceValue(func() *phrases.Matcher { return phrases.New("legal") })
