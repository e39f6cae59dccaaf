package dump

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"sync/atomic"
	"syscall"

	"winnow/pipeline"
	"winnow/pipeline/dump/unpack"
	"winnow/pipeline/dump/warc"
)

// Read returns the records of the inputs in order. What goes wrong with a
// record or an input is an Item; the error is set only when the context is
// done, when the way to an input with Open broke, or when the temporary folder
// cannot hold a copy that is needed (a *SpoolError), and then it is the last
// pair. An input on the disk that cannot be read on gives a Fault with the
// reason read_error as its last item.
func Read(ctx context.Context, inputs []Input, o Options) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		r := &run{ctx: ctx, opts: o.withDefaults()}
		r.fields = newFieldMap(r.opts.Fields)
		r.yield = func(i Item) bool {
			if i.Page != nil && i.Page.URL == "" {
				i.Page.URL = o.URL
			}
			return yield(i, nil)
		}
		for _, in := range inputs {
			if r.input(in); r.refused {
				return
			}
			if err := ctx.Err(); err != nil {
				yield(Item{}, err)
				return
			}
			if r.broken != nil {
				yield(Item{}, r.broken)
				return
			}
		}
	}
}

// run is one call of Read.
type run struct {
	ctx      context.Context
	opts     Options
	fields   fieldMap
	yield    func(Item) bool
	spare    []byte // the buffer of the file read before
	buffers  unpack.Buffers
	yielding bool  // the consumer has the floor
	refused  bool  // the consumer wants no more
	stopped  bool  // refused, broken, or the context is done
	broken   error // the way to an input, or the temporary folder
	lost     error // what the file being read cannot be read on for

	after Mark         // of the input being read
	seq   int64        // items given of the input, from its start
	bytes atomic.Int64 // read of the input, as stored
}

// give passes an item on, unless it comes before the mark from which to
// continue. It reports whether to go on.
func (r *run) give(i Item) bool {
	if r.stopped = r.stopped || r.broken != nil || r.lost != nil || r.ctx.Err() != nil; r.stopped {
		return false
	}
	r.seq++
	i.Mark.Seq = r.seq
	i.Progress = r.bytes.Load()
	if r.seq > r.after.Seq {
		r.yielding = true
		r.refused = !r.yield(i)
		r.yielding = false
	}
	r.stopped = r.refused || r.ctx.Err() != nil
	return !r.stopped
}

func (r *run) input(in Input) {
	r.after, r.seq = in.After, 0
	r.bytes.Store(0)
	at := pipeline.Source{File: in.Name, Record: 1}
	switch {
	case in.Skip != "":
		r.give(Item{Skip: &Skip{Source: at, Reason: in.Skip, Detail: in.Detail}})
		return
	case in.Err != nil:
		r.unreadable(at, in.Err)
		return
	case in.Name == "-":
		if r.opts.Stdin != nil {
			r.file(&file{name: "-", from: r.opts.Stdin})
		}
		return
	case in.Open != nil:
		r.elsewhere(in, at)
		return
	}
	f, reason, err := open(in.Name)
	switch {
	case err != nil:
		r.unreadable(at, err)
	case reason != "":
		r.give(Item{Skip: &Skip{Source: at, Reason: reason}})
	default:
		defer f.Close()
		r.file(&file{name: in.Name, from: f, disk: f, listed: in.Listed, seen: in.Seen})
		r.giveLost(at)
	}
}

// giveLost reports a file that could not be read on in the middle of an
// archive; what the archive's decoder made of that is not passed on.
func (r *run) giveLost(at pipeline.Source) {
	if r.lost == nil {
		return
	}
	err := r.lost
	r.lost, r.stopped = nil, r.refused
	r.give(Item{Fault: &Fault{Source: at, Reason: FaultRead, Err: err}})
}

// unreadable reports an input that cannot be opened, even one that is to be
// continued: the items before the mark cannot be skipped.
func (r *run) unreadable(at pipeline.Source, err error) {
	r.seq = r.after.Seq
	r.give(Item{Fault: &Fault{Source: at, Reason: FaultUnreadable, Err: err}})
}

// elsewhere reads an input that is not a local file.
func (r *run) elsewhere(in Input, at pipeline.Source) {
	start := int64(0)
	if r.after.Format != "" {
		start = r.after.Base
	}
	from, err := in.Open(start)
	switch {
	case err != nil && r.ctx.Err() == nil:
		r.unreadable(at, err)
	case err == nil:
		defer from.Close()
		r.file(&file{name: in.Name, from: &breakable{from, in.Name, r}, placed: true, listed: in.Listed})
	}
}

// breakable notes when reading fails other than by the end.
type breakable struct {
	io.Reader
	name string
	run  *run
}

func (b *breakable) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		b.run.broken = fmt.Errorf("cannot read %q to its end: %w", b.name, err)
	}
	return n, err
}

// open opens a regular file and nothing else. What the name stands for may have
// changed since it was listed, and opening a FIFO would wait for a writer.
func open(name string) (f *os.File, skip string, err error) {
	if isHandedOver(name) {
		f, err = os.Open(name)
		return f, "", err
	}
	f, err = os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, "", err
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = errors.New("it is a folder now")
	}
	if err != nil {
		f.Close()
		return nil, "", err
	}
	if reason := special(info.Mode()); reason != "" {
		f.Close()
		return nil, reason, nil
	}
	return f, "", nil
}

// file is something to read records from: an input or a member of an archive.
type file struct {
	name   string
	from   io.Reader
	disk   *os.File // set when from is a whole file that can be sought in
	placed bool     // from is at the place to go on from already
	levels int      // archives around it
	listed bool     // it is among others, in a folder or an archive
	outer  *source  // the archive it is in
	guard  *guard   // what limits its expansion in the archive
	seen   func(offset int64, b []byte)

	// Where reading starts, which is not the beginning when it continues after
	// a mark.
	record, content int64
}

// file reads one file in whatever format it has.
func (r *run) file(f *file) {
	format, skip := r.resume(f)
	u := unpack.New(&cancelable{r.ctx, f.from, r.counter(f), f.seen}, unpack.Options{MaxRatio: r.opts.MaxRatio, At: r.base(f), Buffers: &r.buffers})
	defer u.Close()
	if format == "" {
		format = sniff(u, f.name, r.opts.From, &r.fields)
	}
	s := &source{run: r, file: f, u: u, format: format, record: f.record}
	switch format {
	case WARC, WET, ARC:
		warc.Prepare(u)
	}
	s.w = unpack.NewWindow(u, r.spare)
	r.spare = nil
	defer func() { r.spare = s.w.Spare() }()
	if !s.pass(skip) {
		return
	}
	switch format {
	case JSONL:
		s.lines()
	case JSON:
		s.values()
	case WARC, WET, ARC:
		s.warc()
	case Tar, Zip:
		s.archive()
	case CSV, TSV:
		s.rows()
	case Parquet:
		s.parquet()
	default:
		s.whole()
	}
}

// counter counts what is read of an input; a member of an archive is read
// through its archive.
func (r *run) counter(f *file) *atomic.Int64 {
	if f.levels > 0 {
		return nil
	}
	return &r.bytes
}

// cancelable ends the reading of a file when the context is done, even inside a
// record that yields no item for a long time.
type cancelable struct {
	ctx context.Context
	io.Reader
	count *atomic.Int64                // nil where it was counted already
	seen  func(offset int64, b []byte) // may be nil
}

func (c *cancelable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.Reader.Read(p)
	if c.count != nil {
		end := c.count.Add(int64(n))
		if c.seen != nil && n > 0 {
			c.seen(end-int64(n), p[:n])
		}
	}
	return n, err
}

// resume seeks to the mark from which to continue, if the file is the input
// itself and can be read from there. It returns the format, and the content to
// skip.
func (r *run) resume(f *file) (format Format, skip int64) {
	m := r.after
	if m.Seq == 0 || m.Format == "" || f.levels > 0 || f.disk == nil && !f.placed {
		return "", 0
	}
	if f.disk != nil {
		if _, err := f.disk.Seek(m.Base, io.SeekStart); err != nil {
			return "", 0
		}
	}
	r.bytes.Store(m.Base)
	// The item of the mark is read again under its number, and not passed on.
	r.seq = m.Seq - 1
	f.record, f.content = m.Record-1, m.Content-m.Within
	return m.Format, m.Within
}

func (r *run) base(f *file) int64 {
	if f.record > 0 || f.content > 0 {
		return r.after.Base
	}
	return 0
}

// source is a file of a known format being read.
type source struct {
	*run
	*file
	u      *unpack.Reader
	w      *unpack.Window
	format Format
	record int64 // records begun
}

// pass skips content up to the place from which to continue.
func (s *source) pass(n int64) bool {
	for n > 0 {
		if len(s.w.Bytes()) == 0 && !s.w.Fill() {
			return false
		}
		step := min(n, int64(len(s.w.Bytes())))
		s.w.Advance(int(step))
		s.u.Progress()
		n -= step
	}
	return true
}

// place is where a record starts: what is reported about it, and how to come
// back.
type place struct {
	source pipeline.Source
	mark   Mark
}

// begin counts a record that starts at the position of the window.
func (s *source) begin() place {
	if s.format == Zip || s.format == Parquet {
		return s.beginAt(0, unpack.Place{}) // read in any order
	}
	return s.beginAt(s.w.Pos(), s.w.Place())
}

func (s *source) beginAt(pos int64, at unpack.Place) place {
	s.record++
	p := place{
		source: pipeline.Source{File: s.name, Record: s.record, Offset: s.content + pos},
		mark:   Mark{Record: s.record, Content: s.content + pos, Base: at.Base, Within: at.Within, Format: s.format},
	}
	if s.u.Layers() == 0 {
		// A file that is not compressed is addressed as it is stored, even when
		// reading did not start at its beginning.
		p.source.Offset = at.Base
	}
	switch s.format {
	case JSONL, JSON, WARC, WET, ARC:
		if s.levels > 0 {
			p.mark = Mark{}
		}
	default:
		p.mark = Mark{}
	}
	return p
}

func (s *source) page(at place, p *pipeline.Page) bool {
	p.Source = at.source
	s.progress()
	return s.give(Item{Page: p, Mark: at.mark})
}

func (s *source) fault(at place, f Fault) bool {
	f.Source = at.source
	return s.give(Item{Fault: &f, Mark: at.mark})
}

func (s *source) skip(at place, k Skip) bool {
	k.Source = at.source
	return s.give(Item{Skip: &k, Mark: at.mark})
}

// damaged reports damage found by the decoder.
func (s *source) damaged(at place, d *unpack.Damage) bool {
	if s.u.Layers() < 2 && s.levels == 0 || d.Reason == FaultArchive {
		at.source.Offset = d.Start
	}
	return s.fault(at, Fault{Reason: d.Reason, Harmless: d.Reason == unpack.ReasonTrailingJunk, Err: d.Err})
}

// tooLarge returns the fault for a record over the cap.
func (s *source) tooLarge() Fault {
	f := Fault{Reason: FaultTooLarge, Err: fmt.Errorf("it is larger than max_bytes, %d bytes", s.opts.MaxBytes)}
	if s.inflated() {
		f.Reason = FaultExpanded
	}
	return f
}

// progress tells the guards against bombs that there was a record.
func (s *source) progress() {
	for ; s != nil; s = s.outer {
		s.u.Progress()
		if s.guard != nil {
			s.guard.idle = s.guard.given
		}
	}
}

// inflated reports whether the content since the last record is far larger than
// what is stored of it.
func (s *source) inflated() bool {
	for ; s != nil; s = s.outer {
		if s.u.Inflated() || s.guard != nil && s.guard.inflated() {
			return true
		}
	}
	return false
}
