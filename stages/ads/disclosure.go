package ads

import (
	"strings"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

// Bounds of a disclosure, in bytes.
const (
	minDisclosure = 40
	maxDisclosure = 600
)

// disclosures removes lines before and after the text in which the site says,
// in whatever words, that it earns from what readers buy.
func disclosures(d *textlines.Doc, cut *textlines.Cut) {
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Exempt || cut.Taken(i) || len(l.Text) < minDisclosure || len(l.Text) > maxDisclosure {
			continue
		}
		if strings.Contains(l.Text, "Product Advertising API") && strings.Contains(l.Text, "ffiliate") && !d.Strict() {
			cut.Line(i, ruleDisclosure, "the line of a plugin under its links").Score = evidence.Enough
			continue
		}
		if !d.InHead(i) && !d.InTail(i) {
			continue
		}
		if disclaims(d, i) {
			cut.Line(i, ruleDisclosure, "says whose opinions are not the site's").Score = evidence.Enough
			continue
		}
		if !discloses(l.Text) || d.Strict() || !d.IsArticle() && !textlines.HasAny(strings.ToLower(l.Text[:minDisclosure]), labels) {
			continue
		}
		facts := sweep.Facts(d, cut, i).Drop(evidence.Sentence).Drop(evidence.ProseAfter).Add(evidence.Discloses, true)
		if facts.Enough() {
			cut.Line(i, ruleDisclosure, "says who pays; "+facts.String()).Score = facts.Score()
		}
	}
}

// maxBefore is the maximum length in bytes of the label before a disclaimer:
// "Note:".
const maxBefore = 60

// disclaims reports whether a last line says after a label that the opinions
// are not the site's: "Note: The views expressed here are not necessarily those
// of …".
func disclaims(d *textlines.Doc, i int) bool {
	s := d.Lines[i].Text
	if i+1 < len(d.Lines) || !strings.Contains(s, "not necessarily") || isQuoted(s) {
		return false
	}
	at := strings.Index(s, ": The views expressed")
	return at > 0 && at <= maxBefore
}

// payments are parts of words, one of which every disclosure has.
var payments = needles.Of("ommission", "ffiliate", "ompensation")

// discloses reports whether a text mentions its own commissions or affiliate
// links. Texts about the subject mention those of others, or quote them.
func discloses(s string) bool {
	if !payments.In(s) || isQuoted(s) {
		return false
	}
	low := strings.ToLower(s)
	if strings.Contains(low, "no affiliate") || strings.Contains(low, "no commission") {
		return false
	}
	return textlines.HasAny(low, promotions) || earns(low) && textlines.HasAny(low, sales) || ownsLinks(low)
}

// isQuoted reports whether a line quotes somebody, or says who said it.
func isQuoted(s string) bool { return strings.ContainsAny(s, "“”\"„«»") || sweep.IsSaid(s) }

// labels are the words that disclosures begin with.
var labels = []string{"disclos", "disclaim", "affiliate", "editor's note", "editorial note", "note:", "advertis"}

// promotions are words for paid text that are enough by themselves.
var promotions = []string{"may include paid promotion", "may contain paid promotion"}

// earnings begin the words for what the site itself earns, paid those that end
// them: "we may earn a small commission".
var (
	earnings = []string{
		"we may earn", "i may earn", "we might earn", "i might earn", "we earn", "i earn", "we will earn", "i will earn", "may earn us", "may earn me",
		"we may receive", "i may receive", "we may get", "i may get", "we may make", "i may make", "we may be", "i may be",
	}
	paid = []string{"commission", "compensat", "qualifying"}
)

// sales are what commissions are paid for, in the words of disclosures.
var sales = []string{"link", "purchas", "click", "buy", "affiliate", "associate", "product", "partner", "advertis", "sponsor", "compan"}

// maxBetween is how many words there may be between an earning and its object,
// the object included.
const maxBetween = 5

// earns reports whether a clause says what the site earns: "I earn a commission
// on nothing here" does not.
func earns(low string) bool {
	for _, e := range earnings {
		for rest, at := low, 0; ; {
			if at = strings.Index(rest, e); at < 0 {
				break
			}
			begins := at == 0 || strings.IndexByte(" (,.;:–—-", rest[at-1]) >= 0
			rest = rest[at+len(e):]
			if begins && strings.HasPrefix(rest, " ") && isPaid(strings.Fields(rest)) {
				return true
			}
		}
	}
	return false
}

// isPaid reports whether one of the first words is a payment.
func isPaid(words []string) bool {
	for k, w := range words[:min(len(words), maxBetween)] {
		if textlines.HasAny(w, paid) {
			next := words[k+1 : min(len(words), k+3)]
			return !textlines.HasAny(strings.Join(next, " "), []string{"nothing", "none", "neither"})
		}
		if strings.ContainsAny(w, ".;:!?") {
			return false
		}
	}
	return false
}

// owners are the words by which a text refers to itself before mentioning its
// links, advice those for what the links lead to.
var (
	owners = []string{"this post", "this article", "this site", "this page", "this blog", "this guide", "my posts", "our posts", "our articles", "some articles", "our links", "my links", "some links"}
	advice = []string{"i only recommend", "we only recommend"}
)

// maxOwned is how many bytes there may be between an owner and its links: "our
// articles sometimes contain".
const maxOwned = 40

// ownsLinks reports whether affiliate links are mentioned as those of the text
// itself.
func ownsLinks(low string) bool {
	at := strings.Index(low, "affiliate links")
	return at >= 0 && (textlines.HasAny(low, advice) || textlines.HasAny(low[max(0, at-maxOwned):at], owners))
}
