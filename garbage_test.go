package winnow_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"winnow"
	"winnow/internal/cputime"
	"winnow/pipeline"
)

// garbage returns what is no text in any encoding.
func garbage(t *testing.T) map[string][]byte {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 100<<10)
	for i := range noise {
		noise[i] = byte(random.UintN(256))
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write([]byte(strings.Repeat(story, 50)))
	w.Close()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	numbers := make([]byte, 0, 1<<16)
	for range 1 << 13 {
		numbers = binary.LittleEndian.AppendUint64(numbers, random.Uint64()>>random.UintN(64))
	}
	return map[string][]byte{
		"some random bytes": noise[:512], "a few random bytes": noise[1000:1256],
		"random bytes": noise, "a program": program[:256<<10], "packed text": packed.Bytes(), "numbers": numbers,
		"zeros":                                make([]byte, 4096),
		"the end of a file that the disk lost": append([]byte(story), make([]byte, 64<<10)...)[900:],
		"a PNG":                                append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), noise[:4096]...),
		"a JPEG":                               append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"), noise[:4096]...),
		"a PDF":                                append([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Filter/FlateDecode>>stream\n"), noise[:8192]...),
		"noise in a page":                      append([]byte("<html><body><p>"), noise...),
	}
}

// TestGarbageIsNoArticle: what is no text never comes out as one, whatever is
// claimed about it.
func TestGarbageIsNoArticle(t *testing.T) {
	c := newCleaner(t)
	for name, body := range garbage(t) {
		for _, p := range []winnow.Page{
			{Body: body}, {Body: body, Format: pipeline.FormatHTML}, {Body: body, Format: pipeline.FormatText},
			{Body: body, ContentType: "text/html; charset=utf-8"}, {Body: body, ContentType: "text/plain; charset=windows-1252"},
		} {
			a, err := c.Clean(t.Context(), p)
			if err != nil {
				continue // quarantined
			}
			if a.Status == winnow.StatusOK || a.Status == winnow.StatusFlagged || a.Text != "" {
				t.Errorf("%s as %v %q: %s %v, %d bytes of text", name, p.Format, p.ContentType, a.Status, a.Reasons, len(a.Text))
			}
		}
	}
}

// TestWideEncodings: UTF-16 and UTF-32 with and without BOM are read, or told to
// be no article; markup never comes out as text.
func TestWideEncodings(t *testing.T) {
	c := newCleaner(t)
	pages := map[string]string{
		"English": "<html><head><title>Bridge opens in May</title></head><body>" + story + "</body></html>",
		"Russian": "<html><body><h1>Мост откроют в мае</h1><p>Мост через реку откроют в мае, сообщили в городском совете в понедельник, после трёх лет работ.</p><p>Три года он был закрыт, и людей возил паром, который теперь остановится, сказал его владелец.</p></body></html>",
		"text":    "The bridge over the river opens in May, the council said on Monday, after three years of work that nobody had planned for.\n\nThe ferry stops running at the end of the summer, its owner said to the paper.\n",
	}
	for name, page := range pages {
		for encoding, encode := range wide {
			a, err := c.Clean(t.Context(), winnow.Page{Body: encode(page)})
			if err != nil {
				t.Errorf("%s in %s: %v", name, encoding, err)
				continue
			}
			read := strings.Contains(a.Text, "the council said on Monday") || strings.Contains(a.Text, "сообщили в городском совете")
			if !read && a.Status != winnow.StatusNotArticle || strings.ContainsAny(a.Text, "<>\x00") || !utf8.ValidString(a.Text) {
				t.Errorf("%s in %s: %s %v %.100q", name, encoding, a.Status, a.Reasons, a.Text)
			}
			if !read {
				t.Logf("%s in %s: %v", name, encoding, a.Reasons)
			}
		}
	}
}

// wide are encodings of more than a byte.
var wide = map[string]func(string) []byte{
	"UTF-16LE":          func(s string) []byte { return utf16Bytes(binary.LittleEndian, s) },
	"UTF-16BE":          func(s string) []byte { return utf16Bytes(binary.BigEndian, s) },
	"UTF-16LE with BOM": func(s string) []byte { return utf16Bytes(binary.LittleEndian, "\ufeff"+s) },
	"UTF-16BE with BOM": func(s string) []byte { return utf16Bytes(binary.BigEndian, "\ufeff"+s) },
	"UTF-32LE":          func(s string) []byte { return utf32Bytes(binary.LittleEndian, s) },
	"UTF-32BE":          func(s string) []byte { return utf32Bytes(binary.BigEndian, s) },
	"UTF-32LE with BOM": func(s string) []byte { return utf32Bytes(binary.LittleEndian, "\ufeff"+s) },
	"UTF-16LE, cut":     func(s string) []byte { b := utf16Bytes(binary.LittleEndian, s); return b[:len(b)-1] },
}

func utf16Bytes(order binary.AppendByteOrder, s string) (b []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func utf32Bytes(order binary.AppendByteOrder, s string) (b []byte) {
	for _, r := range s {
		b = order.AppendUint32(b, uint32(r))
	}
	return b
}

// TestDeepArticles: an article below any number of elements comes out whole, and
// the time grows with the page.
func TestDeepArticles(t *testing.T) {
	if testing.Short() {
		t.Skip("measures cost: not in short runs, such as those under the race detector")
	}
	c := newCleaner(t)
	article := story
	for i := range 20 {
		article += fmt.Sprintf("<p>The council met for the %dth time and decided what it had to decide about part %d of the bridge, member %d said.</p>", i+3, 7*i, i*i)
	}
	flat := clean(t, winnow.Page{Format: pipeline.FormatHTML, Body: []byte(article)})
	want := len(strings.Fields(flat.Text))
	if want < 400 {
		t.Fatalf("%d words: %s", want, flat.Text)
	}
	for _, depth := range []int{100, 500, 511, 512, 600, 10_000, 100_000, 1_000_000} {
		for _, tag := range []string{"div", "section", "b"} {
			if tag != "div" && depth > 10_000 {
				continue
			}
			body := []byte(nested(tag, depth, article))
			a, err := c.Clean(t.Context(), winnow.Page{Format: pipeline.FormatHTML, Body: body})
			if err != nil {
				t.Error(err)
			}
			if got := len(strings.Fields(a.Text)); got*100 < want*99 {
				t.Errorf("below %d %s: %d words of %d", depth, tag, got, want)
			}
		}
	}
	err := cputime.CheckLinear(100_000, func(depth int) {
		if _, err := c.Clean(t.Context(), winnow.Page{Format: pipeline.FormatHTML, Body: []byte(nested("div", depth, article))}); err != nil {
			t.Error(err)
		}
	})
	if err != nil {
		t.Errorf("depth: %v", err)
	}
}
