package batch

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Files are the file operations that a run needs, so that tests can make any of
// them fail.
type Files interface {
	Create(name string) (WriteFile, error)
	Rename(from, to string) error
	Remove(name string) error
	SyncDir(name string) error
	ReadFile(name string) ([]byte, error)
	Open(name string) (io.ReadCloser, error)
	ReadDir(name string) ([]fs.DirEntry, error)
}

// WriteFile is a file being written.
type WriteFile interface {
	io.WriteCloser
	Sync() error
}

// Disk is the file system of the machine.
type Disk struct{}

// Create makes a file, or empties it.
func (Disk) Create(name string) (WriteFile, error) { return os.Create(name) }

// Rename replaces to.
func (Disk) Rename(from, to string) error { return os.Rename(from, to) }

// Remove removes a file.
func (Disk) Remove(name string) error { return os.Remove(name) }

// ReadFile reads a whole file.
func (Disk) ReadFile(name string) ([]byte, error) { return os.ReadFile(name) }

// Open opens a file for reading.
func (Disk) Open(name string) (io.ReadCloser, error) { return os.Open(name) }

// ReadDir lists a folder.
func (Disk) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }

// SyncDir makes the renames in a folder survive a loss of power.
func (Disk) SyncDir(name string) error {
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// replace writes a file as a whole or not at all.
func replace(files Files, name string, content []byte) error {
	f, err := files.Create(name + tempSuffix)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := files.Rename(name+tempSuffix, name); err != nil {
		return err
	}
	return files.SyncDir(filepath.Dir(name))
}

const tempSuffix = ".tmp"
