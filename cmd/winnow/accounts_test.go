package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"winnow/cmd/winnow/internal/batch"
	"winnow/fixtures"
)

// inputsOfManyKinds writes inputs into a folder and returns how many records
// each holds, with those that are broken.
func inputsOfManyKinds(t *testing.T, dir string) map[string]int64 {
	t.Helper()
	var zipped, tarred, packed bytes.Buffer
	z := zip.NewWriter(&zipped)
	tw := tar.NewWriter(&tarred)
	for i := range 9 {
		name, page := fmt.Sprintf("pages/%d.html", i), fmt.Appendf(nil, "<p>Page %d of the archive tells of the bridge.</p>", i)
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(page)
		tw.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(page))})
		tw.Write(page)
	}
	nested := dumpOf(40)
	tw.WriteHeader(&tar.Header{Name: "nested.jsonl", Mode: 0o644, Size: int64(len(nested))})
	tw.Write(nested)
	tw.WriteHeader(&tar.Header{Name: "link", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"})
	z.Close()
	tw.Close()
	g := gzip.NewWriter(&packed)
	g.Write(dumpOf(50))
	g.Close()
	cut := packed.Bytes()[:packed.Len()-9] // within the last record
	for name, content := range map[string][]byte{
		"a.jsonl": dumpOf(100), "b.jsonl.gz": packed.Bytes(), "c.zip": zipped.Bytes(), "d.tar": tarred.Bytes(),
		"e.warc.gz": pagesWARC(), "f.html": []byte("<p>One page.</p>"), "g.bin": {0x7f, 'E', 'L', 'F', 0, 1, 2, 0, 0, 3}, "h.txt": nil,
		"i.jsonl.gz": cut,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return map[string]int64{"a.jsonl": 100, "b.jsonl.gz": 50, "c.zip": 9, "d.tar": 49, "e.warc.gz": 2, "f.html": 1, "g.bin": 1}
}

func verified(t *testing.T, dir string) *batch.Manifest {
	t.Helper()
	m, err := batch.Verify(batch.Disk{}, dir)
	if err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	return m
}

func runOK(t *testing.T, env []string, stdin []byte, args ...string) {
	t.Helper()
	cmd := command(t, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdin = bytes.NewReader(stdin)
	if out, err := cmd.CombinedOutput(); exitOf(err) != exitDone && exitOf(err) != exitQuarantined {
		t.Fatalf("%q: %v\n%s", args, err, out)
	}
}

// allParts joins the files of a kind in their order.
func allParts(t *testing.T, dir, kind string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, kind+"-*"))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	var sb strings.Builder
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sb.Write(b)
	}
	return sb.String()
}

// TestAccounts: for every input, records = written + quarantined, and as many
// as went in; also for archives, standard input, and a run that goes on in
// small steps.
func TestAccounts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	want := inputsOfManyKinds(t, in)
	clean := func(out string, more ...string) []string {
		return append([]string{"clean", "-q", "--resume", "--compress", "none", "--shard-records", "20", "-o", filepath.Join(dir, out) + "/"}, more...)
	}
	runOK(t, nil, nil, clean("whole", in)...)
	whole := verified(t, filepath.Join(dir, "whole"))
	for _, input := range whole.Inputs {
		if n, ok := want[filepath.Base(input.Name)]; ok && input.Counts.Records != n {
			t.Errorf("%s: %d records, %d went in", input.Name, input.Counts.Records, n)
		}
		if !input.Done {
			t.Errorf("%s was not read to its end", input.Name)
		}
	}

	// In steps of a few records, as --limit makes them.
	steps := 0
	for before := int64(-1); ; steps++ {
		runOK(t, nil, nil, clean("steps", "--limit", "23", in)...)
		m := verified(t, filepath.Join(dir, "steps"))
		if m.Counts.Records == before {
			break
		}
		before = m.Counts.Records
	}
	stepped := verified(t, filepath.Join(dir, "steps"))
	if stepped.Counts != whole.Counts {
		t.Errorf("after %d steps: %+v\nat once: %+v", steps, stepped.Counts, whole.Counts)
	}
	for i, input := range stepped.Inputs {
		if input.Name != whole.Inputs[i].Name || input.Counts != whole.Inputs[i].Counts {
			t.Errorf("after %d steps %s has %+v, at once %s %+v", steps, input.Name, input.Counts, whole.Inputs[i].Name, whole.Inputs[i].Counts)
		}
	}
	for _, kind := range []string{"part", "quarantine"} {
		if allParts(t, filepath.Join(dir, "steps"), kind) != allParts(t, filepath.Join(dir, "whole"), kind) {
			t.Errorf("after %d steps the %s files together differ from those of one run", steps, kind)
		}
	}

	runOK(t, nil, dumpOf(100), clean("stdin", "-")...)
	m := verified(t, filepath.Join(dir, "stdin"))
	if m.Counts.Records != 100 || m.Inputs[0].Counts != whole.Inputs[0].Counts {
		t.Errorf("standard input: %+v", m.Counts)
	}
}

// TestSameBytes: the bytes of the output, the quarantine and the manifest do
// not depend on the number of workers and processors.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	inputsOfManyKinds(t, in)
	seeds := filepath.Join(fixtures.Root(t), "fixtures", "seeds")
	// Every value of either with one of the other; the whole grid would show
	// no more.
	type setting struct{ processors, jobs string }
	for format, all := range map[string][]setting{
		"jsonl":   {{"1", "1"}, {"1", "16"}, {"2", "16"}, {"8", "3"}},
		"parquet": {{"8", "16"}, {"1", "2"}},
	} {
		if testing.Short() {
			all = all[:2]
		}
		var want map[string]string
		for _, c := range all {
			out := filepath.Join(dir, format+c.processors+"-"+c.jobs)
			runOK(t, []string{"GOMAXPROCS=" + c.processors}, nil, "clean", "-q", "-j", c.jobs, "--to", format, "--blocks", "--removed", "--shard-records", "70", "-o", out+"/", in, seeds)
			got := contents(t, out)
			if want == nil {
				want = got
			}
			for name := range want {
				if got[name] != want[name] {
					t.Errorf("%s: GOMAXPROCS=%s -j %s gives another %s", format, c.processors, c.jobs, name)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%s: GOMAXPROCS=%s -j %s gives %d files, want %d", format, c.processors, c.jobs, len(got), len(want))
			}
		}
	}
}

// TestGrownInput: an input that is read again is named, with the records that
// stay from before.
func TestGrownInput(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "out")
	args := []string{"clean", "--resume", "-o", out + "/", in}
	for run, lines := range []int{4, 5, 5} {
		if err := os.WriteFile(in, dumpOf(lines), 0o644); err != nil {
			t.Fatal(err)
		}
		text, err := command(t, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		warned := strings.Contains(string(text), "in.jsonl") && strings.Contains(string(text), `"earlier_records":4`)
		if warned != (run == 1) {
			t.Errorf("run %d: warned %t:\n%s", run, warned, text)
		}
	}
	if c := verified(t, out).Counts; c.Records != 9 {
		t.Errorf("%d records, want the 4 from before and 5", c.Records)
	}
}

// TestHalfReadInputThatIsGoneForANight: it is gone on with when it is back.
func TestHalfReadInputThatIsGoneForANight(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in, other, out := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "other.txt"), filepath.Join(dir, "out")
	if err := os.WriteFile(in, dumpOf(5), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, []byte("The bridge opens in May."), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"clean", "-q", "--resume", "-o", out + "/", in, other}
	runOK(t, nil, nil, append(args, "--limit", "3")...)
	if err := os.Rename(in, in+".gone"); err != nil {
		t.Fatal(err)
	}
	runOK(t, nil, nil, args...)
	runOK(t, nil, nil, args...)
	if m := verified(t, out); m.Inputs[0].Done || m.Counts.Articles != 4 || m.Counts.Quarantined != 1 {
		t.Errorf("while it is gone: %+v", m.Counts)
	}
	if err := os.Rename(in+".gone", in); err != nil {
		t.Fatal(err)
	}
	runOK(t, nil, nil, args...)
	if m := verified(t, out); !m.Inputs[0].Done || m.Counts.Articles != 6 || m.Counts.Records != 7 {
		t.Errorf("when it is back: %+v", m.Counts)
	}
}
