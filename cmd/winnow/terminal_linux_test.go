package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"winnow/fixtures"
)

// terminal opens a pseudo-terminal: what a program writes to the second file
// comes out of the first.
func terminal(t *testing.T) (screen, tty *os.File) {
	t.Helper()
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("needs pseudo-terminals:", err)
	}
	t.Cleanup(func() { screen.Close() })
	if err := unix.IoctlSetPointerInt(int(screen.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Skip("needs pseudo-terminals:", err)
	}
	n, err := unix.IoctlGetInt(int(screen.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Skip("needs pseudo-terminals:", err)
	}
	tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("needs pseudo-terminals:", err)
	}
	return screen, tty
}

// shownBy runs the command with its output (fd 1) or its talk (fd 2) on a
// terminal, and gives what the terminal shows and what went to the other.
func shownBy(t *testing.T, fd int, env []string, args ...string) (screen, other string) {
	t.Helper()
	master, tty := terminal(t)
	cmd := command(t, args...)
	cmd.Env = append(os.Environ(), append([]string{"TERM=xterm"}, env...)...)
	var rest bytes.Buffer
	if fd == 1 {
		cmd.Stdout, cmd.Stderr = tty, &rest
	} else {
		cmd.Stdout, cmd.Stderr = &rest, tty
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	tty.Close()
	shown := make(chan string)
	go func() {
		var all bytes.Buffer
		all.ReadFrom(master) // ends with EIO when the program has gone
		shown <- all.String()
	}()
	if err := cmd.Wait(); err != nil {
		t.Errorf("%q: %v", args, err)
	}
	return <-shown, rest.String()
}

// TestTerminal: colours, the bar and logs for people are for terminals only.
func TestTerminal(t *testing.T) {
	seeds := filepath.Join(fixtures.Root(t), "fixtures", "seeds")
	page := filepath.Join(seeds, "001", "in.txt")
	t.Run("colour", func(t *testing.T) {
		screen, _ := shownBy(t, 1, nil, "explain", page)
		if !strings.Contains(screen, "\x1b[31mremoved") {
			t.Errorf("no colour on a terminal: %.300q", screen)
		}
		screen, _ = shownBy(t, 1, []string{"NO_COLOR=1"}, "explain", page)
		if strings.Contains(screen, "\x1b[") {
			t.Errorf("colour although NO_COLOR is set: %.300q", screen)
		}
	})
	t.Run("log and bar", func(t *testing.T) {
		out := filepath.Join(t.TempDir(), "out.jsonl")
		screen, _ := shownBy(t, 2, nil, "clean", "-o", out, seeds)
		if !strings.Contains(screen, "%") || !strings.Contains(screen, "B/s") {
			t.Errorf("no bar on a terminal: %q", screen)
		}
		if strings.Contains(screen, `{"level"`) || !strings.Contains(screen, "done") {
			t.Errorf("the log is not for people: %q", screen)
		}
		screen, _ = shownBy(t, 2, nil, "clean", "-q", "-o", out, seeds)
		if screen != "" {
			t.Errorf("-q shows %q", screen)
		}
	})
	t.Run("no bar between the articles", func(t *testing.T) {
		screen, log := shownBy(t, 1, nil, "clean", "--to", "text", page)
		if strings.Contains(screen, "B/s") || !strings.Contains(log, `{"level":"info"`) {
			t.Errorf("screen %.300q, log %q", screen, log)
		}
	})
}

// TestScreenIsSafe: no command lets a page steer the terminal it is shown on;
// pipes get the bytes as they are.
func TestScreenIsSafe(t *testing.T) {
	const text = "The bridge\x1b]0;title\a opens \u202ein May\u009b5m, after three years of work on its\tpiers.\n"
	dir := t.TempDir()
	page := filepath.Join(dir, "page.txt")
	record := filepath.Join(dir, "page.jsonl")
	line, err := jsonLine(map[string]string{"text": text, "id": "a\u202e\u009bb", "url": "https://example.org/\u202e"})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{page: []byte(text), record: line} {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{
		{"decode", page}, {"fix", page}, {"clean", "--to", "text", page}, {"clean", "--to", "markdown", page},
		{"clean", page}, {"clean", "--blocks", "--removed", record}, {"explain", record}, {"explain", "--to", "json", record}, {"clean", "--print-config", "a\u202e\x1bb"},
	} {
		env := []string{"NO_COLOR=1"}
		screen, _ := shownBy(t, 1, env, args...)
		if i := strings.IndexAny(screen, "\x1b\x07\u202e\u009b"); i >= 0 {
			t.Errorf("%q shows %q", args, screen[i:min(len(screen), i+40)])
		}
		if strings.TrimSpace(screen) == "" {
			t.Errorf("%q shows nothing", args)
		}
	}
	for _, args := range [][]string{{"decode", "--json", page}, {"fix", "--json", page}, {"fix", "--explain", page}} {
		if screen, _ := shownBy(t, 2, nil, args...); strings.ContainsAny(screen, "\x1b\x07\u202e\u009b") {
			t.Errorf("%q tells %q", args, screen)
		}
	}
	screen, _ := shownBy(t, 1, nil, "decode", page)
	if want := strings.NewReplacer("\x1b", `\u001b`, "\a", `\u0007`, "\u202e", `\u202e`, "\u009b", `\u009b`, "\n", "\r\n").Replace(text); screen != want {
		t.Errorf("decode shows %q, want %q", screen, want)
	}
	if _, piped := shownBy(t, 2, nil, "decode", page); piped != text {
		t.Errorf("decode pipes %q", piped)
	}
}
