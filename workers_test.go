package winnow_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"winnow"
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
	sorted := func(yield func(winnow.Page) bool) {
		for _, name := range names {
			if !yield(pages[name]) {
				return
			}
		}
	}
	records := func(workers int) []byte {
		var all bytes.Buffer
		for r := range c.CleanAll(t.Context(), sorted, workers) {
			if r.Err != nil {
				fmt.Fprintln(&all, r.Page.ID, r.Err)
				continue
			}
			record, err := json.Marshal(r.Article)
			if err != nil {
				t.Error(err)
			}
			all.Write(append(record, '\n'))
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
