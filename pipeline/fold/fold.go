// Package fold gives a text the shape in which phrases are looked up: lower
// case, one kind of space, quote and dash, no invisible characters, common
// mojibake undone. "Check\u00a0AlsoÃ¢â‚¬Â¦", "CHECK ALSO…" and "check also..."
// fold to the same string, so a rule is written once, and a broken text does
// not hide from it.
//
// A folded text is only looked at, never put into a document; Text keeps the
// way back to the real one.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Text is a folded text and its place in the original.
type Text struct {
	// S is the folded text, without white space at its ends.
	S string
	// at[i] is the byte offset in the original of the character that gave byte
	// i of S; its last entry is the end of the last character. It is nil when S
	// is in the original at the offset base unchanged in length.
	at   []int32
	base int
}

// Span returns the bytes of the original that became S[start:end].
func (t Text) Span(start, end int) (int, int) {
	if t.at == nil {
		return t.base + start, t.base + end
	}
	if start == end {
		return int(t.at[start]), int(t.at[start])
	}
	return int(t.at[start]), int(t.at[end])
}

// Key folds s for a look-up of the whole of it.
func Key(s string) string { return Of(s).S }

// Of folds s.
func Of(s string) Text {
	if t, ok := ascii(s); ok {
		return t
	}
	f := folder{at: make([]int32, 0, len(s)+1)}
	f.sb.Grow(len(s))
	for i := 0; i < len(s); {
		r, size := next(s, i)
		f.add(r, i, i+size)
		i += size
	}
	return f.text()
}

// AppendKey appends Key(s) to dst: for look-ups in a map, which need no string.
func AppendKey(dst []byte, s string) []byte {
	trimmed, _, ok := plain(s)
	if !ok {
		return append(dst, Key(s)...)
	}
	from := len(dst)
	dst = append(dst, trimmed...)
	for i, c := range dst[from:] {
		if c >= 'A' && c <= 'Z' {
			dst[from+i] = c + 'a' - 'A'
		}
	}
	return dst
}

// ascii folds a text of plain ASCII whose folding keeps every byte in place.
func ascii(s string) (Text, bool) {
	trimmed, upper, ok := plain(s)
	if !ok {
		return Text{}, false
	}
	base := len(s) - len(strings.TrimLeft(s, " "))
	if upper {
		trimmed = strings.ToLower(trimmed)
	}
	return Text{S: trimmed, base: base}, true
}

// plain returns s without spaces at its ends if it is of plain ASCII in which
// folding changes nothing but capitals, and whether it has any.
func plain(s string) (trimmed string, upper, ok bool) {
	trimmed = strings.Trim(s, " ")
	last := byte(0)
	for i := range len(trimmed) {
		c := trimmed[i]
		if c < ' ' || c >= 0x7F || c == ' ' && last == ' ' || c == '`' {
			return "", false, false
		}
		upper, last = upper || c >= 'A' && c <= 'Z', c
	}
	return trimmed, upper, true
}

// A folder builds a Text.
type folder struct {
	sb    strings.Builder
	at    []int32
	space bool // a space is due before the next character
	end   int  // of the last character added, in the original
	from  int  // of the space that is due
}

func (f *folder) add(r rune, start, end int) {
	switch {
	case unicode.IsSpace(r) || r == '\u00A0' || r == '\u2800':
		if f.sb.Len() > 0 && !f.space {
			f.space, f.from = true, start
		}
		return
	case invisible(r):
		return
	}
	if f.space {
		f.put(" ", f.from)
		f.space = false
	}
	f.end = end
	if r == '…' {
		f.put("...", start)
		return
	}
	var buf [utf8.UTFMax]byte
	f.put(string(buf[:utf8.EncodeRune(buf[:], foldRune(r))]), start)
}

func (f *folder) put(s string, start int) {
	for range len(s) {
		f.at = append(f.at, int32(start))
	}
	f.sb.WriteString(s)
}

func (f *folder) text() Text {
	return Text{S: f.sb.String(), at: append(f.at, int32(f.end))}
}

// invisible reports characters that change no reader's words: soft hyphen,
// zero-width characters, direction marks, byte order mark, controls.
func invisible(r rune) bool {
	return r == '\u00AD' || r == '\uFEFF' || r == '\u061C' || r == '\u2060' ||
		r >= '\u200B' && r <= '\u200F' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' ||
		unicode.IsControl(r)
}

// next gives the character at s[i:], undoing UTF-8 that was read as
// windows-1252 or Latin-1, twice over if need be.
func next(s string, i int) (rune, int) {
	r, size := utf8.DecodeRuneInString(s[i:])
	if r < 0xC2 || r > 0xF4 {
		return r, size
	}
	for depth := 2; depth > 0; depth-- {
		if r, size, ok := undo(s, i, depth); ok {
			return r, size
		}
	}
	return r, size
}

// undo reads the characters at s[i:] as the bytes of one character; with depth
// 2, each of these may be mojibake itself.
func undo(s string, i, depth int) (rune, int, bool) {
	var bytes [utf8.UTFMax]byte
	n, at := 0, i
	for at < len(s) && n < len(bytes) {
		r, size := utf8.DecodeRuneInString(s[at:])
		if depth > 1 && r >= 0xC2 && r <= 0xF4 {
			if inner, innerSize, ok := undo(s, at, depth-1); ok {
				r, size = inner, innerSize
			}
		}
		b, ok := singleByte(r)
		if !ok || n == 0 && b < 0xC2 || n > 0 && b&0xC0 != 0x80 {
			break
		}
		bytes[n] = b
		n++
		at += size
		if utf8.FullRune(bytes[:n]) {
			r, _ := utf8.DecodeRune(bytes[:n])
			return r, at - i, r != utf8.RuneError && n > 1
		}
	}
	return 0, 0, false
}

// singleByte is the byte that windows-1252 or Latin-1 shows as r.
func singleByte(r rune) (byte, bool) {
	if r < 0x100 {
		return byte(r), r >= 0x80
	}
	return charmap.Windows1252.EncodeRune(r)
}

// Squeeze returns the letters, marks and digits of s in lower case, without what is
// between them: what spellings of one name or title have in common.
func Squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if !IsWordRune(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// IsWordRune reports whether r is a letter, a mark or a digit.
func IsWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
