package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestReportsAreKept: the newest report is under its name, the others under
// numbers, and no more than asked for.
func TestReportsAreKept(t *testing.T) {
	for _, keep := range []int{0, 1, 3} {
		name := filepath.Join(t.TempDir(), "report.json")
		f := reportFlags{report: name, keep: keep}
		for i := range 6 {
			if err := f.write(report{Version: fmt.Sprint("run ", i)}); err != nil {
				t.Fatal(err)
			}
			if left, _ := filepath.Glob(filepath.Join(filepath.Dir(name), "*")); len(left) != min(i, keep)+1 {
				t.Errorf("keep %d: after run %d there are %q", keep, i, left)
			}
		}
		for n := range keep + 1 {
			file := name
			if n > 0 {
				file = fmt.Sprintf("%s.%d", name, n)
			}
			if !strings.Contains(read(t, file), fmt.Sprintf(`"run %d"`, 5-n)) {
				t.Errorf("keep %d: %s is not of run %d", keep, file, 5-n)
			}
		}
	}
}

// TestReportIsAlwaysThere: who reads report or metrics while a run writes them
// finds the old ones or the new ones, whole.
func TestReportIsAlwaysThere(t *testing.T) {
	dir := t.TempDir()
	f := reportFlags{report: filepath.Join(dir, "report.json"), keep: 2, metrics: filepath.Join(dir, "winnow.prom")}
	r := report{Version: "v", Outcome: "done", Ended: time.Unix(1, 0), Removals: map[string]int64{"icons": 3}}
	if err := f.write(r); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		var err error
		for range 30 {
			if err == nil {
				err = f.write(r)
			}
		}
		done <- err
	}()
	for reads := 0; ; reads++ {
		for name, end := range map[string]string{f.report: "}\n", f.metrics: "\n"} {
			b, err := os.ReadFile(name)
			if err != nil || !strings.HasSuffix(string(b), end) {
				t.Fatalf("read %d of %s: %v, %q", reads, name, err, b)
			}
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return
		default:
		}
	}
}

// TestMetricsKeepTheLastSuccess: a run that fails does not claim one.
func TestMetricsKeepTheLastSuccess(t *testing.T) {
	name := filepath.Join(t.TempDir(), "winnow.prom")
	for _, c := range []struct {
		outcome string
		ended   int64
		want    string
	}{
		{"failed", 5, "winnow_last_success_timestamp_seconds 0\n"},
		{"done", 10, "winnow_last_success_timestamp_seconds 10\n"},
		{"interrupted", 20, "winnow_last_success_timestamp_seconds 10\n"},
		{"quarantined", 30, "winnow_last_success_timestamp_seconds 30\n"},
		{"failed", 40, "winnow_last_success_timestamp_seconds 30\n"},
	} {
		if err := writeMetrics(name, report{Outcome: c.outcome, Ended: time.Unix(c.ended, 0)}); err != nil {
			t.Fatal(err)
		}
		got := read(t, name)
		if !strings.Contains(got, c.want) || !strings.Contains(got, fmt.Sprintf("winnow_last_run_timestamp_seconds %d\n", c.ended)) {
			t.Errorf("after %s at %d:\n%s", c.outcome, c.ended, got)
		}
	}
}

// TestMetricsToADevice: what has no end is not read for the last success.
func TestMetricsToADevice(t *testing.T) {
	if _, err := os.Stat("/dev/zero"); err != nil {
		t.Skip("no devices here")
	}
	if got := lastSuccess("/dev/zero"); got != 0 {
		t.Errorf("a last success at %v", got)
	}
}

// TestRemovalsHaveOneName: the report and the metrics count the same under the
// same word.
func TestRemovalsHaveOneName(t *testing.T) {
	name := filepath.Join(t.TempDir(), "winnow.prom")
	if err := writeMetrics(name, report{Removals: map[string]int64{"share": 7}}); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(name); err != nil || !strings.Contains(string(b), "winnow_removals{stage=\"share\"} 7\n") {
		t.Errorf("%s, %v", b, err)
	}
}

func TestDiskFaultsHaveACodeOfTheirOwn(t *testing.T) {
	for _, cause := range []error{syscall.ENOSPC, syscall.EIO, syscall.EDQUOT} {
		err := fmt.Errorf("cannot write out.jsonl: %w", &fs.PathError{Op: "write", Path: "out.jsonl", Err: cause})
		if code := exitCode(t.Context(), err); code != 74 {
			t.Errorf("%v: exit code %d, want 74", cause, code)
		}
	}
	if code := exitCode(t.Context(), &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}); code != exitFailed {
		t.Errorf("a file that may not be opened: exit code %d", code)
	}
}
