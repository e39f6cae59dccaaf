// Package phrases finds the set formulations that debris is made of, such as
// "You might also like" and "Partager sur Facebook", at the beginning of lines
// in some thirty languages.
//
// The phrases are in data/<language>.txt under their category, sorted:
//
//	== related
//	das könnte sie auch interessieren
//	lesen sie auch:*
//
// A plain phrase is a whole line, whatever its case, the marks around it and
// the way it is encoded; 0 stands for any number. A phrase that ends in * is
// the beginning of a line. A category named with a question mark holds phrases
// that need more evidence than their words.
//
// All phrases of all categories are matched at once: a line is read through a
// trie from its first character, folded on the way, and most lines of prose are
// left after a few characters. The time is linear in the text and does not
// depend on the number of phrases. What was found in a line is asked for by
// category, so that a line is read once for all stages; see Scan.
package phrases

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/fold"
	"winnow/stages/internal/langfiles"
)

//go:embed data/*.txt
var data embed.FS

// A Phrase is one formulation.
type Phrase struct {
	// Text is the phrase as written in the data, without its "*".
	Text string
	// Category says what kind of debris it is, Lang in which language.
	Category, Lang string
	// Prefix is true for the beginning of a line, Weak for a phrase that
	// needs more evidence.
	Prefix, Weak bool
}

// all reads the embedded phrases once; they never change.
var all = sync.OnceValue(func() []Phrase {
	list, err := read(data)
	if err != nil {
		panic(err) // a defect of the build, held by the tests
	}
	return list
})

// All lists the phrases of all categories and languages.
func All() []Phrase { return slices.Clone(all()) }

func read(files fs.FS) ([]Phrase, error) {
	list := make([]Phrase, 0, 1<<14)
	err := langfiles.Each(files, func(lang, category, line string) {
		category, weak := strings.CutSuffix(category, "?")
		text, prefix := strings.CutSuffix(line, "*")
		list = append(list, Phrase{text, category, lang, prefix, weak})
	})
	return list, err
}

// isSpacedLetter recognises letters of the scripts that part words by spaces.
func isSpacedLetter(r rune) bool {
	return unicode.IsLetter(r) && (r < 0x2E80 || r >= 0xAC00 && r < 0xD7B0) && !(r >= 0x0E00 && r < 0x0E80)
}

func startsWithLetter(read reader) bool {
	r, _, ok := read.next()
	return ok && (isSpacedLetter(r) || unicode.IsMark(r))
}

// maxClosing is how many bytes of marks may follow a phrase on its line.
const maxClosing = 16

// closes reports whether nothing but marks follows.
func closes(read reader, rest string) bool {
	if len(rest) > maxClosing {
		return false
	}
	for {
		r, _, ok := read.next()
		if !ok {
			return true
		}
		if !isClosing(r) && !(r == '"' && strings.ContainsRune(rest, '»')) {
			return false
		}
	}
}

// isOpening recognises what may come before a phrase: bullets, arrows, rules,
// brackets, pictographs. A quotation mark is not among them: quoted words
// belong to somebody.
func isOpening(r rune) bool {
	if r < utf8.RuneSelf {
		return opening.has(byte(r))
	}
	return strings.ContainsRune("•·¿¡【「", r) || isPictograph(r)
}

var opening = func() (set asciiSet) {
	for _, c := range " -*></|[(~=+_.:\\" {
		set.add(byte(c))
	}
	return set
}()

// isClosing recognises what may come after a phrase.
func isClosing(r rune) bool {
	return strings.ContainsRune(" -*></|])~=+_.:•·!?】」。،؟।;,", r) || isPictograph(r)
}

// endsInGuillemet distinguishes the arrows « and » from quotation marks, as which
// they are folded.
func endsInGuillemet(s string) bool { return strings.HasSuffix(s, "»") || strings.HasSuffix(s, "«") }

func isPictograph(r rune) bool {
	return r >= 0x2190 && r <= 0x2BFF || r >= 0x1F000 && r <= 0x1FAFF || r == '\uFE0F' || r >= 0xE000 && r <= 0xF8FF || r == '›' || r == '‹'
}

// A reader reads a text as phrases are compared: folded, a number as one 0,
// no space before a colon or another closing mark.
type reader struct {
	fold.Scanner
}

func (rd *reader) next() (r rune, end int, ok bool) {
	r, _, end, ok = rd.Next()
	switch {
	case !ok:
		return
	case r == ' ':
		ahead := rd.Scanner
		if c, _, e, ok := ahead.Next(); ok && (c == ':' || c == '!' || c == '?') {
			rd.Scanner = ahead
			return c, e, true
		}
	case unicode.IsDigit(r):
		for {
			ahead := rd.Scanner
			c, _, e, ok := ahead.Next()
			if !ok {
				break
			}
			if c == '.' || c == ',' {
				if c, _, e, ok = ahead.Next(); !ok || !unicode.IsDigit(c) {
					break
				}
			}
			if !unicode.IsDigit(c) {
				break
			}
			rd.Scanner, end = ahead, e
		}
		return '0', end, true
	}
	return
}
