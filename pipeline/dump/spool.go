package dump

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// randomAccess returns the content for formats with their index at the end: the
// file itself, or a temporary copy, which done removes. When it fails, reading
// goes no further: what the copy met is no damage of the input.
func (s *source) randomAccess() (at io.ReaderAt, size int64, done func(), err error) {
	done = func() {}
	if s.disk != nil && s.u.Layers() == 0 && s.disk.Name() == s.name {
		if info, err := s.disk.Stat(); err == nil && info.Mode().IsRegular() {
			return &watchedAt{s.disk, func(err error) { s.run.lost = cmp.Or(s.run.lost, err) }}, info.Size(), done, nil
		}
	}
	spool, err := os.CreateTemp(s.opts.TempDir, "winnow-spool-*")
	if err != nil {
		return nil, 0, done, s.noSpool(err)
	}
	// Most systems let an open file go from its folder at once; then a process that is
	// killed leaves nothing there. The others remove it after it is closed.
	gone := os.Remove(spool.Name()) == nil
	done = func() {
		spool.Close()
		if !gone {
			os.Remove(spool.Name())
		}
	}
	failed := func(err error) error { return s.noSpool(err) }
	size, err = io.Copy(&watchedWriter{spool, failed}, s.stream())
	return &watchedAt{spool, func(err error) { s.noSpool(err) }}, size, done, err
}

// noSpool ends Read: the fault lies in the temporary folder.
func (s *source) noSpool(err error) error {
	dir := s.opts.TempDir
	if dir == "" {
		dir = os.TempDir()
	}
	err = &SpoolError{Name: s.name, Dir: dir, Err: err}
	if s.run.broken == nil {
		s.run.broken = err
	}
	return err
}

// A SpoolError says that the temporary folder cannot hold the copy of an input
// that has its index at its end. The input may be whole.
type SpoolError struct {
	Name string // the input
	Dir  string // the folder
	Err  error
}

func (e *SpoolError) Error() string {
	cause := e.Err
	var path *fs.PathError
	if errors.As(cause, &path) {
		cause = path.Err
	}
	return fmt.Sprintf("cannot read %q: it needs a temporary copy in %s: %v; make room there, or set TMPDIR to a folder with room",
		e.Name, e.Dir, cause)
}

func (e *SpoolError) Unwrap() error { return e.Err }

// watchedAt notes when a file cannot be read, which the decoders of archives
// would take for damage.
type watchedAt struct {
	io.ReaderAt
	failed func(error)
}

func (w *watchedAt) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, errBefore // the index is damaged; the file is not asked
	}
	n, err := w.ReaderAt.ReadAt(p, off)
	if err != nil && err != io.EOF {
		w.failed(err)
	}
	return n, err
}

var errBefore = errors.New("the index points before the start of the file")

// watchedWriter marks errors of writing, to distinguish them from those of what
// is copied.
type watchedWriter struct {
	io.Writer
	failed func(error) error
}

func (w *watchedWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	if err != nil {
		err = w.failed(err)
	}
	return n, err
}
