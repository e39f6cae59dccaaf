package term

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// hidden replaces what is hidden.
const hidden = "xxxxx"

// secretNames are parts of the names of parameters that carry credentials. It
// is better to hide a "keyword" than to show a key.
var secretNames = []string{
	"token", "key", "secret", "pass", "pwd", "signature", "sig", "auth", "credential", "session", "jwt", "hmac",
}

// The patterns are compiled when first needed, which in most runs is never.
var schemePattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[A-Za-z][A-Za-z0-9+.-]*://`) })

// Redact hides the credentials in the addresses in a text: what comes before
// the host, and parameters of the query and the fragment whose names suggest a
// secret. It works on the text as written, and does not need an address that
// can be parsed.
func Redact(text string) string {
	if !strings.Contains(text, "://") {
		return text
	}
	var sb strings.Builder
	for {
		m := schemePattern().FindStringIndex(text)
		if m == nil {
			return sb.String() + text
		}
		sb.WriteString(text[:m[1]])
		text = text[m[1]:]
		if n := userEnd(text); n > 0 {
			sb.WriteString(hidden)
			text = text[n:]
		}
		n := addressEnd(text)
		sb.WriteString(redactUsers(redactParameters(text[:n])))
		text = text[n:]
	}
}

// redactUsers hides names and passwords in addresses inside an address, as in
// "?next=https://…".
func redactUsers(address string) string {
	var sb strings.Builder
	for {
		m := schemePattern().FindStringIndex(address)
		if m == nil {
			return sb.String() + address
		}
		sb.WriteString(address[:m[1]])
		address = address[m[1]:]
		if n := userEnd(address); n > 0 {
			sb.WriteString(hidden)
			address = address[n:]
		}
	}
}

// RedactURL is Redact for a text that is known to be an address, with or
// without a scheme.
func RedactURL(address string) string { return redactParameters(Redact(address)) }

// addressEnd returns where the address at the start of a text ends. An address
// in quotes may hold escaped quotes.
func addressEnd(text string) int {
	for i, r := range text {
		switch {
		case r <= ' ' || r == '<' || r == '>' || r == '`' || r == '”' || r == '\u2028' || r == '\u00a0':
			return i
		case r == '"' && (i == 0 || text[i-1] != '\\'):
			return i
		}
	}
	return len(text)
}

// userEnd is the length of name and password before the "@" of an address, whose
// scheme is cut off; 0 if there are none. A password may hold what should have
// been escaped: a host with ":" and no number behind it is taken for a name with
// a password that goes on.
func userEnd(text string) int {
	const longest = 1 << 10 // of a name with a password
	text = text[:min(len(text), longest)]
	authority := text[:addressEnd(text)]
	if i := strings.IndexAny(authority, "/?#"); i >= 0 {
		authority = authority[:i]
	}
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		return at
	}
	_, port, ok := strings.Cut(authority, ":")
	if !ok || strings.HasPrefix(authority, "[") || strings.Trim(port, "0123456789") == "" {
		return 0
	}
	rest, _, _ := strings.Cut(text, "\n")
	return max(0, strings.IndexByte(rest, '@'))
}

// parameterPattern finds the name of a parameter wherever one can start.
var parameterPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[?&#;]([^?&#;=]+)=`) })

func redactParameters(address string) string {
	var sb strings.Builder
	for {
		m := parameterPattern().FindStringSubmatchIndex(address)
		if m == nil {
			return sb.String() + address
		}
		sb.WriteString(address[:m[1]])
		name := address[m[2]:m[3]]
		address = address[m[1]:]
		if !isSecret(name) {
			continue
		}
		end := strings.IndexAny(address, "&#;")
		if end < 0 {
			end = len(address)
		}
		if end > 0 {
			sb.WriteString(hidden)
		}
		address = address[end:]
	}
}

func isSecret(name string) bool {
	if plain, err := url.QueryUnescape(name); err == nil {
		name = plain
	}
	name = strings.ToLower(name)
	for _, s := range secretNames {
		if strings.Contains(name, s) {
			return true
		}
	}
	return false
}
