package main

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
	"time"
)

// TestIdleInput: a signal ends a command that waits for input that does not
// come, as a coprocess does and a reader of a quiet pipe.
func TestIdleInput(t *testing.T) {
	line := `{"text":"One."}` + "\n"
	for name, args := range map[string][]string{
		"filter": {"filter", "--line-buffered"},
		"fix":    {"fix"},
		"clean":  {"clean", "-q", "--shard-records", "1000"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			if name == "clean" {
				args = append(args, "-o", dir+"/")
			}
			cmd := command(t, args...)
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := line
			if name == "clean" { // which looks at the beginning before it decides on the format
				lines = strings.Repeat(line, 20_000)
			}
			if _, err := io.WriteString(in, lines); err != nil {
				t.Fatal(err)
			}
			if name == "clean" {
				waitFor(t, filepath.Join(dir, "part-000001.jsonl.zst"))
			} else if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
				t.Fatal(err)
			}
			kill := time.AfterFunc(30*time.Second, func() { cmd.Process.Kill() })
			defer kill.Stop()
			cmd.Process.Signal(syscall.SIGTERM)
			if code := exitOf(cmd.Wait()); code != 143 {
				t.Errorf("exit code %d, want 143 (-1: it had to be killed)", code)
			}
		})
	}
}

// TestInterruptedExplain: what was read when the signal came does not count as
// damage, and the message names the signal.
func TestInterruptedExplain(t *testing.T) {
	cmd := command(t, "explain")
	var said strings.Builder
	cmd.Stdin, cmd.Stderr = &endless{line: `{"text":"One."}` + "\n"}, &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := time.AfterFunc(30*time.Second, func() { cmd.Process.Kill() })
	defer kill.Stop()
	shown := bufio.NewReader(out)
	if _, err := shown.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	cmd.Process.Signal(syscall.SIGTERM)
	io.Copy(io.Discard, shown)
	if code := exitOf(cmd.Wait()); code != 143 {
		t.Errorf("exit code %d, want 143", code)
	}
	if want := "winnow: interrupted by SIGTERM\n"; said.String() != want {
		t.Errorf("it says %q, want %q", said.String(), want)
	}
}

// endless gives a line over and over.
type endless struct{ line string }

func (e *endless) Read(p []byte) (int, error) { return copy(p, e.line), nil }

func waitFor(t *testing.T, file string) {
	t.Helper()
	for range 6000 {
		if _, err := os.Stat(file); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("no %s after a minute", file)
}

func TestInterruptibleReader(t *testing.T) {
	content := strings.Repeat("The bridge opens in May. ", 10_000)
	if err := iotest.TestReader(interruptibleReader(t.Context(), strings.NewReader(content)), []byte(content)); err != nil {
		t.Error(err)
	}
	broken := io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(syscall.EIO))
	if b, err := io.ReadAll(interruptibleReader(t.Context(), broken)); string(b) != "abc" || err != syscall.EIO {
		t.Errorf("got %q, %v", b, err)
	}
}

// TestHelpToAReaderThatGoesAway: winnow --help | head says nothing of pipes.
func TestHelpToAReaderThatGoesAway(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"clean", "--help"}, {"completion", "bash"}, {"man"}, {"stages"}} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		cmd := command(t, args...)
		var stderr strings.Builder
		cmd.Stdout, cmd.Stderr = w, &stderr
		err = cmd.Run()
		w.Close()
		if err != nil || stderr.Len() > 0 {
			t.Errorf("%v: %v, %q", args, err, stderr.String())
		}
	}
}
