package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"strings"
	"testing"
)

// TestListIsReadDuringTheRun holds that the inputs of --files-from are read as their
// names come, with either end of a name: here the second is written to the list
// when the log has told of the first.
func TestListIsReadDuringTheRun(t *testing.T) {
	for _, end := range []string{"\n", "\x00"} {
		t.Chdir(t.TempDir())
		if err := os.WriteFile("a\tb.txt", []byte("The bridge opens in May."), 0o644); err != nil {
			t.Fatal(err)
		}
		list, names := io.Pipe()
		log, stderr := io.Pipe()
		go func() {
			io.WriteString(names, "missing.txt"+end)
			lines := bufio.NewReader(log)
			if line, _ := lines.ReadString('\n'); !strings.Contains(line, "missing.txt") {
				t.Errorf("the log begins with %s", line)
			}
			go io.Copy(io.Discard, lines)
			io.WriteString(names, "a\tb.txt"+end)
			names.Close()
		}()
		var stdout bytes.Buffer
		if code := Main([]string{"clean", "--to", "text", "--files-from", "-"}, list, &stdout, stderr); code != 3 || stdout.String() != "The bridge opens in May.\n" {
			t.Errorf("exit code %d, %q", code, stdout.String())
		}
	}
}
