package decode

import (
	"encoding/binary"
	"slices"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// singleTable holds the meaning of each byte of a single-byte encoding.
type singleTable struct {
	runes [256]rune // utf8.RuneError where the byte has none
	// utf8 has the UTF-8 form in its low three bytes, first byte lowest, and
	// its length in the highest.
	utf8  [256]uint32
	holes bool // some bytes have no meaning
}

// newSingleTable builds the table of m as the WHATWG index has it: x/text
// gives U+FFFD for the bytes 0x80 to 0x9F that Microsoft left open, where the
// standard keeps the C1 control character.
func newSingleTable(m *charmap.Charmap) *singleTable {
	t := new(singleTable)
	for i := range 256 {
		r := m.DecodeByte(byte(i))
		if r == utf8.RuneError && i < 0xA0 {
			r = rune(i)
		}
		t.runes[i] = r
		t.holes = t.holes || r == utf8.RuneError
		var form [4]byte
		n := utf8.EncodeRune(form[:3], r)
		form[3] = byte(n)
		t.utf8[i] = binary.LittleEndian.Uint32(form[:])
	}
	return t
}

// table1252 is the table of windows-1252, in which stray bytes are read.
var table1252 = sync.OnceValue(func() *singleTable { return newSingleTable(charmap.Windows1252) })

// appendByte appends the character of byte c.
func (t *singleTable) appendByte(dst []byte, c byte) []byte {
	var form [4]byte
	binary.LittleEndian.PutUint32(form[:], t.utf8[c])
	return append(dst, form[:form[3]]...)
}

// decodeSingle appends the text of src to dst.
func decodeSingle(dst, src []byte, t *singleTable, log *repairLog) []byte {
	if t.holes {
		for i, c := range src {
			if t.runes[c] == utf8.RuneError {
				log.add(i, RepairInvalid, src[i:i+1], "\uFFFD")
			}
		}
	}
	// Each step writes four bytes and moves on by the length of the
	// character, so there is always room for one more chunk than needed.
	const chunk = 256
	for len(src) > 0 {
		if n := asciiPrefix(src); n >= 16 {
			dst = append(dst, src[:n]...)
			src = src[n:]
			continue
		}
		part := src[:min(chunk, len(src))]
		src = src[len(part):]
		dst = slices.Grow(dst, 4*chunk)
		out, n := dst[len(dst):cap(dst)], 0
		for _, c := range part {
			form := t.utf8[c]
			binary.LittleEndian.PutUint32(out[n:n+4], form)
			n += int(form >> 24)
		}
		dst = dst[:len(dst)+n]
	}
	return dst
}
