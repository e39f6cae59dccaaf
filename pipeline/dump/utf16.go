package dump

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// order is the byte order of a line in UTF-16; nil stands for UTF-8.
type order struct{ binary.ByteOrder }

// orderOf tells UTF-16 by how a line of JSON begins: a byte order mark and a
// character of ASCII, or two such characters as an object may begin with. Each
// line is judged by itself, so that reading can continue after any of them. Zero
// bytes that damage has left in UTF-8 are not placed like that; were they taken
// for UTF-16, the next line would not be found.
func orderOf(line []byte) order {
	switch {
	case len(line) < 2:
	case beginsWide(line[0], line[1], line[2:]):
		return order{binary.LittleEndian}
	case beginsWide(line[1], line[0], swapped(line[2:])):
		return order{binary.BigEndian}
	}
	return order{}
}

// beginsWide looks at the low and the high byte of the first character (of the
// mark, FF and FE in either order), and at the next one, low byte first.
func beginsWide(low, high byte, rest []byte) bool {
	const space, opens = " \t\r\n", "{["
	next := space + opens
	switch {
	case low == 0xFF && high == 0xFE, high == 0 && strings.IndexByte(space, low) >= 0:
		if len(rest) < 2 {
			return true
		}
	case high == 0 && strings.IndexByte(opens, low) >= 0:
		next = space + opens + "\"}]"
	default:
		return false
	}
	return len(rest) >= 2 && rest[1] == 0 && strings.IndexByte(next, rest[0]) >= 0
}

// swapped returns the first two bytes in reverse order.
func swapped(b []byte) []byte {
	if len(b) < 2 {
		return nil
	}
	return []byte{b[1], b[0]}
}

func (o order) wide() bool { return o.ByteOrder != nil }

// width returns how many bytes a line end has.
func (o order) width() int {
	if o.wide() {
		return 2
	}
	return 1
}

// lineEnd returns the place of the first line end in a line of which the first
// bytes are known to hold none, or -1.
func (o order) lineEnd(line []byte, searched int) int {
	if !o.wide() {
		if n := bytes.IndexByte(line[searched:], '\n'); n >= 0 {
			return searched + n
		}
		return -1
	}
	for i := searched &^ 1; i+1 < len(line); i += 2 {
		if o.Uint16(line[i:]) == '\n' {
			return i
		}
	}
	return -1
}

// decode returns a line in UTF-8. Half a character at its end is left out.
func (o order) decode(line []byte) []byte {
	if !o.wide() {
		return line
	}
	units := make([]uint16, len(line)/2)
	for i := range units {
		units[i] = o.Uint16(line[2*i:])
	}
	text := make([]byte, 0, len(line))
	for _, r := range utf16.Decode(units) {
		text = utf8.AppendRune(text, r)
	}
	return text
}
