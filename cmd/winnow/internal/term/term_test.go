package term

import "testing"

func TestPrintable(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain “text” 日本", "plain “text” 日本"},
		{"\x1b[31mred", `\u001b[31mred`},
		{"a\nb\tc\r", `a\nb\tc\u000d`},
		{"evil\u202etxt.exe", `evil\u202etxt.exe`},
		{"👩\u200d👩", "👩\u200d👩"},
	}
	for _, tt := range tests {
		if got := Printable(tt.in); got != tt.want {
			t.Errorf("Printable(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestRedactURL(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://example.org/a?b=c", "https://example.org/a?b=c"},
		{"https://ann:pw@example.org/a", "https://xxxxx@example.org/a"},
		{"https://example.org/?X-Amz-Signature=abc&page=2", "https://example.org/?X-Amz-Signature=xxxxx&page=2"},
		{"https://example.org/?access_token=abc", "https://example.org/?access_token=xxxxx"},
		{"::no url", "::no url"},
	}
	for _, tt := range tests {
		if got := RedactURL(tt.in); got != tt.want {
			t.Errorf("RedactURL(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
