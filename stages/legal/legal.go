// Package legal removes the footer of a site: copyright lines, links to terms
// and privacy policies, and what WordPress adds to its feeds.
//
// Before:
//
//	The boats sail again on Monday.
//	Copyright © 2025 Harbour News. All Rights Reserved.
//	Privacy Policy
//
// After:
//
//	The boats sail again on Monday.
//
// To be left alone: texts about copyright and privacy; a copyright line is
// never a place to cut from, since text may follow it.
//
// Known misses: imprints with addresses. A text that begins with the line
// "Privacy policy" loses it: the same line is a link on other pages.
package legal

import (
	"context"
	"slices"
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// Options are the stage's settings.
type Options struct{}

// The rules.
const (
	ruleCopyright = "legal/copyright"
	ruleLink      = "legal/link"
	ruleWeak      = "legal/weak"
	ruleWordPress = "legal/wordpress"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	table := sweep.NewTable(
		sweep.Entry{Category: "copyright", Rule: ruleCopyright, Weak: ruleWeak, Max: 260, When: isWhole, NoHeading: true},
		sweep.Entry{Category: "legal", Rule: ruleLink, Weak: ruleWeak, Max: 200, When: isNoTitle, NoHeading: true},
		sweep.Entry{Category: "wordpress", Rule: ruleWordPress, Max: 480, When: isPosted},
	)
	return pipeline.Stage{
		Name: "legal",
		Doc:  "Removes copyright lines, legal links and WordPress footers.",
		Rules: []pipeline.Rule{
			{Name: ruleCopyright, Doc: "A copyright line: Copyright © 2025 Harbour News. All Rights Reserved."},
			{Name: ruleLink, Doc: "A link to the terms, the privacy policy or the imprint."},
			{Name: ruleWeak, Doc: "A word that footers use, where the context supports it.", Tier: pipeline.TierB},
			{Name: ruleWordPress, Doc: "A line that WordPress adds: The post … appeared first on …"},
		},
		Run: func(ctx context.Context, doc pipeline.Document) ([]pipeline.Edit, error) {
			d := textlines.In(ctx, doc)
			cut := textlines.NewCut(d)
			table.Over(d, cut)
			for i := range d.Lines {
				if l := &d.Lines[i]; !l.Exempt && !cut.Taken(i) {
					switch {
					case isBar(d, i):
						cut.Line(i, ruleLink, "names of legal pages with marks between")
					case isReserved(d, i) && !d.IsPolicy():
						cut.Line(i, ruleCopyright, "all rights reserved")
					case isOwned(d, i) && !d.IsPolicy():
						cut.Line(i, ruleWeak, "a sign of copyright and a year after the text").Score = evidence.Enough
					case isFeedFooter(d, i):
						cut.Line(i, ruleWordPress, "appeared first on")
					}
				}
			}
			return withoutRecords(cut.Edits()), nil
		},
	}
}

// Bounds of the last line of a site that names it before the sign of copyright,
// in bytes, and of how many such lines there are: a list of works has more.
const (
	maxOwned  = 120
	mostOwned = 2
)

// isOwned reports whether a line after the text has a sign of copyright and a
// year after the name of the site: "Harbour News | © 2024 Harbour Media".
func isOwned(d *textlines.Doc, i int) bool {
	if !endsOwned(d, i) || d.Strict() || d.EndsSentence(i) || d.ProseAfter(i) || !d.HasProse() || !d.InTail(i) || d.BlockOf(i).Context.Has(pipeline.InFigure) {
		return false
	}
	n := 0
	for k := i - 1; k >= 0 && n <= mostOwned && !d.IsProse(k); k-- {
		if endsOwned(d, k) {
			n++
		}
	}
	for k := i; k < len(d.Lines) && n <= mostOwned; k++ {
		if endsOwned(d, k) {
			n++
		}
	}
	return n <= mostOwned
}

// endsOwned reports whether a short line has a sign of copyright after other
// words, and a year next to it.
func endsOwned(d *textlines.Doc, i int) bool {
	s := d.Lines[i].Text
	if len(s) > maxOwned || !d.Has(i, textlines.Wide) || !d.Has(i, textlines.Digit) {
		return false // most lines
	}
	before, after, ok := strings.Cut(s, "©")
	after = strings.TrimLeft(after, " ")
	return ok && strings.TrimSpace(before) != "" && !strings.Contains(before, ". ") && hasSiteYear(after[:min(len(after), len("2019 "))])
}

// maxOwners is the maximum number of different copyright lines of a page: its
// own and those of agencies. A list of who owns what has more.
const maxOwners = 8

// withoutRecords drops the edits of copyright lines if the text consists of
// them.
func withoutRecords(edits []pipeline.Edit) []pipeline.Edit {
	n := 0
	for k := range edits {
		if edits[k].Rule == ruleCopyright {
			n++
		}
	}
	if n <= maxOwners {
		return edits
	}
	return slices.DeleteFunc(edits, func(e pipeline.Edit) bool { return e.Rule == ruleCopyright })
}

// isNoTitle keeps the titles and the sections of policies, and a word over a
// telephone number or an email address, with which a letter or a CV ends.
func isNoTitle(d *textlines.Doc, i int, m phrases.Match) bool {
	return !d.IsPolicy() && !(m.Weak && !m.Prefix && i+1 < len(d.Lines) && isContact(d.Lines[i+1].Text))
}

// minNumber is the minimum number of digits of a telephone number.
const minNumber = 6

// isContact reports whether a line is a telephone number or an address.
func isContact(s string) bool {
	if strings.Contains(s, "@") {
		return true
	}
	digits := 0
	for k := range len(s) {
		if s[k] >= '0' && s[k] <= '9' {
			digits++
		}
	}
	return digits >= minNumber && len(s) <= 60
}

// isWhole reports whether a line does not continue in the next one, unlike the
// first line of a licence, and is not a sentence about rights: "All rights
// reserved to the seller pass to the buyer".
func isWhole(d *textlines.Doc, i int, m phrases.Match) bool {
	if m.Prefix && !strings.ContainsAny(m.Text, "0©(") && !strings.Contains(m.Text, "copyright") && textlines.StartsLower(strings.TrimLeft(m.Rest, "—–- ")) && textlines.EndsSentence(m.Rest) && !reserved().Within(m.Rest) {
		return false
	}
	if m.Prefix && isTold(d, i, m.Rest) {
		return false
	}
	// A licence continues where a copyright line ends.
	if m.Prefix && len(m.Rest) > maxOwner && strings.Contains(m.Rest, ". ") && !reserved().Within(m.Rest) {
		return false
	}
	if i == 0 && d.Tree == nil && m.Rest == "" && !d.Has(0, textlines.Digit) && len(d.Lines) > 1 && d.IsProse(1) {
		return false // the title of a text
	}
	return !strings.HasSuffix(d.Lines[i].Text, ",") && !isLimited(d.Lines[i].Text) && !headsLicence(d, i)
}

// isTold reports whether line i tells of rights, in a script without small letters
// too: it stands between two sentences, names no year, and its rest is a clause with
// a comma and the end of a sentence.
func isTold(d *textlines.Doc, i int, rest string) bool {
	return i > 0 && i+1 < len(d.Lines) && d.EndsSentence(i-1) && d.EndsSentence(i+1) && !d.Has(i, textlines.Digit) &&
		strings.ContainsAny(rest, ",،，、") && textlines.EndsSentence(rest) && !reserved().Within(rest)
}

// licenceWithin is how many lines below its copyright line a licence may begin.
const licenceWithin = 3

// headsLicence reports whether the text of a licence follows a copyright line,
// which is then its first part.
func headsLicence(d *textlines.Doc, i int) bool {
	for k := i + 1; k < len(d.Lines) && k <= i+licenceWithin; k++ {
		if d.IsProse(k) && licences.In(d.Lines[k].Text) {
			return true
		}
	}
	return false
}

// licences are words with which licences begin, in the languages they exist in.
var licences = needles.Of(
	"ermission is hereby granted", "ermission to use, copy", "edistribution and use", "icensed under the", "is free software", "opyright notice", "This work is licensed",
	"verbatim copies", "EUPL", "est un logiciel libre", "ist freie Software", "es software libre",
)

// maxOwner is the maximum length in bytes of the owner of a copyright, with
// what is forbidden to others.
const maxOwner = 120

// maxCopyright is the maximum length in bytes of a copyright line.
const maxCopyright = 200

// reserved matches the formulas with which copyright lines end.
var reserved = sync.OnceValue(func() *phrases.Matcher {
	var list []phrases.Phrase
	for _, text := range wording.Of("reserved") {
		list = append(list, phrases.Phrase{Text: text, Prefix: true})
	}
	return phrases.Of(list...)
})

// minFormula is the length in bytes of the shortest formula in plain ASCII.
const minFormula = len("all rights reserved")

// isReserved reports whether a short line has the formula, and the sign or the
// word of copyright or a year.
func isReserved(d *textlines.Doc, i int) bool {
	s := d.Lines[i].Text
	return len(s) <= maxCopyright && len(s) >= 8 && (len(s) >= minFormula || d.Has(i, textlines.Wide)) && hasSign(d, i) && reserved().Within(s) && !isLimited(s)
}

// hasSign reports whether a line has the sign or the word of copyright, or is
// not a sentence and has a number.
func hasSign(d *textlines.Doc, i int) bool {
	s := d.Lines[i].Text
	return d.Has(i, textlines.Wide) && (strings.Contains(s, "©") || strings.Contains(s, "ⓒ")) ||
		d.Has(i, textlines.Bracket) && (strings.Contains(s, "(c)") || strings.Contains(s, "(C)")) ||
		d.Has(i, textlines.Digit) && !d.IsProse(i) && hasSiteYear(s) ||
		copyrights.In(s)
}

// copyrights are the words of copyright without their first letter.
var copyrights = needles.Of("opyright", "OPYRIGHT")

// isLimited reports whether a sentence says which rights are reserved: "All
// rights reserved where not stated otherwise."
func isLimited(s string) bool {
	const formula = "rights reserved "
	at := strings.Index(s, formula)
	if at < 0 || !textlines.EndsSentence(s) {
		return false
	}
	rest := s[at+len(formula):]
	return textlines.StartsLower(rest) && !strings.HasPrefix(rest, "by ") && !strings.HasPrefix(rest, "worldwide")
}

// hasSiteYear reports whether a line has a number of four digits that may be the
// year of a site's copyright: from 1990, when there were the first pages, to 2099.
func hasSiteYear(s string) bool {
	for k := 0; k+4 <= len(s); k++ {
		if s[k] != '1' && s[k] != '2' || k > 0 && isDigit(s[k-1]) || k+4 < len(s) && isDigit(s[k+4]) {
			continue // most places
		}
		if year := s[k : k+4]; year >= "1990" && year < "2100" && isDigit(year[1]) && isDigit(year[2]) && isDigit(year[3]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isPosted holds "Der Beitrag wurde am …" to lines that say that it was
// published then, or say no more than the date: a fee may be raised as well.
//
// "Posted in …" goes on with tags, and "Discover more from …" with the name of
// the site.
func isPosted(d *textlines.Doc, i int, m phrases.Match) bool {
	switch m.Text {
	case "posted in ":
		return strings.Contains(m.Rest, "Tagged ") && !d.EndsSentence(i)
	case "discover more from ":
		return d.InTail(i) && !d.EndsSentence(i) && !textlines.StartsLower(m.Rest) && d.Words(i) <= maxSite
	}
	if !strings.Contains(m.Text, "beitrag wurde am") {
		return true
	}
	words := strings.Fields(m.Rest)
	for _, w := range words {
		w = strings.ToLower(strings.Trim(w, ".,:;!"))
		if w == "veröffentlicht" || w == "gepostet" || w == "publiziert" {
			return true
		}
	}
	return len(words) <= maxDateRest && !textlines.EndsSentence(m.Rest)
}

// maxSite is the maximum number of words of "Discover more from" and the name
// of a site.
const maxSite = 10

// maxDateRest is how many words of a date may follow its day: "März 2014 um
// 12:00 Uhr".
const maxDateRest = 6

// minBar is the minimum number of legal pages in a bar.
const minBar = 2

// isBar reports whether a line has parts with marks between them, of which at
// least two, and at least half, name legal pages: "Imprint | Privacy | Harbour
// Post".
func isBar(d *textlines.Doc, i int) bool {
	text := d.Lines[i].Text
	if len(text) > maxCopyright || !d.Has(i, textlines.Bar|textlines.Wide) {
		return false // most lines
	}
	if i == 0 || d.BlockOf(i).Kind == pipeline.Heading || i+1 < len(d.Lines) && d.IsProse(i+1) && len(d.BlockOf(i).Marks) == 0 {
		return false // a headline, or a subhead over its paragraph
	}
	if d.EndsSentence(i) ||
		strings.IndexByte(text, '|') < 0 && !strings.Contains(text, "•") && !strings.Contains(text, "·") {
		return false
	}
	parts, pages := 0, 0
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '|' || r == '•' || r == '·' }) {
		parts++
		if m, ok := legalPages().Whole(strings.TrimSpace(part)); ok && m.Category != "" {
			pages++
		}
	}
	return pages >= minBar && 2*pages >= parts && !d.IsPolicy()
}

var legalPages = sync.OnceValue(func() *phrases.Matcher { return phrases.New("legal", "copyright") })

// Bounds of the line that WordPress adds, in bytes: its words alone have more than
// the minimum in every language, and what is longer than the maximum is a paragraph.
const (
	minFooter = 20
	maxFooter = 400
)

// isFeedFooter reports whether a line is "The post TITLE appeared first on
// SITE."
func isFeedFooter(d *textlines.Doc, i int) bool {
	s := d.Lines[i].Text
	if len(s) > maxFooter || len(s) < minFooter {
		return false
	}
	if d.Has(i, textlines.Wide) && endsInTurkish(s) {
		return true
	}
	for _, parts := range feedFooters()[s[0]] {
		rest, ok := strings.CutPrefix(s, parts[0])
		if !ok {
			continue
		}
		title, site, ok := strings.Cut(rest, parts[1])
		if ok && title != "" && !textlines.StartsLower(site) && !textlines.StartsLower(title) {
			return true
		}
	}
	return false
}

// endsInTurkish reports whether a line is such a footer in Turkish, which ends
// in its verb.
func endsInTurkish(s string) bool {
	if !strings.HasSuffix(strings.TrimRight(s, "."), " ortaya çıktı") {
		return false
	}
	title, site, ok := strings.Cut(s, " yazısı ilk önce ")
	return ok && title != "" && !textlines.StartsLower(site)
}

// feedFooters are the beginning and the middle of the line that WordPress adds
// to the items of a feed, by the byte that they begin with.
var feedFooters = sync.OnceValue(func() *[256][][2]string {
	byFirst := new([256][][2]string)
	for _, parts := range wording.Pairs("feedfooter") {
		first := parts[0][0]
		byFirst[first] = append(byFirst[first], parts)
	}
	return byFirst
})
