package features

import (
	"iter"
	"math"
	"slices"
	"testing"

	"winnow/pipeline/tree"
	"winnow/stages/internal/tokenweights"
)

// tokenOf returns the token of a name or a word.
func tokenOf(seed uint32, s string) uint32 {
	for i := 0; i < len(s); i++ {
		seed = (seed ^ uint32(s[i])) * fnvPrime
	}
	return seed
}

func hashes(tokens iter.Seq[token]) (list []uint32) {
	for t := range tokens {
		list = append(list, t.hash)
	}
	return list
}

func TestNameTokens(t *testing.T) {
	for value, want := range map[string][]uint32{
		"":                nil,
		" \t\n":           nil,
		"entry-content":   {tokenOf(seedWord, "entry"), tokenOf(seedWord, "content"), tokenOf(seedClass, "entry-content")},
		"relatedPosts":    {tokenOf(seedWord, "related"), tokenOf(seedWord, "posts"), tokenOf(seedClass, "relatedposts")},
		"NAV":             {tokenOf(seedWord, "nav"), tokenOf(seedClass, "nav")},
		"post-1234 x":     {tokenOf(seedWord, "post"), tokenOf(seedClass, "post-0"), tokenOf(seedClass, "x")},
		"a12b":            {tokenOf(seedClass, "a0b")},
		"col-6 \n col-12": {tokenOf(seedWord, "col"), tokenOf(seedClass, "col-0"), tokenOf(seedWord, "col"), tokenOf(seedClass, "col-0")},
		"übersicht":       {tokenOf(seedWord, "übersicht"), tokenOf(seedClass, "übersicht")},
	} {
		if got := hashes(nameTokens(seedClass, value)); !slices.Equal(got, want) {
			t.Errorf("%q: tokens %x, not %x", value, got, want)
		}
	}
	if slices.Equal(hashes(nameTokens(seedClass, "main")), hashes(nameTokens(seedID, "main"))) {
		t.Error("a class and an id are the same token")
	}
	for range nameTokens(seedClass, "one two three-four") {
		break // must not go on
	}
}

// TestTokenWeights holds that a unit has the weights of all elements above it,
// and how much that is above the mean of the words of the page.
func TestTokenWeights(t *testing.T) {
	w := tokenweights.New(0.5, map[uint32]int8{
		tagToken(tree.P): 2, tokenOf(seedWord, "story"): 10, tokenOf(seedID, "side"): -20, tokenOf(seedRole, "note"): -4, tokenOf(seedProp, "text"): 6,
	})
	d := parse(t, `<div class="the-story story"><p itemprop="text">One two three</p><p role="note">Four</p></div><div id="side"><p>Five six</p></div>`)
	p := New(d, w)
	own, above := slices.Index(Columns, "path tokens"), slices.Index(Columns, "path tokens above mean")
	want := []float32{0.5 * (20 + 2 + 6), 0.5 * (20 + 2 - 4), 0.5 * (-20 + 2)}
	mean := (3*want[0] + want[1] + 2*want[2]) / 6
	for i, sum := range want {
		row := p.Row(i, nil)
		if row[own] != sum || math.Abs(float64(row[above]-(sum-mean))) > 1e-4 {
			t.Errorf("unit %d: %v and %v, not %v and %v", i, row[own], row[above], sum, sum-mean)
		}
		// Training adds up the same tokens.
		units := int32(0)
		for hash := range p.PathTokens(i) {
			units += w.Of(hash)
		}
		if w.LogOdds(units) != sum {
			t.Errorf("unit %d: the tokens for training weigh %v, not %v", i, w.LogOdds(units), sum)
		}
	}
	if row := New(d, nil).Row(0, nil); row[own] != 0 || row[above] != 0 {
		t.Error("tokens weigh something without weights")
	}
}
