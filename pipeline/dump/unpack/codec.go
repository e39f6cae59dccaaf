package unpack

import (
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
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

// Detect detects the codec by the first bytes of a file; ten suffice.
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

// isSkippableFrame reports whether b is a frame of user data such as pzstd and
// the zstd WARC convention put in front. (RFC 8878, 3.1.2.)
func isSkippableFrame(b []byte) bool {
	return len(b) >= 8 && b[0]&0xf0 == 0x50 && b[1] == 0x2a && b[2] == 0x4d && b[3] == 0x18
}

// maxWindow is the largest history a stream may ask for. 128 MiB is what
// "zstd --long" and "zstd --ultra -22" use, and twice that of "xz -9".
const maxWindow = 128 << 20

var errWindow = errors.New("it asks for a window of more than 128 MiB")

// decoder opens a codec that is a single stream.
func decoder(c Codec, r io.Reader) (io.Reader, error) {
	switch c {
	case Bzip2:
		return bzip2.NewReader(r), nil
	case XZ:
		return newXZ(r)
	case LZ4:
		return lz4.NewReader(r), nil
	}
	return nil, fmt.Errorf("no decoder for %q", c)
}

// isWindowError tells a stream that asks for too much memory.
func isWindowError(err error) bool {
	return errors.Is(err, errWindow) || errors.Is(err, zstd.ErrWindowSizeExceeded) ||
		errors.Is(err, zstd.ErrDecoderSizeExceeded)
}

func hasPrefix(b []byte, prefixes [][]byte) bool {
	for _, p := range prefixes {
		if bytes.HasPrefix(b, p) {
			return true
		}
	}
	return false
}
