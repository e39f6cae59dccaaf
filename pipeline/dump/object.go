package dump

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A record of a dump is a line of a few short fields and one huge string. A
// general decoder spends its time on checking and copying all of it; here the
// object is split into its fields by looking for quotes, only the fields winnow
// wants are unquoted, and the others are handed on as they are. (Measured: see
// BenchmarkJSONL.)

var (
	errNotObject = errors.New("it is no JSON object")
	errCut       = errors.New("the JSON object is cut off")
	errAfter     = errors.New("there is more on the line after the JSON object")
)

// splitObject calls field for each field of the object that b holds, in order,
// with the name and the bytes of the value. It checks values only roughly:
// quotes and brackets must match. A caller that passes a value on has to check
// it.
func splitObject(b []byte, field func(name string, value []byte) error) error {
	i := skipSpace(b, 0)
	if i == len(b) || b[i] != '{' {
		return errNotObject
	}
	i = skipSpace(b, i+1)
	if i < len(b) && b[i] == '}' {
		return atLineEnd(b, i+1)
	}
	for {
		if i == len(b) {
			return errCut
		}
		if b[i] != '"' {
			return fmt.Errorf("byte %d of the record: a field name is missing", i)
		}
		end, err := stringEnd(b, i)
		if err != nil {
			return err
		}
		name, err := unquote(b[i:end])
		if err != nil {
			return err
		}
		if i = skipSpace(b, end); i == len(b) {
			return errCut
		}
		if b[i] != ':' {
			return fmt.Errorf("byte %d of the record: a colon is missing", i)
		}
		i = skipSpace(b, i+1)
		if end, err = valueEnd(b, i); err != nil {
			return err
		}
		if err := field(string(name), b[i:end]); err != nil {
			return err
		}
		if i = skipSpace(b, end); i == len(b) {
			return errCut
		}
		switch b[i] {
		case ',':
			i = skipSpace(b, i+1)
		case '}':
			return atLineEnd(b, i+1)
		default:
			return fmt.Errorf("byte %d of the record: a comma is missing", i)
		}
	}
}

func atLineEnd(b []byte, i int) error {
	if skipSpace(b, i) < len(b) {
		return errAfter
	}
	return nil
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r') {
		i++
	}
	return i
}

// stringEnd returns the index after the string that starts at b[i].
func stringEnd(b []byte, i int) (int, error) {
	for j := i + 1; ; {
		n := bytes.IndexByte(b[j:], '"')
		if n < 0 {
			return 0, errCut
		}
		j += n + 1
		slashes := 0
		for k := j - 2; k > i && b[k] == '\\'; k-- {
			slashes++
		}
		if slashes%2 == 0 {
			return j, nil
		}
	}
}

// valueEnd returns the index after the value that starts at b[i].
func valueEnd(b []byte, i int) (int, error) {
	if i == len(b) {
		return 0, errCut
	}
	switch b[i] {
	case '"':
		return stringEnd(b, i)
	case '{', '[':
		return nestedEnd(b, i)
	}
	end := i
	for end < len(b) && strings.IndexByte(",}] \t\r\n", b[end]) < 0 {
		end++
	}
	if end == i {
		return 0, fmt.Errorf("byte %d of the record: a value is missing", i)
	}
	return end, nil
}

// nestedEnd returns the index after the object or array that starts at b[i]. It
// counts brackets of both kinds together, so it needs no stack.
func nestedEnd(b []byte, i int) (int, error) {
	for depth := 0; i < len(b); {
		switch b[i] {
		case '"':
			end, err := stringEnd(b, i)
			if err != nil {
				return 0, err
			}
			i = end
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1, nil
			}
		}
		i++
	}
	return 0, errCut
}

// unquote decodes a JSON string. It tolerates what is common in dumps: raw
// control characters and bytes that are not UTF-8 stay as they are, and half a
// surrogate pair becomes U+FFFD.
func unquote(quoted []byte) ([]byte, error) {
	s := quoted[1 : len(quoted)-1]
	out := make([]byte, 0, len(s))
	for {
		n := bytes.IndexByte(s, '\\')
		if n < 0 {
			return append(out, s...), nil
		}
		out = append(out, s[:n]...)
		s = s[n+1:]
		if s[0] == 'u' {
			r, n := unicodeEscape(s)
			if n == 0 {
				return nil, fmt.Errorf("bad escape %q in a string", `\`+string(s[:min(len(s), 5)]))
			}
			out = utf8.AppendRune(out, r)
			s = s[n:]
			continue
		}
		at := strings.IndexByte(`"\/bfnrt`, s[0])
		if at < 0 {
			return nil, fmt.Errorf("bad escape %q in a string", `\`+string(s[:1]))
		}
		out = append(out, "\"\\/\b\f\n\r\t"[at])
		s = s[1:]
	}
}

// unicodeEscape decodes "uXXXX", and the low surrogate that follows a high one,
// at the start of s. It returns the length it used, 0 if there is no such escape.
func unicodeEscape(s []byte) (rune, int) {
	r, ok := hex4(s[1:])
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(r) {
		return r, 5
	}
	if len(s) >= 11 && s[5] == '\\' && s[6] == 'u' {
		if low, ok := hex4(s[7:]); ok {
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				return pair, 11
			}
		}
	}
	return utf8.RuneError, 5
}

func hex4(s []byte) (rune, bool) {
	if len(s) < 4 {
		return 0, false
	}
	var r rune
	for _, c := range s[:4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// checkedRaw copies a value to be passed on, if it is JSON; bytes that are not
// UTF-8 become U+FFFD.
func checkedRaw(value []byte) (json.RawMessage, error) {
	if !json.Valid(value) {
		return nil, fmt.Errorf("bad value %.40q", value)
	}
	return bytes.ToValidUTF8(bytes.Clone(value), []byte("\ufffd")), nil
}
