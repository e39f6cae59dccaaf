package navigation

import (
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/lines"
	"winnow/stages/internal/phrases"
)

// maxEdited is the length in bytes up to which a line can be the heading of a
// section with a link to edit it.
const maxEdited = 160

// headingWords is the number of words up to which a line of plain text can be a
// heading, the link to edit it included.
const headingWords = 8

// mayBeHeading reports a heading, or in plain text a short line over others.
func mayBeHeading(d *lines.Doc, i int) bool {
	if d.Tree != nil {
		return d.BlockOf(i).Kind == pipeline.Heading
	}
	return d.Words(i) <= headingWords && i+1 < len(d.Lines)
}

var editWords = sync.OnceValue(func() *phrases.Matcher { return phrases.New("editlink") })

// editLinks takes the links off headings by which readers of a wiki edit their
// sections. A line that is no more than one stays: it is a word in brackets.
func editLinks(d *lines.Doc, cut *lines.Cut) {
	for i := range d.Lines {
		l := &d.Lines[i]
		if n := len(l.Text); n > maxEdited || l.Text[n-1] != ']' || l.Exempt || cut.Taken(i) {
			continue
		}
		open := strings.LastIndexByte(l.Text, '[')
		if open <= 0 || !mayBeHeading(d, i) {
			continue
		}
		if _, ok := editWords().Whole(l.Text[open+1 : len(l.Text)-1]); !ok || lines.EndsSentence(l.Text[:open]) {
			continue
		}
		start := l.Start + strings.Index(d.BlockOf(i).Text[l.Start:l.End], l.Text)
		heading := strings.TrimRight(l.Text[:open], " \u00a0")
		cut.Part(i, start+len(heading), start+len(l.Text), ruleEdit, "a link to edit the section")
	}
}
