package errorpage

import (
	"testing"

	"winnow/fixtures"
	"winnow/internal/score"
	"winnow/pipeline"
)

func TestFixtures(t *testing.T) { fixtures.Run(t, New(Options{})) }

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
