package matrix

import (
	"strings"
	"unicode"

	"winnow/internal/score"
)

// segments notes, for each segment that must or must not appear, the first and
// last unit of every place where it stands in the page's text, as pairs; a
// segment that stands nowhere has none.
func (pg *Page) segments(texts []string, p score.Page) {
	var all strings.Builder
	var starts []int
	for _, t := range texts {
		starts = append(starts, all.Len())
		all.WriteString(squeeze(t))
	}
	text := all.String()
	find := func(s string) []int {
		places := []int{}
		s = squeeze(s)
		for from := 0; s != ""; {
			i := strings.Index(text[from:], s)
			if i < 0 {
				break
			}
			i += from
			places = append(places, unitAt(starts, i), unitAt(starts, i+len(s)-1))
			from = i + len(s)
		}
		return places
	}
	for _, s := range p.With {
		pg.With = append(pg.With, find(s))
	}
	for _, s := range p.Without {
		pg.Without = append(pg.Without, find(s))
	}
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func unitAt(starts []int, at int) int {
	n := 0
	for n+1 < len(starts) && starts[n+1] <= at {
		n++
	}
	return n
}
