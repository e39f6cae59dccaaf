package dump

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/ulikunitz/xz"

	"winnow/pipeline"
)

// describe writes an item as one line, for comparison.
func describe(i Item) string {
	s := i.Source()
	switch {
	case i.Page != nil:
		return fmt.Sprintf("page %d@%d %s %q", s.Record, s.Offset, i.Page.ID, i.Page.Body)
	case i.Fault != nil:
		return fmt.Sprintf("fault %d@%d %s", s.Record, s.Offset, i.Fault.Reason)
	}
	return fmt.Sprintf("skip %d@%d %s", s.Record, s.Offset, i.Skip.Reason)
}

func collect(t testing.TB, inputs []Input, o Options) []Item {
	t.Helper()
	var items []Item
	var stats Stats
	for item, err := range Read(context.Background(), inputs, o) {
		if err != nil {
			t.Fatal(err)
		}
		set := 0
		for _, is := range []bool{item.Page != nil, item.Fault != nil, item.Skip != nil} {
			if is {
				set++
			}
		}
		if set != 1 {
			t.Fatalf("an item with %d of page, fault and skip: %+v", set, item)
		}
		if f := item.Fault; f != nil && !knownReason(f.Reason) {
			t.Errorf("the reason %q is in no list", f.Reason)
		}
		if k := item.Skip; k != nil && !knownReason(k.Reason) {
			t.Errorf("the reason %q is in no list", k.Reason)
		}
		stats.Count(item)
		items = append(items, item)
	}
	if stats.Records != stats.Pages+stats.Faults+stats.Skipped || stats.Records != int64(len(items)) {
		t.Fatalf("the counts do not add up: %+v", stats)
	}
	return items
}

func readBytes(t testing.TB, content []byte, o Options) []Item {
	t.Helper()
	o.Stdin = bytes.NewReader(content)
	return collect(t, []Input{{Name: "-"}}, o)
}

func describeAll(items []Item) []string {
	lines := make([]string, len(items))
	for i, item := range items {
		lines[i] = describe(item)
	}
	return lines
}

func wantLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func writeFile(t testing.TB, dir, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func gzipped(t testing.TB, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zst(t testing.TB, content []byte) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(content, nil)
}

// bzipped is {"id":"a","text":"x"} and {"id":"b","text":"y"} on lines, by bzip2; Go
// has no encoder.
const bzipped = "BZh91AY&SY\xc8\xdas\xd1\x00\x00\x14Y\x80\x00\x10\x10\x04\x00\x106 \x04j \x001\x00\x00\x02\xaa\x9e\x93" +
	"\x08\xd1\xfa\x91\x8c\xe9\xb7\x88\xf5d\x9f\x08\xd2\xce\xd5\xd4TS\x82\xeeH\xa7\n\x12\x19\x1bNz "

func TestJSONLines(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"two lines", `{"id":"a","text":"x"}` + "\n" + `{"id":"b","text":"y"}` + "\n", `page 1@0 a "x"|page 2@22 b "y"`},
		{"no last line end", `{"id":"a","text":"x"}`, `page 1@0 a "x"`},
		{"CRLF, blank lines", "{\"id\":\"a\",\"text\":\"x\"}\r\n\r\n  \r\n{\"id\":\"b\",\"text\":\"y\"}\r\n", `page 1@0 a "x"|page 2@29 b "y"`},
		{"BOM", "\ufeff{\"id\":\"a\",\"text\":\"x\"}\n", `page 1@3 a "x"`},
		{"BOM in the middle", "{\"id\":\"a\",\"text\":\"x\"}\n\ufeff{\"id\":\"b\",\"text\":\"y\"}\n\ufeff\n", `page 1@0 a "x"|page 2@22 b "y"`},
		{"UTF-16", utf16LE("\ufeff{\"id\":\"a\",\"text\":\"\u0a0aé😀\"}\r\n\r\n{\"id\":\"b\",\"text\":\"y\"}\n"), `page 1@0 a "ਊé😀"|page 2@58 b "y"`},
		{"UTF-16 without a mark", utf16LE("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"y\"}"), `page 1@0 a "x"|page 2@44 b "y"`},
		{"UTF-16, the other order", swapBytes(utf16LE("\ufeff{\"id\":\"a\",\"text\":\"\u0a0a\"}\n{\"id\":\"b\",\"text\":\"y\"}\n")), `page 1@0 a "ਊ"|page 2@46 b "y"`},
		{"UTF-16 behind UTF-8", "{\"id\":\"a\",\"text\":\"x\"}\n" + utf16LE("\ufeff{\"id\":\"b\",\"text\":\"y\"}\n") + "{\"id\":\"c\",\"text\":\"z\"}\n", `page 1@0 a "x"|page 2@22 b "y"|page 3@68 c "z"`},
		{"a bad line in UTF-16", utf16LE("\ufeff{\"id\":\"a\",\"te\n{\"id\":\"b\",\"text\":\"y\"}\n"), `fault 1@0 bad_json|page 2@30 b "y"`},
		{"zeros before a line", "{\"id\":\"a\",\"text\":\"x\"}\n\x00{\"id\":\"b\"}\n{\x00\"id\":\"b\"}\n{\"id\":\"c\",\"text\":\"z\"}\n",
			`page 1@0 a "x"|fault 2@22 bad_json|fault 3@34 bad_json|page 4@46 c "z"`},
		{"a bad line between", "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"te\n{\"id\":\"c\",\"text\":\"z\"}\n",
			`page 1@0 a "x"|fault 2@22 bad_json|page 3@36 c "z"`},
		{"a bad first line", "{\"id\":\"b\",\"te\n{\"id\":\"c\",\"text\":\"z\"}\n", `fault 1@0 bad_json|page 2@14 c "z"`},
		{"not UTF-8", "{\"id\":\"a\xff\",\"text\":\"x\xff\"}\n", "page 1@0 a\ufffd \"x\\xff\""},
		{"lone surrogate", `{"id":"a","text":"x\ud800y\ud83d\ude00"}`, "page 1@0 a \"x\ufffdy😀\""},
		{"escapes", `{"id":"a","text":"\"\\\/\b\f\n\r\té\u00E9"}`, `page 1@0 a "\"\\/\b\f\n\r\téé"`},
		{"escaped field name", `{"\u0069d":"a","text":"x"}`, `page 1@0 a "x"`},
		{"bad escape", `{"id":"a","text":"\x"}`, `fault 1@0 bad_json`},
		{"raw control characters", "{\"id\":\"a\",\"text\":\"x\ty\x00\"}", `page 1@0 a "x\ty\x00"`},
		{"html before text", `{"id":"a","text":"x","html":"<p>y"}`, `page 1@0 a "<p>y"`},
		{"null html", `{"id":"a","text":"x","html":null}`, `page 1@0 a "x"`},
		{"empty text", `{"id":"a","text":""}`, `page 1@0 a ""`},
		{"number as id", `{"id":12,"text":"x"}`, `page 1@0 12 "x"`},
		{"no body", `{"id":"a","content":"x"}`, `fault 1@0 no_body_field`},
		{"a number as body", `{"id":"a","text":1}`, `fault 1@0 bad_field`},
		{"two objects on a line", `{"id":"a","text":"x"}{"id":"b"}`, `fault 1@0 bad_json`},
		{"no object", `{"id":"a","text":"x"}` + "\nnull\n[1]\n7\n", `page 1@0 a "x"|fault 2@22 bad_json|fault 3@27 bad_json|fault 4@31 bad_json`},
		{"bad value beside", `{"id":"a","text":"x","n":0x1}`, `fault 1@0 bad_json`},
		{"the last of two wins", `{"id":"a","text":"x","text":"y"}`, `page 1@0 a "y"`},
		{"objects inside", `{"id":"a","meta":{"text":"no}","l":[1,{"id":"b"}]},"text":"x"}`, `page 1@0 a "x"`},
		{"deep", `{"id":"a","n":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `,"text":"x"}`, `page 1@0 a "x"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantLines(t, describeAll(readBytes(t, []byte(c.in), Options{})), strings.Split(c.want, "|")...)
		})
	}
}

// utf16LE writes a text in UTF-16, the low byte first.
func utf16LE(text string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return string(b)
}

func swapBytes(s string) string {
	b := []byte(s)
	for i := 0; i+1 < len(b); i += 2 {
		b[i], b[i+1] = b[i+1], b[i]
	}
	return string(b)
}

func TestJSONValuesInOtherLayouts(t *testing.T) {
	want := []string{`a "x"`, `b "y"`}
	for name, in := range map[string]string{
		"array":            `[{"id":"a","text":"x"},{"id":"b","text":"y"}]`,
		"array over lines": "[\n  {\"id\":\"a\",\n \"text\":\"x\"},\n  {\"id\":\"b\",\"text\":\"y\"}\n]\n",
		"pretty":           "{\n  \"id\": \"a\",\n  \"text\": \"x\"\n}\n{\n  \"id\": \"b\",\n  \"text\": \"y\"\n}\n",
		"array of lines":   "[{\"id\":\"a\",\"text\":\"x\"},\n{\"id\":\"b\",\"text\":\"y\"}]",
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, i := range readBytes(t, []byte(in), Options{}) {
				if i.Page == nil {
					t.Fatal(describe(i))
				}
				got = append(got, fmt.Sprintf("%s %q", i.Page.ID, i.Page.Body))
			}
			wantLines(t, got, want...)
		})
	}
}

func TestABrokenElementCostsOnlyItself(t *testing.T) {
	in := "[\n  {\"id\": \"a\", \"text\": \"x\"},\n  {\"id\": \"b\", \"text\": \"y},\n  {\"id\": \"c\", \"text\": \"z\"}\n]\n"
	wantLines(t, describeAll(readBytes(t, []byte(in), Options{})), `page 1@4 a "x"`, "fault 2@32 bad_json", `page 3@59 c "z"`)
}

func TestRecordFieldsGoWhereTheyBelong(t *testing.T) {
	in := `{"key":"a","meta":{"url":"http://x/","n":1},"html":"<p>é","text":"é","title":"T","byline":["A","B"],"published":2020,"lang":null,"more":[1, "\ud800"]}`
	items := readBytes(t, []byte(in), Options{Fields: map[string]string{"id": "key", "url": "meta.url"}})
	p := items[0].Page
	if p == nil {
		t.Fatal(describe(items[0]))
	}
	if p.ID != "a" || p.URL != "http://x/" || p.Format != pipeline.FormatHTML || p.ContentType != "text/html; charset=utf-8" {
		t.Errorf("got %+v", p)
	}
	if want := (pipeline.Given{Title: "T", Byline: "A, B", Published: "2020"}); p.Given != want {
		t.Errorf("given %+v, want %+v", p.Given, want)
	}
	for name, want := range map[string]string{"more": `[1, "\ud800"]`, "meta": `{"url":"http://x/","n":1}`, "text": `"é"`} {
		if got := string(p.Extra[name]); got != want {
			t.Errorf("extra %s: %s, want %s", name, got, want)
		}
	}
	if len(p.Extra) != 3 {
		t.Errorf("extra %v", p.Extra)
	}
}

func TestALineOverTheCapLeavesTheNextOne(t *testing.T) {
	var in bytes.Buffer
	in.WriteString(`{"id":"a","text":"x"}` + "\n")
	in.WriteString(`{"id":"b","text":"`)
	in.Write(bytes.Repeat([]byte("long "), 1<<20))
	in.WriteString("\"}\n" + `{"id":"c","text":"z"}`)
	for name, content := range map[string][]byte{"plain": in.Bytes(), "gzip": gzipped(t, in.Bytes()), "zstd": zst(t, in.Bytes())} {
		t.Run(name, func(t *testing.T) {
			got := describeAll(readBytes(t, content, Options{MaxBytes: 1 << 20}))
			wantLines(t, got, `page 1@0 a "x"`, "fault 2@22 record_too_large", `page 3@5242923 c "z"`)
		})
	}
}

func TestCompressionIsReadThrough(t *testing.T) {
	content := []byte(`{"id":"a","text":"x"}` + "\n" + `{"id":"b","text":"y"}` + "\n")
	var x, l bytes.Buffer
	xw, err := xz.NewWriter(&x)
	if err != nil {
		t.Fatal(err)
	}
	lw := lz4.NewWriter(&l)
	for _, w := range []interface {
		Write([]byte) (int, error)
		Close() error
	}{xw, lw} {
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	half := bytes.IndexByte(content, '\n') - 4
	for name, in := range map[string][]byte{
		"gzip": gzipped(t, content), "zstd": zst(t, content), "xz": x.Bytes(), "lz4": l.Bytes(), "bzip2": []byte(bzipped),
		"gzip in zstd": zst(t, gzipped(t, content)), "gzip in gzip": gzipped(t, gzipped(t, content)),
		"two members": append(gzipped(t, content[:half]), gzipped(t, content[half:])...),
		"padded":      append(gzipped(t, content), make([]byte, 3000)...),
	} {
		t.Run(name, func(t *testing.T) {
			wantLines(t, describeAll(readBytes(t, in, Options{})), `page 1@0 a "x"`, `page 2@22 b "y"`)
		})
	}
	t.Run("three layers", func(t *testing.T) {
		wantLines(t, describeAll(readBytes(t, gzipped(t, gzipped(t, gzipped(t, content))), Options{})), "fault 1@0 nested_too_deep")
	})
	t.Run("trailing junk", func(t *testing.T) {
		in := append(gzipped(t, content), "junk"...)
		items := readBytes(t, in, Options{})
		wantLines(t, describeAll(items), `page 1@0 a "x"`, `page 2@22 b "y"`, fmt.Sprintf("fault 3@%d trailing_junk", len(in)-4))
		if !items[2].Fault.Harmless {
			t.Error("trailing junk took a record with it")
		}
	})
	t.Run("cut", func(t *testing.T) {
		in := gzipped(t, content)
		wantLines(t, describeAll(readBytes(t, in[:len(in)-4], Options{})), `page 1@0 a "x"`, `page 2@22 b "y"`, "fault 3@0 truncated_gzip")
	})
	t.Run("a broken member between", func(t *testing.T) {
		a, b, c := gzipped(t, content[:22]), gzipped(t, content[:22]), gzipped(t, content[22:])
		b[len(b)/2] ^= 0x10
		in := append(append(append([]byte{}, a...), b...), c...)
		items := readBytes(t, in, Options{})
		last := items[len(items)-1]
		if last.Page == nil || last.Page.ID != "b" {
			t.Error("the member after the broken one is lost:", describeAll(items))
		}
		if f := items[len(items)-2].Fault; f == nil || f.Source.Offset != int64(len(a)) {
			t.Error("the broken member is not reported at its offset:", describeAll(items))
		}
	})
}

func TestFormatIsToldByContent(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Format
	}{
		{"<!doctype html><p>x", Auto}, {"Just text.", Auto}, {"{curly} text", Auto}, {"[Editor's note] text", Auto},
		{"  \n{\"a\":1}\n", JSONL}, {"{}\n", JSONL}, {"{\n  \"a\": 1\n}", JSON}, {"[\n{\"a\":1}]", JSON}, {"[1, 2]", Auto},
		{"WARC/1.0\r\nWARC-Type: warcinfo\r\n", WARC}, {"WARC/0.18\n", WARC}, {"WARC is a format", Auto},
		{"filedesc://x.arc 0.0.0.0 20200101000000 text/plain 10\n", ARC}, {"\x00\x01\x02\x03", Auto},
		{"{\"a\":\"cut\n{\"a\":1}\n", JSONL}, {"{\"a\":\n1,\"b\":2}", JSONL},
	} {
		if got := recordFormat([]byte(c.in)); got != c.want && !(got == "" && c.want == Auto) {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

// A dump whose first record is damaged is still a dump; a page that shows JSON is
// a page.
func TestDamagedStartCostsTheFirstRecord(t *testing.T) {
	whole := `{"id":"b","text":"y"}` + "\n"
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"stdin", `t of the first.","id":"a"}` + "\n" + whole, []string{"fault 1@0 bad_json", `page 2@27 b "y"`}},
		{"stdin", "of the first\n" + whole + "\n" + whole, []string{"fault 1@0 bad_json", `page 2@13 b "y"`, `page 3@36 b "y"`}},
		{"d.jsonl", "of the first\n" + whole, []string{"fault 1@0 bad_json", `page 2@13 b "y"`}},
		{"d.jsonl.gz", "no line\nat all", []string{"fault 1@0 bad_json", "fault 2@8 bad_json"}},
		{"d.jsonl", "<!doctype html><p>x", []string{`page 1@0  "<!doctype html><p>x"`}},
		{"page.txt", "Send this:\n" + whole + "and wait.", []string{`page 1@0  "Send this:\n{\"id\":\"b\",\"text\":\"y\"}\nand wait."`}},
		{"page.txt", "Send this:\n" + whole, []string{`page 1@0  "Send this:\n{\"id\":\"b\",\"text\":\"y\"}\n"`}},
		{"the.warc.txt", "WARCs are files.", []string{`page 1@0  "WARCs are files."`}},
	} {
		var items []Item
		if c.name == "stdin" {
			items = readBytes(t, []byte(c.in), Options{})
		} else {
			content := []byte(c.in)
			if strings.HasSuffix(c.name, ".gz") {
				content = gzipped(t, content)
			}
			items = collect(t, []Input{{Name: writeFile(t, t.TempDir(), c.name, content)}}, Options{})
		}
		wantLines(t, describeAll(items), c.want...)
	}
}

func TestWholeFiles(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "a.html.gz", gzipped(t, []byte("<p>a")))
	writeFile(t, dir, "b/c.txt", []byte("c"))
	writeFile(t, dir, "b/d.html", bytes.Repeat([]byte("d"), 2<<20))
	writeFile(t, dir, "bomb.html.gz", gzipped(t, bytes.Repeat([]byte(" "), 8<<20)))
	writeFile(t, dir, "cut.html.gz", gzipped(t, []byte("<p>cut"))[:20])
	writeFile(t, dir, "empty.html", nil)
	inputs, err := Expand(context.Background(), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	items := collect(t, inputs, Options{MaxBytes: 1 << 20})
	wantLines(t, describeAll(items), `page 1@0  "<p>a"`, `page 1@0  "c"`, "fault 1@0 record_too_large",
		"fault 1@0 expanded_too_large", "fault 1@0 truncated_gzip", `page 1@0  ""`)
	if got := items[1].Page.Source.File; got != filepath.Join(dir, "b/c.txt") {
		t.Errorf("source %q", got)
	}
	if got := collect(t, inputs[1:2], Options{From: HTML})[0].Page.Format; got != pipeline.FormatHTML {
		t.Errorf("format %v, asked for HTML", got)
	}
}

func TestWETIsText(t *testing.T) {
	body := "Überschrift\n\nEin Satz."
	in := fmt.Sprintf("WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://x/\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(body), body)
	items := readBytes(t, gzipped(t, []byte(in)), Options{From: WET})
	p := items[0].Page
	if p == nil || string(p.Body) != body || p.Format != pipeline.FormatText || p.ContentType != "text/plain; charset=utf-8" || p.URL != "http://x/" {
		t.Errorf("got %+v", p)
	}
}

// TestWhatIsNoPageIsSkipped: HTTP errors and other content types are counted by
// reason, unless they are asked for.
func TestWhatIsNoPageIsSkipped(t *testing.T) {
	var in []byte
	for _, head := range []string{
		"HTTP/1.1 404 Not Found\r\nContent-Type: text/html", "HTTP/1.1 301 Moved\r\nContent-Type: text/html",
		"HTTP/1.1 200 OK\r\nContent-Type: image/png", "HTTP/1.1 200 OK\r\nContent-Type: TEXT/HTML; charset=\"x", "HTTP/1.1 206 Partial\r\nX: y",
	} {
		block := head + "\r\n\r\nbody"
		in = fmt.Appendf(in, "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
	}
	var got []string
	for _, item := range readBytes(t, in, Options{}) {
		got = append(got, strings.Fields(describe(item))[0]+" "+strings.Fields(describe(item))[2])
	}
	wantLines(t, got, "skip http_status_404", "skip http_status_301", "skip content_type", `page "body"`, `page "body"`)
	if n := len(readBytes(t, in, Options{AnyStatus: true})); n != 5 {
		t.Errorf("%d items", n)
	}
	pages := 0
	for _, item := range readBytes(t, in, Options{AnyStatus: true}) {
		if item.Page != nil {
			pages++
		}
	}
	if pages != 4 {
		t.Errorf("%d pages of any status, want 4", pages)
	}
}
