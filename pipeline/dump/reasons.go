package dump

import (
	"strings"

	"winnow/pipeline/dump/unpack"
	"winnow/pipeline/dump/warc"
)

// Why a record or a stretch is a Fault, in addition to the reasons of packages
// unpack and warc.
const (
	// FaultTooLarge: the record is larger than Options.MaxBytes.
	FaultTooLarge = "record_too_large"
	// FaultExpanded: the record is a decompression bomb.
	FaultExpanded = unpack.ReasonTooLarge
	// FaultRead: the rest of the file could not be read; what it holds is
	// unknown.
	FaultRead = unpack.ReasonRead
	// FaultJSON: the line is not a JSON object.
	FaultJSON = "bad_json"
	// FaultField: a field that winnow needs holds something other than text.
	FaultField = "bad_field"
	// FaultNoBody: the record has neither of the fields html and text.
	FaultNoBody = "no_body_field"
	// FaultUnreadable: the file or folder could not be opened or read.
	FaultUnreadable = "unreadable"
	// FaultArchive: a tar or zip file, or one member of it, is damaged.
	FaultArchive = "bad_archive"
	// FaultDeep: an archive inside an archive inside an archive.
	FaultDeep = unpack.ReasonNested
	// FaultTable: a CSV, TSV or Parquet file, or a row of it, is damaged.
	FaultTable = "bad_table"
)

// Why a record is not a page.
const (
	SkipFIFO      = "fifo"
	SkipDevice    = "device"
	SkipSocket    = "socket"
	SkipSymlink   = "symlink"
	SkipDuplicate = "listed_twice"
	// SkipName: the ending of a file name in a folder or archive says that it
	// is not a page (a style sheet, an image).
	SkipName = "file_type"
	// SkipContentType: the WARC record holds neither HTML nor text.
	SkipContentType = "content_type"
	// SkipStatus is followed by the HTTP status of a WARC response.
	SkipStatus = "http_status_"
	// SkipRecord is followed by the type of a WARC record that does not hold a
	// page.
	SkipRecord = "warc_"
	// SkipIndex: a member of a WACZ that is about the pages.
	SkipIndex = "wacz_index"
)

// Meaning returns the sentence that explains a reason; empty if it is not in
// Reasons.
func Meaning(reason string) string {
	for known, doc := range Reasons() {
		if reason == known || strings.HasSuffix(known, "_") && strings.HasPrefix(reason, known) {
			return doc
		}
	}
	return ""
}

// Reasons lists every reason that a Fault or Skip can have, each with one
// sentence. Reasons that end in an underscore have a varying part after it.
func Reasons() map[string]string {
	reasons := map[string]string{
		FaultTooLarge:   "The record is larger than the record cap.",
		FaultJSON:       "The line or element is no JSON object.",
		FaultField:      "A field that should be text is something else.",
		FaultNoBody:     "The record has neither of the fields html and text.",
		FaultUnreadable: "The file could not be opened or read.",
		FaultArchive:    "The archive or one of its members is damaged.",
		FaultTable:      "The table or one of its rows is damaged.",
		SkipFIFO:        "A named pipe; nothing is read from it.",
		SkipDevice:      "A device; nothing is read from it.",
		SkipSocket:      "A socket; nothing is read from it.",
		SkipSymlink:     "A symbolic link in a folder or archive; it is not followed.",
		SkipDuplicate:   "The file was already listed.",
		SkipName:        "The ending of the name says that it is no page.",
		SkipContentType: "The WARC record holds neither HTML nor text.",
		SkipStatus:      "The HTTP response is no success; its status follows.",
		SkipRecord:      "A WARC record that holds no page; its type follows.",
		SkipIndex:       "A part of a WACZ that is about the pages.",
	}
	for reason, doc := range unpack.Reasons() {
		reasons[reason] = doc
	}
	for reason, doc := range warc.Reasons() {
		reasons[reason] = doc
	}
	return reasons
}
