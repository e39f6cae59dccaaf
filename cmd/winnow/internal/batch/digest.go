package batch

import (
	"context"
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"sync"
)

// A digest is the SHA-256 of an input, taken from the bytes as they are read
// for cleaning. It is SHA-256 because its state can be stored: a run that
// continues in the middle of an input continues the digest too, and ends with
// the same one.
type digest struct {
	mu    sync.Mutex // the reader is ahead of the commits
	hash  hash.Hash  // nil before the first byte
	bytes int64
}

// A Partial is the digest of the beginning of a half-read input.
type Partial struct {
	Bytes int64 `json:"bytes"`
	// State is that of the hash; see encoding.BinaryMarshaler of crypto/sha256.
	State []byte `json:"state"`
}

// digestFrom continues a stored digest, or begins one if there is none that can
// be read.
func digestFrom(p *Partial) *digest {
	d := &digest{}
	if p == nil {
		return d
	}
	h := sha256.New()
	if h.(encoding.BinaryUnmarshaler).UnmarshalBinary(p.State) == nil {
		d.hash, d.bytes = h, p.Bytes
	}
	return d
}

// seen adds bytes of the input that are at the offset. What was seen before is
// skipped; what does not follow directly is left to finish.
func (d *digest) seen(offset int64, b []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	known := d.bytes - offset
	if known < 0 || known >= int64(len(b)) {
		return
	}
	if d.hash == nil {
		d.hash = sha256.New()
	}
	d.hash.Write(b[known:])
	d.bytes += int64(len(b)) - known
}

// partial returns the digest as it can be stored; nil if nothing was seen.
func (d *digest) partial() *Partial {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.hash == nil {
		return nil
	}
	state, err := d.hash.(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil {
		return nil
	}
	return &Partial{Bytes: d.bytes, State: state}
}

func (d *digest) sum() string {
	if d.hash == nil {
		return hex.EncodeToString(sha256.New().Sum(nil))
	}
	return hex.EncodeToString(d.hash.Sum(nil))
}

// finish returns the digest of the whole input. It reads what was not read in
// order, such as the end of an archive. The digest is empty if the file is no
// longer as it was when it was listed, since nobody knows which state was
// cleaned. The error is that of the context.
func (d *digest) finish(ctx context.Context, name string, in *Input) (string, error) {
	d.mu.Lock()
	missing := in.Size - d.bytes
	d.mu.Unlock()
	if missing > 0 {
		if err := d.readOn(ctx, name, missing); err != nil {
			return "", ctx.Err()
		}
		info, err := os.Stat(name)
		if err != nil || info.Size() != in.Size || !info.ModTime().Equal(in.ModTime) {
			return "", nil
		}
	}
	return d.sum(), nil
}

// readOn adds the next n bytes from the file.
func (d *digest) readOn(ctx context.Context, name string, n int64) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	from := io.NewSectionReader(f, d.bytes, n)
	buffer := make([]byte, 1<<18)
	for ctx.Err() == nil {
		n, err := from.Read(buffer)
		d.seen(d.bytes, buffer[:n])
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// digestOf returns the digest of the first n bytes of a file; empty if it
// cannot be read.
func digestOf(ctx context.Context, name string, n int64) string {
	d := &digest{}
	if err := d.readOn(ctx, name, n); err != nil || d.bytes != n {
		return ""
	}
	return d.sum()
}

// isSameContent compares a file whose modification time differs with what was
// read of it. If nothing is known about that, as in manifests from before there
// were digests, the file counts as changed.
func (in *Input) isSameContent(ctx context.Context, name string) bool {
	switch {
	case in.Done:
		return in.Digest != "" && in.Digest == digestOf(ctx, name, in.Size)
	case in.After.Seq == 0:
		return true // nothing was taken from it
	case in.Partial == nil:
		return false
	}
	return digestFrom(in.Partial).sum() == digestOf(ctx, name, in.Partial.Bytes)
}
