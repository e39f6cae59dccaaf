package winnow_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"winnow"
	"winnow/fixtures"
	"winnow/pipeline"
)

// FuzzClean sends pages through everything: whatever they hold, there is no
// panic, what comes out is valid UTF-8 and JSON and safe to show, and the trail
// leads to it.
func FuzzClean(f *testing.F) {
	seeds, err := filepath.Glob(filepath.Join(fixtures.Root(f), "fixtures", "seeds", "*", "*"))
	if err != nil || len(seeds) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range seeds {
		if b, err := os.ReadFile(name); err == nil && len(b) < 1<<16 {
			f.Add(b, strings.HasSuffix(name, ".html"))
		}
	}
	for _, h := range hostile {
		if page := h.page(); len(page) < 1<<16 {
			f.Add([]byte(page), true)
		}
	}
	f.Add([]byte(story), true)
	for _, payload := range scripts {
		f.Add([]byte("<p>"+payload), true)
	}
	c, err := winnow.New(winnow.Config{Blocks: true, Removed: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte, html bool) {
		if len(body) > 1<<16 {
			t.Skip()
		}
		p := winnow.Page{URL: "https://example.org/a/b.html", Body: body}
		if html {
			p.Format = pipeline.FormatHTML
		}
		parsed, cleaned, err := c.Document(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		a := c.Article(cleaned, p)
		line, err := json.Marshal(a)
		if err != nil || !utf8.Valid(line) || !utf8.ValidString(a.Markdown()) {
			t.Fatalf("no valid record: %v", err)
		}
		replayed, err := pipeline.Replay(parsed, cleaned.Trail)
		if err != nil {
			t.Fatal(err)
		}
		if again := c.Article(replayed, p); again.Text != a.Text || again.Title != a.Title {
			t.Error("the trail leads to another article")
		}
		checkSafe(t, a.Markdown())
	})
}
