package decode

import (
	"bytes"
	"fmt"
	"unicode/utf8"
	"unsafe"
)

// Hints is what is known about the bytes from outside. The zero value is fine.
type Hints struct {
	// ContentType is the value of the HTTP header, as in
	// "text/html; charset=koi8-r".
	ContentType string
	// URL is where the bytes come from; its top-level domain makes some
	// languages likelier.
	URL string
	// Lang is a BCP 47 language tag; empty means unknown.
	Lang string
	// Markup says that the bytes are HTML or XML. Without it they are looked
	// at: a document that opens like HTML is read as such.
	Markup bool
}

// Evidence names what decided on the encoding.
type Evidence string

// The kinds of evidence, strongest first.
const (
	EvidenceBOM        Evidence = "bom"        // a byte order mark
	EvidenceHTTP       Evidence = "http"       // the charset of Hints.ContentType
	EvidenceMeta       Evidence = "meta"       // a meta element
	EvidenceXML        Evidence = "xml"        // an XML declaration
	EvidenceUTF8       Evidence = "utf8-valid" // the bytes are UTF-8
	EvidenceDamaged    Evidence = "utf8"       // the bytes are UTF-8 with little damage
	EvidenceJSON       Evidence = "json"       // JSON's own rules (RFC 8259)
	EvidenceZeros      Evidence = "zero-bytes" // zero bytes where UTF-16 or UTF-32 have them
	EvidenceEscapes    Evidence = "escapes"    // escape sequences, as of ISO-2022
	EvidenceStatistics Evidence = "statistics" // comparison of all encodings
	EvidenceDefault    Evidence = "default"    // nothing to go by
	EvidenceAsked      Evidence = "asked"      // As was told the encoding
)

// Result is decoded text and how it came about.
type Result struct {
	// Text is valid UTF-8 without a byte order mark.
	Text string
	// Encoding is the name in the WHATWG Encoding Standard ("UTF-8",
	// "windows-1251", "gb18030"), or for encodings outside it the common
	// one ("UTF-32LE", "IBM855", "Johab").
	Encoding string
	Evidence Evidence
	// Confidence runs from 0 (a guess without ground) to 1 (certain).
	Confidence float64
	// Repairs lists the first MaxRepairs repairs in input order;
	// RepairCount counts all.
	Repairs     []Repair
	RepairCount int
}

// MaxRepairs bounds Result.Repairs.
const MaxRepairs = 100

// Repair is one place where the bytes did not fit the encoding.
type Repair struct {
	// Offset is where it is in the input, in bytes.
	Offset int
	Kind   RepairKind
	// Old are the bytes found, New the text written for them.
	Old, New string
}

// RepairKind names what was wrong.
type RepairKind string

// The kinds of repair.
const (
	RepairStray     RepairKind = "stray-byte"    // a windows-1252 byte in UTF-8
	RepairTruncated RepairKind = "truncated"     // a UTF-8 sequence that breaks off
	RepairCESU      RepairKind = "cesu-8"        // a surrogate pair written as two UTF-8 sequences
	RepairSurrogate RepairKind = "surrogate"     // half a surrogate pair
	RepairOverlong  RepairKind = "overlong"      // a UTF-8 sequence longer than it need be
	RepairInvalid   RepairKind = "invalid-bytes" // bytes without a meaning in the encoding
)

// Reason says why bytes could not be decoded.
type Reason string

// The reasons of an Error.
const (
	ReasonBinary       Reason = "binary"        // not text: a file signature or too many control bytes
	ReasonUnknownLabel Reason = "unknown-label" // As was asked for an encoding nobody knows
)

// Error is the error of Bytes and As.
type Error struct {
	Reason Reason
	Detail string
}

func (e *Error) Error() string { return fmt.Sprintf("cannot decode: %s: %s", e.Reason, e.Detail) }

// Bytes finds the encoding of b and decodes it. It fails only, with an *Error,
// when b is no text at all. It may be called from many goroutines.
func Bytes(b []byte, h Hints) (Result, error) {
	if r, ok := decodeBOM(b); ok {
		return r, nil
	}
	d := readDeclarations(b, h)
	if kind := signature(b); kind != "" {
		return Result{}, &Error{ReasonBinary, kind}
	}
	binary := controlBytes(b, len(d.labels) > 0)
	if bytes.IndexByte(b, 0) >= 0 || binary && !d.isUTF8(b) {
		if e, ev, ok := sniffWide(b); ok {
			r := decodeAs(e, b)
			r.Evidence, r.Confidence = ev, 0.95
			return r, nil
		}
	}
	if binary {
		return Result{}, &Error{ReasonBinary, "control bytes"}
	}
	ascii := asciiPrefix(b)
	switch {
	case ascii == len(b):
		return decodeASCII(b, d), nil
	case utf8.Valid(b[ascii:]):
		return decodeValidUTF8(b, ascii, d), nil
	}
	if v := surveyUTF8(b[ascii:]); v.isUTF8(d) {
		r := decodeAs(encUTF8, b)
		r.Evidence, r.Confidence = EvidenceDamaged, v.confidence()
		return r, nil
	}
	return decodeLegacy(b, d), nil
}

// As decodes b as the encoding with the given label (in WHATWG's list or ours)
// without looking for evidence; a byte order mark is taken off where the
// encoding has one. The error is an *Error with ReasonUnknownLabel.
func As(b []byte, label string) (Result, error) {
	e, ok := lookup(label)
	if !ok {
		return Result{}, &Error{ReasonUnknownLabel, label}
	}
	offset := 0
	if bom := encodings[e].bom; bom != "" && bytes.HasPrefix(b, []byte(bom)) {
		offset = len(bom)
	}
	r := decodeAt(e, b[offset:], offset)
	r.Evidence, r.Confidence = EvidenceAsked, 1
	return r, nil
}

// decodeBOM decodes input that starts with a byte order mark.
func decodeBOM(b []byte) (Result, bool) {
	for _, e := range []encodingID{encUTF8, encUTF32LE, encUTF32BE, encUTF16LE, encUTF16BE} {
		bom := encodings[e].bom
		if len(b) < len(bom) || string(b[:len(bom)]) != bom {
			continue
		}
		if e == encUTF32LE && len(b)%4 != 0 {
			continue // UTF-16 that starts with a zero character
		}
		r := decodeAt(e, b[len(bom):], len(bom))
		r.Evidence, r.Confidence = EvidenceBOM, 1
		return r, true
	}
	return Result{}, false
}

// decodeASCII decodes bytes below 0x80: one text in nearly every encoding,
// unless escape sequences say otherwise.
func decodeASCII(b []byte, d declarations) Result {
	if e, ok := sniffEscapes(b); ok {
		r := decodeAs(e, b)
		r.Evidence, r.Confidence = EvidenceEscapes, 0.99
		if ev, said := d.evidenceFor(e); said {
			r.Evidence = ev
		}
		return r
	}
	r := Result{Text: string(b), Encoding: encodings[encUTF8].name, Evidence: EvidenceDefault, Confidence: 1}
	switch {
	case d.json:
		r.Evidence = EvidenceJSON
	case d.markup:
		// The standard's default. UTF-8 would read the same.
		r.Encoding = encodings[encWindows1252].name
	}
	if l, ok := d.first(); ok && encodings[l.enc].asciiSafe {
		r.Encoding, r.Evidence = encodings[l.enc].name, l.from
	}
	return r
}

// decodeValidUTF8 decodes valid UTF-8 with characters beyond ASCII.
func decodeValidUTF8(b []byte, ascii int, d declarations) Result {
	r := Result{Encoding: encodings[encUTF8].name, Evidence: EvidenceUTF8, Confidence: 1}
	if l, ok := d.first(); ok && l.enc == encUTF8 {
		r.Evidence = l.from
	} else if ok && declarationBeatsUTF8(b, b[ascii:], l.enc, d) {
		r = decodeAs(l.enc, b)
		r.Evidence, r.Confidence = l.from, 0.6
		return r
	} else if d.json {
		r.Evidence = EvidenceJSON
	}
	r.Text = string(b)
	return r
}

// decodeAs decodes all of b as e.
func decodeAs(e encodingID, b []byte) Result { return decodeAt(e, b, 0) }

// decodeAt decodes b, which starts at the given offset of the input, as e.
func decodeAt(e encodingID, b []byte, offset int) Result {
	info := &encodings[e]
	log := repairLog{base: offset}
	if e == encUTF8 && utf8.Valid(b) {
		return Result{Text: string(b), Encoding: info.name}
	}
	out := info.decode(make([]byte, 0, len(b)+len(b)/info.shrink), b, &log)
	return Result{
		// out is not written to after this: no need for a second copy.
		Text:        unsafe.String(unsafe.SliceData(out), len(out)),
		Encoding:    info.name,
		Repairs:     log.list,
		RepairCount: log.count,
	}
}

// repairLog collects repairs.
type repairLog struct {
	base  int
	list  []Repair
	count int
}

func (l *repairLog) add(offset int, kind RepairKind, old []byte, text string) {
	l.count++
	if len(l.list) < MaxRepairs {
		l.list = append(l.list, Repair{l.base + offset, kind, string(old), text})
	}
}

// asciiPrefix returns the number of bytes before the first one above 0x7F.
func asciiPrefix(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		c := b[i : i+8 : i+8]
		if (c[0]|c[1]|c[2]|c[3]|c[4]|c[5]|c[6]|c[7])&0x80 != 0 {
			break
		}
	}
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	return i
}
