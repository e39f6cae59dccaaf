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
// with zero bytes.
func sniffWide(b []byte) (encodingID, Evidence, bool) {
	const enough = 16 << 10
	b = b[:min(len(b), enough)]
	for _, e := range []encodingID{encUTF32LE, encUTF32BE} {
		if looksUTF32(b, e == encUTF32BE) {
			return e, EvidenceZeros, true
		}
	}
	// Text of any language comes from one or two blocks of Unicode and ASCII;
	// random data, and text read with its bytes swapped, does not.
	const likely = 0.7
	e, share := encUTF16LE, shareOfBlocks(b, 0)
	if be := shareOfBlocks(b, 1); be > share {
		e, share = encUTF16BE, be
	}
	if share < likely {
		return 0, "", false
	}
	if c := firstWideByte(b, e); c == '{' || c == '[' {
		return e, EvidenceJSON, true
	}
	return e, EvidenceZeros, true
}

// firstWideByte returns the low byte of the first unit.
func firstWideByte(b []byte, e encodingID) byte {
	if e == encUTF16LE {
		return b[0]
	}
	return b[1]
}

// looksUTF32 reports whether every whole unit is a likely character.
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

// shareOfBlocks reads b as UTF-16 with the low byte at index low of each pair
// and returns how much of it is ASCII or of its most frequent block: 256
// characters of an alphabet, or those of Chinese, Japanese and Korean together.
// What text does not have counts against it.
func shareOfBlocks(b []byte, low int) float64 {
	var blocks [256]int
	n, ascii, ideographs, bad := 0, 0, 0, 0
	for i := 0; i+1 < len(b); i += 2 {
		lo, hi := b[i+low], b[i+1-low]
		n++
		blocks[hi]++
		switch {
		case hi == 0 && (lo >= 0x20 && lo < 0x7F || isSpaceControl(lo)):
			ascii++
		case hi == 0 && lo < 0x20, hi == 0xFF && lo == 0xFF:
			bad += 2
		case hi == 0x30 || 0x4E <= hi && hi <= 0x9F || 0xAC <= hi && hi <= 0xD7 || hi == 0xFF:
			ideographs++
		case hi >= 0xD8 && hi <= 0xDB:
			if i+3 < len(b) && b[i+3-low]&0xFC != 0xDC {
				bad++
			}
			i += 2
		case hi >= 0xDC && hi <= 0xDF:
			bad++
		case !unicode.IsPrint(rune(hi)<<8 | rune(lo)):
			bad++
		}
	}
	if n == 0 {
		return 0
	}
	most := blocks[0] - ascii + blocks[1] + blocks[0x1E] // letters of Latin script
	for hi := 1; hi < len(blocks); hi++ {
		// The blocks 0x20 and 0x21 hold punctuation and signs.
		if hi != 0x20 && hi != 0x21 {
			most = max(most, blocks[hi])
		}
	}
	most += blocks[0x20]
	// Ideographs fill half of all values: as many by chance are no evidence.
	most = max(most, 2*ideographs-(n-ascii))
	return float64(ascii+most-2*bad) / float64(n)
}

// isSpaceControl reports whether c is a control character of plain text.
func isSpaceControl(c byte) bool { return c == '\t' || c == '\n' || c == '\r' || c == '\f' }
