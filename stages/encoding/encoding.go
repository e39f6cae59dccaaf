// Package encoding repairs the characters of an article, block by block: what
// encodings did to them (package repair), then the slips that scrapers and
// content systems leave in running text (package typography). It also joins a
// quotation to the few words that say whose it is, and flags a scrap of
// quotation that a machine should not judge.
//
// Where it comes from: pages decoded with the wrong charset, editors that
// store &nbsp; where a link ended, links cut out before a full stop, text
// typed in haste.
//
//	"a diplomatic solution to the standoff ."  → "… the standoff."
//	"It\u00e2\u0080\u0099s over.\u00a0"        → "It’s over."
//	"“… win this war,”" + "Macron added."      → one block
//
// Titles, captions, related links and other text in fields get the first kind
// of repair too, since it was moved there as scraped.
//
// It runs last, so that the stages before it see the text as it was scraped
// (they match through package fold), and what they leave is repaired once.
//
// What must be left alone: code, but for broken characters; table cells,
// quotations and verse, but for broken characters and white space at their
// ends; the author's own grammar; everything the packages repair and
// typography name.
//
// Known misses: "Eastern Europe. ‘East." stays, flagged; a quotation whose
// speaker takes more than four words stays in two blocks.
package encoding

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"winnow/pipeline"
	"winnow/stages/encoding/repair"
	"winnow/stages/encoding/typography"
)

// Options steers the stage. The zero Options repairs what is broken.
type Options struct {
	// Repair changes what the repair of characters does by default.
	Repair repair.Options
	// KeepTypography leaves spaces, stops and words as they are.
	KeepTypography bool
}

const (
	ruleJoin     = "encoding/split-quote"
	ruleDangling = "encoding/dangling-fragment"
	ruleBudget   = "encoding/budget"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	return pipeline.Stage{
		Name:  "encoding",
		Doc:   "Repairs broken characters, spaces and punctuation, and joins quotations to their speakers.",
		Rules: rules(o),
		Mends: true,
		Run: func(ctx context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			return run(ctx, d, o)
		},
	}
}

// rules lists the rules that can act under the options. Rules of repair that
// need broken UTF-8 are not among them: a document holds none.
func rules(o Options) []pipeline.Rule {
	var list []pipeline.Rule
	for _, r := range repair.Rules() {
		if !slices.Contains(impossible, r.Name) && asked(r.Name, o.Repair) {
			list = append(list, pipeline.Rule{Name: "encoding/" + r.Name, Doc: r.Doc, Tier: pipeline.TierA})
		}
	}
	list = append(list, pipeline.Rule{
		Name: ruleBudget, Tier: pipeline.TierNote,
		Doc: "The page is broken in too many places, or within one block too large to repair: what was not examined is flagged once and left as it was scraped.",
	})
	if o.KeepTypography {
		return list
	}
	for _, r := range typography.Rules() {
		list = append(list, pipeline.Rule{Name: "encoding/" + r.Name, Doc: r.Doc, Tier: pipeline.TierA})
	}
	return append(list,
		pipeline.Rule{
			Name: ruleJoin, Tier: pipeline.TierA,
			Doc: "A block of at most four words with a verb of saying is joined to the quotation before it, which ends in a comma.",
		},
		pipeline.Rule{
			Name: ruleDangling, Tier: pipeline.TierNote,
			Doc: "A block ends in one or two words of a quotation that is never closed; it is only flagged, since only its author knows what was meant.",
		})
}

var impossible = []string{"invalid-utf8", "surrogate"}

// asked reports whether a rule of repair is enabled.
func asked(rule string, o repair.Options) bool {
	switch rule {
	case "quotes":
		return o.Quotes
	case "ligature":
		return o.Ligatures
	case "width":
		return o.Width
	case "nbsp":
		return !o.KeepSpaces
	}
	return true
}

func run(ctx context.Context, d pipeline.Document, o Options) ([]pipeline.Edit, error) {
	var edits []pipeline.Edit
	o.Repair.OnMojibake = o.Repair.OnMojibake || onMojibake(d)
	edits = appendFields(edits, d.Meta, o)
	inOrder := func(b pipeline.Block) bool {
		_, steps, skipped := mendWithin(&b, o, cmp.Or(b.Lang, d.Meta.Lang), maxSteps)
		return len(steps) == 0 && skipped == ""
	}
	var previous repaired // the last block that keeps some text
	left, flagged := maxSteps, false
	for i := range d.Blocks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		b := &d.Blocks[i]
		now := repaired{block: b, text: b.Text}
		var steps []repair.Step
		if b.Kind != pipeline.Image {
			var skipped string
			now.text, steps, skipped = mendWithin(b, o, cmp.Or(b.Lang, d.Meta.Lang), left)
			if skipped != "" && !flagged {
				edits = append(edits, pipeline.Flag(*b, ruleBudget, skipped))
				flagged = true
			}
		}
		left -= len(steps)
		for _, s := range steps {
			edits = append(edits, pipeline.Edit{
				Block: b.ID, Start: s.Start, End: s.End, New: s.New, Rule: "encoding/" + s.Rule, Why: s.Why,
			})
		}
		if strings.TrimSpace(now.text) == "" {
			continue
		}
		if !o.KeepTypography {
			edits = appendNeighbours(edits, previous, now, inOrder)
		}
		previous = now
	}
	if !o.KeepTypography {
		edits = appendDangling(edits, previous, repaired{})
	}
	return edits, nil
}

// onMojibake reports whether a document is about broken characters.
func onMojibake(d pipeline.Document) bool {
	return slices.ContainsFunc(d.Blocks, func(b pipeline.Block) bool {
		return b.Kind != pipeline.Code && strings.Contains(b.Text, "ojibake")
	})
}

// repaired is a block with the text it will have.
type repaired struct {
	block *pipeline.Block
	text  string
}

// appendNeighbours appends what two blocks in a row call for. Blocks are joined
// only where the whole is in order, which a longer text may not be by the
// rules of sentences; or a second run would find more to do.
func appendNeighbours(edits []pipeline.Edit, previous, now repaired, inOrder func(pipeline.Block) bool) []pipeline.Edit {
	if previous.block == nil {
		return edits
	}
	edits = appendDangling(edits, previous, now)
	if verb := splitQuote(previous, now); verb != "" && inOrder(joined(previous, now)) {
		edits = append(edits, pipeline.Edit{
			Block: now.block.ID, Rule: ruleJoin, Join: true, Sep: joinSep,
			Why: "the quotation before it ends in a comma, and “" + verb + "” says whose it is",
		})
	}
	return edits
}

// joined returns the block that results from a join.
func joined(a, b repaired) pipeline.Block {
	return pipeline.Block{Kind: a.block.Kind, Context: a.block.Context, Lang: a.block.Lang, Text: a.text + joinSep + b.text}
}

const joinSep = " "

func appendDangling(edits []pipeline.Edit, b, next repaired) []pipeline.Edit {
	if b.block == nil {
		return edits
	}
	if scrap := dangling(b, next); scrap != "" {
		edits = append(edits, pipeline.Flag(*b.block, ruleDangling, "ends in “"+scrap+"”, a quotation that is not closed"))
	}
	return edits
}
