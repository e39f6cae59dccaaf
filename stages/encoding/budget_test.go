package encoding

import (
	"strings"
	"testing"

	"winnow/pipeline"
	"winnow/stages/encoding/repair"
)

func TestHugeBlocksAreRepairedInPieces(t *testing.T) {
	broken := strings.Repeat("The cafÃ© opens in May, itâ€™s said. ", hugeBlock/36+1)
	whole := strings.Repeat("The café opens in May, it’s said. ", hugeBlock/36+1)
	b := pipeline.Block{Kind: pipeline.Paragraph, Text: broken}
	got, steps := mendWithin(&b, Options{}, "en", maxSteps)
	if got != whole {
		t.Errorf("%d bytes, want %d", len(got), len(whole))
	}
	if repair.Apply(broken, steps) != got {
		t.Error("the steps do not lead to the text")
	}
	got, steps = mendWithin(&b, Options{}, "en", 1000)
	if len(steps) < 1000 || len(steps) > 1000+pieceLength || repair.Apply(broken, steps) != got || !strings.HasSuffix(got, "itâ€™s said. ") {
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
// much.
func TestBudgetOfSteps(t *testing.T) {
	text := strings.Repeat("Ã© ", hugeBlock/8)
	var d pipeline.Document
	for i := range 3 {
		d.Blocks = append(d.Blocks, pipeline.Block{ID: i, Kind: pipeline.Paragraph, Text: text})
	}
	edits, err := New(Options{}).Run(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	if per := strings.Count(text, "Ã"); len(edits) < maxSteps || len(edits) > maxSteps+per {
		t.Errorf("%d edits of %d places", len(edits), 3*per)
	}
}
