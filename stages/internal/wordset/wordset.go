// Package wordset makes sets of words from lists that are written as text.
package wordset

import "strings"

// Of returns the set of the words in a list, which are separated by white space.
func Of(list string) map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		words[w] = true
	}
	return words
}
