package errorpage

import (
	"slices"
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/pipeline/tree"
)

// A page is what the rules look at, folded.
type page struct {
	titles    []string   // the title, headings and the first line
	sentences []sentence // of all blocks
	readings  []reading  // of each sentence
	words     int
	strange   int  // words of sentences that a message does not have
	accepts   bool // has a button to consent with
	dated     bool // says when it was published
	steps     int  // of numbered instructions
}

// newPage reads the titles and cuts the sentences: enough to tell most articles
// from messages. readSentences completes the page.
func newPage(d pipeline.Document, words int) page {
	p := page{words: words}
	addTitle := func(s string) {
		if key := fold.Key(s); key != "" {
			p.titles = append(p.titles, key)
		}
	}
	addTitle(d.Meta.Title)
	if d.Tree != nil {
		if n := d.Tree.First(0, tree.Title); n >= 0 {
			addTitle(d.Tree.Text(n))
		}
	}
	for i, b := range d.Blocks {
		if b.Kind == pipeline.Heading || i == 0 {
			addTitle(b.Text)
		}
	}
	p.sentences = sentences(d.Blocks)
	if d.Tree == nil {
		// The lines of a menu may be above it, and text has no headings.
		for _, s := range p.sentences {
			if s.whole && isPhrase(strings.Trim(s.text, "!. ")) && strings.Contains(s.text, " ") {
				p.titles = append(p.titles, s.text)
			}
		}
	}
	return p
}

// suspect reports whether any phrase of a message occurs at all. A page without
// one need not be read more closely.
func (p page) suspect() bool {
	for _, t := range p.titles {
		if _, ok := p.statusTitle(t); ok {
			return true
		}
	}
	for _, list := range [][]string{lists().botTitles, lists().errorTitles, lists().consentTitles, lists().loginTitles} {
		if _, ok := p.titled(list); ok {
			return true
		}
	}
	var text strings.Builder
	for _, s := range p.sentences {
		text.WriteString(s.text)
		text.WriteByte('\n')
	}
	for _, list := range [][]string{lists().bots, lists().errors, lists().javascript, lists().consents} {
		for _, phrase := range list {
			if strings.Contains(text.String(), phrase) {
				return true
			}
		}
	}
	return false
}

// readSentences judges every sentence, and sums up what no message would say.
func (p *page) readSentences(d pipeline.Document) {
	p.accepts = acceptsCookies(d)
	p.dated = d.Meta.Published != ""
	for _, b := range d.Blocks {
		if b.Context.Has(pipeline.Numbered) || beginsNumbered(b.Text) {
			p.steps++
		}
	}
	site := fold.Key(d.Meta.Site)
	for _, s := range p.sentences {
		r := s.read()
		if r != message && (s.link || s.text == site || p.namesSite(s.text)) {
			r = message
		}
		switch r {
		case strange:
			p.strange += s.weight()
		case question:
			p.strange += max(s.weight(), questionWeight)
		}
		p.readings = append(p.readings, r)
	}
}

// namesSite reports whether a sentence is the site's name: what follows a
// separator in the page's title, the copyright line, or the name in that.
func (p page) namesSite(s string) bool {
	for _, t := range p.titles {
		if rest, ok := strings.CutSuffix(t, s); ok && (strings.HasSuffix(rest, " | ") || strings.HasSuffix(rest, " - ")) {
			return true
		}
	}
	for _, other := range p.sentences {
		if strings.HasPrefix(other.text, "\u00A9") && strings.Contains(other.text, s) {
			return true
		}
	}
	return false
}

// acceptsCookies reports whether the page has a button to consent with, or a
// line that is its label.
func acceptsCookies(d pipeline.Document) bool {
	is := func(s string) bool { return slices.Contains(lists().acceptLabels, strings.Trim(fold.Key(s), "!. ")) }
	for _, b := range d.Blocks {
		for line := range strings.SplitSeq(b.Text, "\n") {
			if is(line) {
				return true
			}
		}
	}
	if d.Tree == nil {
		return false
	}
	for n := range d.Tree.All(0, tree.Button, tree.A) {
		if is(d.Tree.Text(n)) {
			return true
		}
	}
	for n := range d.Tree.All(0, tree.Input) {
		if is(d.Tree.Value(n, "value")) {
			return true
		}
	}
	return false
}

// beginsNumbered reports whether s begins with "1. " or "1) ".
func beginsNumbered(s string) bool {
	rest := strings.TrimLeft(s, "0123456789")
	return len(rest) < len(s) && len(s)-len(rest) <= 2 && (strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, ") "))
}

// What a message may say besides: a joke, an address, a name. A question that
// messages do not ask weighs more than that by itself.
const (
	mostStrange    = 20
	fewStrange     = 6
	questionWeight = 8
	manySteps      = 3 // make instructions of them
)

// isMessage reports whether the page as a whole is the message: next to none of
// its words are in sentences that a message does not have.
func (p page) isMessage() bool {
	return p.strange <= min(max(fewStrange, p.words/5), mostStrange) && p.steps < manySteps
}

// isPost reports whether the page says when it was published, as a post about
// an error does. Pages behind a consent wall, or that want JavaScript, give
// their date too.
func (p page) isPost(rule string) bool {
	return p.dated && rule != Javascript && rule != ConsentWall
}

// titleWords is the number of words below a title up to which the title is
// enough by itself.
const titleWords = 8

// restsOnTitle reports whether the page is named like an error page and says
// nothing recognisable below: news can be headed "Access denied" or "Server
// error", too, and any of the words of courts and ministries may be part of a
// message.
func (p page) restsOnTitle(rule, phrase string) bool {
	besides := lists().errors
	switch {
	case rule == BotCheck:
		besides = lists().bots
	case rule != HTTPError || !slices.Contains(lists().newsTitles, phrase):
		return false
	}
	if _, n := p.says(besides); n > 0 {
		return false
	}
	for _, t := range p.titles {
		if _, ok := p.statusTitle(t); ok {
			return false // a number is enough by itself
		}
	}
	below := 0
	for _, s := range p.sentences {
		if !slices.Contains(p.titles, s.text) {
			below += s.weight()
		}
	}
	return below > titleWords
}

// titled returns the first phrase that is a title of the page, alone or
// separated from the site's name.
func (p page) titled(phrases []string) (string, bool) {
	for _, t := range p.titles {
		for _, phrase := range phrases {
			rest, ok := strings.CutPrefix(t, phrase)
			if ok && (rest == "" || strings.HasPrefix(strings.TrimLeft(rest, ".!"), " |") || strings.HasPrefix(rest, " - ") || strings.Trim(rest, ".!") == "") {
				return phrase, true
			}
			if site, ok := strings.CutSuffix(t, phrase); ok && (strings.HasSuffix(site, " | ") || strings.HasSuffix(site, " - ")) {
				return phrase, true
			}
		}
	}
	return "", false
}

// says counts the phrases that the page itself says, as opposed to somebody it
// quotes, and returns the first.
func (p page) says(phrases []string) (first string, n int) {
	for _, phrase := range phrases {
		for i, s := range p.sentences {
			if p.readings[i] == message && strings.Contains(s.text, phrase) && !s.quotes(phrase) {
				if n == 0 {
					first = phrase
				}
				n++
				break
			}
		}
	}
	return first, n
}
