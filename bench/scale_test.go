package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"winnow/internal/score"
	"winnow/pipeline/dump"
)

// TestWriteDump: the dumps hold the pages that many times, as the reader of
// dumps sees them, and can be decompressed alone.
func TestWriteDump(t *testing.T) {
	pages := []score.Page{
		{ID: "a", URL: "https://example.org/a", HTML: []byte("<p>The bridge opens in May.</p>")},
		{ID: "b", URL: "https://example.org/b", HTML: []byte("<p>The caf\xe9 at the bridge.</p>")},
	}
	for _, format := range []string{"jsonl.zst", "warc.gz"} {
		name := filepath.Join(t.TempDir(), "dump."+format)
		size, err := writeDump(name, format, pages, 3)
		if err != nil || size == 0 {
			t.Fatalf("%s: %d bytes, %v", format, size, err)
		}
		inputs, err := dump.Expand(t.Context(), []string{name})
		if err != nil {
			t.Fatal(err)
		}
		var urls []string
		for item, err := range dump.Read(t.Context(), inputs, dump.Options{}) {
			switch {
			case err != nil:
				t.Fatal(err)
			case item.Page == nil:
				t.Fatalf("%s: %+v", format, item)
			}
			urls = append(urls, strings.TrimPrefix(item.Page.URL, "https://example.org/"))
		}
		if got := strings.Join(urls, ""); got != "ababab" {
			t.Errorf("%s holds %s", format, got)
		}
		if err := decompress(name); err != nil {
			t.Errorf("%s: %v", format, err)
		}
	}
}

func TestMeasured(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("needs sh")
	}
	c, err := measured(t.Context(), exec.CommandContext(t.Context(), shell, "-c", "sleep .2; echo gone"))
	if err != nil || c.wall < .2 || c.peak == 0 {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := measured(t.Context(), exec.CommandContext(t.Context(), shell, "-c", "echo no such page >&2; exit 1")); err == nil || !strings.Contains(err.Error(), "no such page") {
		t.Errorf("a failing command gives %v", err)
	}
}
