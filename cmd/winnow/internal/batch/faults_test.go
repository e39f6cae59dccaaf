package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"winnow/pipeline/dump"
)

// failing is a disk of which one operation fails, once.
type failing struct {
	Disk
	left  int // operations until the one that fails
	calls int
}

func (f *failing) fail() error {
	f.calls++
	if f.left--; f.left == 0 {
		return syscall.EIO
	}
	return nil
}

func (f *failing) Create(name string) (WriteFile, error) {
	if err := f.fail(); err != nil {
		return nil, err
	}
	w, err := f.Disk.Create(name)
	return &failingFile{w, f}, err
}

func (f *failing) Rename(from, to string) error {
	if err := f.fail(); err != nil {
		return err
	}
	return f.Disk.Rename(from, to)
}

func (f *failing) SyncDir(name string) error {
	if err := f.fail(); err != nil {
		return err
	}
	return f.Disk.SyncDir(name)
}

type failingFile struct {
	WriteFile
	on *failing
}

func (f *failingFile) Write(b []byte) (int, error) {
	if err := f.on.fail(); err != nil {
		n, _ := f.WriteFile.Write(b[:len(b)/2]) // torn
		return n, err
	}
	return f.WriteFile.Write(b)
}

func (f *failingFile) Sync() error {
	if err := f.on.fail(); err != nil {
		return err
	}
	return f.WriteFile.Sync()
}

func (f *failingFile) Close() error {
	err := f.on.fail()
	return errors.Join(err, f.WriteFile.Close())
}

// fill writes records of two inputs into a folder, going on where it stands.
func fill(dir string, files Files) error {
	f, err := OpenFolder(dir, Settings{Digest: "d", Ending: ".jsonl", PartRecords: 3, Resume: true, Files: files})
	if err != nil {
		return err
	}
	todo, _, err := f.Plan(context.Background(), []dump.Input{{Name: "a", Size: 1}, {Name: "b", Size: 2}})
	if err != nil {
		return err
	}
	for _, in := range todo {
		for seq := in.After.Seq + 1; seq <= 7; seq++ {
			record, quarantined := fmt.Appendf(nil, "{%q:%d}\n", in.Name, seq), []byte(nil)
			counts := Counts{Records: 1, Articles: 1}
			if seq == 4 {
				record, quarantined, counts = nil, record, Counts{Records: 1, Quarantined: 1}
			}
			if err := f.Add(in.Name, dump.Mark{Seq: seq}, record, quarantined, counts); err != nil {
				f.Abandon()
				return err
			}
		}
		f.Done(context.Background(), in.Name)
	}
	return f.Finish()
}

func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(b)
	}
	return all
}

// TestEveryFault makes each write, sync, close and rename of a run fail in
// turn. The run must say so, nothing half done may stand under a final name,
// and the next run must end with the same files as one without faults.
func TestEveryFault(t *testing.T) {
	whole := t.TempDir()
	count := &failing{}
	if err := fill(whole, count); err != nil {
		t.Fatal(err)
	}
	want := read(t, whole)
	if _, err := Verify(Disk{}, whole); err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= count.calls; n++ {
		dir := t.TempDir()
		err := fill(dir, &failing{left: n})
		if err == nil {
			t.Errorf("operation %d of %d failed and nobody said so", n, count.calls)
			continue
		}
		if !errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), dir) {
			t.Errorf("operation %d: the error does not name file and cause: %v", n, err)
		}
		if _, err := Verify(Disk{}, dir); err != nil && !strings.Contains(err.Error(), "no manifest") {
			t.Errorf("operation %d leaves a folder that does not verify: %v", n, err)
		}
		if err := fill(dir, Disk{}); err != nil {
			t.Errorf("operation %d: going on: %v", n, err)
			continue
		}
		got := read(t, dir)
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("operation %d: %s differs after going on", n, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("operation %d: %d files, want %d", n, len(got), len(want))
		}
	}
	t.Logf("%d operations", count.calls)
}

func TestVerifyFindsDamage(t *testing.T) {
	damage := map[string]func(dir string) error{
		"a byte changed": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "part-000001.jsonl"), []byte("{\"a\":9}\n{\"a\":2}\n{\"a\":3}\n"), 0o644)
		},
		"a part removed": func(dir string) error { return os.Remove(filepath.Join(dir, "part-000002.jsonl")) },
		"a line added": func(dir string) error {
			f, err := os.OpenFile(filepath.Join(dir, "quarantine-000002.jsonl"), os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = io.WriteString(f, "{}\n")
			return errors.Join(err, f.Close())
		},
		"the accounts changed": func(dir string) error {
			name := filepath.Join(dir, manifestName)
			b, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			return os.WriteFile(name, []byte(strings.Replace(string(b), `"articles": 12`, `"articles": 13`, 1)), 0o644)
		},
	}
	for why, do := range damage {
		dir := t.TempDir()
		if err := fill(dir, Disk{}); err != nil {
			t.Fatal(err)
		}
		if err := do(dir); err != nil {
			t.Fatal(err)
		}
		if _, err := Verify(Disk{}, dir); err == nil {
			t.Errorf("%s, and verify is content", why)
		}
	}
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	s := Settings{Digest: "d", Ending: ".jsonl", PartRecords: 3, Resume: true}
	f, err := OpenFolder(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFolder(dir, s); !errors.Is(err, ErrLocked) {
		t.Errorf("a second run: %v, want ErrLocked", err)
	}
	f.Abandon()
	if _, err := OpenFolder(dir, s); err != nil {
		t.Errorf("after the first run ended: %v", err)
	}
}

func TestOtherSettingsAreRefused(t *testing.T) {
	dir := t.TempDir()
	if err := fill(dir, Disk{}); err != nil {
		t.Fatal(err)
	}
	for why, s := range map[string]Settings{
		"without --resume":    {Digest: "d", Ending: ".jsonl", PartRecords: 3},
		"with other settings": {Digest: "other", Ending: ".jsonl", PartRecords: 3, Resume: true},
	} {
		if _, err := OpenFolder(dir, s); err == nil {
			t.Errorf("a second run %s was let in", why)
		}
	}
}
