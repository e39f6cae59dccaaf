package dateline

import (
	"embed"
	"strings"
	"sync"

	"winnow/pipeline/dates"
	"winnow/stages/internal/langfiles"
	"winnow/stages/internal/wordset"
)

// The words that are around dates are in data/<language>.txt, folded, several in a line:
// CLDR's names and the forms that pages use. The names of the months are in
// winnow/pipeline/dates.

//go:embed data/*.txt
var data embed.FS

const (
	published = iota + 1
	modified
)

// A vocabulary holds the words around dates in all languages.
type vocabulary struct {
	weekdays map[string]bool
	// fillers are between the parts of a date and mean nothing.
	fillers      map[string]bool
	relativeDays map[string]bool // "yesterday"
	// "ago" stands after a length of time or before it.
	agoAfter, agoBefore map[string]bool
	units               map[string]bool
	// unitsAgo are words for a length of time and that it is past: "3 órája", 3小时前.
	unitsAgo map[string]bool
	labels   map[string]int // what date follows: published or modified
	// roles are those of all words, so that one look-up decides about most words.
	roles map[string]role
}

// known is the vocabulary, read when the first text needs it.
var known = sync.OnceValue(func() *vocabulary {
	in := map[string]map[string]bool{}
	err := langfiles.Each(data, func(_, category, line string) {
		if in[category] == nil {
			in[category] = map[string]bool{}
		}
		for w := range strings.FieldsSeq(line) {
			in[category][w] = true
		}
	})
	if err != nil {
		panic(err) // a defect of the build, held by the tests
	}
	v := &vocabulary{
		weekdays: in["weekday"], fillers: in["filler"], relativeDays: in["relative day"], agoAfter: in["ago after"], agoBefore: in["ago before"],
		units: in["unit"], unitsAgo: in["unit ago"], labels: map[string]int{},
	}
	for w := range in["published"] {
		v.labels[w] = published
	}
	for w := range in["modified"] {
		v.labels[w] = modified
	}
	v.roles = v.allRoles()
	return v
})

// vagueZones are names of time zones that mean several offsets.
var vagueZones = wordset.Of("et ct pt ist")

// otherwise are short names of months that are words of other kinds where no
// year is near: "Set 4", "Pro 12", "Mac 10".
var otherwise = wordset.Of("set out pro mac tra stu")

// IsWeekday reports the name of a day of the week, whole or short, in any of
// the languages.
func IsWeekday(word string) bool { return known().weekdays[strings.ToLower(word)] }

// A role is a set of places in which a word can be in a date line.
type role uint8

const (
	byItself role = 1 << iota // anywhere
	atFirst                   // at the beginning, except for the names of months
	after                     // after the first word, except for the names of zones
)

// allRoles returns the roles of all words.
func (v *vocabulary) allRoles() map[string]role {
	r := map[string]role{"yang": after, "an": atFirst, "one": atFirst}
	add := func(words map[string]bool, role role) {
		for w := range words {
			r[w] |= role
		}
	}
	for w := range v.labels {
		r[w] |= byItself | atFirst
	}
	add(v.weekdays, byItself|atFirst)
	add(v.fillers, byItself|atFirst)
	add(v.relativeDays, byItself|atFirst)
	add(v.unitsAgo, byItself|atFirst|after)
	add(v.agoBefore, atFirst)
	add(v.units, after)
	add(v.agoAfter, after)
	add(vagueZones, after)
	return r
}

// belongs reports whether a word can be in a date line, by itself.
func belongs(word string) bool { return known().roles[word]&byItself != 0 }

// startsDate reports words with which date lines begin.
func startsDate(word string) bool { return known().roles[word]&atFirst != 0 || dates.IsMonth(word) }

// follows reports words that come after the first one of a date line.
func follows(word string) bool {
	return len(word) < 3 || known().roles[word]&after != 0 || dates.IsZone(word)
}
