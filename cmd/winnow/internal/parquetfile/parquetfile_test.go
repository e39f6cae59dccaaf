package parquetfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"winnow"
)

const (
	full = `{"id":"a","url":"https://example.org/a","title":"Bridge opens","byline":"A. B. and C. D.","authors":["A. B.","C. D."],"published":"2024-04-04","modified":"2024-04-05","site":"Example","lang":"en","canonical_url":"https://example.org/a","excerpt":"E","image":"https://example.org/a.png","agency":"AP","reading_time":"3 min","author_bio":"Bio","page_type":"article","score":0.93,"tags":["x","y"],"captions":[{"text":"A bridge","credit":"C. D."},{"credit":"E. F."}],"related":[{"title":"Ferry","url":"https://example.org/f"}],"text":"The bridge opens.\n\nIn May – 日本語.","blocks":[{"kind":"heading","level":2,"text":"H"},{"kind":"paragraph","text":"P"}],"removed":[{"stage":"share","rule":"share/line","text":"Share","new":"n","to":"title"}],"status":"flagged","reasons":["a/b"],"error":"e","source":{"file":"f","record":3,"offset":4096},"extra":{"n":1.50,"deep":[{"k":null}]}}`
	bare = `{"id":"b","text":"","status":"empty"}`
)

func write(t *testing.T, chunk int, lines ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := NewWriter(&buf)
	rest := []byte(strings.Join(lines, "\n") + "\n")
	if len(lines) == 0 {
		rest = nil
	}
	for len(rest) > 0 {
		n := min(chunk, len(rest))
		if _, err := w.Write(rest[:n]); err != nil {
			t.Fatal(err)
		}
		rest = rest[n:]
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestReadBack: every field of a record is in the file, under its name, and
// what a record lacks is null or an empty list.
func TestReadBack(t *testing.T) {
	file := write(t, 1<<20, full, bare)
	r := parquet.NewGenericReader[row](bytes.NewReader(file))
	defer r.Close()
	rows := make([]row, 3)
	n, err := r.Read(rows)
	if n != 2 || err != nil && err != io.EOF {
		t.Fatalf("%d rows, %v", n, err)
	}
	for i, line := range []string{full, bare} {
		var want row
		if err := json.Unmarshal([]byte(line), &want); err != nil {
			t.Fatal(err)
		}
		got, wanted := fmt.Sprintf("%+v", normal(rows[i])), fmt.Sprintf("%+v", normal(want))
		if got != wanted {
			t.Errorf("row %d\n got %s\nwant %s", i, got, wanted)
		}
	}
	var outcomes []string
	n64, err := Outcomes(bytes.NewReader(file), int64(len(file)), func(status, file string) { outcomes = append(outcomes, status+" "+file) })
	if got := strings.Join(outcomes, "|"); n64 != 2 || err != nil || got != "flagged f|empty " {
		t.Errorf("Outcomes: %d, %v, %q", n64, err, got)
	}
}

// TestEveryFieldHasAColumn: what the record has the table has, in its order.
func TestEveryFieldHasAColumn(t *testing.T) {
	fields := func(v any) (names []string) {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(v)) {
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
				names = append(names, name)
			}
		}
		return names
	}
	if got, want := fields(row{}), fields(winnow.Article{}); !slices.Equal(got, want) {
		t.Errorf("the table has the columns %q, the record the fields %q", got, want)
	}
}

// normal makes rows comparable: sources by value, no difference between nil
// and empty.
func normal(r row) any {
	var at source
	if r.Source != nil {
		at, r.Source = *r.Source, nil
	}
	return []any{r, at}
}

// TestEveryFieldIsFilled: the full record above fills every column, so that
// TestReadBack would miss none.
func TestEveryFieldIsFilled(t *testing.T) {
	var r row
	if err := json.Unmarshal([]byte(full), &r); err != nil {
		t.Fatal(err)
	}
	v := reflect.ValueOf(r)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("%s is empty", v.Type().Field(i).Name)
		}
	}
}

// TestSameBytes: the file depends on the records, not on how they were handed
// over.
func TestSameBytes(t *testing.T) {
	var lines []string
	for i := range 2*groupRecords + 7 {
		lines = append(lines, fmt.Sprintf(`{"id":"%d","title":"Story %d","text":"It was decided on day %d.","status":"ok","tags":["a","b%d"]}`, i, i, i, i%9))
	}
	want := write(t, 1<<20, lines...)
	if got := write(t, 777, lines...); !bytes.Equal(got, want) {
		t.Errorf("other chunks give other bytes: %d and %d", len(got), len(want))
	}
	f, err := parquet.OpenFile(bytes.NewReader(want), int64(len(want)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.RowGroups()); n != 3 || f.NumRows() != int64(len(lines)) {
		t.Errorf("%d row groups, %d rows; want 3, %d", n, f.NumRows(), len(lines))
	}
}

func TestEmptyFile(t *testing.T) {
	file := write(t, 1)
	if n, err := Outcomes(bytes.NewReader(file), int64(len(file)), nil); n != 0 || err != nil {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestRefusesWhatIsNoRecord(t *testing.T) {
	w := NewWriter(io.Discard)
	if _, err := w.Write([]byte("{\"id\":\n")); err == nil {
		t.Error("half a record was taken")
	}
}
