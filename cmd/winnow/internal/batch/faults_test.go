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
	return nil // nobody pulls the plug here, and syncs are slow
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
	return nil
}

func (f *failingFile) Close() error {
	err := f.on.fail()
	return errors.Join(err, f.WriteFile.Close())
}

// fill writes records of two inputs into a folder, going on where it is.
func fill(dir string, files Files) error {
	_, err := fillSome(dir, ".jsonl", files, -1)
	return err
}

// fillSome does that, and stops as a run that is asked to after some records.
func fillSome(dir, ending string, files Files, records int) (done bool, err error) {
	f, err := OpenFolder(dir, Settings{Digest: "d", Ending: ending, PartRecords: 3, Resume: true, Files: files})
	if err != nil {
		return false, err
	}
	todo, _, err := f.Plan(context.Background(), []dump.Input{{Name: "a", Size: 1}, {Name: "b", Size: 2}})
	if err != nil {
		f.Abandon()
		return false, err
	}
	for _, in := range todo {
		for seq := in.After.Seq + 1; seq <= 7; seq++ {
			if records--; records == -1 {
				return false, f.Keep()
			}
			record, quarantined := fmt.Appendf(nil, `{"id":"%s%d","text":"","status":"ok","source":{"file":%q,"record":%d,"offset":0}}`+"\n", in.Name, seq, in.Name, seq), []byte(nil)
			counts := Counts{Records: 1, Articles: 1}
			if seq == 4 {
				record, quarantined, counts = nil, record, Counts{Records: 1, Quarantined: 1}
			}
			if err := f.Add(in.Name, dump.Mark{Seq: seq}, record, quarantined, counts); err != nil {
				f.Abandon()
				return false, err
			}
		}
		f.Done(context.Background(), in.Name)
	}
	return true, f.Finish()
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

// checkFiles holds that a folder has just the files wanted, each with the content
// wanted. what names the case.
func checkFiles(t *testing.T, what, dir string, want map[string]string) {
	t.Helper()
	got := read(t, dir)
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s: %s differs", what, name)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d files, want %d", what, len(got), len(want))
	}
}

// TestEveryFault makes each write, sync, close and rename of a run fail in
// turn. The run must say so, nothing half done may be under a final name, and
// the next run must end with the same files as one without faults.
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
		if err := fill(dir, &failing{}); err != nil {
			t.Errorf("operation %d: going on: %v", n, err)
			continue
		}
		checkFiles(t, fmt.Sprintf("operation %d, after going on", n), dir, want)
	}
	t.Logf("%d operations", count.calls)
}

// TestStoppedRunGoesOn: a run that is stopped after every few records, and goes
// on with what it kept, ends with the files of one that was left alone, also
// when one of its operations fails.
func TestStoppedRunGoesOn(t *testing.T) {
	for _, ending := range []string{".jsonl", ".jsonl.zst", ".jsonl.gz", ".txt", ".parquet"} {
		whole := t.TempDir()
		if _, err := fillSome(whole, ending, &failing{}, -1); err != nil {
			t.Fatal(err)
		}
		want := read(t, whole)
		for step := 1; step <= 4; step++ {
			fails := []int{0}
			every := map[string]int{".jsonl": 1, ".parquet": 7}[ending]
			for n := every; step == 2 && every > 0 && n < 160; n += every {
				fails = append(fails, n)
			}
			for _, n := range fails {
				dir, disk := t.TempDir(), &failing{left: n}
				kept := false
				for round := 0; ; round++ {
					done, err := fillSome(dir, ending, disk, step)
					if err != nil && (!errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), dir)) {
						t.Fatalf("%s, steps of %d, operation %d: %v", ending, step, n, err)
					}
					m, damage := Verify(Disk{}, dir)
					if damage != nil && !strings.Contains(damage.Error(), "no manifest") {
						t.Fatalf("%s, steps of %d, operation %d: %v", ending, step, n, damage)
					}
					if done && err == nil {
						break
					}
					kept = kept || err == nil && m.Open != nil
					if round > 20 {
						t.Fatalf("%s, steps of %d, operation %d: it does not get on", ending, step, n)
					}
				}
				if !kept && step != 3 {
					t.Errorf("%s, steps of %d: nothing was ever kept", ending, step)
				}
				got := read(t, dir)
				for name := range want {
					if got[name] != want[name] {
						t.Errorf("%s, steps of %d, operation %d: %s differs", ending, step, n, name)
					}
				}
				if len(got) != len(want) {
					t.Errorf("%s, steps of %d, operation %d: %d files, want %d", ending, step, n, len(got), len(want))
				}
			}
		}
	}
}

// TestKeptFileIsChecked: a run does not go on with an open part that was changed
// or is missing. It reads its records again, and ends with the same files.
func TestKeptFileIsChecked(t *testing.T) {
	for _, ending := range []string{".jsonl", ".jsonl.zst", ".parquet"} {
		whole := t.TempDir()
		if _, err := fillSome(whole, ending, &failing{}, -1); err != nil {
			t.Fatal(err)
		}
		want := read(t, whole)
		of := [][]int{{4, 1}} // records of each run
		if ending == ".jsonl" {
			of = [][]int{{2}, {1, 1}, {4}, {5}, {4, 1}, {8}, {6, 2}, {10, 1}}
		}
		for _, steps := range of {
			for _, damage := range []string{"changed", "cut", "missing"} {
				for file := 0; file < 2; file++ { // the output, the quarantine
					name := fmt.Sprintf("%s, %v records, file %d %s", ending, steps, file, damage)
					dir := t.TempDir()
					for _, n := range steps {
						if _, err := fillSome(dir, ending, &failing{}, n); err != nil {
							t.Fatalf("%s: %v", name, err)
						}
					}
					m, err := loadManifest(Disk{}, dir)
					if err != nil {
						t.Fatal(err)
					}
					if m.Open == nil || file >= len(m.Open.files()) {
						continue
					}
					spoil(t, filepath.Join(dir, m.Open.files()[file].Name), damage)
					if _, err := Verify(Disk{}, dir); err == nil {
						t.Errorf("%s: verify is content", name)
					}
					if _, err := fillSome(dir, ending, &failing{}, 0); err != nil {
						t.Errorf("%s: a run that does nothing but roll back: %v", name, err)
					}
					if m, err := Verify(Disk{}, dir); err != nil || m.Open != nil {
						t.Errorf("%s: rolled back: %v", name, err)
					}
					if _, err := fillSome(dir, ending, &failing{}, -1); err != nil {
						t.Errorf("%s: going on: %v", name, err)
					}
					checkFiles(t, name, dir, want)
				}
			}
		}
	}
}

// TestDroppedPartIsTold: the run says what it read again, and of an input that
// changed in between it keeps no mark.
func TestDroppedPartIsTold(t *testing.T) {
	dir := t.TempDir()
	if _, err := fillSome(dir, ".jsonl", Disk{}, 5); err != nil {
		t.Fatal(err)
	}
	m, err := loadManifest(Disk{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	m.Inputs[0].startAgain()
	if err := m.save(Disk{}, dir); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, m.Open.files()[0].Name)
	spoil(t, name, "cut")
	f, err := OpenFolder(dir, Settings{Digest: "d", Ending: ".jsonl", PartRecords: 3, Resume: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abandon()
	todo, _, err := f.Plan(context.Background(), []dump.Input{{Name: "a", Size: 1}})
	if err != nil || len(todo) != 1 || todo[0].After != (dump.Mark{}) {
		t.Errorf("%+v, %v; want the input from its start", todo, err)
	}
	if d := f.Dropped(); d == nil || d.Records != 2 || !strings.Contains(d.Why.Error(), name) {
		t.Errorf("told %+v", d)
	}
	if c := f.manifest.Counts; c.Records != 3 {
		t.Errorf("%d records are left, want 3", c.Records)
	}
}

// spoil damages a file.
func spoil(t *testing.T, name, how string) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	switch how {
	case "missing":
		err = os.Remove(name)
	case "cut":
		err = os.WriteFile(name, b[:len(b)/2], 0o644)
	default:
		b[len(b)/2] ^= 1
		err = os.WriteFile(name, b, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestVerifyFindsDamage(t *testing.T) {
	damage := map[string]func(dir string) error{
		"a byte changed": func(dir string) error {
			name := filepath.Join(dir, "part-000001.jsonl")
			b, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			return os.WriteFile(name, []byte(strings.Replace(string(b), `"id":"a1"`, `"id":"a9"`, 1)), 0o644)
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
	edit := func(old, new string) func(string) error {
		return func(dir string) error {
			name := filepath.Join(dir, manifestName)
			b, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if !strings.Contains(string(b), old) {
				return fmt.Errorf("no %q in the manifest", old)
			}
			return os.WriteFile(name, []byte(strings.Replace(string(b), old, new, 1)), 0o644)
		}
	}
	damage["an article moved to another input"] = func(dir string) error {
		return errors.Join(edit("\"records\": 7,\n    \"articles\": 6,", "\"records\": 6,\n    \"articles\": 5,")(dir),
			edit("\"records\": 7,\n    \"articles\": 6,", "\"records\": 8,\n    \"articles\": 7,")(dir))
	}
	damage["an input renamed"] = edit(`"name": "a"`, `"name": "c"`)
	damage["a stray part"] = func(dir string) error {
		return os.WriteFile(filepath.Join(dir, "part-000099.jsonl"), []byte("{}\n"), 0o644)
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

// TestVerifyOfAStoppedRun: a part that was not committed when the machine went
// down is no fault; the next run replaces it.
func TestVerifyOfAStoppedRun(t *testing.T) {
	dir := t.TempDir()
	if err := fill(dir, Disk{}); err != nil {
		t.Fatal(err)
	}
	left := "part-000006.jsonl"
	if err := os.WriteFile(filepath.Join(dir, left), []byte("{}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := Verify(Disk{}, dir)
	if err != nil {
		t.Error(err)
	}
	if got, err := Uncommitted(Disk{}, dir, m); err != nil || strings.Join(got, " ") != left {
		t.Errorf("uncommitted: %q, %v", got, err)
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
