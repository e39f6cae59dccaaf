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
	"syscall"
	"time"

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
// writable. If it is a named pipe, Create waits for a reader.
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
// leaving a trace. A named pipe passes: to open it could take until somebody reads
// it, and to close it again would be the end of what the reader gets.
func Check(name string) error {
	if isPipe(name) {
		return nil
	}
	f, err := Create(name)
	if err != nil {
		return err
	}
	f.Abort()
	return nil
}

// WriteAll writes a file of the given content. Unlike Create, it waits for nobody: a
// named pipe must have a reader, who takes the content within pipePatience.
func WriteAll(name string, content []byte) error {
	if isPipe(name) {
		return writePipe(name, content)
	}
	f, err := Create(name)
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		f.Abort()
		return err
	}
	return f.Close()
}

// pipePatience is how long the reader of a named pipe may take for the content of
// WriteAll.
const pipePatience = 5 * time.Second

func writePipe(name string, content []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|syscall.O_NONBLOCK, 0)
	switch {
	case errors.Is(err, syscall.ENXIO):
		return fmt.Errorf("cannot write %s: nobody reads the named pipe", name)
	case err != nil:
		return cannotWrite(name, err)
	}
	// Without a deadline, as on some systems, a reader who does not read is waited for.
	f.SetWriteDeadline(time.Now().Add(pipePatience))
	_, err = f.Write(content)
	if err := errors.Join(err, f.Close()); err != nil {
		return cannotWrite(name, err)
	}
	return nil
}

func isPipe(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode()&fs.ModeNamedPipe != 0
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
