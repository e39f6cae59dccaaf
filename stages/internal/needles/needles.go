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
// It steps through a text as Wu and Manber's "A fast algorithm for multi-pattern
// searching" does: the last two bytes of a window as long as the shortest needle
// show how far away the next place is where a needle may be. Of longer needles it
// looks for the part of that length that is rarest in texts.
type Set struct {
	width int // of the window, in bytes
	// shift is how far to move the window if it ends in a pair of bytes; 0 if one of
	// the parts ends so.
	shift [pairs]uint8
	// first is the first needle whose part ends in a triple of bytes, as its place
	// in list counted from 1; 0 is none.
	first [pairs]uint16
	list  []needle
}

type needle struct {
	text string
	part int    // where its part begins
	next uint16 // the next needle with this triple, as in Set.first
}

// pairs is how many pairs and triples of bytes are distinguished; those that
// share a number cost a second look.
const pairs = 1 << 12

func pair(a, b byte) uint { return (uint(a)<<5 ^ uint(b)) % pairs }

func triple(s string) uint { return (pair(s[0], s[1])*31 ^ uint(s[2])) % pairs }

// Of returns a set of strings. It panics if there is none, or one of fewer than
// three bytes.
func Of(list ...string) *Set {
	s := &Set{width: len(list[0])}
	for _, text := range list {
		s.width = min(s.width, len(text))
	}
	for i := range s.shift {
		s.shift[i] = uint8(min(s.width-1, math.MaxUint8))
	}
	for _, text := range list {
		n := needle{text: text, part: rarest(text, s.width)}
		part := text[n.part:][:s.width]
		for i := range len(part) - 1 {
			k := pair(part[i], part[i+1])
			s.shift[k] = min(s.shift[k], uint8(min(len(part)-2-i, math.MaxUint8)))
		}
		k := triple(part[len(part)-3:])
		n.next = s.first[k]
		s.list = append(s.list, n)
		s.first[k] = uint16(len(s.list))
	}
	return s
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
	for i := s.width - 2; i+1 < len(text); {
		shift := s.shift[pair(text[i], text[i+1])]
		if shift == 0 {
			if s.at(text, i+2-s.width) {
				return true
			}
			shift = 1
		}
		i += int(shift)
	}
	return false
}

// at reports whether one of the strings, with its part at text[i], is in the
// text.
func (s *Set) at(text string, i int) bool {
	for k := s.first[triple(text[i+s.width-3:])]; k > 0; k = s.list[k-1].next {
		if n := &s.list[k-1]; i >= n.part && strings.HasPrefix(text[i-n.part:], n.text) {
			return true
		}
	}
	return false
}
