package dump

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// parquetBatch is how many rows are decoded at a time.
const parquetBatch = 16

// parquet reads a Parquet file. Columns of one value are fields; columns inside
// groups have dotted names, and repeated ones become lists.
func (s *source) parquet() {
	at, size, done, err := s.randomAccess()
	defer done()
	if err == nil {
		err = s.parquetFile(at, size)
	}
	if err != nil && !s.stopped {
		s.fault(s.begin(), Fault{Reason: FaultTable, Err: err})
	}
}

// parquetFile reads the row groups; damage costs the rows of its group from
// there. It returns why the file could not be opened.
func (s *source) parquetFile(at io.ReaderAt, size int64) error {
	var f *parquet.File
	var columns []parquetColumn
	err := s.decoding(func() (err error) {
		f, err = parquet.OpenFile(at, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
		if err == nil {
			columns = parquetColumns(f.Schema())
		}
		return err
	})
	if err != nil {
		return err
	}
	if !hasBody(columns, s.fields) {
		names := make([]string, len(columns))
		for i, c := range columns {
			names[i] = c.name
		}
		s.fault(s.begin(), Fault{Reason: FaultNoBody, Err: fmt.Errorf("the columns of its %d rows are %s", f.NumRows(), listNames(names))})
		return nil
	}
	for i, group := range f.RowGroups() {
		read := int64(0)
		err := s.rowGroup(group, columns, &read, parquetBatch)
		if err != nil && !s.stopped {
			// A batch fails as a whole: read up to the row that does.
			err = s.rowGroup(group, columns, &read, 1)
		}
		if s.stopped {
			return nil
		}
		if rows := group.NumRows(); err != nil || read < rows {
			err = fmt.Errorf("%d of the %d rows of row group %d are lost: %w", max(0, rows-read), rows, i+1, cmp.Or(err, io.ErrUnexpectedEOF))
			if !s.fault(s.begin(), Fault{Reason: FaultTable, Err: err}) {
				return nil
			}
		}
	}
	return nil
}

// decoding calls a function that decodes; the library panics on some damaged
// files.
func (s *source) decoding(decode func() error) (err error) {
	defer func() {
		p := recover()
		if p != nil && s.yielding {
			panic(p) // the consumer's
		}
		if p != nil {
			err = fmt.Errorf("it cannot be decoded: %v", p)
		}
	}()
	return decode()
}

type parquetColumn struct {
	name     string
	repeated bool
	text     bool
	// element is the definition level from which a value of a repeated column
	// is an element of its list, be it null; below, the list is empty.
	element int
}

func parquetColumns(schema *parquet.Schema) []parquetColumn {
	var columns []parquetColumn
	for _, path := range schema.Columns() {
		leaf, _ := schema.Lookup(path...)
		c := parquetColumn{name: columnName(path), repeated: leaf.MaxRepetitionLevel > 0}
		c.element = elementLevel(schema, path)
		kind := leaf.Node.Type().Kind()
		c.text = kind == parquet.ByteArray || kind == parquet.FixedLenByteArray
		columns = append(columns, c)
	}
	return columns
}

// elementLevel returns the definition level of the innermost repeated node of a
// path: each node that is optional or repeated adds one. (Apache Parquet,
// "Nested Encoding".)
func elementLevel(schema *parquet.Schema, path []string) (element int) {
	level := 0
	node := parquet.Node(schema)
	for _, name := range path {
		for _, field := range node.Fields() {
			if field.Name() == name {
				node = field
				break
			}
		}
		if node.Optional() || node.Repeated() {
			level++
		}
		if node.Repeated() {
			element = level
		}
	}
	return element
}

// columnName joins a path, without the two levels that the format puts into
// lists. (Apache Parquet, LogicalTypes.md, "Lists".)
func columnName(path []string) string {
	name := strings.Join(path, ".")
	for _, inner := range []string{".list.element", ".list.item", ".bag.array_element", ".array"} {
		name = strings.TrimSuffix(name, inner)
	}
	return name
}

func hasBody(columns []parquetColumn, m fieldMap) bool {
	for _, c := range columns {
		if ours := m.flat[c.name]; ours == fieldHTML || ours == fieldText {
			return true
		}
	}
	return false
}

// rowGroup reads the rows of a group after the first `read`, so many at a time,
// and counts them there.
func (s *source) rowGroup(group parquet.RowGroup, columns []parquetColumn, read *int64, size int) error {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return s.decoding(func() error {
		rows := group.Rows()
		defer rows.Close()
		if err := rows.SeekToRow(*read); err != nil {
			return err
		}
		batch := make([]parquet.Row, size)
		for {
			n, err := rows.ReadRows(batch)
			for _, row := range batch[:n] {
				*read++
				if !s.parquetRow(names, columns, row) {
					return nil
				}
			}
			switch {
			case errors.Is(err, io.EOF):
				return nil
			case err != nil:
				return err
			case n == 0:
				return io.ErrNoProgress
			}
		}
	})
}

func (s *source) parquetRow(names []string, columns []parquetColumn, row parquet.Row) bool {
	at := s.begin()
	page, fault := s.fields.parseCells(names, parquetCells(row, columns))
	if fault == nil && int64(len(page.Body)) > s.opts.MaxBytes {
		tooLarge := s.tooLarge()
		fault = &tooLarge
	}
	if fault != nil {
		return s.fault(at, *fault)
	}
	return s.page(at, page)
}

func parquetCells(row parquet.Row, columns []parquetColumn) map[string]cell {
	cells := map[string]cell{}
	lists := map[int][]json.RawMessage{}
	for _, v := range row {
		i := v.Column()
		if i < 0 || i >= len(columns) {
			continue
		}
		switch c := columns[i]; {
		case c.repeated && v.DefinitionLevel() >= c.element:
			lists[i] = append(lists[i], parquetCell(v, c).json())
		case c.repeated && lists[i] == nil:
			lists[i] = []json.RawMessage{}
		case c.repeated:
		default:
			cells[c.name] = parquetCell(v, c)
		}
	}
	for i, list := range lists {
		raw, err := json.Marshal(list)
		if err != nil || list == nil {
			raw = json.RawMessage("[]")
		}
		cells[columns[i].name] = cell{raw: raw}
	}
	return cells
}

func parquetCell(v parquet.Value, c parquetColumn) cell {
	switch {
	case v.IsNull():
		return cell{raw: json.RawMessage("null")}
	case c.text:
		return cell{text: string(v.ByteArray())}
	}
	var value any
	switch v.Kind() {
	case parquet.Boolean:
		value = v.Boolean()
	case parquet.Int32:
		value = v.Int32()
	case parquet.Int64:
		value = v.Int64()
	case parquet.Float:
		value = finite(float64(v.Float()))
	case parquet.Double:
		value = finite(v.Double())
	default:
		value = v.String()
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return cell{raw: json.RawMessage("null")}
	}
	return cell{raw: raw}
}

// finite returns null for what JSON has no number for.
func finite(f float64) any {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	return f
}
