package features

import (
	"math"
	"slices"
	"strings"
	"testing"

	"winnow/pipeline"
	"winnow/stages/internal/tokenweights"
)

// hashOf hashes a word as split does.
func hashOf(word string) uint32 {
	hash := uint32(fnvOffset)
	for _, r := range word {
		hash = (hash ^ uint32(r)) * fnvPrime
	}
	return hash
}

// tokenOf returns the token of some words.
func tokenOf(seed uint32, words ...string) uint32 {
	for _, w := range words {
		seed = (seed ^ hashOf(w)) * fnvPrime
	}
	return seed
}

func sorted(tokens []uint32) []uint32 { return slices.Sorted(slices.Values(tokens)) }

func TestWordTokens(t *testing.T) {
	var tok tokenizer
	ends := func(words ...string) []uint32 {
		n := len(words)
		return []uint32{tokenOf(seedFirst, words[0]), tokenOf(seedLast, words[n-1]), tokenOf(seedFirstPair, words[:2]...), tokenOf(seedLastPair, words[n-2:]...)}
	}
	for _, line := range []string{"Read more", "  READ   more…", "«Read, more»", "r'ead more", "read mo’re"} {
		want := append(ends("read", "more"), tokenOf(seedWhole, "read", "more"), tokenOf(seedPair, "read", "more"), tokenOf(seedShort, "read"), tokenOf(seedShort, "more"))
		if got := tok.of(line); !slices.Equal(sorted(got), sorted(want)) {
			t.Errorf("%q: tokens %x, not %x", line, got, want)
		}
	}
	for line, word := range map[string]string{"Подробнее": "подробнее", "2024": "0", "12a345": "0a0", "٣": "0", "日本": "日本"} {
		want := []uint32{tokenOf(seedWhole, word), tokenOf(seedFirst, word), tokenOf(seedLast, word), tokenOf(seedShort, word)}
		if got := tok.of(line); !slices.Equal(sorted(got), sorted(want)) {
			t.Errorf("%q: tokens %x, not %x", line, got, want)
		}
	}
	for _, line := range []string{"", " ", "…", "'"} {
		if got := tok.of(line); len(got) != 0 {
			t.Errorf("%q: tokens %x", line, got)
		}
	}
}

// TestWordTokensOfSentences holds that the longer a line, the fewer kinds of
// tokens it has, and that a word counts once.
func TestWordTokensOfSentences(t *testing.T) {
	var tok tokenizer
	for words, want := range map[int]int{
		mostWhole: 4 + 1 + 1 + 1, mostWhole + 1: 4 + 1 + 1, mostPairs + 1: 4 + 1, mostWords: 4 + 1, mostWords + 1: 4,
	} {
		got := sorted(tok.of(strings.Repeat("word ", words)))
		if n := len(slices.Compact(got)); n != want {
			t.Errorf("%d times the same word: %d different tokens, not %d", words, n, want)
		}
	}
}

// TestWordWeights holds that the columns of a line are the weights of its words
// and of the lines around it.
func TestWordWeights(t *testing.T) {
	d := pipeline.Document{}
	for _, line := range []string{"Home", "One two three", "Read more", "Four"} {
		d.Blocks = append(d.Blocks, pipeline.Block{Kind: pipeline.Paragraph, Text: line, Node: pipeline.NoNode})
	}
	w := tokenweights.New(0.5, map[uint32]int8{
		tokenOf(seedWhole, "home"): -8, tokenOf(seedShort, "two"): 6, tokenOf(seedPair, "read", "more"): -10, tokenOf(seedLast, "more"): -2, tokenOf(seedFirst, "four"): 4,
	})
	own := []float32{-4, 3, -6, 2}
	mean := (own[0] + 3*own[1] + 2*own[2] + own[3]) / 7
	f := New(&d, w)
	for i := range own {
		at := func(by int) float32 {
			if i+by < 0 || i+by >= len(own) {
				return 0
			}
			return own[i+by]
		}
		row := f.Row(i, nil)
		for name, want := range map[string]float32{
			"": own[i], " above mean": own[i] - mean, " -1": at(-1), " +1": at(1), " -2": at(-1) + at(-2), " +2": at(1) + at(2),
		} {
			if got := row[slices.Index(Columns(), "word tokens"+name)]; math.Abs(float64(got-want)) > 1e-5 {
				t.Errorf("line %d, word tokens%s: %v, not %v", i, name, got, want)
			}
		}
		// Training adds up the same tokens.
		sum := int32(0)
		for _, token := range f.WordTokens(i) {
			sum += w.Of(token)
		}
		if w.LogOdds(sum) != own[i] {
			t.Errorf("line %d: the tokens for training weigh %v, not %v", i, w.LogOdds(sum), own[i])
		}
	}
	if row := New(&d, nil).Row(0, nil); row[slices.Index(Columns(), "word tokens")] != 0 {
		t.Error("words weigh something without weights")
	}
}
