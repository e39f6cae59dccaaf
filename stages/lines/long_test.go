package lines

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"winnow/pipeline"
	"winnow/stages/lines/features"
)

// The frame of a page around an article, a line a label.
const (
	menu = `Skip to content
Home
News
Politics
Sport
Culture
Opinion
Jobs
Subscribe
Sign in`
	footer = `Related articles
Ferry company fined after winter storm
Islanders ask for a second boat
Most read
Ten beaches without people
Newsletter
Enter your email
Sign up
Terms of use
Privacy policy
Contact us
© 2025 The Harbour Gazette. All rights reserved.`
)

// paragraphs returns n different paragraphs of the clean texts.
func paragraphs(t *testing.T, n int) []string {
	var list []string
	texts := clean(t)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		for line := range strings.SplitSeq(texts[name], "\n") {
			if len(strings.Fields(line)) >= 30 && strings.HasSuffix(line, ".") && !slices.Contains(list, line) {
				list = append(list, line)
			}
		}
	}
	if len(list) < 30 {
		t.Fatalf("only %d paragraphs", len(list))
	}
	var all []string
	for i := range n {
		// A paragraph that comes again begins with another year.
		p := list[i%len(list)]
		if round := i / len(list); round > 0 {
			p = fmt.Sprintf("In %d, %s", 1900+round, p)
		}
		all = append(all, p)
	}
	return all
}

// TestLongTexts holds that no paragraph of a long article goes, whatever its
// length, and that the frame around it does where the text counts as a dump.
func TestLongTexts(t *testing.T) {
	s := New(Options{})
	for _, n := range []int{10, 40, 80, 120, 160, 240, 400, 800, 2000} {
		article := paragraphs(t, n)
		d := parse(t, menu+"\n"+strings.Join(article, "\n")+"\n"+footer)
		edits, err := s.Run(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		after, err := pipeline.Apply(d, s, edits)
		if err != nil {
			t.Fatal(err)
		}
		cut := map[string]bool{}
		for _, a := range after.Trail {
			cut[a.Old] = true
		}
		lost := 0
		for _, p := range article {
			if cut[p] {
				lost++
			}
		}
		if lost > 0 {
			t.Errorf("%d of %d paragraphs are lost", lost, n)
		}
		if n <= 400 && !cut["Privacy policy"] {
			t.Errorf("with %d paragraphs the frame stays", n)
		}
	}
}

// TestParts holds that the parts of a long text cover its prose once each, in
// order, up to the comments.
func TestParts(t *testing.T) {
	article := paragraphs(t, 300)
	for _, c := range []struct{ after, want int }{{300, 300}, {200, 200}} {
		lines := slices.Insert(slices.Clone(article), c.after, "Comments")
		d := parse(t, strings.Join(lines, "\n"))
		text := features.New(&d, nil)
		lo, hi := text.Core()
		at := lo
		for _, p := range parts(text, lo, hi) {
			if p.lo != at || p.hi <= p.lo {
				t.Fatalf("the part from %d to %d follows line %d", p.lo, p.hi, at)
			}
			at = p.hi
		}
		if at != c.want {
			t.Errorf("the parts end at line %d, want %d", at, c.want)
		}
	}
}
