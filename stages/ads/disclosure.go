package ads

import (
	"strings"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/lines"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/sweep"
)

// Bounds of a disclosure in bytes.
const (
	minDisclosure = 40
	maxDisclosure = 600
)

// disclosures gives up lines before and after the text in which the site says
// of itself that it is paid for what readers buy, in whatever words.
func disclosures(d *lines.Doc, cut *lines.Cut) {
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
		if !discloses(l.Text) || d.Strict() || !d.IsArticle() && !hasAny(strings.ToLower(l.Text[:minDisclosure]), labels) {
			continue
		}
		facts := sweep.Facts(d, cut, i).Drop(evidence.Sentence).Drop(evidence.ProseAfter).Add(evidence.Discloses, true)
		if facts.Enough() {
			cut.Line(i, ruleDisclosure, "says who pays; "+facts.String()).Score = facts.Score()
		}
	}
}

// payments are parts of the words of which a disclosure has one.
var payments = needles.Of("ommission", "ffiliate", "ompensation")

// discloses reports a text that speaks of commissions or affiliate links as its
// own: who writes about them speaks of those of others.
func discloses(s string) bool {
	if !payments.In(s) {
		return false
	}
	low := strings.ToLower(s)
	if strings.Contains(low, "no affiliate") || strings.Contains(low, "no commission") {
		return false
	}
	return hasAny(low, earnings) || strings.Contains(low, "affiliate links") && hasAny(low, owners)
}

// labels are the words a disclosure begins with.
var labels = []string{"disclos", "disclaim", "affiliate", "editor's note", "editorial note", "note:", "advertis"}

// earnings are the words for what the site itself earns.
var earnings = []string{
	"we may earn a", "i may earn a", "we earn a commission", "i earn a commission", "we may receive a", "i may receive a", "we might earn a", "we may make a", "i may make a",
	"we will earn a commission", "i will earn a commission", "we may get a commission", "i may get a", "may earn us a", "i earn from qualifying", "we earn from qualifying",
	"we may be compensated", "we may receive compensation", "we may earn commission", "may include paid promotion", "we may include paid promotion",
}

// owners are the words by which a text speaks of itself.
var owners = []string{"this post", "this article", "this site", "this page", "this blog", "this guide", "my posts", "our posts", "our articles", "some articles", "our links", "my links", "i only recommend", "we only recommend"}

func hasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
