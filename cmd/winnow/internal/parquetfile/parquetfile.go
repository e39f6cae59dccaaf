// Package parquetfile writes records as Parquet: a column for each field of
// docs/record.md, lists and groups where the record has them, and the rest of
// the input record as JSON. The bytes depend on the records alone.
package parquetfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// A row is a record. Fields that a record lacks are null, lists are empty.
type row struct {
	ID           string          `json:"id" parquet:"id"`
	URL          string          `json:"url" parquet:"url,optional"`
	Title        string          `json:"title" parquet:"title,optional"`
	Byline       string          `json:"byline" parquet:"byline,optional"`
	Authors      []string        `json:"authors" parquet:"authors,list"`
	Published    string          `json:"published" parquet:"published,optional"`
	Modified     string          `json:"modified" parquet:"modified,optional"`
	Site         string          `json:"site" parquet:"site,optional,dict"`
	Lang         string          `json:"lang" parquet:"lang,optional,dict"`
	CanonicalURL string          `json:"canonical_url" parquet:"canonical_url,optional"`
	Excerpt      string          `json:"excerpt" parquet:"excerpt,optional"`
	Image        string          `json:"image" parquet:"image,optional"`
	Agency       string          `json:"agency" parquet:"agency,optional,dict"`
	ReadingTime  string          `json:"reading_time" parquet:"reading_time,optional"`
	AuthorBio    string          `json:"author_bio" parquet:"author_bio,optional"`
	PageType     string          `json:"page_type" parquet:"page_type,optional,dict"`
	Score        float64         `json:"score" parquet:"score,optional"`
	Tags         []string        `json:"tags" parquet:"tags,list"`
	Captions     []caption       `json:"captions" parquet:"captions,list"`
	Related      []link          `json:"related" parquet:"related,list"`
	Text         string          `json:"text" parquet:"text"`
	Blocks       []block         `json:"blocks" parquet:"blocks,list"`
	Removed      []removal       `json:"removed" parquet:"removed,list"`
	Status       string          `json:"status" parquet:"status,dict"`
	Reasons      []string        `json:"reasons" parquet:"reasons,list"`
	Error        string          `json:"error" parquet:"error,optional"`
	Source       *source         `json:"source" parquet:"source,optional"`
	Extra        json.RawMessage `json:"extra" parquet:"extra,optional,json"`
}

type caption struct {
	Text   string `json:"text" parquet:"text,optional"`
	Credit string `json:"credit" parquet:"credit,optional"`
}

type link struct {
	Title string `json:"title" parquet:"title,optional"`
	URL   string `json:"url" parquet:"url,optional"`
}

type block struct {
	Kind  string `json:"kind" parquet:"kind,dict"`
	Level int32  `json:"level" parquet:"level,optional"`
	Text  string `json:"text" parquet:"text"`
	Lang  string `json:"lang" parquet:"lang,optional,dict"`
}

type removal struct {
	Stage string `json:"stage" parquet:"stage,dict"`
	Rule  string `json:"rule" parquet:"rule,dict"`
	Text  string `json:"text" parquet:"text"`
	New   string `json:"new" parquet:"new,optional"`
	To    string `json:"to" parquet:"to,optional,dict"`
}

type source struct {
	File   string `json:"file" parquet:"file,optional,dict"`
	Record int64  `json:"record" parquet:"record"`
	Offset int64  `json:"offset" parquet:"offset"`
}

// A row group ends after this many records or bytes of JSON: it is held in
// memory until it ends.
const (
	groupRecords = 10_000
	groupBytes   = 32 << 20
)

// A Writer writes a Parquet file.
type Writer struct {
	rows    *parquet.GenericWriter[row]
	line    []byte // the begin of a record that did not come whole
	records int    // of the open row group
	bytes   int
}

// NewWriter begins a file. Close ends it, and leaves w open.
func NewWriter(w io.Writer) *Writer {
	return &Writer{rows: parquet.NewGenericWriter[row](w,
		parquet.Compression(&zstd.Codec{Level: zstd.DefaultLevel, Concurrency: 1}),
		// Otherwise the file would name the build of the library.
		parquet.CreatedBy("winnow", "1", "parquet"),
	)}
}

// Write adds records: lines of JSON, which may be cut anywhere.
func (w *Writer) Write(b []byte) (int, error) {
	for rest := b; ; {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			w.line = append(w.line, rest...)
			return len(b), nil
		}
		line := rest[:i]
		if len(w.line) > 0 {
			line = append(w.line, line...)
		}
		if err := w.add(line); err != nil {
			return 0, err
		}
		w.line, rest = nil, rest[i+1:]
	}
}

func (w *Writer) add(record []byte) error {
	var r row
	if err := json.Unmarshal(record, &r); err != nil {
		return fmt.Errorf("record cannot be a row: %w", err)
	}
	if _, err := w.rows.Write([]row{r}); err != nil {
		return err
	}
	w.records++
	if w.bytes += len(record); w.records < groupRecords && w.bytes < groupBytes {
		return nil
	}
	w.records, w.bytes = 0, 0
	return w.rows.Flush()
}

// Close writes what is still held, and the footer.
func (w *Writer) Close() error { return w.rows.Close() }

// An outcome is what a row says about the fate of its record.
type outcome struct {
	Status string `parquet:"status,dict"`
	Source *struct {
		File string `parquet:"file,optional,dict"`
	} `parquet:"source,optional"`
}

// Outcomes returns the status and the source of each record of a file, and
// counts them. The text is not read.
func Outcomes(r io.ReaderAt, size int64, each func(status, file string)) (n int64, err error) {
	defer func() {
		if p := recover(); p != nil { // as the library does on some damaged files
			err = fmt.Errorf("the file cannot be decoded: %v", p)
		}
	}()
	rows := parquet.NewGenericReader[outcome](io.NewSectionReader(r, 0, size))
	defer rows.Close()
	batch := make([]outcome, 256)
	for {
		clear(batch)
		k, err := rows.Read(batch)
		for _, o := range batch[:k] {
			file := ""
			if o.Source != nil {
				file = o.Source.File
			}
			each(o.Status, file)
		}
		n += int64(k)
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}
