package decode

import "unicode/utf8"

// decodeJohab decodes Johab (KS X 1001, annex 3): syllables put together from
// three fields of five bits, symbols and hanja in the order of KS X 1001.
func decodeJohab(dst, src []byte, log *repairLog) []byte {
	for i := 0; i < len(src); {
		if n := asciiPrefix(src[i:]); n > 0 {
			dst = append(dst, src[i:i+n]...)
			i += n
			continue
		}
		if i+1 < len(src) {
			if r := runeJohab(src[i], src[i+1]); r != 0 {
				dst = utf8.AppendRune(dst, r)
				i += 2
				continue
			}
		}
		var n int
		dst, n = badPair(dst, src, i, log)
		i += n
	}
	return dst
}

// The jamo that are alone in Johab, as offsets from U+3130 in the order of the
// initial and final fields.
const (
	johabInitials = "\x01\x02\x04\x07\x08\x09\x11\x12\x13\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E"
	johabFinals   = "\x01\x02\x03\x04\x05\x06\x07\x09\x0A\x0B\x0C\x0D\x0E\x0F\x10\x11\x12\x14\x15\x16\x17\x18\x1A\x1B\x1C\x1D\x1E"
)

// runeJohab returns the character of a pair, or 0.
func runeJohab(lead, trail byte) rune {
	switch {
	case 0x84 <= lead && lead <= 0xD3:
		return johabSyllable(uint16(lead)<<8 | uint16(trail))
	case 0xD9 <= lead && lead <= 0xDE || 0xE0 <= lead && lead <= 0xF9:
		return johabKSX1001(int(lead), int(trail))
	}
	return 0
}

// johabSyllable reads the fields for initial, vowel and final of c.
func johabSyllable(c uint16) rune {
	const fill = -1
	initial, vowel, final := int(c>>10&31)-2, int(c>>5&31), int(c&31)-1
	if initial < fill || initial > 18 {
		return 0
	}
	// The vowel field skips the values 0, 1, 8, 9, 16, 17, 24, 25.
	if vowel&7 < 2 || vowel > 29 {
		return 0
	}
	vowel = vowel - 3 - vowel/8*2
	// The final field skips 18; what is left counts from 1, 0 meaning none.
	switch {
	case final < 0 || final == 17 || final > 28:
		return 0
	case final > 17:
		final--
	}
	switch {
	case initial != fill && vowel != fill:
		return 0xAC00 + rune((initial*21+vowel)*28+final)
	case initial != fill && final == 0:
		return 0x3130 + rune(johabInitials[initial])
	case vowel != fill && initial == fill && final == 0:
		return 0x314F + rune(vowel)
	case initial == fill && vowel == fill && final > 0:
		return 0x3130 + rune(johabFinals[final-1])
	}
	return 0
}

// johabKSX1001 maps a pair of the symbol and hanja area to its row and cell of
// KS X 1001: two rows share a lead byte.
func johabKSX1001(lead, trail int) rune {
	switch {
	case 0x31 <= trail && trail <= 0x7E:
		trail -= 0x31
	case 0x91 <= trail && trail <= 0xFE:
		trail -= 0x43
	default:
		return 0
	}
	row := 2 * (lead - 0xD9)
	if lead >= 0xE0 {
		row = 2*lead - 0x197
	}
	if trail >= 94 {
		row, trail = row+1, trail-94
	}
	return gridEUCKR().at(byte(row+0xA1), byte(trail+0xA1))
}
