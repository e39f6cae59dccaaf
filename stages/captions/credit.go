package captions

import (
	"strings"
	"unicode"

	"winnow/pipeline"
	"winnow/stages/internal/credits"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
)

// isCreditLine returns the rule by which line i is a credit and nothing else, or
// "".
func (f finder) isCreditLine(i int) (rule, why string) {
	k, why := f.credits.Line(f.Doc, i)
	if k == credits.Agencies {
		return ruleAgency, why
	}
	if k == credits.Labelled {
		return ruleCredit, why
	}
	return "", ""
}

// maxLabelled is the maximum length in bytes of a line that says what kind of picture
// it belongs to.
const maxLabelled = 400

// labelledCaption moves line i if it says what kind of picture it belongs to and what is
// in it: "Cover image: the harbour", "Image caption, The harbour at dawn".
func (f finder) labelledCaption(i int) bool {
	s := f.Lines[i].Text
	if len(s) > maxLabelled || f.Found(i) == nil {
		return false // most lines
	}
	m, ok := f.kinds.In(f.Found(i))
	if !ok || m.Rest == "" || f.Strict() || !f.HasProse() || len(s) > credits.MaxCredit && !strings.HasSuffix(m.Text, ",") && !strings.HasSuffix(m.Text, "،") {
		return false // broadcasters, who write a comma, have whole sentences there
	}
	e := f.cut.Line(i, ruleLabelled, m.Lang+" label "+m.Text)
	e.To, e.Value, e.Score = pipeline.FieldCaption, strings.Trim(m.Rest, " :,，،"), evidence.Enough
	if strings.Contains(m.Text, "credit") {
		e.To = pipeline.FieldCredit
	}
	return true
}

// maxAcronym is the maximum length in bytes of the acronym of an agency.
const maxAcronym = 5

// isAcronym reports whether s is a word of a few capitals. Acronyms of agencies
// are also those of other things: AP is an access point, EPA an authority.
func isAcronym(s string) bool {
	return len(s) <= maxAcronym && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// maxEntry is the maximum number of lines of an entry of a glossary.
const maxEntry = 6

// isGlossary reports whether the acronym in line i heads a text: another
// acronym is on a line of its own nearby, or its explanation follows.
func isGlossary(d *textlines.Doc, i int) bool {
	if i+1 < len(d.Lines) {
		next := d.Lines[i+1].Text
		if !textlines.IsProse(next) && textlines.EndsSentence(next) && pipeline.CountWords(next) > 1 {
			return true
		}
	}
	for k := max(0, i-maxEntry); k < len(d.Lines) && k <= i+maxEntry; k++ {
		if isAcronym(d.Lines[k].Text) && d.Lines[k].Text != d.Lines[i].Text {
			return true
		}
	}
	return false
}
