package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"winnow/pipeline/dump"
)

// TestProgressOfCompressedInput: the bar goes by the bytes of the file, of which
// a compressed dump has far fewer than of content.
func TestProgressOfCompressedInput(t *testing.T) {
	var stored bytes.Buffer
	w := gzip.NewWriter(&stored)
	w.Write(dumpOf(20_000))
	w.Close()
	name := filepath.Join(t.TempDir(), "dump.jsonl.gz")
	if err := os.WriteFile(name, stored.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	inputs, err := dump.Expand(t.Context(), []string{name})
	if err != nil {
		t.Fatal(err)
	}
	p := newProgress(io.Discard, inputs)
	half, n := int64(0), 0
	for item, err := range dump.Read(t.Context(), inputs, dump.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		p.advance(name, item)
		if n++; n == 10_000 {
			half = p.place()
		}
	}
	size := int64(stored.Len())
	if n != 20_000 || half < size*2/5 || half > size*3/5 {
		t.Errorf("after half of %d records the bar stands at %d of %d", n, half, size)
	}
	if end := p.place(); end != size-1 {
		t.Errorf("at the end it stands at %d of %d", end, size)
	}
}
