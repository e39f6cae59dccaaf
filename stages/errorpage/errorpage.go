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
// every sentence: next to all words must be in sentences that pages write about
// themselves, their visitor and his browser (vocabulary.go). A page with the
// formulation that has more to say, but no more than half of it, is flagged and
// stays.
//
// What must be left alone: articles about these things (an essay on the 404
// page, a report on a CAPTCHA, a recipe for cookies), stories and verse that
// begin with such a message, questions and answers, instructions, short
// articles that quote them, forms that come with an article.
//
// Known misses: messages that joke at length, that are among much of a site's
// menu in a text without links, or in a language not listed; pages that show
// the home page instead. One sentence that happens to be made of the words of
// messages, below the title of one, is taken for one.
package errorpage

import (
	"context"
	"fmt"

	"winnow/pipeline"
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
		Doc:  "Recognises pages without an article: bot checks, error pages, consent and login walls.",
		Rules: []pipeline.Rule{
			{Name: BotCheck, Doc: "The page asks whether the visitor is human, or turns the visitor away.", Tier: pipeline.TierNote},
			{Name: HTTPError, Doc: "The page says that it does not exist, or that the server failed.", Tier: pipeline.TierNote},
			{Name: Javascript, Doc: "The page says only that it needs JavaScript, or another browser.", Tier: pipeline.TierNote},
			{Name: ConsentWall, Doc: "The page asks for consent to cookies and shows nothing else.", Tier: pipeline.TierNote},
			{Name: LoginWall, Doc: "The page asks the visitor to log in and shows nothing else.", Tier: pipeline.TierNote},
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

// kinds are the kinds of pages that hold no article, the surest first. shows
// returns the phrase that a page of the kind is recognised by.
var kinds = []struct {
	rule  string
	shows func(page) (phrase string, ok bool)
}{
	{BotCheck, page.isBotCheck},
	{HTTPError, page.isHTTPError},
	{Javascript, page.wantsJavascript},
	{ConsentWall, page.isConsentWall},
	{LoginWall, page.isLoginWall},
}

func run(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
	if d.NotArticle != "" || len(d.Blocks) == 0 || len(d.Blocks) > maxBlocks || d.HasMoreWords(maxWords) || bytesOf(d.Blocks) > maxBytes {
		return nil, nil
	}
	words := d.Words()
	p := newPage(d, words)
	if !p.suspect() {
		return nil, nil
	}
	p.readSentences(d)
	for _, kind := range kinds {
		phrase, ok := kind.shows(p)
		if !ok {
			continue
		}
		why := fmt.Sprintf("%q in a page of %d words, %d of them of no message", phrase, words, p.strange)
		switch {
		case p.isMessage() && !p.restsOnTitle(kind.rule, phrase) && !p.isPost(kind.rule):
			return []pipeline.Edit{pipeline.Set(pipeline.FieldNotArticle, kind.rule, kind.rule, why)}, nil
		case p.strange*2 <= words:
			return []pipeline.Edit{pipeline.Flag(d.Blocks[0], kind.rule, why)}, nil
		}
	}
	return nil, nil
}
