package errorpage

import (
	"strings"
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
// an article: none may be lost, and none may be were it as short as a message
// and had the words of one above it.
func TestNoArticleIsTakenForAnErrorPage(t *testing.T) {
	pages, err := score.LoadWCXB(fixtures.Shared(t, "bench", "wcxb-dev"))
	if err != nil {
		t.Fatal(err)
	}
	heads := []string{
		"Page not found\n\n", "Access denied\n\nYou have been blocked.\n\n", "Sign in\n\nPassword\n\n",
		"We value your privacy\n\nWe use cookies\n\nAccept all\n\n", "Please enable JavaScript.\n\n",
	}
	for i, p := range pages {
		if reason := clean(t, p.Truth.Title+"\n\n"+p.Truth.Text).NotArticle; reason != "" && p.Truth.Text != "" {
			t.Errorf("%s: %s", p.ID, reason)
		}
		text := heads[i%len(heads)] + passage(p.Truth.Text)
		if reason := clean(t, text).NotArticle; reason != "" && len(text) > 200 {
			t.Errorf("%s: %s: %q", p.ID, reason, text)
		}
	}
}

// passage is the first sentences of a text, of 30 words or more.
func passage(text string) string {
	end := 0
	for sentence := range strings.SplitAfterSeq(text, ". ") {
		if end += len(sentence); pipeline.CountWords(text[:end]) >= 30 {
			break
		}
	}
	return text[:end]
}
