package repair

import (
	"testing"
	"unicode/utf8"
)

// check repairs s and fails where a property that holds for every text does not.
func check(t testing.TB, s string, o Options) string {
	t.Helper()
	got, steps := Text(s, o)
	if !utf8.ValidString(got) {
		t.Fatalf("invalid UTF-8 from %q: %q", s, got)
	}
	at := 0
	for _, st := range steps {
		if st.Start < at || st.End < st.Start || st.End > len(s) || st.Rule == "" || st.Why == "" {
			t.Fatalf("bad step %+v in %q", st, s)
		}
		if s[st.Start:st.End] == st.New {
			t.Fatalf("empty step %+v in %q", st, s)
		}
		at = st.End
	}
	if back := Apply(s, steps); back != got {
		t.Fatalf("replay of %q\n gives %q\n not   %q\n%+v", s, back, got, steps)
	}
	if again, more := Text(got, o); again != got || len(more) != 0 {
		t.Fatalf("second run of %q\n from %q\n to   %q\n%+v", s, got, again, more)
	}
	return got
}

func FuzzText(f *testing.F) {
	for _, cases := range ftfyCases(f) {
		for _, c := range cases {
			f.Add(c.Original)
			f.Add(c.Fixed)
		}
	}
	f.Add("a\r\nb\rc\u2028d\vx\u00a0 \r\n")
	f.Add("&amp;amp;lt; &#8203;&am&#8203;p; \\ud83d\\ude00 don\\u2019t \x1b[31mred\x1b[0m \xed\xa0\xbd\xed\xb8\x80 \xed\xa0\x80 \xff")
	f.Add("e\u0301 \u1100\u1161 â€¨x\u00ad\u200b\ufeff")
	f.Fuzz(func(t *testing.T, s string) {
		check(t, s, Options{})
		check(t, s, likeFtfy)
		check(t, s, Options{Quotes: true})
	})
}

// TestLetterBesideSymbol: a letter with a circumflex is left beside a symbol
// that a text shows it with.
func TestLetterBesideSymbol(t *testing.T) {
	for _, s := range []string{"the letter «Â» in a book", "the letter « Â » in a book", "Â alone", "Â ª", "la lettre Â : grande",
		"MINHA IRMÃ—DIZ ELE", "“pâ—”", "the word “mâ”…"} {
		if got, _ := Text(s, Options{}); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}

// The quick reading of whole sequences is the careful one.
func TestReadExact(t *testing.T) {
	bytes := []byte{0, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xc3, 0xdf, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf3, 0xf4, 0xf5, 0xff}
	var try func(raw []byte)
	try = func(raw []byte) {
		if len(raw) > 0 {
			f := &fixer{raw: raw, cells: make([]cell, len(raw))}
			for i, b := range raw {
				f.cells[i].r = rune(b)
			}
			want, ok := f.readBytes(1, false, 0)
			r, n := readExact(raw, 0)
			if got := (span{end: n, r: r}); n > 0 != (ok && !want.lossy) || n > 0 && got != want {
				t.Errorf("% x: %+v, want %+v, %v", raw, got, want, ok)
			}
		}
		if len(raw) < 4 {
			for _, b := range bytes {
				try(append(raw[:len(raw):len(raw)], b))
			}
		}
	}
	try(nil)
}
