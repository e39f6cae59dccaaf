package warc

import (
	"bytes"
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"winnow/pipeline/dump/unpack"
)

// Record is one record of an archive.
type Record struct {
	// Type is the WARC-Type in lower case. The records of ARC files are
	// "response", their first one is "warcinfo".
	Type string
	// ID is the WARC-Record-ID and URI the WARC-Target-URI, both without the
	// angle brackets that some writers put around them.
	ID, URI string
	// ContentType is that of the block, not of the HTTP response in it.
	ContentType string
	// Length is what the record says is the length of its block.
	Length int64
	// Header holds all fields as written; ARC records have none.
	Header Header
	// Block is the content. It is valid until the next call of Next. In a
	// Fault it may be cut.
	Block []byte

	At
}

// At is where a record or a fault is.
type At struct {
	// Offset is the place in the stored file: of the record, if the file is
	// not compressed, or of the gzip member it is in.
	Offset int64
	// Content is the place in the decompressed content, counted from where
	// reading started.
	Content int64
	// Place is where to open the file to read on from here.
	Place unpack.Place
}

// Field is a line of a header.
type Field struct{ Name, Value string }

// Header is a header in the order it was written.
type Header []Field

// Get returns the first value of the name, in whatever case; "" if there is
// none.
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// The reasons a Fault can have, besides those of package unpack.
const (
	// ReasonLength: Content-Length is wrong; the record does not end there.
	ReasonLength = "wrong_content_length"
	// ReasonNoLength: Content-Length is missing or no number.
	ReasonNoLength = "bad_content_length"
	// ReasonTruncated: the record is shorter than its Content-Length.
	ReasonTruncated = "truncated_record"
	// ReasonHeader: the header does not end or is too large.
	ReasonHeader = "bad_record_header"
	// ReasonTooLarge: the record is larger than Options.MaxBytes.
	ReasonTooLarge = "record_too_large"
	// ReasonJunk: bytes where a record should start.
	ReasonJunk = "junk_between_records"
	// ReasonNoEnd: the two line ends after a record are missing. The record
	// was given all the same.
	ReasonNoEnd = "missing_record_end"
	// ReasonBody: the HTTP body cannot be decoded; see HTTP.Content.
	ReasonBody = "corrupt_http_body"
)

// Reasons lists the reasons of a Fault with one sentence each.
func Reasons() map[string]string {
	return map[string]string{
		ReasonLength:    "The record does not end where its Content-Length says.",
		ReasonNoLength:  "The record's Content-Length is missing or no number.",
		ReasonTruncated: "The record is shorter than its Content-Length.",
		ReasonHeader:    "The record's header does not end, or is too large.",
		ReasonTooLarge:  "The record is larger than the record cap.",
		ReasonJunk:      "Bytes where a record should start.",
		ReasonNoEnd:     "The line ends after a record are missing; the record itself is fine.",
		ReasonBody:      "The HTTP body cannot be decoded as its Content-Encoding says.",
	}
}

// Fault is a record or a stretch that could not be read.
type Fault struct {
	At
	Reason string
	// Harmless says that no record was lost.
	Harmless bool
	// Record is what could be read of the record, nil if nothing could.
	Record *Record
	Err    error
}

func (f *Fault) Error() string {
	if f.Err == nil {
		return fmt.Sprintf("%s at byte %d", f.Reason, f.Offset)
	}
	return fmt.Sprintf("%s at byte %d: %v", f.Reason, f.Offset, f.Err)
}

func (f *Fault) Unwrap() error { return f.Err }

// isVersion tells the first line of a WARC record.
func isVersion(b []byte) bool {
	return len(b) > 7 && string(b[:5]) == "WARC/" && isDigit(b[5]) && b[6] == '.' && isDigit(b[7])
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// startsRecord is isVersion for places where no record is expected: it wants
// the line to end and to be followed by a header field, and if it is not at the
// start of a line itself, by one that only these headers have.
func startsRecord(b []byte, lineStart bool) bool {
	if !isVersion(b) {
		return false
	}
	line, rest, ok := bytes.Cut(b[:min(len(b), lookahead)], []byte("\n"))
	if !ok || len(bytes.TrimRight(line, "\r")) > len("WARC/0.18") {
		return false
	}
	name := bytes.IndexFunc(rest, func(r rune) bool {
		return r != '-' && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
	if name < 0 {
		name = len(rest)
	} else if rest[name] != ':' {
		return false
	}
	return name > 0 && (lineStart || hasPrefixFold(rest, "WARC-") || hasPrefixFold(rest, "Content-"))
}

func hasPrefixFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && strings.EqualFold(string(b[:len(prefix)]), prefix)
}

// headerEnd returns the length of the header at the start of b, with the empty
// line that ends it; 0 if it does not end in b.
func headerEnd(b []byte) int {
	for at := 0; ; {
		n := bytes.IndexByte(b[at:], '\n')
		if n < 0 {
			return 0
		}
		if line := b[at : at+n]; n == 0 || n == 1 && line[0] == '\r' {
			return at + n + 1
		}
		at += n + 1
	}
}

// parseHeader reads the fields below the first line. Lines that are no field
// are passed over; indented ones go on the line before.
func parseHeader(b []byte) Header {
	_, b, _ = bytes.Cut(b, []byte("\n"))
	var h Header
	for line := range bytes.Lines(b) {
		text := strings.TrimRight(string(line), "\r\n")
		if len(h) > 0 && text != "" && (text[0] == ' ' || text[0] == '\t') {
			h[len(h)-1].Value += " " + strings.TrimSpace(text)
			continue
		}
		if name, value, ok := strings.Cut(text, ":"); ok {
			h = append(h, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	return h
}

var errLength = errors.New("Content-Length is no number")

// parseWARC reads the header of a WARC record; its length is -1 if it is bad.
func parseWARC(header []byte) *Record {
	h := parseHeader(header)
	return &Record{
		Type:        strings.ToLower(h.Get("WARC-Type")),
		ID:          trimBrackets(h.Get("WARC-Record-ID")),
		URI:         trimBrackets(h.Get("WARC-Target-URI")),
		ContentType: h.Get("Content-Type"),
		Length:      parseLength(h.Get("Content-Length")),
		Header:      h,
	}
}

func trimBrackets(s string) string {
	if len(s) > 2 && s[0] == '<' && s[len(s)-1] == '>' {
		return s[1 : len(s)-1]
	}
	return s
}

func parseLength(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// maxARCLine is the longest line that is taken for the header of an ARC record;
// it is mostly URL.
const maxARCLine = 16 << 10

// arcLine reads the header line of an ARC record, "URL IP date type length",
// or nil if the line at the start of b is none. URLs may hold spaces. (Internet
// Archive, ARC file format reference, version 1; in version 2 there are five
// more fields before the length.)
func arcLine(b []byte) (rec *Record, size int) {
	n := bytes.IndexByte(b[:min(len(b), maxARCLine)], '\n')
	if n < 0 {
		return nil, 0
	}
	fields := strings.Fields(string(b[:n]))
	for _, tail := range []int{4, 9} {
		at := len(fields) - tail
		if at < 1 || !strings.Contains(fields[0], ":") || !isDate(fields[at+1]) {
			continue
		}
		if _, err := netip.ParseAddr(fields[at]); err != nil {
			continue
		}
		rec := &Record{
			Type:        "response",
			URI:         strings.Join(fields[:at], " "),
			ContentType: fields[at+2],
			Length:      parseLength(fields[len(fields)-1]),
		}
		if strings.HasPrefix(rec.URI, "filedesc:") {
			rec.Type = "warcinfo"
		}
		return rec, n + 1
	}
	return nil, 0
}

// isDate accepts any run of digits that may be a date: real ones have 14, some
// writers put fewer or more.
func isDate(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return len(s) >= 8
}
