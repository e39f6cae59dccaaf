package winnow_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"winnow"
	"winnow/fixtures"
	"winnow/pipeline"
)

func newCleaner(t testing.TB) *winnow.Cleaner {
	t.Helper()
	c, err := winnow.New(winnow.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func clean(t testing.TB, p winnow.Page) winnow.Article {
	t.Helper()
	a, err := newCleaner(t).Clean(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestSeeds sends the five given documents through the whole pipeline: the
// text that somebody's scraper left, and the page it came from, rebuilt by
// hand, must give the same article.
func TestSeeds(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(fixtures.Root(t), "fixtures", "seeds", "*"))
	if err != nil || len(dirs) != 5 {
		t.Fatalf("want the five seeds, have %q (%v)", dirs, err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			text := readFile(t, filepath.Join(dir, "in.txt"))
			_, cleaned, err := newCleaner(t).Document(t.Context(), winnow.Page{Format: pipeline.FormatText, Body: text})
			if err != nil {
				t.Fatal(err)
			}
			article := newCleaner(t).Article(cleaned, winnow.Page{})
			fixtures.Golden(t, filepath.Join(dir, "want.txt"), article.Flat()+"\n")
			fixtures.Golden(t, filepath.Join(dir, "edits.txt"), fixtures.Edits(cleaned.Trail))

			again := clean(t, winnow.Page{Format: pipeline.FormatText, Body: []byte(article.Flat() + "\n")})
			if again.Flat() != article.Flat() {
				t.Errorf("cleaning the output again gives\n%s\nnot\n%s", again.Flat(), article.Flat())
			}

			page := clean(t, winnow.Page{Format: pipeline.FormatHTML, Body: readFile(t, filepath.Join(dir, "page.html"))})
			if page.Text != article.Text {
				t.Errorf("the HTML page gives\n%s\nnot\n%s", page.Text, article.Text)
			}
			// Two of the texts came without their headline.
			if article.Title != "" && page.Title != article.Title {
				t.Errorf("the HTML page has the title %q, not %q", page.Title, article.Title)
			}
		})
	}
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// everyPage returns the input of every fixture.
func everyPage(t testing.TB) map[string]winnow.Page {
	t.Helper()
	pages := map[string]winnow.Page{}
	root := filepath.Join(fixtures.Root(t), "fixtures")
	dirs, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		if !d.IsDir() || d.Name() == "seeds" {
			continue
		}
		for _, c := range fixtures.Load(t, d.Name()) {
			pages[d.Name()+"/"+c.Name] = c.Page
		}
	}
	for _, name := range []string{"in.txt", "page.html"} {
		files, _ := filepath.Glob(filepath.Join(root, "seeds", "*", name))
		for _, f := range files {
			pages[f] = winnow.Page{Body: readFile(t, f)}
		}
	}
	return pages
}

// TestProperties holds what must be true of the whole pipeline on any page,
// over every fixture of every stage.
func TestProperties(t *testing.T) {
	c := newCleaner(t)
	for name, page := range everyPage(t) {
		parsed, cleaned, err := c.Document(t.Context(), page)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		replayed, err := pipeline.Replay(parsed, cleaned.Trail)
		if err != nil {
			t.Errorf("%s: replay: %v", name, err)
		} else if !reflect.DeepEqual(replayed, cleaned) {
			t.Errorf("%s: replaying the trail gives another document", name)
		}
		article := c.Article(cleaned, page)
		if !utf8.ValidString(article.Text) {
			t.Errorf("%s: the text is not valid UTF-8", name)
		}
		if cleaned.Format != pipeline.FormatText {
			continue
		}
		again := clean(t, winnow.Page{Format: pipeline.FormatText, Body: []byte(article.Flat())})
		if again.Flat() != article.Flat() {
			t.Errorf("%s: cleaning the output again gives\n%q\nnot\n%q", name, again.Flat(), article.Flat())
		}
	}
}

// TestEveryFixtureHasAStage finds folders that no stage's test runs.
func TestEveryFixtureHasAStage(t *testing.T) {
	known := map[string]bool{"seeds": true, "readability": true} // the other engine
	for _, s := range newCleaner(t).Stages() {
		known[s.Name] = true
	}
	// A folder for a stage with options is named after it: captions-inline.
	belongs := func(dir string) bool {
		stage, _, _ := strings.Cut(dir, "-")
		return known[dir] || known[stage]
	}
	dirs, err := os.ReadDir(filepath.Join(fixtures.Root(t), "fixtures"))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		if d.IsDir() && !belongs(d.Name()) {
			t.Errorf("fixtures/%s belongs to no stage", d.Name())
		}
	}
}
