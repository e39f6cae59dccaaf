package navigation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
)

// maxArrow is the maximum length in bytes of a link onward with its arrow.
const maxArrow = 160

// mostArrows is the maximum number of such links below a text: posts and pages, each with the one
// before and after.
const mostArrows = 4

// arrows removes links that lead on, such as the headlines of the posts before and after
// this one: they stand below the text and have an arrow at their outer side. Several that all
// point the same way are steps or a legend. (All 18 on development pages were right.)
func arrows(d *textlines.Doc, cut *textlines.Cut) {
	if d.Strict() || !d.HasProse() {
		return
	}
	guillemets := !strings.HasPrefix(d.Meta.Lang, "fr") // its quotations have spaces within them
	var back, onward []int
	for i := len(d.Lines) - 1; i > 0 && !d.IsProse(i); i-- {
		l := &d.Lines[i]
		if l.Exempt || len(l.Text) > maxArrow {
			continue
		}
		switch pointsAway(l.Text, guillemets) {
		case -1:
			back = append(back, i)
		case 1:
			onward = append(onward, i)
		}
	}
	if n := len(back) + len(onward); n > 1 && (len(back) == 0 || len(onward) == 0) || n > mostArrows {
		return
	}
	for _, i := range append(back, onward...) {
		cut.Line(i, ruleArrow, "a link onward, with an arrow").Score = evidence.Enough
	}
}

// pointsAway returns -1 for a line that is a headline after an arrow to the left, 1 for one
// before an arrow to the right, else 0. What stands between guillemets is a quotation.
func pointsAway(s string, guillemets bool) int {
	if strings.Contains(s, "«") && strings.Contains(s, "»") || strings.Contains(s, "‹") && strings.Contains(s, "›") {
		return 0
	}
	left, right := []string{"← "}, []string{" →"}
	if guillemets {
		left, right = append(left, "« ", "‹ "), append(right, " »", " ›")
	}
	for _, arrow := range left {
		if rest, ok := strings.CutPrefix(s, arrow); ok && isHeadline(rest) {
			return -1
		}
	}
	for _, arrow := range right {
		if rest, ok := strings.CutSuffix(s, arrow); ok && isHeadline(rest) {
			return 1
		}
	}
	return 0
}

// isHeadline reports whether s has words, does not begin in the middle of a sentence or break off
// in one, and is no formula with arrows of its own.
func isHeadline(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return strings.Contains(s, " ") && !unicode.IsLower(first) && !strings.HasSuffix(s, ",") && !strings.ContainsAny(s, "←→=")
}
