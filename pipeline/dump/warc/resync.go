package warc

import (
	"bytes"
	"fmt"

	"winnow/pipeline/dump/unpack"
)

// What the reader does when a record does not end where it should: look for the
// next one.

// nextMember returns the first index in [from, to) where a member starts with a
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

// findRecord returns the first index in [from, to) where a line starts a
// record, or -1.
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
		if startsRecord(b[at:], at == 0 || b[at-1] == '\n' || r.startsSegment(at)) {
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

// lose reports the next n bytes as a fault and moves past them.
func (r *Reader) lose(n int, reason string, rec *Record) *Fault {
	f := &Fault{At: r.at(), Reason: reason, Record: rec}
	r.w.Advance(n)
	return f
}

// loseToDamage reports the next n bytes, which end in damage, with its reason.
func (r *Reader) loseToDamage(n int, rec *Record) *Fault {
	_, d := r.w.Damage()
	f := r.lose(n, d.Reason, rec)
	f.Err = d.Err
	r.w.DropDamage()
	return f
}

// junk reports what is where a record should start.
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
				f.Reason, f.Err = d.Reason, d.Err
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
		n := unpack.IndexMember(b[at:to])
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
				f.Reason, f.Err = d.Reason, d.Err
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
