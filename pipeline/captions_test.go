package pipeline

import (
	"slices"
	"testing"
)

// A credit completes the caption that was received last, also where that repeats an
// earlier one, and never another; a credit alone is listed once.
func TestCreditsOfCaptions(t *testing.T) {
	type received struct {
		to    Field
		value string
	}
	boat, dog := received{FieldCaption, "A boat"}, received{FieldCaption, "A dog"}
	ann, bo := received{FieldCredit, "Ann"}, received{FieldCredit, "Bo"}
	for _, c := range []struct {
		received []received
		want     []FigureCaption
	}{
		{[]received{boat, ann, dog}, []FigureCaption{{"A boat", "Ann"}, {"A dog", ""}}},
		{[]received{boat, dog, boat, ann}, []FigureCaption{{"A boat", "Ann"}, {"A dog", ""}}},
		{[]received{boat, ann, dog, boat, ann}, []FigureCaption{{"A boat", "Ann"}, {"A dog", ""}}},
		{[]received{boat, ann, dog, boat, bo}, []FigureCaption{{"A boat", "Ann"}, {"A dog", ""}, {"", "Bo"}}},
		{[]received{boat, ann, bo, bo, ann}, []FigureCaption{{"A boat", "Ann"}, {"", "Bo"}, {"", "Ann"}}},
		{[]received{ann, boat, ann}, []FigureCaption{{"", "Ann"}, {"A boat", "Ann"}}},
		{[]received{ann, ann, boat}, []FigureCaption{{"", "Ann"}, {"A boat", ""}}},
	} {
		s := Stage{Name: "s", Rules: []Rule{{Name: "s/r", Tier: TierNote}}}
		d := Document{}
		for _, r := range c.received { // each by a stage of its own
			var err error
			if d, err = Apply(d, s, []Edit{Set(r.to, r.value, "s/r", "why")}); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(d.Meta.Captions, c.want) {
			t.Errorf("%v: %v, want %v", c.received, d.Meta.Captions, c.want)
		}
		if again, err := Replay(Document{}, d.Trail); err != nil || !slices.Equal(again.Meta.Captions, c.want) {
			t.Errorf("%v: replayed %v, %v", c.received, again.Meta.Captions, err)
		}
	}
}
