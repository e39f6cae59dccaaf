package textlines

import (
	"testing"

	"winnow/pipeline"
)

func doc(texts ...string) pipeline.Document {
	d := pipeline.Document{}
	for i, t := range texts {
		d.Blocks = append(d.Blocks, pipeline.Block{ID: i, Kind: pipeline.Paragraph, Text: t, Node: pipeline.NoNode})
	}
	return d
}

// of cuts a document that is by itself.
func of(d pipeline.Document) *Doc { return from(d, nil) }

var stage = pipeline.Stage{Name: "s", Rules: []pipeline.Rule{{Name: "s/r", Doc: "."}}}

// Lines that go take their line break along, whichever of a block they are.
func TestCutOfLines(t *testing.T) {
	for mask := range 16 {
		d := of(doc("a\n b \n\nc\nd", "e"))
		cut := NewCut(d)
		want := ""
		for i := range 4 {
			if mask&(1<<i) != 0 {
				cut.Line(i, "s/r", "")
				continue
			}
			if want != "" {
				want += "\n"
			}
			want += []string{"a", "b", "c", "d"}[i]
		}
		got, err := pipeline.Apply(d.Document, stage, cut.Edits())
		if err != nil {
			t.Fatalf("%04b: %v", mask, err)
		}
		text := ""
		for _, l := range of(got).Lines {
			if got.Blocks[l.Block].ID == 0 {
				if text != "" {
					text += "\n"
				}
				text += l.Text
			}
		}
		if text != want {
			t.Errorf("%04b: %q, want %q", mask, text, want)
		}
	}
}

func TestRemovedBefore(t *testing.T) {
	d := doc("a", "b", "c", "d")
	one := of(d)
	cut := NewCut(one)
	cut.Line(1, "s/r", "")
	got, err := pipeline.Apply(d, stage, cut.Edits())
	if err != nil {
		t.Fatal(err)
	}
	after := of(got)
	if !after.RemovedBefore(1) || after.RemovedBefore(2) || after.RemovedBefore(0) {
		t.Errorf("RemovedBefore: %v %v %v, want false true false", after.RemovedBefore(0), after.RemovedBefore(1), after.RemovedBefore(2))
	}
	if !after.RemovedAfter(0) || after.RemovedAfter(1) {
		t.Errorf("RemovedAfter: %v %v, want true false", after.RemovedAfter(0), after.RemovedAfter(1))
	}
}

func TestEndsSentence(t *testing.T) {
	for s, want := range map[string]bool{
		"It ends.": true, `"It ends."`: true, "It ends (now.)": true, "It goes on": false, "終わる。": true, "": false, "“How?”": true,
	} {
		if got := EndsSentence(s); got != want {
			t.Errorf("EndsSentence(%q) = %v", s, got)
		}
	}
}

func TestWords(t *testing.T) {
	if !HasAny("sign up for our letter", []string{"subscribe", "sign up"}) || HasAny("Sign up", []string{"sign up"}) || HasAny("any", nil) {
		t.Error("HasAny")
	}
	for s, want := range map[string]bool{"the map": true, "über": true, "Über": false, "3 maps": false, "“the": false, "": false, "\xff": false} {
		if StartsLower(s) != want {
			t.Errorf("StartsLower(%q) is %v", s, !want)
		}
	}
}
