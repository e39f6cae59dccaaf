package errorpage

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"winnow/stages/internal/langfiles"
)

// The phrases of messages are in data/<language>.txt, folded: lower case,
// plain quotes, dashes and dots. The words of a lexicon are there, too, several in a
// line; a word with a star stands for all that begin so.

//go:embed data/*.txt
var data embed.FS

// phraseLists are what messages say, in all languages, sorted.
type phraseLists struct {
	botTitles, bots         []string
	errorTitles, errors     []string
	newsTitles              []string // those of errorTitles that can also head news
	statusNames             []string // that follow the number of a status in a title
	javascript              []string
	consentTitles, consents []string
	acceptLabels            []string // the buttons of a consent wall
	loginTitles, logins     []string
	// questionWords begin questions, explanations and instructions, which messages
	// do not have, but articles about them. knownQuestions are those that messages
	// do ask.
	questionWords, knownQuestions []string
	// the words of a lexicon
	interfaceWords, functionWords, tellingWords, interfaceTerms []string
}

// lists reads the phrases once; they never change.
var lists = sync.OnceValue(func() *phraseLists {
	f, err := readPhrases(data)
	if err != nil {
		panic(err) // a defect of the build, held by the tests
	}
	return f
})

func readPhrases(files fs.FS) (*phraseLists, error) {
	f := &phraseLists{}
	byCategory := map[string]*[]string{
		"bot title": &f.botTitles, "bot": &f.bots,
		"error title": &f.errorTitles, "error": &f.errors, "error title of news": &f.newsTitles, "status": &f.statusNames,
		"javascript":    &f.javascript,
		"consent title": &f.consentTitles, "consent": &f.consents, "consent button": &f.acceptLabels,
		"login title": &f.loginTitles, "login": &f.logins,
		"interface word": &f.interfaceWords, "function word": &f.functionWords, "telling word": &f.tellingWords, "interface term": &f.interfaceTerms,
		"question word": &f.questionWords, "known question": &f.knownQuestions,
	}
	var unknown error
	err := langfiles.Each(files, func(lang, category, entry string) {
		switch list := byCategory[category]; {
		case list == nil:
			unknown = fmt.Errorf("%s: unknown category %q", lang, category)
		case isOfWords(category):
			*list = append(*list, strings.Fields(entry)...)
		default:
			*list = append(*list, entry)
		}
	})
	for _, list := range byCategory {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	if err == nil {
		err = unknown
	}
	return f, err
}

// isOfWords reports whether a line of a category holds several words, with spaces between
// them.
func isOfWords(category string) bool {
	switch category {
	case "interface word", "function word", "telling word", "interface term":
		return true
	}
	return false
}

// all lists the phrases that messages say, whatever their kind.
func (f *phraseLists) all() [][]string {
	return [][]string{
		f.botTitles, f.bots, f.errorTitles, f.errors, f.statusNames, f.javascript, f.consentTitles, f.consents,
		f.loginTitles, f.logins, f.acceptLabels, f.knownQuestions,
	}
}

// allPhrases are the phrases of all lists.
var allPhrases = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, list := range lists().all() {
		for _, phrase := range list {
			all[phrase] = true
		}
	}
	return all
})

// isPhrase reports whether s is a phrase of any list.
func isPhrase(s string) bool { return allPhrases()[s] }

// errorStatuses are the HTTP statuses that error pages show.
var errorStatuses = map[string]bool{
	"400": true, "401": true, "403": true, "404": true, "405": true, "406": true, "408": true, "410": true,
	"418": true, "429": true, "451": true, "500": true, "501": true, "502": true, "503": true, "504": true,
	"520": true, "521": true, "522": true, "523": true, "524": true, "525": true, "526": true,
}
