package decode

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"winnow/internal/cputime"
	"winnow/internal/devdata"
)

// benchText returns a page of a given size in UTF-8, one third of it markup.
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
	start := cputime.Used()
	for b.Loop() {
		if _, err := Bytes(page, Hints{Markup: true}); err != nil {
			b.Fatal(err)
		}
	}
	// Time on the processor does not suffer from neighbours on the machine.
	b.ReportMetric(float64(len(page))*float64(b.N)/1e6/(cputime.Used()-start).Seconds(), "cpu-MB/s")
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

// BenchmarkChardetFiles reads chardet's legacy files, most of them a few KB
// long, where the comparison of encodings takes most of the time.
func BenchmarkChardetFiles(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join(devdata.Dir(b, "encoding/chardet"), "*", "*"))
	var docs [][]byte
	size := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		if utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
			continue
		}
		docs = append(docs, hideDeclaration(data))
		size += len(data)
	}
	b.SetBytes(int64(size))
	start := cputime.Used()
	for b.Loop() {
		for _, d := range docs {
			if _, err := Bytes(d, Hints{}); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(size)*float64(b.N)/1e6/(cputime.Used()-start).Seconds(), "cpu-MB/s")
}

// TestSpeed prints how fast the usual cases are, in processor time. It fails
// only at half the goal, for machines differ.
func TestSpeed(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	enc := newEncoder(encWindows1251)
	var legacy []byte
	for line := range strings.Lines(benchText("ru", 200<<10)) {
		if e, ok := enc.encode(line); ok {
			legacy = append(legacy, e...)
		}
	}
	for _, tt := range []struct {
		what string
		goal float64
		page []byte
	}{
		{"speed, valid UTF-8, French", 200, []byte(benchText("fr", 200<<10))},
		{"speed, valid UTF-8, Russian", 200, []byte(benchText("ru", 200<<10))},
		{"speed, valid UTF-8, Japanese", 200, []byte(benchText("ja", 200<<10))},
		{"speed, windows-1251", 40, legacy},
	} {
		start, n := cputime.Used(), 0
		for cputime.Used()-start < 200*time.Millisecond {
			if _, err := Bytes(tt.page, Hints{Markup: true}); err != nil {
				t.Fatal(err)
			}
			n += len(tt.page)
		}
		speed := float64(n) / 1e6 / (cputime.Used() - start).Seconds()
		t.Logf("decode | %-50s | goal %3.0f MB/s | %4.0f MB/s", tt.what, tt.goal, speed)
		if speed < tt.goal/2 && !raceEnabled() {
			t.Errorf("%s: %.0f MB/s", tt.what, speed)
		}
	}
}

// raceEnabled reports whether the race detector slows everything down.
func raceEnabled() bool {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return false
	}
	for _, s := range info.Settings {
		if s.Key == "-race" && s.Value == "true" {
			return true
		}
	}
	return false
}
