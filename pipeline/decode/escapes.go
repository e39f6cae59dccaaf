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

// decodesCleanly tells whether the start of b decodes as e with next to no
// invalid bytes.
func decodesCleanly(e encodingID, b []byte) bool {
	const enough = 64 << 10
	r := decodeAs(e, b[:min(len(b), enough)])
	beyond := utf8.RuneCountInString(r.Text) - len(r.Text)
	return r.RepairCount*20 <= -beyond
}

// decodeISO2022JP decodes ISO-2022-JP: ASCII, JIS X 0201 and JIS X 0208, and
// JIS X 0212 as some mailers write it.
func decodeISO2022JP(dst, src []byte, log *repairLog) []byte {
	const (
		ascii = iota
		roman
		katakana
		kanji
		kanji212
	)
	state := ascii
	g := gridEUCJP()
	for i := 0; i < len(src); {
		c := src[i]
		if c == 0x1B && i+2 < len(src) {
			n := 3
			switch string(src[i+1 : i+3]) {
			case "(B":
				state = ascii
			case "(J":
				state = roman
			case "(I":
				state = katakana
			case "$B", "$@":
				state = kanji
			case "$(":
				if i+3 < len(src) && src[i+3] == 'D' {
					state, n = kanji212, 4
				} else {
					n = 0
				}
			default:
				n = 0
			}
			if n > 0 {
				i += n
				continue
			}
		}
		switch {
		case c == 0x1B || c >= utf8.RuneSelf || c == 0x0E || c == 0x0F:
			dst = appendRune(dst, 0, src, i, 1, log)
			i++
		case state == katakana && 0x21 <= c && c <= 0x5F:
			dst = utf8.AppendRune(dst, rune(c)-0x21+0xFF61)
			i++
		case state >= kanji && 0x21 <= c && c <= 0x7E:
			n, r := 1, rune(0)
			if i+1 < len(src) && 0x21 <= src[i+1] && src[i+1] <= 0x7E {
				n = 2
				if state == kanji {
					r = g.at(c|0x80, src[i+1]|0x80)
				} else {
					r = gridJIS0212().at(c|0x80, src[i+1]|0x80)
				}
			}
			dst = appendRune(dst, r, src, i, n, log)
			i += n
		case state == roman && c == '\\':
			dst = append(dst, "¥"...)
			i++
		case state == roman && c == '~':
			dst = append(dst, "‾"...)
			i++
		default:
			dst = append(dst, c)
			i++
		}
	}
	return dst
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
			n, r := 1, rune(0)
			if i+1 < len(src) && 0x21 <= src[i+1] && src[i+1] <= 0x7E {
				n, r = 2, g.at(c|0x80, src[i+1]|0x80)
			}
			dst = appendRune(dst, r, src, i, n, log)
			i += n
		case c >= utf8.RuneSelf:
			dst = appendRune(dst, 0, src, i, 1, log)
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
			n, r := 1, rune(0)
			if i+1 < len(src) && 0x21 <= src[i+1] && src[i+1] <= 0x7E {
				n, r = 2, g.at(c|0x80, src[i+1]|0x80)
			}
			dst = appendRune(dst, r, src, i, n, log)
			i += n
		case c >= utf8.RuneSelf:
			dst = appendRune(dst, 0, src, i, 1, log)
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
