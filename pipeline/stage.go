package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// A Stage finds one kind of debris and proposes the edits that remove it. It
// keeps no state between documents, and Run may be called from several goroutines
// at once.
type Stage struct {
	// Name is the package's name; Doc's first sentence is the line that
	// "winnow stages" shows.
	Name, Doc string
	Rules     []Rule
	// Mends marks a stage that repairs characters and removes no text: its edits
	// are applied to protected blocks as well.
	Mends bool
	// Run proposes edits to a document, which it must not change. Odd input is
	// not an error: no match, no edits. An error means that the document could
	// not be processed.
	Run func(context.Context, Document) ([]Edit, error)
}

// A Rule is one reason for an edit, named for the fact observed:
// "checkalso/heading".
type Rule struct {
	Name, Doc string
	Tier      Tier
}

// A Tier says how sure a rule is.
type Tier uint8

const (
	// TierA removes on its own: measured to be right in at least 97 of 100 hits,
	// or a repair that cannot lose text.
	TierA Tier = iota
	// TierB removes on weighed evidence. A budget bounds what such rules remove
	// from one document.
	TierB
	// TierExtract decides what belongs to the article at all. Extraction is
	// expected to remove most of a page, so it is outside the budget.
	TierExtract
	// TierNote removes no text: it fills a field or raises a flag.
	TierNote
)

var tierNames = [...]string{TierA: "A", TierB: "B", TierExtract: "extract", TierNote: "note"}

func (t Tier) String() string { return tierNames[t] }

// MarshalText writes the tier by name.
func (t Tier) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

func (s Stage) rule(name string) (Rule, bool) {
	for _, r := range s.Rules {
		if r.Name == name {
			return r, true
		}
	}
	return Rule{}, false
}

func (s Stage) declares(rule string) bool {
	_, ok := s.rule(rule)
	return ok
}

// Validate returns an error that lists what is wrong with a list of stages: names
// missing or used twice, stages and rules without a Doc, rules not named after
// their stage.
func Validate(stages []Stage) error {
	var errs []error
	report := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	names, rules := map[string]bool{}, map[string]bool{}
	for i, s := range stages {
		switch {
		case s.Name == "":
			report("stage %d has no name", i)
		case names[s.Name]:
			report("stage %s is listed twice", s.Name)
		}
		names[s.Name] = true
		if s.Run == nil {
			report("stage %s has no Run", s.Name)
		}
		if s.Doc == "" {
			report("stage %s is undocumented", s.Name)
		}
		for _, r := range s.Rules {
			switch {
			case !strings.HasPrefix(r.Name, s.Name+"/"):
				report("rule %s of stage %s must be named %s/…", r.Name, s.Name, s.Name)
			case rules[r.Name]:
				report("rule %s is declared twice", r.Name)
			case r.Doc == "":
				report("rule %s is undocumented", r.Name)
			}
			rules[r.Name] = true
		}
	}
	return errors.Join(errs...)
}
