package encoding

import (
	"slices"
	"strings"
	"testing"

	"winnow/pipeline"
	"winnow/stages/encoding/repair"
)

func TestHugeBlocksAreRepairedInPieces(t *testing.T) {
	broken := strings.Repeat("The cafÃ© opens in May, itâ€™s said. ", hugeBlock/36+1)
	whole := strings.Repeat("The café opens in May, it’s said. ", hugeBlock/36+1)
	b := pipeline.Block{Kind: pipeline.Paragraph, Text: broken}
	got, steps, skipped := mendWithin(&b, Options{}, "en", maxSteps)
	if got != whole || skipped != "" {
		t.Errorf("%d bytes, want %d; skipped: %q", len(got), len(whole), skipped)
	}
	if repair.Apply(broken, steps) != got {
		t.Error("the steps do not lead to the text")
	}
	got, steps, skipped = mendWithin(&b, Options{}, "en", 1000)
	if skipped != whySteps || len(steps) < 1000 || len(steps) > 1000+pieceLength || repair.Apply(broken, steps) != got || !strings.HasSuffix(got, "itâ€™s said. ") {
		t.Errorf("%d steps of about 1,000", len(steps))
	}
}

func TestPieces(t *testing.T) {
	for name, text := range map[string]string{
		"words": strings.Repeat("plain words ", 20_000), "no spaces": strings.Repeat("é", 200_000), "mojibake": strings.Repeat("â€™", 60_000),
		"stray bytes": strings.Repeat("\x80", 200_000), "one piece": "short",
	} {
		at, pieces := 0, 0
		for ; at < len(text); pieces++ {
			end := pieceEnd(text, at)
			if end <= at || end > len(text) || end-at > pieceLength {
				t.Fatalf("%s: a piece from %d to %d", name, at, end)
			}
			at = end
		}
		if pieces > 2*len(text)/pieceLength+1 {
			t.Errorf("%s: %d pieces of %d bytes", name, pieces, len(text))
		}
	}
}

// TestBudgetOfSteps: a page that is broken without end costs no more than so
// much, and says once that it holds more.
func TestBudgetOfSteps(t *testing.T) {
	text := strings.Repeat("Ã© ", hugeBlock/8)
	var d pipeline.Document
	for i := range 4 {
		d.Blocks = append(d.Blocks, pipeline.Block{ID: i, Kind: pipeline.Paragraph, Text: text})
	}
	edits, err := New(Options{}).Run(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	if len(edits) != maxSteps+1 {
		t.Errorf("%d edits, want %d and the flag", len(edits), maxSteps)
	}
	checkFlagged(t, d, edits, 0)
}

func TestHugeBlockWithMarks(t *testing.T) {
	d := pipeline.Document{Blocks: []pipeline.Block{{
		Kind: pipeline.Paragraph, Text: strings.Repeat("The cafÃ© opens. ", hugeBlock/16),
		Marks: []pipeline.Mark{{Kind: pipeline.Link, Start: 4, End: 9, Href: "/menu"}},
	}, {ID: 1, Kind: pipeline.Paragraph, Text: "The cafÃ© opens."}}}
	edits, err := New(Options{}).Run(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	if len(edits) != 2 || edits[1].Block != 1 || edits[1].New != "é" {
		t.Errorf("the flag and the repair of the second block are wanted, not %v", edits)
	}
	checkFlagged(t, d, edits, 0)
}

// checkFlagged holds that the edits can be applied and flag one block for the
// budget.
func checkFlagged(t *testing.T, d pipeline.Document, edits []pipeline.Edit, block int) {
	t.Helper()
	got, err := pipeline.Apply(d, New(Options{}), edits)
	if err != nil {
		t.Fatal(err)
	}
	var flags []int
	for _, e := range got.Trail {
		if e.Rule == ruleBudget {
			flags = append(flags, e.Block)
		}
	}
	if !slices.Equal(flags, []int{block}) || !slices.Equal(got.Flags, []string{ruleBudget}) {
		t.Errorf("blocks %v flagged, the record has %v", flags, got.Flags)
	}
}

// TestBudgetWithinABlock holds that a block that is not huge keeps to the budget as
// well: its first steps are made, the rest is left.
func TestBudgetWithinABlock(t *testing.T) {
	d := pipeline.Document{Blocks: []pipeline.Block{{Kind: pipeline.Paragraph, Text: strings.Repeat("a\u0080", maxSteps+1)}}}
	edits, err := New(Options{}).Run(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	if len(edits) != maxSteps+1 {
		t.Errorf("%d edits, want %d and the flag", len(edits), maxSteps)
	}
	got, err := pipeline.Apply(d, New(Options{}), edits)
	if err != nil || !strings.HasSuffix(got.Blocks[0].Text, "€a\u0080") {
		t.Errorf("%v, the text ends in %q", err, got.Blocks[0].Text[len(got.Blocks[0].Text)-8:])
	}
	checkFlagged(t, d, edits, 0)
}
