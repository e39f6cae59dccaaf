package checkalso

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/textlines"
)

// A person is somebody whom a line introduces.
type person struct {
	first, surname string
	// writes is set for people who write for a living.
	writes bool
	// verb is the word that introduces somebody; empty after a comma: "Ann Doe,
	// an editor at …".
	verb string
}

// Bounds of an introduction, in words: the name with titles and degrees, and
// from there to what the person does.
const (
	maxNameWords   = 8
	maxOfficeWords = 24
	maxTitle       = 4 // "Executive Editor at …", under the name
)

// introduced finds the person whom a line introduces: a name, a verb such as
// "is", and soon after it what the person does.
func introduced(s string) (person, bool) {
	s = strings.TrimLeft(s, "(*_–—- ")
	if !beginsWithName(s) {
		return person{}, false // most lines
	}
	return introducedIn(s)
}

// introducedIn is introduced without the cheap check.
func introducedIn(s string) (person, bool) {
	var p person
	words := strings.Fields(s[:min(len(s), 400)])
	at, capitals := 0, 0
	for ; at < len(words) && at <= maxNameWords && !people().verbs[words[at]]; at++ {
		w := bare(words[at])
		r, size := utf8.DecodeRuneInString(w)
		introducedHere := at > 1 && capitals > 1 && strings.HasSuffix(words[at-1], ",") && !isDegree(words[at])
		if introducedHere && !people().companies[w] {
			break // "Ann Doe, an editor at …"
		}
		switch {
		case people().companies[w], people().noNames[strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")]:
			return p, false
		case unicode.IsUpper(r) && size < len(w) && strings.IndexFunc(w[size:], unicode.IsLower) >= 0:
			if capitals++; capitals == 1 {
				p.first = w
			}
			if !strings.ContainsAny(words[max(0, at-1)], ",") || p.surname == "" {
				p.surname = w
			}
		case unicode.IsUpper(r), people().particles[w]: // an initial, a degree
		default:
			return p, false
		}
	}
	if at < len(words) && people().verbs[words[at]] {
		p.verb = words[at]
	}
	if capitals == 0 || at >= len(words) || at > maxNameWords || utf8.RuneCountInString(p.surname) < 3 {
		return p, false
	}
	ok := p.does(words[:at])
	ok = p.does(words[at:min(len(words), at+maxOfficeWords)]) || ok
	return p, ok && (capitals > 1 || p.writes)
}

// beginsWithName is a cheap check whether the first two words can be part of a
// name.
func beginsWithName(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s[:min(len(s), 400)]) {
		if n == 2 || n == 1 && people().verbs[w] {
			return true
		}
		w = bare(w)
		if r, _ := utf8.DecodeRuneInString(w); people().noNames[strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")] || !unicode.IsUpper(r) && !people().particles[w] {
			return false
		}
		n++
	}
	return true
}

// bare returns a word without the marks around it.
func bare(w string) string {
	if isLetter(w[0]) && isLetter(w[len(w)-1]) {
		return w // most words
	}
	return strings.Trim(w, ",.()®™")
}

// isLetter reports whether c is an ASCII letter.
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// isDegree reports whether a word is the letters after a name: "Ph.D.,", "RDN",
// "MBA".
func isDegree(w string) bool {
	w = bare(w)
	return len(w) <= 6 && strings.IndexFunc(w, unicode.IsUpper) == 0 && (strings.ToUpper(w) == w || strings.Contains(w, "."))
}

// does looks for what the person does in some words.
func (p *person) does(words []string) bool {
	found := false
	for _, w := range words {
		w = strings.ToLower(strings.Trim(w, ".,;:()“”\"'’"))
		w, _, _ = strings.Cut(w, "’")
		p.writes = p.writes || people().writers[w]
		found = found || people().writers[w] || people().offices[w]
	}
	return found
}

// isNameLine reports whether a short line names a person.
func isNameLine(d *textlines.Doc, i int, p person) bool {
	t := d.Lines[i].Text
	return !d.Lines[i].Exempt && len(t) < maxHeading && d.Words(i) <= maxNameWords && !d.EndsSentence(i) && strings.Contains(t, p.surname) && strings.Contains(t, p.first)
}

// isOffice reports whether a short line says what somebody does.
func isOffice(d *textlines.Doc, i int) bool {
	t := d.Lines[i].Text
	if d.Lines[i].Exempt || len(t) >= maxHeading || d.Words(i) > maxNameWords || d.EndsSentence(i) {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(t)) {
		if w = strings.Trim(w, ".,;:()"); people().writers[w] || people().offices[w] || w == "lead" || w == "chief" {
			return true
		}
	}
	return false
}

// A vocabulary holds the words by which lines introduce people, in all
// languages: a text in one quotes the titles of another.
type vocabulary struct {
	verbs, writers, offices, reporting, noNames, companies, particles map[string]bool
}

//go:embed people.txt
var peopleText string

// people is the vocabulary of people.txt; it never changes.
var people = sync.OnceValue(func() *vocabulary {
	kinds := map[string]map[string]bool{}
	var words map[string]bool
	for line := range strings.Lines(peopleText) {
		line = strings.TrimSpace(line)
		if kind, ok := strings.CutPrefix(line, "== "); ok {
			words = map[string]bool{}
			kinds[kind] = words
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		for _, w := range strings.Fields(line)[1:] { // after the language
			words[w] = true
		}
	}
	return &vocabulary{kinds["verbs"], kinds["writers"], kinds["offices"], kinds["reporting"], kinds["nonames"], kinds["companies"], kinds["particles"]}
})
