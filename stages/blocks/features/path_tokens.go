package features

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"

	"winnow/pipeline/tree"
)

// Path tokens are the names on the way from a unit up to the body: of each
// element its tag, its classes, id, role and itemprop, and the words that these
// are made of. What the groups of class_names.go say of a few hundred words, a
// linear model has learned for thousands: how much each name speaks for text
// below it, or against it. Its sum over the path is a column of the judges.

// tokenMagic begins the packed weights, whose digit is the format's version.
const tokenMagic = "WNT1"

// ErrTokenWeights is wrapped by errors about weights that cannot be read.
var ErrTokenWeights = errors.New("damaged weights of path tokens")

// TokenWeights are the weights of path tokens. Sums of them are log-odds. A nil
// pointer knows no token. It is safe for concurrent use.
type TokenWeights struct {
	slots []tokenWeight // a hash table with open addressing
	mask  uint32
	scale float32 // of a unit of weight
}

// A tokenWeight is the weight of a token; 0 marks a free slot.
type tokenWeight struct {
	hash   uint32
	weight int8
}

// DecodeTokenWeights reads weights as internal/train/blocks/path_tokens.py packs
// them: the magic, the scale, the number of tokens, their hashes, their
// weights.
func DecodeTokenWeights(packed []byte) (*TokenWeights, error) {
	rest, ok := bytes.CutPrefix(packed, []byte(tokenMagic))
	if !ok || len(rest) < 8 {
		return nil, fmt.Errorf("%w: they do not begin with %q, a scale and a number", ErrTokenWeights, tokenMagic)
	}
	scale := math.Float32frombits(binary.LittleEndian.Uint32(rest))
	n := int(binary.LittleEndian.Uint32(rest[4:]))
	rest = rest[8:]
	if n < 0 || len(rest)%5 != 0 || len(rest)/5 != n {
		return nil, fmt.Errorf("%w: %d bytes for %d tokens", ErrTokenWeights, len(rest), n)
	}
	size := 16
	for size < 3*n {
		size *= 2
	}
	w := &TokenWeights{slots: make([]tokenWeight, size), mask: uint32(size - 1), scale: scale}
	for i := range n {
		hash, weight := binary.LittleEndian.Uint32(rest[4*i:]), int8(rest[4*n+i])
		if weight == 0 {
			continue
		}
		slot := w.slot(hash)
		*slot = tokenWeight{hash, weight}
	}
	return w, nil
}

// slot returns the slot of a hash, or the free one where it belongs.
func (w *TokenWeights) slot(hash uint32) *tokenWeight {
	for i := (hash ^ hash>>16) & w.mask; ; i = (i + 1) & w.mask {
		if s := &w.slots[i]; s.weight == 0 || s.hash == hash {
			return s
		}
	}
}

// of returns the weight of a token.
func (w *TokenWeights) of(token uint32) int32 {
	if w == nil {
		return 0
	}
	return int32(w.slot(token).weight)
}

// sum adds up the weights of tokens.
func (w *TokenWeights) sum(tokens iter.Seq[uint32]) int32 {
	if w == nil {
		return 0
	}
	sum := int32(0)
	for hash := range tokens {
		sum += w.of(hash)
	}
	return sum
}

// logOdds converts a sum of weights.
func (w *TokenWeights) logOdds(sum int32) float32 {
	if w == nil {
		return 0
	}
	return float32(sum) * w.scale
}

// Seeds that keep tokens of different origin apart.
const (
	seedTag = fnvOffset ^ iota
	seedClass
	seedID
	seedRole
	seedProp
	seedWord
)

// tagToken returns the token of an element's name.
func tagToken(tag tree.Tag) uint32 { return (seedTag ^ uint32(tag)) * fnvPrime }

// nameTokens yields the tokens of the value of an attribute: of each name the
// name as a whole, in lower case and with 0 for every number ("post-123" is
// "post-0"), and its words of at least two letters.
func nameTokens(seed uint32, value string) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i := 0; i < len(value); i++ {
			if isSpace(value[i]) {
				continue
			}
			end := i + 1
			for end < len(value) && !isSpace(value[end]) {
				end++
			}
			if !yieldName(seed, value[i:end], yield) {
				return
			}
			i = end
		}
	}
}

func yieldName(seed uint32, name string, yield func(uint32) bool) bool {
	whole, word := seed, uint32(seedWord)
	letters := 0 // of the word
	lower, digit := false, false
	for i := 0; i < len(name); i++ {
		c := name[i]
		upper := c >= 'A' && c <= 'Z'
		if upper {
			c |= 0x20
		}
		isDigit := c >= '0' && c <= '9'
		switch {
		case !isDigit:
			whole = (whole ^ uint32(c)) * fnvPrime
		case !digit:
			whole = (whole ^ '0') * fnvPrime
		}
		letter := c >= 'a' && c <= 'z' || c >= 0x80
		if letters > 0 && (!letter || upper && lower) {
			if letters > 1 && !yield(word) {
				return false
			}
			word, letters = seedWord, 0
		}
		if letter {
			word = (word ^ uint32(c)) * fnvPrime
			letters++
		}
		lower, digit = letter && !upper, isDigit
	}
	return (letters < 2 || yield(word)) && yield(whole)
}

// isSpace reports whether c separates names in an attribute.
func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// PathTokens yields the tokens on the path of unit i, for training.
func (p *Page) PathTokens(i int) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		o := &p.outline
		for n := o.units[i].container; n >= 0; n = o.containers[n].parent {
			k := &o.containers[n]
			if !yield(tagToken(k.tag)) {
				return
			}
			for _, a := range tokenAttrs {
				for hash := range nameTokens(a.seed, o.tree.Value(k.node, a.name)) {
					if !yield(hash) {
						return
					}
				}
			}
		}
	}
}

// tokenAttrs are the attributes that hold names.
var tokenAttrs = [...]struct {
	name string
	seed uint32
}{{"class", seedClass}, {"id", seedID}, {"role", seedRole}, {"itemprop", seedProp}}
