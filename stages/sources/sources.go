// Package sources moves the wire services that a text was taken from to the
// metadata: "(with wires)", "AP" under the text, "Reuters contributed to this
// report."
//
// Before:
//
//	The boats sail again on Monday.
//	(with wires)
//
// After, with the agency "with wires":
//
//	The boats sail again on Monday.
//
// To be left alone: an agency that a sentence quotes ("Reuters reported that
// …"), a heading with the name of an agency.
//
// Known misses: agencies in a byline; they stay with it.
package sources

import (
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wires"
)

// Options are the stage's settings.
type Options struct{}

// The rules.
const (
	ruleLine        = "sources/agency"
	ruleName        = "sources/name"
	ruleContributed = "sources/contributed"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	table := sweep.NewTable(sweep.Entry{
		Category: "agency", Rule: ruleLine, Weak: ruleName, Max: 200, To: pipeline.FieldAgency, When: isPlace,
		Value: func(line string, m phrases.Match) string { return strings.Trim(line, "()[] .") },
	})
	return pipeline.Stage{
		Name: "sources",
		Doc:  "Moves the names of the wire services that supplied the text to the metadata.",
		Rules: []pipeline.Rule{
			{Name: ruleLine, Doc: "A line that names the wire services the text came from: (with wires)."},
			{Name: ruleName, Doc: "The name of a wire service on its own, after the text or right below the headline.", Tier: pipeline.TierB},
			{Name: ruleContributed, Doc: "A last line that names who contributed to the report."},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) {
			table.Over(d, cut)
			for i := range d.Lines {
				l := &d.Lines[i]
				if names, ok := wires.Source(d, i); ok && !cut.Taken(i) {
					e := cut.Line(i, ruleName, "names wire services after the text")
					e.To, e.Value, e.Score = pipeline.FieldAgency, names, evidence.Enough
				}
				if name, ok := wireSource(d, i); ok && !cut.Taken(i) {
					e := cut.Line(i, ruleLine, "names the source of a press release")
					e.To, e.Value = pipeline.FieldAgency, name
				}
				if !l.Exempt && !cut.Taken(i) && contributed(d, i) {
					cut.Line(i, ruleContributed, "names who contributed").To = pipeline.FieldAgency
				}
			}
		}),
	}
}

// isPlace restricts the bare name of an agency to the beginning and the end of
// the text, where sources are named, and a name at the beginning of a line to
// its language: the Vietnamese word for "according to" is a name in English. A
// phrase with a bracket but without a colon needs the bracket.
func isPlace(d *textlines.Doc, i int, m phrases.Match) bool {
	if m.Prefix {
		bare := strings.HasPrefix(m.Text, "(") && !strings.HasSuffix(m.Text, ":") && !strings.ContainsAny(d.Lines[i].Text[:1], "([") && !strings.HasPrefix(d.Lines[i].Text, "（")
		if bare || !d.Speaks(i, m.Lang) {
			return false
		}
	}
	if !m.Weak {
		return true
	}
	return d.BlockOf(i).Kind == pipeline.Paragraph && (d.InHead(i) || d.InTail(i)) && d.Lines[i].Text == strings.ToUpper(d.Lines[i].Text)
}

// wireSource finds the last line of a press release that a wire sent: "SOURCE
// Harbour Robotics".
func wireSource(d *textlines.Doc, i int) (string, bool) {
	const label = "SOURCE "
	text := d.Lines[i].Text
	name, ok := strings.CutPrefix(text, label)
	if !ok || i < len(d.Lines)-sourceWithin || len(text) > 120 || d.Lines[i].Exempt || name == strings.ToUpper(name) || textlines.StartsLower(name) || !d.IsArticle() {
		return "", false
	}
	return name, !strings.ContainsAny(name, ":=?!") && d.Words(i) <= maxSource && isName(name)
}

// isName reports whether all words begin with a capital, except for particles:
// "SOURCE Code is what the machine reads" is a sentence.
func isName(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if textlines.StartsLower(w) && utf8.RuneCountInString(w) > maxParticle {
			return false
		}
	}
	return true
}

// maxParticle is the maximum length in letters of a particle in names: of,
// the, and, für, des.
const maxParticle = 3

// Bounds of the source of a press release: how many lines from the end it may
// be, and how many words it has.
const (
	sourceWithin = 4
	maxSource    = 10
)

// namesAgency distinguishes the contributions of a wire service from those of
// the site's own people, whom the author thanks.
func namesAgency(s string) bool {
	for _, a := range []string{"Associated Press", "AP ", "Reuters", "AFP", "Agence France-Presse", "Bloomberg", "UPI", "PTI", "ANI", "IANS", "News Service", "Wire", "wire", "The Canadian Press", "PA "} {
		if strings.Contains(s, a) {
			return true
		}
	}
	return false
}

// contributions are the ends of lines that name contributors, folded.
var contributions = []string{
	"contributed to this report", "contributed to this story", "contributed to this article", "contributed reporting",
	"contributed to the report", "contributed to reporting", "contributed from", "contributed to this post", "also contributed",
}

// contributed reports whether a short line in the last part of the text names
// contributors: "Associated Press writer Ann Doe contributed to this report."
func contributed(d *textlines.Doc, i int) bool {
	l := &d.Lines[i]
	if len(l.Text) > 260 || len(l.Text) < 20 || d.After(i) > textlines.Tail || !strings.Contains(l.Text, "ontributed") || !namesAgency(l.Text) {
		return false
	}
	key := strings.Trim(fold.Key(l.Text), " .()[]*_-")
	for _, c := range contributions {
		if strings.HasSuffix(key, c) {
			return true
		}
	}
	return false
}
