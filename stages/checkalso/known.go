package checkalso

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

// knownAuthors removes the lines after the text that introduce the authors, whose
// names the page has given, and those that say how to reach them: "Ann Doe is a
// reporter …", "Contact Ann Doe at …". Elsewhere, authors do not refer to
// themselves by name.
func (f finder) knownAuthors() {
	d, cut := f.Doc, f.cut
	names := slices.DeleteFunc(authorsOf(d.Meta.Byline), f.isAbout)
	if len(names) == 0 || d.Strict() || d.Meta.PageType != "" && !d.IsArticle() || !d.HasProse() {
		return
	}
	for i := len(d.Lines) - 1; i >= 0 && d.After(i) <= maxAfterBio; i-- {
		l := &d.Lines[i]
		if l.Exempt || cut.Taken(i) || len(l.Text) > maxAuthorLine {
			continue
		}
		for _, name := range names {
			if isKnownBio(d, cut, i, name) && !f.isSection(i, named(name)) || isContact(l.Text, name) {
				f.cutKnown(i, name)
				break
			}
		}
	}
}

// named returns the person of a name of two words or more.
func named(name string) person {
	words := strings.Fields(name)
	return person{first: words[0], surname: words[len(words)-1]}
}

// isAbout reports whether the text is about the person of that name: a paragraph of
// its first half begins with it.
func (f finder) isAbout(name string) bool {
	for i := range f.Lines {
		if f.After(i) <= maxAfterBio {
			return false
		}
		if beginsWithWord(f.Lines[i].Text, name) && f.IsProse(i) {
			return true
		}
	}
	return false
}

// maxAfterBio is the greatest share of the text that may follow a line about its
// author: what follows the article is at times as long as a short one.
const maxAfterBio = 0.5

// authorsOf returns the names in a byline that have two words or more.
func authorsOf(byline string) []string {
	var names []string
	for name := range strings.FieldsFuncSeq(betweenAuthors.Replace(byline), func(r rune) bool { return r == ',' || r == ';' }) {
		if name = strings.TrimSpace(name); isName(name) {
			names = append(names, name)
		}
	}
	return names
}

// betweenAuthors puts a comma for the words between the last two authors.
var betweenAuthors = strings.NewReplacer(" and ", ",", " & ", ",", " und ", ",", " et ", ",", " y ", ",", " e ", ",")

// isKnownBio reports whether line i begins with the name of the author and says
// what the author does.
func isKnownBio(d *textlines.Doc, cut *textlines.Cut, i int, name string) bool {
	text := d.Lines[i].Text
	rest, ok := strings.CutPrefix(text, name)
	if !ok {
		return false
	}
	verb, _, _ := strings.Cut(strings.TrimLeft(rest, " ,"), " ")
	if !people().verbs[verb] {
		return false
	}
	if d.InTail(i) && d.IsProse(i) {
		return sweep.Facts(d, cut, i).Drop(evidence.Sentence).Add(evidence.Words, true).Add(evidence.Name, true).Enough()
	}
	p, ok := introduced(text)
	return ok && p.writes && d.EndsSentence(i) && !reports(text)
}

// maxContact is the maximum length in bytes of a line that says how to reach the
// author.
const maxContact = 200

// contacts begin such lines, in lower case.
var contacts = []string{"contact ", "reach ", "email ", "e-mail ", "follow ", "write to ", "you can reach ", "you can contact ", "you can email ", "you can follow ", "got a tip? ", "have a tip? ", "do you have a tip? ",
	"send tips to ", "contacter ", "contactez ", "kontakt: ", "kontakt ", "contacta con ", "contacto: ", "escreva para ", "fale com ", "scrivi a "}

// isContact reports whether a line says how to reach the author of that name, and
// nothing else: it begins so, names the author and has an address, a number or an
// account.
func isContact(s, name string) bool {
	if len(s) > maxContact || !hasAddress(s) {
		return false
	}
	low := strings.ToLower(s)
	first, _, _ := strings.Cut(name, " ")
	surname := name[strings.LastIndexByte(name, ' ')+1:]
	if rest, ok := strings.CutPrefix(s, name); ok {
		rest = strings.TrimLeft(rest, " ")
		return strings.HasPrefix(rest, "can be reached ") || strings.HasPrefix(rest, "may be reached ") || strings.HasPrefix(rest, "is on ")
	}
	for _, c := range contacts {
		if strings.HasPrefix(low, c) && (strings.Contains(s, first) || strings.Contains(s, surname)) {
			return true
		}
	}
	return false
}

// hasAddress reports whether a text has the sign of an address or an account, or a
// telephone number.
func hasAddress(s string) bool {
	if strings.IndexByte(s, '@') >= 0 {
		return true
	}
	digits := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	return digits >= leastDigits && digits <= mostDigits
}

// Bounds of the digits of a telephone number.
const (
	leastDigits = 7
	mostDigits  = 15
)

// cutKnown removes line i about the author, the heading and the name above it, and
// the sentences below it that go on about the same person.
func (f finder) cutKnown(i int, name string) {
	d, cut := f.Doc, f.cut
	e := cut.Line(i, ruleAuthorBio, "about the author, whom the page names")
	e.To, e.Score = pipeline.FieldAuthorBio, evidence.Enough
	first, _, _ := strings.Cut(name, " ")
	for k := i + 1; k < len(d.Lines) && k <= i+maxBio && d.EndsSentence(k) && !d.Lines[k].Exempt && !cut.Taken(k) && beginsWithWord(d.Lines[k].Text, first); k++ {
		more := cut.Line(k, ruleAuthorBio, "goes on about the author")
		more.To, more.Score = pipeline.FieldAuthorBio, evidence.Enough
	}
	for k := i - 1; k > 0 && k >= i-2 && !d.Lines[k].Exempt && !cut.Taken(k); k-- {
		_, isHeading := f.authors.WholeIn(d.Found(k))
		if !isHeading && strings.Trim(d.Lines[k].Text, " :") != name {
			break
		}
		cut.Line(k, ruleAuthorBio, "over what is said about the author").Score = evidence.Enough
	}
}

// beginsWithWord reports whether s begins with the word w.
func beginsWithWord(s, w string) bool {
	rest, ok := strings.CutPrefix(s, w)
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && !unicode.IsLetter(r)
}
