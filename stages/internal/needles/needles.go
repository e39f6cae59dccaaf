// Package needles tells whether one of several strings stands in a text, in one
// reading of it whatever their number.
package needles

import "strings"

// A Set is a set of strings to look for. It never changes and is safe for
// concurrent use.
type Set struct {
	// signs are the pairs of bytes by which the needles are told: of each the
	// pair that texts have least often.
	signs [pairs / 64]uint64
	list  []needle
}

type needle struct {
	text string
	sign int // where its pair begins
}

// pairs is how many pairs of bytes are told apart; those that share a number
// cost a second look.
const pairs = 1 << 12

func pair(a, b byte) uint { return (uint(a)<<5 ^ uint(b)) % pairs }

// Of makes a set of strings of two bytes at least.
func Of(list ...string) *Set {
	s := &Set{}
	for _, text := range list {
		n := needle{text: text}
		for i := 1; i+1 < len(text); i++ {
			if oftenness(text[i:]) < oftenness(text[n.sign:]) {
				n.sign = i
			}
		}
		k := pair(text[n.sign], text[n.sign+1])
		s.signs[k/64] |= 1 << (k % 64)
		s.list = append(s.list, n)
	}
	return s
}

// frequent are the most frequent bytes of texts in Latin letters, the first
// most of all.
const frequent = " etaoinsrhldcumfpgwybvk"

// oftenness says how often a text has the two bytes that s begins with.
func oftenness(s string) int {
	often := func(c byte) int {
		if i := strings.IndexByte(frequent, c); i >= 0 {
			return len(frequent) - i + 1
		}
		return 1
	}
	return often(s[0]) * often(s[1])
}

// In reports whether one of the strings stands in text.
func (s *Set) In(text string) bool {
	for i := 1; i < len(text); i++ {
		k := pair(text[i-1], text[i])
		if s.signs[k/64]&(1<<(k%64)) != 0 && s.at(text, i-1) {
			return true
		}
	}
	return false
}

// at reports whether one of the strings stands with its sign at text[i].
func (s *Set) at(text string, i int) bool {
	for _, n := range s.list {
		if from := i - n.sign; from >= 0 && text[i] == n.text[n.sign] && strings.HasPrefix(text[from:], n.text) {
			return true
		}
	}
	return false
}
