package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"winnow/internal/score"
	"winnow/pipeline"
)

// A tally counts what a rule took, on articles and on all pages.
type tally struct{ hits, junk, articleHits, articleJunk, words int }

// A change sums the quality of the pages of one type before and after. The
// record is the text after with what was moved to its fields.
type change struct {
	pages                 int
	before, after         float64
	raised, lowered, hurt int
	// hurtRecord counts the pages that are lowered even by what is in no field.
	hurtRecord int
	segments   struct{ before, after, record score.SegmentTotal }
}

type measure struct {
	options
	input  string
	stages []pipeline.Stage
	pipe   *pipeline.Pipeline
	rules  map[string]*tally
	types  map[string]*change
}

// page measures one page.
func (m *measure) page(set string, p score.Page, given pipeline.Document) error {
	before := len(given.Trail)
	got, err := m.pipe.Run(context.Background(), given)
	if err != nil {
		return fmt.Errorf("%s: %w", p.ID, err)
	}
	text, after := textOf(given), headlineOf(got.Trail[before:])+textOf(got)
	record := after + movedOf(got.Trail[before:])
	for _, name := range []string{set, set + " " + p.Type} {
		c := m.change(name)
		c.pages++
		if set == "wcxb" {
			b, a := score.WordFit(text, p.Truth.Text).F1, score.WordFit(after, p.Truth.Text).F1
			c.before += b
			c.after += a
			switch {
			case a > b+1e-9:
				c.raised++
			case a < b-1e-9:
				c.lowered++
			}
			if a < b-.02 {
				c.hurt++
				if score.WordFit(record, p.Truth.Text).F1 < b-.02 {
					c.hurtRecord++
				}
				if m.hurt == m.input && name == set {
					fmt.Printf("hurt %s %s %.4f > %.4f, record %.4f\n", p.ID, p.Type, b, a, score.WordFit(record, p.Truth.Text).F1)
				}
			}
		}
		c.segments.before.Add(text, p.With, p.Without)
		c.segments.after.Add(after, p.With, p.Without)
		c.segments.record.Add(record, p.With, p.Without)
	}
	m.count(set, p, got.Trail[before:], newHolding(after))
	if m.hurt == m.input {
		had, has := squeeze(text), squeeze(after)
		for _, s := range p.With {
			if q := squeeze(s); q != "" && strings.Contains(had, q) && !strings.Contains(has, q) {
				fmt.Printf("lost %s %s %q\n", p.ID, p.Type, s)
			}
		}
	}
	if m.left == m.input {
		m.printLeft(p, after)
	}
	return nil
}

// printLeft prints the unwanted segments that remain, each with the first line
// it is in and the place of that line among all.
func (m *measure) printLeft(p score.Page, after string) {
	squeezed := squeeze(after)
	list := strings.FieldsFunc(after, func(r rune) bool { return r == '\n' })
	for _, s := range p.Without {
		q := squeeze(s)
		if q == "" || !strings.Contains(squeezed, q) {
			continue
		}
		i := slices.IndexFunc(list, func(line string) bool { return strings.Contains(squeeze(line), q) })
		line := "across lines"
		if i >= 0 {
			line = list[i]
		}
		fmt.Printf("left %s %s %q in %q, line %d of %d\n", p.ID, p.Type, s, line, i+1, len(list))
	}
}

func (m *measure) change(name string) *change {
	if m.types == nil {
		m.types = map[string]*change{}
	}
	if m.types[name] == nil {
		m.types[name] = &change{}
	}
	return m.types[name]
}

// count holds what was taken against the truth.
func (m *measure) count(set string, p score.Page, trail []pipeline.Applied, output holding) {
	truth := truthOf(p)
	seen := map[string]bool{}
	for _, a := range trail {
		// What a page says ten times over is one case, right or wrong.
		key := a.Rule + squeeze(a.Old)
		if squeeze(a.Old) == "" || seen[key] {
			continue
		}
		seen[key] = true
		t := m.rules[a.Rule]
		if t == nil {
			t = &tally{}
			m.rules[a.Rule] = t
		}
		wrong := truth.misses(output, a.Old)
		if set == "segments" && !wrong {
			continue // what is not annotated there says nothing
		}
		t.hits++
		t.words += pipeline.CountWords(a.Old)
		if p.Type == "article" {
			t.articleHits++
		}
		if !wrong {
			t.junk++
			if p.Type == "article" {
				t.articleJunk++
			}
		}
		verdict, print := "right", m.right
		if wrong {
			verdict, print = "wrong", m.hits
		}
		if print != "" && (print == "all" || strings.HasPrefix(a.Rule, print)) {
			fmt.Printf("%s %s %s %s %q (%s)\n", verdict, a.Rule, p.ID, p.Type, a.Old, a.Why)
		}
	}
}

// print writes the figures of every rule, the least precise first, and of every
// type of page.
func (m *measure) print(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	m.printRules(tw)
	m.printTypes(tw)
	return tw.Flush()
}

func (m *measure) printRules(w io.Writer) {
	fmt.Fprintf(w, "\ninput: %s\n\trule\ttier\thits\tjunk\tprecision\ton articles\tprecision\twords\t\n", m.input)
	precision := func(n string) float64 { return float64(m.rules[n].junk) / float64(m.rules[n].hits) }
	names := slices.SortedFunc(maps.Keys(m.rules), func(a, b string) int {
		// The precision of a rule without hits is NaN, which only cmp.Compare puts in order.
		return cmp.Or(cmp.Compare(precision(a), precision(b)), cmp.Compare(a, b))
	})
	tiers := m.tiers()
	for _, n := range names {
		t := m.rules[n]
		fmt.Fprintf(w, "\t%s\t%s\t%d\t%d\t%.3f\t%d\t%.3f\t%d\t\n", n, tiers[n], t.hits, t.junk, precision(n),
			t.articleHits, float64(t.articleJunk)/float64(max(1, t.articleHits)), t.words)
	}
}

func (m *measure) printTypes(w io.Writer) {
	fmt.Fprintf(w, "\n\tpages\tnumber\tF1 before\tafter\traised\tlowered\tby > .02\tunwanted before\tafter\twanted before\tafter\t\n")
	for _, n := range slices.Sorted(maps.Keys(m.types)) {
		c := m.types[n]
		b, a := c.segments.before, c.segments.after
		fmt.Fprintf(w, "\t%s\t%d\t%.4f\t%.4f\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", n, c.pages, c.before/float64(c.pages), c.after/float64(c.pages),
			c.raised, c.lowered, c.hurt, b.Leaked, a.Leaked, b.Found, a.Found)
	}
}

// headlineOf returns the headline that a stage moved to the title. Text as
// winnow writes it begins with the title, so that it is not gone.
func headlineOf(trail []pipeline.Applied) string {
	for _, a := range trail {
		if a.To == pipeline.FieldTitle && a.Old != "" {
			return strings.TrimSpace(a.Old) + "\n\n"
		}
	}
	return ""
}

// movedOf returns what was moved to fields of the record: captions, related
// stories, authors.
func movedOf(trail []pipeline.Applied) string {
	var sb strings.Builder
	for _, a := range trail {
		if a.To != pipeline.FieldNone {
			sb.WriteString("\n\n")
			sb.WriteString(a.Old)
		}
	}
	return sb.String()
}

func textOf(d pipeline.Document) string {
	var sb strings.Builder
	for _, b := range d.Blocks {
		if b.Kind == pipeline.Image {
			continue
		}
		sb.WriteString(b.Text)
		sb.WriteString("\n\n")
	}
	return sb.String()
}
