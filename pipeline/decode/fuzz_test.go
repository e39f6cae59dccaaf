package decode

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"winnow/internal/cputime"
)

// FuzzBytes checks that any input gives valid UTF-8 or a typed error, that
// repairs lie inside the input, and that what was decoded is read alike again.
func FuzzBytes(f *testing.F) {
	for _, s := range []string{
		"", "déjà vu", "d\xE9j\xE0 vu", "\xFF\xFEa\x00", "\x00\x00\xFE\xFF\x00\x00\x00a", "\x1B$B$3$s\x1B(B", "~{VPND~}",
		"\xED\xA0\xBD\xED\xB8\x80", "\xC0\x80", "\xF4\x90\x80\x80", "<meta charset=koi8-r>\xF0\xD2", "<?xml encoding='gbk'?>\x81\x30\x81\x30",
		"<!--<!--", "<script><meta charset=", "\x8E\xA2\xA1\xA1", "%PDF-1", "{\"a\": \"\xE9\"}", "a\x00b\x00",
	} {
		f.Add([]byte(s), "text/html; charset=iso-8859-1", "http://a.ru/", "ru", true)
		f.Add([]byte(s), "", "", "", false)
	}
	f.Fuzz(func(t *testing.T, b []byte, contentType, url, lang string, markup bool) {
		before := bytes.Clone(b)
		r, err := Bytes(b, Hints{contentType, url, lang, markup})
		if !bytes.Equal(b, before) {
			t.Fatal("the input was changed")
		}
		if err != nil {
			if _, ok := err.(*Error); !ok || r.Text != "" {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		if !utf8.ValidString(r.Text) {
			t.Fatalf("not UTF-8: %q", r.Text)
		}
		if r.Confidence < 0 || r.Confidence > 1 || r.Encoding == "" || r.Evidence == "" {
			t.Fatalf("%+v", r)
		}
		if len(r.Repairs) > MaxRepairs || r.RepairCount < len(r.Repairs) {
			t.Fatalf("%d repairs listed of %d", len(r.Repairs), r.RepairCount)
		}
		for _, p := range r.Repairs {
			if p.Offset < 0 || p.Offset+len(p.Old) > len(b) || string(b[p.Offset:p.Offset+len(p.Old)]) != p.Old {
				t.Fatalf("repair %+v is not in the input", p)
			}
		}
		if utf8.Valid(b) && r.Evidence == EvidenceUTF8 && r.Text != string(b) {
			t.Fatal("valid UTF-8 was changed")
		}
	})
}

// TestLinear checks that hostile input costs no more time per byte than other
// input does: eight times as much of it may take at most about eight times as
// long.
func TestLinear(t *testing.T) {
	for name, unit := range map[string]string{
		"open comments":  "<!--\xE9",
		"open tags":      "<a \xE9",
		"closed tags":    "<a>\xE9</a>",
		"open scripts":   "<script><\xE9/",
		"quotes":         "<meta charset='\xE9\"",
		"metas":          "<meta charset=x>\xE9",
		"surrogates":     "\xED\xA0\x80",
		"overlong":       "\xC0\x80",
		"stray bytes":    "é\x92",
		"high bytes":     "\xFF",
		"escapes":        "\x1B$B$\x1B(B",
		"tildes":         "~{~}",
		"euc":            "\x8F\xA1",
		"four bytes":     "\x81\x30\x81",
		"zeros":          "a\x00",
		"mixed alphabet": "\xC0 \xE0\xF0a\xC0",
	} {
		t.Run(name, func(t *testing.T) {
			decode := func(n int) { Bytes([]byte(strings.Repeat(unit, n/len(unit))), Hints{Markup: true}) }
			if err := cputime.CheckLinear(1<<18, decode); err != nil {
				t.Error(err)
			}
			if took := cputime.Least(2*time.Second, func() { decode(1 << 20) }); took > 2*time.Second {
				t.Errorf("1 MB takes %v", took)
			}
		})
	}
}

// TestConcurrent decodes from many goroutines at once, for the race detector.
func TestConcurrent(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	inputs := make([][]byte, 40)
	for i := range inputs {
		inputs[i] = make([]byte, 500)
		for j := range inputs[i] {
			inputs[i][j] = byte(0x20 + r.IntN(0xE0))
		}
	}
	var wg sync.WaitGroup
	results := make([]Result, 4*len(inputs))
	for w := range 4 {
		wg.Go(func() {
			for i, b := range inputs {
				results[w*len(inputs)+i], _ = Bytes(b, Hints{})
			}
		})
	}
	wg.Wait()
	for i := range inputs {
		for w := range 4 {
			if results[w*len(inputs)+i].Text != results[i].Text {
				t.Fatal("the same bytes gave different texts")
			}
		}
	}
}
