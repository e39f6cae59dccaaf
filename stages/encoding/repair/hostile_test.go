package repair

import (
	"strings"
	"testing"

	"winnow/internal/cputime"
)

// hostile holds texts made to keep a program busy, built from a unit.
var hostile = map[string]func(n int) string{
	"references escaped again": repeated("&amp;amp;"),
	"one reference, escaped":   func(n int) string { return "&" + strings.Repeat("amp;", n/4) + "lt;" },
	"nested references":        func(n int) string { return strings.Repeat("&#82", n/8) + "&#8203;" + strings.Repeat("03;", n/6) },
	"lone surrogates":          repeated("\xed\xa0\x80"),
	"escaped surrogates":       repeated(`\ud83d`),
	"backslashes":              repeated(`\u005c`),
	"escapes in prose":         repeated(`It wasn\u2019t over. `),
	"alternating scripts":      repeated("aЯαあ"),
	"alternating words":        repeated("слово word λέξη "),
	"piled marks":              repeated("e\u0301\u0302\u0323"),
	"marks on one letter":      func(n int) string { return "a" + strings.Repeat("\u0301", n/2) },
	"marks on none":            repeated("\u0301"),
	"marks out of order":       func(n int) string { return "a" + strings.Repeat("\u0301\u0323\u0327", n/6) },
	"Hangul without vowels":    repeated("\u1100"),
	"lead bytes":               repeated("Ã"),
	"lead bytes and spaces":    repeated("Ã "),
	"good and bad":             repeated("Ã©É…"),
	"legacy and mojibake":      repeated("Ïðèâåò Ã©â€™ "),
	"layers":                   func(n int) string { return layers("é", n) },
	"line ends":                repeated("\r"),
	"separators in mojibake":   repeated("â€¨"),
	"escape characters":        repeated("\x1b["),
	"no-break spaces":          repeated("\u00a0"),
	"replacement characters":   repeated("\ufffd"),
}

func repeated(unit string) func(int) string {
	return func(n int) string { return strings.Repeat(unit, n/len(unit)) }
}

// layers reads s as Latin-1 until it has n bytes.
func layers(s string, n int) string {
	for len(s) < n/2 {
		s = latin1Layer(s)
	}
	return s
}

func TestHostileIsLinear(t *testing.T) {
	for name, text := range hostile {
		if err := cputime.CheckLinear(1<<16, func(n int) { Text(text(n), Options{}) }); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHostileHolds checks what holds for every text on hostile ones.
func TestHostileHolds(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) { check(t, text(2000), Options{}) })
	}
}
