// Package errorpage recognises pages that hold no article: bot checks, error
// pages, pages that want JavaScript, consent and login walls.
//
// A scraper that is turned away stores what it was shown: "Just a moment…",
// "Access denied", "404 Not Found". Extraction makes an article of that, since
// it is the only text there is.
//
//	before  <title>Just a moment...</title> … Checking your browser before accessing example.org.
//	after   no text; status not_article, reason errorpage/bot-check
//
// The stage changes no text; it sets pipeline.Document.NotArticle, and the
// record comes out without text. So it must be sure. It wants a formulation
// that such pages use, said by the page itself and not quoted, and it reads
// every sentence: next to all words must stand in sentences that pages write
// about themselves, their visitor and his browser (vocabulary.go). A page with
// the formulation that has more to say, but no more than half of it, is flagged
// and stays.
//
// What must be left alone: articles about these things (an essay on the 404
// page, a report on a CAPTCHA, a recipe for cookies), stories and verse that
// begin with such a message, questions and answers, instructions, short
// articles that quote them, forms that come with an article.
//
// Known misses: messages that joke at length, that stand among much of a site's
// menu in a text without links, or in a language not listed; pages that show the
// home page instead. One sentence that happens to be made of the words of
// messages, below the title of one, is taken for one.
package errorpage

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/pipeline/tree"
)

// The rules, which are also the reasons of the status not_article.
const (
	BotCheck    = "errorpage/bot-check"
	HTTPError   = "errorpage/http-error"
	Javascript  = "errorpage/needs-javascript"
	ConsentWall = "errorpage/consent-wall"
	LoginWall   = "errorpage/login-wall"
)

// Options of the stage; there are none yet.
type Options struct{}

// New makes the stage.
func New(Options) pipeline.Stage {
	return pipeline.Stage{
		Name: "errorpage",
		Doc:  "Recognises bot checks, error pages and walls, which hold no article.",
		Rules: []pipeline.Rule{
			{Name: BotCheck, Doc: "The page asks whether the visitor is human, or turns it away.", Tier: pipeline.TierNote},
			{Name: HTTPError, Doc: "The page says that there is no such page, or that the server failed.", Tier: pipeline.TierNote},
			{Name: Javascript, Doc: "The page says no more than that it wants JavaScript, or another browser.", Tier: pipeline.TierNote},
			{Name: ConsentWall, Doc: "The page asks for consent to cookies and shows nothing else.", Tier: pipeline.TierNote},
			{Name: LoginWall, Doc: "The page asks to log in and shows nothing else.", Tier: pipeline.TierNote},
		},
		Run: run,
	}
}

// The most words of text that a page of each kind may have besides its set
// phrases. The longest bot check met in the wild had some 120 words, error
// pages with a search box and advice reach about as far; the shortest articles
// of the development pages that are not notices begin at 60.
const (
	maxWords     = 150
	maxFewWords  = 60
	maxBareWords = 40
)

// maxBytes bounds the work on text without spaces, all one word, and maxBlocks
// that on blocks of signs, which have none.
const (
	maxBytes  = 16 << 10
	maxBlocks = 400
)

func bytesOf(blocks []pipeline.Block) int {
	n := 0
	for i := range blocks {
		n += len(blocks[i].Text)
	}
	return n
}

func run(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
	if d.NotArticle != "" || len(d.Blocks) == 0 || len(d.Blocks) > maxBlocks || d.HasMoreWords(maxWords) || bytesOf(d.Blocks) > maxBytes {
		return nil, nil
	}
	words := d.Words()
	p := open(d, words)
	if !p.suspect() {
		return nil, nil
	}
	p.read(d)
	for _, kind := range []struct {
		rule  string
		shows func(page) (string, bool)
	}{
		{BotCheck, page.isBotCheck},
		{HTTPError, page.isHTTPError},
		{Javascript, page.wantsJavascript},
		{ConsentWall, page.isConsentWall},
		{LoginWall, page.isLoginWall},
	} {
		phrase, ok := kind.shows(p)
		if !ok {
			continue
		}
		why := fmt.Sprintf("%q in a page of %d words, %d of them of no message", phrase, words, p.strange)
		switch {
		case p.isMessage() && !p.restsOnTitle(kind.rule, phrase) && !(p.dated && kind.rule != Javascript && kind.rule != ConsentWall):
			return []pipeline.Edit{pipeline.Set(pipeline.FieldNotArticle, kind.rule, kind.rule, why)}, nil
		case p.strange*2 <= words:
			return []pipeline.Edit{pipeline.Flag(d.Blocks[0], kind.rule, why)}, nil
		}
	}
	return nil, nil
}

// A page is what the rules look at, folded.
type page struct {
	titles    []string   // the title, headings and the first line
	sentences []sentence // of all blocks
	readings  []reading  // of each sentence
	words     int
	strange   int  // words of sentences that a message does not have
	accepts   bool // has a button to consent with
	dated     bool // says when it was published, as a post about an error does
	steps     int  // of numbered instructions
}

// open takes what tells most articles from messages at once.
func open(d pipeline.Document, words int) page {
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
		// The lines of a menu may stand above it, and text has no headings.
		for _, s := range p.sentences {
			if s.whole && isPhrase(strings.Trim(s.text, "!. ")) && strings.Contains(s.text, " ") {
				p.titles = append(p.titles, s.text)
			}
		}
	}
	return p
}

// suspect reports that some phrase stands anywhere: nothing else need be looked
// at more closely.
func (p page) suspect() bool {
	for _, t := range p.titles {
		if _, ok := p.statusTitle(t); ok {
			return true
		}
	}
	for _, list := range [][]string{botTitles, errorTitles, consentTitles, loginTitles} {
		if _, ok := p.titled(list); ok {
			return true
		}
	}
	var text strings.Builder
	for _, s := range p.sentences {
		text.WriteString(s.text)
		text.WriteByte('\n')
	}
	for _, list := range [][]string{botPhrases, errorPhrases, javascriptPhrases, consentPhrases} {
		for _, phrase := range list {
			if strings.Contains(text.String(), phrase) {
				return true
			}
		}
	}
	return false
}

// read judges every sentence.
func (p *page) read(d pipeline.Document) {
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

// namesSite reports what the page's title has after a mark that parts it, the
// line of its copyright, and the name in that.
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

// What a message may say besides: a joke, an address, a name. A question that
// messages do not ask weighs more than that by itself.
const (
	mostStrange    = 20
	fewStrange     = 6
	questionWeight = 8
	manySteps      = 3 // make instructions of them
)

// isMessage reports that the page as a whole is the message: next to none of
// its words stand in sentences that a message does not have.
func (p page) isMessage() bool {
	return p.strange <= min(max(fewStrange, p.words/5), mostStrange) && p.steps < manySteps
}

// titleWords is the number of words below a title up to which it is believed by
// itself.
const titleWords = 8

// restsOnTitle reports a page that is named like an error page and says nothing
// known below: news are headed "Access denied" and "Server error", too, and of the
// words of courts and ministries each can be of a message.
func (p page) restsOnTitle(rule, phrase string) bool {
	known := errorPhrases
	switch {
	case rule == BotCheck:
		known = botPhrases
	case rule != HTTPError || !slices.Contains(titlesOfNews, phrase):
		return false
	}
	if _, said := p.says(known); said > 0 {
		return false
	}
	for _, t := range p.titles {
		if _, ok := p.statusTitle(t); ok {
			return false // a number speaks for itself
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

// titlesOfNews are titles of errors that head news as well.
var titlesOfNews = []string{"internal error", "scheduled maintenance", "server error", "site maintenance", "something went wrong"}

// beginsNumbered reports "1. " and "1) ".
func beginsNumbered(s string) bool {
	rest := strings.TrimLeft(s, "0123456789")
	return len(rest) < len(s) && len(s)-len(rest) <= 2 && (strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, ") "))
}

// titled gives the first phrase that is a title of the page, alone or parted
// from the site's name.
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

// says counts the phrases that the page itself says, not somebody it quotes, and
// gives the first.
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

func (p page) isBotCheck() (string, bool) {
	title, titled := p.titled(botTitles)
	phrase, said := p.says(botPhrases)
	switch {
	case said >= 2:
		return phrase, true
	case said == 1 && (titled || p.words <= maxFewWords):
		return phrase, true
	case titled && p.words <= maxBareWords:
		return title, true
	}
	return "", false
}

func (p page) isHTTPError() (string, bool) {
	if title, ok := p.titled(errorTitles); ok {
		return title, true
	}
	for _, t := range p.titles {
		if code, ok := p.statusTitle(t); ok {
			return code, true
		}
	}
	if phrase, said := p.says(errorPhrases); said > 0 && p.words <= maxFewWords {
		return phrase, true
	}
	return "", false
}

// statusTitle reports a title such as "404 not found", "error 502" or "403 |
// forbidden". A headline may begin in the same way: "500 errors in tax bills".
func (p page) statusTitle(title string) (string, bool) {
	t := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(title, "http "), "error"))
	if len(t) < 3 {
		return "", false
	}
	code, rest := t[:3], strings.TrimLeft(t[3:], " :|-.!")
	if !errorStatuses[code] || len(t) > 3 && t[3] >= '0' && t[3] <= '9' {
		return "", false
	}
	if after, ok := strings.CutPrefix(rest, "error"); ok {
		if p.endsName(after) {
			return code, true
		}
		rest = strings.TrimLeft(after, " :|-.!")
	}
	if rest == "" {
		return code, true
	}
	for _, name := range statusNames {
		if after, ok := strings.CutPrefix(rest, name); ok && p.endsName(after) {
			return code + " " + name, true
		}
	}
	return "", false
}

// endsName reports that what stands after the name of a status does not make a
// sentence of it: nothing, the site's name, an explanation on a bare page.
func (p page) endsName(after string) bool {
	switch after = strings.TrimRight(strings.TrimLeft(after, ".! "), ".! "); after {
	case "", "error", "page", "error page":
		return true
	}
	for _, parted := range []string{"- ", "| ", "("} {
		if strings.HasPrefix(after, parted) {
			return true
		}
	}
	return strings.HasPrefix(after, ":") && p.words <= maxBareWords
}

func (p page) wantsJavascript() (string, bool) {
	phrase, said := p.says(javascriptPhrases)
	return phrase, said > 0 && p.words <= maxFewWords
}

func (p page) isConsentWall() (string, bool) {
	title, titled := p.titled(consentTitles)
	phrase, said := p.says(consentPhrases)
	switch {
	case !p.accepts:
	case titled && said >= 1:
		return title, true
	case said >= 3:
		return phrase, true
	}
	return "", false
}

func (p page) isLoginWall() (string, bool) {
	title, titled := p.titled(loginTitles)
	_, said := p.says(loginPhrases)
	return title, titled && said >= 1 && p.words <= maxFewWords
}

// acceptsCookies reports a button to consent with, or a line that is its label.
func acceptsCookies(d pipeline.Document) bool {
	is := func(s string) bool { return slices.Contains(acceptLabels, strings.Trim(fold.Key(s), "!. ")) }
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
