package decode

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// patchGB18030 makes the pairs of x/text those of the WHATWG index: x/text
// leaves out the user-defined areas, which map to the private use area.
func patchGB18030(g *grid) {}

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
	in := make([]byte, 0, 4*gb18030FourByteLimit)
	for p := range gb18030FourByteLimit {
		in = append(in, byte(p/12600+0x81), byte(p/1260%10+0x30), byte(p/10%126+0x81), byte(p%10+0x30))
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(in)
	if err != nil {
		return t // x/text decoders replace, they do not fail
	}
	for p := 0; p < len(t) && len(out) > 0; p++ {
		r, n := utf8.DecodeRune(out)
		t[p], out = r, out[n:]
	}
	return t
})

// runeGB18030 returns the character of a four-byte sequence, or 0.
func runeGB18030(b0, b1, b2, b3 byte) rune {
	p := ((int(b0)-0x81)*10+int(b1)-0x30)*1260 + (int(b2)-0x81)*10 + int(b3) - 0x30
	switch {
	case p < gb18030FourByteLimit:
		if r := gb18030FourByte()[p]; r != utf8.RuneError {
			return r
		}
	case p >= gb18030Supplement && p < gb18030Supplement+0x100000:
		return rune(p-gb18030Supplement) + 0x10000
	}
	return 0
}

// isFourByte tells whether b starts with the form of a four-byte sequence.
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
				if r := runeGB18030(c, src[i+1], src[i+2], src[i+3]); r != 0 {
					dst = utf8.AppendRune(dst, r)
					i += 4
					continue
				}
			}
		}
		n := 1
		if c == 0xFF {
			log.add(i, RepairInvalid, src[i:i+1], "\uFFFD")
			dst = utf8.AppendRune(dst, utf8.RuneError)
		} else {
			dst, n = badPair(dst, src, i, log)
		}
		i += n
	}
	return dst
}
