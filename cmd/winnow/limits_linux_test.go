package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk: a disk that is full ends the run with a message and exit code
// 74; nothing incomplete is under a final name, and when there is room again
// the same command ends with the same bytes as on a large disk.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	small := filepath.Join(dir, "small")
	if err := os.Mkdir(small, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=96k"); err != nil {
		t.Skipf("may not mount a small file system: %v", err)
	}
	defer syscall.Unmount(small, syscall.MNT_DETACH)
	in := filepath.Join(dir, "in.jsonl")
	if err := os.WriteFile(in, dumpOf(500), 0o644); err != nil {
		t.Fatal(err)
	}
	fails := func(args ...string) {
		t.Helper()
		out, err := command(t, args...).CombinedOutput()
		if exitOf(err) != exitDisk || !strings.Contains(string(out), "cannot write "+small) || !strings.Contains(string(out), "no space left on device") {
			t.Errorf("%q: exit code %d, want 74 and path and cause:\n%s", args, exitOf(err), out)
		}
	}
	fails("clean", "-q", "-o", filepath.Join(small, "out.jsonl"), in)
	if left, _ := filepath.Glob(filepath.Join(small, "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	args := func(out string) []string {
		return []string{"clean", "-q", "--resume", "--compress", "none", "--shard-records", "40", "-o", out + "/", in}
	}
	out, whole := filepath.Join(small, "out"), filepath.Join(dir, "whole")
	fails(args(out)...)
	noCopy := command(t, "clean", "-q", "-o", filepath.Join(dir, "copied.jsonl"), zippedTwice(t, dir))
	noCopy.Env = append(os.Environ(), "TMPDIR="+small)
	if out, err := noCopy.CombinedOutput(); exitOf(err) != exitDisk || !strings.Contains(string(out), small+": no space left on device; make room there") {
		t.Errorf("no room for a temporary copy: exit code %d, want 74, path, cause and advice:\n%s", exitOf(err), out)
	}
	before := verified(t, out).Counts.Records
	if before == 0 || before == 500 {
		t.Errorf("%d records are committed; the test wants the disk to fill up in the middle", before)
	}
	if err := syscall.Mount("tmpfs", small, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	runOK(t, nil, nil, args(out)...)
	runOK(t, nil, nil, args(whole)...)
	want, got := contents(t, whole), contents(t, out)
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s differs from that of a run with room", name)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	t.Logf("the disk was full after %d of 500 records", before)
}

// TestNoRoomForTheCopy: a temporary folder without room ends the run and loses
// nothing: with room the same command gives every record.
func TestNoRoomForTheCopy(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in := zippedTwice(t, dir)
	temp := filepath.Join(dir, "temp")
	args := []string{"clean", "-q", "--resume", "-o", filepath.Join(dir, "out") + "/", in}
	cmd := command(t, args...)
	cmd.Env = append(os.Environ(), "TMPDIR="+temp)
	if out, err := cmd.CombinedOutput(); exitOf(err) != exitFailed || !strings.Contains(string(out), temp+": no such file or directory; make room there, or set TMPDIR") {
		t.Errorf("exit code %d, want 1, path, cause and advice:\n%s", exitOf(err), out)
	}
	if err := os.Mkdir(temp, 0o755); err != nil {
		t.Fatal(err)
	}
	runOK(t, []string{"TMPDIR=" + temp}, nil, args...)
	if c := verified(t, filepath.Join(dir, "out")).Counts; c.Articles != 5 || c.Records != 5 {
		t.Errorf("with a folder: %+v, want 5 articles", c)
	}
}

// zippedTwice writes a zip file of five pages and a picture, compressed by gzip:
// to read it takes a temporary copy.
func zippedTwice(t *testing.T, dir string) (name string) {
	t.Helper()
	var packed bytes.Buffer
	g := gzip.NewWriter(&packed)
	z := zip.NewWriter(g)
	for i := range 5 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(i, ".html"), Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(w, "<p>Page %d tells of the bridge.</p>", i)
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: "a.png", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	w.Write(make([]byte, 200_000))
	z.Close()
	g.Close()
	name = filepath.Join(dir, "in.zip.gz")
	if err := os.WriteFile(name, packed.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestUnreadableFile: a file that the disk cannot give is not done.
func TestUnreadableFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "out")
	if err := os.Symlink("/proc/self/mem", in); err != nil { // EIO at its start
		t.Fatal(err)
	}
	args := []string{"clean", "-q", "--resume", "-o", out + "/", in}
	for range 2 {
		if text, err := command(t, args...).CombinedOutput(); exitOf(err) != exitQuarantined {
			t.Fatalf("exit code %d, want 3:\n%s", exitOf(err), text)
		}
		if m := verified(t, out); m.Counts.Quarantined != 1 || m.Inputs[0].Done {
			t.Errorf("%+v, done %t; want one fault and the input open", m.Counts, m.Inputs[0].Done)
		}
	}
}

// The limits of TestStreamMemory.
const (
	streamJobs   = 2
	streamCap    = 8 << 20 // bytes of a record
	streamMemory = 256<<20 + streamJobs*streamCap
	longLine     = 60 << 20
)

// writeStream writes about size bytes of pages as JSONL, with one line of 60 MB
// near the start, so that what follows shows whether it left something behind,
// and gives the number of lines. at is called at each tenth.
func writeStream(w io.Writer, size int64, at func(tenth int)) (lines int64, err error) {
	out := bufio.NewWriterSize(w, 1<<16)
	script := strings.Repeat("var settings = {tracker: 1, consent: false}; ", 1200)
	written, tenth, long := int64(0), 0, false
	for ; written < size; lines++ {
		var n int
		if !long && written > size/50 {
			long = true
			n, err = out.WriteString(`{"id":"long","html":"` + strings.Repeat("x", longLine) + "\"}\n")
		} else {
			n, err = fmt.Fprintf(out, `{"id":"%d","html":"<html><head><title>Bridge %d opens</title><script>%s</script></head><body><nav><a href='/'>Home</a></nav><article><h1>Bridge %d opens</h1><p>The council met on day %d, and decided what it had to decide, as it does.</p><p>It will meet again in a week, a spokesman said after the meeting, which was long.</p></article><script>%s</script></body></html>"}`+"\n", lines, lines, script, lines, lines, script[:int(lines)%len(script)])
		}
		if err != nil {
			return lines, err
		}
		written += int64(n)
		for tenth < 10 && written >= size*int64(tenth+1)/10 {
			tenth++
			at(tenth)
		}
	}
	return lines, out.Flush()
}

// peakMemory returns the largest resident size of a process so far, in bytes.
func peakMemory(t *testing.T, pid int) int64 {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skipf("needs /proc: %v", err)
	}
	for _, line := range strings.Split(string(b), "\n") {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(kb), " kB"), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return n << 10
		}
	}
	t.Fatal("no VmHWM")
	return 0
}

// TestStreamMemory: a long stream needs no more memory than 256 MB and the
// record cap for each worker, and at its end no more than after a tenth. A line
// of 60 MB is quarantined and the next survives. WINNOW_STREAM_MB sets the
// length: make hostile.
func TestStreamMemory(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("measures memory: not in short runs, such as those under the race detector")
	}
	megabytes := number(t, "WINNOW_STREAM_MB", 96)
	dir := t.TempDir()
	quarantine, report := filepath.Join(dir, "bad.jsonl"), filepath.Join(dir, "report.json")
	cmd := command(t, "clean", "-q", "-j", strconv.Itoa(streamJobs), "--max-bytes", strconv.Itoa(streamCap), "--quarantine", quarantine, "--report", report)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	peaks := make([]int64, 11)
	lines, err := writeStream(in, int64(megabytes)<<20, func(tenth int) { peaks[tenth] = peakMemory(t, cmd.Process.Pid) })
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	in.Close()
	if err := cmd.Wait(); exitOf(err) != exitQuarantined {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	if peaks[10] > streamMemory {
		t.Errorf("%d MB at the end, at most %d MB are allowed", peaks[10]>>20, streamMemory>>20)
	}
	// A short stream is over before the heap has its size.
	if megabytes >= 2000 && peaks[10] > peaks[1]+peaks[1]/4 {
		t.Errorf("the memory grows: %d MB after a tenth, %d MB at the end", peaks[1]>>20, peaks[10]>>20)
	}
	var r struct {
		Counts struct{ Records, Quarantined int64 }
	}
	b, err := os.ReadFile(report)
	if err == nil {
		err = json.Unmarshal(b, &r)
	}
	if err != nil {
		t.Fatal(err)
	}
	if r.Counts.Records != lines || r.Counts.Quarantined != 1 {
		t.Errorf("%d lines went in, the report says %s", lines, b)
	}
	if b, err := os.ReadFile(quarantine); err != nil || !strings.Contains(string(b), `"reason":"record_too_large"`) {
		t.Errorf("quarantine: %s, %v", b, err)
	}
	t.Logf("%d MB, %d lines: %d MB after a tenth, %d MB after a half, %d MB at the end", megabytes, lines, peaks[1]>>20, peaks[5]>>20, peaks[10]>>20)
}
