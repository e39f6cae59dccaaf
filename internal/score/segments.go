package score

import (
	"strings"
	"unicode"
)

// A SegmentTotal counts segments over pages: those that must appear (found or
// missed) and those that must not (leaked or absent).
type SegmentTotal struct{ Found, Missed, Leaked, Absent int }

// Add counts the segments of one page. White space is ignored on both sides.
func (t *SegmentTotal) Add(text string, with, without []string) {
	text = squeeze(text)
	for _, s := range with {
		if strings.Contains(text, squeeze(s)) {
			t.Found++
		} else {
			t.Missed++
		}
	}
	for _, s := range without {
		if strings.Contains(text, squeeze(s)) {
			t.Leaked++
		} else {
			t.Absent++
		}
	}
}

// Fit is precision, recall and F1 over all segments: a segment that leaked is
// a false positive, one that was missed a false negative.
func (t *SegmentTotal) Fit() Fit {
	return fit(t.Found, t.Found+t.Leaked, t.Found+t.Missed)
}

// Accuracy returns the share of all segments that were judged right.
func (t *SegmentTotal) Accuracy() float64 {
	return ratio(float64(t.Found+t.Absent), t.Found+t.Missed+t.Leaked+t.Absent)
}

// squeeze removes all white space.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
