package dump

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"testing/iotest"
)

func warcRecord(id, body string) []byte {
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
	return fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <%s>\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		id, len(block), block)
}

// TestReadingGoesOnAfterAnyMark reads every kind of file up to each of its
// items and then on from the mark, and wants what one go gives.
func TestReadingGoesOnAfterAnyMark(t *testing.T) {
	var lines, members, zstMembers, warcs, warcMembers, array []byte
	for i := range 12 {
		line := fmt.Appendf(nil, `{"id":"%d","text":"text of %d %s"}`+"\n", i, i, bytes.Repeat([]byte{byte('a' + i)}, 200*i))
		if i%4 == 2 {
			line = []byte("{\"bad\n")
		}
		lines = append(lines, line...)
		members, zstMembers = append(members, gzipped(t, line)...), append(zstMembers, zst(t, line)...)
		record := warcRecord(fmt.Sprint("urn:", i), fmt.Sprintf("<p>%d", i))
		if i%4 == 1 {
			record = bytes.Replace(record, []byte("Content-Length: 4"), []byte("Content-Length: 9"), 1)
		}
		if i%4 == 3 {
			record = bytes.Replace(record, []byte("response"), []byte("request"), 1)
		}
		warcs = append(warcs, record...)
		member := gzipped(t, record)
		if i == 5 {
			member[len(member)-20] ^= 4
		}
		warcMembers = append(warcMembers, member...)
		array = append(array, ",\n{\"id\":\"a\",\n\"text\":\"\"}"...)
	}
	array = append(append([]byte("["), array[1:]...), ']')
	files := map[string][]byte{
		"lines.jsonl": lines, "wide.jsonl": []byte(utf16LE("\ufeff" + string(lines))), "wide.jsonl.gz": gzipped(t, []byte(utf16LE(string(lines)))),
		"one.jsonl.gz": gzipped(t, lines), "members.jsonl.gz": members, "lines.jsonl.zst": zst(t, lines), "frames.jsonl.zst": zstMembers,
		"twice.jsonl.gz": gzipped(t, members), "cut.jsonl.gz": gzipped(t, lines)[:len(gzipped(t, lines))-20], "junk.jsonl.gz": append(members, "junk"...),
		"a.warc": warcs, "members.warc.gz": warcMembers, "one.warc.gz": gzipped(t, warcs), "a.warc.zst": zst(t, warcs),
		"mixed.warc.gz": append(append(bytes.Clone(warcMembers), warcs...), warcMembers...),
		"array.json":    array, "page.html": []byte("<p>page"), "page.html.gz": append(gzipped(t, []byte("<p>page")), "junk"...),
	}
	for name, content := range testArchives(t) {
		files[name] = content
	}
	dir := t.TempDir()
	for name, content := range files {
		t.Run(name, func(t *testing.T) {
			in := Input{Name: writeFile(t, dir, name, content)}
			all := collect(t, []Input{in}, Options{})
			if len(all) == 0 {
				t.Fatal("no items")
			}
			want := describeAll(all)
			for i, item := range all {
				if item.Mark.Seq != int64(i+1) {
					t.Fatalf("item %d has the mark %+v", i, item.Mark)
				}
				in.After = item.Mark
				rest := collect(t, []Input{in}, Options{})
				for j, r := range rest {
					if j+i+1 < len(all) && r.Mark != all[j+i+1].Mark {
						t.Errorf("after item %d: mark %+v, want %+v", i, r.Mark, all[j+i+1].Mark)
					}
				}
				wantLines(t, describeAll(rest), want[i+1:]...)
				// The same from something that is no file here.
				object := in
				object.Name = "s3://" + in.Name
				object.Open = func(offset int64) (io.ReadCloser, error) {
					return io.NopCloser(bytes.NewReader(content[offset:])), nil
				}
				wantLines(t, describeAll(collect(t, []Input{object}, Options{})), want[i+1:]...)
				if t.Failed() {
					t.Fatalf("after item %d, %+v: %s", i, item.Mark, want[i])
				}
			}
		})
	}
}

// TestABrokenWayEndsTheReading: what comes before the break is given or not, what
// is given is whole and in order, and nothing takes the break for damage.
func TestABrokenWayEndsTheReading(t *testing.T) {
	var lines []byte
	for i := range 3000 {
		lines = fmt.Appendf(lines, `{"id":"%d","text":"text of %d"}`+"\n", i, i)
	}
	reset := errors.New("connection reset")
	for name, content := range map[string][]byte{"lines": lines, "gzip": gzipped(t, lines), "page": []byte("<p>page")} {
		in := Input{Name: "s3://b/" + name, Open: func(int64) (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(bytes.NewReader(content[:len(content)*9/10]), iotest.ErrReader(reset))), nil
		}}
		n, last := 0, error(nil)
		for item, err := range Read(context.Background(), []Input{in, {Name: "-"}}, Options{Stdin: bytes.NewReader(lines)}) {
			if last = err; err != nil {
				continue
			}
			if item.Page == nil || item.Page.ID != fmt.Sprint(n) {
				t.Fatalf("%s: item %d is %s", name, n, describe(item))
			}
			n++
		}
		if !errors.Is(last, reset) || n > 2710 {
			t.Errorf("%s: %d items, then %v", name, n, last)
		}
	}
	refused := Input{Name: "s3://b/x", Open: func(int64) (io.ReadCloser, error) { return nil, errors.New("permission denied") }}
	wantLines(t, describeAll(collect(t, []Input{refused, refused}, Options{})), "fault 1@0 unreadable", "fault 1@0 unreadable")
}

// TestReadingStopsWhenAsked: a consumer that has enough, and a context that is
// done.
func TestReadingStopsWhenAsked(t *testing.T) {
	in := []Input{{Name: "-"}}
	content := bytes.Repeat([]byte("{\"text\":\"x\"}\n"), 1000)
	n := 0
	for range Read(context.Background(), in, Options{Stdin: bytes.NewReader(content)}) {
		if n++; n == 10 {
			break
		}
	}
	if n != 10 {
		t.Errorf("%d items after asking for 10", n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n = 0
	var last error
	for _, err := range Read(ctx, in, Options{Stdin: bytes.NewReader(content)}) {
		if n++; n == 10 {
			cancel()
		}
		last = err
	}
	if n != 11 || last != context.Canceled {
		t.Errorf("%d items, then %v", n, last)
	}
}

// TestSeenBytes: what is read in one go is seen whole and at its place, also by
// runs that go on in the middle.
func TestSeenBytes(t *testing.T) {
	var lines []byte
	for i := range 9000 {
		lines = fmt.Appendf(lines, `{"id":"%d","text":"text of %d"}`+"\n", i, i)
	}
	dir := t.TempDir()
	for name, content := range map[string][]byte{"a.jsonl": lines, "a.jsonl.gz": gzipped(t, lines), "a.tar": tarred(t, entry{"a.jsonl", lines})} {
		in := Input{Name: writeFile(t, dir, name, content)}
		all := collect(t, []Input{in}, Options{})
		for _, after := range []Mark{{}, all[4000].Mark} {
			seen := make([]byte, len(content))
			end, first := int64(0), int64(-1)
			in.After = after
			in.Seen = func(offset int64, b []byte) {
				if first < 0 {
					first, end = offset, offset
				}
				if offset != end {
					t.Fatalf("%s: offset %d follows on %d", name, offset, end)
				}
				end += int64(copy(seen[offset:], b))
			}
			collect(t, []Input{in}, Options{})
			if first != after.Base || end < int64(len(content))-2*tarBlock || !bytes.Equal(seen[first:end], content[first:end]) {
				t.Errorf("%s: after %+v the bytes from %d to %d of %d were seen", name, after, first, end, len(content))
			}
		}
	}
}

// TestUnreadableInputIsToldWhenGoingOn: it is not taken for one that has no more
// items.
func TestUnreadableInputIsToldWhenGoingOn(t *testing.T) {
	refused := func(int64) (io.ReadCloser, error) { return nil, errors.New("permission denied") }
	for _, in := range []Input{{Name: "s3://b/x", Open: refused}, {Name: "no/such/file"}, {Name: "x", Err: io.ErrNoProgress}} {
		in.After = Mark{Seq: 5, Record: 5, Base: 100, Format: JSONL}
		wantLines(t, describeAll(collect(t, []Input{in}, Options{})), "fault 1@0 unreadable")
	}
}
