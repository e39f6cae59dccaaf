package decode

import (
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

func decodeUTF16LE(dst, src []byte, log *repairLog) []byte { return decodeUTF16(dst, src, 0, log) }
func decodeUTF16BE(dst, src []byte, log *repairLog) []byte { return decodeUTF16(dst, src, 1, log) }
func decodeUTF32LE(dst, src []byte, log *repairLog) []byte { return decodeUTF32(dst, src, false, log) }
func decodeUTF32BE(dst, src []byte, log *repairLog) []byte { return decodeUTF32(dst, src, true, log) }

// decodeUTF16 decodes UTF-16 whose low byte is byte low of each pair.
func decodeUTF16(dst, src []byte, low int, log *repairLog) []byte {
	unit := func(i int) rune { return rune(src[i+low]) | rune(src[i+1-low])<<8 }
	for i := 0; i < len(src); {
		if i+1 == len(src) {
			log.add(i, RepairTruncated, src[i:], "\uFFFD")
			return utf8.AppendRune(dst, utf8.RuneError)
		}
		r := unit(i)
		if utf16.IsSurrogate(r) {
			if i+3 < len(src) {
				if full := utf16.DecodeRune(r, unit(i+2)); full != utf8.RuneError {
					dst = utf8.AppendRune(dst, full)
					i += 4
					continue
				}
			}
			log.add(i, RepairSurrogate, src[i:i+2], "\uFFFD")
			r = utf8.RuneError
		}
		dst = utf8.AppendRune(dst, r)
		i += 2
	}
	return dst
}

// decodeUTF32 decodes UTF-32.
func decodeUTF32(dst, src []byte, bigEndian bool, log *repairLog) []byte {
	for i := 0; i < len(src); i += 4 {
		if i+4 > len(src) {
			log.add(i, RepairTruncated, src[i:], "\uFFFD")
			return utf8.AppendRune(dst, utf8.RuneError)
		}
		r := unit32(src[i:], bigEndian)
		if r > unicode.MaxRune || utf16.IsSurrogate(rune(r)) {
			log.add(i, RepairInvalid, src[i:i+4], "\uFFFD")
			r = utf8.RuneError
		}
		dst = utf8.AppendRune(dst, rune(r))
	}
	return dst
}

func unit32(b []byte, bigEndian bool) uint32 {
	if bigEndian {
		return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	}
	return uint32(b[3])<<24 | uint32(b[2])<<16 | uint32(b[1])<<8 | uint32(b[0])
}

// sniffWide recognises UTF-32 and UTF-16 without a byte order mark in input
// with zero bytes. Text of any script has blanks, digits, line ends or markup,
// whose high bytes are zero and all on the same side; random data has not.
func sniffWide(b []byte) (encodingID, Evidence, bool) {
	const enough = 16 << 10
	b = b[:min(len(b), enough)]
	for _, e := range []encodingID{encUTF32LE, encUTF32BE} {
		if looksUTF32(b, e == encUTF32BE) {
			return e, EvidenceStatistics, true
		}
	}
	best, bestScore := encodingID(0), 0
	for low, e := range []encodingID{encUTF16LE, encUTF16BE} {
		if s := scoreUTF16(b, low); s > bestScore {
			best, bestScore = e, s
		}
	}
	if bestScore == 0 {
		return 0, "", false
	}
	if c := firstWideByte(b, best); c == '{' || c == '[' {
		return best, EvidenceJSON, true
	}
	return best, EvidenceStatistics, true
}

// firstWideByte returns the low byte of the first unit.
func firstWideByte(b []byte, e encodingID) byte {
	if e == encUTF16LE {
		return b[0]
	}
	return b[1]
}

// looksUTF32 tells whether every whole unit is a likely character.
func looksUTF32(b []byte, bigEndian bool) bool {
	n := len(b) / 4
	if n == 0 || len(b)%4 != 0 && n < 4 {
		return false
	}
	for i := range n {
		r := unit32(b[4*i:], bigEndian)
		if r == 0 || r > unicode.MaxRune || utf16.IsSurrogate(rune(r)) || r < 0x20 && !isSpaceControl(byte(r)) {
			return false
		}
	}
	return true
}

// scoreUTF16 counts the characters of everyday text that b has as UTF-16 with
// the low byte at index low of each pair, less those that text does not have;
// 0 means that b is not such text.
func scoreUTF16(b []byte, low int) int {
	n := len(b) / 2
	if n == 0 {
		return 0
	}
	score, bad := 0, 0
	for i := 0; i+1 < len(b); i += 2 {
		lo, hi := b[i+low], b[i+1-low]
		switch {
		case hi == 0 && (lo >= 0x20 && lo < 0x7F || isSpaceControl(lo)):
			score += 2
		case hi == 0 && lo < 0x20, hi == 0xFF && lo == 0xFF:
			bad += 4
		case hi == 0 || hi == 0x20 || hi == 0x30: // Latin-1, punctuation, kana
			score++
		case hi >= 0xD8 && hi <= 0xDB:
			if i+3 >= len(b) || b[i+3-low]&0xFC == 0xDC {
				i += 2
			} else {
				bad++
			}
		case hi >= 0xDC && hi <= 0xDF:
			bad++
		case !unicode.IsPrint(rune(hi)<<8 | rune(lo)):
			bad++
		}
	}
	if bad*20 > n || score*8 < n && score < 40 {
		return 0
	}
	return score
}

// isSpaceControl tells whether c is a control character of plain text.
func isSpaceControl(c byte) bool { return c == '\t' || c == '\n' || c == '\r' || c == '\f' }
