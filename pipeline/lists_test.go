package pipeline

import "testing"

// Two documents that go on from the same one share no list.
func TestListsAreNotShared(t *testing.T) {
	fields := []Field{FieldFlag, FieldTag, FieldAuthor, FieldRelated, FieldCaption, FieldCredit}
	fill := func(d Document, value string) Document {
		s := Stage{Name: "s"}
		var edits []Edit
		for _, f := range fields {
			rule := "s/" + value
			s.Rules = []Rule{{Name: rule, Tier: TierNote}}
			edits = append(edits, Set(f, value, rule, "why"))
		}
		d, err := applyStage(d, s, edits)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	base := Document{}
	for _, v := range []string{"a", "b", "c"} { // three grow a slice with room for a fourth
		base = fill(base, v)
	}
	left, right := fill(base, "left"), fill(base, "right")
	for _, c := range []struct {
		d    Document
		want string
		n    int
	}{{base, "c", 3}, {left, "left", 4}, {right, "right", 4}} {
		m, last := c.d.Meta, c.n-1
		if len(c.d.Flags) != c.n || c.d.Flags[last] != "s/"+c.want || m.Tags[last] != c.want || m.Authors[last] != c.want ||
			m.Related[last].Title != c.want || m.Captions[last] != (FigureCaption{Text: c.want, Credit: c.want}) {
			t.Errorf("%s: %v %+v", c.want, c.d.Flags, m)
		}
	}
}
