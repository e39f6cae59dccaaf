package term

import (
	"bytes"
	"testing"
)

func TestScreen(t *testing.T) {
	const in = "a\x1b[31mb\r\nc\td\re\u202ef\u009bg\x9bh😀é\x7f\n"
	const want = `a\u001b[31mb` + "\r\nc\td" + `\u000de\u202ef\u009bg\x9bh😀é\u007f` + "\n"
	for size := 1; size <= len(in); size++ {
		var out bytes.Buffer
		s := &screen{w: &out}
		for rest := []byte(in); len(rest) > 0; rest = rest[min(size, len(rest)):] {
			if n, err := s.Write(rest[:min(size, len(rest))]); err != nil || n != min(size, len(rest)) {
				t.Fatal(n, err)
			}
		}
		if got := out.String(); got != want {
			t.Errorf("in pieces of %d: %q, want %q", size, got, want)
		}
	}
	var out bytes.Buffer
	if Screen(&out) != &out {
		t.Error("what is no terminal is changed")
	}
}
