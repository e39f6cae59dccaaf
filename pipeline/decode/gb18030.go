package decode

import (
	"bytes"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// gb18030Runs are the characters of the pairs that x/text leaves out: the
// user-defined areas and what GB 18030-2022 changed. A key is the first pair of
// a run, its value the character; the pairs left out that follow it run on.
var gb18030Runs = map[uint16]rune{
	0xA140: 0xE4C6, 0xA2AB: 0xE766, 0xA2E4: 0xE76D, 0xA340: 0xE586, 0xA440: 0xE5E6, 0xA4F4: 0xE772,
	0xA540: 0xE646, 0xA5F7: 0xE77D, 0xA640: 0xE6A6, 0xA6B9: 0xE785, 0xA6D9: 0xFE10, 0xA6DA: 0xFE12,
	0xA6DB: 0xFE11, 0xA6DC: 0xFE13, 0xA6F6: 0xE797, 0xA740: 0xE706, 0xA7C2: 0xE7A0, 0xA8BC: 0x1E3F,
	0xA8C1: 0xE7C9, 0xA997: 0xE7F4, 0xAAA1: 0xE000, 0xD7FA: 0xE810, 0xF8A1: 0xE234, 0xFE51: 0xE816,
	0xFE59: 0x9FB4, 0xFE6C: 0xE831, 0xFE6D: 0x9FB8, 0xFE76: 0xE83B, 0xFE7E: 0x9FB9, 0xFE91: 0xE855,
	0xFEA0: 0x9FBB, 0xFEA1: 0xE468,
}

// patchGB18030 makes the pairs of x/text those of the WHATWG index, in which
// all 23,940 have a character.
func patchGB18030(g *grid) {
	var next rune
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			cell := &g[lead-0x81][trail-0x30]
			if *cell != 0 || trail == 0x7F {
				continue
			}
			if r, ok := gb18030Runs[uint16(lead<<8|trail)]; ok {
				next = r
			}
			*cell = next
			next++
		}
	}
}

// gb18030FourByteLimit is the first four-byte pointer after those for the
// Basic Multilingual Plane; those from gb18030Supplement on run from U+10000.
const (
	gb18030FourByteLimit = 39420
	gb18030Supplement    = 189000
)

// gb18030FourByte has the characters of the four-byte pointers below
// gb18030FourByteLimit.
var gb18030FourByte = sync.OnceValue(func() *[gb18030FourByteLimit]rune {
	t := new([gb18030FourByteLimit]rune)
	in := make([]byte, 0, 5*gb18030FourByteLimit)
	for p := range gb18030FourByteLimit {
		in = append(in, byte(p/12600+0x81), byte(p/1260%10+0x30), byte(p/10%126+0x81), byte(p%10+0x30), '\n')
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(in)
	if err != nil {
		return t // x/text decoders replace, they do not fail
	}
	for p, line := range bytes.Split(out, []byte{'\n'}) {
		if r, n := utf8.DecodeRune(line); n == len(line) && p < len(t) && r != utf8.RuneError {
			t[p] = r
		}
	}
	t[7457] = 0xE7C7 // changed place with the pair A8 BC in 2005
	return t
})

// runeGB18030 returns the character of a four-byte sequence, or 0.
func runeGB18030(b0, b1, b2, b3 byte) rune {
	p := ((int(b0)-0x81)*10+int(b1)-0x30)*1260 + (int(b2)-0x81)*10 + int(b3) - 0x30
	switch {
	case p < gb18030FourByteLimit:
		if r := gb18030FourByte()[p]; r != 0 {
			return r
		}
	case p >= gb18030Supplement && p < gb18030Supplement+0x100000:
		return rune(p-gb18030Supplement) + 0x10000
	}
	return 0
}

// isFourByte reports whether b starts with the form of a four-byte sequence.
func isFourByte(b []byte) bool {
	return len(b) >= 4 && 0x81 <= b[0] && b[0] <= 0xFE && '0' <= b[1] && b[1] <= '9' &&
		0x81 <= b[2] && b[2] <= 0xFE && '0' <= b[3] && b[3] <= '9'
}

// decodeGB18030 decodes gb18030 and with it GBK and GB 2312.
func decodeGB18030(dst, src []byte, log *repairLog) []byte {
	g := gridGB18030()
	for i := 0; i < len(src); {
		c := src[i]
		if c < utf8.RuneSelf {
			n := asciiPrefix(src[i:])
			dst = append(dst, src[i:i+n]...)
			i += n
			continue
		}
		if c == 0x80 {
			dst = append(dst, "€"...)
			i++
			continue
		}
		if i+1 < len(src) {
			if r := g.at(c, src[i+1]); r != 0 {
				dst = utf8.AppendRune(dst, r)
				i += 2
				continue
			}
			if isFourByte(src[i:]) {
				dst = appendRune(dst, runeGB18030(c, src[i+1], src[i+2], src[i+3]), src, i, 4, log)
				i += 4
				continue
			}
		}
		n := 1
		if c == 0xFF {
			dst = appendInvalid(dst, src, i, 1, log)
		} else {
			dst, n = badPair(dst, src, i, log)
		}
		i += n
	}
	return dst
}
