package winnow_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"winnow"
	"winnow/fixtures"
	"winnow/pipeline"
	"winnow/stages"
	"winnow/stages/userrules"
)

// TestKeepWinsOverEveryStage: with a rule that keeps everything, no stage
// takes a word from any page of any fixture, and the trail still replays.
func TestKeepWinsOverEveryStage(t *testing.T) {
	rules, err := userrules.Load("all.yaml", []byte("version: 1\nrules: [{name: all, keep: {regexp: '\\S'}}]"))
	if err != nil {
		t.Fatal(err)
	}
	for _, engine := range []stages.Engine{stages.Blocks, stages.Readability} {
		c, err := winnow.New(winnow.Config{Stages: stages.Config{Engine: engine, Userrules: userrules.Options{Rules: rules}}})
		if err != nil {
			t.Fatal(err)
		}
		vetoes := 0
		for name, page := range everyPage(t) {
			parsed, cleaned, err := c.Document(t.Context(), page)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			replayed, err := pipeline.Replay(parsed, cleaned.Trail)
			if err != nil || !reflect.DeepEqual(replayed, cleaned) {
				t.Errorf("%s: replaying the trail gives another document (%v)", name, err)
			}
			if cleaned.NotArticle != "" {
				t.Errorf("%s: %s although all of it is kept", name, cleaned.NotArticle)
			}
			for _, e := range cleaned.Trail {
				if e.Veto != "" {
					vetoes++
				}
				if e.Old != "" && e.Stage != "encoding" {
					t.Errorf("%s: %s took %q", name, e.Rule, e.Old)
				}
			}
			for _, b := range parsed.Blocks {
				if b.Kind != pipeline.Image && b.Text != "" && b.KeptBy == "" && cleaned.Find(b.ID) < 0 && !joinedOrMended(cleaned.Trail, b.ID) {
					t.Errorf("%s: the block %q went", name, b.Text)
				}
			}
		}
		if vetoes == 0 {
			t.Error("nothing was vetoed")
		}
	}
}

// joinedOrMended reports whether the block was appended to another one, or holds
// nothing that can be seen.
func joinedOrMended(trail []pipeline.Applied, id int) bool {
	for _, e := range trail {
		if e.Block == id && e.Stage == "encoding" && (e.Join || e.Old != "") {
			return true
		}
	}
	return false
}

// TestRulesLeaveTheVerdictAlone: what a rule takes away changes nothing about
// what the engine says of the other blocks.
func TestRulesLeaveTheVerdictAlone(t *testing.T) {
	rules, err := userrules.Load("nav.yaml", []byte("version: 1\nrules:\n  - {name: nav, drop: {selector: 'nav, footer'}}\n  - {name: half, drop: {phrase: of the, at: anywhere, take: match}}"))
	if err != nil {
		t.Fatal(err)
	}
	with, err := winnow.New(winnow.Config{Stages: stages.Config{Userrules: userrules.Options{Rules: rules}}})
	if err != nil {
		t.Fatal(err)
	}
	verdicts := func(d pipeline.Document) map[int]float64 {
		m := map[int]float64{}
		for _, e := range d.Trail {
			if e.Stage == "blocks" && e.Block != pipeline.NoBlock {
				m[e.Block] = e.Score
			}
		}
		return m
	}
	acted := false
	for name, page := range everyPage(t) {
		_, a, err := newCleaner(t).Document(t.Context(), page)
		if err != nil {
			t.Fatal(err)
		}
		_, b, err := with.Document(t.Context(), page)
		if err != nil {
			t.Fatal(err)
		}
		was := verdicts(a)
		for id, score := range verdicts(b) {
			if was[id] != score {
				t.Errorf("%s: block %d: %g, without the rules %g", name, id, score, was[id])
			}
		}
		acted = acted || len(b.Trail) > 0 && b.Trail[0].Stage == "userrules"
	}
	if !acted {
		t.Error("the rules found nothing")
	}
}

// TestRulesInLibrary: the documented rules, taken over by the library.
func TestRulesInLibrary(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(fixtures.Root(t), "fixtures", "userrules", "rules.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	rules, err := userrules.Load("rules.yaml", b)
	if err != nil {
		t.Fatal(err)
	}
	c, err := winnow.New(winnow.Config{Stages: stages.Config{Userrules: userrules.Options{Rules: rules}}})
	if err != nil {
		t.Fatal(err)
	}
	a, err := c.Clean(t.Context(), winnow.Page{Body: []byte("The bridge opens in May.\n\nAnn Lee, 4 April 2024\n\nCorrection: it opens in June.")})
	if err != nil {
		t.Fatal(err)
	}
	if a.Byline != "Ann Lee" || a.Published != "2024-04-04" || !strings.HasSuffix(a.Text, "Correction: it opens in June.") {
		t.Errorf("got %+v", a)
	}
}
