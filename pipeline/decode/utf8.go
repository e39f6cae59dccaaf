package decode

import (
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// survey counts what bytes that are not valid UTF-8 have of it.
type survey struct {
	weight    int // evidence for UTF-8: valid sequences, long ones more
	sequences int // valid sequences
	bad       int // evidence against: places that are not UTF-8, those in rows more
	cutAtEnd  bool
}

// surveyUTF8 counts valid sequences and the places between them in b.
func surveyUTF8(b []byte) survey {
	// A legacy text shows itself soon; there is no need to read megabytes.
	const hopeless = 400
	var s survey
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i += asciiPrefix(b[i:])
			continue
		}
		if _, n := utf8.DecodeRune(b[i:]); n > 1 {
			s.weight += n - 1
			s.sequences++
			i += n
			continue
		}
		switch kind, n := classify(b[i:]); kind {
		case RepairCESU, RepairSurrogate, RepairOverlong:
			s.weight += n - 1
			s.sequences++
			i += n
		case RepairTruncated:
			if i+n == len(b) {
				s.cutAtEnd = n > 1 || i > 0 && unicode.IsLower(rune(b[i-1]))
			} else {
				s.bad++
			}
			i += n
		default:
			s.bad++
			if i > 0 && b[i-1] >= utf8.RuneSelf || i+1 < len(b) && b[i+1] >= utf8.RuneSelf {
				s.bad += 2 // rows of them are no stray bytes but another encoding
			}
			i++
		}
		if s.bad > hopeless && s.weight*8 < s.bad {
			return s
		}
	}
	return s
}

// isUTF8 reports whether the bytes are UTF-8 with damage rather than something
// else, given what their page declares. In single-byte text valid sequences are
// accidents, far rarer than bad places; in GBK they are up to one in six.
func (s survey) isUTF8(d declarations) bool {
	declared := d.says(encUTF8)
	switch {
	case s.bad == 0:
		// A page that ends in half a character is cut off, not French.
		return s.sequences > 0 || s.cutAtEnd || declared || d.markup
	case declared:
		return s.weight*3 >= s.bad
	default:
		return s.weight >= s.bad
	}
}

// confidence returns the share of good sequences, at most 0.99.
func (s survey) confidence() float64 {
	return min(0.99, float64(s.weight+1)/float64(s.weight+1+s.bad))
}

// classify names what is wrong at the start of b, which begins with a byte
// above 0x7F and no valid sequence, and how many bytes it concerns.
func classify(b []byte) (RepairKind, int) {
	cont := 0
	for cont < 3 && cont+1 < len(b) && b[cont+1]&0xC0 == 0x80 {
		cont++
	}
	c := b[0]
	switch {
	case c < 0xC0 || c > 0xF4:
		return RepairStray, 1
	case (c == 0xC0 || c == 0xC1) && cont >= 1:
		return RepairOverlong, 2
	case c == 0xE0 && cont >= 2 && b[1] < 0xA0:
		return RepairOverlong, 3
	case c == 0xF0 && cont >= 3 && b[1] < 0x90:
		return RepairOverlong, 4
	case c == 0xED && cont >= 2 && b[1] >= 0xA0:
		if b[1] < 0xB0 && len(b) >= 6 && b[3] == 0xED && b[4]&0xF0 == 0xB0 && b[5]&0xC0 == 0x80 {
			return RepairCESU, 6
		}
		return RepairSurrogate, 3
	case c < 0xC2:
		return RepairStray, 1
	}
	need := 1
	switch {
	case c >= 0xF0:
		need = 3
	case c >= 0xE0:
		need = 2
	}
	if cont < need && (cont > 0 || 1+cont == len(b)) && truncatedPrefix(b[:1+cont]) {
		return RepairTruncated, 1 + cont
	}
	return RepairStray, 1
}

// truncatedPrefix reports whether b, a lead byte and continuation bytes, could
// go on to a valid sequence.
func truncatedPrefix(b []byte) bool { return !utf8.FullRune(b) }

// repairUTF8 appends UTF-8 with every damaged place mended.
func repairUTF8(dst, src []byte, log *repairLog) []byte {
	table := table1252()
	good := 0
	for i := 0; i < len(src); {
		if src[i] < utf8.RuneSelf {
			i += asciiPrefix(src[i:])
			continue
		}
		if _, n := utf8.DecodeRune(src[i:]); n > 1 {
			i += n
			continue
		}
		dst = append(dst, src[good:i]...)
		kind, n := classify(src[i:])
		start := len(dst)
		switch kind {
		case RepairCESU:
			dst = utf8.AppendRune(dst, utf16.DecodeRune(threeBytes(src[i:]), threeBytes(src[i+3:])))
		case RepairOverlong:
			dst = utf8.AppendRune(dst, overlong(src[i:i+n]))
		case RepairStray:
			if cutLead(src, i) {
				kind = RepairTruncated
				dst = utf8.AppendRune(dst, utf8.RuneError)
				break
			}
			dst = table.appendByte(dst, src[i])
		case RepairTruncated:
			// At the end of the input it is only cut off: nothing is lost
			// that a mark would stand for.
			if i+n < len(src) {
				dst = utf8.AppendRune(dst, utf8.RuneError)
			}
		default:
			dst = utf8.AppendRune(dst, utf8.RuneError)
		}
		log.add(i, kind, src[i:i+n], string(dst[start:]))
		i += n
		good = i
	}
	return append(dst, src[good:]...)
}

// cutLead reports whether the lone byte at i is the first half of a character
// rather than a windows-1252 letter: the bytes 0xC2 to 0xDE are capitals there,
// which do not follow a lower-case letter, and are alone or before a sign only as
// rarely.
func cutLead(src []byte, i int) bool {
	c := src[i]
	if c < 0xC2 || c > 0xDE {
		return false
	}
	afterLetter := i > 0 && (src[i-1] >= utf8.RuneSelf || 'a' <= src[i-1] && src[i-1] <= 'z')
	return afterLetter && (i+1 == len(src) || !isASCIILetter(src[i+1]))
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// threeBytes reads a three-byte sequence without judging it.
func threeBytes(b []byte) rune {
	return rune(b[0]&0x0F)<<12 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F)
}

// overlong reads a sequence that is longer than its character needs. Control
// characters and the characters of markup become U+FFFD: they are written so
// only to get past a filter.
func overlong(b []byte) rune {
	r := rune(b[0]) & (0x7F >> len(b))
	for _, c := range b[1:] {
		r = r<<6 | rune(c&0x3F)
	}
	switch {
	case r < 0x20 && r != '\n' && r != '\t', r == '<', r == '>', r == '&', r == '"', r == '\'':
		return utf8.RuneError
	case !utf8.ValidRune(r):
		return utf8.RuneError
	}
	return r
}
