package pipeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Applied is an edit that was applied or vetoed, with the stage that proposed it
// and the text it removed.
type Applied struct {
	Stage string `json:"stage"`
	Edit
	Old string `json:"old,omitempty"`
}

// Apply returns d with the edits of stage s applied and recorded. It returns an
// error that wraps ErrEdit if edits overlap, reach outside their block, cut a
// character in two, or name a block that is not there or a rule that s does not
// declare.
func Apply(d Document, s Stage, edits []Edit) (Document, error) {
	d.Trail = slices.Clip(d.Trail) // other documents may go on from it
	return applyStage(d, s, edits)
}

// applyStage is Apply for a document whose trail no other document shares: it
// may write into the spare capacity of d.Trail.
func applyStage(d Document, s Stage, edits []Edit) (Document, error) {
	declared := "" // the rule that was looked up last
	for i := range edits {
		rule := edits[i].Rule
		if (i == 0 || rule != declared) && !s.declares(rule) && rule != BudgetRule && rule != DebrisRule {
			return d, fmt.Errorf("%w: rule %q is not declared by stage %s", ErrEdit, rule, s.Name)
		}
		declared = rule
	}
	return apply(d, s.Name, edits)
}

// Replay applies a trail to the parsed document that it began with, and returns
// the document that it ended in.
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

// byPlace compares edits by the place that they change.
func byPlace(a, b *Edit) int {
	return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// inOrder sorts edits by place; edits of the same place keep their order.
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

// moreEdits is for how many edits of later stages a trail has room when it grows,
// besides a quarter of those that it grows for: most are of one stage, which finds
// the article, and copying them again for a few costs more than room.
const moreEdits = 16

// apply is applyStage without the check of rule names.
func apply(d Document, stage string, edits []Edit) (Document, error) {
	if len(edits) == 0 {
		return d, nil
	}
	edits = inOrder(edits)
	ofDocument := 0 // NoBlock is less than any ID, so these come first
	for ofDocument < len(edits) && edits[ofDocument].Block == NoBlock {
		ofDocument++
	}
	a := application{stage: stage, before: d, after: d}
	if len(d.Trail)+len(edits) > cap(d.Trail) {
		a.after.Trail = slices.Grow(d.Trail, len(edits)+len(edits)/4+moreEdits)
	}
	a.after.ownLists()
	for _, e := range edits[:ofDocument] {
		if err := a.editDocument(e); err != nil {
			return d, err
		}
	}
	if err := a.editBlocks(edits[ofDocument:]); err != nil {
		return d, err
	}
	return a.after, nil
}

// An application applies the edits of one stage to a document.
type application struct {
	stage         string
	before, after Document
	// added are the new blocks that go after all others.
	added []Block
	// gap is the largest number of blank lines before one of the blocks removed
	// since the last kept block; the next kept block takes it over.
	gap int
}

// editDocument applies an edit of no block: it adds a block or sets a field.
func (a *application) editDocument(e Edit) error {
	switch {
	case e.Veto != "":
	case e.Add != nil:
		if err := checkAdd(e); err != nil {
			return err
		}
		b := *e.Add
		if n := len(a.added); n > 0 {
			b.ID = a.added[n-1].ID + 1
		} else {
			b.ID = a.before.freeID()
		}
		a.added = append(a.added, b)
		e.Add = &b
	case e.To == FieldNone || e.Start != 0 || e.End != 0 || e.New != "" || e.Join || e.As != KindNone || e.Lang != "":
		return fmt.Errorf("%w: rule %s: an edit of no block can only set a field", ErrEdit, e.Rule)
	case e.Instead == "":
		a.after.receive(e.To, e.Value, e.Href, e.Rule)
	case !a.after.replaceValue(e.To, e.Instead, e.Value):
		return fmt.Errorf("%w: rule %s: the field %s does not hold %q", ErrEdit, e.Rule, e.To, e.Instead)
	}
	a.after.Trail = append(a.after.Trail, Applied{Stage: a.stage, Edit: e})
	return nil
}

// editBlocks applies the edits of blocks, which are in order, and puts the
// added blocks after the others.
func (a *application) editBlocks(edits []Edit) error {
	if len(edits) == 0 {
		if len(a.added) > 0 {
			a.after.Blocks = append(slices.Clip(a.before.Blocks), a.added...)
		}
		return nil
	}
	rest := a.before.Blocks
	a.after.Blocks = make([]Block, 0, max(0, len(rest)-removals(edits))+len(a.added))
	for len(edits) > 0 {
		i := findBlock(rest, edits[0].Block)
		if i < 0 {
			return fmt.Errorf("%w: rule %s names block %d, which is not in the document", ErrEdit, edits[0].Rule, edits[0].Block)
		}
		a.keep(rest[:i])
		n := 1
		for n < len(edits) && edits[n].Block == edits[0].Block {
			n++
		}
		if err := a.editBlock(rest[i], edits[:n]); err != nil {
			return err
		}
		rest, edits = rest[i+1:], edits[n:]
	}
	a.keep(rest)
	a.after.Blocks = append(a.after.Blocks, a.added...)
	return nil
}

// editBlock applies all edits of block b.
func (a *application) editBlock(b Block, edits []Edit) error {
	edited, join, err := a.after.applyToBlock(b, a.stage, edits)
	switch last := len(a.after.Blocks) - 1; {
	case err != nil:
		return err
	case edited.Kind == KindNone:
		a.gap = max(a.gap, b.Gap)
	case join != nil && last >= 0:
		a.after.Blocks[last] = joined(a.after.Blocks[last], edited, *join)
	default:
		a.keep([]Block{edited})
	}
	return nil
}

// keep puts blocks after those that are already in the result.
func (a *application) keep(blocks []Block) {
	if len(blocks) == 0 {
		return
	}
	first := len(a.after.Blocks)
	a.after.Blocks = append(a.after.Blocks, blocks...)
	a.after.Blocks[first].Gap = max(a.after.Blocks[first].Gap, a.gap)
	if first == 0 {
		a.after.Blocks[first].Gap = 0 // nothing is before it any more
	}
	a.gap = 0
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

// freeID returns the lowest ID above those of all blocks that the document has
// or had; the trail knows the removed ones.
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

// applyToBlock returns b after the edits, which are sorted: the zero Block if
// they remove it. join is the separator if b is to be joined to the block before
// it, otherwise nil.
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

// hrefUnder returns the resolved address of the first link that the edit touches.
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

// shift returns where the byte position p is after the edits. A position inside
// replaced text moves to the end of the new text if it starts a mark, and to its
// beginning if it ends one, so that a mark never grows.
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

// joined returns a followed by b as one block.
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
