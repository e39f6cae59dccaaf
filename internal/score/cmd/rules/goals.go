package main

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"text/tabwriter"

	"winnow/internal/score"
)

// minCases is how many different lines of pages a rule must have taken for its
// precision to be pinned: the ground truth itself holds some debris, and one
// line of it decides over a rule of few cases.
const minCases = 30

// figures returns what is pinned, by input, pages and figure: the quality after
// the residue stages, the shares of wanted segments that stay and of unwanted
// ones that go, the share of pages that are not lowered by more than .02, and
// the precision of rules of tier A with enough cases.
func (m *measure) figures() map[string]float64 {
	all := map[string]float64{}
	for name, c := range m.types {
		key := m.input + "/" + name + "/"
		if c.after > 0 {
			all[key+"f1"] = c.after / float64(c.pages)
			all[key+"unhurt"] = 1 - float64(c.hurt)/float64(c.pages)
		}
		b, a := c.segments.before, c.segments.after
		if b.Found > 0 {
			all[key+"wanted-kept"] = float64(a.Found) / float64(b.Found)
		}
		if b.Leaked > 0 {
			all[key+"unwanted-gone"] = 1 - float64(a.Leaked)/float64(b.Leaked)
		}
	}
	tiers := m.tiers()
	for name, t := range m.rules {
		if tiers[name] == "A" && t.hits >= minCases {
			all[m.input+"/precision/"+name] = float64(t.junk) / float64(t.hits)
		}
	}
	return all
}

// tiers returns the tier of each rule.
func (m *measure) tiers() map[string]string {
	tiers := map[string]string{}
	for _, s := range m.stages {
		for _, r := range s.Rules {
			tiers[r.Name] = r.Tier.String()
		}
	}
	return tiers
}

// A goal is what the residue stages are to reach on one input.
type goal struct {
	what   string
	want   string
	figure func(m *measure) string
}

// The goals that say what must not happen, whatever the input.
const (
	goalHurt       = "pages lowered by more than .02"
	goalHurtRecord = goalHurt + ", by what the record has nowhere"
)

// goals of the project for text that somebody else extracted.
var goals = []goal{
	{"word F1 of articles, gain", "+.0040", func(m *measure) string {
		c := m.change("wcxb article")
		return fmt.Sprintf("%+.4f", (c.after-c.before)/float64(max(1, c.pages)))
	}},
	{"unwanted segments of articles, left", "50 %", func(m *measure) string { return leftOf(m.change("wcxb article")) }},
	{"unwanted segments of segments-dev, left", "50 %", func(m *measure) string { return leftOf(m.change("segments")) }},
	{"wanted segments, lost from the text", "0.10 %", func(m *measure) string {
		s := &m.change("wcxb").segments
		return lostOf(s.before, s.after)
	}},
	{"wanted segments, lost from the record", "0.10 %", func(m *measure) string {
		s := &m.change("wcxb").segments
		return lostOf(s.before, s.record)
	}},
	{goalHurt, "0.30 %", func(m *measure) string {
		c := m.change("wcxb")
		return shareOf(c.hurt, c)
	}},
	{goalHurtRecord, "0.30 %", func(m *measure) string {
		c := m.change("wcxb")
		return shareOf(c.hurtRecord, c)
	}},
	{fmt.Sprintf("least precision of a rule of tier A with %d cases", minCases), ".970", leastPrecise},
}

func lostOf(before, after score.SegmentTotal) string {
	return fmt.Sprintf("%.2f %%", 100*float64(before.Found-after.Found)/float64(max(1, before.Found)))
}

func shareOf(pages int, c *change) string {
	return fmt.Sprintf("%.2f %%", 100*float64(pages)/float64(max(1, c.pages)))
}

func leftOf(c *change) string {
	b, a := c.segments.before.Leaked, c.segments.after.Leaked
	return fmt.Sprintf("%.0f %%", 100*float64(a)/float64(max(1, b)))
}

func leastPrecise(m *measure) string {
	least, rule := 1.0, "none"
	for name, v := range m.figures() {
		if _, r, ok := strings.Cut(name, "/precision/"); ok && v < least {
			least, rule = v, r
		}
	}
	return fmt.Sprintf("%.3f (%s)", least, rule)
}

// printGoals tells how far the goals are reached.
func (m *measure) printGoals(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "\n\tgoals on %s\treached\twanted\t\n", m.input)
	for _, g := range goals {
		if m.input == "truth" && g.what != goalHurt && g.what != goalHurtRecord {
			continue // there is nothing to take
		}
		fmt.Fprintf(tw, "\t%s\t%s\t%s\t\n", g.what, g.figure(m), g.want)
	}
	return tw.Flush()
}

// hold compares figures with their floors, which it raises on demand, and
// reports those that are below.
func hold(figures map[string]float64, o options, w io.Writer) error {
	if o.floors == "" {
		return nil
	}
	floors, err := score.LoadFloors(o.floors)
	if err != nil {
		return err
	}
	if low := floors.Check(figures); len(low) > 0 {
		return fmt.Errorf("below the floors of %s:\n%s", o.floors, strings.Join(low, "\n"))
	}
	if o.update {
		floors.Raise(figures)
		return floors.Save(o.floors)
	}
	names := make([]string, 0, len(floors))
	for name := range floors {
		if _, ok := figures[name]; !ok && slices.ContainsFunc(inputs, func(in input) bool {
			return (o.input == "" || o.input == in.name) && strings.HasPrefix(name, in.name+"/")
		}) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(w, "not measured any more: %s\n", name)
	}
	return nil
}
