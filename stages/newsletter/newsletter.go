// Package newsletter removes what asks readers to sign up, subscribe or pay:
// prompts for newsletters and their small print, walls in front of the rest of
// a text, calls to donate and to install an app.
//
// Before:
//
//	The boats sail again on Monday.
//	Sign up for our newsletter
//	By signing up, you agree to our Terms of Use.
//	Already a subscriber? Log in
//
// After:
//
//	The boats sail again on Monday.
//
// To be left alone: texts about newsletters and subscriptions, calls of a
// person in the text to sign or to give.
//
// Known misses: prompts in the words of one site ("Get the harbour in your
// pocket").
package newsletter

import (
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

// prompts and walls find the phrases of prompts to sign up, and of paywalls.
var prompts = sync.OnceValue(func() *phrases.Matcher { return phrases.New("newsletter") })

var walls = sync.OnceValue(func() *phrases.Matcher { return phrases.New("paywall") })

// Options are the stage's settings.
type Options struct{}

// The rules.
const (
	rulePrompt   = "newsletter/prompt"
	ruleBegins   = "newsletter/begins"
	ruleTerms    = "newsletter/terms"
	rulePaywall  = "newsletter/paywall"
	ruleDonate   = "newsletter/donate"
	ruleApp      = "newsletter/app"
	ruleWeak     = "newsletter/weak"
	ruleSentence = "newsletter/sentence"
	ruleBox      = "newsletter/box"
	ruleInbox    = "newsletter/inbox"
	ruleOffer    = "newsletter/paywall-offer"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	table := sweep.NewTable(
		sweep.Entry{Category: "newsletter", Rule: rulePrompt, Prefix: ruleBegins, Weak: ruleWeak, Max: maxPrint, When: notWithin, Asks: true},
		sweep.Entry{Category: "terms", Rule: ruleTerms, Max: maxPrint, When: notWithin},
		sweep.Entry{Category: "paywall", Rule: rulePaywall, Weak: ruleWeak, Max: 220, Asks: true},
		sweep.Entry{Category: "donate", Rule: ruleDonate, Weak: ruleWeak, Max: 160, When: givesToSite, Asks: true},
		sweep.Entry{Category: "app", Rule: ruleApp, Weak: ruleWeak, Max: 120, Asks: true},
	)
	return pipeline.Stage{
		Name: "newsletter",
		Doc:  "Removes prompts to sign up, subscribe, pay, donate and install.",
		Rules: []pipeline.Rule{
			{Name: rulePrompt, Doc: "A line that prompts the reader to sign up: Sign up for our newsletter."},
			{Name: ruleBegins, Doc: "A line that begins like such a prompt: Sign up for our newsletter to …", Tier: pipeline.TierB},
			{Name: ruleTerms, Doc: "What the reader agrees to by signing up: By signing up, you agree to …"},
			{Name: rulePaywall, Doc: "The paywall in front of the rest of a text: Subscribe to continue reading."},
			{Name: ruleDonate, Doc: "An appeal to support the site: Donate now."},
			{Name: ruleApp, Doc: "A prompt to install an app: Download our app."},
			{Name: ruleWeak, Doc: "A word that such prompts use, where the context supports it.", Tier: pipeline.TierB},
			{Name: ruleSentence, Doc: "A sentence that asks the reader to subscribe to a newsletter, or to support the site.", Tier: pipeline.TierB},
			{Name: ruleBox, Doc: "A line of a box to sign up: the name of the letter, what it is, the form below.", Tier: pipeline.TierB},
			{Name: ruleInbox, Doc: "A line that says what the reader receives by mail: Get the best of the week in your inbox.", Tier: pipeline.TierB},
			{Name: ruleOffer, Doc: "What a site offers at the paywall in front of the rest of a text.", Tier: pipeline.TierB},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) {
			f := finder{vocabulary(), d, cut}
			table.Over(d, cut)
			f.cutAfterWall()
			for i := range d.Lines {
				if l := &d.Lines[i]; !l.Exempt && !cut.Taken(i) {
					f.prompt(i)
				}
			}
			if d.IsArticle() && d.HasProse() && !f.isAbout(d) {
				f.boxes()
				f.supportNotices()
			}
		}),
	}
}

// The maximum length in bytes of a prompt, and of its small print, which says
// what somebody agrees to by signing up.
const (
	maxPrompt = 260
	maxPrint  = 480
)

// notWithin keeps prompts away from running text: a prompt is one line of at
// most two sentences; small print may be longer.
func notWithin(d *textlines.Doc, i int, m phrases.Match) bool {
	if !m.Prefix {
		return true
	}
	w := vocabulary()
	if w.isAbout(d) {
		return false
	}
	if m.Category == "terms" {
		rest := strings.ToLower(m.Rest)
		return w.smallPrint.In(rest) || strings.HasSuffix(rest, " our") // the rest is a link on a line of its own
	}
	if strings.HasPrefix(m.Text, "by ") && strings.Contains(m.Text, "you") && strings.Contains(d.Lines[i].Text, "agree") {
		return true
	}
	return len(d.Lines[i].Text) <= maxPrompt && strings.Count(d.Lines[i].Text, ". ") <= 2
}

// isAbout reports whether a text is about newsletters, so that what it says about
// signing up is not a prompt.
func (w *words) isAbout(d *textlines.Doc) bool {
	if d.Meta.Title != "" {
		return w.aboutLetters.In(d.Meta.Title)
	}
	return len(d.Lines) > 1 && !d.EndsSentence(0) && d.EndsSentence(1) && w.aboutLetters.In(d.Lines[0].Text) && d.Found(0) == nil
}

// maxSentence is the maximum length in bytes of a prompt.
const maxSentence = 240

// minSentence is the minimum length in bytes of such a prompt.
const minSentence = 20

// A finder looks for prompts in a document.
type finder struct {
	*words
	*textlines.Doc
	cut *textlines.Cut
}

// prompt removes line i if it is a prompt in words of its own, which no phrase is.
func (f finder) prompt(i int) {
	d, text := f.Doc, f.Lines[i].Text
	if len(d.Lines) < 2 || d.Strict() || !f.hasLengthOfPrompt(i) {
		return
	}
	mayAsk := f.anyStem.In(text)
	if mayAsk && len(text) <= maxInbox && f.inboxStems.In(text) && f.isInbox(strings.ToLower(text)) && f.isOffer(i) {
		f.cutInbox(i)
		return
	}
	if !(mayAsk && f.promptStems.In(text)) && !(d.InTail(i) && strings.HasSuffix(strings.TrimRight(text, ".! "), " here")) {
		return // most lines
	}
	if m, ok := prompts().In(d.Found(i)); ok && sweep.IsMentioned(d, i, m) {
		return
	}
	if f.isAbout(d) || d.ListsLabels(i) || sweep.IsSaid(text) || strings.ContainsAny(text, quotes) || d.IsPolicy() {
		return // somebody said so, or it says how to unsubscribe
	}
	low := strings.ToLower(text)
	if f.isAppeal(i, low) || f.endsInCall(i, low) {
		f.cutAppeal(i)
	} else if f.isSignUp(i, low) {
		f.cutSignUp(i, low)
	}
}

// hasLengthOfPrompt reports whether line i is neither a label nor a paragraph.
func (f finder) hasLengthOfPrompt(i int) bool {
	text := f.Lines[i].Text
	switch n := len(text); {
	case n < minSentence, n > maxTailSentence:
		return false
	case n > maxSentence:
		return f.InTail(i) && f.IsArticle() || hasPrint(text)
	}
	return true
}

// cutAppeal removes line i, which asks the reader for something, at the end of the
// text.
func (f finder) cutAppeal(i int) {
	facts := sweep.Facts(f.Doc, f.cut, i).Drop(evidence.Sentence).Add(evidence.Label, true).Add(evidence.Call, true)
	if facts.Has(evidence.InTail) && facts.Enough() {
		f.cut.Line(i, ruleSentence, "asks the reader; "+facts.String()).Score = facts.Score()
	}
}

// isSignUp reports whether a line has the words of a prompt to sign up, and is not
// long.
func (f finder) isSignUp(i int, low string) bool {
	if !textlines.HasAny(low, f.letters) || !textlines.HasAny(low, f.asks) {
		return false
	}
	most := 3 // stops within the line
	if f.ProseAfter(i) && !hasPrint(f.Lines[i].Text) {
		most = 1
	}
	return strings.Count(low, ". ") <= most
}

// cutSignUp removes line i, which has the words of a prompt to sign up, if what
// surrounds it supports that.
func (f finder) cutSignUp(i int, low string) {
	d := f.Doc
	facts := sweep.Facts(d, f.cut, i).Drop(evidence.Sentence).Add(evidence.Words, true).Add(evidence.Set, hasPrint(d.Lines[i].Text))
	if f.orders(low) {
		facts = facts.Drop(evidence.ProseAfter).Add(evidence.Call, true)
		// A site that says "our" asks for itself, anywhere.
		facts = facts.Add(evidence.Article, d.IsArticle() && textlines.HasAny(low, f.ours))
	} else if sweep.IsItem(d, i) {
		return // of a list of changes, of what a page has
	}
	if facts.Enough() {
		f.cut.Line(i, ruleSentence, facts.String()).Score = facts.Score()
	}
}

// hasPrint reports whether a line contains the small print of a prompt.
func hasPrint(s string) bool {
	return strings.Contains(s, "you agree to ") && (strings.Contains(s, "rivacy") || strings.Contains(s, "erms of"))
}

// quotes are quotation marks: what is quoted does not ask the reader.
const quotes = "“”\"„«»"

// maxTailSentence is maxSentence in the last part of the text.
const maxTailSentence = 420

// maxBetween is how many bytes there may be between the verb of a prompt and
// its object: "sign up for our free weekly newsletter".
const maxBetween = 60

// orders reports whether the object of a prompt closely follows its verb, and the
// verb is an imperative: it begins the line, a sentence or a clause. "She told
// them to sign up for the newsletter" is not one.
func (f finder) orders(low string) bool {
	for _, ask := range f.asks {
		at := strings.Index(low, ask)
		if at < 0 || strings.TrimRight(low[:at], ".,;:!?–—-…)👉🚀📩✉📧 \ufe0f") == strings.TrimRight(low[:at], " ") && at > 0 {
			continue
		}
		rest := low[at+len(ask):]
		if textlines.HasAny(rest[:min(len(rest), maxBetween)], f.letters) {
			return true
		}
	}
	return false
}
