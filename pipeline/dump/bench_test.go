package dump

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"winnow/internal/cputime"
)

// benchPages are pages of about 60 kB, the size of a real one, with the
// characters that JSON has to escape.
func benchPages(n int) []string {
	pages := make([]string, n)
	for i := range pages {
		var b strings.Builder
		fmt.Fprintf(&b, "<!doctype html>\n<html lang=\"de\"><title>Seite %d</title>\n", i)
		for b.Len() < 60_000 {
			fmt.Fprintf(&b, "<p class=\"lead\" data-n=\"%d\">Über die Brücke gehen %d Leute; \"langsam\", sagt <a href=\"/x/%d\">einer</a>.\n\n", b.Len(), i, b.Len())
		}
		pages[i] = b.String()
	}
	return pages
}

func benchLines(b *testing.B, escapeHTML bool) []byte {
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	enc.SetEscapeHTML(escapeHTML)
	for i, page := range benchPages(200) {
		rec := map[string]any{"id": fmt.Sprint(i), "url": "https://example.com/" + fmt.Sprint(i), "html": page, "meta": map[string]any{"n": i, "tags": []string{"a", "b"}}}
		if err := enc.Encode(rec); err != nil {
			b.Fatal(err)
		}
	}
	return lines.Bytes()
}

// bench reads the input again and again; the speed is that of its content.
func bench(b *testing.B, input []byte, content, records int) {
	b.SetBytes(int64(content))
	b.ReportAllocs()
	cpu := cputime.Used()
	defer func() {
		b.ReportMetric(float64(content)*float64(b.N)/(cputime.Used()-cpu).Seconds()/1e6, "MB/cpu-s")
	}()
	for b.Loop() {
		n := 0
		o := Options{Stdin: bytes.NewReader(input)}
		for item, err := range Read(context.Background(), []Input{{Name: "-"}}, o) {
			if err != nil || item.Page == nil {
				b.Fatal(err, item)
			}
			n++
		}
		if n != records {
			b.Fatal(n, "records")
		}
	}
}

func BenchmarkJSONL(b *testing.B) {
	for name, escape := range map[string]bool{"plain": false, "escaped": true} {
		lines := benchLines(b, escape)
		b.Run(name, func(b *testing.B) { bench(b, lines, len(lines), 200) })
		b.Run(name+"/zst", func(b *testing.B) { bench(b, zst(b, lines), len(lines), 200) })
		b.Run(name+"/gz", func(b *testing.B) { bench(b, gzipped(b, lines), len(lines), 200) })
	}
	lines := benchLines(b, false)
	b.Run("encoding json", func(b *testing.B) {
		b.SetBytes(int64(len(lines)))
		cpu := cputime.Used()
		defer func() {
			b.ReportMetric(float64(len(lines))*float64(b.N)/(cputime.Used()-cpu).Seconds()/1e6, "MB/cpu-s")
		}()
		for b.Loop() {
			for line := range bytes.Lines(lines) {
				var rec map[string]any
				if err := json.Unmarshal(line, &rec); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

func BenchmarkWARC(b *testing.B) {
	var raw, members []byte
	for i, page := range benchPages(200) {
		rec := warcRecord(fmt.Sprint("urn:", i), page)
		raw, members = append(raw, rec...), append(members, gzipped(b, rec)...)
	}
	b.Run("plain", func(b *testing.B) { bench(b, raw, len(raw), 200) })
	b.Run("gz", func(b *testing.B) { bench(b, members, len(raw), 200) })
	b.Run("zst", func(b *testing.B) { bench(b, zst(b, raw), len(raw), 200) })
}
