package results

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWriteOnePart: a run of one part alone gives a report.
func TestWriteOnePart(t *testing.T) {
	dir := t.TempDir()
	r := &Results{Encoding: sample().Encoding}
	if err := r.Write(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "RESULTS.md")); err != nil {
		t.Error(err)
	}
}
