package score

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isWord reports whether r matches \w of Python's re module for text: letters,
// numbers of every kind, and the underscore. Combining marks do not, so words
// of Devanagari or Thai fall apart; the published figures do the same.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// Tokens returns the matches of \w+ in s, in order.
func Tokens(s string) []string {
	var tokens []string
	start := -1
	for i, r := range s {
		switch word := isWord(r); {
		case word && start < 0:
			start = i
		case !word && start >= 0:
			tokens = append(tokens, s[start:i])
			start = -1
		}
	}
	if start >= 0 {
		tokens = append(tokens, s[start:])
	}
	return tokens
}

// Words returns the tokens of s in lower case.
func Words(s string) []string { return Tokens(strings.ToLower(s)) }

// A Fit says how well a text agrees with the truth; all shares are from 0 to 1.
type Fit struct{ Precision, Recall, F1 float64 }

// fit makes a Fit of the number of common items and the sizes of both sides.
func fit(common, got, want int) Fit {
	if got == 0 && want == 0 {
		return Fit{1, 1, 1}
	}
	if common == 0 {
		return Fit{}
	}
	p, r := float64(common)/float64(got), float64(common)/float64(want)
	return Fit{p, r, 2 * p * r / (p + r)}
}

// WordFit compares the bags of words of two texts. Two empty texts agree; an
// empty and a filled one do not.
func WordFit(got, want string) Fit {
	g, w := Words(got), Words(want)
	bag := make(map[string]int, len(w))
	for _, t := range w {
		bag[t]++
	}
	return fit(common(bag, g), len(g), len(w))
}

// common counts the items of list that are in bag, each as often as the bag
// has it; the bag is used up.
func common(bag map[string]int, list []string) int {
	n := 0
	for _, t := range list {
		if bag[t] > 0 {
			bag[t]--
			n++
		}
	}
	return n
}

// shingleLength is the number of tokens in a shingle.
const shingleLength = 4

// Shingles returns the runs of four tokens of s; a text of one to three tokens
// has one shorter shingle.
func Shingles(s string) []string {
	tokens := Tokens(s)
	if len(tokens) == 0 {
		return nil
	}
	n := min(shingleLength, len(tokens))
	list := make([]string, 0, len(tokens)-n+1)
	for i := 0; i+n <= len(tokens); i++ {
		list = append(list, strings.Join(tokens[i:i+n], " "))
	}
	return list
}

// ShingleCount is one page's result in shingles, as shares of their sum.
type ShingleCount struct{ TP, FP, FN float64 }

// CountShingles compares the shingles of two texts.
func CountShingles(got, want string) ShingleCount {
	g, w := Shingles(got), Shingles(want)
	bag := make(map[string]int, len(w))
	for _, t := range w {
		bag[t]++
	}
	tp := common(bag, g)
	fp, fn := len(g)-tp, len(w)-tp
	sum := float64(tp + fp + fn)
	if sum == 0 {
		return ShingleCount{}
	}
	return ShingleCount{float64(tp) / sum, float64(fp) / sum, float64(fn) / sum}
}

// Exact reports whether two texts have the same sequence of tokens.
func Exact(got, want string) bool {
	g, w := Tokens(got), Tokens(want)
	if len(g) != len(w) {
		return false
	}
	for i := range g {
		if g[i] != w[i] {
			return false
		}
	}
	return true
}

// A ShingleTotal sums pages into the 4-gram figures.
type ShingleTotal struct {
	pages, withOutput, withTruth, exact int
	precision, recall                   float64
}

// Add counts one page.
func (t *ShingleTotal) Add(got, want string) {
	c := CountShingles(got, want)
	t.pages++
	if c.TP+c.FP > 0 {
		t.withOutput++
		t.precision += c.TP / (c.TP + c.FP)
	}
	if c.TP+c.FN > 0 {
		t.withTruth++
		t.recall += c.TP / (c.TP + c.FN)
	}
	if Exact(got, want) {
		t.exact++
	}
}

// Fit returns the mean precision over pages with output, the mean recall over
// pages with truth, and the F1 of the two means.
func (t *ShingleTotal) Fit() Fit {
	f := Fit{Precision: ratio(t.precision, t.withOutput), Recall: ratio(t.recall, t.withTruth)}
	f.F1 = harmonic(f.Precision, f.Recall)
	return f
}

// Accuracy returns the share of pages whose tokens equal the truth.
func (t *ShingleTotal) Accuracy() float64 { return ratio(float64(t.exact), t.pages) }

func ratio(sum float64, n int) float64 {
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}
