// Package outfile writes files that are either whole or not there: to a
// temporary file beside the final name, synced, and renamed when all went
// well. Names ending in .gz and .zst are compressed.
package outfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// A File is being written. Close commits it under its final name, Abort
// leaves what stood there before.
type File struct {
	name       string
	direct     bool // a device or pipe, which is written to and not replaced
	temp       *os.File
	buffer     *bufio.Writer
	compressor io.WriteCloser // nil when the name asks for none
	done       bool
}

// Create begins a file of the given name. Its folder must exist and be
// writable.
func Create(name string) (*File, error) {
	// A link stays a link: the file it points to is replaced.
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	f := &File{name: name}
	old, err := os.Stat(name)
	switch {
	case err == nil && old.IsDir():
		return nil, fmt.Errorf("cannot write %s: it is a folder", name)
	case err == nil && !old.Mode().IsRegular():
		f.direct = true
		f.temp, err = os.OpenFile(name, os.O_WRONLY, 0)
	default:
		f.temp, err = createTemp(name)
	}
	if err != nil {
		return nil, cannotWrite(name, err)
	}
	f.buffer = bufio.NewWriterSize(f.temp, 1<<16)
	switch {
	case strings.HasSuffix(name, ".gz"):
		f.compressor = gzip.NewWriter(f.buffer)
	case strings.HasSuffix(name, ".zst"):
		if f.compressor, err = zstd.NewWriter(f.buffer, zstd.WithEncoderConcurrency(1), zstd.WithZeroFrames(true)); err != nil {
			f.Abort()
			return nil, err
		}
	}
	return f, nil
}

// createTemp makes a hidden file beside name, with the permissions that a new
// file gets from the user's mask; os.CreateTemp gives others none.
func createTemp(name string) (*os.File, error) {
	for {
		temp := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.tmp-%d", filepath.Base(name), rand.Uint32()))
		f, err := os.OpenFile(temp, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// Write adds to the file.
func (f *File) Write(b []byte) (int, error) {
	w := io.Writer(f.buffer)
	if f.compressor != nil {
		w = f.compressor
	}
	n, err := w.Write(b)
	if err != nil {
		return n, cannotWrite(f.name, err)
	}
	return n, nil
}

// Close makes the file appear under its name. When it fails, what stood there
// before is untouched.
func (f *File) Close() error {
	if f.done {
		return nil
	}
	err := f.finish()
	if err != nil {
		f.Abort()
		return cannotWrite(f.name, err)
	}
	f.done = true
	return nil
}

func (f *File) finish() error {
	if f.compressor != nil {
		if err := f.compressor.Close(); err != nil {
			return err
		}
	}
	if err := f.buffer.Flush(); err != nil {
		return err
	}
	if f.direct {
		return f.temp.Close()
	}
	// The permissions of the file that is replaced stay.
	if old, err := os.Stat(f.name); err == nil {
		if err := f.temp.Chmod(old.Mode().Perm()); err != nil {
			return err
		}
	}
	if err := f.temp.Sync(); err != nil {
		return err
	}
	if err := f.temp.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.temp.Name(), f.name); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(f.name))
}

// syncFolder makes a rename last through a loss of power.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// Abort removes what was written. It does nothing after Close.
func (f *File) Abort() {
	if f.done {
		return
	}
	f.done = true
	f.temp.Close()
	if !f.direct {
		os.Remove(f.temp.Name())
	}
}

// cannotWrite names the file and the cause, without the name of the temporary
// file, which tells the reader nothing.
func cannotWrite(name string, err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		err = link.Err
	}
	return fmt.Errorf("cannot write %s: %w", name, err)
}
