package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"testing"

	"winnow"
	"winnow/cmd/winnow/internal/batch"
	"winnow/internal/devdata"
)

// TestCorpora cleans all the development data: every page gives a record, no
// panic, the counts add up.
func TestCorpora(t *testing.T) {
	if testing.Short() {
		t.Skip("cleans 2,000 pages: not in short runs")
	}
	// How many of the records of the damaged archives may be beyond reading.
	corpora := []struct {
		folder      []string
		quarantined int64
	}{
		{folder: []string{"bench", "wcxb-dev", "html"}},
		{folder: []string{"bench", "segments-dev", "html"}},
		{folder: []string{"warc"}, quarantined: 4},
	}
	for _, c := range corpora {
		t.Run(filepath.Join(c.folder...), func(t *testing.T) {
			folder := devdata.Dir(t, c.folder...)
			out, counts := cleanedBy(t, "--report", filepath.Join(t.TempDir(), "report.json"), folder)
			if counts.Quarantined > c.quarantined {
				t.Errorf("%d records in quarantine, want at most %d", counts.Quarantined, c.quarantined)
			}
			if sum := counts.Articles + counts.Flagged + counts.Empty + counts.NotArticle + counts.Quarantined; sum != counts.Records {
				t.Errorf("%d records, but the counts give %d", counts.Records, sum)
			}
			if n := int64(len(out)); n != counts.Records-counts.Quarantined {
				t.Errorf("%d records written of %d, %d in quarantine", n, counts.Records, counts.Quarantined)
			}
			if c.folder[0] == "warc" {
				return
			}
			if n := filesIn(t, folder); counts.Records != n {
				t.Errorf("%d records of %d files", counts.Records, n)
			}
		})
	}
}

// cleanedBy runs "winnow clean" and gives its records and counts.
func cleanedBy(t *testing.T, args ...string) ([]winnow.Article, batch.Counts) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args = append([]string{"clean", "--log-format", "json"}, args...)
	if code := Main(args, bytes.NewReader(nil), &stdout, &stderr); code != exitDone && code != exitQuarantined {
		t.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	var articles []winnow.Article
	lines := bufio.NewScanner(&stdout)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var a winnow.Article
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatalf("%v\n%.200s", err, lines.Text())
		}
		articles = append(articles, a)
	}
	summary := lastLine(stderr.String())
	var counts struct {
		batch.Counts
		Seconds float64
	}
	if err := json.Unmarshal([]byte(summary), &counts); err != nil {
		t.Fatalf("%v\n%s", err, summary)
	}
	if counts.Bytes == 0 || counts.Seconds == 0 {
		t.Errorf("the summary tells no bytes or seconds: %s", summary)
	}
	return articles, counts.Counts
}

func filesIn(t *testing.T, folder string) (n int64) {
	t.Helper()
	err := filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
