// Package spelling finds the word that was probably meant by a misspelt one:
// the name of a flag, a key of a file.
package spelling

// maxDistance is how many letters may be wrong, and maxWord how many bytes of
// a word are looked at.
const (
	maxDistance = 2
	maxWord     = 64
)

// Nearest returns the known word that is nearest to word, the first of several.
// It is empty when none is near: more than two letters differ, or as many as
// the known word has.
func Nearest(word string, known []string) string {
	best, least := "", maxDistance+1
	for _, k := range known {
		if d := distance(k, word); d < least && d < len(k) {
			best, least = k, d
		}
	}
	return best
}

// distance returns the Levenshtein distance of two words, in bytes.
func distance(a, b string) int {
	b = b[:min(len(b), maxWord)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
