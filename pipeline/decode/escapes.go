package decode

import (
	"bytes"
	"unicode/utf8"
)

// sniffEscapes recognises the encodings that write everything in bytes below
// 0x80 and switch by escape sequences. Each must be used as it is meant to be:
// one character set named, and pairs that decode.
func sniffEscapes(b []byte) (encodingID, bool) {
	if bytes.IndexByte(b, 0x1B) >= 0 {
		switch {
		case bytes.Contains(b, []byte("\x1B$)C")) && bytes.IndexByte(b, 0x0E) >= 0:
			return encISO2022KR, decodesCleanly(encISO2022KR, b)
		case bytes.Contains(b, []byte("\x1B$B")) || bytes.Contains(b, []byte("\x1B$@")) || bytes.Contains(b, []byte("\x1B(I")):
			return encISO2022JP, decodesCleanly(encISO2022JP, b)
		}
		return 0, false
	}
	if open := bytes.Index(b, []byte("~{")); open >= 0 && bytes.Contains(b[open:], []byte("~}")) {
		return encHZ, decodesCleanly(encHZ, b)
	}
	return 0, false
}

// decodesCleanly reports whether the start of b decodes as e with next to no
// invalid bytes.
func decodesCleanly(e encodingID, b []byte) bool {
	const enough = 64 << 10
	r := decodeAs(e, b[:min(len(b), enough)])
	beyond := utf8.RuneCountInString(r.Text) - len(r.Text)
	return r.RepairCount*20 <= -beyond
}

// jisSet is a character set that ISO-2022-JP switches to.
type jisSet uint8

const (
	jisASCII jisSet = iota
	jisRoman
	jisKatakana
	jisKanji
	jisKanji212
)

// decodeISO2022JP decodes ISO-2022-JP: ASCII, JIS X 0201 and JIS X 0208, and
// JIS X 0212 as some mailers write it.
func decodeISO2022JP(dst, src []byte, log *repairLog) []byte {
	set := jisASCII
	for i := 0; i < len(src); {
		c, n := src[i], 1
		if next, size := jisEscape(src[i:]); size > 0 {
			set = next
			i += size
			continue
		}
		switch {
		case c == 0x1B || c >= utf8.RuneSelf || c == 0x0E || c == 0x0F:
			dst = appendInvalid(dst, src, i, 1, log)
		case set == jisKatakana && 0x21 <= c && c <= 0x5F:
			dst = utf8.AppendRune(dst, rune(c)-0x21+0xFF61)
		case set == jisKanji && 0x21 <= c && c <= 0x7E:
			dst, n = appendPair(dst, src, i, gridEUCJP(), log)
		case set == jisKanji212 && 0x21 <= c && c <= 0x7E:
			dst, n = appendPair(dst, src, i, gridJIS0212(), log)
		case set == jisRoman && c == '\\':
			dst = append(dst, "¥"...)
		case set == jisRoman && c == '~':
			dst = append(dst, "‾"...)
		default:
			dst = append(dst, c)
		}
		i += n
	}
	return dst
}

// jisEscape reads the escape sequence that b starts with: the set it switches to
// and its length in bytes, 0 if there is none.
func jisEscape(b []byte) (jisSet, int) {
	if len(b) < 3 || b[0] != 0x1B {
		return 0, 0
	}
	switch string(b[1:3]) {
	case "(B":
		return jisASCII, 3
	case "(J":
		return jisRoman, 3
	case "(I":
		return jisKatakana, 3
	case "$B", "$@":
		return jisKanji, 3
	case "$(":
		if len(b) > 3 && b[3] == 'D' {
			return jisKanji212, 4
		}
	}
	return 0, 0
}

// appendPair decodes the pair of seven-bit bytes at i by the grid of the same
// characters in eight bits. It returns the bytes taken: 1, as invalid, where the
// second byte is none of a pair.
func appendPair(dst, src []byte, i int, g *grid, log *repairLog) ([]byte, int) {
	if i+1 >= len(src) || src[i+1] < 0x21 || src[i+1] > 0x7E {
		return appendInvalid(dst, src, i, 1, log), 1
	}
	return appendRune(dst, g.at(src[i]|0x80, src[i+1]|0x80), src, i, 2, log), 2
}

// decodeISO2022KR decodes ISO-2022-KR (RFC 1557): KS X 1001 between the bytes
// SO and SI.
func decodeISO2022KR(dst, src []byte, log *repairLog) []byte {
	g, shifted := gridEUCKR(), false
	for i := 0; i < len(src); {
		c := src[i]
		switch {
		case c == 0x1B && bytes.HasPrefix(src[i:], []byte("\x1B$)C")):
			i += 4
		case c == 0x0E || c == 0x0F:
			shifted = c == 0x0E
			i++
		case shifted && 0x21 <= c && c <= 0x7E:
			var n int
			dst, n = appendPair(dst, src, i, g, log)
			i += n
		case c >= utf8.RuneSelf:
			dst = appendInvalid(dst, src, i, 1, log)
			i++
		default:
			if c == '\n' {
				shifted = false // RFC 1557: lines start in ASCII
			}
			dst = append(dst, c)
			i++
		}
	}
	return dst
}

// decodeHZ decodes HZ (RFC 1843): GB 2312 between "~{" and "~}".
func decodeHZ(dst, src []byte, log *repairLog) []byte {
	g, chinese := gridGB18030(), false
	for i := 0; i < len(src); {
		c := src[i]
		if c == '~' && i+1 < len(src) {
			n := 2
			switch next := src[i+1]; {
			case next == '{' && !chinese:
				chinese = true
			case next == '}' && chinese:
				chinese = false
			case next == '~' && !chinese:
				dst = append(dst, '~')
			case next == '\n' && !chinese: // a line goes on
			default:
				n = 0
			}
			if n > 0 {
				i += n
				continue
			}
		}
		switch {
		case chinese && 0x21 <= c && c <= 0x7D:
			var n int
			dst, n = appendPair(dst, src, i, g, log)
			i += n
		case c >= utf8.RuneSelf:
			dst = appendInvalid(dst, src, i, 1, log)
			i++
		default:
			if c == '\n' {
				chinese = false
			}
			dst = append(dst, c)
			i++
		}
	}
	return dst
}
