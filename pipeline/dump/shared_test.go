package dump

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"winnow/internal/devdata"
)

func TestFoldersOfPagesGiveOnePageEach(t *testing.T) {
	for name, want := range map[string]int64{"bench/wcxb-dev/html": 1497, "bench/segments-dev/html": 451} {
		dir := devdata.Dir(t, name)
		inputs, err := Expand(context.Background(), []string{dir})
		if err != nil {
			t.Fatal(err)
		}
		var stats Stats
		last := ""
		for item, err := range Read(context.Background(), inputs, Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			stats.Count(item)
			if file := item.Source().File; file <= last {
				t.Errorf("%s comes after %s", file, last)
			} else {
				last = file
			}
		}
		if stats.Pages != want || stats.Records != want {
			t.Errorf("%s: %+v, want %d pages", name, stats, want)
		}
	}
}

// TestWebArchivesGiveTheirPages counts what becomes of the records of each file.
// The counts of records were taken by hand; see package warc.
func TestWebArchivesGiveTheirPages(t *testing.T) {
	dir := devdata.Dir(t, "warc")
	inputs, err := Expand(context.Background(), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	stats := map[string]*Stats{}
	for item, err := range Read(context.Background(), inputs, Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(item.Source().File)
		if stats[name] == nil {
			stats[name] = &Stats{}
		}
		stats[name].Count(item)
		if p := item.Page; p != nil && len(p.Body) > 1 && !strings.Contains(strings.ToLower(string(p.Body)), "<html") {
			t.Errorf("%s, record %d: %d bytes that are no HTML", name, p.Source.Record, len(p.Body))
		}
	}
	for name, want := range map[string]struct{ pages, faults, skipped int64 }{
		"clueweb-quirk.warc.gz":         {29, 0, 1},
		"example.warc.gz":               {1, 0, 5},
		"example.arc":                   {1, 0, 1},
		"example-iana.org-chunked.warc": {1, 0, 2},
		"example-space-in-url.arc":      {1, 1, 1},
		"example-wrong-chunks.warc.gz":  {1, 0, 1},
		"clipped.warc.gz":               {0, 1, 0},
		"sample-0000.warc.gz":           {22, 0, 26},
		"sample-0001.warc.gz":           {15, 0, 19},
		"warcfile.warc.gz":              {16, 0, 34},
		"warcfile.warc.lz4":             {16, 0, 34},
	} {
		if got := stats[name]; got == nil || got.Pages != want.pages || got.Faults != want.faults || got.Skipped != want.skipped {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}
