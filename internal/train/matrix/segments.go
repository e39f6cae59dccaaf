package matrix

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/internal/score"
)

// segments notes, for each segment that must or must not appear, the first and
// last unit of every place where it is in the page's text, as pairs; a segment
// that is nowhere has none.
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

// unknown labels a unit of which the segments say nothing.
const unknown = -1

// know labels the units of a page of which no more than some segments is known:
// a unit is wanted if a segment that must appear is there and nowhere else, and
// unwanted if one that must not appear is half of it or more, or is nowhere
// else and is no single word. What both claim is unknown, as are the others.
func (pg *Page) know(texts []string, p score.Page) {
	const aWord = 15
	pg.known = make([]float32, len(texts))
	wanted, unwanted := make([]bool, len(texts)), make([]bool, len(texts))
	for _, places := range pg.With {
		if len(places) == 2 {
			set(wanted, places[0], places[1])
		}
	}
	for n, places := range pg.Without {
		length := utf8.RuneCountInString(squeeze(p.Without[n]))
		for ; len(places) > 0; places = places[2:] {
			whole := 0
			for _, t := range texts[places[0] : places[1]+1] {
				whole += utf8.RuneCountInString(squeeze(t))
			}
			if 2*length >= whole || len(pg.Without[n]) == 2 && places[0] == places[1] && length >= aWord {
				set(unwanted, places[0], places[1])
			}
		}
	}
	for i := range pg.known {
		switch {
		case wanted[i] == unwanted[i]:
			pg.known[i] = unknown
		case wanted[i]:
			pg.known[i] = 1
		}
	}
}

func set(list []bool, first, last int) {
	for i := first; i <= last; i++ {
		list[i] = true
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
