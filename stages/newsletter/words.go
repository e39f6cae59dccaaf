package newsletter

import (
	"sync"

	"winnow/stages/internal/needles"
	"winnow/stages/internal/wording"
)

// words are the words and parts of words that the rules look for inside lines, in
// all languages. Lists are in lower case; sets of stems are parts of words that
// have the same case in most lines.
type words struct {
	// A prompt that is a sentence of its own has a verb and an object.
	asks, letters []string
	// ours are the words by which a site refers to what it sends.
	ours []string
	// A prompt that says what comes to the reader's inbox has a beginning and
	// an inbox, and none of people, who show that somebody other than the site
	// speaks or is spoken of, and of private, which is sent to one reader alone.
	inboxLeads, inboxes, people, private []string
	inboxStems                           *needles.Set
	// aboutLetters are the stems of words in the titles of texts that are about
	// newsletters themselves.
	aboutLetters *needles.Set
	// smallPrint are the stems of what somebody agrees to by signing up on a
	// site. Who takes part in a race agrees to other things: "By registering,
	// you agree to wear a vest."
	smallPrint *needles.Set
	// appeals are the beginnings of clauses in which a site asks its readers
	// for donations, without their first letter; givings are words for what is
	// asked for, and sites for what it is for: a parish asks for its roof.
	appeals, givings, sites []string
	appealStems             *needles.Set
	// supported are the parts of notices that readers support the site: what they
	// say, and what they ask for; supportStems are words of the former.
	supported    [][2]string
	supportStems *needles.Set
	// boxWords are words of sentences in a box, by which they say what is sent.
	boxWords []string
	// sendings are words for what a site sends to subscribers.
	sendings []string
	// offers are the words of walls for whom they admit, and to what; rests for
	// what they hide.
	offers, rests []string
	// promptStems finds letters and appeals, anyStem inboxes as well: most lines
	// have none.
	promptStems, anyStem *needles.Set
}

// vocabulary reads the words once; they never change.
var vocabulary = sync.OnceValue(func() *words {
	return &words{
		asks: wording.Of("ask"), letters: wording.Of("letter"), ours: wording.Of("ourletter"),
		inboxLeads: wording.Of("inboxlead"), inboxes: wording.Of("inbox"), inboxStems: wording.Needles("inboxstem"),
		people: wording.Of("people"), private: wording.Of("private"),
		aboutLetters: wording.Needles("aboutletters"), smallPrint: wording.Needles("smallprint"),
		appeals: wording.Of("appeal"), givings: wording.Of("giving"), sites: wording.Of("site"), appealStems: wording.Needles("appeal"),
		supported: wording.Pairs("supported"), supportStems: wording.Needles("supportedstem"), boxWords: wording.Of("boxword"),
		sendings: wording.Of("sending"), offers: wording.Of("walloffer"), rests: wording.Of("wallrest"),
		anyStem: wording.Needles("letterstem", "appeal", "inboxstem"), promptStems: wording.Needles("letterstem", "appeal"),
	}
})
