package warc

import (
	"bytes"
	"io"

	"winnow/pipeline/dump/unpack"
)

// Options of a Reader; zero means the defaults.
type Options struct {
	// MaxBytes is the largest block that is held and given. Default 32 MiB.
	MaxBytes int64
}

const (
	defaultMaxBytes = 32 << 20
	// maxHeader is the largest header of a record. Real ones have a few
	// hundred bytes; URLs of some ten kilobytes occur.
	maxHeader = 256 << 10
	// lookahead suffices to tell the start of a record.
	lookahead = 64
	// largePrefix is how much of the block of a record over the cap is kept:
	// enough for the HTTP header to be read.
	largePrefix = 16 << 10
)

// Prepare tells u how to find its way in a damaged web archive.
func Prepare(u *unpack.Reader) {
	prefixes := []string{"WARC/", "filedesc://", "http://", "https://", "dns:", "ftp://", "whois:"}
	u.ResyncTo(prefixes, func(ahead []byte) bool {
		if startsRecord(ahead, true) {
			return true
		}
		rec, _ := arcLine(ahead)
		return rec != nil
	})
}

// Reader gives the records of an archive. It is not safe for concurrent use.
type Reader struct {
	w     *unpack.Window
	max   int64
	arc   bool
	done  int // bytes of the last record, to advance over
	queue []*Fault
}

// NewReader reads an archive as stored, compressed or not.
func NewReader(src io.Reader, o Options) *Reader {
	u := unpack.New(src, unpack.Options{})
	Prepare(u)
	return NewWindowReader(unpack.NewWindow(u, nil), o)
}

// NewWindowReader reads an archive from content that has been opened and for
// whose Reader Prepare was called.
func NewWindowReader(w *unpack.Window, o Options) *Reader {
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	return &Reader{w: w, max: o.MaxBytes}
}

// Next returns the next record. The error is a *Fault, after which reading goes
// on, or io.EOF. Records and faults come in the order of the file.
func (r *Reader) Next() (*Record, error) {
	r.w.Advance(r.done)
	r.done = 0
	if len(r.queue) > 0 {
		f := r.queue[0]
		r.queue = r.queue[1:]
		return nil, f
	}
	for {
		r.skipBlank()
		ahead := r.ahead()
		_, damage := r.w.Damage()
		switch {
		case len(ahead) == 0 && damage != nil:
			return nil, r.damaged(damage)
		case len(ahead) == 0:
			return nil, io.EOF
		case r.entersMember(ahead):
			continue
		}
		rec, size, fault := r.header()
		switch {
		case fault != nil:
			return nil, fault
		case rec == nil:
			return nil, r.junk()
		}
		rec, fault = r.block(rec, size)
		if fault != nil {
			return nil, fault
		}
		return rec, nil
	}
}

// ahead returns what is buffered before the next damage.
func (r *Reader) ahead() []byte {
	b := r.w.Bytes()
	if pos, d := r.w.Damage(); d != nil {
		b = b[:pos-r.w.Pos()]
	}
	return b
}

func (r *Reader) at() At {
	place := r.w.Place()
	return At{Offset: place.Base, Content: r.w.Pos(), Place: place}
}

// skipBlank moves over the line ends and padding between records.
func (r *Reader) skipBlank() {
	for {
		b := r.ahead()
		rest := bytes.TrimLeft(b, "\r\n\x00")
		r.w.Advance(len(b) - len(rest))
		if _, d := r.w.Damage(); len(rest) >= lookahead || d != nil || !r.w.Fill() {
			return
		}
	}
}

// damaged reports damage that touches no record.
func (r *Reader) damaged(d *unpack.Damage) *Fault {
	f := &Fault{At: r.at(), Reason: d.Reason, Err: d.Err}
	f.Offset = d.Start
	r.w.DropDamage()
	return f
}

// entersMember handles a gzip member in a stretch that is not compressed.
func (r *Reader) entersMember(ahead []byte) bool {
	return unpack.IsMember(ahead) && r.w.Segment().Plain && r.w.Restart(r.w.Place().Base)
}

// header reads the header at the current position, without moving. The record
// is nil if there is none.
func (r *Reader) header() (rec *Record, size int, fault *Fault) {
	if isVersion(r.ahead()) {
		for {
			ahead := r.ahead()
			end := r.nextMember(1, len(ahead))
			if size = headerEnd(ahead[:end]); size > 0 {
				// A header that was cut off runs on into the next one.
				if at := r.findRecord(1, size); at >= 0 {
					return nil, 0, r.lose(at, ReasonHeader, nil)
				}
				return parseWARC(ahead[:size]), size, nil
			}
			_, d := r.w.Damage()
			switch {
			case end < len(ahead):
				return nil, 0, r.lose(end, ReasonTruncated, nil)
			case len(ahead) > maxHeader:
				return nil, 0, r.search(1, ReasonHeader, nil, nil)
			case d != nil:
				return nil, 0, r.loseToDamage(len(ahead), nil)
			case !r.w.Fill():
				return nil, 0, r.search(1, ReasonTruncated, nil, nil)
			}
		}
	}
	if r.w.Pos() == 0 || r.arc {
		r.need(maxARCLine)
		rec, size = arcLine(r.ahead())
		r.arc = r.arc || rec != nil
	}
	return rec, size, nil
}

// need fills until n bytes are ahead, or damage, or the end.
func (r *Reader) need(n int) {
	for len(r.ahead()) < n {
		if _, d := r.w.Damage(); d != nil || !r.w.Fill() {
			return
		}
	}
}

// block reads the block after a header of the given size.
func (r *Reader) block(rec *Record, size int) (*Record, *Fault) {
	rec.At = r.at()
	if rec.Length < 0 {
		if whole := r.salvage(rec, size, ReasonNoLength); whole != nil {
			return whole, nil
		}
		return nil, r.search(size, ReasonNoLength, rec, errLength)
	}
	if rec.Length > r.max {
		return nil, r.large(rec, size)
	}
	total := size + int(rec.Length)
	for len(r.ahead()) < total {
		// A record ends where a member with another one begins.
		if end := r.nextMember(1, len(r.ahead())); end < len(r.ahead()) {
			return r.short(rec, size, end)
		}
		if _, d := r.w.Damage(); d != nil || !r.w.Fill() {
			return r.short(rec, size, len(r.ahead()))
		}
	}
	if end := r.nextMember(1, total); end < total {
		return r.short(rec, size, end)
	}
	return r.finish(rec, size, total)
}

// short handles a record that is cut off after end bytes. If another record is
// in what it claims, its length was wrong.
func (r *Reader) short(rec *Record, size, end int) (*Record, *Fault) {
	if whole := r.salvage(rec, size, ReasonLength); whole != nil {
		return whole, nil
	}
	rec.Block = bytes.Clone(r.ahead()[size:max(size, end)])
	if at := r.findRecord(size, end); at >= 0 {
		return nil, r.lose(at, ReasonLength, rec)
	}
	if _, d := r.w.Damage(); d != nil && end == len(r.ahead()) {
		return nil, r.loseToDamage(end, rec)
	}
	return nil, r.lose(end, ReasonTruncated, rec)
}

// salvage gives a record whose length is wrong, if everything up to the next
// record turns out to be its block by the digest or the length in the HTTP
// header. The wrong length is reported as harmless.
func (r *Reader) salvage(rec *Record, size int, reason string) *Record {
	const reach = 1 << 20
	r.need(size + reach)
	ahead := r.ahead()
	end := r.nextMember(1, len(ahead))
	if at := r.findRecord(size, end); at >= 0 {
		end = at
	} else if _, d := r.w.Damage(); d != nil || end == len(ahead) && !r.w.EOF() {
		return nil
	}
	block := ahead[size:max(size, end)]
	for range 3 { // with the line ends after the record, one of them, or none
		if confirmed(rec, block) {
			rec.Block, r.done = block, end
			reported := *rec
			reported.Block = nil
			r.queue = append(r.queue, &Fault{At: rec.At, Reason: reason, Harmless: true, Record: &reported})
			return rec
		}
		block = bytes.TrimSuffix(bytes.TrimSuffix(block, []byte("\n")), []byte("\r"))
	}
	return nil
}

// confirmed reports whether the block is whole, by its digest or, if it has none,
// by the length in its HTTP header.
func confirmed(rec *Record, block []byte) bool {
	if same, known := checkDigest(rec.Header.Get("WARC-Block-Digest"), block); known {
		return same
	}
	http := ParseHTTP(block)
	n := parseLength(http.Header.Get("Content-Length"))
	return n > 0 && n == int64(len(http.Body))
}

// finish looks at what follows a record of total bytes, which shows whether its
// length is right.
func (r *Reader) finish(rec *Record, size, total int) (*Record, *Fault) {
	r.need(total + 2*lookahead)
	// What follows in the same member: line ends, then anything.
	ahead := r.ahead()
	follows := ahead[total:]
	if seg, ok := r.w.NextSegment(r.w.Pos() + int64(total) - 1); ok {
		follows = ahead[total:min(int64(len(ahead)), seg.Content-r.w.Pos())]
	}
	rest := bytes.TrimLeft(follows, "\r\n\x00")
	ends := len(follows) - len(rest)
	blank := len(ahead) - total - len(bytes.TrimLeft(ahead[total:], "\r\n\x00"))
	newlines := bytes.Count(ahead[total:total+blank], []byte("\n")) // also in the next member

	if len(rest) > 0 && !r.startsAnother(rest) {
		// Either the length is wrong, or there is junk after the record, or a
		// damaged member has begun to give rubbish.
		if d := r.damageAhead(total); d != nil && r.alone(d) {
			rec.Block = bytes.Clone(r.ahead()[size:total])
			return nil, r.loseToDamage(len(r.ahead()), rec)
		}
		ahead = r.ahead()
		if newlines < r.lineEnds() || r.refuted(rec, ahead[size:total], size, total) {
			if whole := r.salvage(rec, size, ReasonLength); whole != nil {
				return whole, nil
			}
			return nil, r.search(size, ReasonLength, rec, nil)
		}
	}
	if r.findRecord(size, total) >= 0 {
		// A length may be too long by just the records that follow. But a page
		// may also tell of WARC, so it takes a second witness.
		if wrong, _ := contradicted(rec, ahead[size:total]); wrong {
			if whole := r.salvage(rec, size, ReasonLength); whole != nil {
				return whole, nil
			}
			return nil, r.search(size, ReasonLength, rec, nil)
		}
	}
	if _, d := r.w.Damage(); len(rest) == 0 && d != nil && total+ends == len(ahead) && r.alone(d) {
		// The member's checksum comes after its content: none of it can be
		// trusted, and there is only this record in it.
		rec.Block = bytes.Clone(ahead[size:total])
		return nil, r.loseToDamage(total+ends, rec)
	}
	if newlines < r.lineEnds() {
		r.queue = append(r.queue, r.noEnd(total))
	}
	rec.Block = ahead[size:total]
	r.done = total
	return rec, nil
}

// damageAhead returns the damage that lies within reach after the index.
func (r *Reader) damageAhead(from int) *unpack.Damage {
	const reach = 1 << 20
	if !r.w.Segment().Plain {
		r.need(from + reach)
	}
	_, d := r.w.Damage()
	return d
}

// refuted reports whether the block is not what its header says, though blank lines
// follow it: by its digest, by the length in its HTTP header, or because another
// record starts in it.
func (r *Reader) refuted(rec *Record, block []byte, size, total int) bool {
	if wrong, known := contradicted(rec, block); known {
		return wrong
	}
	return r.findRecord(size, total) >= 0
}

// contradicted reports whether a digest or the length in the HTTP header tells
// something else than the length of the record, if there is either.
func contradicted(rec *Record, block []byte) (wrong, known bool) {
	if same, known := checkDigest(rec.Header.Get("WARC-Block-Digest"), block); known {
		return !same, true
	}
	http := ParseHTTP(block)
	if same, known := checkDigest(rec.Header.Get("WARC-Payload-Digest"), http.Body); known && same {
		return false, true
	}
	if n := parseLength(http.Header.Get("Content-Length")); n >= 0 {
		return n != int64(len(http.Body)), true
	}
	return false, false
}

func (r *Reader) noEnd(total int) *Fault {
	at := r.at()
	at.Content += int64(total)
	if at.Place.Within > 0 || !r.w.Segment().Plain {
		at.Place.Within += int64(total)
	} else {
		at.Place.Base += int64(total)
		at.Offset = at.Place.Base
	}
	return &Fault{At: at, Reason: ReasonNoEnd, Harmless: true}
}

// lineEnds returns how many line ends should follow a record.
func (r *Reader) lineEnds() int {
	if r.arc {
		return 1
	}
	return 2
}

// startsAnother reports whether another record follows, with or without line ends.
func (r *Reader) startsAnother(b []byte) bool {
	if r.arc {
		rec, _ := arcLine(b)
		return rec != nil
	}
	return startsRecord(b, true)
}

// alone reports whether damage is in the gzip member that begins at the current
// position, so with a single record.
func (r *Reader) alone(d *unpack.Damage) bool {
	seg := r.w.Segment()
	return !seg.Plain && r.w.Place().Within == 0 && d.Start == seg.Stored
}

func isJunk(d *unpack.Damage) bool {
	return d.Reason == unpack.ReasonJunk || d.Reason == unpack.ReasonTrailingJunk
}
