// Package outfile writes files that are either complete or not there: to a
// temporary file beside the final name, which is synced, and renamed once
// everything has gone well. Names ending in .gz and .zst are compressed.
package outfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// A File is being written. Close commits it under its final name; Abort leaves
// what was there before.
type File struct {
	name       string
	direct     bool // a device or pipe, which is written to and not replaced
	disk       disk
	temp       tempFile
	buffer     *bufio.Writer
	compressor io.WriteCloser // nil when the name asks for none
	done       bool
}

// Create begins a file of the given name. Its folder must exist and be
// writable.
func Create(name string) (*File, error) { return create(osDisk{}, name) }

func create(on disk, name string) (*File, error) {
	// A link stays a link: the file it points to is replaced.
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	f := &File{name: name, disk: on}
	old, err := os.Stat(name)
	switch {
	case err == nil && old.IsDir():
		return nil, fmt.Errorf("cannot write %s: it is a folder", name)
	case err == nil && !old.Mode().IsRegular():
		f.direct = true
		f.temp, err = on.open(name)
	default:
		f.temp, err = on.createTemp(name)
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

// Check reports whether a file of the given name can be written, without
// leaving a trace.
func Check(name string) error {
	f, err := Create(name)
	if err != nil {
		return err
	}
	f.Abort()
	return nil
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

// Close makes the file appear under its name. If it fails, what was there
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
	// The file keeps the permissions of the one it replaces.
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
	if err := f.disk.rename(f.temp.Name(), f.name); err != nil {
		return err
	}
	return f.disk.syncFolder(filepath.Dir(f.name))
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
// file, which means nothing to the reader.
func cannotWrite(name string, err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		err = link.Err
	}
	if dir := filepath.Dir(name); errors.Is(err, fs.ErrNotExist) {
		if _, statErr := os.Stat(dir); errors.Is(statErr, fs.ErrNotExist) {
			return fmt.Errorf("cannot write %s: there is no folder %s", name, dir)
		}
	}
	return fmt.Errorf("cannot write %s: %w", name, err)
}
