package newsletter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
)

// A box to sign up has up to four lines: a question or a heading ("Enjoyed this?"),
// the name of the letter ("Sign up to The Long Tide"), what it is ("Our weekly letter
// on towns"), and a button. What is between two of them belongs to the box.

// Bounds of a box: its lines below the first, and their length in bytes.
const (
	maxBox     = 4
	maxBoxLine = 160
)

// boxes removes the lines of boxes of which the first line has been removed, and
// lines that describe the site's own letter beside something removed.
func (f finder) boxes() {
	for i := range f.Lines {
		if f.isHead(i) {
			f.box(i)
		}
	}
	f.promotions()
	for i := range f.Lines {
		if l := &f.Lines[i]; !l.Exempt && !f.cut.Taken(i) && len(l.Text) <= maxBoxLine && f.isBeside(i) && (f.namesLetter(i) || describesLetter(l.Text)) {
			f.cutBox(i)
		}
	}
}

func (f finder) cutBox(i int) {
	f.cut.Line(i, ruleBox, "in a box to sign up").Score = evidence.Enough
}

// The marks for screen readers around a promotion in the text, as the Guardian prints
// them, and how many lines it has at most.
const (
	promotionStart = "skip past newsletter promotion"
	promotionEnd   = "after newsletter promotion"
	maxPromotion   = 12
)

// promotions removes the lines between the two marks.
func (f finder) promotions() {
	start := -1
	for i := range f.Lines {
		if !f.cut.Taken(i) {
			continue
		}
		switch f.Key(i) {
		case promotionStart:
			start = i
		case promotionEnd:
			for k := start + 1; start >= 0 && i-start <= maxPromotion && k < i; k++ {
				if !f.cut.Taken(k) && !f.Lines[k].Exempt {
					f.cutBox(k)
				}
			}
			start = -1
		}
	}
}

// isHead reports whether line i, which has been removed, is the question or the
// heading of a box.
func (f finder) isHead(i int) bool {
	if !f.cut.Taken(i) {
		return false
	}
	m, ok := prompts().WholeIn(f.Found(i))
	return ok && !m.Weak
}

// box removes the lines between line i and the button below it, and the button.
func (f finder) box(i int) {
	button := -1
	for k := i + 1; k < len(f.Lines) && k <= i+maxBox; k++ {
		l := &f.Lines[k]
		if l.Exempt || len(l.Text) > maxBoxLine || strings.ContainsAny(l.Text, quotes) || f.isHead(k) && strings.HasSuffix(l.Text, "?") || !f.isOfBox(k) {
			break
		}
		if isFormPart(f.Doc, k) && f.Words(k) <= formWords+1 {
			button = k
		}
	}
	for k := i + 1; k <= button; k++ {
		if !f.cut.Taken(k) {
			f.cutBox(k)
		}
	}
}

// isOfBox reports whether line k can be in a box: it has been removed, is a few words
// or says what is sent to whom. A sentence about something else is a paragraph.
func (f finder) isOfBox(k int) bool {
	if f.cut.Taken(k) || isFormPart(f.Doc, k) {
		return true
	}
	if !f.EndsSentence(k) {
		return f.Words(k) <= maxBoxWords
	}
	low := strings.ToLower(f.Lines[k].Text)
	return textlines.HasAny(low, f.letters) || textlines.HasAny(low, f.boxWords)
}

// maxBoxWords is the maximum number of words of a line in a box that is no sentence.
const maxBoxWords = 10

// isBeside reports whether a line next to line i has been removed.
func (f finder) isBeside(i int) bool {
	return i > 0 && f.cut.Taken(i-1) || i+1 < len(f.Lines) && f.cut.Taken(i+1) || f.RemovedBefore(i) || f.RemovedAfter(i)
}

// namesLetter reports whether line i is a request to sign up and the name of what
// for: "Sign up to The Long Tide".
func (f finder) namesLetter(i int) bool {
	text := f.Lines[i].Text
	for _, lead := range [...]string{"Sign up to ", "Sign up for ", "Subscribe to ", "Get "} {
		name, ok := strings.CutPrefix(text, lead)
		if !ok || f.Words(i) > maxNamed || f.EndsSentence(i) {
			continue
		}
		if lead == "Get " && !(i > 0 && f.isHead(i-1)) {
			return false
		}
		for w := range strings.FieldsSeq(name) {
			if r, size := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !unicode.IsDigit(r) && size < len(w) && len(w) > len("the") {
				return false
			}
		}
		return true
	}
	return false
}

// maxNamed is the maximum number of words of a request with the name of a letter.
const maxNamed = 8

// describesLetter reports whether a line begins as descriptions of a site's own
// letter do: "Our morning email breaks down the key stories of the day".
func describesLetter(s string) bool {
	rest, ok := strings.CutPrefix(s, "Our ")
	if !ok {
		return false
	}
	n := 0
	for w := range strings.FieldsSeq(rest) {
		if n++; n > 4 {
			return false
		}
		switch strings.ToLower(strings.Trim(w, ".,:;")) {
		case "newsletter", "newsletters", "email", "e-mail", "emails", "briefing", "digest":
			return true
		case "letter":
			return n > 1 // "our weekly letter"
		}
	}
	return false
}
