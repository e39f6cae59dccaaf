package warc

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"winnow/internal/devdata"
)

// TestFilesOfOtherReaders reads what warcio, Resiliparse and dolma test
// themselves with. The counts were taken by hand, with zcat and grep.
func TestFilesOfOtherReaders(t *testing.T) {
	dir := devdata.Dir(t, "warc")
	want := map[string]struct{ records, lost, harmless int }{
		"bad.arc":                             {1, 3, 0}, // one of four lengths is a number
		"block-sized-records.warc":            {3, 0, 0},
		"block-sized-records.warc.gz":         {3, 0, 0},
		"block-sized-records.warc.lz4":        {3, 0, 0},
		"clipped.warc.gz":                     {0, 1, 0}, // cut inside its only member
		"clueweb-quirk.warc.gz":               {30, 0, 0},
		"example-bad-non-chunked.warc.gz":     {6, 0, 0}, // one member for all
		"example-bad.warc.gz.bad":             {6, 0, 0}, // one member for all
		"example-digest.warc":                 {4, 0, 0},
		"example-iana.org-chunked.warc":       {3, 0, 0},
		"example-resource.warc.gz":            {3, 0, 0},
		"example-space-in-target-uri.warc.gz": {2, 0, 0},
		"example-space-in-url.arc":            {2, 0, 1}, // 12 bytes short, but whole by its HTTP length
		"example-trunc.warc":                  {4, 0, 0},
		"example-wget-bad-target-uri.warc.gz": {6, 0, 0},
		"example-wrong-chunks.warc.gz":        {2, 0, 0}, // a record over two members
		"example.arc":                         {2, 0, 0},
		"example.arc.gz":                      {2, 0, 0},
		"example.warc":                        {6, 0, 0},
		"example.warc.gz":                     {6, 0, 0},
		"post-test.warc.gz":                   {6, 0, 0},
		"sample-0000.warc.gz":                 {48, 0, 0},
		"sample-0001.warc.gz":                 {34, 0, 0},
		"warcfile.warc":                       {50, 0, 0},
		"warcfile.warc.gz":                    {50, 0, 0},
		"warcfile.warc.lz4":                   {50, 0, 0},
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		content, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		w, known := want[f.Name()]
		if !known {
			t.Errorf("%s: nobody has counted its records", f.Name())
		}
		records, faults, err := readAll(NewReader(bytes.NewReader(content), Options{}))
		if err != nil {
			t.Errorf("%s: %v", f.Name(), err)
		}
		lost, harmless := 0, 0
		for _, fault := range faults {
			if fault.Harmless {
				harmless++
			} else {
				lost++
			}
		}
		if len(records) != w.records || lost != w.lost || harmless != w.harmless {
			t.Errorf("%s: %d records, %d lost, %d harmless faults; want %+v; %v", f.Name(), len(records), lost, harmless, w, faults)
		}
	}
}

// TestTheSameRecordsInEveryContainer: three files of the shared data hold the
// same records, stored in three ways.
func TestTheSameRecordsInEveryContainer(t *testing.T) {
	dir := devdata.Dir(t, "warc")
	var first []gotRecord
	for _, name := range []string{"warcfile.warc", "warcfile.warc.gz", "warcfile.warc.lz4"} {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		records, _, _ := readAll(NewReader(bytes.NewReader(content), Options{}))
		if first == nil {
			first = records
			continue
		}
		for i := range records {
			if records[i] != first[i] {
				t.Errorf("%s: record %d differs", name, i)
			}
		}
	}
}
