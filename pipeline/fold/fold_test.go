package fold

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestKey(t *testing.T) {
	tests := []struct{ why, in, want string }{
		{"plain", "Check Also", "check also"},
		{"outer and inner white space", "  Check \t Also\n", "check also"},
		{"no-break space", "Check\u00a0Also\u00a0", "check also"},
		{"zero-width characters and soft hyphens", "Ch\u00adeck\u200b Also\ufeff", "check also"},
		{"an ellipsis", "Loading…", "loading..."},
		{"quotes and dashes", "“Don’t” — ‘stop’", `"don't" - 'stop'`},
		{"fullwidth forms", "来源：ＡＢＣ", "来源:abc"},
		{"mojibake of cp1252", "Loadingâ€¦", "loading..."},
		{"mojibake of Latin-1", "Loading\u00e2\u0080\u00a6", "loading..."},
		{"mojibake twice over", "CafÃƒÂ©", "café"},
		{"an accent that is none", "À É", "à é"},
		{"Turkish capital", "İLGİLİ", "ilgili"},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			if got := Key(tt.in); got != tt.want {
				t.Errorf("Key(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestSpan(t *testing.T) {
	tests := []struct {
		in         string
		start, end int // in the folded text
		want       string
	}{
		{"  READ MORE: x", 0, 9, "READ MORE"},
		{"READ\u00a0\u00a0MORE: x", 0, 9, "READ\u00a0\u00a0MORE"},
		{"Loadingâ€¦ now", 7, 10, "â€¦"},
		{"\u200bLoad\u200bing", 0, 7, "Load\u200bing"},
	}
	for _, tt := range tests {
		f := Of(tt.in)
		start, end := f.Span(tt.start, tt.end)
		if got := tt.in[start:end]; got != tt.want {
			t.Errorf("Of(%q).Span(%d, %d) is %q, want %q", tt.in, tt.start, tt.end, got, tt.want)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("Check\u00a0Alsoâ€¦")
	f.Add("\u200bÃƒÂ©")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip("documents hold valid UTF-8")
		}
		folded := Of(s)
		for i := range folded.S {
			start, end := folded.Span(i, len(folded.S))
			if start < 0 || start > end || end > len(s) || !utf8.ValidString(s[start:end]) {
				t.Fatalf("Of(%q).Span(%d, %d) = %d, %d", s, i, len(folded.S), start, end)
			}
		}
		var sb strings.Builder
		for sc := Scan(s); ; {
			r, start, end, ok := sc.Next()
			if !ok {
				break
			}
			if start > end || !utf8.ValidString(s[start:end]) {
				t.Fatalf("scanning %q gives the span %d, %d", s, start, end)
			}
			sb.WriteRune(r)
		}
		if sb.String() != folded.S {
			t.Fatalf("scanning %q gives %q, not %q", s, sb.String(), folded.S)
		}
		if again := Key(folded.S); len(again) > len(folded.S) {
			t.Fatalf("folding %q again grows it: %q", folded.S, again)
		}
	})
}

func TestSqueeze(t *testing.T) {
	for in, want := range map[string]string{
		"The Elm-Post!":     "theelmpost",
		"the elm post":      "theelmpost",
		"Ärger im Büro (2)": "ärgerimbüro2",
		"हिन्दी समाचार":     "हिन्दीसमाचार",
		" — ":               "",
	} {
		if got := Squeeze(in); got != want {
			t.Errorf("Squeeze(%q) = %q, want %q", in, got, want)
		}
	}
}
