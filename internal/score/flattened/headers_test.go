package flattened

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"winnow"
	"winnow/pipeline"
)

// headers are the data that scrapers write before a text, with the places of a title
// and an address.
var headers = map[string]string{
	"trafilatura": "---\ntitle: %s | Harbour News\nurl: %s\nhostname: harbournews.example\nfingerprint: 8a6e9b2f\n---\n",
	"Jekyll":      "---\nlayout: post\ntitle: %q\ncanonical_url: %[2]s\nsource: %[2]s\n---\n\n",
	"Hugo":        "+++\ntitle = %q\nurl = '%s'\ndraft = false\n+++\n\n",
	"Jina":        "Title: %s | Harbour News\n\nURL Source: %s\n\nMarkdown Content:\n",
	"rows":        "Title: %s | Harbour News\nURL Source: %s\nNumber of Pages: 3\nMarkdown Content:\n\n",
	"labels":      "Title: %s\nURL: %s\nText:\n",
}

// A text below a header gives the record that it gives where the title and the address
// came with the page.
func TestHeaderIsNoText(t *testing.T) {
	c, err := winnow.New(winnow.Config{})
	if err != nil {
		t.Fatal(err)
	}
	clean := func(p winnow.Page) winnow.Article {
		p.Format = pipeline.FormatText
		a, err := c.Clean(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	files, err := filepath.Glob("testdata/seen/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	const url = "https://www.harbournews.example/a/b"
	tested := 0
	for _, name := range files {
		f := readPage(t, name)
		if f.title == "" || f.name == "en-reader-md" {
			continue // no title, a header of its own
		}
		tested++
		text := f.inForm("as-is")
		want := clean(winnow.Page{Body: []byte(text), URL: url, Given: pipeline.Given{Title: f.title}})
		for kind, form := range headers {
			got := clean(winnow.Page{Body: fmt.Appendf(nil, form+"%[3]s", f.title, url, text)})
			got.Text = strings.TrimSpace(got.Text)
			if got.Title != want.Title || got.URL != url || got.Text != want.Text {
				t.Errorf("%s below the header of %s: title %q, want %q; URL %q; text\n%.300s\nwant\n%.300s", f.name, kind, got.Title, want.Title, got.URL, got.Text, want.Text)
			}
		}
	}
	if tested == 0 {
		t.Error("no page has a title")
	}
}
