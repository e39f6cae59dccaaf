package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
)

// Budget bounds what rules of tier B may remove from one document.
type Budget struct {
	// Share of the words that the document has when the first rule of tier A
	// or B sees it, from 0 to 1.
	Share float64
	// Free is the number of words that may always go, so that short
	// documents can be cleaned at all.
	Free int
}

// defaultBudget undoes tier B above a quarter of the words: on development
// pages no true clean-up by single lines came near it.
var defaultBudget = Budget{Share: 0.25, Free: 60}

// BudgetRule is the flag raised when a stage's edits of tier B were not
// applied because they would have removed too much.
const BudgetRule = "pipeline/budget"

// A Pipeline runs stages in order over documents. It is safe for concurrent
// use.
type Pipeline struct {
	stages []Stage
	budget Budget
}

// New makes a pipeline of the given stages, which must be valid.
func New(stages ...Stage) (*Pipeline, error) {
	if err := Validate(stages); err != nil {
		return nil, fmt.Errorf("invalid stages: %w", err)
	}
	return &Pipeline{stages: slices.Clone(stages), budget: defaultBudget}, nil
}

// Stages lists the stages in the order they run.
func (p *Pipeline) Stages() []Stage { return slices.Clone(p.stages) }

// Run sends a parsed document through the stages. On an error it returns the
// document as it was before the stage that failed. A panic in a stage becomes
// a *PanicError.
func (p *Pipeline) Run(ctx context.Context, d Document) (Document, error) {
	ctx = withScratch(ctx)
	d.Trail = slices.Clip(d.Trail)
	account := account{budget: p.budget}
	for _, s := range p.stages {
		if err := ctx.Err(); err != nil {
			return d, err
		}
		edits, err := propose(ctx, s, d)
		if err != nil {
			return d, fmt.Errorf("stage %s: %w", s.Name, err)
		}
		next, err := applyStage(d, s, account.admit(d, s, guard(d, s, edits)))
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

// IsPanic reports whether err stems from a panic, and gives it.
func IsPanic(err error) (*PanicError, bool) {
	var p *PanicError
	ok := errors.As(err, &p)
	return p, ok
}

// An account keeps what the rules of tier B have removed of one document.
type account struct {
	budget Budget
	opened bool
	first  []Block // of the document as the first rule of tier A or B saw it
	words  int     // of first; 0 while nobody counted them
	spent  int     // words
}

// allowed is how many words may go.
func (a *account) allowed() int {
	if a.words == 0 {
		a.words = Document{Blocks: a.first}.Words()
	}
	return max(a.budget.Free, int(a.budget.Share*float64(a.words)))
}

// allows reports whether so many words may go. The words of a document need
// not be counted for a few.
func (a *account) allows(words int) bool { return words <= a.budget.Free || words <= a.allowed() }

// admit returns the edits that may be applied: all of them, or, when those of
// tier B would exceed the budget, the others and a flag that says so.
func (a *account) admit(d Document, s Stage, edits []Edit) []Edit {
	cost, tierB := 0, false
	for _, e := range edits {
		r, _ := s.rule(e.Rule)
		if !a.opened && (r.Tier == TierA || r.Tier == TierB) {
			a.opened, a.first = true, d.Blocks
		}
		if r.Tier == TierB {
			tierB = true
			cost += removedWords(d, e)
		}
	}
	if !tierB || a.allows(a.spent+cost) {
		a.spent += cost
		return edits
	}
	admitted := slices.DeleteFunc(slices.Clone(edits), func(e Edit) bool {
		r, _ := s.rule(e.Rule)
		return r.Tier == TierB
	})
	why := fmt.Sprintf("rules of tier B would have removed %d words, %d are allowed", a.spent+cost, a.allowed())
	return append(admitted, Set(FieldFlag, "", BudgetRule, why))
}

func removedWords(d Document, e Edit) int {
	i := d.Find(e.Block)
	if i < 0 || e.Start < 0 || e.End < e.Start || e.End > len(d.Blocks[i].Text) {
		return 0 // Apply will refuse it
	}
	return max(0, CountWords(d.Blocks[i].Text[e.Start:e.End])-CountWords(e.New))
}
