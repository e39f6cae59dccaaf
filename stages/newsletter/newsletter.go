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
	"context"
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

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
	ruleInbox    = "newsletter/inbox"
	ruleOffer    = "newsletter/paywall-offer"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	table := sweep.NewTable(
		sweep.Entry{Category: "newsletter", Rule: rulePrompt, Prefix: ruleBegins, Weak: ruleWeak, Max: maxPrint, When: notWithin},
		sweep.Entry{Category: "terms", Rule: ruleTerms, Max: maxPrint, When: notWithin},
		sweep.Entry{Category: "paywall", Rule: rulePaywall, Weak: ruleWeak, Max: 220},
		sweep.Entry{Category: "donate", Rule: ruleDonate, Weak: ruleWeak, Max: 160, When: givesToSite},
		sweep.Entry{Category: "app", Rule: ruleApp, Weak: ruleWeak, Max: 120},
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
			{Name: ruleSentence, Doc: "A line in the last part of the text that asks the reader to subscribe to a newsletter, or to donate.", Tier: pipeline.TierB},
			{Name: ruleInbox, Doc: "A line that says what the reader receives by mail: Get the best of the week in your inbox.", Tier: pipeline.TierB},
			{Name: ruleOffer, Doc: "What a site offers at the paywall in front of the rest of a text.", Tier: pipeline.TierB},
		},
		Run: func(ctx context.Context, doc pipeline.Document) ([]pipeline.Edit, error) {
			d, w := textlines.In(ctx, doc), vocabulary()
			cut := textlines.NewCut(d)
			table.Over(d, cut)
			dropAfterWall(w, d, cut)
			for i := range d.Lines {
				if l := &d.Lines[i]; !l.Exempt && !cut.Taken(i) {
					sentence(w, d, cut, i)
				}
			}
			return cut.Edits(), nil
		},
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
	if isAboutLetters(w, d) {
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

// isAboutLetters reports whether a text is about newsletters, so that what it
// says about signing up is not a prompt.
func isAboutLetters(w *words, d *textlines.Doc) bool {
	if d.Meta.Title != "" {
		return w.aboutLetters.In(d.Meta.Title)
	}
	return len(d.Lines) > 1 && !d.EndsSentence(0) && d.EndsSentence(1) && w.aboutLetters.In(d.Lines[0].Text) && d.Found(0) == nil
}

// maxSentence is the maximum length in bytes of a prompt.
const maxSentence = 240

// sentence removes a line that has both, in the tail or next to debris.
func sentence(w *words, d *textlines.Doc, cut *textlines.Cut, i int) {
	l := &d.Lines[i]
	if len(d.Lines) < 2 {
		return // all there is
	}
	if len(l.Text) > maxTailSentence || len(l.Text) > maxSentence && !(d.InTail(i) && d.IsArticle()) && !hasPrint(l.Text) || d.Strict() || len(l.Text) < 20 {
		return
	}
	mayAsk := w.anyStem.In(l.Text)
	if mayAsk && len(l.Text) <= maxInbox && w.inboxStems.In(l.Text) && isInbox(w, strings.ToLower(l.Text)) && isOffer(w, d, cut, i) {
		cut.Line(i, ruleInbox, "says what the reader gets, and that it comes to the inbox").Score = evidence.Enough
		for k := i + 1; k < len(d.Lines) && k <= i+maxForm && d.Words(k) <= formWords && !d.EndsSentence(k) && isFormPart(d, k); k++ {
			cut.Line(k, ruleInbox, "below what the reader gets").Score = evidence.Enough
		}
		return
	}
	if !(mayAsk && w.promptStems.In(l.Text)) && !(d.InTail(i) && strings.HasSuffix(strings.TrimRight(l.Text, ".! "), " here")) {
		return // most lines
	}
	if isAboutLetters(w, d) || d.ListsLabels(i) || sweep.IsSaid(l.Text) || strings.ContainsAny(l.Text, quotes) || d.IsPolicy() {
		return // somebody said so, or it says how to unsubscribe
	}
	low := strings.ToLower(l.Text)
	if isAppeal(w, d, i, low) || endsInCall(w, d, i, low) {
		facts := sweep.Facts(d, cut, i).Drop(evidence.Sentence).Add(evidence.Label, true).Add(evidence.Call, true)
		if facts.Has(evidence.InTail) && facts.Enough() {
			cut.Line(i, ruleSentence, "asks the reader; "+facts.String()).Score = facts.Score()
		}
		return
	}
	if !textlines.HasAny(low, w.letters) || !textlines.HasAny(low, w.asks) || strings.Count(low, ". ") > 1 && (d.ProseAfter(i) && !hasPrint(l.Text) || strings.Count(low, ". ") > 3) {
		return
	}
	facts := sweep.Facts(d, cut, i).Drop(evidence.Sentence).Add(evidence.Words, true).Add(evidence.Set, hasPrint(l.Text))
	ordered := asks(w, low)
	if !ordered && sweep.IsItem(d, i) {
		return // of a list of changes, of what a page has
	}
	if ordered {
		facts = facts.Drop(evidence.ProseAfter).Add(evidence.Call, true)
		// A site that says "our" asks for itself, anywhere.
		facts = facts.Add(evidence.Article, d.IsArticle() && textlines.HasAny(low, w.ours))
	}
	if !facts.Enough() {
		return
	}
	cut.Line(i, ruleSentence, facts.String()).Score = facts.Score()
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

// asks reports whether the object of a prompt closely follows its verb, and the
// verb is an imperative: it begins the line, a sentence or a clause. "She told
// them to sign up for the newsletter" is not one.
func asks(w *words, low string) bool {
	for _, ask := range w.asks {
		at := strings.Index(low, ask)
		if at < 0 || strings.TrimRight(low[:at], ".,;:!?–—-…)👉🚀📩✉📧 \ufe0f") == strings.TrimRight(low[:at], " ") && at > 0 {
			continue
		}
		rest := low[at+len(ask):]
		if textlines.HasAny(rest[:min(len(rest), maxBetween)], w.letters) {
			return true
		}
	}
	return false
}
