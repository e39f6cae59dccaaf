package warc

import (
	"bytes"
	"fmt"
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

// Prefixes are what the content of a WARC or ARC file, and so that of a gzip
// member in it, begins with. They are meant for unpack.Reader.ResyncTo.
func Prefixes() []string {
	return []string{"WARC/", "filedesc://", "http://", "https://", "dns:", "ftp://", "whois:"}
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
	u.ResyncTo(Prefixes()...)
	return NewWindowReader(unpack.NewWindow(u), o)
}

// NewWindowReader reads an archive from content that has been opened; call
// ResyncTo(Prefixes()...) on its Reader.
func NewWindowReader(w *unpack.Window, o Options) *Reader {
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	return &Reader{w: w, max: o.MaxBytes}
}

// Next gives the next record. The error is a *Fault, after which reading goes
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

// ahead is what is buffered before the next damage.
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
	return len(ahead) > 2 && ahead[0] == 0x1f && ahead[1] == 0x8b && r.w.Segment().Plain &&
		r.w.Restart(r.w.Place().Base)
}

// header reads the header at the current position, without moving. The record
// is nil if there is none.
func (r *Reader) header() (rec *Record, size int, fault *Fault) {
	if isVersion(r.ahead()) {
		for {
			ahead := r.ahead()
			end := r.nextMember(1, len(ahead))
			if size = headerEnd(ahead[:end]); size > 0 {
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

// block reads the block behind a header of the given size.
func (r *Reader) block(rec *Record, size int) (*Record, *Fault) {
	rec.At = r.at()
	if rec.Length < 0 {
		return nil, r.search(size, ReasonNoLength, rec, errLength)
	}
	if rec.Length > r.max {
		return nil, r.large(rec, size)
	}
	total := size + int(rec.Length)
	for len(r.ahead()) < total {
		// A record ends where a member with another one begins.
		if end := r.nextMember(1, len(r.ahead())); end < len(r.ahead()) {
			return nil, r.short(rec, size, end)
		}
		if _, d := r.w.Damage(); d != nil || !r.w.Fill() {
			return nil, r.short(rec, size, len(r.ahead()))
		}
	}
	if end := r.nextMember(1, total); end < total {
		return nil, r.short(rec, size, end)
	}
	rec.Block = r.ahead()[size:total]
	return r.finish(rec, size, total)
}

// short is the fault of a record that is cut off after end bytes. If another
// record stands in what it claims, its length was wrong.
func (r *Reader) short(rec *Record, size, end int) *Fault {
	rec.Block = bytes.Clone(r.ahead()[size:max(size, end)])
	if at := r.findRecord(size, end); at >= 0 {
		return r.lose(at, ReasonLength, rec)
	}
	if _, d := r.w.Damage(); d != nil && end == len(r.ahead()) {
		return r.loseToDamage(end, rec)
	}
	return r.lose(end, ReasonTruncated, rec)
}

// finish looks at what follows a record of total bytes.
func (r *Reader) finish(rec *Record, size, total int) (*Record, *Fault) {
	r.need(total + 2*lookahead)
	ahead := r.ahead()
	block := ahead[size:total]
	rest := bytes.TrimLeft(ahead[total:], "\r\n\x00")
	ends := len(ahead) - total - len(rest)
	newlines := bytes.Count(ahead[total:total+ends], []byte("\n"))
	_, damage := r.w.Damage()
	_, other := r.w.NextSegment(r.w.Pos() + int64(total) - 1)

	switch {
	case len(rest) > 0 && !other && newlines < r.lineEnds() && !r.startsAnything(rest):
		return nil, r.search(size, ReasonLength, rec, nil)
	case len(rest) == 0 && damage != nil && r.alone() && !isJunk(damage):
		// The member's checksum comes after its content: none of it can be
		// trusted, and there is only this record in it.
		rec.Block = bytes.Clone(block)
		return nil, r.loseToDamage(total+ends, rec)
	case newlines < r.lineEnds():
		r.queue = append(r.queue, r.noEnd(total))
	}
	rec.Block = block
	r.done = total
	return rec, nil
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

// lineEnds is how many line ends should follow a record.
func (r *Reader) lineEnds() int {
	if r.arc {
		return 1
	}
	return 2
}

// startsAnything tells what may follow a record without line ends: another one,
// or a gzip member after a stretch that is not compressed.
func (r *Reader) startsAnything(b []byte) bool {
	if r.arc {
		rec, _ := arcLine(b)
		return rec != nil
	}
	return isVersion(b) || r.w.Segment().Plain && unpack.Detect(b) == unpack.Gzip
}

// alone reports whether the current position is the start of a gzip member
// that has no record before it.
func (r *Reader) alone() bool {
	return !r.w.Segment().Plain && r.w.Place().Within == 0
}

func isJunk(d *unpack.Damage) bool {
	return d.Reason == unpack.ReasonJunk || d.Reason == unpack.ReasonTrailingJunk
}

// nextMember is the first index in [from, to) where a member starts with a
// record, or to. Only such a member ends a record, for a record may be spread
// over several.
func (r *Reader) nextMember(from, to int) int {
	pos := r.w.Pos()
	for at := from; ; {
		seg, ok := r.w.NextSegment(pos + int64(at) - 1)
		if !ok || seg.Content >= pos+int64(to) {
			return to
		}
		at = int(seg.Content - pos)
		if r.beginsRecord(r.ahead()[at:]) {
			return at
		}
		at++
	}
}

func (r *Reader) beginsRecord(b []byte) bool {
	if r.arc {
		rec, _ := arcLine(b)
		return rec != nil
	}
	return isVersion(b)
}

// findRecord is the first index in [from, to) where a line starts a record,
// or -1.
func (r *Reader) findRecord(from, to int) int {
	b := r.ahead()
	if r.arc {
		return findARC(b, from, to)
	}
	for at := from; at < to; {
		n := bytes.Index(b[at:], []byte("WARC/"))
		if n < 0 || at+n >= to {
			return -1
		}
		at += n
		if (at == 0 || b[at-1] == '\n' || r.startsSegment(at)) && startsRecord(b[at:]) {
			return at
		}
		at++
	}
	return -1
}

func findARC(b []byte, from, to int) int {
	for at := from; at < to; {
		if at == 0 || b[at-1] == '\n' {
			if rec, _ := arcLine(b[at:]); rec != nil {
				return at
			}
		}
		n := bytes.IndexByte(b[at:to], '\n')
		if n < 0 {
			return -1
		}
		at += n + 1
	}
	return -1
}

func (r *Reader) startsSegment(at int) bool {
	pos := r.w.Pos() + int64(at)
	seg, ok := r.w.NextSegment(pos - 1)
	return ok && seg.Content == pos || r.w.Segment().Content == pos
}

// lose reports the next n bytes as a fault and moves behind them.
func (r *Reader) lose(n int, reason string, rec *Record) *Fault {
	f := &Fault{At: r.at(), Reason: reason, Record: rec}
	r.w.Advance(n)
	return f
}

// loseToDamage reports the next n bytes, which end in damage, with its reason.
func (r *Reader) loseToDamage(n int, rec *Record) *Fault {
	_, d := r.w.Damage()
	f := r.lose(n, d.Reason, rec)
	f.Err = d
	r.w.DropDamage()
	return f
}

// junk reports what stands where a record should start.
func (r *Reader) junk() *Fault { return r.search(1, ReasonJunk, nil, nil) }

// search reports everything up to the next record, looked for from the index
// on, as a fault.
func (r *Reader) search(from int, reason string, rec *Record, err error) *Fault {
	f := &Fault{At: r.at(), Reason: reason, Record: rec, Err: err}
	if rec != nil {
		b := r.ahead()
		rec.Block = bytes.Clone(b[from:min(len(b), from+largePrefix)])
	}
	for {
		b := r.ahead()
		if at := r.findRecord(from, len(b)-lookahead); at >= 0 {
			r.w.Advance(at)
			return f
		}
		if at := r.findMember(from, len(b)-lookahead); at >= 0 {
			return f
		}
		_, d := r.w.Damage()
		if d != nil || !r.w.Fill() {
			b = r.ahead()
			if at := r.findRecord(from, len(b)); at >= 0 {
				r.w.Advance(at)
				return f
			}
			r.w.Advance(len(b))
			if d != nil && !isJunk(d) {
				f.Reason, f.Err = d.Reason, d
				r.w.DropDamage()
			}
			return f
		}
		// Keep what may be the beginning of a record.
		if done := len(b) - 2*lookahead; done > from && !r.arc {
			r.w.Advance(done)
			from = 1
		} else if r.arc && len(b) > 2*maxARCLine {
			r.w.Advance(len(b) - maxARCLine)
			from = 1
		}
	}
}

// findMember looks in a stretch that is not compressed for a gzip member, and
// moves there.
func (r *Reader) findMember(from, to int) int {
	if !r.w.Segment().Plain {
		return -1
	}
	b := r.ahead()
	for at := from; at < to; at++ {
		n := bytes.Index(b[at:to], []byte{0x1f, 0x8b, 8})
		if n < 0 {
			return -1
		}
		at += n
		seg := r.w.Segment()
		if r.w.Restart(seg.Stored + r.w.Pos() + int64(at) - seg.Content) {
			return at
		}
	}
	return -1
}

// large passes over a record that is over the cap without holding it. A record
// that starts inside shows that its length was a lie.
func (r *Reader) large(rec *Record, size int) *Fault {
	f := &Fault{At: rec.At, Reason: ReasonTooLarge, Record: rec,
		Err: fmt.Errorf("its block has %d bytes, the cap is %d", rec.Length, r.max)}
	r.need(size + largePrefix)
	b := r.ahead()
	rec.Block = bytes.Clone(b[size:min(len(b), size+largePrefix)])
	end := r.w.Pos() + int64(size) + rec.Length
	from := size
	for {
		b := r.ahead()
		limit := int(min(int64(len(b)), end-r.w.Pos()))
		stop := r.nextMember(max(from, 1), limit)
		if at := r.findRecord(from, min(stop, len(b)-lookahead)); at >= 0 {
			f.Reason, f.Err = ReasonLength, nil
			r.w.Advance(at)
			return f
		}
		if stop < limit {
			f.Reason, f.Err = ReasonTruncated, nil
			r.w.Advance(stop)
			return f
		}
		if r.w.Pos()+int64(len(b)) >= end {
			r.w.Advance(limit)
			return f
		}
		if u := r.w.Reader(); r.w.Pos()-f.Content > r.max && u.Inflated() {
			f.Reason, f.Err = unpack.ReasonTooLarge, nil
			r.w.Abandon()
			return f
		}
		_, d := r.w.Damage()
		if d != nil || !r.w.Fill() {
			f.Reason, f.Err = ReasonTruncated, nil
			r.w.Advance(len(r.ahead()))
			if d != nil && !isJunk(d) {
				f.Reason, f.Err = d.Reason, d
				r.w.DropDamage()
			}
			return f
		}
		if done := len(b) - 2*lookahead; done > from {
			r.w.Advance(done)
			from = 1
		}
	}
}
