package dump

import (
	"fmt"
	"io"
	"sort"
	"strings"
)

// Format is the form of an input, below its compression.
type Format string

// The formats. Tar and Zip are looked into whatever format is asked for; the
// format then is that of their members.
const (
	Auto    Format = "auto"
	HTML    Format = "html"    // one file is one page
	Text    Format = "text"    // one file is one page
	JSONL   Format = "jsonl"   // a JSON object per line
	JSON    Format = "json"    // an array of objects, or objects printed over several lines
	WARC    Format = "warc"    // responses and resources
	WET     Format = "wet"     // a WARC of conversion records
	ARC     Format = "arc"     // the predecessor of WARC
	Tar     Format = "tar"     // each member is an input
	Zip     Format = "zip"     // each member is an input; WACZ is one
	CSV     Format = "csv"     // a header, then a row per page
	TSV     Format = "tsv"     // the same with tabs
	Parquet Format = "parquet" // a row per page
)

var formats = []Format{Auto, HTML, Text, JSONL, JSON, WARC, WET, ARC, Tar, Zip, CSV, TSV, Parquet}

// ParseFormat reads the name of a format, as in --from.
func ParseFormat(name string) (Format, error) {
	switch f := Format(strings.ToLower(name)); f {
	case "":
		return Auto, nil
	case "wacz":
		return Zip, nil
	case "ndjson":
		return JSONL, nil
	default:
		names := make([]string, len(formats))
		for i, known := range formats {
			if f == known {
				return f, nil
			}
			names[i] = string(known)
		}
		return "", fmt.Errorf("unknown format %q; known are %s", name, strings.Join(names, ", "))
	}
}

// DefaultMaxBytes is the record cap: the largest page that is taken.
const DefaultMaxBytes = 32 << 20

// Options say how inputs are read. The zero value detects everything by
// content.
type Options struct {
	// From is the format of all inputs; Auto (or empty) detects it by content.
	From Format
	// Fields gives the dump's names for the fields of a record in JSON, CSV
	// or Parquet, by winnow's names (see FieldNames). A name that holds
	// dots and is no field itself reaches into objects: "metadata.url".
	Fields map[string]string
	// MaxBytes caps a record, in bytes of content; larger ones become faults.
	// Default DefaultMaxBytes.
	MaxBytes int64
	// MaxRatio is how many bytes of content a stored byte may give before
	// a large record is called a decompression bomb. Default 100.
	MaxRatio int64
	// AnyStatus passes on WARC responses whose HTTP status is not 2xx,
	// rather than skip them.
	AnyStatus bool
	// URL is the address of pages that come without one.
	URL string `json:",omitempty"`
	// Stdin is what "-" reads.
	Stdin io.Reader
	// TempDir is where a zip or Parquet file that comes through a pipe or
	// from inside another archive is spooled. Default os.TempDir.
	TempDir string
}

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxRatio <= 0 {
		o.MaxRatio = 100
	}
	if o.From == "" {
		o.From = Auto
	}
	return o
}

// The fields of a record.
const (
	fieldID          = "id"
	fieldURL         = "url"
	fieldHTML        = "html"
	fieldText        = "text"
	fieldTitle       = "title"
	fieldByline      = "byline"
	fieldPublished   = "published"
	fieldLang        = "lang"
	fieldContentType = "content_type"
)

// FieldNames returns the names that Options.Fields may have as keys. All but
// content_type are also the default names in the dump.
func FieldNames() []string {
	names := []string{fieldID, fieldURL, fieldHTML, fieldText, fieldTitle, fieldByline,
		fieldPublished, fieldLang, fieldContentType}
	sort.Strings(names)
	return names
}

// ParseFields reads mappings like "html=body".
func ParseFields(mappings []string) (map[string]string, error) {
	fields := map[string]string{}
	for _, m := range mappings {
		name, theirs, ok := strings.Cut(m, "=")
		if !ok || theirs == "" {
			return nil, fmt.Errorf("%q is no mapping: write NAME=THEIRS, such as html=body", m)
		}
		if !isField(name) {
			return nil, fmt.Errorf("unknown field %q; known are %s", name, strings.Join(FieldNames(), ", "))
		}
		fields[name] = theirs
	}
	return fields, nil
}

func isField(name string) bool {
	for _, known := range FieldNames() {
		if name == known {
			return true
		}
	}
	return false
}
