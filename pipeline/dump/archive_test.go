package dump

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"winnow/internal/cputime"
	"winnow/pipeline"
)

type entry struct {
	name    string
	content []byte
}

func tarred(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Mode: 0o644, Size: int64(len(e.content)), Typeflag: tar.TypeReg}
		if strings.HasSuffix(e.name, "@") {
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, string(e.content), 0
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			if _, err := w.Write(e.content); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(e.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type parquetRow struct {
	ID    string   `parquet:"id"`
	Page  string   `parquet:"page"`
	Year  *int64   `parquet:"year,optional"`
	Tags  []string `parquet:"tags,list"`
	Score float64  `parquet:"score"`
	Meta  struct {
		URL string `parquet:"url"`
	} `parquet:"meta"`
}

func parqueted(t testing.TB, rows ...parquetRow) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[parquetRow](&b)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func members(t testing.TB) []entry {
	return []entry{
		{"a.html", []byte("<p>a")}, {"d/b.jsonl", []byte("{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":\"2\",\"text\":\"y\"}\n")},
		{"../../etc/c.html.gz", gzipped(t, []byte("<p>c"))}, {"d.warc", warcRecord("urn:d", "<p>d")}, {"style.css", []byte("p {}")},
		{"page.css", []byte("<!DOCTYPE html><p>page")},
	}
}

func testArchives(t *testing.T) map[string][]byte {
	all := members(t)
	return map[string][]byte{
		"a.tar": tarred(t, all...), "a.tar.gz": gzipped(t, tarred(t, all...)), "a.tar.zst": zst(t, tarred(t, all...)),
		"a.zip": zipped(t, all...), "zip.in.tar": tarred(t, entry{"a.zip", zipped(t, all...)}),
		"rows.csv": []byte("id,text\na,x\nb,y\n"), "rows.csv.gz": gzipped(t, []byte("id\ttext\na\tx\nb\ty\n")),
		"rows.parquet": parqueted(t, parquetRow{ID: "a", Page: "<p>x"}),
	}
}

// files adds the member to a description.
func files(items []Item) []string {
	lines := describeAll(items)
	for i, item := range items {
		_, member, _ := strings.Cut(item.Source().File, "!")
		lines[i] = member + " " + lines[i]
	}
	return lines
}

func TestArchives(t *testing.T) {
	want := []string{
		`a.html page 1@0  "<p>a"`, `d/b.jsonl page 1@0 1 "x"`, `d/b.jsonl page 2@22 2 "y"`, `../../etc/c.html.gz page 1@0  "<p>c"`,
		`d.warc page 1@0 urn:d "<p>d"`, "style.css skip 1@0 file_type", `page.css page 1@0  "<!DOCTYPE html><p>page"`,
	}
	all := members(t)
	for name, in := range map[string][]byte{
		"tar": tarred(t, all...), "tar.gz": gzipped(t, tarred(t, all...)), "tar.zst": zst(t, tarred(t, all...)),
		"zip": zipped(t, all...), "zip.gz": gzipped(t, zipped(t, all...)),
	} {
		t.Run(name, func(t *testing.T) { wantLines(t, files(readBytes(t, in, Options{})), want...) })
	}
	t.Run("zip in tar", func(t *testing.T) {
		in := tarred(t, entry{"in.zip", zipped(t, entry{"a.html", []byte("<p>a")})}, entry{"b.html", []byte("<p>b")})
		wantLines(t, files(readBytes(t, in, Options{})), `in.zip!a.html page 1@0  "<p>a"`, `b.html page 1@0  "<p>b"`)
	})
	t.Run("three archives", func(t *testing.T) {
		in := tarred(t, entry{"1", tarred(t, entry{"2", tarred(t, entry{"a.html", []byte("<p>a")})})}, entry{"b.html", []byte("<p>b")})
		wantLines(t, files(readBytes(t, in, Options{})), "1!2 fault 1@0 nested_too_deep", `b.html page 1@0  "<p>b"`)
	})
	t.Run("symlink", func(t *testing.T) {
		in := tarred(t, entry{"l@", []byte("/etc/passwd")}, entry{"b.html", []byte("<p>b")})
		wantLines(t, files(readBytes(t, in, Options{})), "l@ skip 1@0 symlink", `b.html page 1@0  "<p>b"`)
	})
	t.Run("WACZ", func(t *testing.T) {
		in := zipped(t, entry{"datapackage.json", []byte("{}")}, entry{"pages/pages.jsonl", []byte("{\"text\":\"not a page\"}\n")},
			entry{"archive/a.warc.gz", gzipped(t, warcRecord("urn:a", "<p>a"))})
		wantLines(t, files(readBytes(t, in, Options{})), "datapackage.json skip 1@0 wacz_index",
			"pages/pages.jsonl skip 1@0 wacz_index", `archive/a.warc.gz page 1@0 urn:a "<p>a"`)
	})
}

func TestDamagedArchives(t *testing.T) {
	three := []entry{{"a.html", []byte("<p>a")}, {"b.html", []byte("<p>b")}, {"c.html", []byte("<p>c")}}
	a, c := `a.html page 1@0  "<p>a"`, `c.html page 1@0  "<p>c"`
	t.Run("a broken tar header", func(t *testing.T) {
		in := tarred(t, three...)
		in[1024] = 'X' // the name of b
		wantLines(t, files(readBytes(t, in, Options{})), a, " fault 1@1536 bad_archive", c)
	})
	t.Run("a cut tar", func(t *testing.T) {
		in := tarred(t, three...)
		wantLines(t, files(readBytes(t, in[:1024+200], Options{})), a, " fault 1@1224 bad_archive")
	})
	t.Run("a broken zip member", func(t *testing.T) {
		in := zipped(t, three...)
		at := bytes.Index(in, []byte("b.html")) + len("b.html")
		in[at+3] ^= 0xff
		wantLines(t, files(readBytes(t, in, Options{})), a, "b.html fault 1@98 bad_archive", c)
	})
	t.Run("a zip without its index", func(t *testing.T) {
		in := zipped(t, three...)
		at := bytes.Index(in, []byte("PK\x01\x02"))
		wantLines(t, files(readBytes(t, in[:at], Options{})), " fault 1@0 bad_archive", a, `b.html page 1@0  "<p>b"`, c)
		in[bytes.Index(in, []byte("b.html"))+len("b.html")+3] ^= 0xff
		wantLines(t, files(readBytes(t, in[:at-20], Options{})), " fault 1@0 bad_archive", a,
			"b.html fault 1@98 bad_archive", "c.html fault 1@160 bad_archive")
	})
	t.Run("a zip of known sizes, cut", func(t *testing.T) {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, e := range three {
			f, err := w.CreateRaw(&zip.FileHeader{Name: e.name, CRC32: crc32.ChecksumIEEE(e.content),
				CompressedSize64: uint64(len(e.content)), UncompressedSize64: uint64(len(e.content))})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Write(e.content); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		in := b.Bytes()
		at := bytes.Index(in, []byte("PK\x01\x02"))
		wantLines(t, files(readBytes(t, in[:at-1], Options{})), " fault 1@0 bad_archive", a, `b.html page 1@0  "<p>b"`, "c.html fault 1@116 bad_archive")
	})
}

// overlapBomb returns a zip whose members share one stream of zeros. (D.
// Fifield, A better zip bomb, 2019.)
func overlapBomb(t testing.TB, members int) []byte {
	data, sum := inflating(t, nil, 20)
	var file, index bytes.Buffer
	le := binary.LittleEndian
	head := func(name string) []byte {
		b := le.AppendUint16(nil, 20)
		b = append(le.AppendUint16(le.AppendUint16(b, 0), 8), 0, 0, 0, 0)
		b = le.AppendUint32(b, sum)
		b = le.AppendUint32(le.AppendUint32(b, uint32(len(data))), 20<<20)
		return le.AppendUint16(le.AppendUint16(b, uint16(len(name))), 0)
	}
	file.WriteString("PK\x03\x04")
	file.Write(head("0"))
	file.WriteString("0")
	file.Write(data)
	for range members {
		index.WriteString("PK\x01\x02\x14\x00")
		index.Write(head("0"))
		index.Write(make([]byte, 2+2+2+4+4))
		index.WriteString("0")
	}
	at := file.Len()
	file.Write(index.Bytes())
	file.WriteString("PK\x05\x06\x00\x00\x00\x00")
	end := le.AppendUint16(le.AppendUint16(nil, uint16(members)), uint16(members))
	end = le.AppendUint16(le.AppendUint32(le.AppendUint32(end, uint32(index.Len())), uint32(at)), 0)
	file.Write(end)
	return file.Bytes()
}

// inflating returns a deflate stream that gives the prefix and then a number of
// mebibytes of spaces, with its checksum. A compressed mebibyte that refers to
// nothing before it can be repeated as it is.
func inflating(t testing.TB, prefix []byte, mib int) (stream []byte, sum uint32) {
	t.Helper()
	spaces := bytes.Repeat([]byte{' '}, 1<<20)
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, 9)
	if err != nil {
		t.Fatal(err)
	}
	sum = crc32.ChecksumIEEE(prefix)
	for _, part := range [][]byte{prefix, spaces} {
		stream = append(stream, b.Bytes()...)
		b.Reset()
		w.Reset(&b)
		if _, err := w.Write(part); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	for range mib {
		stream = append(stream, b.Bytes()...)
		sum = crc32.Update(sum, crc32.IEEETable, spaces)
	}
	return append(stream, 1, 0, 0, 0xff, 0xff), sum // an empty last block
}

// bomb returns a gzip member of the same content.
func bomb(t testing.TB, prefix string, mib int) []byte {
	stream, sum := inflating(t, []byte(prefix), mib)
	b := append([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255}, stream...)
	b = binary.LittleEndian.AppendUint32(b, sum)
	return binary.LittleEndian.AppendUint32(b, uint32(len(prefix)+mib<<20))
}

func zipBomb(t testing.TB, mib int, names ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	stream, sum := inflating(t, nil, mib)
	for _, name := range names {
		f, err := w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: sum,
			CompressedSize64: uint64(len(stream)), UncompressedSize64: uint64(mib) << 20})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(stream); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBombsStopWithinASecondAndTheMemoryOfAPage(t *testing.T) {
	spaces := bomb(t, "", 64)
	many := bytes.Repeat(spaces, 20)
	body := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + string(spaces)
	inWARC := fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(body), body)
	member := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n", 2000<<20)
	var tarHeader bytes.Buffer
	if err := tar.NewWriter(&tarHeader).WriteHeader(&tar.Header{Name: "a.html", Size: 2000 << 20, Mode: 0o644}); err != nil {
		t.Fatal(err)
	}
	good := warcRecord("urn:good", "<p>good")
	for _, c := range []struct {
		name string
		in   []byte
		want []string
	}{
		{"gzip", many, []string{"fault 1@0 expanded_too_large"}},
		{"gzip in gzip", gzipped(t, many), []string{"fault 1@0 expanded_too_large"}},
		{"gzip as JSON lines", append(gzipped(t, []byte("{\"text\":\"")), many...), []string{"fault 1@0 expanded_too_large"}},
		{"gzip of blank lines", append(gzipped(t, []byte("{\"text\":\"\"}\n")), many...), []string{`page 1@0  ""`, "fault 2@12 expanded_too_large"}},
		{"zip", zipBomb(t, 1000, "bomb.jsonl", "bomb.html"), []string{"fault 1@0 expanded_too_large", "fault 1@0 expanded_too_large"}},
		{"overlapping zip", overlapBomb(t, 1000), []string{"fault 1@0 expanded_too_large"}},
		{"tar.gz", bomb(t, tarHeader.String(), 2000), []string{"fault 1@0 expanded_too_large", "fault 1@0 expanded_too_large"}},
		{"in a WARC", append(gzipped(t, inWARC), gzipped(t, good)...), []string{"fault 1@0 expanded_too_large", "page 2 <p>good"}},
		{"a WARC member", append(bomb(t, member, 2000), gzipped(t, good)...), []string{"fault 1@0 expanded_too_large", "page 2 <p>good"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start := cputime.Used()
			items := readBytes(t, c.in, Options{})
			took := cputime.Used() - start
			runtime.ReadMemStats(&after)
			got := describeAll(items)
			for i, item := range items {
				if item.Page != nil && len(item.Page.Body) > 0 {
					got[i] = fmt.Sprintf("page %d %s", item.Page.Source.Record, item.Page.Body)
				}
			}
			wantLines(t, got, c.want...)
			t.Logf("%v, %d MB allocated", took, (after.TotalAlloc-before.TotalAlloc)>>20)
			if took > 5*time.Second { // a second is the goal; the machine may be busy
				t.Errorf("it took %v", took)
			}
			// Everything that was allocated for a bomb, even if never at once.
			if got := (after.TotalAlloc - before.TotalAlloc) >> 20 / uint64(len(c.want)); got > 256 {
				t.Errorf("%d MB were allocated", got)
			}
		})
	}
}

func TestTables(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"rows", "id,text\na,x\nb,y\n", `page 1@8 a "x"|page 2@12 b "y"`},
		{"no last line end, CRLF", "id,text\r\na,x\r\nb,y", `page 1@9 a "x"|page 2@14 b "y"`},
		{"quotes", "id,text\na,\"x, \"\"y\"\"\nz\"\nb,y\n", `page 1@8 a "x, \"y\"\nz"|page 2@23 b "y"`},
		{"a quote inside", "id,text\na,5\" wide\nb,say \"\"\nc,z\n", `page 1@8 a "5\" wide"|page 2@18 b "say \"\""|page 3@27 c "z"`},
		{"tabs", "id\ttext\na\tx, y\n", `page 1@8 a "x, y"`},
		{"BOM", "\ufeffid,text\na,x\n", `page 1@11 a "x"`},
		{"too many fields", "id,text\na,x,y\nb,y\n", `fault 1@8 bad_table|page 2@14 b "y"`},
		{"too few fields", "id,text\na\nb,y\n", `page 1@8 a ""|page 2@10 b "y"`},
		{"an open quote", "id,text\na,\"x\nb,y\n", `fault 1@8 bad_table|page 2@13 b "y"`},
		{"empty field in quotes", "id,text\n\"\",\"\"\nb,\"\"\n", `page 1@8  ""|page 2@14 b ""`},
		{"blank lines", "id,text\n\na,x\n\n", `page 1@9 a "x"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantLines(t, describeAll(readBytes(t, []byte(c.in), Options{})), strings.Split(c.want, "|")...)
		})
	}
	t.Run("by its name", func(t *testing.T) {
		dir := t.TempDir()
		in := Input{Name: writeFile(t, dir, "a.csv", []byte("key;page;n\n1;<p>;7\n"))}
		items := collect(t, []Input{in}, Options{Fields: map[string]string{"id": "key", "html": "page"}})
		wantLines(t, describeAll(items), `page 1@11 1 "<p>"`)
		if got := string(items[0].Page.Extra["n"]); got != `"7"` {
			t.Errorf("extra %s", got)
		}
		in.Name = writeFile(t, dir, "b.csv", []byte("key,n\n1,7\n"))
		wantLines(t, describeAll(collect(t, []Input{in}, Options{})), "fault 1@0 no_body_field", "fault 2@6 no_body_field")
	})
	t.Run("a row over the cap", func(t *testing.T) {
		in := "id,text\na,x\nb,\"" + strings.Repeat("y", 200000) + "\"\nc,z\n"
		wantLines(t, describeAll(readBytes(t, []byte(in), Options{MaxBytes: 100000})),
			`page 1@8 a "x"`, "fault 2@12 record_too_large", `page 3@200017 c "z"`)
	})
}

func TestParquet(t *testing.T) {
	year := int64(2020)
	rows := []parquetRow{{ID: "a", Page: "<p>x", Year: &year, Tags: []string{"p", "q"}, Score: 0.5}, {ID: "b", Page: "<p>y"}}
	rows[0].Meta.URL = "http://x/"
	in := parqueted(t, rows...)
	items := readBytes(t, in, Options{Fields: map[string]string{"html": "page", "url": "meta.url", "published": "year"}})
	wantLines(t, describeAll(items), `page 1@0 a "<p>x"`, `page 2@0 b "<p>y"`)
	p := items[0].Page
	if p.URL != "http://x/" || p.Given.Published != "2020" || string(p.Extra["tags"]) != `["p","q"]` || string(p.Extra["score"]) != "0.5" {
		t.Errorf("got %+v %s", p, p.Extra)
	}
	if got := string(items[1].Page.Extra["tags"]); got != "[]" {
		t.Errorf("no tags are %s", got)
	}
	wantLines(t, describeAll(readBytes(t, in, Options{})), "fault 1@0 no_body_field")
	wantLines(t, describeAll(readBytes(t, in[:len(in)-40], Options{})), "fault 1@0 bad_table")
	wantLines(t, describeAll(readBytes(t, gzipped(t, in), Options{Fields: map[string]string{"html": "page"}})), `page 1@0 a "<p>x"`, `page 2@0 b "<p>y"`)
}

// TestTheCopyIsNamedNowhere: a process that is killed while it reads leaves no copy in
// the temporary folder.
func TestTheCopyIsNamedNowhere(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows removes no file that is open")
	}
	in := Input{Name: writeFile(t, t.TempDir(), "a.zip.gz", gzipped(t, zipped(t, entry{"a.html", []byte("<p>a")}, entry{"b.html", []byte("<p>b")})))}
	temp, items := t.TempDir(), 0
	for item, err := range Read(t.Context(), []Input{in}, Options{TempDir: temp}) {
		if err != nil || item.Fault != nil {
			t.Fatal(describe(item), err)
		}
		items++
		if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
			t.Errorf("at %s the folder holds %v, %v", describe(item), left, err)
		}
	}
	if items != 2 {
		t.Errorf("%d items, want 2", items)
	}
}

// TestNoRoomForTheCopy: a temporary folder that is missing or full is a fault of
// ours: it ends the reading, and nothing takes the input for damaged.
func TestNoRoomForTheCopy(t *testing.T) {
	content := zipped(t, entry{"a.html", []byte("<p>a")}, entry{"b.html", []byte("<p>b")})
	dir := t.TempDir()
	table := parqueted(t, parquetRow{ID: "1", Page: "<p>a"}, parquetRow{ID: "2", Page: "<p>b"})
	for name, content := range map[string][]byte{
		"a.zip.gz": gzipped(t, content), "a.tar": tarred(t, entry{"a.zip", content}, entry{"c.html", []byte("<p>c")}),
		"t.parquet.gz": gzipped(t, table),
	} {
		in := Input{Name: writeFile(t, dir, name, content)}
		missing := filepath.Join(dir, "missing")
		var last error
		for item, err := range Read(t.Context(), []Input{in, in}, Options{TempDir: missing, Fields: map[string]string{"html": "page"}}) {
			if last = err; err == nil {
				t.Errorf("%s: gives %s", name, describe(item))
			}
		}
		var spool *SpoolError
		if !errors.As(last, &spool) || !errors.Is(last, fs.ErrNotExist) || !strings.Contains(last.Error(), missing) || !strings.Contains(last.Error(), "TMPDIR") {
			t.Errorf("%s: ended with %v", name, last)
		}
		if all := collect(t, []Input{in}, Options{TempDir: dir, Fields: map[string]string{"html": "page"}}); len(all) < 2 || all[0].Page == nil {
			t.Errorf("%s: with a folder: %v", name, describeAll(all))
		}
	}
}

// TestUnreadableInTheMiddle: an archive that the disk cannot give any more ends
// in one fault that says so, whatever its decoder makes of it.
func TestUnreadableInTheMiddle(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string][]byte{"a.zip": zipped(t, entry{"a.html", []byte("<p>a")}), "t.parquet": parqueted(t, parquetRow{ID: "1", Page: "<p>a"}, parquetRow{ID: "2", Page: "<p>b"})} {
		path := writeFile(t, dir, name, content)
		broken, err := os.OpenFile(path, os.O_WRONLY, 0) // every read fails
		if err != nil {
			t.Fatal(err)
		}
		defer broken.Close()
		var got []Item
		r := &run{ctx: t.Context(), opts: Options{}.withDefaults(), yield: func(i Item) bool { got = append(got, i); return true }}
		r.fields = newFieldMap(map[string]string{"html": "page"})
		r.file(&file{name: path, from: bytes.NewReader(content), disk: broken})
		r.giveLost(pipeline.Source{File: path, Record: 1})
		wantLines(t, describeAll(got), "fault 1@0 read_error")
	}
}
