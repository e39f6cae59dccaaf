package dump

import (
	"bytes"
	"fmt"
	"path"
	"strconv"
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/dump/unpack"
)

// tableFormat detects tables by the ending of their name, or by a first line
// that consists of names of columns, including a body.
func tableFormat(head []byte, name string, fields *fieldMap) Format {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, "\\", "/")))
	for _, part := range strings.Split(base, ".")[1:] {
		switch part {
		case "csv":
			return CSV
		case "tsv", "tab":
			return TSV
		}
	}
	line, _, more := bytes.Cut(bytes.TrimPrefix(head, []byte("\ufeff")), []byte("\n"))
	if !more || len(line) > 1000 {
		return ""
	}
	for _, format := range []Format{CSV, TSV} {
		delimiter := map[Format]string{CSV: ",", TSV: "\t"}[format]
		known, body := 0, false
		for _, column := range strings.Split(strings.TrimRight(string(line), "\r"), delimiter) {
			ours, ok := fields.flat[strings.Trim(column, `"`)]
			if ok {
				known++
			}
			body = body || ours == fieldHTML || ours == fieldText
		}
		if body && known > 1 {
			return format
		}
	}
	return ""
}

// rows reads a CSV or TSV file. (RFC 4180, with what spreadsheets make of it:
// semicolons, line ends of any kind, quotes inside unquoted fields.)
func (s *source) rows() {
	s.skipBOM()
	t := table{}
	if s.format == TSV {
		t.delimiter = '\t'
	}
	for {
		size, damage := s.rowSize(&t)
		row := s.w.Bytes()
		switch {
		case size == 0 && damage == nil && len(row) == 0:
			return
		case size == 0:
			if !s.brokenRow(&t, damage) {
				return
			}
		case len(bytes.TrimSpace(row[:size])) == 0:
			s.w.Advance(size)
		case t.columns == nil && s.header(&t, row[:size]):
			s.w.Advance(size)
		default:
			at := s.begin()
			t.rows++
			if row[0] == '"' {
				t.quotedRows++
			}
			page, fault := t.parse(&s.fields, row[:size])
			s.w.Advance(size)
			if fault != nil && !s.fault(at, *fault) || fault == nil && !s.page(at, page) {
				return
			}
		}
	}
}

// table is what the first row of a table says, and what those read since do.
type table struct {
	columns   []string
	delimiter byte // noDelimiter if there is one column
	// rows counts the rows that were read, quotedRows those that begin with a
	// quote.
	rows, quotedRows int
	// noBody is set if no column is the body, told once that has been reported.
	noBody, told bool

	// open is how far the search for the end of the last row without one got,
	// and openTo the position there; see takeUp.
	open   rowScan
	openTo int64
	// rowsTo is up to where the lines after an open quote are known to be rows;
	// see cutOff.
	rowsTo int64
}

// noDelimiter parts no fields: a row ends where it stands, outside of quotes. In a
// table of one column a comma is part of the text.
const noDelimiter = '\n'

// takeUp spares a row what was searched before. A row without an end is left
// for its next line, and a file in which every line opens a quote would be
// searched to its end, or to a quote that closes nothing, for every line. But
// that search crossed each line end inside of quotes; so a later row that
// crosses one inside of quotes is, from there, where the search was, and can
// continue where it ended.
func (t *table) takeUp(scan *rowScan, ahead []byte, pos int64) {
	if t.openTo <= pos || t.open.delimiter != t.delimiter {
		return
	}
	searched := ahead[:min(int64(len(ahead)), t.openTo-pos)]
	n := bytes.IndexByte(searched, '\n')
	if n < 0 {
		return
	}
	if !scan.run(searched[:n+1]) {
		*scan = t.open
		scan.at = int(t.openTo - pos)
	}
}

// leave remembers a row without an end that starts at pos.
func (t *table) leave(scan rowScan, pos int64) {
	t.open, t.openTo = scan, pos+int64(scan.at)
}

// header takes the names of the columns from the first row, and reports whether
// that is a header rather than a row. It is one if it names a field. If fields
// are given by the numbers of their columns, a first row that names none is a
// row.
func (s *source) header(t *table, row []byte) bool {
	if s.format == CSV {
		t.delimiter = ','
		if countOutside(row, ';') > countOutside(row, ',') {
			t.delimiter = ';'
		}
	}
	if t.columns = splitRow(row, t.delimiter); len(t.columns) == 1 {
		t.delimiter = noDelimiter
	}
	named, numbered := false, false
	for i, c := range t.columns {
		ours := s.fields.flat[c]
		if ours == fieldHTML || ours == fieldText {
			return true
		}
		named = named || ours != ""
		ours = s.fields.flat[strconv.Itoa(i+1)]
		numbered = numbered || ours == fieldHTML || ours == fieldText
	}
	for i := range t.columns {
		number := strconv.Itoa(i + 1)
		if numbered && (!named || s.fields.flat[number] != "") {
			t.columns[i] = number
		}
	}
	t.noBody = !numbered
	return numbered && named
}

// parse makes a page from a row. In a table without a body, every row is a
// fault, so that it is known how many were not read; the first one says why.
func (t *table) parse(m *fieldMap, row []byte) (*pipeline.Page, *Fault) {
	if !t.noBody {
		return m.parseRow(t.columns, splitRow(row, t.delimiter))
	}
	fault := &Fault{Reason: FaultNoBody}
	if !t.told {
		t.told = true
		fault.Err = fmt.Errorf("the table has the columns %s", listNames(t.columns))
	}
	return nil, fault
}

// listNames lists names for an error, which a first row of text must not fill.
func listNames(names []string) string {
	const longest, most = 24, 80 // of a name, of all
	var sb strings.Builder
	for i, name := range names {
		if sb.Len() > 0 {
			sb.WriteString(", ")
		}
		if sb.Len() > most {
			return sb.String() + fmt.Sprintf("and %d more", len(names)-i)
		}
		short := []rune(name[:min(len(name), 4*longest)])
		if len(short) > longest {
			fmt.Fprintf(&sb, "%q…", string(short[:longest]))
		} else {
			fmt.Fprintf(&sb, "%q", name)
		}
	}
	return sb.String()
}

// rowSize fills the window until it holds a whole row, and returns its length
// with the line end; 0 if the row does not end below the cap or before damage,
// or if a quoted field of it has no end.
func (s *source) rowSize(t *table) (int, *unpack.Damage) {
	scan := rowScan{delimiter: t.delimiter}
	size, damage := s.rowEnd(t, &scan)
	if size == 0 {
		t.leave(scan, s.w.Pos())
	}
	return size, damage
}

func (s *source) rowEnd(t *table, scan *rowScan) (int, *unpack.Damage) {
	for first := true; ; first = false {
		ahead := s.w.Bytes()
		pos, damage := s.w.Damage()
		if damage != nil {
			ahead = ahead[:pos-s.w.Pos()]
		}
		if first {
			t.takeUp(scan, ahead, s.w.Pos())
		}
		if scan.ended || scan.run(ahead) {
			return scan.at, nil
		}
		if scan.astray {
			return 0, nil
		}
		if len(ahead) > int(s.opts.MaxBytes) {
			return 0, damage
		}
		if damage != nil {
			if isHarmless(damage) && len(ahead) > 0 && !scan.quoted {
				return len(ahead), nil
			}
			return 0, damage
		}
		if !s.w.Fill() {
			if scan.quoted {
				return 0, nil
			}
			return len(ahead), nil
		}
	}
}

func isHarmless(d *unpack.Damage) bool { return d.Reason == unpack.ReasonTrailingJunk }

// brokenRow reports a row without an end, and moves to the next line, for a
// quote that is never closed makes the rest of the file one field; unless what
// follows are the lines of a field that the end of the file cut off.
func (s *source) brokenRow(t *table, d *unpack.Damage) bool {
	at := s.begin()
	fault := Fault{Reason: FaultTable, Err: fmt.Errorf("a quoted field has no end")}
	large := !t.open.astray && len(s.w.Bytes()) > int(s.opts.MaxBytes)
	if large {
		fault = s.tooLarge()
	}
	row := s.w.Bytes()
	if d != nil {
		pos, _ := s.w.Damage()
		row = row[:pos-s.w.Pos()]
	}
	n := bytes.IndexByte(row, '\n')
	if n >= 0 && (large || !t.cutOff(row[n+1:], s.w.Pos()+int64(len(row)))) {
		s.w.Advance(n + 1)
		return s.fault(at, fault)
	}
	s.w.Advance(len(row))
	if d != nil {
		s.w.DropDamage()
		return s.damaged(at, d)
	}
	if s.w.EOF() {
		return s.fault(at, fault)
	}
	return s.longRow(at, fault)
}

// cutOff reports whether the lines after an open quote, to where the file ends or
// is damaged, are the rest of its field rather than rows: whoever writes a table
// gives each row all columns, and few lines of a page have as many delimiters.
func (t *table) cutOff(lines []byte, end int64) bool {
	const fewest = 5 // lines that tell anything
	if !t.open.quoted || t.open.astray || t.columns == nil || end <= t.rowsTo {
		return false
	}
	rows, all := 0, 0
	for line := range bytes.Lines(lines) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		all++
		if t.isLikeRow(line) {
			rows++
		}
	}
	if all >= fewest && 2*rows < all {
		return true
	}
	t.rowsTo = end
	return false
}

// isLikeRow reports whether a line has the form of a row: it has as many
// delimiters. In a table of one column it begins with a quote, if all rows before
// did: whoever quotes the others quotes this one.
func (t *table) isLikeRow(line []byte) bool {
	if t.delimiter == noDelimiter {
		return line[0] == '"' || t.rows == 0 || t.quotedRows < t.rows
	}
	return countOutside(line, t.delimiter) == len(t.columns)-1
}

// longRow skips the rest of a line that exceeds the cap.
func (s *source) longRow(at place, fault Fault) bool {
	for {
		if n := bytes.IndexByte(s.w.Bytes(), '\n'); n >= 0 {
			s.w.Advance(n + 1)
			break
		}
		s.w.Advance(len(s.w.Bytes()))
		if _, d := s.w.Damage(); d != nil || !s.w.Fill() {
			break
		}
	}
	return s.fault(at, fault)
}
