package textstat

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Words iterates over the hashes of the words of a text, case folded; each
// ideograph or kana is one.
func Words(text string) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		h, in := uint64(fnvOffset), false
		for _, r := range text {
			if r < utf8.RuneSelf {
				switch ascii[r] {
				case asciiUpper:
					r |= 0x20
					fallthrough
				case asciiLower, asciiDigit:
					h, in = (h^uint64(r))*fnvPrime, true
				default:
					if r == '\'' {
						continue
					}
					if in && !yield(h) {
						return
					}
					h, in = fnvOffset, false
				}
				continue
			}
			switch {
			case isIdeograph(r):
				if in && !yield(h) || !yield((fnvOffset^uint64(r))*fnvPrime) {
					return
				}
				h, in = fnvOffset, false
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				h, in = (h^uint64(unicode.ToLower(r)))*fnvPrime, true
			case r == '\u2019' || unicode.IsMark(r):
			default:
				if in && !yield(h) {
					return
				}
				h, in = fnvOffset, false
			}
		}
		if in {
			yield(h)
		}
	}
}
