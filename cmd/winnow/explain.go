package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"winnow"
	"winnow/cmd/winnow/internal/term"
	"winnow/pipeline"
)

// explainFlags are the flags of "winnow explain".
type explainFlags struct {
	input  inputFlags
	stages stageFlags
	to     string
	color  string
	fates  []string
	all    bool
}

func newExplain(s streams) *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain [flags] [INPUT…]",
		Short: "Show the fate of every block of a page, and why",
		Long: `Show every block of a page with its fate: kept, edited, moved or removed, by
which rule and why. Blocks are numbered as in the page; the number after a rule
is the evidence it weighed.`,
		Example: `  winnow explain page.html
  winnow explain --fate removed,moved page.html   what is gone
  winnow explain --all page.html                  whole texts
  curl -s URL | winnow explain --url URL          links and hosts of a page that says neither
  winnow explain --to json page.html | jq '.blocks[] | select(.fate == "removed")'`,
		RunE: func(cmd *cobra.Command, args []string) error { return runExplain(cmd.Context(), s, f, args) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	f.input.add(flags)
	f.stages.add(flags)
	flags.StringVar(&f.to, "to", "text", "output `FORMAT`: text or json (a line a page)")
	flags.StringVar(&f.color, "color", "auto", "use colour `WHEN`: auto (on a terminal), always or never")
	flags.StringSliceVar(&f.fates, "fate", nil, "show only blocks with one of these `FATES`, separated by commas: "+strings.Join(fates, ", "))
	flags.BoolVar(&f.all, "all", false, "show whole texts, not their beginnings")
	return cmd
}

func runExplain(ctx context.Context, s streams, f explainFlags, args []string) error {
	if err := oneOf("to", f.to, "text", "json"); err != nil {
		return err
	}
	if err := oneOf("color", f.color, "auto", "always", "never"); err != nil {
		return err
	}
	for _, fate := range f.fates {
		if err := oneOf("fate", fate, fates...); err != nil {
			return err
		}
	}
	inputs, options, err := f.input.open(ctx, s, args)
	if err != nil {
		return err
	}
	cleaner, err := f.stages.cleaner(ctx)
	if err != nil {
		return err
	}
	w := explainWriter{out: s.out, width: term.Width(s.out), all: f.all}
	if f.to == "json" {
		w.out = term.Screen(s.out)
	}
	w.color = f.color == "always" || f.color == "auto" && term.Is(s.out) && os.Getenv("NO_COLOR") == ""
	job := documentsJob{cleaner: cleaner, inputs: inputs, options: options}
	job.show = func(p pipeline.Page, parsed, cleaned pipeline.Document) error {
		e := explain(cleaner, p, parsed, cleaned)
		w.count(e)
		if len(f.fates) > 0 {
			e.Blocks = slices.DeleteFunc(e.Blocks, func(b blockFate) bool { return !slices.Contains(f.fates, b.Fate) })
		}
		if f.to == "json" {
			return w.json(e)
		}
		return w.text(e)
	}
	return job.run(ctx, s.err)
}

// An explanation is a page with the fate of each of its blocks.
type explanation struct {
	ID       string        `json:"id"`
	URL      string        `json:"url,omitempty"`
	Encoding string        `json:"encoding"`
	Status   winnow.Status `json:"status"`
	Reasons  []string      `json:"reasons,omitempty"`
	// Fields are values found outside the blocks.
	Fields []pipeline.Applied `json:"fields,omitempty"`
	Blocks []blockFate        `json:"blocks"`
}

// A blockFate is a block as parsed, and what became of it.
type blockFate struct {
	ID   int           `json:"id"`
	Path string        `json:"path,omitempty"`
	Kind pipeline.Kind `json:"kind"`
	Fate string        `json:"fate"` // one of fates
	Text string        `json:"text"`
	// After is the text of an edited block in the article.
	After string             `json:"after,omitempty"`
	Edits []pipeline.Applied `json:"edits,omitempty"`
}

// fates are the possible fates of a block.
var fates = []string{"kept", "edited", "joined", "moved", "removed"}

func explain(c *winnow.Cleaner, p winnow.Page, parsed, cleaned pipeline.Document) explanation {
	a := c.Article(cleaned, p)
	e := explanation{ID: a.ID, URL: a.URL, Encoding: cleaned.Encoding, Status: a.Status, Reasons: a.Reasons}
	edits := map[int][]pipeline.Applied{}
	blocks := parsed.Blocks
	for _, t := range cleaned.Trail {
		if t.Add != nil {
			blocks = append(slices.Clip(blocks), *t.Add)
			edits[t.Add.ID] = append(edits[t.Add.ID], t)
			continue
		}
		if t.Block == pipeline.NoBlock {
			e.Fields = append(e.Fields, t)
			continue
		}
		edits[t.Block] = append(edits[t.Block], t)
	}
	for _, b := range blocks {
		f := blockFate{ID: b.ID, Path: parsed.Path(b), Kind: b.Kind, Text: b.Text, Edits: edits[b.ID]}
		f.Fate, f.After = fateOf(b, cleaned, f.Edits)
		e.Blocks = append(e.Blocks, f)
	}
	return e
}

// fateOf returns what became of a block, and its text if that changed.
func fateOf(b pipeline.Block, cleaned pipeline.Document, edits []pipeline.Applied) (fate, after string) {
	if i := cleaned.Find(b.ID); i >= 0 {
		if now := cleaned.Blocks[i].Text; now != b.Text {
			return "edited", now
		}
		return "kept", ""
	}
	moved := false
	for _, e := range edits {
		if e.Join {
			return "joined", ""
		}
		moved = moved || e.To != pipeline.FieldNone && e.To != pipeline.FieldFlag
	}
	if moved {
		return "moved", ""
	}
	return "removed", ""
}

// An explainWriter writes explanations to read.
type explainWriter struct {
	out    io.Writer
	width  int
	color  bool
	all    bool
	counts map[string]int // of the page's blocks, by fate
}

// count counts the blocks of a page before any are left out.
func (w *explainWriter) count(e explanation) {
	w.counts = map[string]int{}
	for _, b := range e.Blocks {
		w.counts[b.Fate]++
	}
}

// The colours of fates: removed red, moved blue, edited and joined yellow.
var fateColors = map[string]string{"removed": "31", "moved": "34", "edited": "33", "joined": "33", "kept": "32"}

func (w explainWriter) json(e explanation) error {
	b, err := jsonLine(e)
	if err == nil {
		_, err = w.out.Write(b)
	}
	return err
}

func (w explainWriter) text(e explanation) error {
	var sb strings.Builder
	head := e.ID
	if e.URL != "" {
		head += "  " + e.URL
	}
	fmt.Fprintf(&sb, "%s\n", w.paint("1", term.Printable(head)))
	total, parts := 0, []string{}
	for _, fate := range fates {
		total += w.counts[fate]
		parts = append(parts, fmt.Sprintf("%d %s", w.counts[fate], fate))
	}
	fmt.Fprintf(&sb, "%s%s  %s%d blocks: %s\n", e.Status, bracketed(e.Reasons), readAs(e.Encoding), total, strings.Join(parts, ", "))
	for _, f := range e.Fields {
		fmt.Fprintf(&sb, "  %-14s %s  %s%s%s\n", f.To, w.excerpt(f.Value, 30+len(f.Rule)), w.paint("2", f.Rule), scored(f.Edit), vetoed(f.Edit))
	}
	for _, b := range e.Blocks {
		w.block(&sb, b)
	}
	sb.WriteString("\n")
	_, err := io.WriteString(w.out, sb.String())
	return err
}

// readAs names the encoding; binary data has none.
func readAs(encoding string) string {
	if encoding == "" {
		return ""
	}
	return "read as " + encoding + "  "
}

// bracketed lists reasons in brackets, after a space; nothing if there are
// none.
func bracketed(r []string) string {
	if len(r) == 0 {
		return ""
	}
	return " (" + term.Printable(strings.Join(r, ", ")) + ")"
}

func (w explainWriter) block(sb *strings.Builder, b blockFate) {
	fmt.Fprintf(sb, "%s %4d %-10s  %s\n", w.paint(fateColors[b.Fate], fmt.Sprintf("%-7s", b.Fate)), b.ID, b.Kind, w.excerpt(b.Text, 26))
	for _, e := range b.Edits {
		whole := e.Old == b.Text && e.New == ""
		fmt.Fprintf(sb, "%15s %s", "", w.paint("2", e.Rule))
		sb.WriteString(scored(e.Edit) + vetoed(e.Edit))
		if e.Keep {
			sb.WriteString("  keeps the block")
		}
		if e.Add != nil {
			sb.WriteString("  adds the block")
		}
		switch {
		case e.Join:
			sb.WriteString("  joined to the block before")
		case !whole && (e.Old != "" || e.New != ""):
			fmt.Fprintf(sb, "  %q -> %q", e.Old, e.New)
		}
		if e.To != pipeline.FieldNone {
			fmt.Fprintf(sb, "  to %s", e.To)
			if e.Value != "" {
				fmt.Fprintf(sb, " %q", e.Value)
			}
		}
		if e.Why != "" {
			fmt.Fprintf(sb, "  (%s)", term.Printable(e.Why))
		}
		sb.WriteString("\n")
	}
	if b.After != "" {
		fmt.Fprintf(sb, "%15s %s %s\n", "", w.paint("2", "now:"), w.excerpt(b.After, 26))
	}
}

// scored returns the evidence that a rule weighed.
func scored(e pipeline.Edit) string {
	if e.Score == 0 {
		return ""
	}
	return fmt.Sprintf(" %.2f", e.Score)
}

// vetoed says that a rule prevented an edit.
func vetoed(e pipeline.Edit) string {
	if e.Veto == "" {
		return ""
	}
	return "  not applied, since " + e.Veto + " keeps it"
}

func (w explainWriter) paint(code, s string) string {
	if !w.color || code == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// excerpt returns the beginning of a text that fits beside what is on the line
// already.
func (w explainWriter) excerpt(s string, used int) string {
	if w.all {
		return term.Printable(s)
	}
	return excerptOf(s, max(20, w.width-used))
}
