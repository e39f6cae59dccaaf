package captions

import (
	"strings"
	"testing"

	"winnow/fixtures"
	"winnow/pipeline"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{})) }

func TestInline(t *testing.T) { fixtures.RunIn(t, "captions-inline", New(Options{Captions: Inline})) }

// A list of pictures keeps its captions.
func TestListOfPictures(t *testing.T) {
	const line = "The boat (Photo: AP)\n"
	for n, cut := range map[int]bool{listOfPictures - 1: true, listOfPictures: false} {
		d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatText, Body: []byte(strings.Repeat(line, n))})
		if err != nil {
			t.Fatal(err)
		}
		edits, err := New(Options{}).Run(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(edits) > 0; got != cut {
			t.Errorf("%d captions: %d edits", n, len(edits))
		}
	}
}
