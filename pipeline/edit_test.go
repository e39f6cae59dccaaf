package pipeline

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// stageOf returns a stage that proposes the given edits and declares their
// rules.
func stageOf(edits ...Edit) Stage {
	s := Stage{Name: "test", Doc: "A stage for tests."}
	seen := map[string]bool{}
	for _, e := range edits {
		if !seen[e.Rule] {
			seen[e.Rule] = true
			s.Rules = append(s.Rules, Rule{Name: e.Rule, Doc: "A rule for tests."})
		}
	}
	s.Run = func(context.Context, Document) ([]Edit, error) { return edits, nil }
	return s
}

// textDocument has a block for each line.
func textDocument(lines ...string) Document {
	d, err := Parse(Page{Format: FormatText, Body: []byte(strings.Join(lines, "\n\n"))})
	if err != nil {
		panic(err)
	}
	return d
}

func texts(d Document) []string {
	var out []string
	for _, b := range d.Blocks {
		out = append(out, b.Text)
	}
	return out
}

func TestApply(t *testing.T) {
	const rule = "test/x"
	tests := []struct {
		why   string
		in    []string
		edits []Edit
		want  []string
	}{
		{"nothing", []string{"a", "b"}, nil, []string{"a", "b"}},
		{"a whole block goes", []string{"a", "b"}, []Edit{{Block: 0, End: 1, Rule: rule}}, []string{"b"}},
		{
			"a block of which only white space is left goes", []string{"a b", "c"},
			[]Edit{{Block: 0, End: 1, Rule: rule}, {Block: 0, Start: 2, End: 3, Rule: rule}}, []string{"c"},
		},
		{
			"edits come in any order", []string{"one two three"},
			[]Edit{{Start: 8, End: 13, New: "3", Rule: rule}, {Start: 0, End: 3, New: "1", Rule: rule}}, []string{"1 two 3"},
		},
		{
			"insertions at one place keep their order", []string{"ab"},
			[]Edit{{Start: 1, End: 1, New: "x", Rule: rule}, {Start: 1, End: 1, New: "y", Rule: rule}}, []string{"axyb"},
		},
		{
			"a block joins the one before", []string{"“War,”", "he said."},
			[]Edit{{Block: 1, Join: true, Sep: " ", Rule: rule}}, []string{"“War,” he said."},
		},
		{
			"a block joins past a removed one", []string{"a", "x", "b"},
			[]Edit{{Block: 1, End: 1, Rule: rule}, {Block: 2, Join: true, Sep: " ", Rule: rule}}, []string{"a b"},
		},
		{
			"the first block has nothing to join", []string{"a", "b"},
			[]Edit{{Block: 0, Join: true, Rule: rule}}, []string{"a", "b"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			d := textDocument(tt.in...)
			before := texts(d)
			got, err := Apply(d, stageOf(tt.edits...), tt.edits)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(texts(got), tt.want) {
				t.Errorf("got %q, want %q", texts(got), tt.want)
			}
			if !reflect.DeepEqual(texts(d), before) {
				t.Errorf("the input changed to %q", texts(d))
			}
			again, err := Replay(d, got.Trail)
			if err != nil || !reflect.DeepEqual(again, got) {
				t.Errorf("replay gave %+v (%v), want %+v", again, err, got)
			}
		})
	}
}

// Added blocks come after the others under IDs that no block has had, and a
// later stage edits them like any other.
func TestApplyAddsBlocks(t *testing.T) {
	d := textDocument("a", "b")
	add := func(s string) Edit { return Added(Block{Kind: Paragraph, Text: s, Node: NoNode}, "test/x", "") }
	steps := [][]Edit{
		{Whole(d.Blocks[1], "test/x", ""), add("c"), add("d")},
		{{Block: 3, End: 1, Rule: "test/x"}},
		{add("e"), {Block: 2, End: 1, New: "C", Rule: "test/x"}},
	}
	got := d
	for i, edits := range steps {
		s := stageOf(edits...)
		s.Name = string(rune('a' + i))
		next, err := Apply(got, s, edits)
		if err != nil {
			t.Fatal(err)
		}
		got = next
	}
	if want := []string{"a", "C", "e"}; !reflect.DeepEqual(texts(got), want) {
		t.Errorf("got %q, want %q", texts(got), want)
	}
	if ids := []int{got.Blocks[0].ID, got.Blocks[1].ID, got.Blocks[2].ID}; !reflect.DeepEqual(ids, []int{0, 2, 4}) {
		t.Errorf("the blocks have the IDs %v", ids)
	}
	if again, err := Replay(d, got.Trail); err != nil || !reflect.DeepEqual(again, got) {
		t.Errorf("replay gave %+v (%v), want %+v", again, err, got)
	}
	for _, bad := range []Block{{Kind: Paragraph, Text: " "}, {Text: "a"}, {Kind: Paragraph, Text: "\xff"}} {
		if _, err := Apply(d, stageOf(add("x")), []Edit{Added(bad, "test/x", "")}); !errors.Is(err, ErrEdit) {
			t.Errorf("%+v was added (%v)", bad, err)
		}
	}
	both := add("x")
	both.To = FieldFlag
	if _, err := Apply(d, stageOf(both), []Edit{both}); !errors.Is(err, ErrEdit) {
		t.Errorf("an edit added a block and raised a flag (%v)", err)
	}
}

// An image may have no text: an edit of nothing removes it, a flag does not.
func TestApplyToBlockWithoutText(t *testing.T) {
	d := Document{Blocks: []Block{{ID: 0, Kind: Image, Src: "a.jpg"}, {ID: 1, Kind: Paragraph, Text: "b"}}}
	for _, c := range []struct {
		edit Edit
		want int
	}{{Whole(d.Blocks[0], "test/x", ""), 1}, {Flag(d.Blocks[0], "test/x", ""), 2}, {Edit{Rule: "test/x", As: Caption}, 2}} {
		got, err := Apply(d, stageOf(c.edit), []Edit{c.edit})
		if err != nil || len(got.Blocks) != c.want {
			t.Errorf("%+v leaves %d blocks (%v), want %d", c.edit, len(got.Blocks), err, c.want)
		}
		if again, err := Replay(d, got.Trail); err != nil || !reflect.DeepEqual(again, got) {
			t.Errorf("replay gave %+v (%v), want %+v", again, err, got)
		}
	}
}

func TestApplyRefuses(t *testing.T) {
	const rule = "test/x"
	tests := []struct {
		why  string
		edit []Edit
	}{
		{"a range past the end", []Edit{{End: 99, Rule: rule}}},
		{"a negative start", []Edit{{Start: -1, Rule: rule}}},
		{"an end before the start", []Edit{{Start: 2, End: 1, Rule: rule}}},
		{"overlaps", []Edit{{End: 2, Rule: rule}, {Start: 1, End: 3, Rule: rule}}},
		{"half a character", []Edit{{End: 1, Rule: rule}}},
		{"a block that is not there", []Edit{{Block: 7, Rule: rule}}},
		{"text that is not UTF-8", []Edit{{End: 2, New: "\xff", Rule: rule}}},
		{"a join with a range", []Edit{{End: 2, Join: true, Rule: rule}}},
		{"no block and no field", []Edit{{Block: NoBlock, Rule: rule}}},
		{"a value that the field does not hold", []Edit{Replace(FieldTitle, "old", "new", rule, "")}},
		{"a tag that is not there", []Edit{Replace(FieldTag, "old", "new", rule, "")}},
		{"a block and a value to replace", []Edit{{To: FieldTitle, Instead: "old", Value: "new", Rule: rule}}},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			d := textDocument("éabc")
			if _, err := Apply(d, stageOf(tt.edit...), tt.edit); !errors.Is(err, ErrEdit) {
				t.Errorf("got %v, want ErrEdit", err)
			}
		})
	}
	t.Run("a rule that the stage does not declare", func(t *testing.T) {
		for _, undeclared := range []string{rule, ""} {
			if _, err := Apply(textDocument("a"), stageOf(), []Edit{{End: 1, Rule: undeclared}}); !errors.Is(err, ErrEdit) {
				t.Errorf("%q: got %v, want ErrEdit", undeclared, err)
			}
		}
	})
}

func TestMarksMoveWithEdits(t *testing.T) {
	const text, rule = "see the link for it", "test/x" // the mark is over "link", 8:12
	tests := []struct {
		why   string
		edits []Edit
		want  []string // the marked text; none when the mark is gone
	}{
		{"an edit before", []Edit{{End: 4, Rule: rule}}, []string{"link"}},
		{"an edit after", []Edit{{Start: 13, End: 16, New: "of", Rule: rule}}, []string{"link"}},
		{"an edit inside", []Edit{{Start: 9, End: 11, New: "oo", Rule: rule}}, []string{"look"}},
		{"the marked text replaced", []Edit{{Start: 8, End: 12, New: "page", Rule: rule}}, []string{"page"}},
		{"the marked text removed", []Edit{{Start: 8, End: 12, Rule: rule}}, nil},
		{"its beginning removed", []Edit{{Start: 4, End: 10, Rule: rule}}, []string{"nk"}},
		{"its end removed", []Edit{{Start: 10, End: 16, Rule: rule}}, []string{"li"}},
		{"its beginning replaced with text before it", []Edit{{Start: 4, End: 10, New: "X", Rule: rule}}, []string{"nk"}},
		{"an insertion at its start", []Edit{{Start: 8, End: 8, New: "X", Rule: rule}}, []string{"Xlink"}},
		{"an insertion at its end", []Edit{{Start: 12, End: 12, New: "X", Rule: rule}}, []string{"link"}},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			d := textDocument(text)
			d.Blocks[0].Marks = []Mark{{Start: 8, End: 12, Kind: Link, Href: "/x"}}
			got, err := Apply(d, stageOf(tt.edits...), tt.edits)
			if err != nil {
				t.Fatal(err)
			}
			var marked []string
			for _, m := range got.Blocks[0].Marks {
				marked = append(marked, got.Blocks[0].Text[m.Start:m.End])
			}
			if !reflect.DeepEqual(marked, tt.want) {
				t.Errorf("marked %q in %q, want %q", marked, got.Blocks[0].Text, tt.want)
			}
		})
	}
}

func TestReplaceValues(t *testing.T) {
	const rule = "test/x"
	d := textDocument("a")
	d.Meta = Meta{
		Title: "old", Tags: []string{"x", "old"}, Related: []RelatedLink{{Title: "old", URL: "/u"}},
		Captions: []FigureCaption{{Text: "old", Credit: "old"}, {Text: "old"}},
	}
	before := Meta{
		Title: "old", Tags: []string{"x", "old"}, Related: []RelatedLink{{Title: "old", URL: "/u"}},
		Captions: []FigureCaption{{Text: "old", Credit: "old"}, {Text: "old"}},
	}
	want := Meta{
		Title: "new", Tags: []string{"x", "new"}, Related: []RelatedLink{{Title: "new", URL: "/u"}},
		Captions: []FigureCaption{{Text: "new", Credit: "new"}, {Text: "new"}},
	}
	var edits []Edit
	for _, f := range []Field{FieldTitle, FieldTag, FieldRelated, FieldCaption, FieldCaption, FieldCredit} {
		edits = append(edits, Replace(f, "old", "new", rule, "test"))
	}
	got, err := Apply(d, stageOf(edits...), edits)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Meta, want) {
		t.Errorf("got %+v, want %+v", got.Meta, want)
	}
	if !reflect.DeepEqual(d.Meta, before) {
		t.Errorf("the document given changed to %+v", d.Meta)
	}
	replayed, err := Replay(d, got.Trail)
	if err != nil || !reflect.DeepEqual(replayed, got) {
		t.Errorf("replay gives %+v, %v", replayed.Meta, err)
	}
}

func TestApplyMovesTextToFields(t *testing.T) {
	d := textDocument("By Ann Lee", "4 May 2024", "A bridge.", "AFP", "READ MORE: Next", "READ MORE: Next")
	d.Base = "https://example.org/a/"
	d.Blocks[4].Marks = []Mark{{Start: 11, End: 15, Kind: Link, Href: "../b"}}
	move := func(i int, f Field, value string) Edit {
		e := Whole(d.Blocks[i], "test/x", "")
		e.To, e.Value = f, value
		return e
	}
	edits := []Edit{
		move(0, FieldByline, "Ann Lee"),
		move(1, FieldPublished, ""),
		move(2, FieldCaption, ""),
		move(3, FieldCredit, ""),
		move(4, FieldRelated, "Next"),
		move(5, FieldRelated, "Next"),
		Set(FieldByline, "Site", "test/x", "fields outside the blocks are set first, so this one wins"),
	}
	got, err := Apply(d, stageOf(edits...), edits)
	if err != nil {
		t.Fatal(err)
	}
	want := Meta{
		Byline: "Site", Published: "4 May 2024",
		Captions: []FigureCaption{{Text: "A bridge.", Credit: "AFP"}},
		Related:  []RelatedLink{{Title: "Next", URL: "https://example.org/b"}, {Title: "Next"}},
	}
	if !reflect.DeepEqual(got.Meta, want) {
		t.Errorf("got %+v\nwant %+v", got.Meta, want)
	}
	if len(got.Blocks) != 0 {
		t.Errorf("blocks left: %q", texts(got))
	}
}

// Two documents that go on from one keep their own trails, and so does the one
// they come from.
func TestApplyTwice(t *testing.T) {
	parsed := textDocument("a", "b", "c")
	s := stageOf(Whole(parsed.Blocks[0], "test/gone", "first"))
	p, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	first, err := p.Run(t.Context(), parsed)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Apply(first, s, []Edit{Whole(first.Blocks[0], "test/gone", "second")})
	if err != nil {
		t.Fatal(err)
	}
	other, err := Apply(first, s, []Edit{Whole(first.Blocks[1], "test/gone", "other")})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(first.Trail); second.Trail[n].Why != "second" || other.Trail[n].Why != "other" || len(second.Trail) != n+1 {
		t.Errorf("trails %+v and %+v", second.Trail, other.Trail)
	}
}
