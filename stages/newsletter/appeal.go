package newsletter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
)

// isAppeal reports whether a line asks the reader to donate to the site, in a
// sentence or a clause that begins so.
func (f finder) isAppeal(i int, low string) bool {
	d, text := f.Doc, f.Lines[i].Text
	if !d.InTail(i) || !d.IsArticle() || !f.appealStems.In(text) || !textlines.HasAny(low, f.sites) || strings.Count(low, ". ") > 3 {
		return false
	}
	return f.begins(low) || f.isGlued(text)
}

// begins reports whether an appeal is an imperative, with what it asks for in
// the same sentence: "Visitors can buy us a coffee" is not.
func (f finder) begins(low string) bool {
	for _, a := range f.appeals {
		at := strings.Index(low, strings.ToLower(a)) - 1
		if at < 0 {
			continue
		}
		before := strings.TrimRight(strings.TrimSuffix(strings.TrimRight(low[:at], " "), "please"), " ")
		sentence, _, _ := strings.Cut(low[at:], ". ")
		last, _ := utf8.DecodeLastRuneInString(before)
		if !unicode.IsLetter(last) && !unicode.IsDigit(last) && textlines.HasAny(sentence, f.givings) {
			return true
		}
	}
	return false
}

// isGlued reports whether an appeal begins with a capital after other words, as
// when a heading and the text below it are joined: "We need your help Help us
// continue …". The button at its end is not a sentence.
func (f finder) isGlued(s string) bool {
	if textlines.EndsSentence(s) {
		return false
	}
	for _, a := range f.appeals {
		at := strings.Index(s, a) - 1
		if at < 2 || s[at-1] != ' ' || !unicode.IsUpper(rune(s[at])) {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(s[:at-1]); unicode.IsLower(last) && textlines.HasAny(strings.ToLower(s[at:]), f.givings) {
			return true
		}
	}
	return false
}

// supportNotices removes lines that say, as publishers of letters have it added,
// that readers support the site, and ask them to: "The Harbour Letter is a
// reader-supported publication. To receive new posts … consider becoming a free or
// paid subscriber."
func (f finder) supportNotices() {
	for i := range f.Lines {
		if l := &f.Lines[i]; !l.Exempt && !f.cut.Taken(i) && len(l.Text) <= maxPrint && f.isSupportNotice(l.Text) {
			f.cut.Line(i, ruleSentence, "says that readers support the site, and asks them to").Score = evidence.Enough
		}
	}
}

func (f finder) isSupportNotice(s string) bool {
	if !f.supportStems.In(s) {
		return false
	}
	low := strings.ToLower(s)
	for _, notice := range f.supported {
		if at := strings.Index(low, notice[0]); at >= 0 && at <= maxNameBefore && strings.Contains(low[at:], notice[1]) {
			return true
		}
	}
	return false
}

// maxNameBefore is the maximum length in bytes of the name of a site.
const maxNameBefore = 80

// givesToSite restricts appeals that begin with "Please" to lines that name the
// site as the recipient: requests for blood or for a roof say "please" as well.
func givesToSite(d *textlines.Doc, i int, m phrases.Match) bool {
	return !strings.HasPrefix(m.Text, "please ") || !m.Prefix || textlines.HasAny(strings.ToLower(d.Lines[i].Text), vocabulary().sites)
}

// endsInCall reports whether the last words of a line at the end of the text
// are a link to sign up: "… Subscribe here."
func (f finder) endsInCall(i int, low string) bool {
	low = strings.TrimRight(low, ".! ")
	if !textlines.HasAny(low, f.sendings) {
		return false // "The form is on the wall. Sign up here."
	}
	return i+lastLines >= len(f.Lines) && f.IsArticle() && (strings.HasSuffix(low, ". sign up here") || strings.HasSuffix(low, ". subscribe here") ||
		strings.HasSuffix(low, "? sign up here") || strings.HasSuffix(low, "? subscribe here"))
}

// lastLines is how many lines count as the end of a text for that.
const lastLines = 3

// cutAfterWall removes everything after a paywall: the wall is in front of the
// rest of the text, so that only what the site offers is left. If running text
// follows after all, there is no wall.
func (f finder) cutAfterWall() {
	d, cut := f.Doc, f.cut
	wall := -1
	for _, i := range d.WithPhrases() {
		if _, ok := walls().In(d.Found(i)); !ok || !cut.Taken(i) {
			continue
		}
		if low := strings.ToLower(d.Lines[i].Text); textlines.HasAny(low, f.rests) && textlines.HasAny(low, f.offers) {
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
		offered := cut.Taken(k) || textlines.HasAny(strings.ToLower(d.Lines[k].Text), f.offers)
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
