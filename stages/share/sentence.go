package share

import (
	"strings"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/lines"
	"winnow/stages/internal/sweep"
)

// Bounds of a sentence that asks to follow: its length in bytes, and how many
// lines from the end it stands.
const (
	maxFollow   = 260
	followLines = 6
)

// followSentence gives up a line at the end of the text that asks to follow the
// site, in words of its own: "Catch up on our news, and follow us on Facebook".
func followSentence(d *lines.Doc, cut *lines.Cut) {
	for i := max(0, len(d.Lines)-followLines); i < len(d.Lines); i++ {
		l := &d.Lines[i]
		if l.Exempt || cut.Taken(i) || len(l.Text) > maxFollow || !strings.Contains(l.Text, "ollow ") || !asksToFollow(l.Text) {
			continue
		}
		if d.Strict() || strings.ContainsAny(l.Text, "“\"„«") || sweep.EndsInSaying(l.Text) {
			continue
		}
		facts := sweep.Facts(d, cut, i).Drop(evidence.Sentence).Add(evidence.Label, true)
		if facts.Has(evidence.InTail) && facts.Enough() {
			cut.Line(i, ruleWeak, "asks to follow; "+facts.String()).Score = facts.Score()
		}
	}
}

// asksToFollow reports an order to follow somebody on a network.
func asksToFollow(s string) bool {
	low := strings.ToLower(s)
	at := strings.Index(low, "follow ")
	if at < 0 {
		return false
	}
	rest := low[at:]
	on := strings.Index(rest, " on ")
	if on < 0 || on > maxFollowed {
		return false
	}
	before := strings.TrimRight(low[:at], " ")
	ordered := before == "" || strings.HasSuffix(before, "and") || strings.ContainsAny(before[len(before)-1:], ".,;:!?-")
	return ordered && hasNetwork(rest[on+len(" on "):])
}

// maxFollowed is how many bytes name who is to be followed.
const maxFollowed = 40
