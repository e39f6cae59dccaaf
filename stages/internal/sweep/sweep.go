// Package sweep removes the lines of a document that match a table of phrases:
// strong phrases are enough by themselves, weak ones need further evidence.
package sweep

import (
	"strings"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
)

// An Entry says what happens to lines with phrases of one category.
type Entry struct {
	// Category is the category of the phrases, without question mark.
	Category string
	// Rule is the rule of strong phrases, Weak that of weak ones; empty where
	// the category has none.
	Rule, Weak string
	// Prefix, if set, is the rule of strong phrases that begin a longer line;
	// otherwise Rule is.
	Prefix string
	// Facts hold for every line with a weak phrase of the category.
	Facts evidence.Facts
	// Max is the maximum length in bytes of a line that merely begins with a
	// phrase; 0 means that a line must consist of one.
	Max int
	// When, if set, is a further condition. The match gives what follows the
	// phrase.
	When func(d *textlines.Doc, i int, m phrases.Match) bool
	// Asks is set if the phrases of the category ask the reader for something, so
	// that none is the subject of a sentence, unless the sentence speaks of it.
	Asks bool
	// Scored is set if Rule is of tier B: its phrases are enough by themselves, but
	// count towards the budget.
	Scored bool
	// NoHeading keeps weak phrases that are headings: they head text, not
	// debris.
	NoHeading bool
	// NotOverSentence keeps headings over a sentence of the text: "Follow us"
	// over "We walk every Sunday."
	NotOverSentence bool
	// To receives the line.
	To pipeline.Field
	// Value, if set, returns what the field receives instead of the line.
	Value func(line string, m phrases.Match) string
}

// A Table is a matcher with its entries. It is safe for concurrent use.
type Table struct {
	matcher *phrases.Matcher
	entries map[string]Entry
	longest int
}

// wholeMax is the length in bytes up to which a line can be one phrase.
const wholeMax = 240

// NewTable returns a table of the entries.
func NewTable(entries ...Entry) *Table {
	t := &Table{entries: map[string]Entry{}, longest: wholeMax}
	var categories []string
	for _, e := range entries {
		t.entries[e.Category] = e
		t.longest = max(t.longest, e.Max)
		categories = append(categories, e.Category)
	}
	t.matcher = phrases.New(categories...)
	return t
}

// Find finds the entry and the phrase of line i, whatever surrounds it.
func (t *Table) Find(d *textlines.Doc, i int) (Entry, phrases.Match, bool) {
	line := d.Lines[i].Text
	if len(line) > t.longest {
		return Entry{}, phrases.Match{}, false
	}
	m, ok := t.matcher.In(d.Found(i))
	if !ok {
		return Entry{}, m, false
	}
	e := t.entries[m.Category]
	if m.Prefix && len(line) > e.Max {
		return e, m, false
	}
	return e, m, true
}

// Over removes the lines of d that the table finds, those with strong phrases
// first: they are evidence for weak ones on either side of them.
func (t *Table) Over(d *textlines.Doc, cut *textlines.Cut) {
	var weak []int
	for _, i := range d.WithPhrases() {
		if cut.Taken(i) {
			continue
		}
		if e, m, ok := t.Find(d, i); ok && m.Weak {
			weak = append(weak, i)
		} else if ok {
			e.judge(d, cut, i, m)
		}
	}
	for _, i := range weak {
		if cut.Taken(i) {
			continue
		}
		if e, m, ok := t.Find(d, i); ok {
			e.judge(d, cut, i, m)
		}
	}
}

// judge removes line i, in which m was found, unless it belongs to the text.
func (e *Entry) judge(d *textlines.Doc, cut *textlines.Cut, i int, m phrases.Match) {
	if e.isKept(d, cut, i, m) {
		return
	}
	edit := e.take(d, cut, i, m)
	if edit == nil {
		return
	}
	edit.To = e.To
	if e.Value != nil {
		edit.Value = e.Value(d.Lines[i].Text, m)
		if edit.Value == "" {
			edit.To = pipeline.FieldNone
		}
	}
}

// isKept reports whether line i belongs to the text although the phrase m was found
// in it: somebody says or quotes it, it is a piece of a sentence, or the entry does
// not apply.
func (e *Entry) isKept(d *textlines.Doc, cut *textlines.Cut, i int, m phrases.Match) bool {
	line := d.Lines[i].Text
	switch {
	case isReported(m), isQuoted(line, m), m.Prefix && IsSaid(line), IsPiece(d, cut, i):
		return true
	case e.Asks && IsMentioned(d, i, m):
		return true
	case e.When != nil && !e.When(d, i, m), e.NotOverSentence && headsSentence(d, cut, i):
		return true
	}
	return d.EndsSentence(i) && d.IsPolicy()
}

// take removes line i, in which m was found, if the phrase is strong or there is
// enough evidence. It returns nil if there is not.
func (e *Entry) take(d *textlines.Doc, cut *textlines.Cut, i int, m phrases.Match) *pipeline.Edit {
	why := m.Lang + " phrase " + strings.TrimSpace(m.Text)
	switch {
	case !m.Weak && m.Prefix && e.Prefix != "":
		edit := cut.Line(i, e.Prefix, why)
		edit.Score = evidence.Enough
		return edit
	case !m.Weak && e.Rule != "" && e.Scored && d.Strict():
		return nil
	case !m.Weak && e.Rule != "":
		edit := cut.Line(i, e.Rule, why)
		if e.Scored {
			edit.Score = evidence.Enough
		}
		return edit
	case e.Weak == "" || d.Strict() || !d.HasProse() && d.Tree == nil || !d.Speaks(i, m.Lang), e.NoHeading && d.BlockOf(i).Kind == pipeline.Heading:
		return nil
	}
	facts := Facts(d, cut, i).Add(evidence.Words, !m.Prefix).Add(evidence.Label, m.Prefix) | e.Facts
	if !facts.Enough() || isText(d, cut, i, m, facts) {
		return nil
	}
	edit := cut.Line(i, e.Weak, why+"; "+facts.String())
	edit.Score = facts.Score()
	return edit
}

// linkedShare is the part of a line from which it counts as a link.
const linkedShare = 0.8

// shortLine is the number of words up to which a line is short.
const shortLine = 5

// Exposed reports whether line i is where debris usually is: in the head or the
// tail, next to debris, or in an element that may say more. Elsewhere a phrase,
// a label or a credit is not enough, however short its line is: a cheap check
// before an expensive one.
func Exposed(d *textlines.Doc, cut *textlines.Cut, i int) bool {
	b := d.BlockOf(i)
	return b.Kind != pipeline.Paragraph || b.Node != pipeline.NoNode || d.InHead(i) || d.InTail(i) ||
		i > 0 && cut.Taken(i-1) || i+1 < len(d.Lines) && cut.Taken(i+1) || d.RemovedBefore(i) || d.RemovedAfter(i)
}

// Facts observes what surrounds line i of d, given what is cut already.
func Facts(d *textlines.Doc, cut *textlines.Cut, i int) evidence.Facts {
	l := &d.Lines[i]
	b := d.BlockOf(i)
	sentence := d.EndsSentence(i)
	var fs evidence.Facts
	fs = fs.Add(evidence.Heading, b.Kind == pipeline.Heading)
	fs = fs.Add(evidence.Control, b.Kind == pipeline.Control)
	fs = fs.Add(evidence.FigureText, b.Kind == pipeline.Caption && b.Context.Has(pipeline.InFigure))
	fs = fs.Add(evidence.Linked, len(b.Marks) > 0 && d.LinkShare(i) >= linkedShare)
	fs = fs.Add(evidence.ClassName, d.IsNamedDebris(i))
	fs = fs.Add(evidence.Repeated, d.IsRepeated(i))
	placed := len(d.Lines) > 1 // a line by itself is nowhere
	tail := placed && d.InTail(i)
	fs = fs.Add(evidence.InHead, placed && d.InHead(i) && !tail)
	fs = fs.Add(evidence.InTail, tail)
	fs = fs.Add(evidence.LastLine, placed && i == len(d.Lines)-1)
	fs = fs.Add(evidence.AfterDebris, i > 0 && cut.Taken(i-1) || d.RemovedBefore(i))
	fs = fs.Add(evidence.BeforeGone, i+1 < len(d.Lines) && cut.Taken(i+1) || d.RemovedAfter(i))
	fs = fs.Add(evidence.Short, !sentence && len(l.Text) < 60 && d.Words(i) <= shortLine)
	fs = fs.Add(evidence.Sentence, sentence && len(l.Text) > 60)
	prose := d.ProseAfter(i)
	fs = fs.Add(evidence.NoProse, !prose && tail && (!headsText(d, cut, i) || fs.Has(evidence.Linked) || fs.Has(evidence.Control)))
	fs = fs.Add(evidence.ProseAfter, prose && i+1 < len(d.Lines) && d.IsProse(i+1))
	return fs
}
