package errorpage

import (
	"strings"
	"testing"

	"winnow/fixtures"
	"winnow/internal/devdata"
	"winnow/internal/score"
	"winnow/pipeline"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{})) }

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
	pages, err := score.LoadWCXB(devdata.Dir(t, "bench", "wcxb-dev"))
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

// passage returns the first sentences of a text, of 30 words or more.
func passage(text string) string {
	end := 0
	for sentence := range strings.SplitAfterSeq(text, ". ") {
		if end += len(sentence); pipeline.CountWords(text[:end]) >= 30 {
			break
		}
	}
	return text[:end]
}

// TestDatedPage flags what looks like an error and says when it was published:
// a post about one. A wall may come before an article, whose date it shows.
func TestDatedPage(t *testing.T) {
	for text, want := range map[string]string{
		"502 Bad Gateway\n\nThe site is not working. Please check.":                    "",
		"Please enable JavaScript to view this site.":                                  Javascript,
		"We value your privacy\n\nWe use cookies.\n\nAccept all\n\nManage preferences": ConsentWall,
	} {
		d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatText, Body: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		d.Meta.Published = "2025-03-12"
		edits, err := New(Options{}).Run(t.Context(), d)
		if err != nil || len(edits) != 1 {
			t.Fatalf("%q: %d edits, %v", text, len(edits), err)
		}
		if got := edits[0].Value; got != want {
			t.Errorf("%q: taken for %q, want %q", text, got, want)
		}
	}
}

// FuzzRun holds that any text gets at most one edit.
func FuzzRun(f *testing.F) {
	f.Add("Page not found\n\n\u201cAccess denied\u201d, said he?!\u3002\u2026")
	f.Add("\u00a9 \xff\n404 - | 1. ...\u061f")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatText, Body: []byte("Just a moment\n\n" + text)})
		if err != nil {
			t.Skip()
		}
		if edits, err := New(Options{}).Run(t.Context(), d); err != nil || len(edits) > 1 {
			t.Errorf("%d edits, %v", len(edits), err)
		}
	})
}
