package userrules

import (
	"context"
	"fmt"

	"winnow/pipeline"
)

// Options of the stage.
type Options struct {
	// Rules are those to be applied; nil means none.
	Rules *Rules
}

// unsearched is the flag of pages on which selectors were not matched.
const unsearched = "userrules/unsearched"

// New makes the stage. It declares a rule userrules/NAME for each rule of the
// file.
func New(o Options) pipeline.Stage {
	s := pipeline.Stage{
		Name: "userrules",
		Doc:  "Applies the user's own rules to drop, keep or move text (--rules).",
		Rules: []pipeline.Rule{{
			Name: unsearched, Doc: "The page is too large to search its elements, so rules with a selector were not applied.", Tier: pipeline.TierNote,
		}},
		Run: func(context.Context, pipeline.Document) ([]pipeline.Edit, error) { return nil, nil },
	}
	if o.Rules == nil {
		return s
	}
	for i := range o.Rules.list {
		r := &o.Rules.list[i]
		// What a user orders is outside of the budget.
		tier := pipeline.TierExtract
		if r.Action == Keep {
			tier = pipeline.TierNote
		}
		s.Rules = append(s.Rules, pipeline.Rule{Name: r.ID(), Doc: r.doc(), Tier: tier})
	}
	s.Run = func(ctx context.Context, d pipeline.Document) ([]pipeline.Edit, error) { return o.Rules.edits(ctx, d) }
	return s
}

// edits returns what the rules say about a document. Of two rules that claim
// the same text the one that comes first in the file gets it.
func (rs *Rules) edits(ctx context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
	active := rs.active(d.URL)
	if len(active) == 0 || len(d.Blocks) == 0 {
		return nil, nil
	}
	p := newPage(d, rs)
	keptBy := map[int]string{} // by index of the block
	var edits []pipeline.Edit
	for _, r := range active {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if r.Action != Keep {
			continue
		}
		for _, f := range p.find(r) {
			for _, t := range f.takes {
				if keptBy[t.block] == "" {
					keptBy[t.block] = r.ID()
					edits = append(edits, pipeline.Edit{Block: d.Blocks[t.block].ID, Rule: r.ID(), Why: f.why, Keep: true})
				}
			}
		}
	}
	c := claims{page: p, keptBy: keptBy, taken: map[int][]span{}}
	for _, r := range active {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if r.Action == Keep {
			continue
		}
		for _, f := range p.find(r) {
			c.add(r, f)
		}
	}
	edits = append(edits, c.edits...)
	if p.tooLarge != "" {
		edits = append(edits, pipeline.Set(pipeline.FieldFlag, "", unsearched, p.tooLarge))
	}
	return edits, nil
}

// doc returns the sentence that lists of rules show.
func (r *Rule) doc() string {
	if r.About != "" {
		return r.About
	}
	switch r.Action {
	case Keep:
		return fmt.Sprintf("A rule of the user, line %d: keeps what it finds.", r.Line)
	case Move:
		return fmt.Sprintf("A rule of the user, line %d: moves what it finds to %s.", r.Line, r.target())
	}
	return fmt.Sprintf("A rule of the user, line %d: drops what it finds.", r.Line)
}
