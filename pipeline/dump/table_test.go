package dump

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// TestTablesAreLinear: a file in which every line opens a quote that nothing
// closes takes no longer for a line than another; 100 KB once took 6 s. The
// bounds are far from what any machine takes.
func TestTablesAreLinear(t *testing.T) {
	const size = 1 << 19
	for name, unit := range map[string]string{
		"a quote at each end": "a\",\"\n", "a quote at each start": "\"a,b\n", "one, after a pair": "\"\",\"\n", "tabs": "a\t\"b\n",
	} {
		for _, limit := range []int64{1 << 16, 0} {
			in := "url,html\n" + strings.Repeat(unit, size/len(unit))
			start := time.Now()
			items := readBytes(t, []byte(in), Options{From: CSV, MaxBytes: limit})
			if took := time.Since(start); took > 10*time.Second {
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
			in = append(in, "\",a;\n\n\"\""[random.IntN(8)])
		}
		if archiveFormat(in) != "" {
			continue
		}
		var want []string
		record := 0
		for rest := in[8:]; len(rest) > 0; {
			at := len(in) - len(rest)
			scan := rowScan{delimiter: ','}
			n := len(rest)
			if scan.run(rest) {
				n = scan.at
			}
			row := rest[:n]
			broken := scan.quoted
			if i := bytes.IndexByte(rest, '\n'); broken && i >= 0 {
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
