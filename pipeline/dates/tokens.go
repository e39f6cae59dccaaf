package dates

import (
	"unicode"
	"unicode/utf8"
)

// A token is a run of digits, a run of letters, or one other character that
// is no white space.
type token struct {
	kind       byte // 'n', 'w' or the character itself ('?' when not ASCII)
	digits     uint8
	space      bool // white space comes before it
	value      int  // of a number
	start, end int
}

// maxTokens bounds how much of a text is looked at: a date line is short.
const maxTokens = 400

// scan cuts a text into tokens. Digits of other scripts count as digits.
func scan(s string, dst []token) []token {
	space := false
	for i := 0; i < len(s) && len(dst) < maxTokens; {
		r, size := utf8.DecodeRuneInString(s[i:])
		t := token{space: space, start: i}
		switch {
		case isDigit(r):
			t.scanNumber(s)
		case unicode.IsLetter(r) && isUnit(r) && !space && len(dst) > 0 && dst[len(dst)-1].kind == 'n':
			t.kind, t.end = 'w', i+size
		case unicode.IsLetter(r):
			t.scanWord(s)
		case unicode.IsSpace(r):
			space = true
			i += size
			continue
		case r == 0x200E || r == 0x200F || r == 0xFEFF: // direction marks
			i += size
			continue
		default:
			t.kind, t.end = signKind(r), i+size
		}
		dst = append(dst, t)
		space = false
		i = t.end
	}
	return dst
}

// scanNumber reads the run of digits that begins at t.start.
func (t *token) scanNumber(s string) {
	t.kind, t.end = 'n', t.start
	for t.end < len(s) {
		r, size := utf8.DecodeRuneInString(s[t.end:])
		if !isDigit(r) {
			return
		}
		if t.digits < 18 {
			t.value = t.value*10 + digit(r)
		}
		t.digits++
		t.end += size
	}
}

// scanWord reads the run of letters that begins at t.start.
func (t *token) scanWord(s string) {
	t.kind, t.end = 'w', t.start
	for t.end < len(s) {
		r, size := utf8.DecodeRuneInString(s[t.end:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return
		}
		t.end += size
	}
}

// signKind returns the kind of a token that is one character: the character
// itself, or the ASCII one that means the same in dates.
func signKind(r rune) byte {
	switch r {
	case '’':
		return '\''
	case '–', '—', '‑', '−':
		return '-'
	case 'º', '°', 'ª':
		return '.' // Spanish and Portuguese ordinals
	}
	if r < utf8.RuneSelf {
		return byte(r)
	}
	return '?'
}

// isUnit recognises the East Asian words for year, month, day, hour and minute.
// They are words of their own after a number, whatever follows without space.
func isUnit(r rune) bool {
	switch r {
	case '年', '月', '日', '時', '时', '点', '分', '년', '월', '일', '시', '분':
		return true
	}
	return false
}

func isDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= 0x660 && r <= 0x669 || r >= 0x6F0 && r <= 0x6F9 || r >= 0x966 && r <= 0x96F || r >= 0xFF10 && r <= 0xFF19
}

func digit(r rune) int {
	switch {
	case r <= '9':
		return int(r - '0')
	case r <= 0x669:
		return int(r - 0x660)
	case r <= 0x6F9:
		return int(r - 0x6F0)
	case r <= 0x96F:
		return int(r - 0x966)
	}
	return int(r - 0xFF10)
}

// Digit returns the value of a digit of one of the scripts that the package
// reads.
func Digit(r rune) (int, bool) {
	if !isDigit(r) {
		return 0, false
	}
	return digit(r), true
}
