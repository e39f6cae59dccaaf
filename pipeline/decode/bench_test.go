package decode

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// benchText is a page of a given size in UTF-8, one third of it markup.
func benchText(tag string, size int) string {
	text, err := os.ReadFile(filepath.Join("testdata", "text", tag+".txt"))
	if err != nil {
		return ""
	}
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><title>x</title></head><body>\n")
	for b.Len() < size {
		for line := range strings.Lines(string(text)) {
			b.WriteString(`<div class="entry"><p id="p1">` + strings.TrimSpace(line) + "</p></div>\n")
		}
	}
	return b.String()
}

func benchBytes(b *testing.B, page []byte) {
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Bytes(page, Hints{Markup: true}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUTF8(b *testing.B) {
	for _, tag := range []string{"en_AU", "fr", "ru", "ja"} {
		b.Run(tag, func(b *testing.B) { benchBytes(b, []byte(benchText(tag, 60<<10))) })
	}
}

func BenchmarkLegacy(b *testing.B) {
	for _, tt := range []struct {
		tag string
		enc encodingID
	}{{"fr", encWindows1252}, {"ru", encWindows1251}, {"pl", encISO8859_2}, {"ja", encShiftJIS}, {"zh_Hans", encGB18030}, {"ar", encWindows1256}} {
		b.Run(encodings[tt.enc].name, func(b *testing.B) {
			enc := newEncoder(tt.enc)
			var page []byte
			for line := range strings.Lines(benchText(tt.tag, 100<<10)) {
				if e, ok := enc.encode(line); ok {
					page = append(page, e...)
				}
			}
			benchBytes(b, page)
		})
	}
}

func BenchmarkStrayByte(b *testing.B) {
	page := []byte(strings.Replace(benchText("fr", 60<<10), "</p>", "\x92</p>", 1))
	benchBytes(b, page)
}
