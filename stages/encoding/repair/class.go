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
