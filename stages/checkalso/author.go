package checkalso

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

// authorBox removes a line that heads a box about the author and, in the last
// part of the text, the box.
func (f finder) authorBox(i int) bool {
	m, ok := f.authors.WholeIn(f.Found(i))
	if !ok {
		return false
	}
	facts := sweep.Facts(f.Doc, f.cut, i).Add(evidence.Words, true).Add(evidence.Set, !m.Weak)
	tabs := f.isTab(i + 1)
	facts = facts.Add(evidence.BeforeGone, facts.Has(evidence.BeforeGone) || tabs)
	if !m.Weak && f.InTail(i) {
		facts = facts.Drop(evidence.ProseAfter) // the box says who it is
	}
	if f.Strict() || !facts.Enough() || m.Weak && !f.Speaks(i, m.Lang) {
		return false
	}
	if !f.InTail(i) && !facts.Has(evidence.BeforeGone) && i+1 < len(f.Lines) && f.EndsSentence(i+1) {
		return false // the box stays, and its heading with it
	}
	if f.Tree == nil && !strings.Contains(m.Text, " ") && !facts.Has(evidence.BeforeGone) && (f.aboutCode || !tellsWho(f.Doc, i)) {
		return false // a part of a manual: "Author", a name, "License"
	}
	f.cut.Line(i, ruleAuthor, m.Lang+" phrase "+m.Text+"; "+facts.String()).Score = facts.Score()
	if !f.InTail(i) {
		return true
	}
	for k := i + 1; k < len(f.Lines) && k <= i+maxBio; k++ {
		if f.Lines[k].Exempt || k > i+1 && f.BlockOf(k).Kind == pipeline.Heading && f.Found(k) == nil || f.isBoundary(k) && !(tabs && k == i+1) {
			break
		}
		e := f.cut.Line(k, ruleAuthorBio, "after "+m.Text)
		e.Score = evidence.Enough
		if f.IsProse(k) || f.EndsSentence(k) {
			e.To = pipeline.FieldAuthorBio
		}
	}
	return true
}

// tellsWho reports whether there is a sentence below line i, within the reach
// of a box.
func tellsWho(d *textlines.Doc, i int) bool {
	for k := i + 1; k < len(d.Lines) && k <= i+maxBio; k++ {
		if d.EndsSentence(k) && d.Words(k) >= bioWords {
			return true
		}
	}
	return false
}

// bioWords is the minimum number of words of a sentence about the author.
const bioWords = 5

// isTab reports whether a line is the second tab of the box about the author,
// "Recent Posts".
func (f finder) isTab(k int) bool {
	if k >= len(f.Lines) {
		return false
	}
	m, ok := f.headings.WholeIn(f.Found(k))
	return ok && strings.Contains(m.Text, "recent") || ok && strings.Contains(m.Text, "latest")
}

// maxAuthorLine is the maximum length in bytes of a line that introduces the
// author.
const maxAuthorLine = 700

// maxBio is the maximum number of lines of a box about the author: a name, an
// office, a paragraph or two, links.
const maxBio = 5

// isBoundary reports whether something else begins with a line.
func (f finder) isBoundary(k int) bool {
	if f.BlockOf(k).Kind == pipeline.Heading && f.Words(k) > 4 {
		return true
	}
	_, related := f.headings.WholeIn(f.Found(k))
	return related
}

// aboutName finds "About" and a name, right before the heading of a footer
// (001:47). Without the footer it may be a subhead.
func (f finder) aboutName(i int) (string, bool) {
	l := &f.Lines[i]
	if l.Exempt || f.cut.Taken(i) || len(l.Text) > maxHeading || i+1 >= len(f.Lines) || !f.cut.Taken(i+1) || !f.InTail(i) {
		return "", false
	}
	key := fold.Key(l.Text)
	for _, a := range f.abouts {
		if strings.HasPrefix(key, a) {
			name := strings.TrimSpace(l.Text[min(len(a), len(l.Text)):])
			return name, isName(name)
		}
	}
	return "", false
}

// isName reports whether s is two to four words, each with a capital.
func isName(s string) bool {
	words := 0
	for w := range strings.FieldsSeq(s) {
		if words++; words > 4 {
			return false
		}
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && w != "de" && w != "van" && w != "von" && w != "der" && w != "da" && w != "del" && w != "di" && w != "al" {
			return false
		}
	}
	return words >= 2
}
