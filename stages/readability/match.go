package readability

import "slices"

// A pair is an element of a and an equal one of b.
type pair struct{ a, b int }

// A stretch is the elements [from, to) of a list.
type stretch struct{ from, to int }

// maxTable bounds the table that match fills between two anchors.
const maxTable = 4 << 20

// match pairs equal keys of two lists so that no two pairs cross. Keys that
// come once in both lists are anchors, of which the longest rising run is
// taken; between two anchors the longest common subsequence is found, or,
// where that would need too large a table, the first that fits is taken.
// (Bram Cohen's patience diff.)
func match(a, b []uint64) []pair {
	var pairs []pair
	i, j := 0, 0
	for _, anchor := range append(anchors(a, b), pair{len(a), len(b)}) {
		pairs = append(pairs, between(a, b, stretch{i, anchor.a}, stretch{j, anchor.b})...)
		if anchor.a < len(a) {
			pairs = append(pairs, anchor)
		}
		i, j = anchor.a+1, anchor.b+1
	}
	return pairs
}

// anchors returns the pairs of keys that come once in each list, as many of
// them as do not cross.
func anchors(a, b []uint64) []pair {
	type place struct{ inA, inB, at int }
	places := make(map[uint64]place, len(b))
	for j, k := range b {
		p := places[k]
		p.inB++
		p.at = j
		places[k] = p
	}
	for _, k := range a {
		if p, ok := places[k]; ok {
			p.inA++
			places[k] = p
		}
	}
	var candidates []pair
	for i, k := range a {
		if p := places[k]; p.inA == 1 && p.inB == 1 {
			candidates = append(candidates, pair{i, p.at})
		}
	}
	return longestRise(candidates)
}

// longestRise returns the longest part of the pairs, which rise in a, that also
// rises in b.
func longestRise(list []pair) []pair {
	tails := []int{} // tails[n] is the last of the best run of n+1 pairs
	before := make([]int, len(list))
	for i, p := range list {
		lo, hi := 0, len(tails)
		for lo < hi {
			mid := (lo + hi) / 2
			if list[tails[mid]].b < p.b {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		before[i] = -1
		if lo > 0 {
			before[i] = tails[lo-1]
		}
		if lo == len(tails) {
			tails = append(tails, i)
		} else {
			tails[lo] = i
		}
	}
	if len(tails) == 0 {
		return nil
	}
	run := make([]pair, len(tails))
	for n, i := len(tails)-1, tails[len(tails)-1]; n >= 0; n-- {
		run[n] = list[i]
		i = before[i]
	}
	return run
}

// between pairs the stretch x of a with the stretch y of b.
func between(a, b []uint64, x, y stretch) []pair {
	var pairs []pair
	for x.from < x.to && y.from < y.to && a[x.from] == b[y.from] {
		pairs = append(pairs, pair{x.from, y.from})
		x.from, y.from = x.from+1, y.from+1
	}
	var tail []pair
	for x.from < x.to && y.from < y.to && a[x.to-1] == b[y.to-1] {
		x.to, y.to = x.to-1, y.to-1
		tail = append(tail, pair{x.to, y.to})
	}
	n, m := x.to-x.from, y.to-y.from
	switch {
	case n == 0 || m == 0:
	case n*m > maxTable:
		pairs = append(pairs, greedy(a, b, x, y)...)
	default:
		pairs = append(pairs, common(a[x.from:x.to], b[y.from:y.to], x.from, y.from)...)
	}
	slices.Reverse(tail)
	return append(pairs, tail...)
}

// common returns a longest common subsequence of a and b, whose numbers begin
// at i and j.
func common(a, b []uint64, i, j int) []pair {
	m := len(b) + 1
	table := make([]int32, (len(a)+1)*m)
	for x := len(a) - 1; x >= 0; x-- {
		for y := len(b) - 1; y >= 0; y-- {
			if a[x] == b[y] {
				table[x*m+y] = table[(x+1)*m+y+1] + 1
			} else {
				table[x*m+y] = max(table[(x+1)*m+y], table[x*m+y+1])
			}
		}
	}
	var pairs []pair
	for x, y := 0, 0; x < len(a) && y < len(b); {
		switch {
		case a[x] == b[y]:
			pairs = append(pairs, pair{i + x, j + y})
			x, y = x+1, y+1
		case table[(x+1)*m+y] >= table[x*m+y+1]:
			x++
		default:
			y++
		}
	}
	return pairs
}

// greedy pairs each key of the stretch y of b with the first equal one in the stretch
// x of a after the last pair.
func greedy(a, b []uint64, x, y stretch) []pair {
	places := map[uint64][]int{}
	for i := x.from; i < x.to; i++ {
		places[a[i]] = append(places[a[i]], i)
	}
	var pairs []pair
	next := x.from
	for j := y.from; j < y.to; j++ {
		list := places[b[j]]
		for len(list) > 0 && list[0] < next {
			list = list[1:]
		}
		places[b[j]] = list
		if len(list) > 0 {
			pairs = append(pairs, pair{list[0], j})
			next = list[0] + 1
		}
	}
	return pairs
}
