package newsletter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/needles"
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
	if !f.IsArticle() || f.isAbout(f.Doc) || !f.HasProse() {
		return
	}
	for i := range f.Lines {
		if f.isHead(i) {
			f.box(i)
		}
	}
	for i := range f.Lines {
		if l := &f.Lines[i]; !l.Exempt && !f.cut.Taken(i) && len(l.Text) <= maxBoxLine && f.isBeside(i) && (f.namesLetter(i) || describesLetter(l.Text)) {
			f.cutBox(i)
		}
	}
	for i := range f.Lines {
		if l := &f.Lines[i]; !l.Exempt && !f.cut.Taken(i) && len(l.Text) <= maxPrint && isSupported(l.Text) {
			f.cut.Line(i, ruleSentence, "says that readers support the site, and asks them to").Score = evidence.Enough
		}
	}
}

func (f finder) cutBox(i int) {
	f.cut.Line(i, ruleSentence, "in a box to sign up").Score = evidence.Enough
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
	return textlines.HasAny(low, f.letters) || textlines.HasAny(low, boxWords)
}

// maxBoxWords is the maximum number of words of a line in a box that is no sentence.
const maxBoxWords = 10

// boxWords are words of sentences in a box, by which they say what is sent.
var boxWords = []string{"email", "e-mail", "inbox", "subscribers", "correo", "courriel", "postfach", "casella"}

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

// isSupported reports whether a line says, as publishers of letters have it added,
// that readers support the site, and asks them to: "The Harbour Letter is a
// reader-supported publication. To receive new posts … consider becoming a free or
// paid subscriber."
func isSupported(s string) bool {
	if !supportStems.In(s) {
		return false
	}
	low := strings.ToLower(s)
	for _, words := range supported {
		if at := strings.Index(low, words[0]); at >= 0 && at <= maxNameBefore && textlines.HasAny(low[at:], words[1:]) {
			return true
		}
	}
	return false
}

// supportStems are a part of each of supported that is written in small letters:
// few lines have to be lower-cased.
var supportStems = needles.Of("-supported publication. ", "publication soutenue", "publicación", "publicação", "pubblicazione s", "unterstützte")

// maxNameBefore is the maximum length in bytes of the name of a site.
const maxNameBefore = 80

// supported are what such lines say, and what they ask for, by language.
var supported = [][]string{
	{" is a reader-supported publication. ", "becoming a ", "become a ", "to receive ", "to support ", "subscribe "},
	{" est une publication soutenue par ", "abonn"},
	{" es una publicación apoyada por ", "suscri"},
	{" es una publicación financiada por ", "suscri"},
	{" é uma publicação apoiada p", "assina", "inscre", "subscri"},
	{" è una pubblicazione supportata da", "abbon", "iscri"},
	{" è una pubblicazione sostenuta da", "abbon", "iscri"},
	{" ist eine von lesern unterstützte ", "abonn"},
	{" ist eine von leser:innen unterstützte ", "abonn"},
}
