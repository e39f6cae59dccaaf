// Package navigation removes what leads around a site: skip links and menus,
// paths of breadcrumbs, "Previous" and "Next", tables of contents that repeat
// the headings below them, and bars of links.
//
// Before:
//
//	Skip to content
//	Home > News > Harbour
//	The boats sail again on Monday.
//	Back to top
//
// After:
//
//	The boats sail again on Monday.
//
// To be left alone: one-word subheads ("Overview"), instructions that name a
// menu ("File > Save as"), lists of links that are the text of a page.
//
// Known misses: menus of topics in text, where no link distinguishes them from
// a list.
package navigation

import (
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// Options are the stage's settings.
type Options struct {
	// KeepContents leaves tables of contents in the text.
	KeepContents bool `yaml:"keep_contents" json:"keep_contents"`
}

// The rules.
const (
	ruleLink     = "navigation/link"
	ruleWeak     = "navigation/weak"
	ruleCrumbs   = "navigation/breadcrumbs"
	ruleContents = "navigation/contents-heading"
	ruleEntry    = "navigation/contents-entry"
	ruleBar      = "navigation/bar"
	ruleEdit     = "navigation/edit-link"
	ruleMenu     = "navigation/menu"
	ruleArrow    = "navigation/arrow"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	entries := []sweep.Entry{{Category: "navigation", Rule: ruleLink, Weak: ruleWeak, Max: 120, NoHeading: true}}
	if !o.KeepContents {
		entries = append(entries, sweep.Entry{Category: "contents", Rule: ruleContents, Weak: ruleWeak, Scored: true, When: isContents})
	}
	table := sweep.NewTable(entries...)
	return pipeline.Stage{
		Name: "navigation",
		Doc:  "Removes menus, breadcrumbs, tables of contents and links to other pages of the site.",
		Rules: []pipeline.Rule{
			{Name: ruleLink, Doc: "A link of the site's navigation: Skip to content, Back to top."},
			{Name: ruleWeak, Doc: "A word that navigation uses, where the context supports it.", Tier: pipeline.TierB},
			{Name: ruleCrumbs, Doc: "A breadcrumb path before the text: Home > News > Harbour.", Tier: pipeline.TierB},
			{Name: ruleContents, Doc: "The heading of a table of contents: In this article.", Tier: pipeline.TierB},
			{Name: ruleEntry, Doc: "A line after such a heading that is repeated below as a heading of its own.", Tier: pipeline.TierB},
			{Name: ruleEdit, Doc: "The link to edit a section, in brackets after its heading: History [edit]."},
			{Name: ruleMenu, Doc: "A menu, one entry a line, before the text of an article: Home, About us, Blog, Contact.", Tier: pipeline.TierB},
			{Name: ruleArrow, Doc: "A link onward below the text, with an arrow at its outer side: ← The old mill.", Tier: pipeline.TierB},
			{Name: ruleBar, Doc: "A short line that is a single link, among others of the same kind.", Tier: pipeline.TierB},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) {
			for i := 0; i < len(d.Lines) && d.InHead(i); i++ {
				if l := &d.Lines[i]; !l.Exempt && isCrumbs(d, i) {
					cutCrumbs(d, cut, i)
				}
			}
			menu(d, cut)
			table.Over(d, cut)
			if !o.KeepContents {
				entriesOf(d, cut, table)
				outline(d, cut)
			}
			bars(d, cut)
			arrows(d, cut)
			editLinks(d, cut)
		}),
	}
}

// isContents keeps a heading such as "Overview", which text follows, unless its
// element is named after contents.
func isContents(d *textlines.Doc, i int, m phrases.Match) bool {
	return !m.Weak || d.BlockOf(i).Kind != pipeline.Heading || d.IsNamedDebris(i) && d.InHead(i)
}

// maxCrumbs is the maximum length in bytes of a breadcrumb path: names of
// sections, and the headline at its end.
const maxCrumbs = 160

// isCrumbs reports whether line i is a path before the text that begins at the
// home page or is nearly all links.
func isCrumbs(d *textlines.Doc, i int) bool {
	l := &d.Lines[i]
	if len(l.Text) > maxCrumbs || d.Strict() {
		return false
	}
	if !d.Has(i, textlines.Bar|textlines.Wide) && strings.IndexByte(l.Text, '>') < 0 {
		return false // most lines
	}
	if _, ok := rooted(d, i); ok || isCrumb(d, i) {
		return true
	}
	for _, sep := range []string{" > ", " » ", " › ", " / ", " → ", " | "} {
		first, rest, ok := strings.Cut(l.Text, sep)
		if !ok {
			continue
		}
		return homes()[fold.Key(first)] && (strings.Contains(rest, sep) || sep != " / " && sep != " | ") || strings.Contains(rest, sep) && sep != " / " && sep != " | " && d.LinkShare(i) > 0.5
	}
	return false
}

// cutCrumbs removes a path. The headline at its end becomes the title if none is
// known: nothing else of the text says it.
func cutCrumbs(d *textlines.Doc, cut *textlines.Cut, i int) {
	const why = "a path before the text"
	headline, ok := rooted(d, i)
	if !ok || d.Meta.Title != "" {
		cut.Line(i, ruleCrumbs, why).Score = evidence.Enough
		return
	}
	l := &d.Lines[i]
	at := l.Start + strings.LastIndex(d.BlockOf(i).Text[l.Start:l.End], headline)
	path, title := cut.Split(i, at, ruleCrumbs, why)
	path.Score, title.Score = evidence.Enough, evidence.Enough
	title.To = pipeline.FieldTitle
}

// rooted returns the headline at the end of line i, if that is a path that begins
// with its mark, since the home page is a picture: "> Blog > Harbours > The ferry
// sails again". There is no text before it.
func rooted(d *textlines.Doc, i int) (headline string, ok bool) {
	text := d.Lines[i].Text
	for _, mark := range [...]string{"> ", "» ", "› "} {
		rest, ok := strings.CutPrefix(text, mark)
		if !ok {
			continue
		}
		sections := strings.Split(rest, " "+mark)
		if len(sections) < minRooted || d.EndsSentence(i) || !isBeforeText(d, i) || strings.ContainsAny(text, "=(){}<|;$") {
			return "", false
		}
		last := len(sections) - 1
		for _, s := range sections[:last] {
			if n := pipeline.CountWords(s); n == 0 || n > maxCrumb || textlines.StartsLower(s) {
				return "", false // "> cat boats > quay > ferries to Sandholm"
			}
		}
		// "> Settings > Privacy > Cookies" is the way to a setting.
		return sections[last], pipeline.CountWords(sections[last]) > maxCrumb || sections[last] == d.Meta.Title
	}
	return "", false
}

// minRooted is the least number of sections of such a path, with the headline.
const minRooted = 3

// maxCrumb is the maximum number of words of a section in a path that is broken
// into lines.
const maxCrumb = 4

// isCrumb reports whether line i is one step of a path that is broken into
// lines, with its mark at the end: "Training >". There is no text before it.
func isCrumb(d *textlines.Doc, i int) bool {
	text := d.Lines[i].Text
	if !strings.HasSuffix(text, ">") && !strings.HasSuffix(text, "›") || strings.ContainsAny(text, "<‹=-()[]{}|:;$") || d.Words(i) == 0 || d.Words(i) > maxCrumb {
		return false
	}
	return isBeforeText(d, i)
}

// isBeforeText reports whether running text follows line i and none precedes it.
func isBeforeText(d *textlines.Doc, i int) bool {
	for k := range i {
		if d.EndsSentence(k) {
			return false
		}
	}
	return d.ProseAfter(i)
}

// homes are names of the home page, folded.
var homes = sync.OnceValue(func() map[string]bool { return wording.Set("homepage") })

// maxEntries is the maximum number of lines of a table of contents.
const maxEntries = 60

// maxMisses is how many lines in a row within a table of contents may not be
// repeated below.
const maxMisses = 2

// entriesOf removes the lines after a heading of contents that are repeated
// below, as long as they continue and if there are at least two.
func entriesOf(d *textlines.Doc, cut *textlines.Cut, table *sweep.Table) {
	last := lasts{Doc: d}
	for _, i := range d.WithPhrases() {
		e, m, ok := table.Find(d, i)
		if !ok || e.Category != "contents" || m.Weak && !cut.Taken(i) && (d.BlockOf(i).Kind != pipeline.Heading || !d.Speaks(i, m.Lang) || d.Strict()) {
			continue
		}
		entries, linked := entriesBelow(d, i, &last)
		if len(entries) < 2 {
			continue
		}
		if first := last.of(entryKey(d, entries[0])); first <= entries[len(entries)-1] {
			continue // the first part begins before the list ends
		}
		if m.Weak && !cut.Taken(i) {
			if entries[0] != i+1 || entries[1] != i+2 {
				continue // "Overview" over a paragraph
			}
			cut.Line(i, ruleContents, m.Lang+" phrase "+m.Text+", over lines that are repeated below").Score = evidence.Enough
		}
		for _, k := range entries {
			cut.Line(k, ruleEntry, "repeated below").Score = evidence.Enough
		}
		for _, k := range linked {
			cut.Line(k, ruleEntry, "a link within the page, among lines that are repeated below").Score = evidence.Enough
		}
	}
}

// lasts finds the last line with a key.
type lasts struct {
	*textlines.Doc
	looks int            // how many keys were looked for
	byKey map[string]int // once these are many
}

// maxLooks is up to how many keys all lines are looked at for each. Most headings
// have no entries below them, which three looks show.
const maxLooks = 12

// of returns the last line with a key, 0 if there is none.
func (l *lasts) of(key string) int {
	if l.looks++; l.looks > maxLooks {
		if l.byKey == nil {
			l.byKey = lastOfKeys(l.Doc)
		}
		return l.byKey[key]
	}
	k := len(l.Lines) - 1
	for k > 0 && !hasEntryKey(l.Doc, k, key) {
		k--
	}
	return max(0, k)
}

// lastOfKeys returns the last line with each key.
func lastOfKeys(d *textlines.Doc) map[string]int {
	last := map[string]int{}
	for k := range d.Lines {
		if len(d.Lines[k].Text) < maxCrumbs {
			last[entryKey(d, k)] = k
		}
	}
	return last
}

// entriesBelow lists the lines below line i that are repeated further down, and those
// among them that are links within the page, to a heading in other words.
func entriesBelow(d *textlines.Doc, i int, last *lasts) (repeated, linked []int) {
	misses := 0
	for k := i + 1; k < len(d.Lines) && k <= i+maxEntries; k++ {
		l := &d.Lines[k]
		if len(l.Text) >= maxCrumbs || l.Exempt || d.IsProse(k) {
			break
		}
		if key := entryKey(d, k); key != "" && last.of(key) > k+1 {
			repeated, misses = append(repeated, k), 0
		} else if isInPage(d, k) {
			linked, misses = append(linked, k), 0
		} else if misses++; misses > maxMisses {
			break
		}
	}
	return repeated, linked
}

// isInPage reports whether line k is a link to another part of the page, and
// little else, such as the bullet of an item.
func isInPage(d *textlines.Doc, k int) bool {
	page, _, ok := strings.Cut(d.Link(k), "#")
	return ok && (page == "" || page == d.URL) && d.LinkShare(k) >= wholeLink
}

// wholeLink is the share of a line in a link from which nothing is left but signs.
const wholeLink = 0.7

// entryKey returns line i as an entry, folded and without its number.
func entryKey(d *textlines.Doc, i int) string {
	key := d.Key(i)
	if key != "" && key[0] >= 'a' && key[0] <= 'z' {
		return key
	}
	return strings.TrimLeft(key, "0123456789.)- •*")
}

// hasEntryKey reports whether line k is short and has a key. Most lines are seen to
// have another by their first letter, without being folded.
func hasEntryKey(d *textlines.Doc, k int, key string) bool {
	t := d.Lines[k].Text
	first := t[0] | 0x20
	return len(t) < maxCrumbs && (first < 'a' || first > 'z' || key != "" && first == key[0]) && entryKey(d, k) == key
}

// The bounds of a bar of links: that many lines in a row, each that short.
// Lists of links that are the text of a page have longer lines.
const (
	minBar     = 4
	maxBarLine = 30
)

// isBesideDebris reports whether there was debris before or after the lines i
// to i+n, or their elements are named after menus: a row of links on its own is
// as often a list of the text.
func isBesideDebris(d *textlines.Doc, cut *textlines.Cut, i, n int) bool {
	return d.RemovedBefore(i) || i > 0 && cut.Taken(i-1) || d.RemovedAfter(i+n-1) || i+n < len(d.Lines) && cut.Taken(i+n) || d.IsNamedDebris(i)
}

// bars removes runs of short lines, each of which is a single link, if there is
// running text elsewhere in the document.
func bars(d *textlines.Doc, cut *textlines.Cut) {
	if d.Strict() {
		return
	}
	for i := 0; i < len(d.Lines); i++ {
		n := 0
		for i+n < len(d.Lines) && !d.Lines[i+n].Exempt && len(d.Lines[i+n].Text) <= maxBarLine && d.LinkShare(i+n) >= 0.9 {
			n++
		}
		if n >= minBar && (d.InHead(i) || d.InTail(i) && !d.ProseAfter(i)) && isBesideDebris(d, cut, i, n) {
			for k := range n {
				if !cut.Taken(i + k) {
					cut.Line(i+k, ruleBar, "one of a row of short links").Score = evidence.Enough
				}
			}
		}
		i += n
	}
}
