package unpack

import (
	"errors"
	"fmt"
	"io"

	"github.com/xi2/xz"
)

// xzPiece is how much is decoded at a time. Of the piece that holds an error
// nothing comes out, so it is small; below this it takes longer.
const xzPiece = 1 << 10

// xzReader decodes xz. What was decoded before the data end or break comes out,
// where other decoders keep the rest of a chunk of up to 2 MiB for themselves. Of
// data that end too early the last 20 stored bytes stay undecoded: the decoder
// takes no symbol without knowing that it is whole. To feed it more, made up,
// would make up content.
type xzReader struct{ z *xz.Reader }

func newXZ(r io.Reader) (io.Reader, error) {
	z, err := xz.NewReader(r, maxWindow)
	if err != nil {
		return nil, xzError(err)
	}
	return xzReader{z}, nil
}

func (x xzReader) Read(p []byte) (n int, err error) {
	defer func() {
		if broken := recover(); broken != nil { // no data are known that do it
			err = fmt.Errorf("xz: the data cannot be decoded: %v", broken)
		}
	}()
	for n < len(p) && err == nil {
		var k int
		k, err = x.z.Read(p[n:min(len(p), n+xzPiece)])
		n += k
	}
	return n, xzError(err)
}

// xzError returns the errors of the decoder in the terms of this package.
func xzError(err error) error {
	switch {
	case errors.Is(err, xz.ErrBuf):
		return io.ErrUnexpectedEOF // it wants more, and there is none
	case errors.Is(err, xz.ErrMemlimit):
		return errWindow
	}
	return err
}
