package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"winnow/pipeline/dump/unpack"
)

const page = "<!doctype html>\n<p>A page that is a little longer than it has to be, for a page.</p>"

func zlibbed(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func flated(s string) string {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, 9)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func brotlied(s string) string {
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func zstded(s string) string {
	w, _ := zstd.NewWriter(nil)
	return string(w.EncodeAll([]byte(s), nil))
}

func gzipped(s string) string { return string(deflated([]byte(s))) }

func chunked(s string) string {
	return "10\r\n" + s[:16] + "\r\n" + "0005;ext=1\r\n" + s[16:21] + "\r\n" + strings.ToUpper("3f") + "\r\n" + s[21:21+0x3f] + "\r\n0\r\n\r\n"
}

func TestContentUndoesWhatTheServerDid(t *testing.T) {
	if len(page) != 21+0x3f {
		t.Fatalf("the chunks are made for %d bytes, not %d", 21+0x3f, len(page))
	}
	for _, c := range []struct{ name, header, body string }{
		{"plain", "", page},
		{"gzip", "Content-Encoding: gzip", gzipped(page)},
		{"gzip, upper case", "CONTENT-ENCODING: GZip", gzipped(page)},
		{"x-gzip", "Content-Encoding: x-gzip", gzipped(page)},
		{"deflate", "Content-Encoding: deflate", zlibbed(page)},
		{"deflate without zlib", "Content-Encoding: deflate", flated(page)},
		{"br", "Content-Encoding: br", brotlied(page)},
		{"zstd", "Content-Encoding: zstd", zstded(page)},
		{"two codings", "Content-Encoding: br, gzip", gzipped(brotlied(page))},
		{"chunked", "Transfer-Encoding: chunked", chunked(page)},
		{"chunked gzip", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip", "1e\r\n" + gzipped(page)[:30] + "\r\n" + "FFF\r\n" + gzipped(page)[30:]},
		{"chunked, line ends LF", "Transfer-Encoding: chunked", strings.ReplaceAll(chunked("<p>"+strings.Repeat("x", 81)), "\r", "")},
		// What headers lie about.
		{"not chunked", "Transfer-Encoding: chunked", page},
		{"chunked, not announced", "", chunked(page)},
		{"not gzip", "Content-Encoding: gzip", page},
		{"not br", "Content-Encoding: br", page},
		{"not deflate", "Content-Encoding: deflate", page},
		{"not zstd", "Content-Encoding: zstd", page},
		{"gzip, not announced", "", gzipped(page)},
		{"gzip twice, announced once", "Content-Encoding: gzip", gzipped(gzipped(page))},
		{"unknown coding", "Content-Encoding: utf-8", page},
		{"gzip with junk behind", "Content-Encoding: gzip", gzipped(page) + "junk"},
		{"gzip without its checksum", "Content-Encoding: gzip", gzipped(page)[:len(gzipped(page))-8]},
		{"chunked, then not", "Transfer-Encoding: chunked", "10\r\n" + page[:16] + "\r\n" + page[16:]},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := page
			if strings.Contains(c.name, "LF") {
				want = "<p>" + strings.Repeat("x", 81)
			}
			block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + c.header + "\r\n\r\n" + c.body
			if c.header == "" {
				block = "HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + c.body
			}
			h := ParseHTTP([]byte(block))
			got, err := h.Content(1 << 20)
			if err != nil || string(got) != want {
				t.Errorf("got %q, %v", got, err)
			}
			if h.Status != 200 {
				t.Errorf("status %d", h.Status)
			}
		})
	}
}

func TestContentThatCannotBeRead(t *testing.T) {
	big := strings.Repeat(" ", 3<<20)
	broken := []byte(gzipped(strings.Repeat(page, 50)))
	broken[len(broken)/2] ^= 0x55
	for _, c := range []struct{ name, coding, body, reason string }{
		{"gzip bomb", "gzip", gzipped(big), unpack.ReasonTooLarge},
		{"deflate bomb", "deflate", zlibbed(big), unpack.ReasonTooLarge},
		{"br bomb", "br", brotlied(big), unpack.ReasonTooLarge},
		{"zstd bomb", "zstd", zstded(big), unpack.ReasonTooLarge},
		{"nested bomb", "gzip, gzip", gzipped(gzipped(big)), unpack.ReasonTooLarge},
		{"bomb, not announced", "", gzipped(big), unpack.ReasonTooLarge},
		{"broken gzip", "gzip", string(broken), ReasonBody},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := ParseHTTP([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " + c.coding + "\r\n\r\n" + c.body))
			_, err := h.Content(1 << 20)
			var f *Fault
			if !errors.As(err, &f) || f.Reason != c.reason {
				t.Errorf("got %v, want %s", err, c.reason)
			}
		})
	}
}

func TestParseHTTP(t *testing.T) {
	for _, c := range []struct {
		block, body string
		status      int
	}{
		{"HTTP/1.1 404 Not Found\r\nA: b\r\n\r\nbody", "body", 404},
		{"HTTP/1.0 200\nA: b\n\nbody", "body", 200},
		{"HTTP/2 200\r\n\r\n", "", 200},
		{"HTTP/1.1 OK\r\n\r\nbody", "body", 0},
		{"HTTP/1.1 99999 OK\r\n\r\nbody", "body", 0},
		{"HTTP/1.1 200 OK\r\nA: b", "", 200},
		{"<p>body", "<p>body", 0},
		{"", "", 0},
	} {
		h := ParseHTTP([]byte(c.block))
		if h.Status != c.status || string(h.Body) != c.body {
			t.Errorf("%q: status %d, body %q", c.block, h.Status, h.Body)
		}
	}
}

func FuzzHTTP(f *testing.F) {
	f.Add("Content-Encoding: gzip", gzipped(page))
	f.Add("Content-Encoding: deflate", zlibbed(page))
	f.Add("Content-Encoding: br", brotlied(page))
	f.Add("Content-Encoding: zstd", zstded(page))
	f.Add("Transfer-Encoding: chunked", chunked(page))
	f.Fuzz(func(t *testing.T, header, body string) {
		h := ParseHTTP([]byte("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n" + body))
		content, err := h.Content(1 << 16)
		var fault *Fault
		switch {
		case err != nil && !errors.As(err, &fault):
			t.Errorf("an error that is no fault: %v", err)
		case err == nil && len(content) > 1<<16 && len(content) > len(h.Body):
			t.Errorf("%d bytes over the cap", len(content))
		}
	})
}

func FuzzReader(f *testing.F) {
	rec := "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:a>\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"
	f.Add([]byte(rec + rec))
	f.Add(append(deflated([]byte(rec)), deflated([]byte(rec))...))
	f.Add([]byte("filedesc://a 0.0.0.0 20200101000000 text/plain 2\n1 \n\nhttp://a/ 1.2.3.4 20200101000000 text/html 3\nabc\n"))
	f.Add(append([]byte(rec), deflated([]byte(rec))...))
	f.Fuzz(func(t *testing.T, content []byte) {
		records, faults, err := readAll(NewReader(bytes.NewReader(content), Options{MaxBytes: 1 << 16}))
		if err != nil {
			t.Fatal(err)
		}
		if len(records) == 0 && len(faults) == 0 && len(bytes.Trim(content, "\r\n\x00")) > 0 && unpack.Detect(content) == unpack.None {
			t.Error("content vanished without a word")
		}
		if unpack.Detect(content) != unpack.None {
			return
		}
		// A good record behind whatever this is comes out, unless the content
		// claims it as its own, or is an ARC file.
		last := strings.Replace(rec, "urn:a", "urn:last", 1)
		r := NewReader(bytes.NewReader([]byte(string(content)+"\r\n\r\n"+last)), Options{MaxBytes: 1 << 16})
		records, faults, err = readAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range records {
			if got.id == "urn:last" || strings.Contains(got.block, "urn:last") {
				return
			}
		}
		if !r.arc {
			t.Errorf("the good record behind is lost; faults %v", faults)
		}
	})
}
