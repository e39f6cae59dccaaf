package batch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"
	"time"

	"winnow/pipeline/dump"
)

// bigFile writes a file whose middle the fingerprint does not cover.
func bigFile(t *testing.T) (name string, content []byte) {
	t.Helper()
	content = bytes.Repeat([]byte("The bridge opens in May.\n"), 10_000)
	name = filepath.Join(t.TempDir(), "a.jsonl")
	rewrite(t, name, content, time.Unix(1_700_000_000, 0))
	return name, content
}

func rewrite(t *testing.T, name string, content []byte, at time.Time) {
	t.Helper()
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(name, at, at); err != nil {
		t.Fatal(err)
	}
}

func listed(t *testing.T, name string) dump.Input {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return dump.Input{Name: name, Size: info.Size(), ModTime: info.ModTime()}
}

// readSome acts as a run that reads the input up to an offset, or to its end,
// and gives what the run found to do and to have changed.
func readSome(t *testing.T, dir, name string, content []byte, to int) (todo []dump.Input, changed []Change) {
	t.Helper()
	f, err := OpenFolder(dir, Settings{Digest: "d", Ending: ".jsonl", PartRecords: 1, Resume: true})
	if err != nil {
		t.Fatal(err)
	}
	if todo, changed, err = f.Plan(t.Context(), []dump.Input{listed(t, name)}); err != nil {
		t.Fatal(err)
	}
	for _, in := range todo {
		for at := int(in.After.Base); at < to; at += 1000 {
			in.Seen(int64(at), content[at:min(at+1000, to)])
		}
		if err := f.Add(name, dump.Mark{Seq: in.After.Seq + 1, Base: int64(max(to-1500, 0))}, []byte("{}\n"), nil, Counts{Records: 1, Articles: 1}); err != nil {
			t.Fatal(err)
		}
		if to == len(content) {
			f.Done(t.Context(), name)
		}
	}
	if err := f.Finish(); err != nil {
		t.Fatal(err)
	}
	return todo, changed
}

// TestChangeInTheMiddle: a file of the same size and with the same ends is read
// again when its middle changed, and not when only its time did.
func TestChangeInTheMiddle(t *testing.T) {
	for what, half := range map[string]bool{"done": false, "half read": true} {
		t.Run(what, func(t *testing.T) {
			name, content := bigFile(t)
			dir, to := t.TempDir(), len(content)
			if half {
				to = 180_000
			}
			readSome(t, dir, name, content, to)

			rewrite(t, name, content, time.Unix(1_700_000_100, 0))
			todo, changed := readSome(t, dir, name, content, to)
			if len(changed) > 0 || (len(todo) > 0) != half || half && todo[0].After.Seq != 1 {
				t.Errorf("with another time: to do %+v, changed %+v", todo, changed)
			}

			copy(content[120_000:], "fifteen letters")
			rewrite(t, name, content, time.Unix(1_700_000_200, 0))
			todo, changed = readSome(t, dir, name, content, to)
			if len(todo) != 1 || todo[0].After.Seq != 0 || len(changed) != 1 || changed[0].HalfRead != half || changed[0].Records == 0 {
				t.Errorf("with another middle: to do %+v, changed %+v", todo, changed)
			}
		})
	}
}

// TestDigestIsThatOfTheFile: in one go, in pieces over several runs, and where
// the reader took the file in no order.
func TestDigestIsThatOfTheFile(t *testing.T) {
	name, content := bigFile(t)
	sum := sha256.Sum256(content)
	want := hex.EncodeToString(sum[:])
	for what, stops := range map[string][]int{"in one go": {len(content)}, "in pieces": {70_000, 70_500, 200_000, len(content)}} {
		dir := t.TempDir()
		for _, to := range stops {
			readSome(t, dir, name, content, to)
		}
		if m, err := loadManifest(Disk{}, dir); err != nil || m.Inputs[0].Digest != want || m.Inputs[0].Partial != nil {
			t.Errorf("%s: %+v, %v; want %s", what, m.Inputs[0], err, want)
		}
	}
	in := listed(t, name)
	entry := &Input{Size: in.Size, ModTime: in.ModTime}
	d := digestFrom(nil)
	d.seen(0, content[:5000])
	d.seen(200_000, content[200_000:])
	if got, err := d.finish(t.Context(), name, entry); got != want || err != nil {
		t.Errorf("read in no order: %s, %v; want %s", got, err, want)
	}
	rewrite(t, name, content, time.Unix(1_700_000_300, 0))
	if got, err := digestFrom(nil).finish(t.Context(), name, entry); got != "" || err != nil {
		t.Errorf("of a file that changed since: %s, %v", got, err)
	}
}

// TestOldManifest: an entry without a digest is believed while the time of the
// file is the same, and read again when it is not.
func TestOldManifest(t *testing.T) {
	name, _ := bigFile(t)
	in := listed(t, name)
	m := &Manifest{Inputs: []*Input{{Name: name, Size: in.Size, ModTime: in.ModTime.UTC(), Fingerprint: fingerprint(name, in.Size), Versions: 1, Progress: Progress{Done: true}}}}
	if todo, _, err := m.plan(t.Context(), []dump.Input{in}); err != nil || len(todo) > 0 {
		t.Errorf("unchanged: to do %+v, %v", todo, err)
	}
	in.ModTime = in.ModTime.Add(time.Second)
	if todo, changed, err := m.plan(t.Context(), []dump.Input{in}); err != nil || len(todo) != 1 || len(changed) != 1 {
		t.Errorf("with another time: to do %+v, changed %+v, %v", todo, changed, err)
	}
}
