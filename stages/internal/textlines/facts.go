package textlines

import (
	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/phrases"
)

// facts are what has been found out about the text of a line. They depend on
// the text alone, so they hold as long as it does not change, and each is found
// out once.
type facts struct {
	known, is fact
	signs     Sign
	words     int32
	number    int32
	found     *phrases.Found
	date      *dateline.Line
	key       string
}

type fact uint8

const (
	prose fact = 1 << iota
	sentence
	counted
	scanned
	dated
	signed
	keyed
	numbered
)

// ask answers a question about line i.
func (d *Doc) ask(i int, f fact, answer func(string) bool) bool {
	l := &d.Lines[i]
	if l.facts.known&f == 0 {
		l.facts.known |= f
		if answer(l.Text) {
			l.facts.is |= f
		}
	}
	return l.facts.is&f != 0
}

// IsProse reports whether line i looks like running text; see the function
// IsProse.
func (d *Doc) IsProse(i int) bool { return d.ask(i, prose, IsProse) }

// EndsSentence reports whether line i ends as a sentence does.
func (d *Doc) EndsSentence(i int) bool { return d.ask(i, sentence, EndsSentence) }

// Sentences returns the number of lines that end as sentences do.
func (d *Doc) Sentences() int {
	return d.sentences.get(func() int {
		n := 0
		for i := range d.Lines {
			if d.EndsSentence(i) {
				n++
			}
		}
		return n
	})
}

// Words counts the words of line i.
func (d *Doc) Words(i int) int {
	l := &d.Lines[i]
	if l.facts.known&counted == 0 {
		l.facts.known |= counted
		l.facts.words = int32(pipeline.CountWords(l.Text))
	}
	return int(l.facts.words)
}

// Key returns what the function Key returns for line i.
func (d *Doc) Key(i int) string {
	l := &d.Lines[i]
	if l.facts.known&keyed == 0 {
		l.facts.known |= keyed
		l.facts.key = Key(l.Text)
	}
	return l.facts.key
}

// maxScanned is the length in bytes up to which a line is searched for phrases
// and signs. Longer lines are paragraphs; the longest line that any rule takes
// for one phrase and its small print has 500.
const maxScanned = 500

// Found returns what phrases.Scan finds in line i; nil for paragraphs.
func (d *Doc) Found(i int) *phrases.Found {
	l := &d.Lines[i]
	if l.facts.known&scanned == 0 {
		l.facts.known |= scanned
		if len(l.Text) <= maxScanned {
			l.facts.found = phrases.Scan(l.Text)
		}
	}
	if l.facts.found == nil {
		return nil // most lines
	}
	return l.facts.found.For(d.Tongue())
}

// WithPhrases lists the lines in which a phrase was found, except exempt ones.
// In most texts they are few.
func (d *Doc) WithPhrases() []int {
	return d.withPhrases.get(func() (found []int) {
		for i := range d.Lines {
			if !d.Lines[i].Exempt && d.Found(i) != nil {
				found = append(found, i)
			}
		}
		return found
	})
}

// maxNumberless is the length in bytes up to which a line without a number can
// be a date line: "yesterday".
const maxNumberless = 16

// Date returns what line i states, if it is a date line; see dateline.Parse.
func (d *Doc) Date(i int) (dateline.Line, bool) {
	l := &d.Lines[i]
	if l.facts.known&dated == 0 {
		l.facts.known |= dated
		if len(l.Text) <= maxNumberless || d.Has(i, Digit|Eastern) {
			if date, ok := dateline.Parse(l.Text); ok {
				kept := date
				l.facts.date = &kept
			}
		}
	}
	if l.facts.date == nil {
		return dateline.Line{}, false
	}
	return *l.facts.date, true
}

// A Sign is a set of characters that rules look for in lines.
type Sign uint16

// The signs.
const (
	Digit      Sign = 1 << iota // of ASCII
	Wide                        // a character beyond ASCII
	Underscore                  // _
	Bracket                     // ( or [
	Bar                         // / or |
	Hyphen                      // -
	Stop                        // . or ! or ?
	Colon                       // :
	Eastern                     // a character of Arabic or a script further east, or one for private use
)

var signOf = func() (t [256]Sign) {
	for c, s := range map[string]Sign{"0123456789": Digit, "_": Underscore, "([": Bracket, "/|": Bar, "-": Hyphen, ".!?": Stop, ":": Colon} {
		for k := range len(c) {
			t[c[k]] = s
		}
	}
	for c := 0x80; c < 0x100; c++ {
		t[c] = Wide
	}
	const arabic, general = 0xD8, 0xE2 // the first bytes of U+0600 and of general punctuation
	for c := arabic; c < 0x100; c++ {
		if c != general {
			t[c] |= Eastern
		}
	}
	return t
}()

func signsOf(s string) (signs Sign) {
	for ; len(s) >= 4; s = s[4:] {
		signs |= signOf[s[0]] | signOf[s[1]] | signOf[s[2]] | signOf[s[3]]
	}
	for i := range len(s) {
		signs |= signOf[s[i]]
	}
	return signs
}

// Has reports whether line i may hold one of the signs. It is always true for a
// line longer than maxScanned.
func (d *Doc) Has(i int, signs Sign) bool {
	l := &d.Lines[i]
	if len(l.Text) > maxScanned {
		return true
	}
	if l.facts.known&signed == 0 {
		l.facts.known |= signed
		l.facts.signs = signsOf(l.Text)
	}
	return l.facts.signs&signs != 0
}
