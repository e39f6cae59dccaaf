// Package credits finds the credits of pictures: in lines of their own, and at the
// end of captions.
//
//	The bridge in May. Photo: Bo Rask/Getty Images
//
// Stage captions looks for them in the text, stage blocks in the captions that it
// moves.
package credits

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/dateline"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wires"
)

// A Finder finds credits. It is safe for concurrent use.
type Finder struct {
	labels *phrases.Matcher // that begin credits
}

// New returns a finder of credits in all languages.
func New() *Finder { return &Finder{labels: phrases.New("credit")} }

// A Kind says by what a text is a credit.
type Kind uint8

// The kinds.
const (
	None     Kind = iota // it is none
	Agencies             // it is made of names of agencies
	Labelled             // it begins with a label such as Photo:
)

// MaxCredit is the maximum length in bytes of a credit. The longest of the
// development pages names three photographers and two agencies.
const MaxCredit = 140

// Is reports by what a line, or the end of one, is a credit and nothing else. why
// says so to readers of an edit.
func (f *Finder) Is(s string) (k Kind, why string) {
	if len(s) > MaxCredit {
		return None, ""
	}
	if IsAgencies(s) {
		return Agencies, "names of agencies"
	}
	if m, ok := f.labels.Find(trimBrackets(s)); ok {
		return labelled(s, m)
	}
	return None, ""
}

// Line is Is for line i.
func (f *Finder) Line(d *textlines.Doc, i int) (k Kind, why string) {
	s := d.Lines[i].Text
	if BeginsMarked(s) {
		return f.Is(s) // perhaps after brackets
	}
	if len(s) > MaxCredit {
		return None, ""
	}
	if (len(s) <= maxUnparted || d.Has(i, textlines.Bar|textlines.Wide)) && IsAgencies(s) {
		return Agencies, "names of agencies"
	}
	if found := d.Found(i); found != nil { // in few lines
		if m, ok := f.labels.In(found); ok {
			return labelled(s, m)
		}
	}
	return None, ""
}

// BeginsMarked reports whether s begins with a bracket or another mark, or beyond
// ASCII.
func BeginsMarked(s string) bool { return isMark(s[0]) || s[0] >= utf8.RuneSelf }

func opensBracket(s string) bool { return strings.HasPrefix(s, "(") || strings.HasPrefix(s, "（") }

// labelled reports whether line s is a credit with the label m.
func labelled(s string, m phrases.Match) (k Kind, why string) {
	if !isLabelled(s, m) {
		return None, ""
	}
	return Labelled, m.Lang + " label " + m.Text
}

// isLabelled reports whether line s, which begins with the label m or is one, is a
// credit.
func isLabelled(s string, m phrases.Match) bool {
	rest := strings.Trim(m.Rest, " .)]:")
	switch {
	case strings.HasPrefix(m.Text, "(c)") && !opensBracket(s):
		return false // "c) …" is the third of a list
	case m.Weak:
		// "Quelle: Getty Images": a source may also be that of the text, but a
		// picture agency is not.
		return m.Prefix && IsAgencies(rest) && !wires.IsName(rest)
	case !m.Prefix, m.Rest == "":
		return true
	case isDeadline(m.Text, rest):
		return false
	}
	if strings.HasSuffix(strings.TrimSpace(m.Text), "courtesy of") && len(rest) <= maxUnparted && !strings.ContainsAny(rest, ".!?;:") {
		return true // of whom, in whatever words
	}
	return hasAgency(rest) && !textlines.EndsSentence(rest) && !isSaid(rest) || isNames(rest)
}

// isDeadline reports whether a date follows "by": "Photos by Monday" and
// "pictures by tomorrow noon" ask for them.
func isDeadline(label, rest string) bool {
	if !strings.HasSuffix(strings.TrimSpace(label), "by") {
		return false
	}
	first, _, _ := strings.Cut(rest, " ")
	first = strings.TrimRight(first, ".,;:")
	if day := strings.TrimRight(first, "stndrh"); day != "" && len(day) <= 2 && strings.Trim(day, "0123456789") == "" {
		return true
	}
	switch first {
	case "the", "noon", "midnight", "tomorrow", "tonight", "today", "next", "post", "email", "e-mail", "mail":
		return true
	}
	return len(first) > len("fri") && dateline.IsWeekday(first)
}

// isSaid reports whether s is the end of a sentence after a comma: "Reuters,
// said one". The parts of a credit begin with a capital, or have one.
func isSaid(s string) bool {
	i := strings.LastIndex(s, ", ")
	if i < 0 {
		return false
	}
	part := s[i+len(", "):]
	return len(part) > 0 && strings.IndexFunc(part, unicode.IsUpper) < 0 && strings.IndexFunc(part, unicode.IsDigit) < 0 && strings.Contains(part, " ") &&
		part[0] < utf8.RuneSelf && !strings.HasPrefix(part, "file ")
}

// Names returns a credit without its label, its brackets and its year.
func (f *Finder) Names(s string) string {
	if m, ok := f.labels.Find(trimBrackets(s)); ok && m.Prefix && m.Rest != "" {
		s = m.Rest
	}
	s = withoutYear(strings.Trim(s, " :()[].,،，©/＝=\u00a0"))
	if strings.Count(s, "(") > strings.Count(s, ")") {
		s += ")" // of a part: "Ann Lee (Harbour News)"
	}
	return s
}

func trimBrackets(s string) string {
	if s != "" && isASCIILetter(s[0]) {
		return s
	}
	return strings.TrimLeft(s, "([©*• ")
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
