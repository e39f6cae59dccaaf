// Package ads removes marks of advertising, calls to action and disclosures of
// affiliate links.
//
// Before:
//
//	Advertisement
//	The boats sail again on Monday.
//	Book a demo
//
// After:
//
//	The boats sail again on Monday.
//
// To be left alone: texts about advertising, editor's notes and corrections,
// a disclosure of the author's interests within the text when the policy keeps
// disclosures.
//
// Known misses: advertising itself, which reads like text.
package ads

import (
	"strings"
	"sync"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// Options are the stage's settings.
type Options struct {
	// KeepDisclosures leaves disclosures of affiliate links in the text.
	KeepDisclosures bool `yaml:"keep_disclosures" json:"keep_disclosures"`
}

// The rules.
const (
	ruleMark       = "ads/mark"
	ruleWeak       = "ads/weak"
	ruleCall       = "ads/call-to-action"
	ruleDisclosure = "ads/disclosure"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	entries := []sweep.Entry{
		{Category: "ad", Rule: ruleMark, Weak: ruleWeak, Max: 80, When: isMark},
		{Category: "cta", Rule: ruleCall, Weak: ruleCall, Facts: evidence.Of(evidence.Call), When: onArticle, Scored: true},
	}
	if !o.KeepDisclosures {
		entries = append(entries, sweep.Entry{Category: "disclosure", Weak: ruleDisclosure, Max: 400, Facts: evidence.Of(evidence.Discloses), When: isDisclosure})
	}
	table, labels := sweep.NewTable(entries...), phrases.New("ad")
	return pipeline.Stage{
		Name: "ads",
		Doc:  "Removes advertising labels, calls to action and affiliate disclosures.",
		Rules: []pipeline.Rule{
			{Name: ruleMark, Doc: "An advertising label: Advertisement. Scroll to continue reading."},
			{Name: ruleWeak, Doc: "A word that labels advertising, where the context supports it.", Tier: pipeline.TierB},
			{Name: ruleCall, Doc: "A bare call to action: Book a demo.", Tier: pipeline.TierB},
			{Name: ruleDisclosure, Doc: "A disclosure of affiliate links before or after the text.", Tier: pipeline.TierB},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) {
			table.Over(d, cut)
			nameless(d, cut, labels)
			if !o.KeepDisclosures {
				disclosures(d, cut)
			}
		}),
	}
}

// nameless removes sponsor labels right above the first paragraph: the name of
// the sponsor was a picture.
func nameless(d *textlines.Doc, cut *textlines.Cut, labels *phrases.Matcher) {
	for _, i := range d.WithPhrases() {
		if !d.InHead(i) || i > 0 && d.IsProse(i-1) {
			return
		}
		m, ok := labels.WholeIn(d.Found(i))
		if !ok || cut.Taken(i) || d.Strict() || !expectsName[m.Text[strings.LastIndexByte(m.Text, ' ')+1:]] || sweep.IsPiece(d, cut, i) {
			continue
		}
		if i+1 < len(d.Lines) && d.IsProse(i+1) && !d.Lines[i+1].Exempt && d.IsArticle() {
			cut.Line(i, ruleWeak, m.Lang+" label "+m.Text+" without a name").Score = evidence.Enough
		}
	}
}

// expectsName are the last words of labels that are followed by a name, by
// language.
var expectsName = map[string]bool{
	"by": true, "with": true, "von": true, "mit": true, "durch": true, "par": true, "avec": true, "por": true, "con": true, "da": true, "dal": true, "door": true,
	"met": true, "przez": true, "av": true, "af": true, "med": true,
}

// isMark reports whether line i is an advertising label. A heading over a
// paragraph, or a first line over one, may be text about advertising; it counts
// only if its element is named after advertising or there are several of them.
func isMark(d *textlines.Doc, i int, _ phrases.Match) bool {
	if isCapitals(d, i-1) && isCapitals(d, i) && isCapitals(d, i+1) {
		return false // one of a list of signs
	}
	if homonyms()[d.Tongue()][strings.ToLower(d.Lines[i].Text)] && !d.IsNamedDebris(i) {
		return false
	}
	heads := d.BlockOf(i).Kind == pipeline.Heading || i == 0 && d.Tree == nil && d.Words(i) == 1 && d.Meta.Title == ""
	return !heads || d.IsNamedDebris(i) || d.IsRepeated(i) || i+1 >= len(d.Lines) || !d.IsProse(i+1) && !isLongSentence(d.Lines[i+1].Text)
}

// homonyms are labels of advertising in English that are other words of some languages:
// in a Turkish form, "Ad" asks for a name.
var homonyms = sync.OnceValue(func() map[string]map[string]bool { return wording.ByLang("adhomonym") })

// minUnderHeading is the number of characters from which a sentence under a
// heading is text. What is under the label of an advertisement is a slogan.
const minUnderHeading = 60

func isLongSentence(s string) bool {
	return textlines.EndsSentence(s) && utf8.RuneCountInString(s) >= minUnderHeading
}

// isCapitals reports whether line i is a short line in capitals.
func isCapitals(d *textlines.Doc, i int) bool {
	if i < 0 || i >= len(d.Lines) || len(d.Lines[i].Text) > maxSign {
		return false
	}
	t := d.Lines[i].Text
	return t == strings.ToUpper(t) && t != strings.ToLower(t)
}

// maxSign is the maximum length in bytes of a label in capitals.
const maxSign = 60

// onArticle restricts calls to action to articles: pages about services consist
// of them.
func onArticle(d *textlines.Doc, _ int, _ phrases.Match) bool { return d.IsArticle() }

// isDisclosure holds disclosures to the beginning and the end of the text, and
// to lines that quote nobody.
//
// One about opinions says whose they are not.
func isDisclosure(d *textlines.Doc, i int, m phrases.Match) bool {
	if strings.HasSuffix(m.Text, " expressed") && !strings.Contains(m.Rest, "not necessarily") {
		return false
	}
	return (d.InHead(i) || d.InTail(i)) && !isQuoted(d.Lines[i].Text)
}
