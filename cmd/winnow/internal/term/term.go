// Package term writes to terminals and logs what pages and users hand us,
// safely: control and bidirectional characters shown as escapes, passwords in
// addresses hidden.
package term

import (
	"fmt"
	"net/url"
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

// Width is the number of columns of the terminal, or 100 when it is none.
func Width(stream any) int {
	if f, ok := stream.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
			return w
		}
	}
	return 100
}

// Printable shows characters that would steer a terminal or reorder a line as
// \u escapes. Line ends and tabs become \n and \t.
func Printable(s string) string {
	if strings.IndexFunc(s, steers) < 0 {
		return s
	}
	var sb strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			sb.WriteString(`\n`)
		case r == '\t':
			sb.WriteString(`\t`)
		case steers(r):
			fmt.Fprintf(&sb, `\u%04x`, r)
		default:
			sb.WriteRune(r)
		}
	}
	return sb.String()
}

// steers reports control characters, direction marks, and other invisible
// format characters but the joiners that scripts and emoji need.
func steers(r rune) bool {
	if r == '\u200c' || r == '\u200d' {
		return false
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

// secretParameters are names of query parameters that carry credentials.
var secretParameters = []string{"token", "key", "secret", "password", "passwd", "signature", "sig", "auth", "credential", "session"}

// RedactURL hides the password and the credentials in the query of an
// address, for logs.
func RedactURL(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil && u.RawQuery == "" {
		return address
	}
	if u.User != nil {
		u.User = url.User("xxxxx")
	}
	if u.RawQuery == "" {
		return u.String()
	}
	pairs := strings.Split(u.RawQuery, "&")
	for i, p := range pairs {
		name, _, found := strings.Cut(p, "=")
		if found && isSecret(name) {
			pairs[i] = name + "=xxxxx"
		}
	}
	u.RawQuery = strings.Join(pairs, "&")
	return u.String()
}

func isSecret(name string) bool {
	name = strings.ToLower(name)
	for _, s := range secretParameters {
		if strings.Contains(name, s) {
			return true
		}
	}
	return false
}
