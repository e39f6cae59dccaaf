package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/encoding/charmap"

	"winnow/cmd/winnow/internal/objects"
	"winnow/fixtures"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"winnow": main, objects.Helper: serveFolder})
}

// shortScripts are those that run in short tests, such as those under the race
// detector: the ones in which pages are worked on side by side.
var shortScripts = []string{"testdata/jsonl.txtar", "testdata/folder.txtar", "testdata/strict_filter.txtar", "testdata/warc.txtar"}

// TestScripts runs the user stories of testdata, one script each.
func TestScripts(t *testing.T) {
	dir, files := "testdata", []string(nil)
	if testing.Short() {
		dir, files = "", shortScripts
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		Files:               files,
		UpdateScripts:       fixtures.Updating(),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("FIXTURES", filepath.Join(fixtures.Root(t), "fixtures"))
			// Bytes that a txtar file cannot hold.
			raw := map[string][]byte{
				"pages.warc.gz":   pagesWARC(),
				"koi8.txt":        koi8("Мост через реку откроют в мае, сообщили в городском совете.\n"),
				"stray.txt":       []byte("it\x92s fine, 5 €\n"),
				"bodies.warc":     bodiesWARC(),
				"bodies.warc.zst": []byte(compressed("zstd", string(bodiesWARC()))),
				"many.gz":         []byte(compressed("gzip", "The bridge is one of the first member, ") + compressed("gzip", "and the ferry is one of the second member.\n")),
				"story.zst":       []byte(compressed("zstd", "The story of the bridge was packed by zstandard.\n")),
				"story.bz2.txt":   bzip2Story,
			}
			for name, b := range raw {
				if err := os.WriteFile(filepath.Join(env.WorkDir, name), b, 0o644); err != nil {
					return err
				}
			}
			env.Setenv("SCHEMA", filepath.Join(fixtures.Root(t), "docs", "record.schema.json"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":   runForCode,
			"schema": checkSchema,
			"sums":   checkSums,
		},
	})
}

func koi8(s string) []byte {
	b, err := charmap.KOI8R.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return []byte(b)
}

// pagesWARC returns a WARC with a member for each record: a request, a page
// whose charset the HTTP header alone names, chunked, a picture, and a page cut
// off.
func pagesWARC() []byte {
	var all bytes.Buffer
	record := func(kind, uri, block string) {
		w := gzip.NewWriter(&all)
		fmt.Fprintf(w, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n", kind, all.Len())
		fmt.Fprintf(w, "WARC-Target-URI: %s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", uri, len(block), block)
		w.Close()
	}
	russian := string(koi8("<html><head><title>Мост откроют в мае</title></head><body><p>Мост через реку откроют в мае, сообщили в городском совете в понедельник.</p><p>Три года он был закрыт, и людей возил паром, который теперь остановится.</p></body></html>"))
	record("request", "https://example.org/most", "GET /most HTTP/1.1\r\nHost: example.org\r\n\r\n")
	record("response", "https://example.org/most", fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(russian), russian))
	record("response", "https://example.org/a.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG")
	record("response", "https://example.org/cut", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The page that is cut off.")
	return all.Bytes()[:all.Len()-30]
}

// runForCode is "code N COMMAND …": the command must exit with code N.
func runForCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// checkSchema is "schema FILE": every line of the file is a valid record.
func checkSchema(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: schema FILE")
	}
	schema, err := jsonschema.NewCompiler().Compile(ts.Getenv("SCHEMA"))
	ts.Check(err)
	lines := strings.Split(strings.TrimSuffix(ts.ReadFile(args[0]), "\n"), "\n")
	for i, line := range lines {
		record, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			ts.Fatalf("line %d is no JSON: %v\n%s", i+1, err, line)
		}
		if err := schema.Validate(record); err != nil {
			ts.Fatalf("line %d: %v", i+1, err)
		}
	}
}

// checkSums is "sums FILE": the counts of the run's summary, in a log in JSON,
// add up.
func checkSums(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: sums FILE")
	}
	for _, line := range strings.Split(ts.ReadFile(args[0]), "\n") {
		var s struct {
			Msg                                                         string
			Records, Articles, Flagged, Empty, Not_article, Quarantined int64
		}
		if json.Unmarshal([]byte(line), &s) != nil || s.Msg != "done" && s.Msg != "quarantined" || s.Records == 0 {
			continue
		}
		if sum := s.Articles + s.Flagged + s.Empty + s.Not_article + s.Quarantined; sum != s.Records {
			ts.Fatalf("%d records, but the counts give %d", s.Records, sum)
		}
		return
	}
	ts.Fatalf("no summary in the log")
}

// command runs the built command as a process of its own.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// testscript.Main runs the command when the test binary goes by its name.
	bin := filepath.Join(t.TempDir(), "winnow")
	if err := os.Symlink(exe, bin); err != nil {
		t.Skip("needs symbolic links:", err)
	}
	cmd := exec.Command(bin, args...)
	return cmd
}

// TestReaderThatGoesAway: head -1 ends the run quietly.
func TestReaderThatGoesAway(t *testing.T) {
	in := strings.Repeat(`{"text":"A line of a text, long enough to fill the pipe soon."}`+"\n", 20_000)
	cmd := command(t, "clean")
	cmd.Stdin = strings.NewReader(in)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out.Read(make([]byte, 10))
	out.Close()
	if err := cmd.Wait(); err != nil {
		t.Errorf("exit: %v", err)
	}
	if stderr.Len() > 0 {
		t.Errorf("stderr: %s", stderr.String())
	}
}

// TestInterrupt: the first signal ends the run, the output file does not
// appear, and the exit code tells the signal.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "out.jsonl")
	cmd := command(t, "clean", "-o", target)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in.Write([]byte(`{"text":"One."}` + "\n"))
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	in.Close()
	err = cmd.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		t.Fatalf("got %v, want an exit code", err)
	}
	// The signal may come before the command listens to it; then it kills.
	if code := exit.ExitCode(); code != 130 && code != -1 {
		t.Errorf("exit code %d, want 130", code)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
