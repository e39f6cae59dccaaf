package term

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Screen returns w, made safe if it is a terminal: characters that would
// control it or reorder a line, other than line ends and tabs, are shown as
// escapes. Bytes that go to files and pipes stay as they are.
func Screen(w io.Writer) io.Writer {
	if !Is(w) {
		return w
	}
	return &screen{w: w}
}

type screen struct {
	w    io.Writer
	tail []byte // a character or a line end of which the rest has not come yet
}

func (s *screen) Write(b []byte) (int, error) {
	text := append(s.tail, b...)
	n := len(text) - cutOff(text)
	safe := safeLines(text[:n])
	s.tail = append([]byte(nil), text[n:]...)
	if _, err := io.WriteString(s.w, safe); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Flush writes what a Screen holds back: a last \r, or an incomplete character.
// It is for the end of the text, and does nothing to other writers.
func Flush(w io.Writer) error {
	s, ok := w.(*screen)
	if !ok || len(s.tail) == 0 {
		return nil
	}
	safe := safeLines(s.tail)
	s.tail = nil
	_, err := io.WriteString(s.w, safe)
	return err
}

// cutOff returns the length of the end of text that cannot be judged yet.
func cutOff(text []byte) int {
	for i := 1; i <= min(len(text), utf8.UTFMax-1); i++ {
		if c := text[len(text)-i]; utf8.RuneStart(c) {
			if c == '\r' && i == 1 || c >= utf8.RuneSelf && !utf8.FullRune(text[len(text)-i:]) {
				return i
			}
			return 0
		}
	}
	return 0
}

// safeLines is printable for lines: the \r of a line end stays, too, and bytes
// that are not UTF-8, which some terminals obey, are shown as \x escapes.
func safeLines(text []byte) string {
	var sb strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		switch {
		case r == '\r' && len(text) > 1 && text[1] == '\n', r == '\n', r == '\t':
			sb.WriteRune(r)
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&sb, `\x%02x`, text[0])
		case steers(r):
			fmt.Fprintf(&sb, `\u%04x`, r)
		default:
			sb.Write(text[:n])
		}
		text = text[n:]
	}
	return sb.String()
}
