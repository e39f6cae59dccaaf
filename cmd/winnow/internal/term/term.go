// Package term writes text from pages and users to terminals and logs safely:
// control and bidirectional characters are shown as escapes, credentials in
// addresses are hidden.
package term

import (
	"fmt"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"
)

// Is reports whether a stream is a terminal.
func Is(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Width returns the number of columns of the terminal, or 100 when it is none.
func Width(stream any) int {
	if f, ok := stream.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
			return w
		}
	}
	return 100
}

// Printable shows characters that would control a terminal or reorder a line as
// \u escapes. Line ends and tabs become \n and \t.
func Printable(s string) string { return printable(s, `\n`, `\t`) }

// printable is Printable with the given line ends and tabs.
func printable(s, lineEnd, tab string) string {
	if strings.IndexFunc(s, steers) < 0 {
		return s
	}
	var sb strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			sb.WriteString(lineEnd)
		case r == '\t':
			sb.WriteString(tab)
		case steers(r):
			fmt.Fprintf(&sb, `\u%04x`, r)
		default:
			sb.WriteRune(r)
		}
	}
	return sb.String()
}

// steers reports whether r is a control character, a direction mark, or another
// invisible format character, except the joiners that scripts and emoji need.
func steers(r rune) bool {
	if r == '\u200c' || r == '\u200d' {
		return false
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}
