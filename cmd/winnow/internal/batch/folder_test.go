package batch

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"winnow/pipeline/dump"
)

// TestFilesOfOthersStay: an output folder that holds files whose names look
// like parts is no reason to remove them.
func TestFilesOfOthersStay(t *testing.T) {
	for name, refused := range map[string]bool{
		"part-00000-6e1c.snappy.parquet": false,
		"part-notes.txt":                 false,
		"quarantine-list.md":             false,
		"part-000007.jsonl":              true, // would be overwritten one day
		"quarantine-000002.jsonl":        true,
		"part-000001.jsonl":              true, // would be overwritten at once
		"part-000001.jsonl.zst":          true,
		"quarantine-000001.jsonl":        true,
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("precious"), 0o644); err != nil {
			t.Fatal(err)
		}
		err := fill(dir, Disk{})
		if refused != (err != nil) {
			t.Errorf("%s: refused with %v, want %t", name, err, refused)
		}
		if err != nil && !strings.Contains(err.Error(), name) {
			t.Errorf("the error does not name %s: %v", name, err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != "precious" {
			t.Errorf("%s: now %q (%v)", name, b, err)
		}
	}
}

// TestNothingIsRemovedFromARefusedFolder: a folder is looked through before the
// first file of it goes.
func TestNothingIsRemovedFromARefusedFolder(t *testing.T) {
	dir := t.TempDir()
	names := []string{"part-000001.jsonl.tmp", "part-000002.jsonl"}
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("precious"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := fill(dir, Disk{}); err == nil {
		t.Error("the folder is taken")
	}
	for _, name := range names {
		if b, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(b) != "precious" {
			t.Errorf("%s: now %q (%v)", name, b, err)
		}
	}
	if err := os.Remove(filepath.Join(dir, names[1])); err != nil {
		t.Fatal(err)
	}
	if err := fill(dir, Disk{}); err != nil {
		t.Errorf("with a temporary file of ours alone: %v", err)
	}
}

// TestStoppedBeforeTheFirstCommit: what a run left that committed nothing is
// replaced by a run with other settings.
func TestStoppedBeforeTheFirstCommit(t *testing.T) {
	dir := t.TempDir()
	f, err := OpenFolder(dir, Settings{Digest: "other", Ending: ".jsonl.zst", PartRecords: 3})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "part-000001.jsonl.zst"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	f.lock.Unlock() // as when the process dies between the rename and the manifest
	if err := fill(dir, Disk{}); err != nil {
		t.Fatal(err)
	}
	if _, err := Verify(Disk{}, dir); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "part-000001.jsonl.zst")); err == nil {
		t.Error("the part of the other settings is still there")
	}
}

// TestRepeatedInput: an input that is listed twice is read once, also by the
// runs that go on.
func TestRepeatedInput(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.WriteFile(name, []byte("one"), 0o644); err != nil {
		t.Fatal(err)
	}
	m := &Manifest{}
	inputs := []dump.Input{{Name: name, Skip: dump.SkipSymlink}, {Name: name, Size: 3}, {Name: name, Skip: dump.SkipDuplicate}}
	for run := range 3 {
		todo, changed, err := m.plan(t.Context(), inputs)
		if err != nil || (len(todo) == 1) != (run == 0) || len(changed) > 0 {
			t.Fatalf("run %d: to do %v, changed %v", run, todo, changed)
		}
		if run == 0 && todo[0].Skip != "" {
			t.Fatalf("the input is skipped: %v", todo[0])
		}
		m.Inputs[0].Done = true
	}
	if len(m.Inputs) != 1 || m.Inputs[0].Versions != 1 {
		t.Errorf("inputs: %+v", *m.Inputs[0])
	}
}

// TestNamesThatAreNoText: names of bytes that are no UTF-8 are distinguished by
// a manifest that was stored and read again.
func TestNamesThatAreNoText(t *testing.T) {
	dir := t.TempDir()
	inputs := []dump.Input{{Name: "a\xff.txt"}, {Name: "a\xfe.txt"}, {Name: "a\ufffd.txt"}}
	for run := range 2 {
		f, err := OpenFolder(dir, Settings{Digest: "d", Ending: ".jsonl", PartRecords: 2, Resume: true})
		if err != nil {
			t.Fatal(err)
		}
		todo, _, err := f.Plan(t.Context(), inputs)
		if err != nil {
			t.Fatal(err)
		}
		if len(todo) != 3*(1-run) {
			t.Errorf("run %d has %d inputs to read", run, len(todo))
		}
		for _, in := range todo {
			if err := f.Add(in.Name, dump.Mark{Seq: 1}, []byte(recordOf(strings.ToValidUTF8(in.Name, "\ufffd")+"!member.html")), nil, Counts{Records: 1, Articles: 1}); err != nil {
				t.Fatal(err)
			}
			f.Done(t.Context(), in.Name)
		}
		if err := f.Finish(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Verify(Disk{}, dir); err != nil {
		t.Error(err)
	}
}

// recordOf returns the least that a record of an article says.
func recordOf(file string) string {
	return fmt.Sprintf(`{"id":"","text":"","status":"ok","source":{"file":%q,"record":1,"offset":0}}`+"\n", file)
}

// TestManyInputs: planning and accounting a hundred thousand inputs is a matter
// of a moment.
func TestManyInputs(t *testing.T) {
	f, err := OpenFolder(t.TempDir(), Settings{Digest: "d", Ending: ".jsonl", PartRecords: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	inputs := make([]dump.Input, 100_000)
	for i := range inputs {
		inputs[i].Name = fmt.Sprintf("no/such/folder/%06d.html", i)
	}
	started := time.Now()
	if _, _, err := f.Plan(t.Context(), inputs); err != nil {
		t.Fatal(err)
	}
	for _, in := range inputs {
		if err := f.Add(in.Name, dump.Mark{Seq: 1}, []byte("{}\n"), nil, Counts{Records: 1, Articles: 1}); err != nil {
			t.Fatal(err)
		}
		f.Done(t.Context(), in.Name)
	}
	if err := f.Finish(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(started); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestUnreadIsTriedAgain: an input that the disk could not give is gone on with
// after what was read of it, and a fault that lasts is written down once.
func TestUnreadIsTriedAgain(t *testing.T) {
	dir := t.TempDir()
	run := func(from, to int64, broken bool) {
		t.Helper()
		f, err := OpenFolder(dir, Settings{Digest: "d", Ending: ".jsonl", PartRecords: 3, Resume: true})
		if err != nil {
			t.Fatal(err)
		}
		todo, changed, err := f.Plan(t.Context(), []dump.Input{{Name: "a"}})
		if err != nil || len(todo) != 1 || len(changed) > 0 || todo[0].After.Seq+1 != from {
			t.Fatalf("to do: %+v, changed %v; want it from item %d", todo, changed, from)
		}
		for seq := from; seq <= to; seq++ {
			if err := f.Add("a", dump.Mark{Seq: seq}, []byte(recordOf("a")), nil, Counts{Records: 1, Articles: 1}); err != nil {
				t.Fatal(err)
			}
		}
		if broken {
			if err := f.AddUnread("a", []byte(recordOf("a")), Counts{Records: 1, Quarantined: 1}); err != nil {
				t.Fatal(err)
			}
		}
		f.Done(t.Context(), "a")
		if err := f.Finish(); err != nil {
			t.Fatal(err)
		}
		if m, err := Verify(Disk{}, dir); err != nil || m.Inputs[0].Done == broken {
			t.Errorf("broken %t: %+v, %v", broken, *m.Inputs[0], err)
		}
	}
	run(1, 5, true) // the fault is the last record of a part
	run(6, 5, true)
	run(6, 5, true)
	run(6, 7, true)
	run(8, 8, false)
	m, err := loadManifest(Disk{}, dir)
	if err != nil || m.Counts.Articles != 8 || m.Counts.Quarantined != 2 {
		t.Errorf("%+v, %v; want 8 articles and 2 faults", m.Counts, err)
	}
	f, err := OpenFolder(dir, Settings{Digest: "d", Ending: ".jsonl", PartRecords: 3, Resume: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abandon()
	if todo, _, err := f.Plan(t.Context(), []dump.Input{{Name: "a"}}); err != nil || len(todo) > 0 {
		t.Errorf("still to do: %+v, %v", todo, err)
	}
}

// TestAnotherWinnow: a folder may be gone on with by another version; the
// manifest says whose the parts are, and no part mixes the two.
func TestAnotherWinnow(t *testing.T) {
	dir := t.TempDir()
	run := func(version string, records int, earlier string) {
		t.Helper()
		f, err := OpenFolder(dir, Settings{Digest: "d", Version: version, Ending: ".jsonl", PartRecords: 3, Resume: true})
		if err != nil {
			t.Fatal(err)
		}
		if got := f.EarlierVersion(); got != earlier {
			t.Errorf("%s follows on %q, want %q", version, got, earlier)
		}
		todo, _, err := f.Plan(t.Context(), []dump.Input{{Name: "a"}})
		if err != nil || len(todo) != 1 {
			t.Fatal(todo, err)
		}
		for i := range records {
			if err := f.Add("a", dump.Mark{Seq: todo[0].After.Seq + int64(i) + 1}, []byte(recordOf("a")), nil, Counts{Records: 1, Articles: 1}); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Keep(); err != nil {
			t.Fatal(err)
		}
	}
	run("v1", 4, "")   // a part, and one record kept
	run("v1", 1, "")   // two records kept
	run("v2", 2, "v1") // which stay a part of their own
	run("v2", 2, "")   // a part, and one record kept
	run("v3", 0, "v2") // ends the part, and writes nothing
	run("v2", 1, "")   // so there is no other
	run("v3", 1, "v2")
	m, err := Verify(Disk{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	var sizes []int64
	for _, p := range m.Parts {
		sizes = append(sizes, p.Output.Records)
	}
	if got, want := fmt.Sprint(sizes, m.Winnow), "[3 2 3 1 1] [{v1 1} {v2 3} {v3 6}]"; got != want {
		t.Errorf("parts and writers %s, want %s", got, want)
	}
}
