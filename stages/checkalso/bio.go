package checkalso

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

// maxTailLines is how many lines at the end are searched for the authors.
const maxTailLines = 60

// removeBios removes the lines after an article that introduce its authors where
// neither a heading nor the metadata announce them: "Ann Doe is a freelance
// writer …". The people an article is about have been named before; an author
// introduced at its end has not. The same is true of experts whom a story quotes
// last, so the line must not report what somebody said, and the person must write
// for a living or be named above the text.
func (f finder) removeBios() {
	for i := len(f.Lines) - 1; i >= 0 && i >= len(f.Lines)-maxTailLines && f.InTail(i); i-- {
		l := &f.Lines[i]
		if l.Exempt || f.cut.Taken(i) || len(l.Text) > maxAuthorLine || !f.IsProse(i) {
			continue
		}
		p, ok := personOf(f.Doc, i)
		if !ok || f.Strict() || f.Meta.PageType != "" && !f.IsArticle() {
			continue
		}
		facts := sweep.Facts(f.Doc, f.cut, i).Drop(evidence.Sentence).Add(evidence.Name, p.surname != p.first).Add(evidence.Words, p.writes)
		facts = facts.Add(evidence.Repeated, isNamedInHead(f.Doc, i, p))
		if f.goneFrom(i+1, p) {
			facts = facts.Drop(evidence.ProseAfter).Add(evidence.NoProse, true)
		}
		if !f.IsArticle() && !facts.Has(evidence.Repeated) && (i == 0 || !isNameLine(f.Doc, i-1, p)) {
			continue // a page of lists and headings
		}
		if !p.writes && !facts.Has(evidence.Repeated) && !f.closes(f.Doc, i, p, facts) || reports(l.Text) {
			continue // somebody the text speaks of
		}
		if !facts.Enough() || isNamedBefore(f.Doc, i, p) || introducesOthers(f.Doc, i) || f.isSection(i, p) {
			continue
		}
		f.removeBio(i, p, facts)
	}
}

// isSection reports whether line i is under a heading of the article: a review that
// says why it is to be trusted introduces its author in its own text. Over the box
// of an author are a name, an office, or a heading of such boxes.
func (f finder) isSection(i int, p person) bool {
	k := i - 1
	if k < 0 || f.cut.Taken(k) || len(f.Lines[k].Text) > maxHeading || f.EndsSentence(k) && !strings.HasSuffix(f.Lines[k].Text, "?") {
		return false
	}
	if f.trusts.begin(f.Lines[k].Text) {
		return true
	}
	if _, ok := f.authors.WholeIn(f.Found(k)); ok || f.BlockOf(k).Kind != pipeline.Heading {
		return false
	}
	return f.Words(k) > 1 && !isNameLine(f.Doc, k, p) && !isOffice(f.Doc, k)
}

// beginnings are words with which headings begin, folded.
type beginnings []string

// begin reports whether a heading begins so.
func (b beginnings) begin(s string) bool {
	key := strings.TrimLeft(fold.Key(s), "#* ")
	return slices.ContainsFunc(b, func(words string) bool { return strings.HasPrefix(key, words) })
}

// minBefore is the minimum number of paragraphs of an article before a last one
// that introduces its author.
const minBefore = 6

// closes reports whether line i ends an article of some length by saying who
// somebody is: "Ann Doe is the owner of …". Stories do not end like this; they
// introduce people by what they said or were.
func (m *matchers) closes(d *textlines.Doc, i int, p person, facts evidence.Facts) bool {
	first, _, _ := strings.Cut(d.Lines[i].Text, ". ")
	if p.verb == "" || p.verb == "was" || p.surname == p.first || !facts.Has(evidence.NoProse) || !d.IsArticle() || !m.namesHouse(first) {
		return false
	}
	paragraphs := 0
	for k := range i {
		if d.IsProse(k) && !d.Lines[k].Exempt {
			paragraphs++
		}
	}
	return paragraphs >= minBefore
}

// namesHouse reports whether a sentence says where somebody works, without
// connecting them to a story: "Ann Doe is a nurse who saw the whales" does.
func (m *matchers) namesHouse(s string) bool {
	before, house := "", false
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(w)
		house = house || unicode.IsUpper(r) && m.houses[before]
		if before = strings.ToLower(strings.Trim(w, ",;()")); before == "who" || before == "whose" || before == "one" {
			return false
		}
	}
	return house
}

// reports reports whether a line says what somebody says or was involved in, as
// the last line of a story does: "… is the editor who cut a hundred pages".
func reports(s string) bool {
	if strings.ContainsAny(s, "“”«»„\"") {
		return true
	}
	the := -maxTitle // the place of "is the"
	before := ""
	for i, w := range strings.Fields(s) {
		w = strings.ToLower(strings.Trim(w, ".,;:!?"))
		if before == "is" && w == "the" {
			the = i
		}
		if people().reporting[w] || w == "who" && i-the < maxTitle {
			return true
		}
		before = w
	}
	return false
}

// removeBio removes line i, which introduces somebody, and the lines around it
// about the same person: the name and the office above it, further sentences below.
func (f finder) removeBio(i int, p person, facts evidence.Facts) {
	score := facts.Score()
	e := f.cut.Line(i, ruleAuthorBio, "introduces somebody who is not named before; "+facts.String())
	e.To, e.Score = pipeline.FieldAuthorBio, score
	for k := i + 1; k < len(f.Lines) && k <= i+maxBio && f.EndsSentence(k) && !f.Lines[k].Exempt; k++ {
		if !strings.Contains(f.Lines[k].Text, p.surname) && !strings.Contains(f.Lines[k].Text, p.first+" ") {
			break
		}
		more := f.cut.Line(k, ruleAuthorBio, "goes on about the author")
		more.To, more.Score = pipeline.FieldAuthorBio, score
	}
	above := i - 1
	if above > 0 && isOffice(f.Doc, above) {
		above--
	}
	if above < 0 || !isNameLine(f.Doc, above, p) {
		return
	}
	for k := above; k < i; k++ {
		f.cut.Line(k, ruleAuthorBio, "name over the author's box").Score = score
	}
}

// personOf finds the person whom line i introduces, perhaps under a line with
// nothing but the name.
func personOf(d *textlines.Doc, i int) (person, bool) {
	if p, ok := introduced(d.Lines[i].Text); ok {
		return p, true
	}
	if i == 0 || d.Lines[i-1].Exempt || !isName(d.Lines[i-1].Text) || strings.ContainsAny(d.Lines[i-1].Text, ",:") || strings.IndexAny(d.Lines[i].Text, "\"'“”‘’„‚«»‹›") == 0 {
		return person{}, false
	}
	name := strings.Fields(d.Lines[i-1].Text)
	if people().noNames[name[0]] {
		return person{}, false
	}
	p := person{first: name[0], surname: name[len(name)-1]}
	text := d.Lines[i].Text
	words := strings.Fields(text[:min(len(text), 400)])
	for _, w := range words[:min(len(words), maxTitle)] {
		if w = strings.Trim(w, ",.()"); people().noNames[w] || people().companies[w] {
			return person{}, false // a company, or no name at all
		}
	}
	if strings.Contains(text, p.surname) || strings.Contains(text, p.first+" ") {
		return p, p.does(words[:min(len(words), maxOfficeWords)])
	}
	p.does(words[:min(len(words), maxTitle)])
	return p, p.writes
}

// goneFrom reports whether all running text from line i on has been removed, or
// is about the person.
func (f finder) goneFrom(i int, p person) bool {
	for ; i < len(f.Lines); i++ {
		if f.IsProse(i) && !f.cut.Taken(i) && !strings.Contains(f.Lines[i].Text, p.first+" ") && !strings.Contains(f.Lines[i].Text, p.surname) {
			return false
		}
	}
	return true
}

// isNamedInHead reports whether a short line before the text names the person
// of line i, as a byline does; the name right over line i does not count.
func isNamedInHead(d *textlines.Doc, i int, p person) bool {
	for k := 0; k < i-2 && d.InHead(k); k++ {
		if t := d.Lines[k].Text; len(t) < maxProseless && strings.Contains(t, p.surname) && strings.Contains(t, p.first) {
			return true
		}
	}
	return false
}

// isNamedBefore reports whether somebody is named in the text before line i.
// Bylines, credits and other short lines are not text.
func isNamedBefore(d *textlines.Doc, i int, p person) bool {
	for k := range i {
		t := d.Lines[k].Text
		if len(t) < maxProseless || !strings.Contains(t, p.surname) || strings.Contains(t, "by "+p.first+" ") {
			continue
		}
		if q, ok := introduced(t); !ok || q.surname != p.surname || d.After(k) > textlines.Tail {
			return true
		}
	}
	return false
}

// maxProseless is the length in bytes below which a line is not a paragraph.
const maxProseless = 80

// introducesOthers reports whether a text introduces people before its end,
// too: it is a list of them, or an article about them.
func introducesOthers(d *textlines.Doc, i int) bool {
	for k := range i {
		if d.InTail(k) {
			return false
		}
		if d.IsProse(k) {
			if _, ok := introduced(d.Lines[k].Text); ok {
				return true
			}
		}
	}
	return false
}
