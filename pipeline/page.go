package pipeline

import "encoding/json"

// Format tells how to read the bytes of a Page.
type Format uint8

// The formats of a page. FormatAuto decides by content: bytes with markup are
// HTML, everything else is text that somebody already scraped.
const (
	FormatAuto Format = iota
	FormatHTML
	FormatText
)

// Page is one scraped page, unchanged: the input of Parse.
type Page struct {
	// ID names the page in outputs and logs. When empty it is derived from
	// the URL and the body, so that the same page has the same ID in every run.
	ID string
	// URL is where the page was scraped from, if known. Relative links are
	// resolved against it, and its top-level domain is a hint for decoding.
	URL string
	// ContentType is the value of the HTTP header, if known; its charset is
	// a hint for decoding.
	ContentType string
	Format      Format
	// Body holds the bytes as scraped, in any encoding.
	Body []byte
	// Given is metadata that came with the page. It takes precedence over what
	// the stages find.
	Given Given
	// Extra holds, by name, the fields of a JSON record that winnow does not
	// know; they are copied to the output.
	Extra map[string]json.RawMessage
	// Source says where in the input the page was.
	Source Source
}

// Given is metadata that came with a page, outside its body.
type Given struct {
	Title, Byline, Published, Lang string
}

// Source is the place of a page in the input.
type Source struct {
	// File is the input's name as given by the user ("-" for standard
	// input); members of archives are appended after "!", as in
	// "dump.tar!pages/1.html".
	File string `json:"file,omitempty"`
	// Record counts the records of the file from 1.
	Record int64 `json:"record,omitempty"`
	// Offset is where the record starts, in bytes of File as stored where
	// records can be addressed that way (WARC members), else in bytes of its
	// decompressed content.
	Offset int64 `json:"offset"`
}
