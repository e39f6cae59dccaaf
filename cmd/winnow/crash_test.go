package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// dumpOf makes a dump of n records, some of which cannot be read.
func dumpOf(n int) []byte {
	var buf bytes.Buffer
	for i := range n {
		if i%37 == 5 {
			fmt.Fprintf(&buf, "{\"id\":\"broken-%d\n", i)
			continue
		}
		fmt.Fprintf(&buf, `{"id":"%d","text":"Story number %d\n\nThe council met on day %d and decided what it had to decide , as it does.\n\nREAD MORE: Story %d\n\nIt will meet again in a week, a spokesman said after the meeting.\n\nLoading..."}`+"\n", i, i, i, i+1)
	}
	return buf.Bytes()
}

// contents reads the files of an output folder, except for its lock.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if filepath.Base(name) == "lock" {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(name)] = string(b)
	}
	return all
}

// TestKilledRunGoesOn kills a run at random moments, or asks it to stop, and
// starts it again until it is done: the folder must equal, byte for byte, that of a run that was left
// alone. WINNOW_KILLS and WINNOW_CRASH_RECORDS make it longer: make crash.
func TestKilledRunGoesOn(t *testing.T) {
	t.Parallel()
	kills, records := number(t, "WINNOW_KILLS", 6), number(t, "WINNOW_CRASH_RECORDS", 1200)
	if testing.Short() {
		kills, records = 2, 300
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 3 { // one huge file among small ones
		n := records
		if i != 1 {
			n = 40
		}
		if err := os.WriteFile(filepath.Join(in, fmt.Sprint(i, ".jsonl")), dumpOf(n), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	args := func(out string, jobs int) []string {
		return []string{"clean", "-q", "--resume", "--shard-records", strconv.Itoa(records / 30), "-j", strconv.Itoa(jobs), "-o", filepath.Join(dir, out) + "/", in}
	}
	started := time.Now()
	whole := command(t, args("whole", 2)...)
	if err := whole.Run(); exitOf(err) != exitQuarantined {
		t.Fatalf("the run that is left alone: %v", err)
	}
	took := time.Since(started)

	random := rand.New(rand.NewPCG(1, uint64(kills)))
	killed := 0
	for round := 0; ; round++ {
		if round > 50*kills {
			t.Fatalf("the run does not get on: %d kills", killed)
		}
		cmd := command(t, args("killed", 1+round%3)...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if killed < kills {
			signal := []os.Signal{syscall.SIGKILL, syscall.SIGTERM}[round%2]
			time.AfterFunc(time.Duration(random.Int64N(int64(took)/2)), func() { cmd.Process.Signal(signal) })
		}
		err := cmd.Wait()
		if code := exitOf(err); code == -1 || code == 143 {
			killed++
			continue
		} else if code != exitQuarantined && code != exitDone {
			t.Fatalf("round %d: %v", round, err)
		}
		if killed >= kills {
			break
		}
		os.RemoveAll(filepath.Join(dir, "killed")) // too quick to be killed: once more
	}
	if out, err := command(t, "verify", filepath.Join(dir, "killed")).CombinedOutput(); err != nil {
		t.Errorf("verify: %v\n%s", err, out)
	}
	want, got := contents(t, filepath.Join(dir, "whole")), contents(t, filepath.Join(dir, "killed"))
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("after %d kills %s differs from that of an uninterrupted run", killed, name)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	t.Logf("%d records, %d kills, %d files equal", records+80, killed, len(want))
}

// TestTerminateCommits: SIGTERM ends a run at once, and what was committed is
// consistent.
func TestTerminateCommits(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "out")
	if err := os.WriteFile(in, dumpOf(100_000), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := command(t, "clean", "-q", "--shard-records", "50", "-o", out+"/", in)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for i := 0; ; i++ { // until the first part is there
		if parts, _ := filepath.Glob(filepath.Join(out, "part-*1.jsonl.zst")); len(parts) > 0 {
			break
		}
		if i > 6000 {
			t.Fatal("no part after a minute")
		}
		time.Sleep(10 * time.Millisecond)
	}
	signalled := time.Now()
	cmd.Process.Signal(syscall.SIGTERM)
	err := cmd.Wait()
	if code := exitOf(err); code != 143 {
		t.Errorf("exit code %d, want 143 (%v)", code, err)
	}
	if want := "winnow: interrupted by SIGTERM\n"; said.String() != want {
		t.Errorf("it says %q, want %q", said.String(), want)
	}
	// Two seconds are the goal; the machine may be busy.
	if took := time.Since(signalled); took > 15*time.Second {
		t.Errorf("it took %v to end", took)
	}
	if out, err := command(t, "verify", out).CombinedOutput(); err != nil {
		t.Errorf("verify: %v\n%s", err, out)
	}
}

// TestStoppedRunGetsOn: a run that is stopped again and again before its first
// part is full keeps what it did, and the part ends with the bytes it would have
// had.
func TestStoppedRunGetsOn(t *testing.T) {
	t.Parallel()
	formats := [][]string{{"--to", "jsonl"}, {"--to", "text", "--compress", "gz"}, {"--to", "parquet"}}
	if testing.Short() {
		formats = formats[:1]
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.jsonl")
	if err := os.WriteFile(in, dumpOf(3000), 0o644); err != nil {
		t.Fatal(err)
	}
	for i, format := range formats {
		args := func(out string) []string {
			return append([]string{"clean", "-q", "--resume", "-o", filepath.Join(dir, out) + "/", in}, format...)
		}
		whole, stopped := fmt.Sprint("whole", i), fmt.Sprint("stopped", i)
		runOK(t, nil, nil, args(whole)...)
		var records int64
		steps := 0
		// Longer and longer until it comes to a record: how long that takes
		// depends on the machine.
		for wait := 50 * time.Millisecond; steps < 3; wait += 50 * time.Millisecond {
			cmd := command(t, args(stopped)...)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(wait)
			cmd.Process.Signal(syscall.SIGTERM)
			if code := exitOf(cmd.Wait()); code == exitQuarantined || code == exitDone {
				break // it came to its end
			}
			if _, err := os.Stat(filepath.Join(dir, stopped, "manifest.json")); err != nil {
				continue
			}
			if m := verified(t, filepath.Join(dir, stopped)); m.Counts.Records > records {
				records = m.Counts.Records
				wait, steps = wait-50*time.Millisecond, steps+1
			} else if m.Counts.Records < records {
				t.Fatalf("%v: %d records, there were %d", format, m.Counts.Records, records)
			}
		}
		if steps == 0 {
			t.Errorf("%v: no run that was stopped kept a record", format)
		}
		if i == 0 {
			losesKept(t, filepath.Join(dir, stopped))
		}
		runOK(t, nil, nil, args(stopped)...)
		verified(t, filepath.Join(dir, stopped))
		want, got := contents(t, filepath.Join(dir, whole)), contents(t, filepath.Join(dir, stopped))
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("%v: %s differs from that of an uninterrupted run", format, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%v: %d files, want %d", format, len(got), len(want))
		}
		t.Logf("%v: %d of 3000 records in %d steps", format, records, steps)
	}
}

// losesKept damages what a stopped run kept of its open part, which verify tells
// of; the next run reads those records again.
func losesKept(t *testing.T, dir string) {
	t.Helper()
	m := verified(t, dir)
	if m.Open == nil {
		return // it was stopped between two parts, or came to its end
	}
	want := fmt.Sprintf("%d parts and an open part of %d records, ", len(m.Parts), m.Open.Records)
	if out, err := command(t, "verify", dir).CombinedOutput(); err != nil || !strings.Contains(string(out), want) {
		t.Errorf("verify: %v\n%s\nwant %q in it", err, out, want)
	}
	if err := os.WriteFile(filepath.Join(dir, m.Open.Output.Name), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func number(t *testing.T, env string, otherwise int) int {
	t.Helper()
	s := os.Getenv(env)
	if s == "" {
		return otherwise
	}
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 1 {
		t.Fatalf("%s=%q: want a number from 1", env, s)
	}
	return n
}

func exitOf(err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	return -2
}
