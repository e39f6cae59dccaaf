// Package wording holds the words and parts of words that rules look for inside
// lines, in some thirty languages. Formulations that begin a line or fill one
// are in package phrases, which finds them all at once; those here are looked
// for in the few lines that something else has made suspicious.
//
// They are in data/<language>.txt under their category, sorted:
//
//	== inbox
//	in deinem postfach
//	ins postfach
//
// An underscore at the beginning or the end of an entry stands for a space:
// "_link" begins a word, "daten_" ends one. An ellipsis within an entry stands for
// anything: "The post … appeared first on_" is of two parts.
package wording

import (
	"embed"
	"io/fs"
	"strings"
	"sync"

	"winnow/stages/internal/langfiles"
	"winnow/stages/internal/needles"
)

//go:embed data/*.txt
var data embed.FS

// An entry is one word, or part of one, or several.
type entry struct{ text, category, lang string }

// all reads the embedded entries once; they never change.
var all = sync.OnceValue(func() []entry {
	list, err := read(data)
	if err != nil {
		panic(err) // a defect of the build, held by the tests
	}
	return list
})

// Of lists the entries of a category in all languages. It panics if there are
// none, which is a mistake in the calling stage.
func Of(category string) []string {
	var list []string
	for _, e := range all() {
		if e.category == category {
			list = append(list, e.text)
		}
	}
	if list == nil {
		panic("no words of category " + category)
	}
	return list
}

// Set returns the entries of a category in all languages as a set.
func Set(category string) map[string]bool {
	set := map[string]bool{}
	for _, text := range Of(category) {
		set[text] = true
	}
	return set
}

// ByLang returns the entries of a category as a set for each language that has
// some: for short words, which mean something else in the next language.
func ByLang(category string) map[string]map[string]bool {
	sets := map[string]map[string]bool{}
	for _, e := range all() {
		if e.category != category {
			continue
		}
		if sets[e.lang] == nil {
			sets[e.lang] = map[string]bool{}
		}
		sets[e.lang][e.text] = true
	}
	return sets
}

// Pairs lists the entries of a category of which each has two parts: what is
// before the ellipsis, and what is after it.
func Pairs(category string) [][2]string {
	var list [][2]string
	for _, text := range Of(category) {
		before, after, ok := strings.Cut(text, "…")
		if !ok {
			panic("no ellipsis in " + text + " of category " + category)
		}
		list = append(list, [2]string{before, after})
	}
	return list
}

// Needles returns the entries of some categories as a set to look for.
func Needles(categories ...string) *needles.Set {
	var list []string
	for _, c := range categories {
		list = append(list, Of(c)...)
	}
	return needles.Of(list...)
}

func read(files fs.FS) ([]entry, error) {
	var list []entry
	err := langfiles.Each(files, func(lang, category, word string) {
		list = append(list, entry{spaced(word), category, lang})
	})
	return list, err
}

// spaced puts the spaces that underscores stand for at both ends of an entry.
func spaced(s string) string {
	if rest, ok := strings.CutPrefix(s, "_"); ok {
		s = " " + rest
	}
	if rest, ok := strings.CutSuffix(s, "_"); ok {
		s = rest + " "
	}
	return s
}
