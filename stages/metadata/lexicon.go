package metadata

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"winnow/pipeline/fold"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/wording"
)

// A vocabulary holds the words of all languages by which names are told from what is
// around them and from what is found in their place.
type vocabulary struct {
	// noNames are texts that are found in place of names, squeezed; notInNames are
	// words that begin labels, sections and titles, and hardly ever names.
	noNames, notInNames map[string]bool
	// accounts are on the buttons and links around a user's account, in no name.
	accounts map[string]bool
	// calendar are the days of the week, and what is beside them.
	calendar map[string]bool
	// roles distinguish a position from a name; newsRoles are those that newspapers
	// write before and after the names of those who write for them; authorRoles are
	// labels of bylines that are words of sentences and headings, too, where no
	// colon follows.
	roles, newsRoles, authorRoles map[string]bool
	// nameParticles are words that names hold in lower case, and hardly anything
	// else does; particles are those and others that are in names and bylines.
	nameParticles, particles map[string]bool
	// nameEnds are what follows a name in a byline, leads what links to an author's
	// page say before the name.
	nameEnds, leads []string
	// editors are labels of those who edited a text.
	editors []string
	// ofAuthors are what sites keep of an author.
	ofAuthors map[string]bool
}

// signs end a name in a byline, too.
var signs = []string{
	" | ", "|", " • ", "•", " · ", "·", " / ", " – ", " — ", " - ", " // ", " ∙ ", " ⋅ ", "●", "»", "…", " (", "[", "<", "http", "\u2028",
}

// lexicon reads the vocabulary once; it never changes.
var lexicon = sync.OnceValue(func() *vocabulary {
	x := &vocabulary{
		noNames:       wording.Set("noname"),
		notInNames:    wording.Set("notinname"),
		accounts:      wording.Set("accountword"),
		calendar:      wording.Set("calendarword"),
		roles:         wording.Set("roleword"),
		newsRoles:     wording.Set("newsrole"),
		authorRoles:   wording.Set("authorrole"),
		nameParticles: wording.Set("nameparticle"),
		particles:     wording.Set("bylineword"),
		nameEnds:      slices.Concat(signs, wording.Of("nameend")),
		leads:         wording.Of("namelead"),
		editors:       wording.Of("editorlabel"),
		ofAuthors:     wording.Set("ofauthor"),
	}
	maps.Copy(x.particles, x.nameParticles)
	return x
})

// isNoName reports whether a text is found in place of names.
func isNoName(s string) bool {
	x := fold.Squeeze(s)
	if x == "" || lexicon().noNames[x] || bylineLabels().whole[strings.ToLower(s)] {
		return true
	}
	if len(s) <= 2 && dateline.IsWeekday(s) {
		return true // "Do" of a Thursday; "Sam" and "Gio" are names, too
	}
	if strings.Contains(s, "::") {
		return true // the name of something in a program
	}
	if slices.ContainsFunc(words(s), func(f string) bool { return lexicon().accounts[f] }) || isCalendar(s) {
		return true
	}
	return hardlyLetters(x)
}
