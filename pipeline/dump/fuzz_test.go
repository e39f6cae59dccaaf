package dump

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzJSONL(f *testing.F) {
	for _, seed := range []string{
		`{"id":"a","text":"x"}`, `{"text":"\ud83d\ude00\ud800","n":[1,{"a":"}"}]}`, `{"html":"<p>","text":null}`,
		"{\"text\":\"\xff\",\"\xff\":\"\xff\"}", `{"text":"\\\"","a":1e5}` + "\r\n\r\n{", `{"text":"a","text":"b"}`, "\ufeff{}", `{"text" : 1 , "url":["a"]}`, " \x00\x01\x00",
	} {
		f.Add([]byte(seed))
	}
	const last = `{"id":"last","text":"the last line"}`
	f.Fuzz(func(t *testing.T, in []byte) {
		items := readBytes(t, append(bytes.Clone(in), "\n"+last...), Options{From: JSONL, MaxBytes: 1 << 12})
		wide := false // what begins as UTF-16 goes on to a line end in that
		for line := range bytes.Lines(in) {
			wide = wide || orderOf(line).wide()
		}
		if wide || archiveFormat(in) != "" || isCompressed(in) {
			return
		}
		if p := items[len(items)-1].Page; p == nil || p.ID != "last" || string(p.Body) != "the last line" {
			t.Fatalf("the good line behind is lost: %q", describeAll(items))
		}
		for _, item := range items {
			if item.Page == nil {
				continue
			}
			for name, raw := range item.Page.Extra {
				if !utf8.ValidString(name) || !utf8.Valid(raw) || !json.Valid(raw) {
					t.Errorf("extra %q: %q", name, raw)
				}
			}
			if g := item.Page.Given; !utf8.ValidString(item.Page.ID + item.Page.URL + g.Title + g.Byline + g.Published + g.Lang) {
				t.Errorf("not UTF-8: %+v", item.Page)
			}
		}
	})
}

func isCompressed(in []byte) bool {
	return len(in) > 3 && (in[0] == 0x1f || in[0] == 0x28 || in[0]&0xf0 == 0x50 || in[0] == 'B' || in[0] == 0xfd || in[0] == 4)
}

// FuzzObject holds the object reader against encoding/json: what that accepts,
// it reads alike.
func FuzzObject(f *testing.F) {
	f.Add([]byte(`{"id":"a","text":"x\u00e9\n","more":{"a":[1,2,"]"]}}`))
	f.Add([]byte(`{"text":"\ud83d\ude00 \ud800 \\"}`))
	f.Add([]byte(` { "html" : "<p>" , "text" : null } `))
	f.Fuzz(func(t *testing.T, in []byte) {
		var want map[string]json.RawMessage
		if json.Unmarshal(in, &want) != nil || want == nil || !utf8.Valid(in) {
			return
		}
		got := map[string]json.RawMessage{}
		err := splitObject(in, func(name string, value []byte) error {
			got[name] = value
			return nil
		})
		if err != nil || len(got) != len(want) {
			t.Fatalf("%v; %d fields, want %d", err, len(got), len(want))
		}
		for name, raw := range want {
			if !bytes.Equal(got[name], raw) {
				t.Errorf("field %q: %q, want %q", name, got[name], raw)
			}
			var s string
			if len(raw) == 0 || raw[0] != '"' || json.Unmarshal(raw, &s) != nil {
				continue
			}
			if text, err := unquote(raw); err != nil || string(text) != s {
				t.Errorf("field %q is %q (%v), want %q", name, text, err, s)
			}
		}
	})
}

func FuzzAny(f *testing.F) {
	all := members(f)
	f.Add(tarred(f, all[:2]...))
	f.Add(zipped(f, all[:3]...))
	f.Add(gzipped(f, tarred(f, all[3])))
	f.Add(zipped(f, entry{"datapackage.json", nil}, entry{"archive/a.warc", warcRecord("urn:a", "<p>")}))
	f.Add([]byte("id,text\na,\"x\"\"\ny\"\n"))
	f.Add([]byte(strings.Repeat("PK\x03\x04"+strings.Repeat("\x00", 22)+"\x01\x00\x00\x00a", 20)))
	f.Add([]byte("url,html\n" + strings.Repeat("a\",\"\n", 50)))
	f.Add([]byte("[{\"text\":\"x\"},\n{\"text\":\"y\"}]"))
	f.Add(append(warcRecord("urn:a", "<p>"), gzipped(f, warcRecord("urn:b", "<p>"))...))
	f.Fuzz(func(t *testing.T, in []byte) {
		for _, from := range []Format{Auto, CSV, JSON, WARC} {
			items := readBytes(t, in, Options{From: from, MaxBytes: 1 << 14})
			for _, item := range items {
				s := item.Source()
				if s.File != "-" && !strings.HasPrefix(s.File, "-!") || s.Record < 1 || s.Offset < 0 {
					t.Errorf("source %+v", s)
				}
				if !utf8.ValidString(s.File) {
					t.Errorf("the name %q is not UTF-8", s.File)
				}
				if item.Page != nil && len(item.Page.Body) > 1<<14 {
					t.Errorf("a page of %d bytes", len(item.Page.Body))
				}
			}
		}
	})
}

func FuzzParquet(f *testing.F) {
	f.Add(parqueted(f, parquetRow{ID: "a", Page: "<p>x", Tags: []string{"p"}}))
	f.Fuzz(func(t *testing.T, in []byte) {
		if bytes.HasPrefix(in, []byte("PAR1")) {
			readBytes(t, in, Options{Fields: map[string]string{"html": "page"}})
		}
	})
}
