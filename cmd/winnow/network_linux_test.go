package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoNetwork: pages full of addresses are cleaned without a socket being
// opened.
func TestNoNetwork(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("needs strace")
	}
	dir := t.TempDir()
	page := `<html><head><base href="http://127.0.0.1:9/"><link rel="canonical" href="http://127.0.0.1:9/a"><script src="http://127.0.0.1:9/x.js"></script></head>
<body><img src="http://127.0.0.1:9/i.png"><p>See <a href="http://127.0.0.1:9/b">the bridge</a>, which opens in May, the council said.</p><iframe src="http://127.0.0.1:9/f"></iframe></body></html>`
	in, log := filepath.Join(dir, "page.html"), filepath.Join(dir, "calls")
	if err := os.WriteFile(in, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := command(t, "clean", "-q", "--metrics", filepath.Join(dir, "winnow.prom"), "-o", filepath.Join(dir, "out.jsonl"), in)
	traced := exec.Command(strace, append([]string{"-f", "-o", log, "-e", "trace=socket,connect,bind"}, cmd.Args...)...)
	traced.Args[len(traced.Args)-len(cmd.Args)] = cmd.Path
	if out, err := traced.CombinedOutput(); err != nil {
		if strings.Contains(string(out), "Operation not permitted") || strings.Contains(string(out), "PTRACE") {
			t.Skip("may not trace")
		}
		t.Fatalf("%v\n%s", err, out)
	}
	for line := range strings.Lines(read(t, log)) {
		if strings.Contains(line, "socket(") || strings.Contains(line, "connect(") || strings.Contains(line, "bind(") {
			t.Errorf("a call to the network: %s", line)
		}
	}
}
