package pipeline

import (
	"fmt"
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
	// Rule is the name of a rule that the stage declares. Why states the facts
	// that made it fire, in a few words for readers of "winnow explain".
	Rule string `json:"rule"`
	Why  string `json:"why,omitempty"`
	// To names the field that receives the removed text, or Value if the field
	// needs it in another form (a parsed date, a title without its label). Href
	// is the address of a related link; if empty, it is taken from the link
	// under the edit.
	To    Field  `json:"to,omitzero"`
	Value string `json:"value,omitempty"`
	Href  string `json:"href,omitempty"`
	// Instead, in an edit of no block, is the value of the field To that Value
	// replaces, as when the characters of a title are repaired.
	Instead string `json:"instead,omitempty"`
	// As changes the kind of the block, for instance to Heading.
	As Kind `json:"as,omitzero"`
	// Lang changes the language of the block.
	Lang string `json:"lang,omitempty"`
	// Join appends the block to the one before it, separated by Sep. The range
	// of a joining edit is empty.
	Join bool   `json:"join,omitempty"`
	Sep  string `json:"sep,omitempty"`
	// Keep protects the block: later edits that would remove text from it are
	// vetoed. The range of such an edit is empty.
	Keep bool `json:"keep,omitempty"`
	// Veto is the rule that prevented this edit; the edit is recorded and
	// changes nothing.
	Veto string `json:"veto,omitempty"`
	// Add, in an edit of no block, is a block to put after the last one: text
	// of the page that is in none of its elements, such as data in a script.
	// Its Node says where it is. Apply gives it an ID that no block of the
	// document has had.
	Add *Block `json:"add,omitempty"`
	// Score is the weight of the evidence, for rules that weigh any; 0 for rules
	// that are certain.
	Score float64 `json:"score,omitzero"`
}

// Added returns an edit that puts a block after the last one.
func Added(b Block, rule, why string) Edit {
	return Edit{Block: NoBlock, Add: &b, Rule: rule, Why: why}
}

// Whole returns an edit that removes a block.
func Whole(b Block, rule, why string) Edit {
	return Edit{Block: b.ID, End: len(b.Text), Rule: rule, Why: why}
}

// Set returns an edit that puts a value found outside the blocks into a field.
func Set(to Field, value, rule, why string) Edit {
	return Edit{Block: NoBlock, To: to, Value: value, Rule: rule, Why: why}
}

// Replace returns an edit that replaces a value of a field: of a list, the first
// entry that equals old.
func Replace(to Field, old, value, rule, why string) Edit {
	return Edit{Block: NoBlock, To: to, Instead: old, Value: value, Rule: rule, Why: why}
}

// Flag returns an edit that raises a flag named rule at a block and changes
// nothing.
func Flag(b Block, rule, why string) Edit {
	return Edit{Block: b.ID, Rule: rule, Why: why, To: FieldFlag}
}

// ErrEdit is wrapped by the errors of Apply: a stage proposed an edit that cannot
// be applied. That is a bug in the stage, whatever the page.
var ErrEdit = fmt.Errorf("invalid edit")

// checkAdd returns an error if an edit that adds a block is malformed.
func checkAdd(e Edit) error {
	switch {
	case e.To != FieldNone || e.Start != 0 || e.End != 0 || e.New != "" || e.Join || e.Keep || e.As != KindNone || e.Instead != "":
		return fmt.Errorf("%w: rule %s: an edit that adds a block can do nothing else", ErrEdit, e.Rule)
	case strings.TrimSpace(e.Add.Text) == "" || e.Add.Kind == KindNone || !utf8.ValidString(e.Add.Text):
		return fmt.Errorf("%w: rule %s: an added block needs a kind and text in UTF-8", ErrEdit, e.Rule)
	}
	return nil
}

// removesEmpty reports whether an edit removes a block that has no text.
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
