package intact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/internal/score"
)

// An Outcome is what a cleaner made of an input.
type Outcome struct {
	Text, Title, Author, Date string
	Captions                  []string
	Type                      string // of the page; "" is unknown
	OK                        bool   // an article was found
}

// A Finding is one thing that is wrong, and the text concerned.
type Finding struct{ What, Text string }

// The kinds of finding. Lost, Cut, Glued, Split, Moved and Broken concern the
// text, Left the page around it.
const (
	Lost   = "lost"   // not in the text
	Cut    = "cut"    // in part
	Glued  = "glued"  // in one line with another unit
	Split  = "split"  // over several lines
	Moved  = "moved"  // out of order
	Broken = "broken" // lines of verse or a list that are paragraphs now
	Left   = "left"   // junk in the text
	Whole  = "whole"  // no article at all
	Title  = "title"
	Author = "author"
	Date   = "date"
	Type   = "type"
)

// Judge compares an outcome with the truth of a case.
func Judge(c Case, o Outcome) []Finding {
	if !o.OK {
		return []Finding{{Whole, c.Text.Title}}
	}
	j := judge{c: c, out: outputLines(o.Text), captions: strings.Join(o.Captions, "\n")}
	j.all = squeeze(o.Text)
	j.used = make([]bool, len(j.out))
	for _, u := range c.Text.Units {
		if u.Kind != Junk && u.Text != "" {
			j.unit(u)
		}
	}
	for _, s := range c.Junk {
		j.junk(s)
	}
	j.meta(o)
	return j.found
}

type judge struct {
	c        Case
	out      []line
	used     []bool
	all      string // the output without spaces
	captions string
	cursor   int
	last     Kind
	found    []Finding
}

type line struct {
	text   string
	indent string
	gap    bool // an empty line stands before it
}

func outputLines(text string) []line {
	var lines []line
	gap := false
	for s := range strings.Lines(text) {
		s = strings.TrimRight(s, "\n")
		t := strings.TrimSpace(s)
		if t == "" {
			gap = true
			continue
		}
		t = strings.TrimPrefix(strings.TrimPrefix(t, "- "), "> ")
		lines = append(lines, line{t, s, gap})
		gap = false
	}
	return lines
}

// squeeze is a text without spaces, bars and marks of lists.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '|' || r == '\u200b' {
			return -1
		}
		return r
	}, s)
}

func (j *judge) add(what, text string) { j.found = append(j.found, Finding{what, text}) }

func (j *judge) unit(u Unit) {
	if u.Kind == Definition {
		if term, text, ok := strings.Cut(u.Text, " :: "); ok {
			if i := j.line(term + ": " + text); i >= 0 {
				j.at(u, i)
				return
			}
			j.unit(Unit{Kind: Paragraph, Text: term})
			j.unit(Unit{Kind: Paragraph, Text: text})
			return
		}
	}
	if i := j.line(u.Text); i >= 0 {
		j.at(u, i)
		return
	}
	defer func() { j.last = 0 }()
	s := squeeze(u.Text)
	switch {
	case u.Kind == Label && !j.c.Headings:
	case (u.Kind == Caption || u.Kind == Figure) && j.caption(u.Text):
	case strings.Contains(j.all, s) && j.inLine(s):
		j.add(Glued, u.Text)
	case strings.Contains(j.all, s):
		j.add(Split, u.Text)
	case j.partly(u.Text):
		j.add(Cut, u.Text)
	default:
		j.add(Lost, u.Text)
	}
}

// line finds a line of the output that is the text: the next one, or else any.
func (j *judge) line(text string) int {
	want := squeeze(text)
	any := -1
	for i, l := range j.out {
		if j.used[i] || squeeze(l.text) != want {
			continue
		}
		if i >= j.cursor {
			return i
		}
		if any < 0 {
			any = i
		}
	}
	return any
}

// at records that a unit is line i of the output.
func (j *judge) at(u Unit, i int) {
	j.used[i] = true
	l := j.out[i]
	if i < j.cursor {
		j.add(Moved, u.Text)
	}
	tight := u.Kind == Item || u.Kind == Row || u.Kind == Code || u.Kind == Verse
	switch {
	case u.Kind == Code && l.indent != strings.TrimRight(u.Text, " "):
		j.add(Broken, u.Text)
	case tight && j.last == u.Kind && i == j.cursor && l.gap && j.c.Lined && !j.stanza(u):
		j.add(Broken, u.Text)
	}
	j.cursor, j.last = i+1, u.Kind
}

// stanza reports whether a line of verse begins a stanza.
func (j *judge) stanza(u Unit) bool {
	for i, v := range j.c.Text.Units {
		if v == u && i > 0 && v.Kind == Verse && j.c.Text.Units[i-1].Text == "" {
			return true
		}
	}
	return false
}

// caption reports whether the captions of the record hold the text; the credit
// has a field of its own.
func (j *judge) caption(text string) bool {
	return strings.Contains(squeeze(j.captions), squeeze(text)) || score.WordFit(j.captions, text).Recall > 0.7
}

func (j *judge) inLine(squeezed string) bool {
	for _, l := range j.out {
		if strings.Contains(squeeze(l.text), squeezed) {
			return true
		}
	}
	return false
}

// partly reports whether some line holds most of the text.
func (j *judge) partly(text string) bool {
	if utf8.RuneCountInString(text) < 20 {
		return false
	}
	for _, l := range j.out {
		if f := score.WordFit(l.text, text); f.Recall > 0.4 && f.Precision > 0.6 || f.Recall > 0.6 {
			return true
		}
	}
	return false
}

// junk looks for text that had to go: as a line of its own, or, if it is long
// enough to be no accident, anywhere.
func (j *judge) junk(text string) {
	want := squeeze(text)
	for i, l := range j.out {
		if !j.used[i] && squeeze(l.text) == want {
			j.used[i] = true
			j.add(Left, text)
			return
		}
	}
	if utf8.RuneCountInString(text) >= 20 && strings.Contains(j.all, want) {
		j.add(Left, text)
	}
}

func (j *judge) meta(o Outcome) {
	t := j.c.Text
	if !score.TitleRight(o.Title, t.Title) {
		j.add(Title, o.Title)
	}
	if a := j.c.Author; a != "" && !score.AuthorRight(o.Author, a) {
		j.add(Author, o.Author+" for "+a)
	}
	if d := j.c.Date; d != "" && !score.DateRight(o.Date, d) {
		j.add(Date, o.Date+" for "+d)
	}
	if o.Type != "" && o.Type != t.Type {
		j.add(Type, o.Type)
	}
}
