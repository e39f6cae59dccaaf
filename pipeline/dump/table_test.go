package dump

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"winnow/internal/cputime"
)

// TestTablesAreLinear: a file in which every line opens a quote that nothing
// closes takes no longer for a line than another; 100 KB once took 6 s. The
// bounds are far from what any machine takes.
func TestTablesAreLinear(t *testing.T) {
	const size = 1 << 18
	for name, unit := range map[string]string{
		"a quote at each end": "a\",\"\n", "a quote at each start": "\"a,b\n", "one, after a pair": "\"\",\"\n", "tabs": "a\t\"b\n",
		"closed and opened": "x\",\"\"\"\n",
	} {
		for _, limit := range []int64{1 << 16, 0} {
			in := "url,html\n" + strings.Repeat(unit, size/len(unit))
			var items []Item
			took := cputime.Least(10*time.Second, func() { items = readBytes(t, []byte(in), Options{From: CSV, MaxBytes: limit}) })
			if took > 10*time.Second {
				t.Errorf("%s, cap %d: %v", name, limit, took)
			}
			if len(items) == 0 {
				t.Errorf("%s, cap %d: nothing told", name, limit)
			}
		}
	}
}

// TestRowsOfBrokenTables holds the reader against one that searches the end of
// every row anew.
func TestRowsOfBrokenTables(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2_000 {
		in := []byte("id,text\n")
		for range random.IntN(40) {
			in = append(in, "\",a;\n\n\"\" "[random.IntN(9)])
		}
		if archiveFormat(in) != "" {
			continue
		}
		var want []string
		record := 0
		whole := table{columns: []string{"id", "text"}, delimiter: ','}
		for rest := in[8:]; len(rest) > 0; {
			at := len(in) - len(rest)
			scan := rowScan{delimiter: ','}
			n := len(rest)
			if scan.run(rest) {
				n = scan.at
			}
			row := rest[:n]
			broken := scan.quoted || scan.astray
			whole.open = scan
			if i := bytes.IndexByte(rest, '\n'); broken && i >= 0 && !whole.cutOff(rest[i+1:], int64(len(in))) {
				n = i + 1
			}
			rest = rest[n:]
			switch cells := splitRow(row, ','); {
			case broken || len(cells) > 2 && len(bytes.TrimSpace(row)) > 0:
				record++
				want = append(want, fmt.Sprintf("fault %d@%d bad_table", record, at))
			case len(bytes.TrimSpace(row)) > 0:
				record++
				cells = append(cells, "")
				want = append(want, fmt.Sprintf("page %d@%d %s %q", record, at, cells[0], cells[1]))
			}
		}
		got := describeAll(readBytes(t, in, Options{From: CSV}))
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("%q: got\n  %s\nwant\n  %s", in, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
		}
	}
}

// TestUnclosedQuotes: a field whose quote is never closed costs its own row and
// none of those that follow, whose quotes would seem to close it.
func TestUnclosedQuotes(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"the next row is quoted", "a,\"The boat goes on\nb,\"The boat, and more\"\nc,The end\n",
			[]string{"fault 1@8 bad_table", `page 2@28 b "The boat, and more"`, `page 3@51 c "The end"`}},
		{"a row between", "a,\"The boat\nb,plain\nc,\"The boat\"\n",
			[]string{"fault 1@8 bad_table", `page 2@20 b "plain"`, `page 3@28 c "The boat"`}},
		{"a word in quotes", "a,\"The boat\nb,The \"Argo\" sails\n",
			[]string{"fault 1@8 bad_table", `page 2@20 b "The \"Argo\" sails"`}},
		{"each row", "a,\"x\nb,\"y\nc,\"z\n", []string{"fault 1@8 bad_table", "fault 2@13 bad_table", "fault 3@18 bad_table"}},
		{"line ends in quotes", "a,\"one\n\ntwo\"\r\nb,\"three\r\n\" \n\"c\nd\",e\nf,\"g\nh\"",
			[]string{`page 1@8 a "one\n\ntwo"`, `page 2@22 b "three\r\n "`, "page 3@35 c\nd \"e\"", `page 4@43 f "g\nh"`}},
		{"doubled quotes", "a,\"one\nsays \"\"two\"\"\nand \"\"\"\nb,\"\"\"x\n\"\"\"\n",
			[]string{`page 1@8 a "one\nsays \"two\"\nand \""`, `page 2@36 b "\"x\n\""`}},
		{"text behind quotes in a line", "a,\"one\" two\nb,\"x\"y\n", []string{`page 1@8 a "one two"`, `page 2@20 b "xy"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, limit := range []int64{0, 1 << 10} {
				wantLines(t, describeAll(readBytes(t, []byte("id,text\n"+c.in), Options{From: CSV, MaxBytes: limit})), c.want...)
			}
		})
	}
}

// TestCutOffTables: of a table that ends inside a field of several lines, the
// lines of that field are no rows.
func TestCutOffTables(t *testing.T) {
	const page = "<p>The ferry stops,\nand nobody knows\nwhy it, or\nthe bridge, does,\nsays\n\nthe council\n"
	in := "id,text\na,\"x\"\nb,\"" + page
	wantLines(t, describeAll(readBytes(t, []byte(in), Options{From: CSV})), `page 1@8 a "x"`, "fault 2@14 bad_table")

	rows := "id,text\na,\"The boat\n" + strings.Repeat("b,plain\n", 5) + "c\n"
	if got := len(readBytes(t, []byte(rows), Options{From: CSV})); got != 7 {
		t.Errorf("%d items of 7 rows, the first of which opens a quote", got)
	}

	one := "text\n\"The ferry sails, they say.\"\n\"" + page
	wantLines(t, describeAll(readBytes(t, []byte(one), Options{From: CSV})), `page 1@5  "The ferry sails, they say."`, "fault 2@34 bad_table")

	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(in + page)); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil { // and no end of the stream
		t.Fatal(err)
	}
	wantLines(t, describeAll(readBytes(t, packed.Bytes(), Options{From: CSV})), `page 1@8 a "x"`, "fault 2@0 truncated_gzip")
}

// TestOneColumn: a row of a table of one column is its line, with its commas; of
// rows without quotes, one that opens a quote costs no other.
func TestOneColumn(t *testing.T) {
	const plain = "The ferry sails, they say; it does\n"
	in := "text\n" + plain + "\"The bridge, too\n" + strings.Repeat(plain, 5)
	want := []string{`page 1@5  "The ferry sails, they say; it does"`, "fault 2@40 bad_table"}
	for i := range 5 {
		want = append(want, fmt.Sprintf(`page %d@%d  "The ferry sails, they say; it does"`, i+3, 57+i*len(plain)))
	}
	for _, format := range []Format{CSV, TSV} {
		wantLines(t, describeAll(readBytes(t, []byte(in), Options{From: format})), want...)
	}
}

// TestColumnsByNumber: a table without a header is read by the numbers of its
// columns; of a table in which nothing is the body every row is accounted for.
func TestColumnsByNumber(t *testing.T) {
	two := map[string]string{"html": "2", "id": "1"}
	for _, c := range []struct {
		name   string
		from   Format
		fields map[string]string
		in     string
		want   []string
	}{
		{"tsv", TSV, two, "a\t<p>x, \"y\" and \"z\nb\t<p>\"y\n", []string{`page 1@0 a "<p>x, \"y\" and \"z"`, `page 2@19 b "<p>\"y"`}},
		{"csv with semicolons in it", CSV, two, "a,\"<p>x;y;z\"\nb,<p>y\n", []string{`page 1@0 a "<p>x;y;z"`, `page 2@13 b "<p>y"`}},
		{"short and long rows", CSV, two, "a,<p>x\nb\nc,d,e\n", []string{`page 1@0 a "<p>x"`, `page 2@7 b ""`, "fault 3@9 bad_table"}},
		{"a header that names a field", CSV, map[string]string{"html": "2"}, "id,page\na,<p>x\n", []string{`page 1@8 a "<p>x"`}},
		{"a column by that name", CSV, map[string]string{"html": "2"}, "2,1\n<p>x,<p>y\n", []string{`page 1@4  "<p>x"`}},
		{"beyond the last column", TSV, map[string]string{"html": "3"}, "a\t<p>x\nb\t<p>y\n", []string{"fault 1@0 no_body_field", "fault 2@7 no_body_field"}},
		{"nothing fits", TSV, nil, "a\t<p>x\nb\t<p>y\n", []string{"fault 1@0 no_body_field", "fault 2@7 no_body_field"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantLines(t, describeAll(readBytes(t, []byte(c.in), Options{From: c.from, Fields: c.fields})), c.want...)
		})
	}
	t.Run("other columns", func(t *testing.T) {
		p := readBytes(t, []byte("7,<p>x,more\n"), Options{From: CSV, Fields: map[string]string{"html": "2"}})[0].Page
		if got := string(p.Extra["1"]) + string(p.Extra["3"]); got != `"7""more"` {
			t.Errorf("extra %s", got)
		}
	})
	t.Run("what is told", func(t *testing.T) {
		in := strings.Repeat("The whole text of a first row\x1b[31m\t", 40) + "\nb\n"
		items := readBytes(t, []byte(in), Options{From: TSV})
		got := items[0].Fault.Err.Error()
		if len(got) > 200 || strings.Contains(got, "\x1b") || !strings.Contains(got, `"The whole text of a firs"…`) || !strings.Contains(got, "more") {
			t.Errorf("%d bytes: %s", len(got), got)
		}
		if err := items[1].Fault.Err; err != nil {
			t.Errorf("told twice: %v", err)
		}
	})
}

// TestShortRowsOfAWideTable: a row costs what it holds, however many columns the table has.
func TestShortRowsOfAWideTable(t *testing.T) {
	err := cputime.CheckLinear(10_000, func(n int) {
		in := "url,text" + strings.Repeat(",x", n) + "\n" + strings.Repeat("a,b,c\n", n)
		if items := readBytes(t, []byte(in), Options{From: CSV}); len(items) != n || string(items[0].Page.Body) != "b" {
			t.Errorf("%d items of %d rows", len(items), n)
		}
	})
	if err != nil {
		t.Error(err)
	}
}
