package decode

import (
	"bytes"
	"io"
	"slices"
	"unicode/utf8"
)

const (
	// window is how much of a stream, in bytes, is looked at to find its
	// encoding; what is not longer is decoded exactly as Bytes does.
	window = 1 << 20
	// declared is how much of the beginning of a stream, in bytes, is kept for
	// what it declares, while nothing but ASCII has come.
	declared = 64 << 10
	// maxPiece is the length in bytes from which a piece is decoded although no
	// place was found where it surely may end.
	maxPiece = 16 << 20
	// maxIdle is how often in a row a read may give neither bytes nor an error.
	maxIdle = 100
)

// A Reader decodes a stream. It finds the encoding from the first megabyte, or
// from the first one that holds more than ASCII, and needs memory for a few
// megabytes whatever the length of the stream; only the rare encodings that
// switch their meaning by escapes (ISO-2022, HZ) are read whole.
//
// Its errors are those of the reader below, each after the text of what was read
// before it, and an *Error for what is no text.
type Reader struct {
	in    io.Reader
	hints Hints
	ended bool  // nothing more comes from in
	fault error // why, if it is not its end

	buf    []byte // read, but not decoded
	offset int    // of buf in the stream
	head   []byte // the beginning, while only ASCII has come

	decided bool
	enc     encodingID

	text   string // decoded, but not handed out
	result Result
	err    error
}

// NewReader returns a Reader of the text of in, whose encoding it finds with
// the help of the hints.
func NewReader(in io.Reader, h Hints) *Reader { return &Reader{in: in, hints: h} }

// NewReaderAs returns a Reader of in that is encoded as the label says. The
// error is that of As.
func NewReaderAs(in io.Reader, label string) (*Reader, error) {
	e, ok := lookup(label)
	if !ok {
		return nil, &Error{ReasonUnknownLabel, label}
	}
	r := &Reader{in: in, decided: true, enc: e}
	r.result = Result{Encoding: encodings[e].name, Evidence: EvidenceAsked, Confidence: 1}
	return r, nil
}

// Result says what is known so far: all of it once Read has given io.EOF. Its
// Text is empty.
func (r *Reader) Result() Result { return r.result }

// Read returns text in UTF-8. A character may be cut between two calls.
func (r *Reader) Read(p []byte) (int, error) {
	for r.text == "" && r.err == nil && len(p) > 0 {
		r.err = r.next()
	}
	if r.text == "" && len(p) > 0 {
		return 0, r.err
	}
	n := copy(p, r.text)
	r.text = r.text[n:]
	return n, nil
}

// next decodes a piece. At the end of the stream the error is io.EOF.
func (r *Reader) next() error {
	if r.ended && len(r.buf) == 0 {
		switch {
		case r.result.Encoding == "": // nothing, or ASCII only
			return r.take(Bytes(r.head, r.hints))
		case r.fault != nil:
			return r.fault
		}
		return io.EOF
	}
	r.fill(window)
	if !r.decided {
		if r.ended && r.offset == 0 {
			all := r.buf
			r.buf = nil
			result, err := Bytes(all, r.hints)
			r.text = result.Text
			return r.take(result, err)
		}
		if err := r.decide(); err != nil || !r.decided {
			return err
		}
	}
	return r.piece()
}

// take notes the result of a whole.
func (r *Reader) take(result Result, err error) error {
	result.Text = ""
	r.decided, r.result = true, result
	return err
}

// decide finds the encoding from what has been read, or hands it out if it is
// ASCII.
func (r *Reader) decide() error {
	sample := r.buf
	if !r.ended {
		sample = sample[:sampleEnd(sample)]
	}
	if asciiPrefix(r.buf) == len(r.buf) && bytes.IndexByte(r.buf, 0) < 0 {
		if _, escapes := sniffEscapes(r.buf); !escapes {
			if r.offset == 0 {
				if controlBytes(r.buf, false) {
					return &Error{ReasonBinary, "control bytes"}
				}
				r.head = bytes.Clone(r.buf[:min(len(r.buf), declared)])
			}
			r.text, r.offset, r.buf = string(r.buf), r.offset+len(r.buf), r.buf[:0]
			return nil
		}
	}
	if r.offset > 0 {
		sample = append(bytes.Clone(r.head), sample...)
	}
	found, err := Bytes(sample, r.hints)
	if err != nil {
		return err
	}
	r.enc, _ = lookup(found.Encoding)
	r.decided = true
	r.result = Result{Encoding: found.Encoding, Evidence: found.Evidence, Confidence: found.Confidence}
	return nil
}

// sampleEnd returns where b, which goes on, may be cut for a look at it: at a
// full unit of UTF-32, or else after an ASCII byte.
func sampleEnd(b []byte) int {
	if bytes.IndexByte(b, 0) >= 0 {
		return len(b) &^ 3
	}
	for i := len(b); i > len(b)-64; i-- {
		if b[i-1] < utf8.RuneSelf {
			return i
		}
	}
	return len(b)
}

// piece decodes what has been read, as far as it surely may be cut.
func (r *Reader) piece() error {
	if bom := encodings[r.enc].bom; r.offset == 0 && bom != "" && bytes.HasPrefix(r.buf, []byte(bom)) {
		r.offset, r.buf = len(bom), r.buf[len(bom):]
	}
	n := len(r.buf)
	for want := 2 * window; !r.ended; want *= 2 {
		if n = pieceEnd(r.enc, r.buf); n > 0 {
			break
		}
		r.fill(want)
		n = len(r.buf)
	}
	decoded := decodeAt(r.enc, r.buf[:n], r.offset)
	r.text = decoded.Text
	r.result.RepairCount += decoded.RepairCount
	r.result.Repairs = append(r.result.Repairs, decoded.Repairs[:min(len(decoded.Repairs), MaxRepairs-len(r.result.Repairs))]...)
	r.offset += n
	r.buf = append(r.buf[:0], r.buf[n:]...)
	return nil
}

// pieceEnd is how much of b, which goes on, can be decoded by itself to the same
// text as together with what follows; 0 if more must be read to know.
func pieceEnd(e encodingID, b []byte) int {
	switch e {
	case encISO2022JP, encISO2022KR, encHZ:
		return 0
	case encUTF32LE, encUTF32BE:
		return len(b) &^ 3
	case encUTF16LE, encUTF16BE:
		n := len(b) &^ 1
		high := n - 1 // of the last unit
		if e == encUTF16BE {
			high = n - 2
		}
		if n > 0 && b[high]&0xFC == 0xD8 {
			n -= 2 // half a pair
		}
		return n
	}
	if encodings[e].table != nil {
		return len(b)
	}
	if e == encUTF8 {
		return utf8End(b)
	}
	for i := len(b); i > 0; i-- {
		if b[i-1] < 0x30 { // no byte of a character of several, in any of them
			return i
		}
	}
	if len(b) < maxPiece {
		return 0
	}
	return len(b)
}

// utf8End is pieceEnd for UTF-8: after an ASCII byte, or before the first byte
// of a character that is no half of a pair of surrogates.
func utf8End(b []byte) int {
	for i := len(b) - 1; i > max(0, len(b)-64); i-- {
		switch c := b[i]; {
		case c < utf8.RuneSelf:
			return i + 1
		case c >= 0xC2 && c != 0xED && b[i-1] < 0xC2:
			return i
		}
	}
	return len(b)
}

// fill reads until buf holds so many bytes or no more come.
func (r *Reader) fill(enough int) {
	if r.ended || len(r.buf) >= enough {
		return
	}
	r.buf = slices.Grow(r.buf, enough-len(r.buf))
	for idle := 0; len(r.buf) < enough; {
		n, err := r.in.Read(r.buf[len(r.buf):enough])
		r.buf = r.buf[:len(r.buf)+n]
		if idle++; n > 0 {
			idle = 0
		}
		if err == nil && idle == maxIdle {
			err = io.ErrNoProgress
		}
		if err != nil {
			r.ended = true
			if err != io.EOF {
				r.fault = err
			}
			return
		}
	}
}
