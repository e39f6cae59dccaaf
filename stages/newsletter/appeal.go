package newsletter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
)

// appeals are the beginnings of clauses in which a site asks its readers for
// donations, at the end of a text.
var appeals = needles.Of(appealWords...)

var appealWords = []string{
	"lease support us", "lease consider supporting", "lease consider donating", "lease consider making a donation", "lease consider becoming", "lease consider pitching in", "lease consider liking", "lease consider sharing", "lease consider subscribing",
	"upport our work", "upport our journalism", "upport our mission", "upport our reporting", "onate to keep", "onate via", "ecome a patron", "ecome a Patron", "upport us on Patreon", "upport me on Patreon",
	"uy me a coffee", "uy us a coffee", "elp us continue", "elp us keep",
}

// givings are words for what is asked for, in lower case, and sites are words
// for what it is for: a parish asks for its roof.
var (
	givings = []string{"donat", "patreon", "patron", "contribut", "pitching in", "coffee", "membership", "subscri", "supporter", "supporting"}
	sites   = []string{
		"this site", "this website", "this blog", "this newsletter", "this podcast", "this story", "this article", "this post", "this piece", "this interview", "this episode", "this video", "this guide", "this recipe", "journalism", "journalist", "newsroom",
		"our report", "our work", "our site", "our website", "our blog", "our stories", "our articles", "our channel", "our coverage", "our newsletter", "my work", "my writing", "my blog",
		"patreon", "paid subscri", "subscriber", "reader", "free to read", "ko-fi", "paypal", "tax-deductible", "independent media", "nonprofit news",
	}
)

// isAppeal reports whether a line asks the reader to donate to the site, in a
// sentence or a clause that begins so.
func isAppeal(d *textlines.Doc, i int, low string) bool {
	return d.InTail(i) && d.IsArticle() && appeals.In(d.Lines[i].Text) && textlines.HasAny(low, sites) && strings.Count(low, ". ") <= 3 && (begins(low) || isGlued(d.Lines[i].Text))
}

// begins reports whether an appeal is an imperative, with what it asks for in
// the same sentence: "Visitors can buy us a coffee" is not.
func begins(low string) bool {
	for _, w := range appealWords {
		at := strings.Index(low, strings.ToLower(w)) - 1
		if at < 0 {
			continue
		}
		before := strings.TrimRight(strings.TrimSuffix(strings.TrimRight(low[:at], " "), "please"), " ")
		sentence, _, _ := strings.Cut(low[at:], ". ")
		last, _ := utf8.DecodeLastRuneInString(before)
		if !unicode.IsLetter(last) && !unicode.IsDigit(last) && textlines.HasAny(sentence, givings) {
			return true
		}
	}
	return false
}

// isGlued reports whether an appeal begins with a capital after other words, as
// when a heading and the text below it are joined: "We need your help Help us
// continue …". The button at its end is not a sentence.
func isGlued(s string) bool {
	if textlines.EndsSentence(s) {
		return false
	}
	for _, w := range appealWords {
		at := strings.Index(s, w) - 1
		if at < 2 || s[at-1] != ' ' || !unicode.IsUpper(rune(s[at])) {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(s[:at-1]); unicode.IsLower(last) {
			return textlines.HasAny(strings.ToLower(s[at:]), givings)
		}
	}
	return false
}

// givesToSite restricts appeals that begin with "Please" to lines that name the
// site as the recipient: requests for blood or for a roof say "please" as well.
func givesToSite(d *textlines.Doc, i int, m phrases.Match) bool {
	return !strings.HasPrefix(m.Text, "please ") || !m.Prefix || textlines.HasAny(strings.ToLower(d.Lines[i].Text), sites)
}

// endsInCall reports whether the last words of a line at the end of the text
// are a link to sign up: "… Subscribe here."
func endsInCall(d *textlines.Doc, i int, low string) bool {
	low = strings.TrimRight(low, ".! ")
	if !textlines.HasAny(low, sendings) {
		return false // "The form is on the wall. Sign up here."
	}
	return i+lastLines >= len(d.Lines) && d.IsArticle() && (strings.HasSuffix(low, ". sign up here") || strings.HasSuffix(low, ". subscribe here") ||
		strings.HasSuffix(low, "? sign up here") || strings.HasSuffix(low, "? subscribe here"))
}

// sendings are words for what a site sends to subscribers.
var sendings = []string{"newsletter", "inbox", "e-mail", "email", "stories", "coverage", "updates", "informed", "briefing", "every morning", "every week", "weekly", "daily", "like this", " our ", "each morning", "readers"}

// lastLines is how many lines count as the end of a text for that.
const lastLines = 3

// dropAfterWall removes everything after a paywall: the wall is in front of the
// rest of the text, so that only what the site offers is left. If running text
// follows after all, there is no wall.
func dropAfterWall(d *textlines.Doc, cut *textlines.Cut) {
	wall := -1
	for _, i := range d.WithPhrases() {
		_, ok := walls().In(d.Found(i))
		if low := strings.ToLower(d.Lines[i].Text); ok && cut.Taken(i) && textlines.HasAny(low, rests) && textlines.HasAny(low, offers) {
			wall = i
			break
		}
	}
	if wall < 0 || d.After(wall) > maxOffer || !d.IsArticle() {
		return
	}
	// A wall is one if it lists what it hides, or is followed by more of what
	// it sells.
	isWall := strings.HasSuffix(d.Lines[wall].Text, ":")
	for k := wall + 1; k < len(d.Lines); k++ {
		offered := cut.Taken(k) || textlines.HasAny(strings.ToLower(d.Lines[k].Text), offers)
		if d.Lines[k].Exempt || d.EndsSentence(k) && !offered && len(d.Lines[k].Text) >= minParagraph {
			return
		}
		isWall = isWall || offered
	}
	if !isWall {
		return
	}
	for k := wall + 1; k < len(d.Lines); k++ {
		if !cut.Taken(k) {
			cut.Line(k, ruleOffer, "after the paywall in front of the rest").Score = evidence.Enough
		}
	}
}

// Bounds of what follows a wall: its share of the text, and the length in bytes
// of the lines that end like sentences.
const (
	maxOffer     = 0.3
	minParagraph = 80
)

// offers are the words of walls for whom they admit, and to what.
var offers = []string{
	"subscri", "member", "sign in", "log in", "login", "sign up", "account", "register", "free trial", "cancel any", "unlimited access", "full access", "all access",
	"per month", "a month", "per week", "a week for", "per year", "billed", "gift article", "digital edition",
}

// rests are the words of walls for what they hide.
var rests = []string{"continue reading", "keep reading", "the rest of", "unlock", "full article", "full story", "this story", "in full", "to read"}
