package winnow_test

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"winnow"
	"winnow/pipeline"
)

// TestWorkersDoNotMatter: one worker and sixteen give the same records in the
// same order, over every fixture.
func TestWorkersDoNotMatter(t *testing.T) {
	pages := everyPage(t)
	names := slices.Sorted(maps.Keys(pages))
	c, err := winnow.New(winnow.Config{Blocks: true, Removed: true})
	if err != nil {
		t.Fatal(err)
	}
	records := func(workers int) []byte {
		var all bytes.Buffer
		work := func(ctx context.Context, name string) []byte {
			a, err := c.Clean(ctx, pages[name])
			if err != nil {
				return []byte(name + ": " + err.Error() + "\n")
			}
			record, err := json.Marshal(a)
			if err != nil {
				t.Error(err)
			}
			return append(record, '\n')
		}
		load := pipeline.Load[string]{Workers: workers, Weight: func(string) int64 { return 1 }, MaxWeight: 100}
		for record := range pipeline.Ordered(t.Context(), load, slices.Values(names), work) {
			all.Write(record)
		}
		return all.Bytes()
	}
	one, sixteen := records(1), records(16)
	if n := bytes.Count(one, []byte("\n")); n != len(names) {
		t.Errorf("%d records of %d pages", n, len(names))
	}
	if !bytes.Equal(one, sixteen) {
		t.Error("sixteen workers give other bytes than one")
	}
}
