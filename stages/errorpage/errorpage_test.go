package errorpage

import (
	"testing"

	"winnow/fixtures"
	"winnow/internal/score"
	"winnow/pipeline"
)

func TestFixtures(t *testing.T) { fixtures.Run(t, New(Options{})) }

// TestStatusTitles holds the titles that servers give their errors.
func TestStatusTitles(t *testing.T) {
	for title, want := range map[string]bool{
		"404": true, "404 Not Found": true, "Error 502": true, "403 | Forbidden": true, "403 - Forbidden: Access is denied.": true,
		"404 Error - Page Not Found": true, "404 error page": true, "503 Service Temporarily Unavailable": true,
		"500 Internal Server Error | Example": true, "HTTP Error 404. Not Found": true, "404 Page not found (nginx)": true,
		"404 days": false, "4040 not found": false, "410 gone missing": false, "500 error-free days": false, "500 gone after plant closes": false,
	} {
		d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatText, Body: []byte(title + "\n\nSome words that say no more.")})
		if err != nil {
			t.Fatal(err)
		}
		edits, err := New(Options{}).Run(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(edits) > 0; got != want {
			t.Errorf("%q: an error page is %t, want %t", title, got, want)
		}
	}
}

// TestNoArticleIsTakenForAnErrorPage runs over the development pages that have
// an article: none may be lost.
func TestNoArticleIsTakenForAnErrorPage(t *testing.T) {
	pages, err := score.LoadWCXB(fixtures.Shared(t, "bench", "wcxb-dev"))
	if err != nil {
		t.Fatal(err)
	}
	stage := New(Options{})
	for _, p := range pages {
		d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatText, Body: []byte(p.Truth.Title + "\n\n" + p.Truth.Text)})
		if err != nil || len(d.Blocks) < 2 {
			continue
		}
		edits, err := stage.Run(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range edits {
			t.Errorf("%s: %s: %s", p.ID, e.Rule, e.Why)
		}
	}
}
