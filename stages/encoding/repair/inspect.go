package repair

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// need is a set of the kinds of repair that a line may need.
type need uint16

const (
	needValid need = 1 << iota
	needEntity
	needEscape
	needMojibake
	needC1
	needControl
	needInvisible
	needSpace
	needOption
	needNFC
	needBreak
)

// skipClean returns the offset of the first byte at or after at that is not
// plain ASCII text without signs of an escape, or len(s). It reads eight bytes
// at a time.
func skipClean(s string, at int) int {
	for ; at+8 <= len(s); at += 8 {
		b := s[at : at+8]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		if suspicious(w) != 0 {
			for k := at; k < at+8; k++ {
				if asciiNeed[s[k]] != 0 {
					return k
				}
			}
		}
	}
	for ; at < len(s); at++ {
		if asciiNeed[s[at]] != 0 {
			return at
		}
	}
	return at
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// suspicious is not zero if one of the eight bytes is not ASCII, below 0x20,
// '&', '\\' or 0x7f. It may be wrong about the bytes after a true hit only.
func suspicious(w uint64) uint64 {
	hit := w | w - ones*0x20&^w
	for _, c := range [...]uint64{'&', '\\', 0x7f} {
		x := w ^ ones*c
		hit |= x - ones&^x
	}
	return hit & highs
}

// asciiNeed holds what each byte asks for; bytes beyond ASCII ask for a look.
var asciiNeed = func() (t [256]need) {
	for b := range 0x20 {
		t[b] = needControl
	}
	t['\t'], t['\n'] = 0, 0
	t['\r'], t['\v'], t['\f'] = needBreak, needBreak, needBreak
	t[0x7f] = needControl
	t['&'] = needEntity
	t['\\'] = needEscape
	for b := 0x80; b < 0x100; b++ {
		t[b] = needValid
	}
	return t
}()

// inspect returns what the line may need, in one reading.
func (f *fixer) inspect(line string) need {
	var n need
	var lead uint32
	for i := 0; i < len(line); {
		b := line[i]
		if b < utf8.RuneSelf {
			if lead&1 != 0 && (b == ' ' || b == '?') {
				n |= needMojibake
			}
			lead = 0
			n |= asciiNeed[b]
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(line[i:])
		i += size
		if r >= commonLimit {
			if lead != 0 && r == utf8.RuneError {
				n |= needMojibake
			}
			lead = leadMask(r)
			n |= f.lookFar(r, size)
			continue
		}
		if lead != 0 && lead&contMask(r) != 0 {
			n |= needMojibake
		}
		lead = leadMask(r)
		if l := looks[r]; l != 0 {
			n |= l
		}
	}
	if n&needOption != 0 && f.opts == (Options{}) {
		n &^= needOption
	}
	return n
}

// lookFar answers for the characters beyond the table.
func (f *fixer) lookFar(r rune, size int) need {
	switch {
	case r == utf8.RuneError:
		if size == 1 {
			return needValid
		}
	case r == 0xfeff, r >= 0xfff9 && r <= 0xfffc:
		return needInvisible | needControl
	case r >= 0xf900 && r <= 0xfaff, r >= 0xfb1d && r <= 0xfb4e, r >= 0xfe20 && r <= 0xfe2f,
		r >= 0xa66f && r <= 0xa6f1, r >= 0xa806 && r <= 0xabff,
		r >= 0x10000 && r < 0x1f000, r >= 0x2f800 && r < 0x2fa20:
		return needNFC
	case r >= 0xfb00 && r <= 0xfb06, r >= 0xff01 && r <= 0xffee:
		return needOption
	}
	return 0
}

// looks holds what each character below commonLimit asks for by itself.
var looks = func() *[commonLimit]need {
	t := new([commonLimit]need)
	for r := rune(0x80); r < commonLimit; r++ {
		s := string(r)
		if p := norm.NFC.PropertiesString(s); !p.BoundaryBefore() || norm.NFC.String(s) != s {
			t[r] |= needNFC
		}
	}
	for r := 0x80; r < 0xa0; r++ {
		t[r] |= needC1
	}
	for r := 0x206a; r <= 0x206f; r++ {
		t[r] |= needControl
	}
	for _, r := range "\u00a0\u202f" {
		t[r] |= needSpace
	}
	for _, r := range "\u00ad\u200b\u200c\u200d\u2060" {
		t[r] |= needInvisible
	}
	for _, r := range "\u2028\u2029" {
		t[r] |= needBreak
	}
	for r := range optional {
		if r < commonLimit {
			t[r] |= needOption
		}
	}
	return t
}()
