package dump

import (
	"fmt"

	"winnow/pipeline"
)

// Item is one record of the input: exactly one of Page, Fault and Skip is set.
type Item struct {
	Page  *pipeline.Page
	Fault *Fault
	Skip  *Skip
	// Mark is the place from which to continue after this item; see
	// Input.After.
	Mark Mark
	// Progress is how many bytes of the input, as stored, had been read when
	// the item was returned, to show how far a run is. It may be ahead of the
	// item, and stays 0 for formats that are not read in order (zip, Parquet).
	Progress int64
}

// Source returns where the item is in the input.
func (i Item) Source() pipeline.Source {
	switch {
	case i.Page != nil:
		return i.Page.Source
	case i.Fault != nil:
		return i.Fault.Source
	case i.Skip != nil:
		return i.Skip.Source
	}
	return pipeline.Source{}
}

// Fault is a record, or a stretch of the input that may have been records, that
// could not be read. It belongs in the quarantine.
type Fault struct {
	Source pipeline.Source
	// Reason is a stable code; see Reasons.
	Reason string
	// Harmless is set if the records around are whole and the stretch itself
	// shows no trace of one: bytes after the last gzip member, a line end
	// missing between two records.
	Harmless bool
	// URL is that of the record, if it could still be read.
	URL string
	Err error
}

func (f *Fault) Error() string {
	at := fmt.Sprintf("%s: record %d at byte %d: %s", f.Source.File, f.Source.Record, f.Source.Offset, f.Reason)
	if f.Err == nil {
		return at
	}
	return at + ": " + f.Err.Error()
}

func (f *Fault) Unwrap() error { return f.Err }

// Skip is a record that was read and is not a page: a WARC request, an image, a
// FIFO in a folder. It is no cause for concern, but it is counted.
type Skip struct {
	Source pipeline.Source
	// Reason is a stable code; see Reasons.
	Reason string
	// Detail adds what varies: a content type, the target of a symlink.
	Detail string
	URL    string
}

// Mark is a place in an input. Its fields are for storing it, not for use.
type Mark struct {
	// Seq counts the items of the input, from 1, across archive members.
	Seq int64 `json:"seq"`
	// Record and Content are the record number and the offset in the content.
	Record  int64 `json:"record,omitempty"`
	Content int64 `json:"content,omitempty"`
	// Base is the stored offset at which to open the file, Within the bytes of
	// content to skip from there.
	Base   int64 `json:"base,omitempty"`
	Within int64 `json:"within,omitempty"`
	// Format is how to continue reading. Empty means that the input can only be
	// read from its start, skipping Seq items.
	Format Format `json:"format,omitempty"`
}

// Stats counts items. Records = Pages + Faults + Skipped always holds.
type Stats struct {
	Records, Pages, Faults, Skipped int64
	// Harmless counts the faults that lost nothing.
	Harmless int64
	// FaultReasons and SkipReasons count by reason.
	FaultReasons, SkipReasons map[string]int64
	// Bytes counts the bytes of the pages' bodies.
	Bytes int64
}

// Count adds an item.
func (s *Stats) Count(i Item) {
	if s.FaultReasons == nil {
		s.FaultReasons, s.SkipReasons = map[string]int64{}, map[string]int64{}
	}
	s.Records++
	switch {
	case i.Page != nil:
		s.Pages++
		s.Bytes += int64(len(i.Page.Body))
	case i.Fault != nil:
		s.Faults++
		s.FaultReasons[i.Fault.Reason]++
		if i.Fault.Harmless {
			s.Harmless++
		}
	case i.Skip != nil:
		s.Skipped++
		s.SkipReasons[i.Skip.Reason]++
	}
}
