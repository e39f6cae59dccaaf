package winnow_test

import (
	"context"
	"strings"
	"testing"

	"winnow"
)

// The record tells the type of a page that has something around its text, and of
// one that has not only where it is as good as certain.
func TestPageType(t *testing.T) {
	text := "<p>The old bridge over the river Elm opens to walkers again in May, the town council said on Monday, after two years of repairs.</p>\n" +
		"<p>Engineers replaced the timber deck, which had rotted where rain collected between the planks.</p>\n"
	var framed strings.Builder
	framed.WriteString(`<!DOCTYPE html><html><head><title>The bridge opens</title><meta property="og:type" content="article"></head><body><nav><ul>`)
	for range 20 {
		framed.WriteString(`<li><a href="/s">Section</a></li>`)
	}
	framed.WriteString("</ul></nav><article><h1>The bridge opens</h1>" + strings.Repeat(text, 8) + `</article><footer><a href="/p">Privacy</a></footer></body></html>`)
	cleaner, err := winnow.New(winnow.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ why, page, want string }{
		{"two paragraphs", text, ""},
		{"two paragraphs and a headline", "<html><head><title>The bridge opens</title></head><body><h1>The bridge opens</h1>" + text, ""},
		{"an article in its frame", framed.String(), "article"},
	} {
		a, err := cleaner.Clean(context.Background(), winnow.Page{URL: "https://www.elmpost.example/news/2024/05/03/bridge-opens", Body: []byte(c.page)})
		if err != nil {
			t.Fatal(err)
		}
		if a.PageType != c.want {
			t.Errorf("%s: page type %q, want %q", c.why, a.PageType, c.want)
		}
	}
}
