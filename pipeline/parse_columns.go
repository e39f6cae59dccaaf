package pipeline

import (
	"strings"
	"unicode/utf8"
)

// columnGroups finds tables whose cells are aligned by spaces: runs of two and
// more lines whose cells begin at the same places. It gives the number of lines
// by the number of the first.
func columnGroups(lines []string) map[int]int {
	groups := map[int]int{}
	for i := 0; i < len(lines); {
		n := 1
		for i+n < len(lines) && areAligned(cellStarts(lines[i+n-1]), cellStarts(lines[i+n])) {
			n++
		}
		if n > 1 {
			groups[i] = n
		}
		i += n
	}
	return groups
}

// A cellStart is the place in characters at which a cell begins, and how many
// spaces stand before it.
type cellStart struct{ at, spaces int }

// cellStarts are those of a line but the first: after two and more spaces, or a
// tab. The two spaces of a typist after a sentence begin none.
func cellStarts(line string) []cellStart {
	var starts []cellStart
	line = strings.TrimRight(line, asciiSpace)
	at := len(line) - len(strings.TrimLeft(line, asciiSpace))
	for at < len(line) {
		next := strings.IndexAny(line[at:], asciiSpace)
		if next < 0 {
			break
		}
		cell := line[at : at+next]
		at += next
		gap := len(line[at:]) - len(strings.TrimLeft(line[at:], asciiSpace))
		if gap > 2 || gap == 2 && !endsIn(cell, stops) || strings.Contains(line[at:at+gap], "\t") {
			starts = append(starts, cellStart{utf8.RuneCountInString(line[:at+gap]), gap})
		}
		at += gap
	}
	return starts
}

// areAligned reports whether the cells of two lines begin at the same places: at
// least half of each. Justified text has gaps, too, but narrow ones that meet
// rarely; hence two of them, or a wide one.
func areAligned(a, b []cellStart) bool {
	same, wide := 0, false
	for _, x := range a {
		for _, y := range b {
			if x.at == y.at {
				same++
				wide = wide || x.spaces > 2 && y.spaces > 2
			}
		}
	}
	return (same > 1 || wide) && 2*same >= max(len(a), len(b))
}
