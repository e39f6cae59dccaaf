package encoding

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"winnow/fixtures"
	"winnow/pipeline"
)

// apply runs the stage over a document and holds what is true of every run.
func apply(t testing.TB, s pipeline.Stage, d pipeline.Document) pipeline.Document {
	t.Helper()
	edits, err := s.Run(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pipeline.Apply(d, s, edits)
	if err != nil {
		t.Fatalf("%v\n%q", err, fixtures.Text(d))
	}
	for _, e := range edits {
		if e.Block == pipeline.NoBlock {
			continue
		}
		if e.Why == "" {
			t.Errorf("edit without a reason: %+v", e)
		}
		if e.To == pipeline.FieldNone && !e.Join && d.Blocks[d.Find(e.Block)].Text[e.Start:e.End] == e.New {
			t.Errorf("edit that changes nothing: %+v", e)
		}
	}
	return out
}

// checkTwice runs the stage twice: the second run must find nothing to do.
func checkTwice(t testing.TB, s pipeline.Stage, d pipeline.Document) pipeline.Document {
	t.Helper()
	once := apply(t, s, d)
	twice := apply(t, s, once)
	if a, b := fixtures.Text(once), fixtures.Text(twice); a != b {
		t.Fatalf("a second run changes the text:\n%q\nbecame\n%q\nand then\n%q\n%s", fixtures.Text(d), a, b, fixtures.Edits(twice.Trail[len(once.Trail):]))
	}
	if !reflect.DeepEqual(once.Meta, twice.Meta) {
		t.Fatalf("a second run changes the fields:\n%+v\nbecame\n%+v\nand then\n%+v", d.Meta, once.Meta, twice.Meta)
	}
	return once
}

// document makes a document of paragraphs, code and list items from lines.
func document(text string, code bool) pipeline.Document {
	var d pipeline.Document
	for i, line := range strings.Split(text, "\n") {
		if line == "" {
			continue
		}
		b := pipeline.Block{ID: i, Kind: pipeline.Paragraph, Text: strings.ReplaceAll(line, "⏎", "\n"), Node: pipeline.NoNode}
		switch {
		case strings.HasPrefix(line, "- "):
			b.Kind = pipeline.ListItem
		case strings.HasPrefix(line, "> "):
			b.Context |= pipeline.InQuote
		case code && len(b.Text) > 16:
			start, end := len(b.Text)/3, len(b.Text)*2/3
			for !utf8.RuneStart(b.Text[start]) {
				start--
			}
			for !utf8.RuneStart(b.Text[end]) {
				end--
			}
			if start < end {
				b.Marks = []pipeline.Mark{{Start: start, End: end, Kind: pipeline.CodeSpan}}
			}
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d
}

func FuzzStage(f *testing.F) {
	for _, c := range fixtures.Load(f, "encoding") {
		f.Add(string(c.Page.Body), false)
		f.Add(string(c.Page.Body), true)
	}
	for _, s := range []string{
		"the the the end of of of the day is is is . . .",
		"a a a . . . a . a , , , of of , of , of of the the other day of the week",
		"he went to to to the the  the shop . . and and . . or and and or",
		"“It is so,”\nsaid he.\n“It is so,”\n\u00a0said he\u00a0\n\u00a0\n“No,”\u00a0\nsaid she.",
		"the vote of the people on the day.The.The.The the.The the vote.The vote",
		"wasnâ\u0080\u0099t the the Ã© Ã© minister\u00a0\u00a0 . \u00a0. \u00a0.",
		"the \u200bthe of\u00a0of the minis\u00adters ministers and the other one of them",
		"« Nous ferons tout ce qu’il faut »,\na ajouté .",
		"&amp;nbsp;&#46; .&#32;. he was the the &amp;lt; of of them all \\u0020. the end",
	} {
		f.Add(s, true)
		f.Add(s, false)
	}
	s := New(Options{})
	f.Fuzz(func(t *testing.T, text string, code bool) {
		if !utf8.ValidString(text) {
			t.Skip("documents hold valid UTF-8")
		}
		d := document(text, code)
		d.Meta = pipeline.Meta{
			Lang: "en", Title: text, Tags: []string{text, text}, Related: []pipeline.RelatedLink{{Title: text}, {Title: "x"}},
			Captions: []pipeline.FigureCaption{{Text: text, Credit: text}, {Credit: text}},
		}
		checkTwice(t, s, d)
	})
}
