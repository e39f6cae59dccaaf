package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"winnow/cmd/winnow/internal/term"
	"winnow/pipeline"
	"winnow/stages/userrules"
)

// A rulesTrial shows what the rules of a file do on some pages. Pages are shown
// as they come; only their counts are kept.
type rulesTrial struct {
	out      io.Writer
	json     bool
	width    int // of the terminal
	pages    int
	homeless int // pages without an address, and so without a host
	rules    []*trialRule
	byID     map[string]*trialRule
}

// A trialPage is a page with what rules did on it.
type trialPage struct {
	ID    string     `json:"id"`
	URL   string     `json:"url,omitempty"`
	File  string     `json:"file,omitempty"`
	Flags []string   `json:"flags,omitempty"` // of the stage
	Hits  []trialHit `json:"hits"`
}

// A trialHit is a piece of text that a rule found.
type trialHit struct {
	Rule  string        `json:"rule"`
	Did   string        `json:"did"` // dropped, moved, kept, or vetoed
	Block int           `json:"block"`
	Kind  pipeline.Kind `json:"kind"`
	Text  string        `json:"text"`
	// To and Value are the field and what it received.
	To    pipeline.Field `json:"to,omitzero"`
	Value string         `json:"value,omitempty"`
	// Against are the rules whose edits a kept block prevented; By is the rule
	// that vetoed a hit.
	Against []string `json:"against,omitempty"`
	By      string   `json:"by,omitempty"`
	Why     string   `json:"why,omitempty"`
}

// A trialRule is a rule with what it did on all pages.
type trialRule struct {
	Name   string           `json:"name"`
	Action userrules.Action `json:"action"`
	Line   int              `json:"line"`
	// Pages counts the pages the rule is for, Hits what it found, Vetoed the
	// hits that another rule prevented.
	Pages  int `json:"pages"`
	Hits   int `json:"hits"`
	Vetoed int `json:"vetoed,omitempty"`
	// Idle says why the rule found nothing.
	Idle string `json:"idle,omitempty"`

	needsHTML bool
	htmlPages int
	rules     *userrules.Rules
}

func newRulesTrial(rules *userrules.Rules, to string, out io.Writer) *rulesTrial {
	t := &rulesTrial{out: term.Screen(out), json: to == "json", width: term.Width(out), rules: []*trialRule{}, byID: map[string]*trialRule{}}
	for _, r := range rules.List() {
		tr := &trialRule{Name: r.Name, Action: r.Action, Line: r.Line, needsHTML: r.NeedsHTML(), rules: rules}
		t.rules = append(t.rules, tr)
		t.byID[r.ID()] = tr
	}
	return t
}

// add counts and shows what the rules did on a page.
func (t *rulesTrial) add(p pipeline.Page, parsed, cleaned pipeline.Document) error {
	for _, r := range t.rules {
		if slices.Contains(r.rules.Applying(parsed.URL), r.Name) {
			r.Pages++
			if parsed.Tree != nil {
				r.htmlPages++
			}
		}
	}
	page := trialPage{ID: parsed.ID, URL: parsed.URL, File: p.Source.File, Hits: []trialHit{}}
	for _, e := range cleaned.Trail {
		if e.Stage != "userrules" {
			continue
		}
		r := t.byID[e.Rule]
		if r == nil {
			page.Flags = append(page.Flags, e.Rule)
			continue
		}
		page.Hits = append(page.Hits, hitOf(r, e, parsed, cleaned.Trail))
		if isGroup(e) {
			continue
		}
		r.Hits++
		if e.Veto != "" {
			r.Vetoed++
		}
	}
	t.pages++
	if parsed.URL == "" {
		t.homeless++
	}
	if t.json {
		return t.pageJSON(page)
	}
	return t.pageText(page)
}

// isGroup reports whether an edit only puts the value of a named group into its
// field: the hit is the edit that takes the text.
func isGroup(e pipeline.Applied) bool {
	return e.Old == "" && e.To != pipeline.FieldNone && e.Veto == ""
}

func hitOf(r *trialRule, e pipeline.Applied, parsed pipeline.Document, trail []pipeline.Applied) trialHit {
	b := parsed.Blocks[parsed.Find(e.Block)]
	h := trialHit{Rule: r.Name, Did: "dropped", Block: b.ID, Kind: b.Kind, Text: e.Old, To: e.To, Value: e.Value, Why: e.Why}
	switch {
	case e.Veto != "":
		h.Did, h.By, h.Text = "vetoed", e.Veto, b.Text
	case e.Keep:
		h.Did, h.Text = "kept", b.Text
		for _, other := range trail {
			if other.Veto == e.Rule && other.Block == e.Block && !slices.Contains(h.Against, other.Rule) {
				h.Against = append(h.Against, other.Rule)
			}
		}
	case r.Action == userrules.Move:
		h.Did = "moved"
		if isGroup(e) {
			h.Text = e.Value
		}
	}
	return h
}

// finish shows what the rules did on all pages, and explains why rules without
// hits have none.
func (t *rulesTrial) finish() error {
	for _, r := range t.rules {
		switch {
		case r.Hits > 0:
		case t.pages == 0:
			r.Idle = "there are no pages"
		case r.Pages == 0 && t.homeless > 0:
			r.Idle = fmt.Sprintf("no page is of its hosts (%d of %d have no address; --url gives one)", t.homeless, t.pages)
		case r.Pages == 0:
			r.Idle = "no page is of its hosts"
		case r.needsHTML && r.htmlPages == 0:
			r.Idle = "no page of its hosts is HTML, which its selector needs"
		default:
			r.Idle = fmt.Sprintf("nothing like it on %s", plural(r.Pages, "page"))
		}
	}
	if t.json {
		return t.rulesJSON()
	}
	return t.rulesText()
}

// pageJSON writes a page as an element of the list "pages", which the first one
// opens.
func (t *rulesTrial) pageJSON(p trialPage) error {
	start := ",\n    "
	if t.pages == 1 {
		start = "{\n  \"pages\": [\n    "
	}
	return t.writeJSON(start, p, "    ", "")
}

// rulesJSON closes the list of pages and adds that of the rules.
func (t *rulesTrial) rulesJSON() error {
	start := "\n  ],\n  \"rules\": "
	if t.pages == 0 {
		start = "{\n  \"pages\": [],\n  \"rules\": "
	}
	return t.writeJSON(start, t.rules, "  ", "\n}\n")
}

// writeJSON writes a value between two texts, with all its lines but the first
// indented.
func (t *rulesTrial) writeJSON(before string, v any, indent, after string) error {
	var sb strings.Builder
	sb.WriteString(before)
	e := json.NewEncoder(&sb)
	e.SetEscapeHTML(false)
	e.SetIndent(indent, "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(t.out, strings.TrimSuffix(sb.String(), "\n")+after)
	return err
}

func (t *rulesTrial) pageText(p trialPage) error {
	var sb strings.Builder
	name := p.File
	if p.URL != "" {
		name = strings.TrimPrefix(name+"  "+p.URL, "  ")
	}
	fmt.Fprintf(&sb, "%s: %s\n", term.Printable(name), plural(len(p.Hits), "hit"))
	for _, flag := range p.Flags {
		fmt.Fprintf(&sb, "  flagged %s\n", flag)
	}
	for _, h := range p.Hits {
		fmt.Fprintf(&sb, "  %-7s %4d %-10s %s%s\n", h.Did, h.Block, h.Kind, excerptOf(h.Text, max(20, t.width-44)), note(h))
		fmt.Fprintf(&sb, "               %s  (%s)\n", h.Rule, term.Printable(h.Why))
	}
	_, err := io.WriteString(t.out, sb.String())
	return err
}

func (t *rulesTrial) rulesText() error {
	var sb strings.Builder
	wide := 0
	for _, r := range t.rules {
		wide = max(wide, len(r.Name))
	}
	fmt.Fprintf(&sb, "\n%s, %s:\n", plural(len(t.rules), "rule"), plural(t.pages, "page"))
	for _, r := range t.rules {
		fmt.Fprintf(&sb, "  %-*s  %s  %s", wide, r.Name, r.Action, plural(r.Hits, "hit"))
		switch {
		case r.Idle != "":
			fmt.Fprintf(&sb, ": %s", r.Idle)
		case r.Vetoed > 0:
			fmt.Fprintf(&sb, ", %d vetoed", r.Vetoed)
		}
		sb.WriteString("\n")
	}
	_, err := io.WriteString(t.out, sb.String())
	return err
}

// note says where a hit went, or which rules prevented it.
func note(h trialHit) string {
	switch {
	case h.By != "":
		return "  kept by " + h.By
	case len(h.Against) > 0:
		return "  against " + strings.Join(h.Against, ", ")
	case h.To != pipeline.FieldNone && h.Value != "":
		return fmt.Sprintf("  to %s %q", h.To, h.Value)
	case h.To != pipeline.FieldNone:
		return fmt.Sprintf("  to %s", h.To)
	}
	return ""
}
