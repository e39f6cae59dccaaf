package decode

import (
	"encoding/binary"
	"fmt"
	"testing"
	"unicode/utf16"
)

// TestWide reads every held-out text in UTF-16 and UTF-32 without a byte order
// mark, in pieces of three lengths.
func TestWide(t *testing.T) {
	for _, tt := range []struct {
		length int
		goal   float64
	}{{1000, 100}, {200, 100}, {30, 99}} {
		good, all := 0, 0
		for _, text := range heldOut(t) {
			for _, w := range windows(text, tt.length) {
				var le16, be16, le32, be32 []byte
				for _, u := range utf16.Encode([]rune(w)) {
					le16 = binary.LittleEndian.AppendUint16(le16, u)
					be16 = binary.BigEndian.AppendUint16(be16, u)
				}
				for _, r := range w {
					le32 = binary.LittleEndian.AppendUint32(le32, uint32(r))
					be32 = binary.BigEndian.AppendUint32(be32, uint32(r))
				}
				for _, b := range [][]byte{le16, be16, le32, be32} {
					all++
					r, err := Bytes(b, Hints{})
					if err == nil && r.Text == w {
						good++
						continue
					}
					t.Logf("%d characters: %s, %v: %.40q", tt.length, r.Encoding, err, w)
				}
			}
		}
		score(t, fmt.Sprintf("UTF-16 and UTF-32 without a mark, %d characters", tt.length), tt.goal, good, all)
	}
}
