package unpack

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// A gzip file is a row of members and a zstd file a row of frames. Both are
// called members here: each can be found by its magic and decoded by itself, so
// that damage to one leaves the others.

// hasMembers reports whether c is a codec whose files are made of members.
func hasMembers(c Codec) bool { return c == Gzip || c == Zstd }

// IsMember reports whether b begins like a member.
func IsMember(b []byte) bool { return hasMembers(Detect(b)) }

// IndexMember returns where in b something begins like a member, or -1.
func IndexMember(b []byte) int { return firstIndex(b, memberMagics()) }

func memberMagics() [][]byte {
	return [][]byte{{0x1f, 0x8b, 8}, {0x28, 0xb5, 0x2f, 0xfd}}
}

// member decodes one member after another.
type member struct {
	codec Codec
	zip   *gzip.Reader
	zst   *zstd.Decoder
	frame zstdFrame
	dict  []byte // for the frames that follow
}

// open starts with the member that src is at. Its Read ends with it.
func (m *member) open(c Codec, src *bufio.Reader) (err error) {
	m.codec = c
	if c == Zstd {
		return m.openFrame(src)
	}
	if m.zip == nil {
		m.zip, err = gzip.NewReader(src)
	} else {
		err = m.zip.Reset(src)
	}
	if err == nil {
		m.zip.Multistream(false)
	}
	return err
}

func (m *member) Read(p []byte) (int, error) {
	switch {
	case m.codec == Gzip:
		return m.zip.Read(p)
	case m.frame.src == nil:
		return 0, io.EOF // a skippable frame
	}
	n, err := m.zst.Read(p)
	if err == io.EOF {
		// The decoder may leave the checksum or an empty last block.
		if _, drain := io.Copy(io.Discard, &m.frame); drain != nil {
			err = drain
		}
	}
	return n, err
}

func (m *member) close() {
	if m.zst != nil {
		m.zst.Close()
		m.zst = nil
	}
}

// probe decodes the start of what may be a member. With prefixes, its content
// must begin with one of them; without, some of it must decode.
func (m *member) probe(ahead []byte, prefixes [][]byte) bool {
	var src io.Reader
	codec := Detect(ahead)
	switch codec {
	case Gzip:
		z, err := gzip.NewReader(bytes.NewReader(ahead))
		if err != nil {
			return false
		}
		z.Multistream(false)
		src = z
	case Zstd:
		z, err := newDecoder(&zstdFrame{src: bufio.NewReader(bytes.NewReader(ahead))}, m.dict)
		if err != nil {
			return false
		}
		defer z.Close()
		src = z
	default:
		return false
	}
	var out [512]byte
	n, err := io.ReadFull(src, out[:])
	if len(prefixes) > 0 && (n > 0 || codec != Zstd) {
		return hasPrefix(out[:n], prefixes)
	}
	// A header alone is weak evidence. ErrUnexpectedEOF is a member shorter
	// than out, or one that goes on after what is ahead; both are fine. A zstd
	// block gives nothing until all of it is there, which may be after what is
	// ahead; its magic is longer, and its header was right.
	return err == nil || errors.Is(err, io.ErrUnexpectedEOF) && (n > 0 || codec == Zstd && len(ahead) == probeSize)
}

// newDecoder makes a decoder that works as it is read, so that no goroutine is
// left behind and nothing is read before its time.
func newDecoder(src io.Reader, dict []byte) (*zstd.Decoder, error) {
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(1 << 62)}
	if dict != nil {
		options = append(options, zstd.WithDecoderDicts(dict))
	}
	return zstd.NewReader(src, options...)
}

// openFrame starts a zstd frame, or passes over a skippable one.
func (m *member) openFrame(src *bufio.Reader) error {
	if head, _ := src.Peek(8); isSkippableFrame(head) {
		m.frame = zstdFrame{}
		return m.skipFrame(src)
	}
	m.frame = zstdFrame{src: src}
	if m.zst != nil {
		return m.zst.Reset(&m.frame)
	}
	var err error
	m.zst, err = newDecoder(&m.frame, m.dict)
	return err
}

const (
	// dictionaryFrame is the skippable frame that holds the dictionary for
	// all others. (IIPC, Zstandard compression for WARC files, 1.0.)
	dictionaryFrame = 0x184D2A5D
	// maxDictionary is far above real dictionaries, which have 100 kB to 1 MB.
	maxDictionary = 16 << 20
)

func (m *member) skipFrame(src *bufio.Reader) error {
	var head [8]byte
	if _, err := io.ReadFull(src, head[:]); err != nil {
		return err
	}
	magic, size := binary.LittleEndian.Uint32(head[:4]), int64(binary.LittleEndian.Uint32(head[4:]))
	if magic != dictionaryFrame || size > maxDictionary {
		n, err := io.CopyN(io.Discard, src, size)
		if err == io.EOF && n < size {
			return io.ErrUnexpectedEOF
		}
		return err
	}
	dict := make([]byte, size)
	if _, err := io.ReadFull(src, dict); err != nil {
		return io.ErrUnexpectedEOF
	}
	if Detect(dict) == Zstd { // it may be compressed itself
		z, err := newDecoder(bytes.NewReader(dict), nil)
		if err != nil {
			return err
		}
		defer z.Close()
		if dict, err = io.ReadAll(io.LimitReader(z, maxDictionary)); err != nil {
			return err
		}
	}
	m.close() // the next frame opens a decoder with the dictionary
	m.dict = dict
	_, err := newDecoder(nil, dict)
	if err != nil {
		m.dict = nil
	}
	return err
}

var errFrame = errors.New("zstd: a frame or block header that cannot be")

// zstdFrame reads the bytes of one frame and no further, which takes only its
// headers: those of the frame and of each block. (RFC 8878, 3.1.1.)
type zstdFrame struct {
	src  *bufio.Reader
	left int // bytes of the part being read
	part framePart
	sum  bool // a checksum follows the last block
}

type framePart uint8

const (
	frameHeader framePart = iota
	frameBlock
	frameSum
	frameEnd
)

func (f *zstdFrame) Read(p []byte) (int, error) {
	for f.left == 0 {
		if f.part == frameEnd {
			return 0, io.EOF
		}
		if err := f.next(); err != nil {
			return 0, err
		}
	}
	n, err := f.src.Read(p[:min(len(p), f.left)])
	f.left -= n
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// next looks at the header of the part that comes.
func (f *zstdFrame) next() error {
	switch f.part {
	case frameHeader:
		b, err := f.src.Peek(5)
		if err != nil {
			return unexpected(err)
		}
		flags := b[4]
		f.left = 4 + 1 + [4]int{0, 1, 2, 4}[flags&3] + [4]int{0, 2, 4, 8}[flags>>6]
		if single := flags&0x20 != 0; !single {
			f.left++ // the window
		} else if flags>>6 == 0 {
			f.left++ // a content size of one byte
		}
		f.sum, f.part = flags&4 != 0, frameBlock
	case frameBlock:
		b, err := f.src.Peek(3)
		if err != nil {
			return unexpected(err)
		}
		head := int(b[0]) | int(b[1])<<8 | int(b[2])<<16
		size := head >> 3
		switch head >> 1 & 3 {
		case 1: // one byte, repeated
			size = 1
		case 3:
			return errFrame
		}
		f.left = 3 + size
		if head&1 != 0 {
			f.part = frameSum
		}
	case frameSum:
		f.part = frameEnd
		if f.sum {
			f.left = 4
		}
	}
	return nil
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
