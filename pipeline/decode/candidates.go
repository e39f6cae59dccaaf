package decode

import (
	"sync"
	"unicode"
)

// candidate is an encoding with the languages that can be written in it.
type candidate struct {
	enc   encodingID
	prior cost // how rare the encoding is
	// langs are the letter models of a single-byte encoding.
	langs []candidateLang
	// langSet has a bit for each of them.
	langSet uint64
	// charLangs are the character models of a multi-byte one, by index in
	// models.characters.
	charLangs []int
	// letterCase is the case of each byte.
	letterCase *[256]uint8
}

// candidateLang is a language in an encoding: the class of each byte.
type candidateLang struct {
	model   *letterModel
	classes *[256]uint8
	prior   cost
	bit     uint64 // of its number among the models
}

// singleCandidates are the single-byte encodings that statistics consider, with the
// bits that they start behind: windows-1252 is by far the most frequent, and
// of two that read the same the one on the web is meant. Common ones of the web are
// in order of their share in Common Crawl; what the web does not use at all
// stands far behind.
var singleCandidates = []struct {
	enc  encodingID
	bits float64
}{
	{encWindows1252, 0},
	{encWindows1251, 1},
	{encWindows1250, 1},
	{encWindows1256, 1.5},
	{encWindows1254, 2},
	{encWindows1253, 2},
	{encWindows1257, 2},
	{encWindows1255, 2},
	{encWindows874, 2},
	{encISO8859_2, 2.5},
	{encKOI8R, 3},
	{encISO8859_7, 3},
	{encKOI8U, 4},
	{encIBM866, 5},
	{encISO8859_5, 5},
	{encISO8859_6, 5},
	{encWindows1258, 5},
	{encISO8859_15, 6},
	{encISO8859_8I, 6},
	{encISO8859_13, 6},
	{encMacCyrillic, 7},
	{encISO8859_4, 8},
	{encISO8859_3, 8},
	{encMacintosh, 9},
	{encISO8859_10, 9},
	{encISO8859_14, 9},
	{encISO8859_16, 9},
	{encIBM855, 10},
	{encIBM852, 11},
	{encIBM850, 11},
	{encIBM437, 12},
}

// multiCandidates are the multi-byte encodings.
var multiCandidates = []struct {
	enc   encodingID
	bits  float64
	langs []string
}{
	{encShiftJIS, 1, []string{"ja"}},
	{encGB18030, 1, []string{"zh-Hans", "zh-Hant"}},
	{encEUCJP, 1.5, []string{"ja"}},
	{encBig5, 1.5, []string{"zh-Hant"}},
	{encEUCKR, 1.5, []string{"ko"}},
	{encEUCTW, 9, []string{"zh-Hant"}},
	{encJohab, 9, []string{"ko"}},
}

// rareLanguages are written by few: they start that many bits behind.
var rareLanguages = map[string]float64{
	"af": 3, "ast": 4, "br": 4, "cy": 3, "eo": 4, "eu": 3, "fo": 4, "fy": 4, "ga": 3, "gd": 4,
	"gl": 2, "hsb": 4, "lb": 3, "mt": 3, "nn": 2, "sq": 2, "be": 2, "mk": 2, "ur": 1, "und": 5,
}

// allCandidates builds the candidates once. Multi-byte encodings come first: a
// text in one of them is soon recognised, and spares the others reading on.
var allCandidates = sync.OnceValue(func() []candidate {
	m := loadModels()
	kinds := map[rune]charKind{}
	var out []candidate
	for _, s := range multiCandidates {
		c := candidate{enc: s.enc, prior: bits(s.bits)}
		for i, l := range m.characters {
			for _, tag := range s.langs {
				if l.lang == tag {
					c.charLangs = append(c.charLangs, i)
				}
			}
		}
		out = append(out, c)
	}
	for _, s := range singleCandidates {
		table := encodings[s.enc].table()
		c := candidate{enc: s.enc, prior: bits(s.bits), letterCase: caseTable(table)}
		byByte := kindTable(table, kinds)
		for i, l := range m.letters {
			if l.script == unicode.Latin && !isLatin(table) || !covers(table, l) {
				continue
			}
			classes := new([256]uint8)
			for b := range classes {
				classes[b] = l.classOf(byByte[b])
			}
			bit := uint64(1) << i
			c.langs = append(c.langs, candidateLang{l, classes, bits(rareLanguages[l.lang]), bit})
			c.langSet |= bit
		}
		out = append(out, c)
	}
	return out
})

// kindTable returns the kind of the character of each byte. Those known are
// kept in kinds.
func kindTable(table *singleTable, kinds map[rune]charKind) *[256]charKind {
	out := new([256]charKind)
	for b, r := range table.runes {
		k, ok := kinds[r]
		if !ok {
			k = kindOf(r)
			kinds[r] = k
		}
		out[b] = k
	}
	return out
}

// isLatin reports whether an encoding is made for Latin letters. English fits
// any, but it is not what the bytes beyond ASCII of a Cyrillic one are for.
func isLatin(table *singleTable) bool {
	const few = 25 // windows-1256 has fewer, for French in Arabic text
	n := 0
	for _, r := range table.runes[0x80:] {
		if unicode.Is(unicode.Latin, r) {
			n++
		}
	}
	return n > few
}

// covers reports whether a language is written in an encoding: it has most of the
// letters beyond ASCII, or the language hardly uses any.
func covers(table *singleTable, l *letterModel) bool {
	// Romanian is written with either of two pairs of letters, so that no
	// encoding has a quarter of what counts here.
	const leastCovered = 0.7
	const hardlyAny = 0.0005
	has := map[rune]bool{}
	for _, r := range table.runes[0x80:] {
		has[unicode.ToLower(r)] = true
	}
	missing, all := 0.0, 0.0
	for r, i := range l.index {
		if r < 0x80 {
			continue
		}
		p := probability(l.single[i])
		all += p
		if !has[r] {
			missing += p
		}
	}
	return missing <= hardlyAny || missing <= (1-leastCovered)*all
}

// The cases of letters.
const (
	caseNone = iota
	caseLower
	caseUpper
	numCases
)

func caseTable(t *singleTable) *[256]uint8 {
	out := new([256]uint8)
	for i, r := range t.runes {
		switch {
		case unicode.IsLower(r):
			out[i] = caseLower
		case unicode.IsUpper(r):
			out[i] = caseUpper
		}
	}
	return out
}

// caseCost is the cost of a letter's case after another's, in eighths of a
// bit. A capital inside a word is what gives away a code page that holds small
// letters where another has capitals.
var caseCost = [numCases * numCases]cost{
	caseNone*numCases + caseLower: 3, caseNone*numCases + caseUpper: 18,
	caseLower*numCases + caseLower: 1, caseLower*numCases + caseUpper: 64,
	caseUpper*numCases + caseLower: 8, caseUpper*numCases + caseUpper: 16,
	caseUpper*numCases + caseNone: 8,
}
