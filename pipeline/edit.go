package pipeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// NoBlock is the Block of an edit that changes no block: it puts Value, found
// outside the blocks, into the field To, or adds a block.
const NoBlock = -1

// An Edit is a proposal of a stage: replace the bytes [Start, End) of a
// block's text by New. All edits of a stage refer to the document that stage
// was given.
//
// A block whose text an edit leaves empty leaves the document. An edit with
// Start == End and no New changes no text: it can still raise a flag, copy
// Value to a field, or change the block's kind. One that does none of these
// removes a block that has no text, such as an image without alternative text.
type Edit struct {
	Block int    `json:"block"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new,omitempty"`
	// Rule is the name of a rule that the stage declares, Why the facts that
	// made it fire, in a few words for the reader of "winnow explain".
	Rule string `json:"rule"`
	Why  string `json:"why,omitempty"`
	// To names the field that receives the removed text, or Value where the
	// field wants another form of it (a parsed date, a title without its
	// label). Href is the address that goes with a related link; when empty
	// it is taken from the link under the edit.
	To    Field  `json:"to,omitzero"`
	Value string `json:"value,omitempty"`
	Href  string `json:"href,omitempty"`
	// Instead, in an edit of no block, is the value of the field To that
	// Value takes the place of: a title with its characters repaired.
	Instead string `json:"instead,omitempty"`
	// As changes the kind of the block, for instance to Heading.
	As Kind `json:"as,omitzero"`
	// Lang changes the language of the block.
	Lang string `json:"lang,omitempty"`
	// Join appends the block to the one before it, parted by Sep. The range
	// of a joining edit is empty.
	Join bool   `json:"join,omitempty"`
	Sep  string `json:"sep,omitempty"`
	// Keep protects the block: later edits that would take from its text are
	// vetoed. The range of such an edit is empty.
	Keep bool `json:"keep,omitempty"`
	// Veto is the rule that kept this edit from being applied; the edit is
	// recorded and changes nothing.
	Veto string `json:"veto,omitempty"`
	// Add, in an edit of no block, is a block that is put after the last one:
	// text that stands in the page, but in none of its elements. Its Node says
	// where; Apply gives it an ID that no block of the document has had.
	Add *Block `json:"add,omitempty"`
	// Score is the evidence the rule weighed, where it weighs any; 0 where
	// the rule is certain by itself.
	Score float64 `json:"score,omitzero"`
}

// Added proposes to put a block after the last one.
func Added(b Block, rule, why string) Edit {
	return Edit{Block: NoBlock, Add: &b, Rule: rule, Why: why}
}

// Whole proposes to remove all of a block's text.
func Whole(b Block, rule, why string) Edit {
	return Edit{Block: b.ID, End: len(b.Text), Rule: rule, Why: why}
}

// Set proposes to put a value found outside the blocks into a field.
func Set(to Field, value, rule, why string) Edit {
	return Edit{Block: NoBlock, To: to, Value: value, Rule: rule, Why: why}
}

// Replace proposes to put a value in the place of one that a field holds: of the
// first such entry, where the field is a list.
func Replace(to Field, old, value, rule, why string) Edit {
	return Edit{Block: NoBlock, To: to, Instead: old, Value: value, Rule: rule, Why: why}
}

// Flag proposes to raise a flag named rule at a block, changing nothing.
func Flag(b Block, rule, why string) Edit {
	return Edit{Block: b.ID, Rule: rule, Why: why, To: FieldFlag}
}

// Applied is an edit that was applied, with the stage that proposed it and
// the text it took away.
type Applied struct {
	Stage string `json:"stage"`
	Edit
	Old string `json:"old,omitempty"`
}

// ErrEdit is what Apply's errors wrap: a stage proposed an edit that cannot be
// applied. It is a defect of the stage, never of the page.
var ErrEdit = fmt.Errorf("invalid edit")

// Apply returns d with the edits of stage s applied and recorded. It refuses
// edits that overlap, reach outside their block, cut a character, name a
// block that is not there, or a rule that s does not declare.
func Apply(d Document, s Stage, edits []Edit) (Document, error) {
	d.Trail = slices.Clip(d.Trail) // other documents may go on from it
	return applyStage(d, s, edits)
}

// applyStage is Apply for a document from which no other goes on: what lies
// behind its trail is written over.
func applyStage(d Document, s Stage, edits []Edit) (Document, error) {
	declared := "" // the rule that was looked up last
	for i := range edits {
		rule := edits[i].Rule
		if (i == 0 || rule != declared) && !s.declares(rule) && rule != BudgetRule {
			return d, fmt.Errorf("%w: rule %q is not declared by stage %s", ErrEdit, rule, s.Name)
		}
		declared = rule
	}
	return apply(d, s.Name, edits)
}

// Replay applies a trail to the parsed document it began from, and gives the
// document the trail ended in.
func Replay(parsed Document, trail []Applied) (Document, error) {
	d := parsed
	d.Trail = slices.Clip(d.Trail)
	for len(trail) > 0 {
		stage, n := trail[0].Stage, 0
		var edits []Edit
		for n < len(trail) && trail[n].Stage == stage {
			edits = append(edits, trail[n].Edit)
			n++
		}
		var err error
		if d, err = apply(d, stage, edits); err != nil {
			return d, fmt.Errorf("replaying stage %s: %w", stage, err)
		}
		trail = trail[n:]
	}
	return d, nil
}

// byPlace orders edits by what they change.
func byPlace(a, b *Edit) int {
	return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// inOrder gives the edits by what they change; edits for the same place stay in
// their order.
func inOrder(edits []Edit) []Edit {
	for i := 1; i < len(edits); i++ {
		if byPlace(&edits[i-1], &edits[i]) > 0 {
			edits = slices.Clone(edits)
			slices.SortStableFunc(edits, func(a, b Edit) int { return byPlace(&a, &b) })
			break
		}
	}
	return edits
}

// apply is applyStage without the check of rule names.
func apply(d Document, stage string, edits []Edit) (Document, error) {
	if len(edits) == 0 {
		return d, nil
	}
	edits = inOrder(edits)
	out := d
	out.Trail = slices.Grow(d.Trail, len(edits))
	var added []Block
	for len(edits) > 0 && edits[0].Block == NoBlock {
		e := edits[0]
		if e.Veto != "" {
			out.Trail = append(out.Trail, Applied{Stage: stage, Edit: e})
			edits = edits[1:]
			continue
		}
		if e.Add != nil {
			if err := checkAdd(e); err != nil {
				return d, err
			}
			b := *e.Add
			if len(added) == 0 {
				b.ID = d.freeID()
			} else {
				b.ID = added[len(added)-1].ID + 1
			}
			added = append(added, b)
			e.Add = &b
			out.Trail = append(out.Trail, Applied{Stage: stage, Edit: e})
			edits = edits[1:]
			continue
		}
		if e.To == FieldNone || e.Start != 0 || e.End != 0 || e.New != "" || e.Join || e.As != KindNone || e.Lang != "" {
			return d, fmt.Errorf("%w: rule %s: an edit of no block can only set a field", ErrEdit, e.Rule)
		}
		if e.Instead == "" {
			out.receive(e.To, e.Value, e.Href, e.Rule)
		} else if !out.replaceValue(e.To, e.Instead, e.Value) {
			return d, fmt.Errorf("%w: rule %s: the field %s does not hold %q", ErrEdit, e.Rule, e.To, e.Instead)
		}
		out.Trail = append(out.Trail, Applied{Stage: stage, Edit: e})
		edits = edits[1:]
	}
	if len(edits) == 0 {
		if len(added) > 0 {
			out.Blocks = append(slices.Clip(d.Blocks), added...)
		}
		return out, nil
	}
	out.Blocks = make([]Block, 0, max(0, len(d.Blocks)-removals(edits))+len(added))
	rest := d.Blocks
	gap := 0 // the most blank lines before one of the blocks that left since the last that stays
	stay := func(blocks ...Block) {
		if len(blocks) > 0 {
			at := len(out.Blocks)
			out.Blocks = append(out.Blocks, blocks...)
			out.Blocks[at].Gap = max(out.Blocks[at].Gap, gap)
			gap = 0
		}
	}
	for len(edits) > 0 {
		at := findBlock(rest, edits[0].Block)
		if at < 0 {
			return d, fmt.Errorf("%w: rule %s names block %d, which is not in the document", ErrEdit, edits[0].Rule, edits[0].Block)
		}
		stay(rest[:at]...)
		n := 1
		for n < len(edits) && edits[n].Block == edits[0].Block {
			n++
		}
		b, join, err := out.applyToBlock(rest[at], stage, edits[:n])
		switch last := len(out.Blocks) - 1; {
		case err != nil:
			return d, err
		case b.Kind == KindNone:
			gap = max(gap, rest[at].Gap)
		case join != nil && last >= 0:
			out.Blocks[last] = joined(out.Blocks[last], b, *join)
		default:
			stay(b)
		}
		rest, edits = rest[at+1:], edits[n:]
	}
	stay(rest...)
	out.Blocks = append(out.Blocks, added...)
	return out, nil
}

// removals estimates how many blocks the edits remove.
func removals(edits []Edit) int {
	n := 0
	for i := range edits {
		if e := &edits[i]; e.Start == 0 && e.End > 0 && e.New == "" {
			n++
		}
	}
	return n
}

// freeID is the least ID above those of all blocks that the document has or
// had: what edits took away is in the trail.
func (d Document) freeID() int {
	id := -1
	if n := len(d.Blocks); n > 0 {
		id = d.Blocks[n-1].ID
	}
	for i := range d.Trail {
		id = max(id, d.Trail[i].Block)
		if add := d.Trail[i].Add; add != nil {
			id = max(id, add.ID)
		}
	}
	return id + 1
}

// checkAdd reports what is wrong with an edit that adds a block.
func checkAdd(e Edit) error {
	switch {
	case e.To != FieldNone || e.Start != 0 || e.End != 0 || e.New != "" || e.Join || e.Keep || e.As != KindNone || e.Instead != "":
		return fmt.Errorf("%w: rule %s: an edit that adds a block can do nothing else", ErrEdit, e.Rule)
	case strings.TrimSpace(e.Add.Text) == "" || e.Add.Kind == KindNone || !utf8.ValidString(e.Add.Text):
		return fmt.Errorf("%w: rule %s: an added block needs a kind and text in UTF-8", ErrEdit, e.Rule)
	}
	return nil
}

// applyToBlock gives b as the edits leave it, and how it is to be joined to the
// block before it, nil for not at all; the zero Block if it leaves. The edits
// are sorted.
func (d *Document) applyToBlock(b Block, stage string, edits []Edit) (edited Block, join *string, err error) {
	if err := checkEdits(b, edits); err != nil {
		return Block{}, nil, err
	}
	old, changed := b, false
	for i := range edits {
		e := &edits[i]
		removed := old.Text[e.Start:e.End]
		if e.Veto != "" {
			d.Trail = append(d.Trail, Applied{Stage: stage, Edit: *e})
			continue
		}
		d.Trail = append(d.Trail, Applied{Stage: stage, Edit: *e, Old: removed})
		if e.To != FieldNone {
			d.receive(e.To, cmp.Or(e.Value, strings.TrimSpace(removed)), cmp.Or(e.Href, d.hrefUnder(old, e)), e.Rule)
		}
		if e.As != KindNone {
			b.Kind = e.As
		}
		if e.Lang != "" {
			b.Lang = e.Lang
		}
		if e.Join {
			join = &e.Sep
		}
		if e.Keep {
			b.KeptBy = cmp.Or(b.KeptBy, e.Rule)
		}
		changed = changed || e.Start != e.End || e.New != "" || e.removesEmpty(&old)
	}
	if changed {
		if e := &edits[0]; len(edits) == 1 && e.Start == 0 && e.End == len(old.Text) && e.New == "" {
			return Block{}, nil, nil // most edits remove a block
		}
		b.Text, b.Marks = replace(old.Text, old.Marks, edits)
		if strings.TrimSpace(b.Text) == "" {
			return Block{}, nil, nil
		}
	}
	return b, join, nil
}

// removesEmpty reports an edit that removes a block without text.
func (e *Edit) removesEmpty(b *Block) bool {
	return b.Text == "" && e.Start == e.End && e.New == "" && e.To == FieldNone && e.As == KindNone && e.Lang == "" && !e.Join && !e.Keep
}

func checkEdits(b Block, edits []Edit) error {
	end := 0
	for i := range edits {
		e := &edits[i]
		switch {
		case e.Start < 0 || e.End < e.Start || e.End > len(b.Text):
			return fmt.Errorf("%w: rule %s: range %d:%d is outside block %d of %d bytes", ErrEdit, e.Rule, e.Start, e.End, b.ID, len(b.Text))
		case e.Start < end:
			return fmt.Errorf("%w: rule %s: range %d:%d of block %d overlaps an edit that ends at %d", ErrEdit, e.Rule, e.Start, e.End, b.ID, end)
		case !onBoundary(b.Text, e.Start) || !onBoundary(b.Text, e.End):
			return fmt.Errorf("%w: rule %s: range %d:%d of block %d cuts a character", ErrEdit, e.Rule, e.Start, e.End, b.ID)
		case e.Instead != "":
			return fmt.Errorf("%w: rule %s: an edit of block %d replaces the value of a field", ErrEdit, e.Rule, b.ID)
		case (e.Keep || e.Veto != "") && (e.Start != e.End || e.New != ""):
			return fmt.Errorf("%w: rule %s: an edit that keeps or was vetoed has a range or new text in block %d", ErrEdit, e.Rule, b.ID)
		case e.Join && (e.Start != e.End || e.New != ""):
			return fmt.Errorf("%w: rule %s: a joining edit of block %d has a range or new text", ErrEdit, e.Rule, b.ID)
		case !utf8.ValidString(e.New) || !utf8.ValidString(e.Sep):
			return fmt.Errorf("%w: rule %s: new text of block %d is not UTF-8", ErrEdit, e.Rule, b.ID)
		}
		end = e.End
	}
	return nil
}

func onBoundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// hrefUnder is the resolved address of the first link that the edit touches.
func (d *Document) hrefUnder(b Block, e *Edit) string {
	if e.To != FieldRelated {
		return ""
	}
	for _, m := range b.Marks {
		if m.Kind == Link && m.Start < e.End && m.End > e.Start {
			return d.Resolve(m.Href)
		}
	}
	return ""
}

// replace applies sorted edits to a text and moves its marks along.
func replace(text string, marks []Mark, edits []Edit) (string, []Mark) {
	var sb strings.Builder
	sb.Grow(len(text))
	at := 0
	for i := range edits {
		e := &edits[i]
		sb.WriteString(text[at:e.Start])
		sb.WriteString(e.New)
		at = e.End
	}
	sb.WriteString(text[at:])
	if len(marks) == 0 {
		return sb.String(), nil
	}
	moved := make([]Mark, 0, len(marks))
	for _, m := range marks {
		m.Start, m.End = shift(m.Start, edits, true), shift(m.End, edits, false)
		if m.Start < m.End {
			moved = append(moved, m)
		}
	}
	return sb.String(), moved
}

// shift gives the place of the byte position p after the edits. A position
// inside replaced text moves to the end of the new text when it starts a
// mark, to its beginning when it ends one, so a mark never grows.
func shift(p int, edits []Edit, start bool) int {
	moved := p
	for i := range edits {
		e := &edits[i]
		switch {
		case e.Start > p || e.Start == p && (start || e.End > p || e.New != ""):
			return moved
		case e.End <= p && !(start && e.End == p && e.Start == p):
			moved += len(e.New) - (e.End - e.Start)
		case start:
			return moved + e.Start - p + len(e.New)
		default:
			return moved + e.Start - p
		}
	}
	return moved
}

// joined is a followed by b in one block.
func joined(a, b Block, sep string) Block {
	offset := len(a.Text) + len(sep)
	a.KeptBy = cmp.Or(a.KeptBy, b.KeptBy)
	a.Text += sep + b.Text
	if len(b.Marks) > 0 {
		a.Marks = slices.Clip(a.Marks)
		for _, m := range b.Marks {
			m.Start += offset
			m.End += offset
			a.Marks = append(a.Marks, m)
		}
	}
	return a
}
