package winnow_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"

	"winnow"
	"winnow/pipeline"
)

// TestMarkdown holds what marks and kinds become.
func TestMarkdown(t *testing.T) {
	tests := []struct{ why, html, want string }{
		{"emphasis, links, code", `<p>A <b>bold</b>, <i>slanted</i> <a href="/x">link</a> and <code>a*b</code> of 2*3.</p>`, "A **bold**, *slanted* [link](https://example.org/x) and `a*b` of 2\\*3."},
		{"no script comes through", `<p>See <a href=" javascript:alert(1)">this</a> &lt;script&gt; tag.</p>`, `See this \<script\> tag.`},
		{"a list in a list", `<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul><ol><li>First</li><li>Second</li></ol>`, "- One\n   - Inner\n- Two\n1. First\n2. Second"},
		{"code keeps its lines", "<pre>a\n  b</pre>", "```\na\n  b\n```"},
		{"a quotation", `<blockquote><p>To be.</p></blockquote>`, "> To be."},
		{"a table", `<table><tr><th>Name</th><th>Age</th></tr><tr><td>Ann</td><td>7|8</td></tr></table>`, "| Name | Age |\n| --- | --- |\n| Ann | 7\\|8 |"},
		{"what reads as a heading or a list", `<p># no heading</p><p>1. no list</p>`, "\\# no heading\n\n1\\. no list"},
		{"a forced line break", `<p>One<br>Two</p>`, "One\\\nTwo"},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			p := winnow.Page{URL: "https://example.org/", Format: pipeline.FormatHTML, Body: []byte(tt.html)}
			d, err := pipeline.Parse(p)
			if err != nil {
				t.Fatal(err)
			}
			if got := newCleaner(t).Article(d, p).Markdown(); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestStatus(t *testing.T) {
	tests := []struct {
		why, body string
		status    winnow.Status
		reason    string
	}{
		{"an article", "A headline\n\nThe bridge over the river opens in May, the council said on Monday.", winnow.StatusOK, ""},
		{"nothing", "", winnow.StatusEmpty, ""},
		{"white space", " \n\u00a0\n", winnow.StatusEmpty, ""},
		{"markup alone", "<html><body><div></div></body></html>", winnow.StatusEmpty, ""},
		{"binary data", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x03\x00\x3e\x00", winnow.StatusNotArticle, "binary"},
		{"a bot check", "Just a moment...\n\nChecking your browser before accessing example.org.", winnow.StatusNotArticle, "errorpage/bot-check"},
		{"a text that breaks off", "The bridge over the river opens in May, the council said on Monday in its town hall. ‘East.", winnow.StatusFlagged, "encoding/dangling-fragment"},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			a := clean(t, winnow.Page{Body: []byte(tt.body)})
			if a.Status != tt.status || strings.Join(a.Reasons, ",") != tt.reason {
				t.Errorf("got %s %v, want %s %s", a.Status, a.Reasons, tt.status, tt.reason)
			}
			if a.Status == winnow.StatusNotArticle && a.Text != "" {
				t.Errorf("it comes with text: %q", a.Text)
			}
		})
	}
}

// TestTitleIsNoText: a page that holds nothing but its title is empty, also
// where the title goes into the text.
func TestTitleIsNoText(t *testing.T) {
	c, err := winnow.New(winnow.Config{TitleInText: true})
	if err != nil {
		t.Fatal(err)
	}
	page := winnow.Page{Body: []byte("<html><head><title>Bridge opens in May</title></head><body></body></html>")}
	a, err := c.Clean(t.Context(), page)
	if err != nil || a.Status != winnow.StatusEmpty || a.Text != a.Title {
		t.Errorf("got %s %q (%v), want it empty, with the title", a.Status, a.Text, err)
	}
}

// TestConcurrentUse cleans with one cleaner from many goroutines; make race
// looks for data races.
func TestConcurrentUse(t *testing.T) {
	c := newCleaner(t)
	pages := everyPage(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for name, p := range pages {
				if _, err := c.Clean(context.Background(), p); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestCancelledContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := newCleaner(t).Clean(ctx, winnow.Page{Body: []byte("A line of text.")})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// TestTrailSurvivesJSON: a trail that was stored as JSON replays to the same
// document.
func TestTrailSurvivesJSON(t *testing.T) {
	c := newCleaner(t)
	for name, page := range everyPage(t) {
		parsed, cleaned, err := c.Document(t.Context(), page)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(cleaned.Trail)
		if err != nil {
			t.Fatal(err)
		}
		var trail []pipeline.Applied
		if err := json.Unmarshal(b, &trail); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		replayed, err := pipeline.Replay(parsed, trail)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got, want := c.Article(replayed, page).Markdown(), c.Article(cleaned, page).Markdown(); got != want {
			t.Errorf("%s: the stored trail gives\n%s\nnot\n%s", name, got, want)
		}
	}
}

// TestStanzas holds that the lines of verse stay together, even if most of them end
// as sentences do.
func TestStanzas(t *testing.T) {
	const poem = "Two oars, not of one family.\nA rope that remembers weight.\n\nNext,\none lamp,\none boot,\na table of tides.\n\nClose the door.\nIt will open anyway."
	if a := clean(t, winnow.Page{Body: []byte(poem)}); a.Text != poem {
		t.Errorf("got %q", a.Text)
	}
}

// TestTitleOnce: a heading that repeats the title is written once, whether the text
// begins with it or not.
func TestTitleOnce(t *testing.T) {
	const page = `<html lang="en"><head><title>Weir control - Hydro Docs</title></head><body><article><h1>Weir control</h1>
<p>The gate opens when the level has risen above the mark that the operator has set.</p></article></body></html>`
	p := winnow.Page{URL: "https://docs.example.org/guide/weir/", Format: pipeline.FormatHTML, Body: []byte(page)}
	d, err := pipeline.Parse(p)
	if err != nil {
		t.Fatal(err)
	}
	d.Meta.Title = "Weir Control"
	a := newCleaner(t).Article(d, p)
	const line = "The gate opens when the level has risen above the mark that the operator has set."
	if got, want := a.Text, "Weir control\n\n"+line; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if got, want := a.Flat(), "Weir Control\n\n"+line; got != want {
		t.Errorf("flat %q, want %q", got, want)
	}
	if got, want := a.Markdown(), "# Weir Control\n\n"+line; got != want {
		t.Errorf("Markdown %q, want %q", got, want)
	}
}
