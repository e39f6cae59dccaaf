package navigation

import (
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
)

// maxEdited is the maximum length in bytes of the heading of a section with a
// link to edit it.
const maxEdited = 160

// headingWords is the maximum number of words of a heading in plain text, the
// link to edit it included.
const headingWords = 8

// mayBeHeading reports whether a line is a heading or, in plain text, a short
// line over others.
func mayBeHeading(d *textlines.Doc, i int) bool {
	if d.Tree != nil {
		return d.BlockOf(i).Kind == pipeline.Heading
	}
	return d.Words(i) <= headingWords && i+1 < len(d.Lines)
}

var editWords = sync.OnceValue(func() *phrases.Matcher { return phrases.New("editlink") })

// editLinks removes from headings the links by which readers of a wiki edit the
// sections. A line that is nothing else stays: it is a word in brackets.
func editLinks(d *textlines.Doc, cut *textlines.Cut) {
	for i := range d.Lines {
		l := &d.Lines[i]
		if n := len(l.Text); n > maxEdited || l.Text[n-1] != ']' || l.Exempt || cut.Taken(i) {
			continue
		}
		open := strings.LastIndexByte(l.Text, '[')
		if open <= 0 || !mayBeHeading(d, i) {
			continue
		}
		if _, ok := editWords().Whole(l.Text[open+1 : len(l.Text)-1]); !ok || d.BlockOf(i).Kind != pipeline.Heading && textlines.EndsSentence(l.Text[:open]) {
			continue
		}
		start := l.Start + strings.Index(d.BlockOf(i).Text[l.Start:l.End], l.Text)
		heading := strings.TrimRight(l.Text[:open], " \u00a0")
		cut.Part(i, start+len(heading), start+len(l.Text), ruleEdit, "a link to edit the section")
	}
}
