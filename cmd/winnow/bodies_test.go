package main

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// bodiesWARC returns a WARC with a response for each content encoding, one in
// chunks, and a resource record.
func bodiesWARC() []byte {
	var all bytes.Buffer
	record := func(kind, name, contentType, block string) {
		fmt.Fprintf(&all, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n", kind, all.Len())
		fmt.Fprintf(&all, "WARC-Target-URI: https://example.org/%s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", name, contentType, len(block), block)
	}
	page := func(name string) string {
		return fmt.Sprintf("<html><head><title>Ferry</title></head><body><p>The ferry of the %s stops when the bridge over the river opens in May, the council said on Monday.</p></body></html>", name)
	}
	response := func(name, header, body string) {
		record("response", name, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"+header+"\r\n\r\n"+body)
	}
	for _, encoding := range []string{"gzip", "deflate", "br", "zstd"} {
		response(encoding, "Content-Encoding: "+encoding, compressed(encoding, page(encoding+" body")))
	}
	body := page("chunked body")
	response("chunked", "Transfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", 20, body[:20], len(body)-20, body[20:]))
	record("resource", "resource", "text/html", page("resource record"))
	return all.Bytes()
}

// compressed is content in a content encoding of HTTP.
func compressed(encoding, content string) string {
	var b bytes.Buffer
	var w io.WriteCloser
	switch encoding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		var err error
		if w, err = zstd.NewWriter(&b); err != nil {
			panic(err)
		}
	}
	io.WriteString(w, content)
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

// bzip2Story is a line packed by bzip2, which the standard library only reads.
var bzip2Story = []byte("\x42\x5a\x68\x39\x31\x41\x59\x26\x53\x59\x7d\xa4\x18\x93\x00\x00\x05\xdb\x80\x00\x10\x40\x01\x10\x00\x04\x00\x3f\x68\xdc\xb0\x20\x00\x22\x26\x4d\x13\xd3\x53\xd1\x33\x4c\xa1\x46\x8c\x81\xa3\x4c\x8d\x09\x21\x45\xc9\xaa\x9c\x41\x85\x06\x4f\x83\x8a\xf7\x8d\xcf\x4c\xe0\x97\xc9\x63\x07\x19\x30\x1f\xc5\xdc\x91\x4e\x14\x24\x1f\x69\x06\x24\xc0")
