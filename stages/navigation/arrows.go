package navigation

import (
	"strings"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
)

// maxArrow is the maximum length in bytes of a link onward with its arrow.
const maxArrow = 160

// arrows removes links that lead on, such as the headlines of the posts before and after
// this one: they stand below the text and have an arrow at their outer side. All 29 on
// development pages were right.
func arrows(d *textlines.Doc, cut *textlines.Cut) {
	if d.Strict() || !d.HasProse() {
		return
	}
	for i := len(d.Lines) - 1; i > 0 && !d.IsProse(i); i-- {
		if l := &d.Lines[i]; !l.Exempt && len(l.Text) <= maxArrow && pointsAway(l.Text) {
			cut.Line(i, ruleArrow, "a link onward, with an arrow").Score = evidence.Enough
		}
	}
}

// pointsAway reports whether a line has words and an arrow before or after them. What
// stands between guillemets is a quotation.
func pointsAway(s string) bool {
	if strings.Contains(s, "«") && strings.Contains(s, "»") || strings.Contains(s, "‹") && strings.Contains(s, "›") {
		return false
	}
	for _, arrow := range [...]string{"← ", "« ", "‹ "} {
		if rest, ok := strings.CutPrefix(s, arrow); ok {
			return isWorded(rest)
		}
	}
	for _, arrow := range [...]string{" →", " »", " ›"} {
		if rest, ok := strings.CutSuffix(s, arrow); ok {
			return isWorded(rest)
		}
	}
	return false
}

// isWorded reports whether s is more than signs, and no formula with arrows of its own.
func isWorded(s string) bool {
	return len(s) > 2 && !strings.ContainsAny(s, "←→=") && strings.ContainsAny(s, " ")
}
