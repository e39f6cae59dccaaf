package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"winnow/pipeline/dump/unpack"
)

// HTTP is the HTTP response in a record.
type HTTP struct {
	// Status is the status code, 0 if there is no status line.
	Status int
	Header Header
	// Body is the body as transferred: perhaps in chunks, perhaps compressed.
	Body []byte
}

// ParseHTTP takes the block of a response record apart. A block that does not
// begin with a status line is all body. Lines may end in LF alone. The body
// shares memory with the block.
func ParseHTTP(block []byte) *HTTP {
	if !bytes.HasPrefix(block, []byte("HTTP/")) {
		return &HTTP{Body: block}
	}
	size := headerEnd(block)
	if size == 0 {
		size = len(block) // cut off inside the header
	}
	h := &HTTP{Header: parseHeader(block[:size]), Body: block[size:]}
	line, _, _ := bytes.Cut(block, []byte("\n"))
	if parts := strings.Fields(string(line[:min(len(line), 256)])); len(parts) > 1 {
		if code, err := strconv.Atoi(parts[1]); err == nil && code >= 100 && code <= 999 {
			h.Status = code
		}
	}
	return h
}

var errExpanded = errors.New("it expands beyond the record cap")

// Content returns the body with transfer and content encodings undone. The
// header is a hint only, as crawlers often store the decoded body under the
// header of the encoded one: what does not look encoded is left as it is, and
// what does is decoded even if the header is silent. A body that was cut off
// while it was transferred gives what was there. The error is a *Fault with
// reason expanded_too_large (over maxBytes) or corrupt_http_body. The content
// may share memory with the body.
func (h *HTTP) Content(maxBytes int64) ([]byte, error) {
	body := dechunk(h.Body, strings.Contains(strings.ToLower(h.Header.Get("Transfer-Encoding")), "chunked"))
	codings := strings.Split(strings.ToLower(h.Header.Get("Content-Encoding")), ",")
	for i := len(codings) - 1; i >= 0; i-- {
		var err error
		if body, err = decode(strings.TrimSpace(codings[i]), body, maxBytes); err != nil {
			return nil, bodyFault(err)
		}
	}
	// A second layer, or one the header does not tell of.
	if c := unpack.Detect(body); c == unpack.Gzip && isTextType(h.Header.Get("Content-Type")) {
		inflated, err := decode("gzip", body, maxBytes)
		if err != nil {
			return nil, bodyFault(err)
		}
		body = inflated
	}
	return body, nil
}

func bodyFault(err error) *Fault {
	if errors.Is(err, errExpanded) {
		return &Fault{Reason: unpack.ReasonTooLarge, Err: err}
	}
	return &Fault{Reason: ReasonBody, Err: err}
}

func isTextType(contentType string) bool {
	t := strings.ToLower(strings.TrimSpace(contentType))
	return t == "" || strings.HasPrefix(t, "text/") || strings.HasPrefix(t, "application/xhtml")
}

// decode undoes one content coding.
func decode(coding string, body []byte, maxBytes int64) ([]byte, error) {
	var r io.Reader
	var err error
	src := bytes.NewReader(body)
	switch coding {
	case "gzip", "x-gzip":
		if unpack.Detect(body) != unpack.Gzip {
			return body, nil
		}
		r, err = gzip.NewReader(src)
	case "deflate":
		// RFC 9110 means zlib, but some servers send bare deflate.
		if r, err = zlib.NewReader(src); err != nil {
			_, _ = src.Seek(0, io.SeekStart)
			r, err = flate.NewReader(src), nil
		}
	case "br":
		r = brotli.NewReader(src)
	case "zstd":
		if unpack.Detect(body) != unpack.Zstd {
			return body, nil
		}
		var z *zstd.Decoder
		// RFC 9659 bounds the window of the HTTP coding at 8 MiB.
		z, err = zstd.NewReader(src, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(8<<20))
		if err == nil {
			defer z.Close()
			r = z
		}
	default:
		return body, nil
	}
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	_, err = io.Copy(&out, io.LimitReader(r, maxBytes+1))
	switch {
	case int64(out.Len()) > maxBytes, errors.Is(err, zstd.ErrWindowSizeExceeded):
		return nil, errExpanded
	case err == nil, isCut(err) && out.Len() > 0:
		return out.Bytes(), nil
	case coding == "gzip" && errors.Is(err, gzip.ErrHeader) && out.Len() > 0:
		return out.Bytes(), nil // bytes after the gzip member
	case (coding == "br" || coding == "deflate") && isPlain(body):
		return body, nil
	}
	return nil, fmt.Errorf("content encoding %s: %w", coding, err)
}

// isCut tells data that end too early, as those of a broken connection do.
func isCut(err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// isPlain reports whether a body is text as it is. Compressed data have control
// bytes among their first.
func isPlain(body []byte) bool {
	for _, c := range body[:min(len(body), 256)] {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			return false
		}
	}
	return len(body) > 0
}

// maxChunkLine bounds the line before a chunk: its size and extensions.
const maxChunkLine = 256

// dechunk undoes the chunked transfer coding. If the header does not announce
// it, the whole body has to be in that form. When a body is chunked up to a
// point, the rest is kept as it is.
func dechunk(body []byte, announced bool) []byte {
	if !announced && !isChunked(body) {
		return body
	}
	var out []byte
	rest := body
	for {
		size, line := chunkSize(rest)
		if line == 0 {
			break
		}
		if size == 0 {
			return out
		}
		rest = rest[line:]
		if size >= int64(len(rest)) {
			return append(out, rest...) // cut off
		}
		out = append(out, rest[:size]...)
		rest = rest[size:]
		rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
		if len(rest) == 0 {
			return out
		}
	}
	if len(out) == 0 {
		return body
	}
	return append(out, rest...)
}

// isChunked reports whether the body is chunks from end to end.
func isChunked(body []byte) bool {
	for {
		size, line := chunkSize(body)
		if line == 0 {
			return false
		}
		body = body[line:]
		if size == 0 {
			return len(bytes.TrimSpace(body)) == 0
		}
		if size+2 > int64(len(body)) || !bytes.HasPrefix(body[size:], []byte("\r\n")) {
			return false
		}
		body = body[size+2:]
	}
}

// chunkSize reads the line before a chunk; its length is 0 if there is none.
func chunkSize(b []byte) (size int64, line int) {
	n := bytes.IndexByte(b[:min(len(b), maxChunkLine)], '\n')
	if n < 0 {
		return 0, 0
	}
	digits, _, _ := strings.Cut(string(b[:n]), ";")
	size, err := strconv.ParseInt(strings.TrimSpace(digits), 16, 64)
	if err != nil || size < 0 {
		return 0, 0
	}
	return size, n + 1
}
