package repair

import "unicode"

// class sorts characters by how they behave next to others in real text.
type class uint8

const (
	clEdge  class = iota // space, tab, the ends of the line
	clLower              // a-z
	clUpper              // A-Z
	clDigit
	clPunct  // ASCII punctuation
	clLatLow // other Latin letters
	clLatUp
	clGreekLow
	clGreekUp
	clCyrLow
	clCyrUp
	clHebrew
	clArabic
	clIndic // scripts of India and South East Asia, and other alphabets
	clHan   // ideographs and kana
	clHangul
	clOpen  // opening quotes, ¡ ¿
	clClose // closing quotes, ellipsis
	clApos  // the quote that is also the apostrophe
	clDash
	clBullet
	clSign // ™ ® © ° and superscripts: come after a word or number
	clMoney
	clFraction
	clOdd // symbols that hardly are inside text: ¨ ¬ ¦ ‡ …
	clBox
	clMath
	clC1
	clLost // U+FFFD
	clMark // combining marks
	clEmoji
	clNBSP
	clSoft // soft hyphen
	clWide // fullwidth and ideographic punctuation
	clBad  // private use, unassigned: no text has these
	numClasses
)

func (c class) letter() bool { return c >= clLatLow && c <= clHangul || c == clLower || c == clUpper }

func (c class) lower() bool {
	return c == clLower || c == clLatLow || c == clGreekLow || c == clCyrLow
}

func (c class) upper() bool {
	return c == clUpper || c == clLatUp || c == clGreekUp || c == clCyrUp
}

// script numbers the scripts that do not mix inside a word.
func (c class) script() int {
	switch c {
	case clLower, clUpper, clLatLow, clLatUp:
		return 1
	case clGreekLow, clGreekUp:
		return 2
	case clCyrLow, clCyrUp:
		return 3
	}
	return int(c)
}

// The weights below are in steps of about one bit and a half: 1 for what is a
// little unusual, 3 for what real text hardly shows, 8 for what it never does.
// They were set by hand from how the characters are used, then checked on the
// tests of this package: ftfy's cases, clean text of 40 languages, and that
// text broken on purpose.

// pairTable holds the oddness of each class after each other.
var pairTable = buildPairTable()

func buildPairTable() *[numClasses][numClasses]int8 {
	t := new([numClasses][numClasses]int8)
	for a := range numClasses {
		for b := range numClasses {
			t[a][b] = int8(pairOddness(a, b))
		}
	}
	return t
}

func pairOddness(a, b class) int {
	switch {
	case a.letter() && b.letter():
		return letterPair(a, b)
	case a.letter():
		return afterLetter(a, b)
	case b.letter():
		return beforeLetter(a, b)
	case b == clMark:
		if a == clEdge || a == clPunct || a == clDigit || a == clMark {
			return 1
		}
		return 2
	case a == clSoft || b == clSoft:
		return 2
	case a == clEdge:
		if b == clClose || b == clSign || b == clFraction || b == clNBSP {
			return 1
		}
	case b == clEdge || b == clNBSP || a == clNBSP:
		if a == clOpen {
			return 1
		}
		if a == clNBSP && b == clEdge {
			return 2
		}
	case a == clDigit:
		switch b {
		case clOpen, clOdd, clBox:
			return 1
		}
		return 0
	case b == clDigit:
		switch a {
		case clOpen, clMoney, clDash, clBullet, clMath, clEmoji, clPunct:
			return 0
		}
		return 1
	case a == clPunct || b == clPunct:
		if b == clOdd || a == clOdd || b == clBox || a == clBox {
			return 1
		}
	default:
		return symbolPair(a, b)
	}
	return 0
}

func letterPair(a, b class) int {
	if a.script() == b.script() {
		switch {
		case a.lower() && b.upper():
			return 3
		case a == clLatLow && b == clLatLow:
			return 1
		}
		return 0
	}
	east := func(c class) bool { return c == clHan || c == clHangul }
	switch {
	case east(a) && east(b):
		return 0
	case east(a) || east(b):
		return 2
	case a.script() == 1 && b == clGreekLow, a == clGreekLow && b.script() == 1:
		return 1 // γ and µ are in words of science
	}
	return 4
}

func afterLetter(a, b class) int {
	switch b {
	case clOpen, clFraction:
		return 3
	case clMoney, clOdd, clMath:
		return 2
	case clSign:
		if a.lower() {
			return 1
		}
	case clBox:
		return 4
	case clC1:
		return 3
	case clSoft:
		if a.upper() {
			return 2
		}
	case clLost:
		return 1
	case clDigit:
		if a == clLatLow || a == clLatUp || a.script() > 1 {
			return 1
		}
	}
	return 0
}

func beforeLetter(a, b class) int {
	switch a {
	case clSign:
		if b.lower() {
			return 3
		}
		return 2
	case clMoney, clOdd, clFraction:
		return 2
	case clDash:
		if b.lower() {
			return 1
		}
	case clClose:
		if b.lower() {
			return 1
		}
		return 2
	case clBox:
		return 4
	case clMath:
		return 1
	case clC1:
		return 3
	case clLost:
		return 1
	case clSoft:
		return 0
	case clMark:
		return 0
	case clDigit:
		if b == clLower || b == clUpper {
			return 0
		}
		if b.script() == 1 || b == clGreekUp || b == clCyrUp {
			return 1
		}
		return 0
	}
	return 0
}

func symbolPair(a, b class) int {
	if a == b {
		switch a {
		case clOdd, clFraction, clSign:
			return 1
		}
		return 0
	}
	switch {
	case a == clOpen && b == clClose, a == clDash && b == clClose, a == clSign && b == clClose:
		return 0
	case a == clClose && b == clDash, a == clDash && b == clOpen:
		return 0
	case a == clMath && b == clSign, a == clSign && b == clMath:
		return 0
	case a == clEmoji || b == clEmoji, a == clWide || b == clWide:
		return 0
	}
	return 1
}

// commonLimit is the first code point that is not looked up in a table.
const commonLimit = 0x3100

// charInfo is the class of a character and how seldom it is in text at all.
type charInfo struct {
	class  class
	weight int8
}

// infoOf is lookTable.info for where no table is at hand.
func infoOf(r rune) charInfo { return looks().info(r) }

// farInfo answers for the characters from commonLimit on.
func farInfo(r rune) charInfo {
	switch {
	case r >= 0x3400 && r <= 0x4dbf:
		return charInfo{clHan, 3}
	case r >= 0x4e00 && r <= 0x9fff:
		return charInfo{clHan, 1}
	case r >= 0xac00 && r <= 0xd7a3:
		return charInfo{clHangul, 1}
	}
	c := slowClass(r)
	return charInfo{c, int8(slowWeight(r, c))}
}

func slowClass(r rune) class {
	switch {
	case r < 0x80:
		return asciiClass(r)
	case r < 0xa0:
		return clC1
	}
	if c, ok := symbolClass[r]; ok {
		return c
	}
	switch {
	case r >= 0x2500 && r <= 0x25ff:
		return clBox
	case r >= 0x2190 && r <= 0x22ff:
		return clMath
	case r >= 0x2600 && r <= 0x27bf, r >= 0x1f000 && r <= 0x1faff, r >= 0x2800 && r <= 0x28ff, r >= 0x2b00 && r <= 0x2bff,
		r >= 0x2300 && r <= 0x24ff, r >= 0xfe00 && r <= 0xfe0f, r == 0x200d, r == 0x20e3:
		return clEmoji
	case r >= 0x3000 && r <= 0x303f, r >= 0xff00 && r <= 0xff65:
		return clWide
	case r >= 0x2000 && r <= 0x200f:
		return clNBSP
	case r >= 0xe000 && r <= 0xf8ff, r >= 0xf0000:
		return clBad
	case r >= 0x0591 && r <= 0x05c7:
		return clHebrew
	case r >= 0x0610 && r <= 0x061a, r >= 0x064b && r <= 0x065f, r == 0x0670, r >= 0x06d6 && r <= 0x06ed:
		return clArabic
	case unicode.Is(unicode.M, r):
		if unicode.In(r, unicode.Inherited) {
			return clMark
		}
		return clIndic
	}
	return scriptClass(r)
}

func scriptClass(r rune) class {
	up := unicode.IsUpper(r) || unicode.IsTitle(r)
	pick := func(low, high class) class {
		if up {
			return high
		}
		return low
	}
	switch {
	case !unicode.IsLetter(r) && unicode.Is(unicode.Cyrillic, r):
		return clOdd
	case unicode.Is(unicode.Latin, r):
		return pick(clLatLow, clLatUp)
	case unicode.Is(unicode.Greek, r):
		return pick(clGreekLow, clGreekUp)
	case unicode.Is(unicode.Cyrillic, r):
		return pick(clCyrLow, clCyrUp)
	case unicode.Is(unicode.Hebrew, r):
		return clHebrew
	case unicode.Is(unicode.Arabic, r), r >= 0x660 && r <= 0x669:
		return clArabic
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo):
		return clHan
	case unicode.Is(unicode.Hangul, r):
		return clHangul
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return clIndic
	case unicode.In(r, unicode.P, unicode.S, unicode.N, unicode.Z, unicode.Cf):
		return clOdd
	}
	return clBad
}

func asciiClass(r rune) class {
	switch {
	case r >= 'a' && r <= 'z':
		return clLower
	case r >= 'A' && r <= 'Z':
		return clUpper
	case r >= '0' && r <= '9':
		return clDigit
	case r <= ' ':
		return clEdge
	}
	return clPunct
}

// symbolClass names the symbols that the code pages hold.
var symbolClass = func() map[rune]class {
	m := map[rune]class{0x00a0: clNBSP, 0x00ad: clSoft, 0xfffd: clLost, 0xfeff: clNBSP, 0xfffe: clBad, 0xffff: clBad}
	for c, s := range map[class]string{
		clOpen:     "¡¿«‹“‘‚„‛‟",
		clClose:    "»›”…‥″′،؛؟।॥։՞",
		clApos:     "’ʻʼʽʾʿˈ",
		clDash:     "–—―‐‑‒‗",
		clBullet:   "·•‣․",
		clSign:     "©®°™ªº²³¹⁰⁴⁵⁶⁷⁸⁹ⁿ℠",
		clMoney:    "¢£¤¥€ƒ₧₪₫₽₹₺₩₴₸",
		clFraction: "¼½¾⅓⅔⅛⅜⅝⅞",
		clOdd:      "¦§¨¬¯´¸¶µ†‡‰ˆ˜ˇ˘˙˚˛˝⁄΅΄‾",
		clMath:     "±×÷√∞≈≠≤≥∫∂∑∏∆Ω◊⌐⌠⌡≡∙",
		clSoft:     "\u00ad",
		clHan:      "々〆ー",
	} {
		for _, r := range s {
			m[r] = c
		}
	}
	m['Ω'] = clGreekUp // the letter; the ohm sign is U+2126
	m[0x2126] = clMath
	return m
}()

// weights of single characters where they differ from their class's.
var charWeight = func() map[rune]int {
	m := map[rune]int{}
	for _, g := range []struct {
		weight int
		chars  string
	}{
		{0, "’…–—“”«»•·°„‘"},
		{0, "àáâäåæçèéêëíîïñóôöøúüßşğışćčęłńóśźżőűřůěščžýţăâîșțđšž"},
		{0, "āēģīķļņūąėįųŕĺľňďĉĝĥĵŝŭ"},
		{0, "іїєґўјљњћђџё"},
		{1, "ù"}, // where it competes with ñ
		{3, "ÃÂ"},
		{1, "ɛɔŋɓɗƙƴɖɣʋəɩʊƏƐƆŊƁƊƘƎǝơưƠƯǎǐǒǔǫḥḍṣṭẓḫ"},
		{1, "ʻʼʽʾʿ"},
		{0, "¡¿،؛؟।॥։"},
		{1, "™®©€£§²³º½"},
		{3, "¤¦¨¬¯¸¶"},
		{2, "ªŒœŸÐÞÌÒÏËÛ"},
		{1, "þð"},
		{4, "ŉĸŀƀ"},
		{20, "ſ"}, // what a drawn line of "┼┐" becomes
		{2, "†‡‰ˆ˜ƒ‹›‚¹¥¢µ´±×÷"},
		{4, "◊∂∆∏∑∫Ω"},
	} {
		for _, r := range g.chars {
			m[r] = g.weight
		}
	}
	return m
}()

func slowWeight(r rune, c class) int {
	if w, ok := charWeight[r]; ok {
		return w
	}
	switch c {
	case clEdge, clLower, clUpper, clDigit, clPunct:
		return 0
	case clC1, clBad:
		return 8
	case clLost:
		return 4
	case clBox, clMath:
		return 3
	case clOdd, clFraction, clMoney:
		if r > 0x2fff || r >= 0x0100 && r < 0x2000 {
			return 4
		}
		return 2
	case clSign, clDash, clBullet, clOpen, clClose, clMark, clEmoji, clWide:
		return 1
	case clNBSP, clSoft:
		return 1
	}
	return letterWeight(r, c)
}

// letterWeight says how far a letter stands from the alphabets in daily use.
func letterWeight(r rune, c class) int {
	switch c {
	case clLatLow, clLatUp:
		switch {
		case r < 0x100:
			if c == clLatUp {
				return 1
			}
			return 0
		case r < 0x180, r >= 0x1ea0 && r < 0x1f00, r >= 0x218 && r <= 0x21b:
			return 1
		case r >= 0x1e00 && r < 0x1ea0:
			return 2
		}
		if r >= 0x2b0 && r < 0x300 || r >= 0x1d00 && r < 0x1dc0 {
			return 8 // phonetic modifiers
		}
		return 6 // phonetic and historic letters
	case clGreekLow, clGreekUp:
		if r >= 0x386 && r <= 0x3ce {
			return 0
		}
		return 4
	case clCyrLow, clCyrUp:
		switch {
		case r >= 0x410 && r <= 0x44f:
			return 0
		case r < 0x460:
			return 1
		case r < 0x490:
			return 4
		case r < 0x500:
			return 2
		}
		return 5
	case clHebrew:
		if r >= 0x5d0 && r <= 0x5ea {
			return 0
		}
		return 1
	case clArabic:
		if r >= 0x621 && r <= 0x64a || r >= 0x660 && r <= 0x669 || r >= 0x6f0 && r <= 0x6f9 {
			return 0
		}
		return 1
	case clHan:
		if r >= 0x3040 && r < 0x3100 {
			return 0
		}
		return 4
	case clIndic:
		return scriptWeight(r)
	}
	return 4
}

// scriptWeight tells alphabets that pages are written in from historic ones.
func scriptWeight(r rune) int {
	switch {
	case r >= 0x0531 && r < 0x0590, // Armenian
		r >= 0x0900 && r < 0x0e00,  // India and Sri Lanka
		r >= 0x0e00 && r < 0x1000,  // Thai, Lao, Tibetan
		r >= 0x1000 && r < 0x1400,  // Burmese, Georgian, Jamo, Ethiopic, Cherokee
		r >= 0x1780 && r < 0x1800,  // Khmer
		r >= 0x1810 && r < 0x18b0,  // Mongolian
		r >= 0x1400 && r < 0x1680,  // Canadian syllables
		r >= 0x2d30 && r <= 0x2d7f, // Tifinagh
		r >= 0x1c90 && r < 0x1cc0,  // Georgian capitals
		r >= 0x1c80 && r < 0x1c90:
		return 1
	case r >= 0x0780 && r < 0x0800: // Thaana, Nko
		return 2
	}
	return 4
}
