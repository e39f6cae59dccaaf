package decode

import "testing"

// TestHints checks what declarations do: the right one settles short texts, a
// wrong one does not carry long ones away.
func TestHints(t *testing.T) {
	var rightAll, right, defaultAll, byDefault, wrongAll, wrong int
	for _, tr := range transcode(t) {
		enc := newEncoder(tr.enc)
		name := encodings[tr.enc].name
		for _, w := range windows(tr.text, 100) {
			b, ok := enc.encode(w)
			if !ok || asciiPrefix(b) == len(b) {
				continue
			}
			rightAll++
			want := decodeAs(tr.enc, b).Text
			if r, err := Bytes(b, Hints{ContentType: "text/plain; charset=" + name}); err == nil && r.Text == want {
				right++
			} else {
				t.Logf("declared rightly: %s: read as %s by %s: %.60q", tr.name, r.Encoding, r.Evidence, want)
			}
		}
		b, _ := enc.encode(tr.text)
		want := decodeAs(tr.enc, b).Text
		try := func(label string) bool {
			r, err := Bytes(b, Hints{ContentType: "text/plain; charset=" + label})
			if err != nil || r.Text != want {
				t.Logf("declared %s: %s: read as %s by %s", label, tr.name, r.Encoding, r.Evidence)
				return false
			}
			return true
		}
		defaultAll++
		if try("iso-8859-1") {
			byDefault++
		}
		for _, label := range []string{"windows-1251", "koi8-r", "shift_jis", "gb2312", "windows-1256", "iso-8859-2", "utf-8"} {
			wrongAll++
			if try(label) {
				wrong++
			}
		}
	}
	score(t, "100 characters declared rightly", 99.5, right, rightAll)
	score(t, "whole texts declared iso-8859-1", 99, byDefault, defaultAll)
	score(t, "whole texts declared as something else", 97, wrong, wrongAll)
}

// TestLanguageHint checks that the language of the page and the top-level
// domain settle what the bytes leave open.
func TestLanguageHint(t *testing.T) {
	for _, tt := range []struct {
		in    string
		hints Hints
		want  string
	}{
		{"\xE4\xE0 \xED\xE5", Hints{Lang: "ru"}, "да не"},
		{"\xE4\xE0 \xED\xE5", Hints{URL: "http://example.ru/"}, "да не"},
		{"\xE9\xEC\xE3", Hints{Lang: "he", URL: "https://example.co.il:80/a"}, "ילד"},
		{"\xE9\xEC\xE3", Hints{ContentType: "text/plain; charset=windows-1255"}, "ילד"},
		{"p\xE8re", Hints{Lang: "fr-CA"}, "père"},
		{"ve\xE8er", Hints{Lang: "sl"}, "večer"},
	} {
		r, err := Bytes([]byte(tt.in), tt.hints)
		if err != nil || r.Text != tt.want {
			t.Errorf("%q %+v: %q as %s, want %q", tt.in, tt.hints, r.Text, r.Encoding, tt.want)
		}
	}
}
