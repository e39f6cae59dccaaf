// Package label compares the pieces of a page's text with the ground truth and
// chooses those that a perfect judge would keep.
package label

import (
	"strings"

	"winnow/internal/score"
)

// A Unit is the tokens of a block or line and what the truth says of it.
type Unit struct {
	Tokens []string
	// Share is the share of the tokens that the truth holds in the same
	// surroundings; Keep is the choice that maximises the page's word F1.
	Share float64
	Keep  bool
}

// Units compares the units of a page with its truth.
func Units(texts []string, truth string) []Unit {
	units := make([]Unit, len(texts))
	for i, t := range texts {
		units[i].Tokens = score.Words(t)
	}
	want := score.Words(truth)
	joined := " " + strings.Join(want, " ") + " "
	lines := map[string]bool{}
	for l := range strings.SplitSeq(truth, "\n") {
		if w := score.Words(l); len(w) > 0 {
			lines[strings.Join(w, " ")] = true
		}
	}
	grams := map[string]bool{}
	for i := 0; i+gramLength <= len(want); i++ {
		grams[strings.Join(want[i:i+gramLength], " ")] = true
	}
	for i := range units {
		u := &units[i]
		if len(u.Tokens) > gramLength {
			u.Share = covered(u.Tokens, grams)
		} else {
			u.Share = shortShare(units, i, joined, lines)
		}
	}
	choose(units, want)
	return units
}

// gramLength is the length of the shingles by which longer units are found in
// the truth.
const gramLength = 4

// covered returns the share of the tokens that lie in a shingle of the truth.
func covered(tokens []string, grams map[string]bool) float64 {
	end, n := 0, 0
	for i := 0; i+gramLength <= len(tokens); i++ {
		if grams[strings.Join(tokens[i:i+gramLength], " ")] {
			n += i + gramLength - max(i, end)
			end = i + gramLength
		}
	}
	return float64(n) / float64(len(tokens))
}

// shortShare judges a unit of a few tokens: it is in the truth if it is a line
// there or is next to the same words as on the page.
func shortShare(units []Unit, i int, joined string, lines map[string]bool) float64 {
	const context = 2
	text := strings.Join(units[i].Tokens, " ")
	if text == "" || !strings.Contains(joined, " "+text+" ") {
		return 0
	}
	if lines[text] {
		return 1
	}
	for j := i - 1; j >= 0; j-- {
		if t := units[j].Tokens; len(t) > 0 {
			if strings.Contains(joined, " "+strings.Join(t[max(0, len(t)-context):], " ")+" "+text+" ") {
				return 1
			}
			break
		}
	}
	for j := i + 1; j < len(units); j++ {
		if t := units[j].Tokens; len(t) > 0 {
			if strings.Contains(joined, " "+text+" "+strings.Join(t[:min(len(t), context)], " ")+" ") {
				return 1
			}
			break
		}
	}
	return 0.1
}

// choose sets Keep: from the units that are mostly in the truth it searches
// for the set with the best word F1, which drops second copies.
func choose(units []Unit, want []string) {
	bag := map[string]int{}
	for _, t := range want {
		bag[t]++
	}
	have := map[string]int{}
	common, size := 0, 0
	add := func(tokens []string, by int) {
		for _, t := range tokens {
			before := min(have[t], bag[t])
			have[t] += by
			common += min(have[t], bag[t]) - before
		}
		size += by * len(tokens)
	}
	f1 := func() float64 {
		if size+len(want) == 0 {
			return 1
		}
		return 2 * float64(common) / float64(size+len(want))
	}
	for i := range units {
		if units[i].Share >= 0.5 {
			units[i].Keep = true
			add(units[i].Tokens, 1)
		}
	}
	const passes, least = 3, 0.1
	for range passes {
		changed := false
		for i := range units {
			u := &units[i]
			if len(u.Tokens) == 0 || !u.Keep && u.Share < least {
				continue
			}
			before := f1()
			by := 1
			if u.Keep {
				by = -1
			}
			add(u.Tokens, by)
			if f1() > before+1e-9 {
				u.Keep = !u.Keep
				changed = true
			} else {
				add(u.Tokens, -by)
			}
		}
		if !changed {
			return
		}
	}
}
