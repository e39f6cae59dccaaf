package features

import (
	"iter"
	"strings"

	"winnow/pipeline/tree"
)

// Path tokens are the names on the way from a unit up to the body: of each
// element its tag, its classes, id, role and itemprop, and the words that these
// are made of. What the groups of class_names.go say of a few hundred words, a
// linear model has learned for thousands: how much each name speaks for text
// below it, or against it. Its sum over the path is a column of the judges.

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

// A token is a name in an attribute, or a word of one.
type token struct {
	hash uint32
	// whole marks a name; joined is then the token of the word that its letters
	// make.
	whole  bool
	joined uint32
}

// nameTokens yields the tokens of the value of an attribute: of each name its
// words of at least two letters, and then the name as a whole, in lower case and
// with 0 for every number ("post-123" is "post-0").
func nameTokens(seed uint32, value string) iter.Seq[token] {
	return func(yield func(token) bool) {
		whole, word, joined := seed, uint32(seedWord), uint32(seedWord)
		letters := 0 // of the word
		last := charSpace
		for i := 0; i <= len(value); i++ {
			c := byte(' ')
			if i < len(value) {
				c = value[i]
			}
			kind := charKinds[c]
			if letters > 0 && (kind > charUpper || kind == charUpper && last == charLower) {
				if letters > 1 && !yield(token{hash: word}) {
					return
				}
				word, letters = seedWord, 0
			}
			switch kind {
			case charUpper, charLower:
				if kind == charUpper {
					c |= 0x20
				}
				word = (word ^ uint32(c)) * fnvPrime
				joined = (joined ^ uint32(c)) * fnvPrime
				whole = (whole ^ uint32(c)) * fnvPrime
				letters++
			case charSign:
				whole = (whole ^ uint32(c)) * fnvPrime
			case charDigit:
				if last != charDigit {
					whole = (whole ^ '0') * fnvPrime
				}
			case charSpace:
				if last != charSpace && !yield(token{hash: whole, whole: true, joined: joined}) {
					return
				}
				whole, joined = seed, seedWord
			}
			last = kind
		}
	}
}

// Kinds of characters in names, letters first. What is not ASCII is taken for
// letters in lower case.
const (
	charLower uint8 = iota
	charUpper
	charDigit
	charSign
	charSpace
)

var charKinds = func() (kinds [256]uint8) {
	for c := range 0x80 {
		switch {
		case c >= 'a' && c <= 'z':
			kinds[c] = charLower
		case c >= 'A' && c <= 'Z':
			kinds[c] = charUpper
		case c >= '0' && c <= '9':
			kinds[c] = charDigit
		case strings.IndexByte(" \n\t\r\f", byte(c)) >= 0:
			kinds[c] = charSpace
		default:
			kinds[c] = charSign
		}
	}
	return kinds
}()

// wordToken returns the token of a word in lower case.
func wordToken(word string) uint32 {
	hash := uint32(seedWord)
	for i := 0; i < len(word); i++ {
		hash = (hash ^ uint32(word[i])) * fnvPrime
	}
	return hash
}

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
				for t := range nameTokens(a.seed, o.tree.Value(k.node, a.name)) {
					if !yield(t.hash) {
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
