// Package needles reports whether one of several strings is in a text, in one
// reading of it whatever their number.
package needles

import (
	"math"
	"strings"
)

// A Set is a set of strings to look for. It never changes and is safe for
// concurrent use.
//
// Of each string it knows a part as long as the shortest string, which is the one
// that is rarest in texts, and all triples of bytes in that part. One in every few
// triples of a text is looked up: so few that one of them is within the part, if a
// text has it. No look depends on what the one before found, so they are made at
// the same time, which skipping further ahead would prevent.
type Set struct {
	stride int // from triple to triple of a text, in bytes
	// first is the first place of a triple, counted from 1 in places; 0 is none.
	first  [triples]uint16
	places []place
}

// A place is where a triple is in one of the strings.
type place struct {
	text string
	at   int    // in bytes
	next uint16 // the next place of this triple, as in Set.first
}

// triples is how many triples of bytes are distinguished; those that share a
// number cost a second look.
const triples = 1 << 12

func triple(a, b, c byte) uint { return (uint(a)<<7 ^ uint(b)<<4 ^ uint(c)*9) % triples }

// Of returns a set of strings. It panics if there is none, or one of fewer than
// three bytes, or if they are too many to be numbered.
func Of(list ...string) *Set {
	width := len(list[0])
	for _, text := range list {
		width = min(width, len(text))
	}
	if width < 3 {
		panic("a string of fewer than three bytes")
	}
	s := &Set{stride: width - 2}
	for _, text := range list {
		part := rarest(text, width)
		for at := part; at+3 <= part+width; at++ {
			s.add(text, at)
		}
	}
	if len(s.places) > math.MaxUint16 {
		panic("too many strings")
	}
	return s
}

// add notes the triple at a place of a string.
func (s *Set) add(text string, at int) {
	first := &s.first[triple(text[at], text[at+1], text[at+2])]
	s.places = append(s.places, place{text: text, at: at, next: *first})
	*first = uint16(len(s.places))
}

// rarest returns where the part of s begins whose pairs of bytes are rarest in
// texts.
func rarest(s string, width int) (at int) {
	least := math.MaxInt
	for i := 0; i+width <= len(s); i++ {
		sum := 0
		for k := i; k+1 < i+width; k++ {
			sum += oftenness(s[k]) * oftenness(s[k+1])
		}
		if sum < least {
			at, least = i, sum
		}
	}
	return at
}

// frequent are the most frequent bytes of texts in Latin letters, the first
// most of all.
const frequent = " etaoinsrhldcumfpgwybvk"

// oftenness returns how often texts have a byte, from 1 for seldom.
func oftenness(c byte) int {
	if i := strings.IndexByte(frequent, c); i >= 0 {
		return len(frequent) - i + 1
	}
	return 1
}

// In reports whether one of the strings is in text.
func (s *Set) In(text string) bool {
	for i := 0; i+2 < len(text); i += s.stride {
		t := text[i:][:3]
		if k := s.first[triple(t[0], t[1], t[2])]; k > 0 && s.at(text, i, k) {
			return true
		}
	}
	return false
}

// at reports whether one of the strings is in the text, with its triple k or one
// that follows it at text[i].
func (s *Set) at(text string, i int, k uint16) bool {
	for ; k > 0; k = s.places[k-1].next {
		if p := &s.places[k-1]; i >= p.at && strings.HasPrefix(text[i-p.at:], p.text) {
			return true
		}
	}
	return false
}
