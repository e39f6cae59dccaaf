package newsletter

import (
	"slices"
	"strings"
	"sync"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

// A prompt that has neither the word newsletter nor a button says what the
// reader gets and where: "Get the best of the week in your inbox". It begins as
// one, and nothing follows the inbox but when, at most.

// isOffer reports whether a line is placed like a prompt: it is not an item of
// a list, not in a text about newsletters, and not the whole text.
func (f finder) isOffer(i int) bool {
	d, text := f.Doc, f.Lines[i].Text
	if f.isAbout(d) || d.ListsLabels(i) || sweep.IsItem(d, i) || sweep.IsSaid(text) || strings.ContainsAny(text, quotes) {
		return false
	}
	return (d.Tree != nil || saysMore(d, i)) && !sweep.IsPiece(d, f.cut, i)
}

// cutInbox removes line i, which is such a prompt, and the form below it.
func (f finder) cutInbox(i int) {
	d := f.Doc
	f.cut.Line(i, ruleInbox, "says what the reader gets, and that it comes to the inbox").Score = evidence.Enough
	for k := i + 1; k < len(d.Lines) && k <= i+maxForm && d.Words(k) <= formWords && !d.EndsSentence(k) && isFormPart(d, k); k++ {
		f.cut.Line(k, ruleInbox, "below what the reader gets").Score = evidence.Enough
	}
}

// saysMore reports whether the text has sentences besides line i.
func saysMore(d *textlines.Doc, i int) bool {
	n := d.Sentences()
	if d.EndsSentence(i) {
		n--
	}
	return n >= leastSaid
}

// leastSaid is the minimum number of sentences of a text in which a prompt can
// be recognised.
const leastSaid = 2

// Bounds of the form below such a prompt: its lines and the words of each.
const (
	maxForm   = 3
	formWords = 3
)

// formParts are the fields and buttons of a sign-up form.
var formParts = sync.OnceValue(func() *phrases.Matcher { return phrases.New("newsletter", "form") })

// isFormPart reports whether a line is one of them.
func isFormPart(d *textlines.Doc, i int) bool {
	_, ok := formParts().WholeIn(d.Found(i))
	return ok
}

// Bounds of such a prompt, in bytes, and of what says when.
const (
	maxInbox = 160
	maxWhen  = 36
)

// isInbox reports whether a line is such a prompt; low is the line in lower
// case. "Get your receipt in your inbox" is not: a receipt is sent to one.
func (f finder) isInbox(low string) bool {
	if len(low) > maxInbox || !f.inboxStems.In(low) {
		return false
	}
	low = strings.TrimLeft(low, " *_>#-•📩✉📧📬\ufe0f")
	if !slices.ContainsFunc(f.inboxLeads, func(lead string) bool { return strings.HasPrefix(low, lead) }) {
		return false
	}
	return slices.ContainsFunc(f.inboxes, func(inbox string) bool {
		_, when, ok := strings.Cut(low, inbox)
		when = strings.TrimRight(when, ".!…* ")
		return ok && len(when) <= maxWhen && !strings.ContainsAny(when, ".?!;:")
	}) && !textlines.HasAny(low, f.people) && !textlines.HasAny(low, f.private)
}
