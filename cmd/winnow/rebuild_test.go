package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"winnow/fixtures"
)

// TestRebuild: who builds winnow from the same source in another folder gets the
// same bytes, so that a binary can be checked against its source.
func TestRebuild(t *testing.T) {
	if testing.Short() {
		t.Skip("links the command twice: not in short runs")
	}
	root, copied := fixtures.Root(t), t.TempDir()
	copySource(t, root, copied)
	here, there := build(t, root), build(t, copied)
	if here != there {
		t.Errorf("the build in %s differs from that in %s", root, copied)
	}
}

// build returns the digest of the command, built as the Makefile does, except
// for the version control that a copy has none of.
func build(t *testing.T, dir string) [sha256.Size]byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "winnow")
	goTool(t, dir, "build", "-trimpath", "-buildvcs=false", "-o", out, "./cmd/winnow")
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(b)
}

// copySource copies what the command is made of.
func copySource(t *testing.T, from, to string) {
	t.Helper()
	list := json.NewDecoder(bytes.NewReader(goTool(t, from, "list", "-deps", "-json=Dir,Module,GoFiles,IgnoredGoFiles,EmbedFiles", "./cmd/winnow")))
	files := []string{"go.mod", "go.sum"}
	for {
		var p struct {
			Dir                                 string
			Module                              *struct{ Main bool }
			GoFiles, IgnoredGoFiles, EmbedFiles []string
		}
		if err := list.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if p.Module == nil || !p.Module.Main {
			continue
		}
		dir, err := filepath.Rel(from, p.Dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, names := range [][]string{p.GoFiles, p.IgnoredGoFiles, p.EmbedFiles} {
			for _, name := range names {
				files = append(files, filepath.Join(dir, name))
			}
		}
	}
	for _, name := range files {
		b, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(to, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func goTool(t *testing.T, dir string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		var said []byte
		if e, ok := err.(*exec.ExitError); ok {
			said = e.Stderr
		}
		t.Fatalf("go %v: %v\n%s", args, err, said)
	}
	return out
}
