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
const triples = 1 << tripleBits

const tripleBits = 12

// triple returns the number of three bytes, the first of them the lowest.
func triple(bytes uint32) uint32 { return bytes * 0x9E3779B1 >> (32 - tripleBits) }

// tripleAt returns the number of the triple of s that begins at a byte.
func tripleAt(s string, at int) uint32 {
	return triple(uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16)
}

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
	first := &s.first[tripleAt(text, at)]
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
	i := 0
	for ; i+3 < len(text); i += s.stride {
		four := text[i:][:4] // are read at once
		bytes := uint32(four[0]) | uint32(four[1])<<8 | uint32(four[2])<<16 | uint32(four[3])<<24
		if k := s.first[triple(bytes&0xFFFFFF)]; k > 0 && s.at(text, i, k) {
			return true
		}
	}
	return i+2 < len(text) && s.at(text, i, s.first[tripleAt(text, i)])
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
