package dump

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"
)

// A zip file has its index at the end, so one that is truncated, as by a broken
// download, has none. But each member also has a header of its own in front of
// it. (APPNOTE.TXT 6.3.10, 4.3.7.)

const (
	localHeader     = "PK\x03\x04"
	localHeaderSize = 30
)

// local is the header in front of a member.
type local struct {
	name          string
	flags, method uint16
	sum           uint32
	size          int64 // compressed; 0 if it is not known yet
	data          int64 // where the content starts
}

// salvageZip reads the members of a zip file that has no index.
func (s *source) salvageZip(at io.ReaderAt, size int64) {
	headers := &localScan{at: at, size: size}
	for pos := int64(0); !s.stopped; {
		h := headers.next(pos)
		if h == nil {
			return
		}
		pos = h.data
		switch {
		case strings.HasSuffix(h.name, "/"):
		case h.flags&1 != 0:
			s.memberFault(h.name, h.data, errors.New("it is encrypted"))
		case h.data+h.size > size:
			s.memberFault(h.name, h.data, io.ErrUnexpectedEOF)
		case h.method != zip.Store && h.method != zip.Deflate, h.method == zip.Store && h.flags&8 != 0:
			s.memberFault(h.name, h.data, errors.New("it can only be found by the index, which is lost"))
		default:
			pos += s.salvageMember(at, size, h)
		}
	}
}

// salvageMember reads one member and returns how many bytes of the file it used.
func (s *source) salvageMember(at io.ReaderAt, size int64, h *local) int64 {
	room := size - h.data
	if h.size > 0 || h.method == zip.Store {
		room = h.size
	}
	src := &byteCounter{r: bufio.NewReader(io.NewSectionReader(at, h.data, room))}
	var content io.Reader = src
	if h.method == zip.Deflate {
		content = flate.NewReader(src)
	}
	g := &guard{stored: room, ratio: s.opts.MaxRatio}
	g.Reader = &checkedReader{r: content, sum: crc32.NewIEEE(), want: func() (uint32, error) {
		if h.flags&8 == 0 {
			return h.sum, nil
		}
		return descriptorSum(at, h.data+src.n)
	}}
	s.member(h.name, h.data, g, g)
	if h.size > 0 {
		return h.size
	}
	return src.n
}

// localScan looks for local headers, and reads each stretch of the file once,
// however many there are in it.
type localScan struct {
	at   io.ReaderAt
	size int64
	from int64 // of what is in buf
	buf  []byte
}

// scanSize is how much is read at a time: a header and the longest name fit.
const scanSize = 2 * maxLocalName

const maxLocalName = 64 << 10

// ahead returns the bytes from pos on, at least n unless the file ends.
func (l *localScan) ahead(pos int64, n int) []byte {
	if i := pos - l.from; i >= 0 && i <= int64(len(l.buf)) && (int64(len(l.buf))-i >= int64(n) || l.from+int64(len(l.buf)) >= l.size) {
		return l.buf[i:]
	}
	if l.buf == nil {
		l.buf = make([]byte, scanSize)
	}
	l.buf = l.buf[:cap(l.buf)]
	read, _ := l.at.ReadAt(l.buf[:max(0, min(int64(len(l.buf)), l.size-pos))], pos)
	l.from, l.buf = pos, l.buf[:read]
	return l.buf
}

// next finds the next local header from the position on.
func (l *localScan) next(pos int64) *local {
	for pos+localHeaderSize <= l.size {
		ahead := l.ahead(pos, localHeaderSize)
		if len(ahead) < localHeaderSize {
			return nil // it cannot be read
		}
		i := bytes.Index(ahead, []byte(localHeader))
		if i < 0 {
			pos += int64(len(ahead) - len(localHeader) + 1)
			continue
		}
		pos += int64(i)
		if h := l.parse(pos); h != nil {
			return h
		}
		pos++
	}
	return nil
}

func (l *localScan) parse(pos int64) *local {
	b := l.ahead(pos, localHeaderSize)
	if len(b) < localHeaderSize {
		return nil
	}
	le := binary.LittleEndian
	length := int(le.Uint16(b[26:]))
	if length == 0 {
		return nil // every member has a name
	}
	if b = l.ahead(pos, localHeaderSize+length); len(b) < localHeaderSize+length {
		return nil
	}
	h := &local{
		name: string(b[localHeaderSize : localHeaderSize+length]), flags: le.Uint16(b[6:]), method: le.Uint16(b[8:]), sum: le.Uint32(b[14:]),
		data: pos + localHeaderSize + int64(length) + int64(le.Uint16(b[28:])),
	}
	if size := le.Uint32(b[18:]); h.flags&8 == 0 && size != 0xffffffff {
		h.size = int64(size)
	}
	return h
}

// descriptorSum reads the checksum after a member whose header had none. Its
// magic is optional. (APPNOTE.TXT 4.3.9.)
func descriptorSum(at io.ReaderAt, pos int64) (uint32, error) {
	var b [8]byte
	if _, err := at.ReadAt(b[:], pos); err != nil {
		return 0, io.ErrUnexpectedEOF
	}
	if string(b[:4]) == "PK\x07\x08" {
		return binary.LittleEndian.Uint32(b[4:]), nil
	}
	return binary.LittleEndian.Uint32(b[:4]), nil
}

// checkedReader compares the content with its checksum at its end.
type checkedReader struct {
	r    io.Reader
	sum  hash.Hash32
	want func() (uint32, error)
}

func (c *checkedReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.sum.Write(p[:n])
	if err == io.EOF {
		if want, sumErr := c.want(); sumErr != nil {
			err = sumErr
		} else if want != c.sum.Sum32() {
			err = zip.ErrChecksum
		}
	}
	return n, err
}

// byteCounter counts what a decoder takes; because it has ReadByte, the decoder
// takes no more than it needs.
type byteCounter struct {
	r *bufio.Reader
	n int64
}

func (b *byteCounter) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	return n, err
}

func (b *byteCounter) ReadByte() (byte, error) {
	c, err := b.r.ReadByte()
	if err == nil {
		b.n++
	}
	return c, err
}
