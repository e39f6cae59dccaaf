package intact

import (
	"context"
	"flag"
	"maps"
	"slices"
	"strings"
	"testing"

	"winnow"
)

var show = flag.String("show", "", "print the findings in the texts to study whose case or kind contains this, with the rules that took the text")

// engines is how many engines each text is put into.
const engines = 3

// most are the numbers of findings that are known, by form and kind: exact where
// text is harmed, with some room where junk stays or a field is wrong. Lower them
// when a change removes some.
var most = map[string]int{
	"dump author": 165,
	"dump broken": 3,
	"dump date":   95,
	"dump glued":  20,
	"dump left":   800,
	"dump lost":   12,
	"dump title":  270,
	"html author": 40,
	"html glued":  36,
	"html left":   110,
	"html lost":   17,
	"html title":  15,
	"html type":   3,
	"text author": 30,
	"text broken": 13,
	"text glued":  5,
	"text left":   5,
	"text lost":   9,
	"text split":  85,
	"text title":  305,
}

// TestIntact holds that no more of the corpus is harmed than is known.
func TestIntact(t *testing.T) {
	study, held := measure(t)
	sum := maps.Clone(study)
	for k, n := range held {
		sum[k] += n
	}
	for _, k := range slices.Sorted(maps.Keys(sum)) {
		t.Logf("%-13s study %5d  held %5d", k, study[k], held[k])
		if isFinding(k) && sum[k] > most[k] {
			t.Errorf("%s: %d, more than the %d known; -show %s prints those of the texts to study", k, sum[k], most[k], strings.Fields(k)[1])
		}
	}
}

func isFinding(key string) bool {
	_, what, _ := strings.Cut(key, " ")
	return what != "cases" && what != "units" && what != "junk"
}

// measure cleans the corpus and counts what there is and what is wrong: "html
// lost". The forms are html, dump (a page as text) and text.
func measure(t *testing.T) (study, held map[string]int) {
	texts, list, err := Load("testdata")
	if err != nil {
		t.Fatal(err)
	}
	cleaner, err := winnow.New(winnow.Config{Removed: true})
	if err != nil {
		t.Fatal(err)
	}
	study, held = map[string]int{}, map[string]int{}
	for _, c := range Cases(texts, list, engines) {
		a, err := cleaner.Clean(context.Background(), winnow.Page{ID: c.Name, Body: []byte(c.Body)})
		if err != nil {
			t.Fatal(err)
		}
		sums := study
		if c.Text.Held() {
			sums = held
		}
		sums[c.Form+" cases"]++
		sums[c.Form+" units"] += len(c.Text.Units)
		sums[c.Form+" junk"] += len(c.Junk)
		for _, f := range Judge(c, outcome(a)) {
			sums[c.Form+" "+f.What]++
			if !c.Text.Held() && *show != "" && (strings.Contains(c.Name, *show) || strings.Contains(f.What, *show)) {
				t.Logf("%-6s %-40s %s\t[%s]", f.What, c.Name, f.Text, takenBy(a, f.Text))
			}
		}
	}
	return study, held
}

func outcome(a winnow.Article) Outcome {
	o := Outcome{Text: a.Text, Title: a.Title, Author: a.Byline, Date: a.Published, Type: a.PageType}
	o.OK = a.Status == winnow.StatusOK || a.Status == winnow.StatusFlagged
	for _, c := range a.Captions {
		o.Captions = append(o.Captions, c.Text+" "+c.Credit)
	}
	return o
}

// takenBy are the rules that removed text which holds the given one, or is part
// of it.
func takenBy(a winnow.Article, text string) string {
	var by []string
	for _, r := range a.Removed {
		if strings.Contains(squeeze(text), squeeze(r.Text)) && len(r.Text) > 3 || strings.Contains(squeeze(r.Text), squeeze(text)) {
			by = append(by, r.Rule)
		}
	}
	return strings.Join(by, " ")
}

// TestJudge holds that the judge tells what is wrong.
func TestJudge(t *testing.T) {
	text, err := parseText("a", "title: The ferry\n\nThe ferry sails on Monday.\n# Fares\n- a card of ten\n- a single one\n| Day | Time\n/ Sail on,\n/ sail on.\n! Read more")
	if err != nil {
		t.Fatal(err)
	}
	c := Case{Text: text, Lined: true, Junk: []string{"Read more"}}
	clean := "The ferry sails on Monday.\n\nFares\n\n- a card of ten\n- a single one\n\nDay | Time\n\nSail on,\nsail on."
	for _, w := range []struct{ out, want string }{
		{clean, ""},
		{"Fares\n\n- a card of ten\n- a single one\n\nDay | Time\n\nSail on,\nsail on.", Lost},
		{strings.Replace(clean, "on Monday.", "on.", 1), Cut},
		{strings.Replace(clean, "Monday.\n\nFares", "Monday. Fares", 1), Glued + " " + Glued},
		{strings.Replace(clean, "ferry sails", "ferry\nsails", 1), Split},
		{strings.Replace(clean, "Sail on,\n", "Sail on,\n\n", 1), Broken},
		{"Fares\n\nThe ferry sails on Monday." + strings.TrimPrefix(clean, "The ferry sails on Monday.\n\nFares"), Moved},
		{clean + "\n\nRead more", Left},
	} {
		var got []string
		for _, f := range Judge(c, Outcome{Text: w.out, Title: "The ferry", OK: true}) {
			got = append(got, f.What)
		}
		if s := strings.Join(got, " "); s != w.want {
			t.Errorf("%q: %s, want %s", w.out, s, w.want)
		}
	}
}
