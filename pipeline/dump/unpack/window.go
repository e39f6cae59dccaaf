package unpack

import (
	"errors"
	"io"
	"slices"
)

// chunkSize is how much content a Window asks for at a time.
const chunkSize = 64 << 10

// Window is a buffer over a Reader for parsers that look ahead and step back:
// it holds the content from the current position to the last byte filled, and
// remembers where in it segments start and damage was met. Positions are
// offsets in the content.
type Window struct {
	r      *Reader
	buf    []byte
	start  int   // buf[start:] is unread
	base   int64 // position of buf[0]
	serial int64
	segs   []Segment // that the unread content touches, and one before
	hurt   []hurt
	eof    bool
}

type hurt struct {
	pos int64
	d   *Damage
}

// NewWindow buffers r, in the memory of spare if that is not nil. The position
// counts from 0 at r's current place.
func NewWindow(r *Reader, spare []byte) *Window { return &Window{r: r, buf: spare[:0]} }

// Spare gives up the memory of a Window that is no longer used.
func (w *Window) Spare() []byte {
	spare := w.buf
	w.buf, w.start, w.eof = nil, 0, true
	return spare
}

// Reader returns the Reader below.
func (w *Window) Reader() *Reader { return w.r }

// Bytes returns the unread content that is buffered. It stays valid until Fill.
func (w *Window) Bytes() []byte { return w.buf[w.start:] }

// Pos returns the position of the first unread byte.
func (w *Window) Pos() int64 { return w.base + int64(w.start) }

// End returns the position after the last byte buffered.
func (w *Window) End() int64 { return w.base + int64(len(w.buf)) }

// EOF reports whether there is nothing more to fill.
func (w *Window) EOF() bool { return w.eof }

// Advance moves the position by n buffered bytes.
func (w *Window) Advance(n int) {
	w.start += n
	pos := w.Pos()
	for len(w.segs) > 1 && w.segs[1].Content <= pos {
		w.segs = w.segs[1:]
	}
}

// Fill buffers more content, or learns of damage or the end; it reports false
// at the end.
func (w *Window) Fill() bool {
	if w.eof {
		return false
	}
	if w.start > 0 && w.start >= len(w.buf)-w.start {
		w.base += int64(w.start)
		w.buf = w.buf[:copy(w.buf, w.buf[w.start:])]
		w.start = 0
	}
	if free := cap(w.buf) - len(w.buf); free < chunkSize {
		w.buf = slices.Grow(w.buf, max(chunkSize, len(w.buf)))
	}
	at := len(w.buf)
	n, err := w.r.Read(w.buf[at : at+chunkSize])
	w.buf = w.buf[:at+n]
	if seg := w.r.Segment(); seg.Serial != w.serial {
		w.serial = seg.Serial
		seg.Content = w.base + int64(at)
		w.segs = append(w.segs, seg)
	}
	var d *Damage
	switch {
	case errors.As(err, &d):
		w.hurt = append(w.hurt, hurt{w.End(), d})
		w.eof = d.Fatal
	case err == io.EOF:
		w.eof = true
	}
	return n > 0 || !w.eof || d != nil
}

// Need fills until n unread bytes are buffered, damage lies ahead of them, or
// the content ends; it reports whether there are n bytes.
func (w *Window) Need(n int) bool {
	for len(w.Bytes()) < n && !w.eof && len(w.hurt) == 0 {
		w.Fill()
	}
	return len(w.Bytes()) >= n
}

// Damage returns the next damage ahead and its position: all content before it
// is from before the damage.
func (w *Window) Damage() (pos int64, d *Damage) {
	if len(w.hurt) == 0 {
		return 0, nil
	}
	return w.hurt[0].pos, w.hurt[0].d
}

// DropDamage forgets the next damage, once it is reported.
func (w *Window) DropDamage() { w.hurt = w.hurt[1:] }

// Segment returns the segment of the first unread byte, or the last one if
// there is none. Its Content is a position of this Window.
func (w *Window) Segment() Segment {
	if len(w.segs) == 0 {
		return Segment{}
	}
	return w.segs[0]
}

// NextSegment returns the first segment that starts after the position.
func (w *Window) NextSegment(pos int64) (Segment, bool) {
	for _, s := range w.segs {
		if s.Content > pos {
			return s, true
		}
	}
	return Segment{}, false
}

// Restart goes on at a stored offset (see Reader.Restart), dropping what is
// buffered.
func (w *Window) Restart(stored int64) bool {
	if !w.r.Restart(stored) {
		return false
	}
	w.drop()
	return true
}

// Abandon gives up the current gzip member (see Reader.Abandon) with what is
// buffered of it.
func (w *Window) Abandon() {
	w.r.Abandon()
	w.drop()
}

func (w *Window) drop() {
	w.base = w.Pos()
	w.buf, w.start, w.hurt, w.eof = w.buf[:0], 0, nil, false
	if len(w.segs) > 1 {
		w.segs = w.segs[:1]
	}
}

// Place is a position in the terms of the stored file, to come back to it.
type Place struct {
	// Base is the stored offset to open the file at, Within the number of
	// bytes of content to pass over from there.
	Base, Within int64
}

// Place returns the place of the first unread byte.
func (w *Window) Place() Place {
	if w.r.lower != nil {
		return Place{Within: w.Pos()}
	}
	seg := w.Segment()
	p := Place{Base: seg.Stored, Within: w.Pos() - seg.Content}
	if seg.Plain {
		p.Base, p.Within = p.Base+p.Within, 0
	}
	return p
}
