package repair

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// optional holds the characters that only options touch, and their replacement
// except for the width forms, which Unicode's compatibility mapping gives.
var optional = func() map[rune]string {
	m := map[rune]string{
		'‘': "'", '’': "'", '‚': "'", '‛': "'", 'ʼ': "'",
		'“': `"`, '”': `"`, '„': `"`, '‟': `"`,
		'Ĳ': "IJ", 'ĳ': "ij", 'ŉ': "ʼn",
		'Ǆ': "DŽ", 'ǅ': "Dž", 'ǆ': "dž", 'Ǉ': "LJ", 'ǈ': "Lj", 'ǉ': "lj",
		'Ǌ': "NJ", 'ǋ': "Nj", 'ǌ': "nj", 'Ǳ': "DZ", 'ǲ': "Dz", 'ǳ': "dz",
		'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st",
		'\u3000': " ",
	}
	return m
}()

// options does what was asked for beyond repair.
func (f *fixer) options(line string) []Step {
	var steps []Step
	for i, r := range line {
		to, rule, why := f.option(r)
		if rule != "" {
			steps = append(steps, Step{Start: i, End: i + utf8.RuneLen(r), New: to, Rule: rule, Why: why})
		}
	}
	return steps
}

func (f *fixer) option(r rune) (to, rule, why string) {
	if r >= 0xff01 && r <= 0xffee || r == 0x3000 {
		if !f.opts.Width {
			return "", "", ""
		}
		if s := norm.NFKC.String(string(r)); s != string(r) {
			return s, ruleWidth, "fullwidth or halfwidth form"
		}
		return "", "", ""
	}
	to, ok := optional[r]
	switch {
	case !ok:
	case isLigature(r):
		if f.opts.Ligatures {
			return to, ruleLigature, "ligature"
		}
	case f.opts.Quotes:
		return to, ruleQuotes, "curly quote"
	}
	return "", "", ""
}

func isLigature(r rune) bool {
	return r >= 0x0132 && r <= 0x01f3 || r >= 0xfb00 && r <= 0xfb06
}
