package pipeline

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime/debug"
	"slices"
)

// The budget: rules of tier B may remove one of this many words that a document
// has before the first edit of tier A or B. On the development pages, no correct
// clean-up by single lines came near it. Some words may always be removed, so that
// short documents can be cleaned at all.
const (
	budgetPart  = 4
	budgetWords = 60
)

// BudgetRule is the flag that is raised when a stage's edits of tier B were not
// applied because they would have removed too much.
const BudgetRule = "pipeline/budget"

// A Pipeline runs stages in order over documents. It is safe for concurrent
// use.
type Pipeline struct {
	stages []Stage
}

// New returns a pipeline of the given stages. It returns the error of Validate if
// they are invalid.
func New(stages ...Stage) (*Pipeline, error) {
	if err := Validate(stages); err != nil {
		return nil, fmt.Errorf("invalid stages: %w", err)
	}
	return &Pipeline{stages: slices.Clone(stages)}, nil
}

// Stages returns the stages in the order in which they run.
func (p *Pipeline) Stages() []Stage { return slices.Clone(p.stages) }

// Run runs the stages on a parsed document. On an error it returns the document
// as it was before the stage that failed. A panic in a stage becomes a
// *PanicError, and the end of ctx the error of ctx.
func (p *Pipeline) Run(ctx context.Context, d Document) (Document, error) {
	ctx = withScratch(ctx)
	d.Trail = slices.Clip(d.Trail)
	budget := account{}
	got, err := p.run(ctx, d, &budget)
	if err != nil || !budget.isDebris(got) {
		return got, err
	}
	return p.run(ctx, d, &account{refuses: true})
}

// run runs the stages within a budget.
func (p *Pipeline) run(ctx context.Context, d Document, budget *account) (Document, error) {
	for _, s := range p.stages {
		if err := ctx.Err(); err != nil {
			return d, err
		}
		edits, err := propose(ctx, s, d)
		if err != nil {
			return d, fmt.Errorf("stage %s: %w", s.Name, err)
		}
		if len(edits) == 0 {
			continue // most stages
		}
		next, err := applyStage(d, s, budget.admit(d, s, guard(d, s, edits)))
		if err != nil {
			return d, fmt.Errorf("stage %s: %w", s.Name, err)
		}
		d = next
	}
	return d, nil
}

// A PanicError is a panic that a stage raised on one document.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Catch calls work and turns a panic in it into a *PanicError.
func Catch(work func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return work()
}

func propose(ctx context.Context, s Stage, d Document) (edits []Edit, err error) {
	err = Catch(func() error {
		edits, err = s.Run(ctx, d)
		return err
	})
	return edits, err
}

// IsPanic returns the panic that err stems from, if any.
func IsPanic(err error) (*PanicError, bool) {
	var p *PanicError
	ok := errors.As(err, &p)
	return p, ok
}

// An account keeps track of what the rules of tier B have removed from one
// document.
type account struct {
	opened bool
	first  []Block // of the document as the first rule of tier A or B saw it
	words  int     // of the blocks of first that have been counted
	next   int     // the next block of first to be counted
	spent  int     // words
	gone   int     // bytes that rules of tiers A and B have removed
	// refuses is true for a document that is left as it was found; told once its
	// flag has been raised.
	refuses, told bool
}

// allowed returns how many words may be removed.
func (a *account) allowed() int {
	a.hasWords(math.MaxInt)
	return max(budgetWords, a.words/budgetPart)
}

// allows reports whether that many words may be removed. For a few, no word of the
// document need be counted, for more not all.
func (a *account) allows(words int) bool {
	return words <= budgetWords || a.hasWords(budgetPart*words)
}

// hasWords reports whether the document has at least n words. It counts no further
// than that, and no block twice.
func (a *account) hasWords(n int) bool {
	for ; a.words < n && a.next < len(a.first); a.next++ {
		a.words += a.first[a.next].Words()
	}
	return a.words >= n
}

// admit returns the edits that may be applied: all of them, or, if those of tier
// B would exceed the budget, the others and a flag that says so.
func (a *account) admit(d Document, s Stage, edits []Edit) []Edit {
	if a.refuses {
		return a.refuse(s, edits)
	}
	cost, tierB := 0, false
	for i := range edits {
		e := &edits[i]
		r, _ := s.rule(e.Rule)
		if !a.opened && (r.Tier == TierA || r.Tier == TierB) {
			a.opened, a.first = true, d.Blocks
		}
		if r.Tier == TierB {
			tierB = true
			cost += removedWords(d, *e)
		}
	}
	if !tierB || a.allows(a.spent+cost) {
		a.spent += cost
		a.gone += removedBytes(s, edits)
		return edits
	}
	admitted := without(edits, func(e *Edit) bool {
		r, _ := s.rule(e.Rule)
		return r.Tier == TierB
	})
	a.gone += removedBytes(s, admitted)
	why := fmt.Sprintf("rules of tier B would have removed %d words, %d are allowed", a.spent+cost, a.allowed())
	return append(admitted, Set(FieldFlag, "", BudgetRule, why))
}

// without returns the edits that are not refused. Those may be nearly all, and
// many, so it makes room only for what it returns.
func without(edits []Edit, refused func(*Edit) bool) []Edit {
	var rest []Edit
	for i := range edits {
		if !refused(&edits[i]) {
			rest = append(rest, edits[i])
		}
	}
	return rest
}

func removedWords(d Document, e Edit) int {
	i := d.Find(e.Block)
	if i < 0 || e.Start < 0 || e.End < e.Start || e.End > len(d.Blocks[i].Text) {
		return 0 // Apply will refuse it
	}
	return max(0, CountWords(d.Blocks[i].Text[e.Start:e.End])-CountWords(e.New))
}
