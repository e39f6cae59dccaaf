package unpack

import (
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

// Options of a Reader; zero means the defaults.
type Options struct {
	// MaxRatio is how many bytes of content a stored byte may give, once
	// MaxIdle bytes of content have come without progress (see
	// Reader.Progress). Default 100: HTML rarely packs better than 20 to 1,
	// gzip ends at 1,032 to 1.
	MaxRatio int64
	// MaxIdle is how much content may come without progress before the
	// ratio counts. Default 128 MiB: four times the largest page winnow takes
	// by default, and less than a second of inflating.
	MaxIdle int64
	// At is the offset in the stored file of the first byte of the source.
	At int64
	// Keep is how many stored bytes are kept for going back after damage.
	// Default 4 MiB.
	Keep int
	// Buffers, if set, gives the Reader its buffer and takes it back at its
	// end. It must serve one goroutine.
	Buffers *Buffers
}

func (o Options) withDefaults() Options {
	if o.MaxRatio <= 0 {
		o.MaxRatio = 100
	}
	if o.MaxIdle <= 0 {
		o.MaxIdle = 128 << 20
	}
	if o.Keep <= 0 {
		o.Keep = 4 << 20
	}
	return o
}

// Segment is a stretch of content that can be addressed in the stored file: a
// gzip member or zstd frame, an uncompressed stretch, or the whole of another
// codec's stream.
type Segment struct {
	// Stored is where the segment starts in the stored file, Content where it
	// starts in the content.
	Stored, Content int64
	// Plain says that content is stored as it is, so that Stored+n is the
	// place of the segment's n-th byte.
	Plain bool
	// Serial numbers the segments of a Reader from 1.
	Serial int64
}

type state uint8

const (
	atStart  state = iota // between members
	inMember              // inside a gzip member or zstd frame
	inPlain               // inside a stretch without compression
	inStream              // inside the stream of another codec
	broken                // after the last good byte of a damaged member
	atEnd
)

// Reader gives the content of a file. It is an io.Reader whose errors of type
// *Damage can be read past. It is not safe for concurrent use.
type Reader struct {
	opts  Options
	raw   *raw
	lower *Reader // the outer layer of compression, if there are two
	codec Codec

	state    state
	seg      Segment
	member   member
	stream   io.Reader // of a codec that has no members
	resyncTo [][]byte  // what a member must begin with after damage
	plain    func(ahead []byte) bool
	damaged  *Damage // the member that broke, when that is the state

	head    []byte // content peeked at, not yet read
	pending error  // met while peeking

	content      int64 // bytes of content inflated so far
	idleContent  int64 // content when progress was last made
	idleStored   int64 // stored bytes read by then
	lowerDamaged bool
}

// New opens the content of src. Errors of src and of the content are met while
// reading, so New has none.
func New(src io.Reader, o Options) *Reader {
	r := newLayer(src, nil, o)
	if r.codec == None || Detect(r.Peek(16)) == None {
		return r
	}
	o.At = 0
	upper := newLayer(r, r, o)
	if Detect(upper.Peek(16)) != None {
		upper.end()
		upper.head, upper.pending = nil, &Damage{Reason: ReasonNested, Fatal: true}
	}
	return upper
}

func newLayer(src io.Reader, lower *Reader, o Options) *Reader {
	o = o.withDefaults()
	r := &Reader{opts: o, raw: newRaw(src, o.At, o.Keep, o.Buffers), lower: lower}
	head, _ := r.raw.br.Peek(512)
	r.codec = Detect(head)
	if !hasMembers(r.codec) {
		r.raw.keep = 0 // there is no going back, unless ResyncTo asks for it
	}
	switch r.codec {
	case Gzip, Zstd:
		r.state = atStart
	case None:
		r.startPlain()
	default:
		r.newSegment(false)
		dec, err := decoder(r.codec, r.raw.br)
		if err != nil {
			r.pending = r.damage(r.codec, err, r.opts.At)
			r.end()
			break
		}
		r.stream, r.state = dec, inStream
	}
	return r
}

// Layers counts the layers of compression, 0 to 2.
func (r *Reader) Layers() int {
	switch {
	case r.lower != nil:
		return 2
	case r.codec != None:
		return 1
	}
	return 0
}

// Segment returns the segment of the bytes that the last Read gave. A Read
// never gives bytes of two segments.
func (r *Reader) Segment() Segment { return r.seg }

// ResyncTo says what the content of a member begins with (any of the prefixes),
// which narrows the search for the next member after damage. Where plain
// accepts what is ahead, a stretch that is not compressed may be between
// members.
func (r *Reader) ResyncTo(prefixes []string, plain func(ahead []byte) bool) {
	r.resyncTo, r.plain = nil, plain
	r.raw.keep = r.opts.Keep
	for _, p := range prefixes {
		r.resyncTo = append(r.resyncTo, []byte(p))
	}
}

// Progress tells that the content read so far was good for something, so that
// the guard against bombs starts counting anew.
func (r *Reader) Progress() {
	r.idleContent, r.idleStored = r.content, r.stored()
	if r.lower != nil {
		r.lower.Progress()
	}
}

// Inflated reports whether the content since the last Progress is more than
// MaxRatio times what is stored of it.
func (r *Reader) Inflated() bool {
	const slack = 4 << 10 // so that a tiny file is not called a bomb
	return r.codec != None && r.content-r.idleContent > r.opts.MaxRatio*(r.stored()-r.idleStored+slack)
}

// stored counts the bytes of the file that were used so far.
func (r *Reader) stored() int64 {
	if r.lower != nil {
		return r.lower.stored()
	}
	if r.state == inStream {
		return r.raw.fetched()
	}
	return r.raw.offset()
}

// Close releases the decoders; it does not close the source. Nothing can be read
// after it.
func (r *Reader) Close() {
	r.end()
	r.raw.close(r.opts.Buffers)
	if r.lower != nil {
		r.lower.Close()
	}
}

// Peek gives up to n bytes of the current segment without reading them.
func (r *Reader) Peek(n int) []byte {
	for len(r.head) < n && r.pending == nil && !r.between() {
		// Little is asked for at first: most members of archives are small.
		chunk := make([]byte, min(n-len(r.head), max(4<<10, len(r.head))))
		m, err := r.read(chunk, true)
		r.head = append(r.head, chunk[:m]...)
		r.pending = err
	}
	return r.head[:min(n, len(r.head))]
}

// Read returns content. After a *Damage that is not Fatal, the next Read goes
// on after it, in a new segment.
func (r *Reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(r.head) > 0 {
		n := copy(p, r.head)
		r.head = r.head[n:]
		return n, nil
	}
	if err := r.pending; err != nil {
		r.pending = nil
		return 0, err
	}
	return r.read(p, false)
}

// between reports whether a segment has ended and no other was begun.
func (r *Reader) between() bool {
	return r.state == broken || r.state == atStart && r.seg.Serial > 0
}

// read returns content of one segment; with stay it does not begin another.
func (r *Reader) read(p []byte, stay bool) (int, error) {
	for {
		if stay && r.between() {
			return 0, nil
		}
		n, err := r.step(p)
		r.content += int64(n)
		if n > 0 && r.content-r.idleContent > r.opts.MaxIdle && r.Inflated() {
			return n, r.bomb()
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

// step reads once in the state the Reader is in, or changes the state.
func (r *Reader) step(p []byte) (int, error) {
	switch r.state {
	case atStart:
		return 0, r.startMember()
	case broken:
		return 0, r.leaveBroken()
	case inMember:
		n, err := r.member.Read(p)
		switch {
		case err == io.EOF:
			r.state = atStart
		case err != nil:
			return n, r.breakMember(err)
		}
		return n, nil
	case inPlain:
		n, err := r.raw.br.Read(p)
		if err != nil {
			return n, r.finish()
		}
		return n, nil
	case inStream:
		n, err := r.stream.Read(p)
		switch {
		case err == io.EOF:
			return n, r.finish()
		case err != nil:
			defer r.end()
			return n, r.damage(r.codec, err, r.seg.Stored)
		}
		return n, nil
	}
	return 0, io.EOF
}

// plainAhead is how much the function given to ResyncTo gets to see.
const plainAhead = 16 << 10

// startMember enters what is between two members: a member, the end, an
// uncompressed record, or junk.
func (r *Reader) startMember() error {
	r.skipZeros()
	start := r.raw.offset()
	head, _ := r.raw.br.Peek(plainAhead)
	switch {
	case len(head) == 0:
		return r.finish()
	case hasMembers(Detect(head)):
		r.newSegment(false)
		if err := r.member.open(Detect(head), r.raw.br); err != nil {
			return r.breakMember(err)
		}
		r.state = inMember
		return nil
	case r.plain != nil && r.plain(head):
		r.startPlain()
		return nil
	}
	d := &Damage{Reason: ReasonJunk, Start: start}
	if !r.resync(start) {
		d.Reason = ReasonTrailingJunk
	}
	d.End = r.raw.offset()
	return d
}

// skipZeros passes over padding, as tapes and block devices leave it.
func (r *Reader) skipZeros() {
	for {
		ahead, err := r.raw.br.Peek(4 << 10)
		n := len(ahead) - len(bytes.TrimLeft(ahead, "\x00"))
		r.raw.skip(n)
		if n < len(ahead) || err != nil {
			return
		}
	}
}

func (r *Reader) newSegment(plain bool) {
	r.seg = Segment{Stored: r.raw.offset(), Content: r.content, Plain: plain, Serial: r.seg.Serial + 1}
}

func (r *Reader) startPlain() {
	r.newSegment(true)
	r.state = inPlain
}

// breakMember ends the member being read as damaged. The search for the next one
// waits until content is asked for, when it is known what to look for.
func (r *Reader) breakMember(err error) error {
	d := r.damage(r.member.codec, err, r.seg.Stored)
	if d.Fatal {
		r.end()
		return d
	}
	r.state, r.damaged = broken, d
	return nil
}

// leaveBroken moves past a damaged member and reports it. The search starts at
// its first byte, for a decoder that has lost its way may have run over any
// number of good members before it noticed.
func (r *Reader) leaveBroken() error {
	d := r.damaged
	r.damaged = nil
	r.resync(d.Start + 1)
	d.End = r.raw.offset()
	return d
}

// bomb stops content that grows without end: the member, if others can be told
// from it, else the file.
func (r *Reader) bomb() error {
	d := &Damage{Reason: ReasonTooLarge, Start: r.seg.Stored}
	if r.state == inMember && len(r.resyncTo) > 0 {
		r.resync(r.raw.offset())
		r.Progress()
	} else {
		d.Fatal = true
		r.end()
	}
	d.End = r.raw.offset()
	return d
}

// Abandon gives up the member being read, as if it were damaged, and
// moves on to the next; without a member to give up it ends the content.
func (r *Reader) Abandon() { r.head, r.pending = nil, nil; _ = r.bomb() }

// Restart goes on at a stored offset near the current one, where a segment may
// start; content already given may be given again. It reports false when that
// offset is not a member that ResyncTo would accept.
func (r *Reader) Restart(stored int64) bool {
	back := r.raw.offset()
	r.raw.rewind(stored)
	if ahead, _ := r.raw.br.Peek(probeSize); r.raw.offset() != stored || !r.member.probe(ahead, r.resyncTo) {
		r.raw.rewind(back)
		return false
	}
	r.head, r.pending, r.state = nil, nil, atStart
	return true
}

// resync moves to the next place from the stored offset on where a segment
// starts; false if there is none.
func (r *Reader) resync(from int64) bool {
	r.raw.rewind(from)
	magics := append(memberMagics(), r.resyncTo...)
	found := r.raw.find(magics, func(prev byte, ahead []byte) bool {
		if hasMembers(Detect(ahead)) {
			return r.member.probe(ahead, r.resyncTo)
		}
		return prev == '\n' && r.plain != nil && r.plain(ahead)
	})
	r.state = atStart
	return found
}

// finish ends the content, with what was wrong with the source.
func (r *Reader) finish() error {
	err := r.raw.failure()
	r.end()
	if err != nil && !r.lowerDamaged {
		return r.damage(r.codec, err, r.raw.offset())
	}
	return io.EOF
}

func (r *Reader) end() {
	r.state = atEnd
	r.member.close()
}

// damage names an error that a codec met in the segment that starts at the
// stored offset. Only codecs with members can be entered again after it.
func (r *Reader) damage(codec Codec, err error, start int64) *Damage {
	d := &Damage{Start: start, End: r.raw.fetched(), Err: err}
	failure := r.raw.failure()
	var below *Damage
	switch {
	case errors.As(failure, &below):
		// The outer layer broke first; everything above follows from it.
		r.lowerDamaged = true
		d.Reason, d.Fatal = below.Reason, true
		if r.lower == nil { // damage of what the source itself was made of
			d.Start, d.Err = below.Start, below.Err
		}
	case failure != nil:
		d.Reason, d.Fatal, d.Err = ReasonRead, true, failure
	case isWindowError(err):
		d.Reason = ReasonTooLarge
	case errors.Is(err, gzip.ErrChecksum):
		d.Reason = ReasonChecksum
	case errors.Is(err, io.ErrUnexpectedEOF):
		d.Reason = "truncated_" + string(codec)
	default:
		d.Reason = "corrupt_" + string(codec)
	}
	d.Fatal = d.Fatal || !hasMembers(codec)
	return d
}
