package winnow_test

import (
	"errors"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"winnow"
	"winnow/internal/cputime"
	"winnow/pipeline"
)

// pageCap is the largest page that winnow takes by default.
const pageCap = 32 << 20

// large makes pages of the largest size that is taken, each of one thing over
// and over. over is the limit that such a page is over, "" for a page that
// comes out.
var large = []struct {
	name string
	page func() string
	over string
}{
	{"1,000,000 blocks", func() string { return strings.Repeat("<p>word one two", 1_000_000) }, "too_many_nodes"},
	{"400,000 blocks", func() string { return strings.Repeat("<p>word one two", 400_000) }, "too_many_blocks"},
	{"310,000 blocks", func() string { return strings.Repeat("<p>word one two", 310_000) }, ""},
	{"400,000 paragraphs of text", func() string { return strings.Repeat("A sentence of text.\n\n", 400_000) }, "too_many_blocks"},
	{"16,000,000 lines of text", func() string { return strings.Repeat("x\n", 16_000_000) }, "too_many_lines"},
	{"900,000 lines of text", func() string { return strings.Repeat("x\r\n", 900_000) }, "too_many_blocks"},
	{"900,000 lines of Markdown", func() string { return strings.Repeat("[a](/b)\n", 900_000) }, "too_many_blocks"},
	{"1,000,000 links", func() string { return strings.Repeat("<a href=/x>word one</a> ", 1_000_000) }, "too_many_nodes"},
	{"400,000 links", func() string { return strings.Repeat("<a href=/x>word one</a> ", 400_000) }, ""},
	{"1,000,000 rows", func() string { return "<table>" + strings.Repeat("<tr><td>a<td>b", 1_000_000) }, "too_many_nodes"},
	{"100,000 figures", func() string {
		return strings.Repeat("<figure><img src=a.jpg><figcaption>Photo: A B</figcaption></figure>", 100_000)
	}, ""},
	{"310,000 captions with a credit", func() string { return strings.Repeat("The boat (Photo: AP)\n", 310_000) }, ""},
	{"one line of 32 MB", func() string { return "<p>" + strings.Repeat("word ", pageCap/5-1) }, ""},
	{"one line of 32 MB of text", func() string { return strings.Repeat("word ", pageCap/5) }, ""},
	{"one word of 32 MB", func() string { return strings.Repeat("x", pageCap) }, ""},
	{"32 MB of sentences", func() string { return "<p>" + strings.Repeat("The bridge opens in May, he said. ", pageCap/35) }, ""},
	{"1 MB of control characters", func() string { return story + "<p>" + strings.Repeat("\x01", 1_000_000) }, ""},
	{"1 MB of control characters of windows-1252", func() string { return strings.Repeat("\u0080", 500_000) }, ""},
	{"20 MB of mojibake", func() string { return "<p>" + strings.Repeat("Ã©â€™ ", pageCap/22) }, ""},
}

// quickLarge are those that run without make hostile.
var quickLarge = []string{"310,000 blocks", "16,000,000 lines of text", "900,000 lines of Markdown", "1,000,000 links", "100,000 figures", "310,000 captions with a credit", "one line of 32 MB", "1 MB of control characters", "1 MB of control characters of windows-1252", "20 MB of mojibake"}

// TestLargePages holds that the largest pages come out, or say which limit they
// are over, in bounded time and memory.
func TestLargePages(t *testing.T) {
	if testing.Short() {
		t.Skip("measures cost: not in short runs, such as those under the race detector")
	}
	c := newCleaner(t)
	for _, l := range large {
		if os.Getenv("WINNOW_MUTATIONS") == "" && !slices.Contains(quickLarge, l.name) {
			continue
		}
		t.Run(l.name, func(t *testing.T) {
			body := []byte(l.page())
			if len(body) > pageCap {
				t.Fatalf("%d bytes: over the cap", len(body))
			}
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var a winnow.Article
			var err error
			took := cputime.Least(maxCPU, func() { a, err = c.Clean(t.Context(), winnow.Page{Body: body}) })
			runtime.ReadMemStats(&after)
			var limit *pipeline.LimitError
			switch {
			case l.over != "" && (!errors.As(err, &limit) || limit.Reason != l.over):
				t.Errorf("got %v, want %s", err, l.over)
			case l.over == "" && err != nil:
				t.Error(err)
			case l.over == "" && a.Text == "":
				t.Errorf("no text: %s %v", a.Status, a.Reasons)
			case !utf8.ValidString(a.Text):
				t.Error("not valid UTF-8")
			}
			if took > maxCPU {
				t.Errorf("%v of CPU, at most %v are allowed", took, maxCPU)
			}
			if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > maxMemory {
				t.Errorf("the heap grew by %d MB", grown>>20)
			}
			t.Logf("%d KB, %v, heap %d MB, %s %v", len(body)>>10, took.Round(time.Millisecond), after.HeapSys>>20, a.Status, err)
		})
	}
}
