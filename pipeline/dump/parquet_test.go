package dump

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// TestADamagedPageCostsItsRowGroup: what was read before it stays, the next row
// groups are read, and the rows that are lost are counted.
func TestADamagedPageCostsItsRowGroup(t *testing.T) {
	type row struct {
		ID   string `parquet:"id"`
		Text string `parquet:"text"`
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[row](&b, parquet.PageBufferSize(1000), parquet.Compression(&parquet.Snappy))
	for i := range 120 {
		text := fmt.Sprintf("row %d %s", i, strings.Repeat("long ", 20))
		if i == 70 {
			text = "the mark of row seventy"
		}
		if _, err := w.Write([]row{{fmt.Sprint(i), text}}); err != nil {
			t.Fatal(err)
		}
		if i%40 == 39 {
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	in := b.Bytes()
	at := bytes.Index(in, []byte("the mark of row"))
	if at < 0 {
		t.Fatal("the row is not in the file as it is")
	}
	copy(in[at-8:], "\xff\xff\xff\xff\xff\xff\xff\xff")
	items := readBytes(t, in, Options{})
	seen := map[string]bool{}
	var faults []string
	for _, item := range items {
		if item.Page != nil {
			seen[item.Page.ID] = true
		} else {
			faults = append(faults, item.Fault.Err.Error())
		}
	}
	first := 0 // of the rows that are lost
	for seen[fmt.Sprint(first)] {
		first++
	}
	if first < 56 || first > 70 {
		t.Errorf("rows are lost from %d on", first)
	}
	for i := 80; i < 120; i++ {
		if !seen[fmt.Sprint(i)] {
			t.Errorf("row %d of the next row group is lost", i)
		}
	}
	if len(faults) != 1 || !strings.HasPrefix(faults[0], fmt.Sprintf("%d of the 40 rows of row group 2 are lost: ", 80-first)) {
		t.Errorf("faults %q, first lost row %d", faults, first)
	}
}

// TestListsKeepNulls: the columns of a list of groups stay side by side.
func TestListsKeepNulls(t *testing.T) {
	type link struct {
		Href string  `parquet:"href"`
		Text *string `parquet:"text,optional"`
	}
	type row struct {
		Text  string `parquet:"text"`
		Links []link `parquet:"links,list"`
		Tags  []int  `parquet:"tags"`
	}
	b := "b"
	var out bytes.Buffer
	w := parquet.NewGenericWriter[row](&out)
	rows := []row{{Text: "x", Links: []link{{"/1", nil}, {"/2", &b}, {"/3", nil}}, Tags: []int{0, 1}}, {Text: "y"}}
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, item := range readBytes(t, out.Bytes(), Options{}) {
		var extra []string
		for _, name := range []string{"links.list.element.href", "links.list.element.text", "links.href", "links.text", "tags"} {
			if raw, ok := item.Page.Extra[name]; ok {
				extra = append(extra, string(raw))
			}
		}
		got = append(got, strings.Join(extra, " "))
	}
	wantLines(t, got, `["/1","/2","/3"] [null,"b",null] [0,1]`, "[] [] []")
}
