package dump

import (
	"archive/tar"
	"errors"
	"io"
	"strings"

	"winnow/pipeline/dump/unpack"
)

// tar reads a tar file, and continues after a damaged header.
func (s *source) tar() {
	blocks := &blockReader{r: s.stream()}
	t := tar.NewReader(blocks)
	for !s.stopped {
		h, err := t.Next()
		var d *unpack.Damage
		switch {
		case err == io.EOF:
			return
		case errors.As(err, &d), errors.Is(err, io.ErrUnexpectedEOF):
			s.archiveFault(err)
			return
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			if !s.archiveFault(err) || !blocks.toHeader() {
				return
			}
			t = tar.NewReader(blocks)
			continue
		}
		switch h.Typeflag {
		case tar.TypeReg, tar.TypeGNUSparse:
			s.member(h.Name, blocks.n, t, nil)
		case tar.TypeSymlink, tar.TypeLink:
			s.skipMember(h.Name, SkipSymlink, h.Linkname)
		case tar.TypeFifo:
			s.skipMember(h.Name, SkipFIFO, "")
		case tar.TypeChar, tar.TypeBlock:
			s.skipMember(h.Name, SkipDevice, "")
		}
	}
}

// tarBlock is the unit of a tar file. (POSIX.1-2024, pax, "ustar Interchange
// Format".)
const tarBlock = 512

// blockReader reads a tar file and can look for its next header.
type blockReader struct {
	r    io.Reader
	n    int64
	back []byte // a header that was found, to be read again
}

func (b *blockReader) Read(p []byte) (int, error) {
	if len(b.back) > 0 {
		n := copy(p, b.back)
		b.back = b.back[n:]
		return n, nil
	}
	n, err := b.r.Read(p)
	b.n += int64(n)
	return n, err
}

// toHeader moves to the next block that is a header; false if there is none.
func (b *blockReader) toHeader() bool {
	b.back = nil
	if rest := b.n % tarBlock; rest > 0 {
		if _, err := io.CopyN(io.Discard, b, tarBlock-rest); err != nil {
			return false
		}
	}
	block := make([]byte, tarBlock)
	for {
		if _, err := io.ReadFull(b, block); err != nil {
			return false
		}
		if isTarHeader(block) {
			b.back = block
			return true
		}
	}
}

// isTarHeader checks the magic and the checksum of a block.
func isTarHeader(b []byte) bool {
	if len(b) < tarBlock || string(b[257:262]) != "ustar" {
		return false
	}
	var sum, want int64
	for i, c := range b[:tarBlock] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		sum += int64(c)
	}
	for _, c := range strings.Trim(string(b[148:156]), " \x00") {
		if c < '0' || c > '7' {
			return false
		}
		want = want<<3 | int64(c-'0')
	}
	return sum == want
}
