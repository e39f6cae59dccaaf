// Package needles tells whether one of several strings stands in a text, in one
// reading of it whatever their number.
package needles

import "strings"

// A Set is a set of strings to look for. It never changes and is safe for
// concurrent use.
type Set struct {
	// signs are the pairs of bytes by which the needles are told: of each the
	// two pairs in a row that texts have least often, so that it is enough to
	// look at every other pair of a text.
	signs [pairs / 64]uint64
	// both are the two pairs of a needle together, by which most of the texts
	// that happen to have one of them are told.
	both [pairs / 64]uint64
	list []needle
}

type needle struct {
	text string
	sign int // where its pairs begin: there, and a byte behind
}

// pairs is how many pairs of bytes are told apart; those that share a number
// cost a second look.
const pairs = 1 << 12

func pair(a, b byte) uint { return (uint(a)<<5 ^ uint(b)) % pairs }

// triple numbers two pairs in a row.
func triple(s string) uint { return (pair(s[0], s[1])*31 ^ uint(s[2])) % pairs }

func has(set *[pairs / 64]uint64, k uint) bool { return set[k/64]&(1<<(k%64)) != 0 }

// Of makes a set of strings of three bytes at least.
func Of(list ...string) *Set {
	s := &Set{}
	for _, text := range list {
		n := needle{text: text}
		for i := 1; i+2 < len(text); i++ {
			if oftenness(text[i:]) < oftenness(text[n.sign:]) {
				n.sign = i
			}
		}
		for i := n.sign; i < n.sign+2; i++ {
			k := pair(text[i], text[i+1])
			s.signs[k/64] |= 1 << (k % 64)
		}
		k := triple(text[n.sign:])
		s.both[k/64] |= 1 << (k % 64)
		s.list = append(s.list, n)
	}
	return s
}

// frequent are the most frequent bytes of texts in Latin letters, the first
// most of all.
const frequent = " etaoinsrhldcumfpgwybvk"

// oftenness says how often a text has one of the two pairs that s begins with.
func oftenness(s string) int {
	often := func(c byte) int {
		if i := strings.IndexByte(frequent, c); i >= 0 {
			return len(frequent) - i + 1
		}
		return 1
	}
	return often(s[0])*often(s[1]) + often(s[1])*often(s[2])
}

// In reports whether one of the strings stands in text.
func (s *Set) In(text string) bool {
	for i := 1; i < len(text); i += 2 {
		if has(&s.signs, pair(text[i-1], text[i])) && s.mayStand(text, i-1) && s.at(text, i-1) {
			return true
		}
	}
	return false
}

// mayStand is a cheap look whether the pair at text[i] has the other one of a
// needle before or behind it.
func (s *Set) mayStand(text string, i int) bool {
	return i+2 < len(text) && has(&s.both, triple(text[i:])) || i > 0 && has(&s.both, triple(text[i-1:]))
}

// at reports whether one of the strings stands with one of its pairs at text[i].
func (s *Set) at(text string, i int) bool {
	for k := range s.list {
		n := &s.list[k]
		switch {
		case text[i] == n.text[n.sign] && i >= n.sign && strings.HasPrefix(text[i-n.sign:], n.text),
			text[i] == n.text[n.sign+1] && i > n.sign && strings.HasPrefix(text[i-n.sign-1:], n.text):
			return true
		}
	}
	return false
}
