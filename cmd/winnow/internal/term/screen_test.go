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
	for in, want := range map[string]string{"a\r": `a\u000d`, "a\xc3": `a\xc3`, "a\xf0\x9f\x98": `a\xf0\x9f\x98`, "a\r\n": "a\r\n", "é": "é"} {
		var out bytes.Buffer
		s := &screen{w: &out}
		if _, err := s.Write([]byte(in)); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := Flush(s); err != nil || out.String() != want {
				t.Errorf("%q: %q, %v; want %q", in, out.String(), err, want)
			}
		}
	}
	var out bytes.Buffer
	if Flush(&out) != nil || Screen(&out) != &out {
		t.Error("what is no terminal is changed")
	}
}
