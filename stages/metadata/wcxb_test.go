package metadata

import (
	"hash/fnv"
	"net/url"
	"os"
	"testing"
	"time"

	"winnow/internal/devdata"
	"winnow/internal/score"
	"winnow/pipeline"
	"winnow/pipeline/decode"
	"winnow/pipeline/tree"
)

// crawled is a moment after the crawl of the development pages.
var crawled = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)

// Floors of the shares that are right, over the development articles.
const (
	floorTitle  = 0.944
	floorAuthor = 0.885
	floorDate   = 0.886
	// The annotators took the date that the page shows, be it that of the
	// last change; floorEither is the share found in one of both fields.
	floorEither = 0.924
)

// The stage is developed on the first half of the domains; a gap between both
// halves that is wider than chance shows tuning to single pages. With MISSES
// set to title, author or date the misses of the first half are printed.
func TestFigures(t *testing.T) {
	pages, err := score.LoadWCXB(devdata.Dir(t, "bench", "wcxb-dev"))
	if err != nil {
		t.Fatal(err)
	}
	var all, either score.MetaTotal
	var halves [2]score.MetaTotal
	for _, p := range pages {
		if p.Type != "article" {
			continue
		}
		r, err := decode.Bytes(p.HTML, decode.Hints{URL: p.URL, Markup: true})
		if err != nil {
			t.Fatal(err)
		}
		meta, rules := readMeta(tree.Parse(r.Text, tree.Limits{}), p.URL)
		got := score.Output{Title: meta[pipeline.FieldTitle], Author: meta[pipeline.FieldByline], Date: meta[pipeline.FieldPublished]}
		if m := meta[pipeline.FieldModified]; score.DateRight(m, p.Truth.Date) {
			either.Add(score.Output{Date: m}, p.Truth)
		} else {
			either.Add(got, p.Truth)
		}
		half := domainHalf(p.URL)
		all.Add(got, p.Truth)
		halves[half].Add(got, p.Truth)
		if half == 0 {
			logMiss(t, p, got, rules)
		}
	}
	for i, h := range halves {
		t.Logf("half %d: title %.3f of %d, author %.3f of %d, date %.3f of %d", i, h.Title(), h.Titles, h.Author(), h.Authors, h.Date(), h.Dates)
	}
	t.Logf("all: title %.4f, author %.4f, date %.4f (or as the date of change %.4f)", all.Title(), all.Author(), all.Date(), either.Date())
	if all.Title() < floorTitle || all.Author() < floorAuthor || all.Date() < floorDate || either.Date() < floorEither {
		t.Errorf("below the floors: title %.3f, author %.3f, date %.3f (%.3f)", floorTitle, floorAuthor, floorDate, floorEither)
	}
}

// readMeta returns the values and the rules by field.
func readMeta(t *tree.Tree, address string) (values, rules map[pipeline.Field]string) {
	values, rules = map[pipeline.Field]string{}, map[pipeline.Field]string{}
	for _, e := range Read(t, address, pipeline.Meta{}, crawled) {
		values[e.To], rules[e.To] = e.Value, e.Rule+" "+e.Why
	}
	return values, rules
}

func logMiss(t *testing.T, p score.Page, got score.Output, rules map[pipeline.Field]string) {
	t.Helper()
	for _, c := range []struct {
		name, want, got string
		field           pipeline.Field
		right           func(got, want string) bool
	}{
		{"title", p.Truth.Title, got.Title, pipeline.FieldTitle, score.TitleRight},
		{"author", p.Truth.Author, got.Author, pipeline.FieldByline, score.AuthorRight},
		{"date", p.Truth.Date, got.Date, pipeline.FieldPublished, score.DateRight},
	} {
		if os.Getenv("MISSES") == c.name && c.want != "" && !c.right(c.got, c.want) {
			t.Logf("%s WANT %q GOT %q BY %s", p.ID, c.want, c.got, rules[c.field])
		}
	}
}

// domainHalf parts the pages by the name of their owner.
func domainHalf(address string) int {
	u, err := url.Parse(address)
	if err != nil {
		return 0
	}
	h := fnv.New32a()
	h.Write([]byte(hostName(u.Hostname())))
	return int(h.Sum32() % 2)
}
