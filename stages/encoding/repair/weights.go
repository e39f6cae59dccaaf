package repair

// The weights of characters, here, and of pairs, in pairs.go, are in steps of
// about one bit and a half: 1 for what is a little unusual, 3 for what real text
// hardly shows, 8 for what it never does. They were set by hand from how the characters are used, then checked on the
// tests of this package: ftfy's cases, clean text of 40 languages, and that
// text broken on purpose.

// charWeight holds the weights of single characters where they differ from
// their class's.
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
