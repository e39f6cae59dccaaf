package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/go-shiori/go-readability"

	"winnow/internal/score"
	"winnow/pipeline"
	"winnow/pipeline/markdown"
	"winnow/stages"
)

// Text mode: what winnow makes of text that somebody else scraped. Each page
// is given in four ways, and what each tier of rules took is held against the
// truth, for itself and together.

// textInputs are the ways in which a page is given as text.
var textInputs = []struct {
	name string
	text func(p score.Page) (string, error)
}{
	{"truth", func(p score.Page) (string, error) { return p.Truth.Text, nil }},
	{"readability", readabilityText},
	{"page", pageText},
	{"markdown", markdownText},
}

// markdownText returns the whole page in Markdown.
func markdownText(p score.Page) (string, error) {
	d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
	return markdown.Write(d, "", nil), err
}

// readabilityText returns the text that go-readability leaves, a line for each
// block.
func readabilityText(p score.Page) (string, error) {
	u, err := url.Parse(p.URL)
	if err != nil {
		return "", err
	}
	a, err := readability.FromReader(bytes.NewReader(p.HTML), u)
	if err != nil {
		return "", nil // it finds no article: nothing is given
	}
	d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: []byte(a.Content), Format: pipeline.FormatHTML, ContentType: "text/html; charset=utf-8"})
	return plain(d), err
}

// effects are the parts of the result that are distinguished: what the judge of
// lines took, what tier A and what tier B took, and all together.
var effects = []string{"lines", "A", "B", "all"}

// A textRow sums what winnow made of the pages of one type in one form.
type textRow struct {
	pages, exactBefore, exactAfter int
	before                         float64
	by                             map[string]*effect
}

type effect struct {
	after                 float64
	raised, lowered, hurt int
}

// hurtBy is the loss of word F1 from which a page counts as hurt.
const hurtBy = 0.02

// measureText prints the rows of text mode and returns their figures.
func measureText(pages []score.Page, o options, w io.Writer) (map[string]float64, error) {
	list, err := stages.New(stages.Config{})
	if err != nil {
		return nil, err
	}
	pipe, err := pipeline.New(list...)
	if err != nil {
		return nil, err
	}
	tiers := tiersOf(list)
	figures := map[string]float64{}
	for _, in := range textInputs {
		if o.hurt != "" && o.hurt != in.name {
			continue
		}
		rows := map[string]*textRow{}
		results := make([]*textResult, len(pages))
		err := score.Parallel(len(pages), o.workers, func(i int) (err error) {
			results[i], err = cleanText(pages[i], in.text, pipe, tiers)
			return err
		})
		if err != nil {
			return nil, err
		}
		for i, p := range pages {
			if results[i] == nil {
				continue
			}
			if o.hurt == in.name {
				results[i].tell(w, p)
			}
			for _, name := range []string{p.Type, score.All} {
				if rows[name] == nil {
					rows[name] = &textRow{by: map[string]*effect{}}
				}
				rows[name].add(results[i])
			}
		}
		printText(w, in.name, rows)
		for name, r := range rows {
			r.addFigures(figures, "text/"+in.name+"/"+name+"/")
		}
	}
	return figures, nil
}

// tiersOf returns the tier of each rule; those of the stage lines are
// distinguished.
func tiersOf(list []pipeline.Stage) map[string]string {
	tiers := map[string]string{}
	for _, s := range list {
		for _, r := range s.Rules {
			tiers[r.Name] = r.Tier.String()
			if s.Name == "lines" {
				tiers[r.Name] = "lines"
			}
		}
	}
	return tiers
}

// addFigures adds the row's figures by name, those that floors can be set for.
func (r *textRow) addFigures(figures map[string]float64, prefix string) {
	n := float64(r.pages)
	figures[prefix+"word F1"] = r.by["all"].after / n
	figures[prefix+"exact"] = float64(r.exactAfter) / n
	for _, e := range effects {
		figures[prefix+"not hurt by "+e] = 1 - float64(r.by[e].hurt)/n
	}
}

// A textResult is what became of one page.
type textResult struct {
	before                  float64
	after                   map[string]float64
	exactBefore, exactAfter bool
	trail                   []pipeline.Applied
}

// tell prints what was taken from a page that was hurt.
func (r *textResult) tell(w io.Writer, p score.Page) {
	if r.after["all"] >= r.before-hurtBy {
		return
	}
	fmt.Fprintf(w, "%s %s %.4f -> %.4f\n", p.ID, p.Type, r.before, r.after["all"])
	for _, a := range r.trail {
		if n := len(score.Words(a.Old)) - len(score.Words(a.New)); n > 0 {
			fmt.Fprintf(w, "\t%s %d words %.80q\n", a.Rule, n, a.Old)
		}
	}
}

// cleanText cleans one page that is given as text. It gives nil where there is
// no text or no truth.
func cleanText(p score.Page, give func(score.Page) (string, error), pipe *pipeline.Pipeline, tiers map[string]string) (*textResult, error) {
	text, err := give(p)
	if err != nil || strings.TrimSpace(text) == "" || strings.TrimSpace(p.Truth.Text) == "" {
		return nil, err
	}
	parsed, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: []byte(text), Format: pipeline.FormatText, ContentType: "text/plain; charset=utf-8"})
	if err != nil {
		return nil, err
	}
	got, err := pipe.Run(context.Background(), parsed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.ID, err)
	}
	before, after := plain(parsed), plain(got)
	r := &textResult{
		before:      score.WordFit(before, p.Truth.Text).F1,
		after:       map[string]float64{"all": score.WordFit(after, p.Truth.Text).F1},
		exactBefore: score.Exact(before, p.Truth.Text), exactAfter: score.Exact(after, p.Truth.Text), trail: got.Trail,
	}
	for _, tier := range effects[:len(effects)-1] {
		r.after[tier] = fitWithout(before, p.Truth.Text, got.Trail, func(rule string) bool { return tiers[rule] == tier })
	}
	return r, nil
}

// fitWithout returns the word F1 of a text without what some rules took: the
// metric knows no order, so the words of their edits are taken out of the bag.
func fitWithout(text, truth string, trail []pipeline.Applied, is func(rule string) bool) float64 {
	bag := map[string]int{}
	for _, w := range score.Words(text) {
		bag[w]++
	}
	for _, a := range trail {
		if is(a.Rule) {
			for _, w := range score.Words(a.Old) {
				bag[w]--
			}
			for _, w := range score.Words(a.New) {
				bag[w]++
			}
		}
	}
	got, common, want := 0, 0, score.Words(truth)
	for _, n := range bag {
		got += max(0, n)
	}
	for _, w := range want {
		if bag[w] > 0 {
			bag[w]--
			common++
		}
	}
	if got+len(want) == 0 {
		return 1
	}
	return 2 * float64(common) / float64(got+len(want))
}

func (r *textRow) add(t *textResult) {
	r.pages++
	r.before += t.before
	if t.exactBefore {
		r.exactBefore++
	}
	if t.exactAfter {
		r.exactAfter++
	}
	for name, after := range t.after {
		if r.by[name] == nil {
			r.by[name] = &effect{}
		}
		e := r.by[name]
		e.after += after
		switch by := after - t.before; {
		case by > 1e-9:
			e.raised++
		case by < -1e-9:
			e.lowered++
			if by < -hurtBy {
				e.hurt++
			}
		}
	}
}

func printText(w io.Writer, input string, rows map[string]*textRow) {
	fmt.Fprintf(w, "text mode, %s as input: word F1, pages raised / lowered / by more than %.2f\n", input, hurtBy)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\tpages\tbefore\tafter\texact\tafter\tlines\ttier A\ttier B\tall\t")
	names := slices.Sorted(maps.Keys(rows))
	for _, name := range names {
		r := rows[name]
		n := float64(r.pages)
		fmt.Fprintf(t, "%s\t%d\t%.4f\t%.4f\t%d\t%d\t", name, r.pages, r.before/n, r.by["all"].after/n, r.exactBefore, r.exactAfter)
		for _, e := range effects {
			fmt.Fprintf(t, "%d/%d/%d\t", r.by[e].raised, r.by[e].lowered, r.by[e].hurt)
		}
		fmt.Fprintln(t)
	}
	t.Flush()
}
