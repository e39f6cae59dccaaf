package repair

import (
	"slices"
	"strings"
)

// Step is one change of a text. Start and End are byte offsets in the text
// given to [Text]; the bytes between them are replaced by New. A span is as
// small as the change allows: a word that holds two broken letters gives two
// steps, letters that were broken together give one.
type Step struct {
	Start, End int
	New        string
	// Rule is one of the names of [Rules].
	Rule string
	// Why says in a few words what was seen, for a reader.
	Why string
}

// Apply replays steps on the text they were made for. Steps must be sorted and
// must not overlap, as [Text] returns them.
func Apply(s string, steps []Step) string {
	if len(steps) == 0 {
		return s
	}
	size := len(s)
	for _, st := range steps {
		size += len(st.New) - (st.End - st.Start)
	}
	var b strings.Builder
	b.Grow(size)
	at := 0
	for _, st := range steps {
		b.WriteString(s[at:st.Start])
		b.WriteString(st.New)
		at = st.End
	}
	b.WriteString(s[at:])
	return b.String()
}

// maxWhy bounds the explanation of a step that went through many layers.
const maxWhy = 120

// Compose returns the steps that do to s what first and then second do, where
// second refers to the text that first leaves. Steps that touch are merged
// under the rule of the earlier one, unless a later one says more; their
// reasons are kept. The result is tidy: no step changes nothing.
func Compose(s string, first, second []Step) []Step {
	return tidy(s, slices.Clone(compose(nil, first, second, Apply(s, first))))
}

// compose returns the steps that do to the original what first and then second
// do, where second refers to mid, the text that first leaves. A step of second
// that touches what a step of first wrote is merged with it. They are written
// over out, if there are any in both. Linear.
func compose(out, first, second []Step, mid string) []Step {
	if len(first) == 0 {
		return second
	}
	if len(second) == 0 {
		return first
	}
	out = slices.Grow(out[:0], len(first)+len(second))
	shift := 0 // offset in mid minus offset in the original, before first[i]
	i, j := 0, 0
	for i < len(first) || j < len(second) {
		// Whichever begins first in mid opens a group; the group grows while
		// the next step of either list reaches into it.
		g := group{}
		from := j
		for {
			if i < len(first) && g.takesFirst(first[i], shift) && !laterThan(first[i].Start+shift, second, j, g.open) {
				p := first[i]
				start := p.Start + shift
				g.add(start, start+len(p.New))
				g.shiftAt(shift)
				shift += len(p.New) - (p.End - p.Start)
				g.note(p)
				i++
				continue
			}
			if j < len(second) && g.takesSecond(second[j]) {
				q := second[j]
				g.add(q.Start, q.End)
				g.shiftAt(shift)
				g.note(q)
				j++
				continue
			}
			break
		}
		g.edits = second[from:j]
		out = append(out, Step{
			Start: g.start - g.startShift,
			End:   g.end - shift,
			New:   g.text(mid),
			Rule:  g.rule,
			Why:   g.why,
		})
	}
	return out
}

// group is a run of overlapping steps on their way to becoming one.
type group struct {
	open       bool
	start, end int // in mid
	startShift int
	shifted    bool
	edits      []Step
	rule, why  string
}

// laterThan reports whether, with no group open, the next step of the second
// list begins before at and must therefore open the group.
func laterThan(at int, second []Step, j int, open bool) bool {
	return !open && j < len(second) && second[j].Start < at
}

func (g *group) takesFirst(p Step, shift int) bool {
	return !g.open || p.Start+shift < g.end
}

func (g *group) takesSecond(q Step) bool {
	return !g.open || q.Start < g.end
}

func (g *group) add(start, end int) {
	if !g.open {
		g.open, g.start, g.end = true, start, end
		return
	}
	g.start = min(g.start, start)
	g.end = max(g.end, end)
}

func (g *group) shiftAt(shift int) {
	if !g.shifted {
		g.shifted, g.startShift = true, shift
	}
}

// note keeps the rule of the first step and adds the reason of the next ones.
func (g *group) note(st Step) {
	if g.rule == "" || rank(st.Rule) > rank(g.rule) {
		g.rule = st.Rule
	}
	switch {
	case g.why == "":
		g.why = st.Why
	case len(g.why)+len(st.Why) > maxWhy || strings.Contains(g.why, st.Why):
	default:
		g.why += "; " + st.Why
	}
}

// rank orders rules by how much they say about a step that merges several.
func rank(rule string) int {
	switch rule {
	case ruleMojibake, ruleLegacy:
		return 3
	case ruleEntity, ruleEscape, ruleC1:
		return 2
	case ruleNFC:
		return 0
	}
	return 1
}

func (g *group) text(mid string) string {
	switch {
	case len(g.edits) == 0:
		return mid[g.start:g.end]
	case len(g.edits) == 1 && g.edits[0].Start == g.start && g.edits[0].End == g.end:
		return g.edits[0].New
	}
	var b strings.Builder
	at := g.start
	for _, e := range g.edits {
		b.WriteString(mid[at:e.Start])
		b.WriteString(e.New)
		at = e.End
	}
	b.WriteString(mid[at:g.end])
	return b.String()
}
