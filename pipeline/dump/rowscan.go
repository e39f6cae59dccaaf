package dump

import (
	"bytes"
	"strings"
)

// rowScan finds the end of a row that arrives piece by piece. A quote opens a
// quoted field only at the start of a field.
//
// A quote that nothing closes takes what follows into its field, up to the next
// quote, which opens or closes something in another row. So where a part in
// quotes goes over a line end, its field must end with it; if it does not, the
// scan is astray. Within a line what comes after the quotes is forgiven.
type rowScan struct {
	at        int
	delimiter byte
	inside    bool // a field
	quoted    bool // a part of it in quotes
	closed    bool // the byte before ended such a part
	crossed   bool // a part in quotes of the field goes over a line end
	ended     bool
	astray    bool // the quotes do not fit
}

// run continues to the end of the row, which it reports, to where the quotes do
// not fit, or through all of b.
func (r *rowScan) run(b []byte) bool {
	for r.at < len(b) && !r.astray {
		if r.quoted {
			r.quotedPart(b)
			continue
		}
		c := b[r.at]
		r.at++
		switch {
		case c == '"' && (!r.inside || r.closed):
			r.quoted, r.inside = true, true
		case c == '\n':
			r.ended = true
			return true
		case c == r.delimiter || r.delimiter == 0 && strings.IndexByte(",;\t", c) >= 0:
			r.inside, r.crossed = false, false
		case c != '\r':
			r.inside = true
			r.astray = r.crossed && c != ' '
		}
		r.closed = false
	}
	return false
}

// quotedPart continues to the end of a part in quotes.
func (r *rowScan) quotedPart(b []byte) {
	part := b[r.at:]
	if n := bytes.IndexByte(part, '"'); n >= 0 {
		part = part[:n]
		r.quoted, r.closed = false, true
		r.at++
	}
	r.at += len(part)
	r.crossed = r.crossed || bytes.IndexByte(part, '\n') >= 0
}

// splitRow splits a row into its cells.
func splitRow(row []byte, delimiter byte) []string {
	row = bytes.TrimRight(row, "\r\n")
	var fields []string
	for {
		field, rest, more := nextField(row, delimiter)
		fields = append(fields, field)
		if !more {
			return fields
		}
		row = rest
	}
}

func nextField(row []byte, delimiter byte) (field string, rest []byte, more bool) {
	var quoted []byte
	for len(row) > 0 && row[0] == '"' {
		n := bytes.IndexByte(row[1:], '"')
		if n < 0 {
			break
		}
		quoted = append(quoted, row[1:n+1]...)
		row = row[n+2:]
		if len(row) > 0 && row[0] == '"' {
			quoted = append(quoted, '"')
		}
	}
	plain, rest, more := bytes.Cut(row, []byte{delimiter})
	return string(append(quoted, plain...)), rest, more
}

// countOutside counts a character outside of quotes.
func countOutside(row []byte, c byte) (n int) {
	quoted := false
	for _, b := range row {
		switch {
		case b == '"':
			quoted = !quoted
		case b == c && !quoted:
			n++
		}
	}
	return n
}
