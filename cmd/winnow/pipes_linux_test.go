package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// pipesIn makes a folder with a page and a named pipe, and changes to it.
func pipesIn(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("page.txt", []byte("The bridge opens in May.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo("pipe", 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReportToNamedPipe holds that a report and metrics go to who reads the named pipe,
// and that nobody is waited for.
func TestReportToNamedPipe(t *testing.T) {
	pipesIn(t)
	for _, flag := range []string{"--report", "--metrics"} {
		var stderr bytes.Buffer
		if code := Main([]string{"clean", "-q", flag, "pipe", "page.txt"}, nil, &bytes.Buffer{}, &stderr); code != 1 || !strings.Contains(stderr.String(), "cannot write pipe: nobody reads the named pipe") {
			t.Errorf("%s: exit code %d, %s", flag, code, stderr.String())
		}
		reader, err := os.OpenFile("pipe", os.O_RDONLY|syscall.O_NONBLOCK, 0)
		if err != nil {
			t.Fatal(err)
		}
		if code := Main([]string{"clean", "-q", flag, "pipe", "page.txt"}, nil, &bytes.Buffer{}, &stderr); code != 0 {
			t.Errorf("%s: exit code %d, %s", flag, code, stderr.String())
		}
		if got, err := io.ReadAll(reader); err != nil || !strings.Contains(string(got), "seconds") {
			t.Errorf("%s: the reader got %q, %v", flag, got, err)
		}
		reader.Close()
	}
}

// TestSignalWhileAPipeWaits: a signal ends a command that waits for the other end of a named
// pipe.
func TestSignalWhileAPipeWaits(t *testing.T) {
	pipesIn(t)
	for _, args := range []string{
		"clean -o pipe page.txt", "clean --quarantine pipe page.txt", "clean --files-from pipe", "clean --rules pipe page.txt", "run pipe",
		"fix pipe", "decode pipe", "rules check pipe",
	} {
		cmd := command(t, strings.Fields(args)...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(200 * time.Millisecond)
		cmd.Process.Signal(syscall.SIGTERM)
		kill := time.AfterFunc(patience-time.Second, func() { cmd.Process.Kill() })
		if code := exitOf(cmd.Wait()); code != 143 {
			t.Errorf("winnow %s: exit code %d, want 143 (-1: it had to be killed)", args, code)
		}
		kill.Stop()
	}
}

// TestSignalWhileNobodyReads: a signal ends a command whose output nobody takes.
func TestSignalWhileNobodyReads(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := command(t, "clean", "-q")
	cmd.Stdin, cmd.Stdout = &endless{line: `{"text":"The bridge opens in May, the council said."}` + "\n"}, w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	time.Sleep(time.Second)
	cmd.Process.Signal(syscall.SIGTERM)
	kill := time.AfterFunc(5*patience, func() { cmd.Process.Kill() })
	defer kill.Stop()
	if code := exitOf(cmd.Wait()); code != 143 {
		t.Errorf("exit code %d, want 143 (-1: it had to be killed)", code)
	}
}
