package pipeline

import (
	"context"
	"reflect"
	"testing"
)

// TestKeepVetoes: what a stage protects no later stage takes away, except that
// it may be mended, and the trail says so and replays.
func TestKeepVetoes(t *testing.T) {
	keeper := Stage{
		Name: "keeper", Doc: "Keeps.", Rules: []Rule{{Name: "keeper/one", Doc: "One.", Tier: TierNote}},
		Run: func(context.Context, Document) ([]Edit, error) {
			return []Edit{{Block: 1, Rule: "keeper/one", Keep: true}}, nil
		},
	}
	taker := Stage{
		Name: "taker", Doc: "Takes everything.",
		Rules: []Rule{{Name: "taker/all", Doc: "All."}, {Name: "taker/page", Doc: "The page.", Tier: TierNote}, {Name: "taker/some", Doc: "Some.", Tier: TierB}},
		Run: func(_ context.Context, d Document) ([]Edit, error) {
			edits := []Edit{Set(FieldNotArticle, "taker/page", "taker/page", "")}
			for _, b := range d.Blocks {
				switch {
				case b.ID == 1 && len(b.Text) > 8:
					edits = append(edits, Edit{Block: 1, End: 4, Rule: "taker/some", To: FieldByline}, Edit{Block: 1, Start: 5, End: 8, Rule: "taker/all"})
				default:
					edits = append(edits, Whole(b, "taker/all", "because"))
				}
			}
			return edits, nil
		},
	}
	mender := Stage{
		Name: "mender", Doc: "Mends.", Mends: true, Rules: []Rule{{Name: "mender/dots", Doc: "Dots."}},
		Run: func(_ context.Context, d Document) ([]Edit, error) {
			b := d.Blocks[0]
			return []Edit{{Block: b.ID, Start: len(b.Text) - 3, End: len(b.Text), New: "…", Rule: "mender/dots"}}, nil
		},
	}
	p, err := New(keeper, taker, mender)
	if err != nil {
		t.Fatal(err)
	}
	parsed := textDocument("First.", "Keep all of this...", "Last.")
	got, err := p.Run(t.Context(), parsed)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"Keep all of this…"}; !reflect.DeepEqual(texts(got), want) {
		t.Errorf("left %q, want %q", texts(got), want)
	}
	if got.NotArticle != "" || got.Meta.Byline != "" {
		t.Errorf("a vetoed edit set a field: %q, %q", got.NotArticle, got.Meta.Byline)
	}
	vetoed := 0
	for _, a := range got.Trail {
		if a.Veto == "" {
			continue
		}
		vetoed++
		if a.Veto != "keeper/one" || a.Old != "" || a.Stage != "taker" {
			t.Errorf("veto recorded as %+v", a)
		}
	}
	if vetoed != 3 {
		t.Errorf("%d vetoes in the trail, want 3", vetoed)
	}
	replayed, err := Replay(parsed, got.Trail)
	if err != nil || !reflect.DeepEqual(replayed, got) {
		t.Errorf("replay gives another document (%v)", err)
	}
}

// TestKeepProtectsImages: an image without text can be kept, too.
func TestKeepProtectsImages(t *testing.T) {
	d, err := Parse(Page{Format: FormatHTML, Body: []byte(`<p>One.</p><img src="a.png"><p>Two.</p>`)})
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	for d.Blocks[i].Kind != Image {
		i++
	}
	id := d.Blocks[i].ID
	s := stageOf(Edit{Block: id, Rule: "test/keep", Keep: true})
	kept, err := Apply(d, s, []Edit{{Block: id, Rule: "test/keep", Keep: true}})
	if err != nil || kept.Find(id) < 0 || kept.Blocks[kept.Find(id)].KeptBy != "test/keep" {
		t.Fatalf("the image went or is not kept (%v)", err)
	}
	edits := guard(kept, s, []Edit{Whole(kept.Blocks[i], "test/keep", "")})
	if len(edits) != 1 || edits[0].Veto != "test/keep" {
		t.Errorf("not vetoed: %+v", edits)
	}
	again, err := Apply(kept, s, edits)
	if err != nil || again.Find(id) < 0 {
		t.Errorf("the kept image went (%v)", err)
	}
	if joined := joined(Block{Text: "a"}, Block{Text: "b", KeptBy: "test/keep"}, " "); joined.KeptBy != "test/keep" {
		t.Error("joining loses the protection")
	}
	if _, err := Apply(d, s, []Edit{{Block: 0, End: 2, Rule: "test/keep", Keep: true}}); err == nil {
		t.Error("a keeping edit with a range is accepted")
	}
}
