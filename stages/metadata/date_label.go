package metadata

import (
	"strings"
	"sync"

	"winnow/pipeline/tree"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/wording"
)

const copyrightSign = "©"

// senseLabels are the labels of dates in a sense, in lower case. A label may be anywhere
// before its date with nothing but a few words between.
type senseLabels struct {
	sense  sense
	labels []string
}

var labelsBySense = sync.OnceValue(func() []senseLabels {
	return []senseLabels{
		{published, wording.Of("publishedlabel")}, {modified, wording.Of("modifiedlabel")}, {otherDate, append(wording.Of("otherdatelabel"), copyrightSign)},
	}
})

// dateLabels are the labels of all senses but the sign of copyright.
var dateLabels = sync.OnceValue(func() *needles.Set {
	return wording.Needles("publishedlabel", "modifiedlabel", "otherdatelabel")
})

// senseOfLabel derives the meaning of a date from the text before it: the label
// nearest to the date counts.
func senseOfLabel(s string) sense {
	s = strings.ToLower(s)
	if !dateLabels().In(s) && !strings.Contains(s, copyrightSign) {
		return unlabelled // most texts
	}
	best, place := unlabelled, -1
	for _, c := range labelsBySense() {
		for _, l := range c.labels {
			if i := strings.LastIndex(s, l); i >= 0 && i+len(l) > place && !letterBefore(s, i) {
				best, place = c.sense, i+len(l)
			}
		}
	}
	return best
}

// letterBefore reports whether a small ASCII letter comes before s[i:], as in
// "up|date:".
func letterBefore(s string, i int) bool { return i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' }

// senseOf returns what a marked date means: by its label or, if it has none, by
// its class and itemprop.
func (e *extractor) senseOf(n int32, text string) sense {
	if s := senseOfLabel(text); s != unlabelled {
		return s
	}
	// the text right before: "Updated <time>", or in the element before it
	for m, steps := n-1, 0; m > 0 && steps < 6; m, steps = m-1, steps+1 {
		if e.t.Nodes[m].Tag == tree.Text {
			if before := line(e.t.Chars(m)); len(before) < 60 && !(e.titleNode >= 0 && e.t.Contains(e.titleNode, m)) {
				if s := senseOfLabel(before); s != unlabelled {
					return s
				}
			}
			break
		}
	}
	for _, m := range []int32{n, e.t.Nodes[n].Parent} {
		if m < 0 {
			break
		}
		for _, attr := range []string{"class", "itemprop", "id"} {
			if s := senseOfToken(e.t.Value(m, attr)); s != unlabelled {
				return s
			}
		}
	}
	return unlabelled
}

func senseOfToken(s string) sense {
	if s == "" {
		return unlabelled
	}
	s = strings.ToLower(s)
	switch {
	case strings.Contains(s, "updat") || strings.Contains(s, "modif") || strings.Contains(s, "revis"):
		if strings.Contains(s, "publish") {
			return unlabelled // WordPress: "entry-date published updated"
		}
		return modified
	case strings.Contains(s, "publish") || strings.Contains(s, "posted-on") || strings.Contains(s, "pubdate"):
		return published
	}
	return unlabelled
}

// senseBefore reads a label that is in a line of its own before a date.
func (e *extractor) senseBefore(n int32) sense {
	for m, steps := n-1, 0; m > 0 && steps < 5; m, steps = m-1, steps+1 {
		if e.t.Nodes[m].Tag == tree.Text {
			if e.titleNode >= 0 && e.t.Contains(e.titleNode, m) {
				break // words of a headline are no label
			}
			if s := line(e.t.Chars(m)); s != "" && len(s) < 40 {
				return senseOfLabel(s)
			}
			break
		}
	}
	return unlabelled
}
