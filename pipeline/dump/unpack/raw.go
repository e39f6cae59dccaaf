package unpack

import (
	"bufio"
	"bytes"
	"io"
)

const (
	// readSize is the size of the reads from the file.
	readSize = 64 << 10
	// probeSize is how much of a candidate member is looked at before it is
	// taken for one: enough for a gzip header with a long file name and a
	// first deflate block.
	probeSize = 32 << 10
)

// raw reads stored bytes and can go back to any of the last `keep` of them, so
// that the same damage is survived on a pipe as on a file.
type raw struct {
	src  io.Reader
	err  error // sticky
	keep int
	kept []byte // the last bytes given to br, and after a rewind those yet to give
	next int    // kept[next:] is to be given
	base int64  // stored offset of kept[0]
	br   *bufio.Reader
}

func newRaw(src io.Reader, at int64, keep int, buffers *Buffers) *raw {
	r := &raw{src: src, keep: keep, base: at}
	r.br = buffers.take((*rawSource)(r))
	return r
}

// close gives the buffer back. What is still read ends.
func (r *raw) close(buffers *Buffers) {
	if br := r.br; buffers != nil && br.Size() == readSize {
		r.br = bufio.NewReaderSize(nothing{}, 16)
		buffers.put(br)
	}
}

// Buffers keeps the buffers of Readers that were closed for those to come, as an
// archive may have a hundred thousand members. The zero Buffers is empty.
type Buffers struct{ free []*bufio.Reader }

func (b *Buffers) take(src io.Reader) *bufio.Reader {
	if b == nil || len(b.free) == 0 {
		return bufio.NewReaderSize(src, readSize)
	}
	br := b.free[len(b.free)-1]
	b.free = b.free[:len(b.free)-1]
	br.Reset(src)
	return br
}

func (b *Buffers) put(br *bufio.Reader) {
	br.Reset(nothing{})
	b.free = append(b.free, br)
}

// nothing is a source without content.
type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, io.EOF }

// rawSource is the raw as br sees it.
type rawSource raw

func (r *rawSource) Read(p []byte) (int, error) {
	if r.next < len(r.kept) {
		n := copy(p, r.kept[r.next:])
		r.next += n
		return n, nil
	}
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.src.Read(p)
	r.err = err
	if len(r.kept)+n > 2*r.keep+readSize {
		drop := len(r.kept) - r.keep
		r.base += int64(drop)
		r.kept = r.kept[:copy(r.kept, r.kept[drop:])]
	}
	r.kept = append(r.kept, p[:n]...)
	r.next = len(r.kept)
	if n > 0 {
		return n, nil
	}
	return 0, err
}

// offset returns the stored offset of the next byte br will give.
func (r *raw) offset() int64 { return r.base + int64(r.next-r.br.Buffered()) }

// fetched returns the stored offset up to which the source has been read.
func (r *raw) fetched() int64 { return r.base + int64(len(r.kept)) }

// rewind goes back to the stored offset, or as near to it as is kept.
func (r *raw) rewind(to int64) {
	r.next = int(min(max(to-r.base, 0), int64(len(r.kept))))
	r.br.Reset((*rawSource)(r))
}

// failure returns the error of the source, unless it is a plain end.
func (r *raw) failure() error {
	if r.err == io.EOF {
		return nil
	}
	return r.err
}

// find moves to the first offset where ok accepts what is ahead, looking only
// where one of the magics is. It reports whether there is one; if not, the
// input has been read to its end.
func (r *raw) find(magics [][]byte, ok func(prev byte, ahead []byte) bool) bool {
	var prev byte = '\n'
	for {
		ahead, err := r.br.Peek(readSize)
		at := firstIndex(ahead, magics)
		if at < 0 {
			if err != nil {
				r.skip(len(ahead))
				return false
			}
			// A magic may straddle the end of what is buffered.
			skip := len(ahead) - 16
			prev = ahead[skip-1]
			r.skip(skip)
			continue
		}
		if at > 0 {
			prev = ahead[at-1]
			r.skip(at)
		}
		ahead, _ = r.br.Peek(probeSize)
		if ok(prev, ahead) {
			return true
		}
		prev = ahead[0]
		r.skip(1)
	}
}

func (r *raw) skip(n int) { _, _ = r.br.Discard(n) }

func firstIndex(b []byte, magics [][]byte) int {
	first := -1
	for _, m := range magics {
		if first >= 0 {
			b = b[:min(len(b), first+len(m)-1)]
		}
		if i := bytes.Index(b, m); i >= 0 {
			first = i
		}
	}
	return first
}
