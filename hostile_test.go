package winnow_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"winnow"
	"winnow/internal/cputime"
)

// What one page may cost, whatever it holds.
const (
	maxCPU    = 2 * time.Second
	maxMemory = 512 << 20
)

const story = `<h1>Bridge opens in May</h1>
<p>The bridge over the river opens in May, the council said on Monday, after three years of work that nobody had planned for.</p>
<p>Cars may use it from the first of the month, and buses will follow when the new stops are built on both sides of the water.</p>
<p>The ferry, which had carried a million people while the bridge was closed, stops running at the end of the summer, its owner said.</p>`

// hostile makes pages that bring parsers and extractors down; the sizes are
// those at which one of them took seconds, gigabytes or lost the page.
var hostile = []struct {
	name string
	page func() string
	// article says that the story is in the page and must come out.
	article bool
}{
	{"600 nested div", func() string { return nested("div", 600, story) }, true},
	{"10,000 nested div", func() string { return nested("div", 10_000, story) }, true},
	{"1,000,000 nested div", func() string { return nested("div", 1_000_000, story) }, true},
	{"1,000 unclosed a b i", func() string { return strings.Repeat("<a><b><i>", 1000) + story }, false},
	{"480 open b and 10,000 p", func() string { return strings.Repeat("<b>", 480) + strings.Repeat("<p>x", 10_000) }, false},
	{"foster parents", func() string { return "<table>" + strings.Repeat("<tr><i>x", 20_000) }, false},
	{"10,000 html with attributes", func() string {
		var sb strings.Builder
		for i := range 10_000 {
			fmt.Fprintf(&sb, "<html a%d=1>", i)
		}
		return sb.String() + story
	}, false},
	{"480 span and 300,000 p", func() string { return strings.Repeat("<span>", 480) + strings.Repeat("<p>x", 300_000) }, false},
	{"100,000 paragraphs", func() string { return strings.Repeat("<p>x</p>", 100_000) }, false},
	{"5,000 articles", func() string { return strings.Repeat("<article>"+story+"</article>", 5000) }, false},
	{"one line of 16 MB", func() string { return "<p>" + strings.Repeat("word ", 16<<20/5) }, false},
	{"10,000 attributes", func() string {
		var sb strings.Builder
		sb.WriteString("<div")
		for i := range 10_000 {
			fmt.Fprintf(&sb, " a%d=1", i)
		}
		return sb.String() + ">" + story + "</div>"
	}, true},
	{"8,000 comments that do not end", func() string { return "x </p> " + strings.Repeat("<!-- `a` ", 8000) }, false},
	{"60,000 signs under an error's title", func() string {
		return "<title>404 Not Found</title><h1>404 Not Found</h1>" + strings.Repeat("<p>☆★☆</p>", 60_000)
	}, false},
	{"a megabyte of entities", func() string { return "<p>" + strings.Repeat("&amp;amp;", 1<<20/9) }, false},
	{"a megabyte of mojibake", func() string { return "<p>" + strings.Repeat("Ã©â€™ ", 1<<20/10) }, false},
	{"alternating scripts", func() string { return "<p>" + strings.Repeat("aяб", 1<<18) }, false},
	{"nested tables", func() string { return strings.Repeat("<table><tr><td>", 3000) + story }, true},
	{"nested lists", func() string { return strings.Repeat("<ul><li>", 5000) + story }, true},
	{"tags that never end between blank lines", func() string { return "x " + strings.Repeat("<a x.\n\n", 100_000) }, false},
	{"a tag that never ends", func() string { return story + "<a href=\"" + strings.Repeat("x", 1<<20) }, true},
	{"comments that never end", func() string { return story + strings.Repeat("<!--", 200_000) }, true},
	{"100,000 links", func() string { return strings.Repeat(`<a href="/x">word</a> `, 100_000) }, false},
	{"50,000 options", func() string { return "<select>" + strings.Repeat("<option>word", 50_000) + "</select>" + story }, true},
	{"JSON-LD without end", func() string {
		return `<script type="application/ld+json">` + strings.Repeat(`{"a":[`, 100_000) + "</script>" + story
	}, true},
	{"200,000 lines of text", func() string { return "Bridge opens in May\n\n" + strings.Repeat("Share this article\n", 200_000) }, false},
	{"60,000 credits", func() string { return strings.Repeat("AP\nAccess point.\n\n", 60_000) }, false},
	{"60,000 prompts", func() string { return strings.Repeat("Get the best of the week in your inbox\n\n", 60_000) }, false},
	{"100,000 links in Markdown", func() string { return strings.Repeat("* [word](/x)\n", 100_000) }, false},
	{"a line of 100,000 links in Markdown", func() string { return strings.Repeat("[word](/x) ", 100_000) }, false},
	{"a megabyte of what opens in Markdown", func() string { return "[a](/) [b](/)\n\n" + strings.Repeat("*a [b **_c `", 1<<20/12) }, false},
	{"a table of 100,000 rows in Markdown", func() string { return "[a](/) [b](/)\n\n|a|b|\n|-|-|\n" + strings.Repeat("|a|b|\n", 100_000) }, false},
	{"repeated clock times", func() string { return strings.Repeat("0:00\n", 200_000) }, false},
}

func nested(tag string, depth int, inner string) string {
	return strings.Repeat("<"+tag+">", depth) + inner + strings.Repeat("</"+tag+">", depth)
}

// TestHostilePages holds the cost of each page and that its story comes out.
func TestHostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("measures cost: not in short runs, such as those under the race detector")
	}
	c := newCleaner(t)
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			body := []byte(h.page())
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var a winnow.Article
			took := cputime.Least(maxCPU, func() {
				var err error
				if a, err = c.Clean(t.Context(), winnow.Page{Body: body}); err != nil {
					t.Fatalf("%v", err)
				}
			})
			runtime.ReadMemStats(&after)
			if took > maxCPU {
				t.Errorf("%v of CPU, at most %v are allowed", took, maxCPU)
			}
			if held := int64(after.HeapSys) - int64(before.HeapSys); held > maxMemory {
				t.Errorf("the heap grew by %d MB", held>>20)
			}
			if !utf8.ValidString(a.Text) {
				t.Errorf("the text is not valid UTF-8")
			}
			if h.article && !strings.Contains(a.Text, "The ferry, which had carried a million people") {
				t.Errorf("the story is lost: %s %v %.200q", a.Status, a.Reasons, a.Text)
			}
			t.Logf("%d KB, %v, %s %v", len(body)>>10, took.Round(time.Millisecond), a.Status, a.Reasons)
		})
	}
}
