package outfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// disk is the file operations that a File needs, so that tests can make any of
// them fail.
type disk interface {
	createTemp(name string) (tempFile, error)
	open(name string) (tempFile, error)
	rename(from, to string) error
	syncFolder(dir string) error
}

type tempFile interface {
	io.WriteCloser
	Name() string
	Sync() error
	Chmod(os.FileMode) error
}

// osDisk is the file system of the machine.
type osDisk struct{}

// createTemp creates a hidden file beside name, with the permissions that the
// user's mask gives to new files; os.CreateTemp gives others none.
func (osDisk) createTemp(name string) (tempFile, error) {
	for {
		temp := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.tmp-%d", filepath.Base(name), rand.Uint32()))
		f, err := os.OpenFile(temp, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

func (osDisk) open(name string) (tempFile, error) { return os.OpenFile(name, os.O_WRONLY, 0) }

func (osDisk) rename(from, to string) error { return os.Rename(from, to) }

// syncFolder makes a rename survive a loss of power.
func (osDisk) syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
