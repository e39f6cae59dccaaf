package outfile

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// failing is a disk of which one operation fails, once.
type failing struct {
	osDisk
	left  int // operations until the one that fails
	calls int
	last  string // the operation that failed
}

func (f *failing) fail(operation string) error {
	f.calls++
	if f.left--; f.left == 0 {
		f.last = operation
		return syscall.EIO
	}
	return nil
}

func (f *failing) createTemp(name string) (tempFile, error) {
	if err := f.fail("create"); err != nil {
		return nil, err
	}
	w, err := f.osDisk.createTemp(name)
	return failingFile{w, f}, err
}

func (f *failing) rename(from, to string) error {
	if err := f.fail("rename"); err != nil {
		return err
	}
	return f.osDisk.rename(from, to)
}

func (f *failing) syncFolder(dir string) error {
	if err := f.fail("sync folder"); err != nil {
		return err
	}
	return f.osDisk.syncFolder(dir)
}

type failingFile struct {
	tempFile
	on *failing
}

func (f failingFile) Write(b []byte) (int, error) {
	if err := f.on.fail("write"); err != nil {
		n, _ := f.tempFile.Write(b[:len(b)/2]) // torn
		return n, err
	}
	return f.tempFile.Write(b)
}

func (f failingFile) Sync() error {
	if err := f.on.fail("sync"); err != nil {
		return err
	}
	return f.tempFile.Sync()
}

func (f failingFile) Chmod(mode os.FileMode) error {
	if err := f.on.fail("chmod"); err != nil {
		return err
	}
	return f.tempFile.Chmod(mode)
}

func (f failingFile) Close() error {
	err := f.on.fail("close")
	return errors.Join(err, f.tempFile.Close())
}

// noise does not compress, so that compressed files are written in several
// pieces too.
func noise() []byte {
	random := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, 300_000)
	for i := range b {
		b[i] = byte(random.Uint32())
	}
	return b
}

func put(on disk, path string, content []byte) error {
	f, err := create(on, path)
	if err != nil {
		return err
	}
	for i := 0; i < len(content); i += 10_000 {
		if _, err := f.Write(content[i : i+10_000]); err != nil {
			f.Abort()
			return err
		}
	}
	return f.Close()
}

// TestEveryFault makes each operation on the disk fail in turn. The error must
// name file and cause, and under the final name must stand what was there
// before or the new file whole; nothing else may be left in the folder.
func TestEveryFault(t *testing.T) {
	content := noise()
	for _, name := range []string{"out.jsonl", "out.jsonl.gz", "out.jsonl.zst"} {
		whole, count := filepath.Join(t.TempDir(), name), &failing{left: -1}
		if err := os.WriteFile(whole, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := put(count, whole, content); err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(whole)
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n <= count.calls; n++ {
			dir := t.TempDir()
			path, on := filepath.Join(dir, name), &failing{left: n}
			if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
				t.Fatal(err)
			}
			err := put(on, path, content)
			if !errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), "cannot write "+path) {
				t.Errorf("%s: %s fails: the error does not name file and cause: %v", name, on.last, err)
			}
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			// After the rename the new file stands, and only whether it would
			// survive a loss of power is in doubt.
			if old := string(got) == "old"; !old && !(on.last == "sync folder" && bytes.Equal(got, want)) {
				t.Errorf("%s: %s fails: %d bytes stand under the final name", name, on.last, len(got))
			}
			if left := files(t, dir); len(left) != 1 {
				t.Errorf("%s: %s fails: left behind: %q", name, on.last, left)
			}
		}
		t.Logf("%s: %d operations", name, count.calls)
	}
}
