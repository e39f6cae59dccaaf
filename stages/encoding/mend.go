package encoding

import (
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/encoding/repair"
	"winnow/stages/encoding/typography"
)

// maxRounds bounds the passes over one block. Real text settles in two; what
// has not settled by then keeps its typography.
const maxRounds = 12

// mend repairs one block's text and returns it with the steps over the text
// the block has. known is the document's language, or "".
func mend(b *pipeline.Block, o Options, known string) (string, []repair.Step) {
	mode := modeOf(b)
	judge := !o.KeepTypography && b.Kind != pipeline.Code
	cur, code := b.Text, codeIn(b)
	var steps []repair.Step // from b.Text to cur
	for range maxRounds {
		made := repairSteps(cur, o.Repair, code.after(steps))
		if mode == typography.Prose {
			made = joinSpaces(cur, made)
		}
		if len(made) > 0 {
			steps = repair.Compose(b.Text, steps, made)
			cur = repair.Apply(b.Text, steps)
		}
		var slips []repair.Step
		if judge {
			slips = slipsIn(cur, mode, known, code.after(steps))
		}
		if len(made)+len(slips) == 0 {
			return cur, steps
		}
		if len(slips) > 0 {
			steps = repair.Compose(b.Text, steps, slips)
			cur = repair.Apply(b.Text, steps)
		}
	}
	steps = repairSteps(b.Text, o.Repair, code)
	return repair.Apply(b.Text, steps), steps
}

// modeOf returns how much of a block's typography is repaired. Tables,
// quotations, verse, titles and labels are left as their authors set them.
func modeOf(b *pipeline.Block) typography.Mode {
	switch {
	case b.Context&(pipeline.InQuote|pipeline.InTable) != 0 || isVerse(b.Text):
		return typography.Edges
	case b.Kind == pipeline.Paragraph && !b.Context.Has(pipeline.InList):
		return typography.Prose
	case b.Kind == pipeline.Paragraph, b.Kind == pipeline.ListItem, b.Kind == pipeline.Definition, b.Kind == pipeline.Caption:
		return typography.Lines
	}
	return typography.Edges
}

// Verse is three or more lines with fewer characters than the lines of prose.
const (
	verseLines = 3
	verseWidth = 60
)

func isVerse(text string) bool {
	breaks := strings.Count(text, "\n")
	return breaks >= verseLines-1 && utf8.RuneCountInString(text) < (breaks+1)*verseWidth
}

// slipsIn returns the typographic slips outside code.
func slipsIn(s string, mode typography.Mode, known string, code spans) []repair.Step {
	tag, asked := "", false
	lang := func() string {
		if !asked {
			tag, asked = languageOf(s, known), true
		}
		return tag
	}
	steps := typography.Text(s, typography.Options{Mode: mode, Lang: lang})
	if len(steps) == 0 || code == nil {
		return steps
	}
	return code.without(steps, func(repair.Step) bool { return true })
}

func repairSteps(s string, o repair.Options, code spans) []repair.Step {
	_, steps := repair.Text(s, o)
	if len(steps) == 0 || code == nil {
		return steps
	}
	return code.without(steps, isMarkup)
}

// isMarkup reports whether a repair concerns what code may mean literally: a
// page about HTML shows "&nbsp;" in its code, one about Go "\u2019".
func isMarkup(s repair.Step) bool { return s.Rule == "entity" || s.Rule == "escape" }

// joinSpaces drops the space that a no-break space would become next to another
// space: "the\u00a0 idea" is left with one.
func joinSpaces(s string, steps []repair.Step) []repair.Step {
	for i, st := range steps {
		if st.Rule != "nbsp" || st.New != " " {
			continue
		}
		left := st.Start > 0 && s[st.Start-1] == ' ' ||
			i > 0 && steps[i-1].End == st.Start && strings.HasSuffix(steps[i-1].New, " ")
		right := st.End < len(s) && s[st.End] == ' '
		if left || right {
			steps[i].New, steps[i].Why = "", "no-break space beside a space"
		}
	}
	return steps
}

// spans are byte ranges of a text, in order.
type spans []span

type span struct{ start, end int }

// codeIn returns the parts of a block that are code.
func codeIn(b *pipeline.Block) spans {
	if b.Kind == pipeline.Code {
		return spans{{0, len(b.Text)}}
	}
	var code spans
	for _, m := range b.Marks {
		if m.Kind == pipeline.CodeSpan {
			code = append(code, span{m.Start, m.End})
		}
	}
	return code
}

// without leaves out the steps of a kind that touch one of the spans.
func (c spans) without(steps []repair.Step, kind func(repair.Step) bool) []repair.Step {
	kept := steps[:0]
	for _, st := range steps {
		if !kind(st) || !c.touch(st.Start, st.End) {
			kept = append(kept, st)
		}
	}
	return kept
}

func (c spans) touch(start, end int) bool {
	for _, s := range c {
		if start <= s.end && end >= s.start {
			return true
		}
	}
	return false
}

// after returns the spans as pipeline.Apply leaves the marks over them: a span
// that an edit cuts into ends where the edit begins, or begins where it ends.
func (c spans) after(steps []repair.Step) spans {
	if len(c) == 0 || len(steps) == 0 {
		return c
	}
	moved := make(spans, 0, len(c))
	for _, s := range c {
		_, start := move(s.start, steps)
		end, _ := move(s.end, steps)
		if start < end {
			moved = append(moved, span{start, end})
		}
	}
	return moved
}

// move returns where the byte position p is after the steps: the beginning and the
// end of the text that replaced what p was in, or twice the same position.
func move(p int, steps []repair.Step) (begin, end int) {
	moved := p
	for _, st := range steps {
		switch {
		case st.Start >= p:
			return moved, moved
		case st.End <= p:
			moved += len(st.New) - (st.End - st.Start)
		default:
			begin = moved + st.Start - p
			return begin, begin + len(st.New)
		}
	}
	return moved, moved
}
