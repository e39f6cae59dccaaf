package decode

import (
	"bytes"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// grid is the two-byte part of an encoding: the character of each pair of a
// lead and a trail byte, 0 where there is none.
type grid [256 - 0x81][256 - 0x30]rune

// at returns the character of a pair, or 0.
func (g *grid) at(lead, trail byte) rune {
	if lead < 0x81 || trail < 0x30 {
		return 0
	}
	return g[lead-0x81][trail-0x30]
}

// newGrid reads the pairs out of an x/text decoder, for x/text keeps its
// tables to itself. prefix goes before each pair.
func newGrid(enc encoding.Encoding, prefix string) *grid {
	g := new(grid)
	var in []byte
	type pair struct{ lead, trail int }
	var pairs []pair
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x30; trail <= 0xFE; trail++ {
			in = append(in, prefix...)
			in = append(in, byte(lead), byte(trail), '\n')
			pairs = append(pairs, pair{lead, trail})
		}
	}
	out, err := enc.NewDecoder().Bytes(in)
	if err != nil {
		return g // x/text decoders replace, they do not fail
	}
	lines := bytes.Split(out, []byte{'\n'})
	for i, p := range pairs {
		// Two runes are either a pair that is no pair, or one of the four
		// Big5 letters with a combining mark; those are dealt with by name.
		r, n := utf8.DecodeRune(lines[i])
		if n == len(lines[i]) && r != utf8.RuneError {
			g[p.lead-0x81][p.trail-0x30] = r
		}
	}
	return g
}

var (
	gridShiftJIS = sync.OnceValue(func() *grid {
		g := newGrid(japanese.ShiftJIS, "")
		patchShiftJIS(g)
		return g
	})
	gridEUCJP   = sync.OnceValue(func() *grid { return newGrid(japanese.EUCJP, "") })
	gridJIS0212 = sync.OnceValue(func() *grid { return newGrid(japanese.EUCJP, "\x8F") })
	gridEUCKR   = sync.OnceValue(func() *grid { return newGrid(korean.EUCKR, "") })
	gridBig5    = sync.OnceValue(func() *grid { return newGrid(traditionalchinese.Big5, "") })
	gridGB18030 = sync.OnceValue(func() *grid {
		g := newGrid(simplifiedchinese.GB18030, "")
		patchGB18030(g)
		return g
	})
)

// patchShiftJIS adds what x/text leaves out: the user-defined area, whose
// pairs the standard maps to the private use area in order.
func patchShiftJIS(g *grid) {
	r := rune(0xE000)
	for lead := 0xF0; lead <= 0xF9; lead++ {
		for trail := 0x40; trail <= 0xFC; trail++ {
			if trail != 0x7F {
				g[lead-0x81][trail-0x30] = r
				r++
			}
		}
	}
}

// badPair logs the lead byte at i, which begins no character, and writes
// U+FFFD. As in the standard an ASCII trail byte is not swallowed, for it may
// be the "<" of a tag. It returns how many bytes to skip.
func badPair(dst, src []byte, i int, log *repairLog) ([]byte, int) {
	n := 1
	if i+1 < len(src) && src[i+1] >= utf8.RuneSelf {
		n = 2
	}
	return appendInvalid(dst, src, i, n, log), n
}

// decodePairs decodes an encoding whose characters beyond ASCII are pairs in g.
func decodePairs(dst, src []byte, g *grid, log *repairLog) []byte {
	for i := 0; i < len(src); {
		c := src[i]
		if c < utf8.RuneSelf {
			n := asciiPrefix(src[i:])
			dst = append(dst, src[i:i+n]...)
			i += n
			continue
		}
		if i+1 < len(src) && c > 0x80 {
			if r := g.at(c, src[i+1]); r != 0 {
				dst = utf8.AppendRune(dst, r)
				i += 2
				continue
			}
		}
		n := 1
		if c == 0x80 || c == 0xFF {
			dst = appendInvalid(dst, src, i, 1, log)
		} else {
			dst, n = badPair(dst, src, i, log)
		}
		i += n
	}
	return dst
}

func decodeEUCKR(dst, src []byte, log *repairLog) []byte {
	return decodePairs(dst, src, gridEUCKR(), log)
}

// decodeBig5 knows four pairs that are a letter and a combining mark.
func decodeBig5(dst, src []byte, log *repairLog) []byte {
	g := gridBig5()
	done := 0
	for i := 0; i+1 < len(src); i++ {
		if src[i] < 0x81 {
			continue
		}
		if src[i] == 0x88 {
			if s := big5Composed(src[i+1]); s != "" {
				dst = decodePairs(dst, src[done:i], g, shifted(log, done))
				log.base -= done
				dst = append(dst, s...)
				done = i + 2
			}
		}
		if g.at(src[i], src[i+1]) != 0 || src[i+1] >= utf8.RuneSelf || src[i] == 0x88 && big5Composed(src[i+1]) != "" {
			i++
		}
	}
	dst = decodePairs(dst, src[done:], g, shifted(log, done))
	log.base -= done
	return dst
}

// big5Composed returns the text of the pair 0x88 trail where it is two
// characters.
func big5Composed(trail byte) string {
	switch trail {
	case 0x62:
		return "\u00CA\u0304"
	case 0x64:
		return "\u00CA\u030C"
	case 0xA3:
		return "\u00EA\u0304"
	case 0xA5:
		return "\u00EA\u030C"
	}
	return ""
}

// shifted moves the base of the log by n; the caller moves it back.
func shifted(log *repairLog, n int) *repairLog {
	log.base += n
	return log
}

// decodeShiftJIS decodes Shift_JIS with Microsoft's extensions. Bytes 0xA1 to
// 0xDF are half-width katakana.
func decodeShiftJIS(dst, src []byte, log *repairLog) []byte {
	g := gridShiftJIS()
	for i := 0; i < len(src); {
		c := src[i]
		switch {
		case c < utf8.RuneSelf:
			n := asciiPrefix(src[i:])
			dst = append(dst, src[i:i+n]...)
			i += n
			continue
		case c == 0x80:
			dst = utf8.AppendRune(dst, 0x80)
			i++
			continue
		case 0xA1 <= c && c <= 0xDF:
			dst = utf8.AppendRune(dst, rune(c)-0xA1+0xFF61)
			i++
			continue
		case c == 0xA0 || c > 0xFC:
			dst = appendInvalid(dst, src, i, 1, log)
			i++
			continue
		}
		if i+1 < len(src) {
			if r := g.at(c, src[i+1]); r != 0 {
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

// decodeEUCJP decodes EUC-JP: pairs of JIS X 0208, half-width katakana after
// 0x8E and JIS X 0212 after 0x8F.
func decodeEUCJP(dst, src []byte, log *repairLog) []byte {
	g, g212 := gridEUCJP(), gridJIS0212()
	for i := 0; i < len(src); {
		c := src[i]
		if c < utf8.RuneSelf {
			n := asciiPrefix(src[i:])
			dst = append(dst, src[i:i+n]...)
			i += n
			continue
		}
		var r rune
		n := 2
		switch {
		case c == 0x8E && i+1 < len(src) && 0xA1 <= src[i+1] && src[i+1] <= 0xDF:
			r = rune(src[i+1]) - 0xA1 + 0xFF61
		case c == 0x8F && i+2 < len(src) && 0xA1 <= src[i+1] && src[i+1] <= 0xFE:
			r, n = g212.at(src[i+1], src[i+2]), 3
		case 0xA1 <= c && c <= 0xFE && i+1 < len(src):
			r = g.at(c, src[i+1])
		}
		if r != 0 {
			dst = utf8.AppendRune(dst, r)
			i += n
			continue
		}
		dst, n = badEUCJP(dst, src, i, log)
		i += n
	}
	return dst
}

// badEUCJP skips a broken sequence as the standard does: up to three bytes
// after 0x8F, never an ASCII byte, and lone bytes one at a time.
func badEUCJP(dst, src []byte, i int, log *repairLog) ([]byte, int) {
	isTrail := func(j int) bool { return j < len(src) && 0xA1 <= src[j] && src[j] <= 0xFE }
	c, n := src[i], 1
	lead := c == 0x8E || c == 0x8F || 0xA1 <= c && c <= 0xFE
	if c == 0x8F && isTrail(i+1) {
		n = 2
		if i+2 < len(src) && src[i+2] >= utf8.RuneSelf {
			n = 3
		}
	} else if lead && i+1 < len(src) && src[i+1] >= utf8.RuneSelf {
		n = 2
	}
	return appendInvalid(dst, src, i, n, log), n
}

// appendRune appends r, the character of the n bytes at i; 0 means that they have
// the form of a character but no meaning.
func appendRune(dst []byte, r rune, src []byte, i, n int, log *repairLog) []byte {
	if r == 0 {
		return appendInvalid(dst, src, i, n, log)
	}
	return utf8.AppendRune(dst, r)
}

// appendInvalid appends U+FFFD for the n bytes at i and logs them.
func appendInvalid(dst, src []byte, i, n int, log *repairLog) []byte {
	log.add(i, RepairInvalid, src[i:i+n], "\uFFFD")
	return utf8.AppendRune(dst, utf8.RuneError)
}
