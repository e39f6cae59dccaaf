package errorpage

import (
	"slices"
	"strings"
	"sync"
)

// A vocabulary looks words up.
type vocabulary struct {
	exact    map[string]bool
	prefixes []string // sorted
}

// newVocabulary returns a vocabulary of words, of which those with a star stand for all that
// begin so.
func newVocabulary(words []string) vocabulary {
	v := vocabulary{exact: map[string]bool{}}
	for _, w := range words {
		if stem, ok := strings.CutSuffix(w, "*"); ok {
			v.prefixes = append(v.prefixes, stem)
		} else {
			v.exact[w] = true
		}
	}
	slices.Sort(v.prefixes)
	v.prefixes = slices.Compact(v.prefixes)
	return v
}

// has reports whether word is a word that is listed, or begins with a stem that
// is.
func (v vocabulary) has(word string) bool {
	if v.exact[word] {
		return true
	}
	for end := range word {
		if end < 2 {
			continue
		}
		if _, ok := slices.BinarySearch(v.prefixes, word[:end]); ok {
			return true
		}
	}
	_, ok := slices.BinarySearch(v.prefixes, word)
	return ok
}

// A lexicon holds the words by which the text of a message is told from an article.
type lexicon struct {
	// ofInterface are the words by which pages refer to themselves, to the visitor's
	// browser and to what went wrong.
	ofInterface vocabulary
	// function words say nothing about the subject of a text.
	function vocabulary
	// telling are the words of somebody who tells or explains something: first and third
	// person, verbs of saying and meaning. Words that mean something harmless in
	// another language are left out.
	telling vocabulary
	// terms are those of the interface in scripts that are written without spaces or
	// join what others separate: what is left of a sentence without them is what it
	// says besides. Longer terms come before those they contain.
	terms []string
}

// words is the lexicon, read when the first page asks for it.
var words = sync.OnceValue(func() *lexicon {
	l := lists()
	terms := slices.Clone(l.interfaceTerms)
	slices.SortStableFunc(terms, func(a, b string) int { return len(b) - len(a) })
	return &lexicon{newVocabulary(l.interfaceWords), newVocabulary(l.functionWords), newVocabulary(l.tellingWords), terms}
})
