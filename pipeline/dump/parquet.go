package dump

import (
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
		err = s.parquetRows(at, size)
	}
	if err != nil && !s.stopped {
		s.fault(s.begin(), Fault{Reason: FaultTable, Err: err})
	}
}

// parquetRows returns what ended the file early. The library panics on some
// damaged files.
func (s *source) parquetRows(at io.ReaderAt, size int64) (err error) {
	defer func() {
		p := recover()
		if p != nil && s.yielding {
			panic(p) // the consumer's
		}
		if p != nil {
			err = fmt.Errorf("the file cannot be decoded: %v", p)
		}
	}()
	f, err := parquet.OpenFile(at, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	columns := parquetColumns(f.Schema())
	if !hasBody(columns, s.fields) {
		names := make([]string, len(columns))
		for i, c := range columns {
			names[i] = c.name
		}
		s.fault(s.begin(), Fault{Reason: FaultNoBody, Err: fmt.Errorf("the columns of its %d rows are %s", f.NumRows(), listNames(names))})
		return nil
	}
	for _, group := range f.RowGroups() {
		if err := s.rowGroup(group, columns); err != nil {
			return err
		}
	}
	return nil
}

type parquetColumn struct {
	name     string
	repeated bool
	text     bool
}

func parquetColumns(schema *parquet.Schema) []parquetColumn {
	var columns []parquetColumn
	for _, path := range schema.Columns() {
		leaf, _ := schema.Lookup(path...)
		c := parquetColumn{name: columnName(path), repeated: leaf.MaxRepetitionLevel > 0}
		kind := leaf.Node.Type().Kind()
		c.text = kind == parquet.ByteArray || kind == parquet.FixedLenByteArray
		columns = append(columns, c)
	}
	return columns
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

func (s *source) rowGroup(group parquet.RowGroup, columns []parquetColumn) error {
	rows := group.Rows()
	defer rows.Close()
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	batch := make([]parquet.Row, parquetBatch)
	for {
		n, err := rows.ReadRows(batch)
		for _, row := range batch[:n] {
			at := s.begin()
			page, fault := s.fields.parseCells(names, parquetCells(row, columns))
			if fault == nil && int64(len(page.Body)) > s.opts.MaxBytes {
				tooLarge := s.tooLarge()
				fault = &tooLarge
			}
			if fault != nil && !s.fault(at, *fault) || fault == nil && !s.page(at, page) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
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
		case c.repeated && !v.IsNull():
			lists[i] = append(lists[i], parquetCell(v, c).json())
		case c.repeated:
			lists[i] = append(lists[i], []json.RawMessage{}...)
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

// finite gives null for what JSON has no number for.
func finite(f float64) any {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	return f
}
