package unpack

import (
	"bytes"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/ulikunitz/xz"
)

// Codec is a kind of compression.
type Codec string

// The codecs that are read through.
const (
	None  Codec = ""
	Gzip  Codec = "gzip"
	Zstd  Codec = "zstd"
	Bzip2 Codec = "bzip2"
	XZ    Codec = "xz"
	LZ4   Codec = "lz4"
)

// Detect tells the codec from the first bytes of a file; ten suffice.
func Detect(head []byte) Codec {
	switch {
	case isGzip(head):
		return Gzip
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}), isSkippableFrame(head):
		return Zstd
	case len(head) >= 10 && bytes.HasPrefix(head, []byte("BZh")) && head[3] >= '1' && head[3] <= '9' &&
		(bytes.HasPrefix(head[4:], []byte("1AY&SY")) || bytes.HasPrefix(head[4:], []byte("\x17rE8P\x90"))):
		return Bzip2
	case bytes.HasPrefix(head, []byte("\xfd7zXZ\x00")):
		return XZ
	case bytes.HasPrefix(head, []byte{0x04, 0x22, 0x4d, 0x18}):
		return LZ4
	}
	return None
}

// isGzip accepts the magic, the one method there is, and no reserved flag.
func isGzip(b []byte) bool {
	return len(b) >= 10 && b[0] == 0x1f && b[1] == 0x8b && b[2] == 8 && b[3]&0xe0 == 0
}

// isSkippableFrame reports a frame of user data such as pzstd and the zstd
// WARC convention put in front. (RFC 8878, 3.1.2.)
func isSkippableFrame(b []byte) bool {
	return len(b) >= 8 && b[0]&0xf0 == 0x50 && b[1] == 0x2a && b[2] == 0x4d && b[3] == 0x18
}

// maxWindow is the largest history a stream may ask for. 128 MiB is what
// "zstd --long" and "zstd --ultra -22" use, and twice that of "xz -9".
const maxWindow = 128 << 20

var errWindow = errors.New("it asks for a window of more than 128 MiB")

// decoder opens a codec other than gzip; close releases it.
func decoder(c Codec, r io.Reader, head []byte) (dec io.Reader, closer func(), err error) {
	none := func() {}
	switch c {
	case Zstd:
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(1<<62))
		if err != nil {
			return nil, none, err
		}
		return z, z.Close, nil
	case Bzip2:
		return bzip2.NewReader(r), none, nil
	case XZ:
		if xzDictionary(head) > maxWindow {
			return nil, none, errWindow
		}
		x, err := xz.NewReader(r)
		return x, none, err
	case LZ4:
		return lz4.NewReader(r), none, nil
	}
	return nil, none, fmt.Errorf("no decoder for %q", c)
}

// isWindowError tells a stream that asks for too much memory.
func isWindowError(err error) bool {
	return errors.Is(err, errWindow) || errors.Is(err, zstd.ErrWindowSizeExceeded) ||
		errors.Is(err, zstd.ErrDecoderSizeExceeded)
}

// xzDictionary reads the dictionary size that the first block of an xz stream
// declares, 0 if there is none. (The .xz file format 1.2.1, 3.1 and 5.3.1.)
func xzDictionary(head []byte) int64 {
	const streamHeader = 12
	if len(head) < streamHeader+2 {
		return 0
	}
	flags, b := head[streamHeader+1], head[streamHeader+2:]
	for _, sized := range []byte{0x40, 0x80} { // compressed, uncompressed size
		if flags&sized != 0 {
			_, n := binary.Uvarint(b)
			if n <= 0 {
				return 0
			}
			b = b[n:]
		}
	}
	for range flags&3 + 1 {
		id, n := binary.Uvarint(b)
		if n <= 0 {
			return 0
		}
		b = b[n:]
		size, n := binary.Uvarint(b)
		if n <= 0 || size > uint64(len(b)-n) {
			return 0
		}
		if id == 0x21 && size == 1 {
			bits := b[n]
			if bits >= 40 {
				return 4 << 30
			}
			return int64(2|bits&1) << (bits/2 + 11)
		}
		b = b[n+int(size):]
	}
	return 0
}

// probe inflates the start of what may be a gzip member. With a prefix, the
// member must begin with it; without, at least a block of it must inflate.
func probe(ahead []byte, prefixes [][]byte) bool {
	if !isGzip(ahead) {
		return false
	}
	z, err := gzip.NewReader(bytes.NewReader(ahead))
	if err != nil {
		return false
	}
	z.Multistream(false)
	var out [512]byte
	n, err := io.ReadFull(z, out[:])
	if len(prefixes) > 0 {
		return hasPrefix(out[:n], prefixes)
	}
	// A header alone is weak evidence. ErrUnexpectedEOF is a member shorter
	// than out, or one that goes on behind what is ahead; both are fine.
	return err == nil || n > 0 && err == io.ErrUnexpectedEOF
}

func hasPrefix(b []byte, prefixes [][]byte) bool {
	for _, p := range prefixes {
		if bytes.HasPrefix(b, p) {
			return true
		}
	}
	return false
}
