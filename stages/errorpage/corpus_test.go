package errorpage

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/pipeline"
)

// TestArticlesAboutMessages holds texts about error pages, checks, banners and
// walls, in many languages: each is an article.
func TestArticlesAboutMessages(t *testing.T) {
	for name, text := range corpus(t, "articles.txt") {
		if reason := clean(t, text).NotArticle; reason != "" {
			t.Errorf("%s: lost to %s", name, reason)
		}
	}
}

// TestMessages holds what turned visitors away, by the rule that should know it.
func TestMessages(t *testing.T) {
	for name, text := range corpus(t, "messages.txt") {
		want, _, _ := strings.Cut(name, " ")
		if reason := clean(t, text).NotArticle; reason != want {
			t.Errorf("%s: taken for %q", name, reason)
		}
	}
}

func clean(t *testing.T, text string) pipeline.Document {
	t.Helper()
	d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatText, Body: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	stage := New(Options{})
	edits, err := stage.Run(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	d, err = pipeline.Apply(d, stage, edits)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// corpus reads texts separated by lines of "=== name".
func corpus(t *testing.T, file string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, part := range strings.Split("\n"+string(b), "\n=== ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		if texts[name] != "" {
			t.Fatalf("%s: two texts are named %q", file, name)
		}
		texts[name] = text
	}
	return texts
}
