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

// A zip file has its index at the end, so one that was cut off, as by a broken
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
	for pos := int64(0); !s.stopped; {
		h := nextLocal(at, pos, size)
		if h == nil {
			return
		}
		pos = h.data
		switch {
		case strings.HasSuffix(h.name, "/"):
		case h.flags&1 != 0:
			s.memberFault(h.name, errors.New("it is encrypted"))
		case h.data+h.size > size:
			s.memberFault(h.name, io.ErrUnexpectedEOF)
		case h.method != zip.Store && h.method != zip.Deflate, h.method == zip.Store && h.flags&8 != 0:
			s.memberFault(h.name, errors.New("it can only be found by the index, which is lost"))
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
	s.member(h.name, g, g)
	if h.size > 0 {
		return h.size
	}
	return src.n
}

// nextLocal finds the next local header from the position on.
func nextLocal(at io.ReaderAt, pos, size int64) *local {
	buf := make([]byte, 64<<10)
	for pos+localHeaderSize <= size {
		n, _ := at.ReadAt(buf[:min(int64(len(buf)), size-pos)], pos)
		i := bytes.Index(buf[:n], []byte(localHeader))
		if i < 0 {
			pos += int64(max(n-len(localHeader)+1, 1))
			continue
		}
		if h := parseLocal(at, pos+int64(i)); h != nil {
			return h
		}
		pos += int64(i) + 1
	}
	return nil
}

func parseLocal(at io.ReaderAt, pos int64) *local {
	var b [localHeaderSize]byte
	if _, err := at.ReadAt(b[:], pos); err != nil {
		return nil
	}
	le := binary.LittleEndian
	name := make([]byte, le.Uint16(b[26:]))
	if _, err := at.ReadAt(name, pos+localHeaderSize); err != nil {
		return nil
	}
	h := &local{
		name: string(name), flags: le.Uint16(b[6:]), method: le.Uint16(b[8:]), sum: le.Uint32(b[14:]),
		data: pos + localHeaderSize + int64(len(name)) + int64(le.Uint16(b[28:])),
	}
	if size := le.Uint32(b[18:]); h.flags&8 == 0 && size != 0xffffffff {
		h.size = int64(size)
	}
	return h
}

// descriptorSum reads the checksum behind a member whose header had none. Its
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

// byteCounter counts what a decoder takes; by having ReadByte it keeps the
// decoder from taking more than it needs.
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
