package features

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Word tokens are what a line says: each of its words, pairs of words, its
// beginning, its end, and the whole of a short line. What the topics say of the
// labels that were sorted by hand, a linear model has learned for thousands of
// these: how much each speaks for a line of the article, or against it. The sums
// of lines are columns of the judge.

// Numbers of words up to which a line is a token as a whole, has pairs of
// words for tokens, and has words for tokens. Of a longer line only the
// beginning and the end count: what its words are is a matter of its subject.
const (
	mostWhole = 8
	mostPairs = 10
	mostWords = 40
)

// Seeds that keep tokens of different kinds apart. A word of a short line says
// more than the same word in a sentence.
const (
	seedWhole = fnvOffset ^ iota
	seedFirst
	seedFirstPair
	seedLast
	seedLastPair
	seedShort
	seedPair
	seedSentence
)

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// A tokenizer gives the word tokens of lines and reuses its memory.
type tokenizer struct{ words, tokens []uint32 }

// of returns the tokens of a line, valid until the next call.
func (t *tokenizer) of(line string) []uint32 {
	t.split(line)
	w, n := t.words, len(t.words)
	t.tokens = t.tokens[:0]
	if n == 0 {
		return nil
	}
	add := func(seed uint32, words ...uint32) {
		for _, word := range words {
			seed = (seed ^ word) * fnvPrime
		}
		t.tokens = append(t.tokens, seed)
	}
	if n <= mostWhole {
		add(seedWhole, w...)
	}
	add(seedFirst, w[0])
	add(seedLast, w[n-1])
	if n > 1 {
		add(seedFirstPair, w[:2]...)
		add(seedLastPair, w[n-2:]...)
	}
	kind := uint32(seedSentence)
	if n <= mostPairs {
		kind = seedShort
		for i := range n - 1 {
			add(seedPair, w[i:i+2]...)
		}
	}
	if n <= mostWords {
		slices.Sort(w)
		for _, word := range slices.Compact(w) {
			add(kind, word)
		}
	}
	return t.tokens
}

// split hashes the words of a line: their letters in lower case, 0 for every
// number, nothing for apostrophes.
func (t *tokenizer) split(line string) {
	t.words = t.words[:0]
	hash, inWord, digit := uint32(fnvOffset), false, false
	end := func() {
		if inWord {
			t.words = append(t.words, hash)
		}
		hash, inWord, digit = fnvOffset, false, false
	}
	for _, r := range line {
		switch {
		case r < utf8.RuneSelf && '0' <= r && r <= '9' || r >= utf8.RuneSelf && unicode.IsDigit(r):
			if !digit {
				hash = (hash ^ '0') * fnvPrime
				inWord = true
			}
			digit = true
			continue
		case r < utf8.RuneSelf && ('a' <= r|0x20 && r|0x20 <= 'z'):
			hash = (hash ^ uint32(r|0x20)) * fnvPrime
			inWord = true
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r)):
			hash = (hash ^ uint32(unicode.ToLower(r))) * fnvPrime
			inWord = true
		case r == '\'' || r == '’':
			continue
		default:
			end()
		}
		digit = false
	}
	end()
}

// weigh adds up the weights of the tokens of each line, and their mean over
// the words.
func (t *Text) weigh() {
	t.odds = make([]float32, len(t.lines))
	if t.weights == nil {
		return
	}
	sum, words := 0.0, 0.0
	for i := range t.lines {
		total := int32(0)
		for _, token := range t.tokens.of(t.lines[i].block.Text) {
			total += t.weights.Of(token)
		}
		t.odds[i] = t.weights.LogOdds(total)
		sum += float64(t.lines[i].Words) * float64(t.odds[i])
		words += float64(t.lines[i].Words)
	}
	t.meanOdds = float32(sum / max(1, words))
}

// WordTokens returns the tokens of line i, for training; they are valid until
// the next call.
func (t *Text) WordTokens(i int) []uint32 { return t.tokens.of(t.lines[i].block.Text) }
