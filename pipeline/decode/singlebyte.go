package decode

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// singleTable holds the meaning of each byte of a single-byte encoding.
type singleTable struct {
	runes [256]rune // utf8.RuneError where the byte has none
	// utf8 has the UTF-8 form in its first bytes and its length in the last.
	utf8 [256][4]byte
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
		n := utf8.EncodeRune(t.utf8[i][:3], r)
		t.utf8[i][3] = byte(n)
	}
	return t
}

// table1252 is the table of windows-1252, in which stray bytes are read.
var table1252 = sync.OnceValue(func() *singleTable { return newSingleTable(charmap.Windows1252) })

// decodeSingle appends the text of src to dst.
func decodeSingle(dst, src []byte, t *singleTable, log *repairLog) []byte {
	for i := 0; i < len(src); {
		if n := asciiPrefix(src[i:]); n > 0 {
			dst = append(dst, src[i:i+n]...)
			i += n
			continue
		}
		e := &t.utf8[src[i]]
		switch e[3] {
		case 1:
			dst = append(dst, e[0])
		case 2:
			dst = append(dst, e[0], e[1])
		default:
			dst = append(dst, e[0], e[1], e[2])
			if t.runes[src[i]] == utf8.RuneError {
				log.add(i, RepairInvalid, src[i:i+1], "\uFFFD")
			}
		}
		i++
	}
	return dst
}
