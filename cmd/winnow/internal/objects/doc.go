// Package objects reads object stores (s3://, gs://) through a helper program, as
// Git reads remotes. The libraries of the stores would make winnow three times as
// large and give it ways into the network that nobody asked for; so they live in
// a program of their own, winnow-objects, which is started when an input names
// a store, and which the Client here talks to over pipes.
//
// The Client writes one request a line, as JSON:
//
//	{"op":"list","url":"s3://bucket/crawl/"}
//	{"op":"get","url":"s3://bucket/crawl/a.warc.gz","offset":1048576}
//
// The helper (a Server) answers each with lines of JSON, of which data is followed
// by as many bytes as it says, and the last is an end or an error:
//
//	{"object":{"url":"s3://bucket/crawl/a.warc.gz","size":3000000,"modified":"…","version":"…"}}
//	{"data":65536}
//	{"end":true}
//	{"error":"no such key"}
package objects

import (
	"regexp"
	"time"
)

// An Object is one object of a store.
type Object struct {
	URL      string    `json:"url"`
	Size     int64     `json:"size"`
	Modified time.Time `json:"modified,omitzero"`
	// Version distinguishes states of the object: an ETag or the like.
	Version string `json:"version,omitempty"`
}

// A request is what the client asks for.
type request struct {
	Op     string `json:"op"` // list or get
	URL    string `json:"url"`
	Offset int64  `json:"offset,omitempty"`
}

// An answer is one line of the helper.
type answer struct {
	Object *Object `json:"object,omitempty"`
	Data   int     `json:"data,omitempty"`
	End    bool    `json:"end,omitempty"`
	Error  string  `json:"error,omitempty"`
}

// queryPattern matches the parameters of a store, such as
// ?endpoint=localhost:9000&region=eu; a question mark may also be a pattern.
var queryPattern = regexp.MustCompile(`\?[a-z_]+=[^*?]*$`)

// SplitQuery separates the parameters from the location of objects.
func SplitQuery(url string) (place, query string) {
	if i := queryPattern.FindStringIndex(url); i != nil {
		return url[:i[0]], url[i[0]:]
	}
	return url, ""
}
