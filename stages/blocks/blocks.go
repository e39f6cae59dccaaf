// Package blocks decides which blocks of an HTML page belong to its article.
//
// Most of a page is not its article: menus, teasers, related stories, comments,
// forms, footers. The stage measures every block (its text, its place, its
// neighbours, the elements around it and how they repeat, what the page says
// about itself; see package features), asks a learned model for the probability
// that the block belongs to the main text, and removes the blocks below a
// threshold. The threshold is chosen for each page, to maximise the expected word
// F1. The type of the page (article, forum, product …) is judged first and is
// evidence for the blocks.
//
// Before:
//
//	Home  News  Sport              <nav>
//	The bridge opens in May …      <article>
//	You might also like            <aside>
//	Ten bridges you must see
//
// After:
//
//	The bridge opens in May …
//
// To be left alone: subheads, short paragraphs, lists and tables of the text,
// posts of a thread, and everything on a page where no block is likely to belong:
// such a page is flagged and left to stage readability. Of a page that holds next
// to nothing but menus and labels, nothing stays, but a notice of one sentence
// between the menus does. On a small page the model is not sure of much; there,
// bars, boxes and cards are removed by their labels and by the names of their
// elements, and sentences stay.
//
// Known misses: pages of many similar cards (listings, collections, products),
// where what belongs to the text is a matter of taste; second articles that
// follow the first on the same page; promotions inside the text, in the markup of
// its paragraphs.
package blocks

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"sync"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/blocks/features"
	"winnow/stages/internal/credits"
)

// Options are the stage's settings.
type Options struct {
	// Models replaces the embedded models, if it is not nil: for cross-validation
	// and for models trained on other pages.
	Models *Models `yaml:"-" json:"-"`
	// KeepCaptions leaves the captions that are inside the article in the text.
	// By default they move to the metadata.
	KeepCaptions bool `yaml:"keep_captions" json:"keep_captions"`
}

// The rules.
const (
	ruleOutside = "blocks/outside-article"
	ruleCopy    = "blocks/copy"
	ruleCaption = "blocks/caption"
	ruleRelated = "blocks/related"
	ruleWidget  = "blocks/widget"
	ruleType    = "blocks/page-type"
	ruleScore   = "blocks/score"
)

// ruleNoArticle flags a page of which nothing stays: no block is likely to
// belong to an article, there is little text at all, and none of it is a
// sentence of its own.
const ruleNoArticle = "blocks/no-article"

// RuleFallback flags a page that was left as it is, for another stage to judge:
// no block is likely to belong to an article, or there are too many blocks.
const RuleFallback = "blocks/fallback"

// New makes the stage.
func New(o Options) pipeline.Stage {
	finder := credits.New()
	return pipeline.Stage{
		Name: "blocks",
		Doc:  "Keeps the blocks of an HTML page that belong to its article, as a learned model judges them.",
		Rules: []pipeline.Rule{
			{Name: ruleOutside, Doc: "The block is more likely outside the article than in it; the score is the probability that it is outside.", Tier: pipeline.TierExtract},
			{Name: ruleCopy, Doc: "The block repeats another block of the article word for word.", Tier: pipeline.TierExtract},
			{Name: ruleCaption, Doc: "The block is a caption inside the article, or the credit beside one in a figure; it moves to the metadata, a caption apart from its credit.", Tier: pipeline.TierExtract},
			{Name: ruleRelated, Doc: "The block is a headline in a box of other stories outside the article; its link moves to the metadata.", Tier: pipeline.TierExtract},
			{Name: ruleWidget, Doc: "The block is in a part that software prints around or into the text, by the name of its element: a signature or the count of likes in a forum, the reviews of a shop's service, a banner for consent.", Tier: pipeline.TierExtract},
			{Name: ruleType, Doc: "The most likely type of the page; the score is its probability, reduced by .4 on a page of fewer than 32 blocks.", Tier: pipeline.TierNote},
			{Name: ruleScore, Doc: "The expected word F1 of the text, from 0 to 1.", Tier: pipeline.TierNote},
			{Name: ruleNoArticle, Doc: "The page is a frame without text: no block is more likely in an article than not, few words are expected to be in one, and no unlinked block outside the frame ends a sentence.", Tier: pipeline.TierNote},
			{Name: RuleFallback, Doc: "No block is likely to belong to an article, so the page is left to go-readability; or there are too many blocks to judge, and all are kept.", Tier: pipeline.TierNote},
		},
		Run: func(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			if d.Tree == nil || len(d.Blocks) == 0 || d.NotArticle != "" || d.Ran("blocks") {
				return nil, nil
			}
			if len(d.Blocks) > mostBlocks {
				return []pipeline.Edit{pipeline.Set(pipeline.FieldFlag, "", RuleFallback, "too many blocks to judge")}, nil
			}
			m := o.Models
			if m == nil {
				m = embedded()
			}
			// What the user's rules removed is not part of the article, but it
			// is part of the page by which the model judges the other blocks.
			whole := d.AsParsed()
			v := m.judge(&whole)
			defer v.page.Release()
			return credited(d, still(d, v.edits(&whole, o)), finder), nil
		},
	}
}

// still returns the edits of the blocks that the document still has. The edits
// remove whole blocks, so they take the length that the block has there.
func still(d pipeline.Document, edits []pipeline.Edit) []pipeline.Edit {
	kept := edits[:0]
	for i := range edits {
		e := &edits[i]
		if e.Block != pipeline.NoBlock {
			at := d.Find(e.Block)
			if at < 0 {
				continue
			}
			e.End = len(d.Blocks[at].Text)
		}
		kept = append(kept, *e)
	}
	return kept
}

// A verdict is the result of judging a page.
type verdict struct {
	page      *features.Page
	tree      *tree.Tree
	pageType  string
	typeSure  float32
	likely    []float32 // of each unit, the probability that it belongs
	keep      []bool
	copies    []bool // units left out because they repeat another
	widgets   []bool // units left out because software has printed them; nil for none
	threshold float32
	expected  float32 // word F1
	fallback  bool
	nothing   bool // the page is no article
}

// judge decides which units of a page stay.
func (m *Models) judge(d *pipeline.Document) *verdict {
	v := &verdict{page: features.New(d, m.tokens), tree: d.Tree}
	n := v.page.Len()
	v.likely, v.keep, v.copies = make([]float32, n), make([]bool, n), make([]bool, n)
	types := make([]float32, len(features.Types))
	m.types.Probabilities(v.page.PageRow(), types)
	best := 0
	for k := range types {
		if types[k] > types[best] {
			best = k
		}
	}
	v.pageType, v.typeSure = features.Types[best], types[best]
	v.page.SetTypes(types)
	judge := m.units
	if v.pageType == "article" && v.typeSure > likelyArticle {
		judge = m.articles
	}
	judge.Each(v.likely, v.page.Row)
	v.nothing = v.isNothing()
	v.threshold = v.bestThreshold()
	v.fallback = true
	for i := range n {
		if v.likely[i] >= v.threshold {
			v.keep[i] = true
			words := v.page.Words(i)
			v.fallback = v.fallback && words == 0
		}
	}
	if !v.fallback {
		v.keepTogether()
		v.keepRest()
		v.dropFrame()
		v.keepEssay()
		v.dropWidgets()
	}
	v.expected = v.expectedF1()
	switch {
	case v.nothing:
		clear(v.keep)
	case v.pageType != "documentation":
		v.dropCopies()
	}
	return v
}

// likelyArticle is the probability from which a page is judged by the model for
// articles. (Cross-validated, .7 instead of .5: all pages +.0009, standard error
// .0004, articles unchanged.)
const likelyArticle = 0.7

// mostBlocks is the maximum number of blocks that are judged: the largest page
// of the development data has 6,200.
const mostBlocks = 30000

// leastThreshold bounds the threshold from below: where the model is sure of
// nothing, what is likely junk must not come in for recall's sake. On a page
// that is surely an article, where the article ends is seldom a matter of
// taste, and only likely blocks stay. (Cross-validated: articles +.0014, all
// pages unchanged, segments +.0007; a least threshold of .25 instead of .3: all
// pages +.0012, segments +.0008.)
const (
	leastThreshold   = 0.25
	articleThreshold = 0.5
	surelyArticle    = 0.8
)

// bestThreshold returns the probability from which blocks are kept so that the
// expected word F1 is greatest: with the k likeliest blocks kept, twice the
// expected words of the article among them over the words kept and the words
// expected in the whole page.
func (v *verdict) bestThreshold() float32 {
	expected := float32(0)
	order := make([]uint64, len(v.likely))
	for i, p := range v.likely {
		words := v.page.Words(i)
		expected += p * words
		// The likeliest first, of equals the first: probabilities are not
		// negative, so their bits are in their order.
		order[i] = uint64(^math.Float32bits(p))<<32 | uint64(i)
	}
	slices.Sort(order)
	best, at := float32(-1), float32(1)
	var hits, kept float32
	for _, key := range order {
		i := int(uint32(key))
		words := v.page.Words(i)
		hits += v.likely[i] * words
		kept += words
		if f := 2 * hits / (kept + expected); f > best {
			best, at = f, v.likely[i]
		}
	}
	least := float32(leastThreshold)
	if v.pageType == "article" && v.typeSure > surelyArticle && len(v.likely) >= unitsOfFrame {
		least = articleThreshold
	}
	return max(at, least)
}

// expectedF1 returns the expected word F1 of what is kept, by the
// probabilities.
func (v *verdict) expectedF1() float32 {
	var hits, kept, expected float32
	for i, p := range v.likely {
		words := v.page.Words(i)
		expected += p * words
		if v.keep[i] {
			hits += p * words
			kept += words
		}
	}
	if kept+expected == 0 {
		return 0
	}
	return 2 * hits / (kept + expected)
}

// copyWords is the minimum number of words of a block whose copy is dropped:
// shorter lines are repeated on purpose (labels in a table, refrains).
const copyWords = 8

// dropCopies leaves out what repeats an earlier block, or, if that is not in the
// markup of an article's text and the later one is, the earlier: it is a
// quotation pulled out of the text.
func (v *verdict) dropCopies() {
	seen := map[uint64]int{}
	markupOfText := sync.OnceValues(v.mainMarkup) // few pages repeat anything
	for i, keep := range v.keep {
		b, words, hash := v.page.Block(i), v.page.Words(i), v.page.Hash(i)
		if !keep || words < copyWords || b.Kind == pipeline.Cell || b.Kind == pipeline.Code {
			continue
		}
		first, ok := seen[hash]
		if !ok {
			seen[hash] = i
			continue
		}
		copied := i
		if m, ok := markupOfText(); ok && v.pageType == "article" && v.hasMarkup(i, m) && !v.hasMarkup(first, m) {
			copied, seen[hash] = first, i
		}
		v.keep[copied], v.copies[copied] = false, true
	}
}

// whyBetween is why a block goes that is no caption and has parts of the article on
// both sides.
const whyBetween = "between parts of the article"

// edits returns the verdict as edits of the document.
func (v *verdict) edits(d *pipeline.Document, o Options) []pipeline.Edit {
	edits := []pipeline.Edit{v.typeEdit()}
	switch {
	case v.nothing:
		edits = append(edits, pipeline.Set(pipeline.FieldFlag, "", ruleNoArticle, "no block is likely to belong to an article, and there are few words"))
	case v.fallback:
		return append(edits, pipeline.Set(pipeline.FieldFlag, "", RuleFallback, "no block is likely to belong to an article"))
	default:
		edits = append(edits, pipeline.Set(pipeline.FieldScore, strconv.FormatFloat(float64(v.expected), 'f', 2, 32), ruleScore, "expected word F1"))
	}
	first, last := v.span()
	related := v.related(d)
	edits = slices.Grow(edits, len(v.keep))
	for i := range v.keep {
		if v.keep[i] {
			continue
		}
		b := v.page.Block(i)
		e := pipeline.Whole(*b, ruleOutside, "after the article")
		e.Score = float64(1 - v.likely[i])
		switch {
		case v.copies[i]:
			e.Rule, e.Why, e.Score = ruleCopy, "repeats another block", 0
		case v.widgets != nil && v.widgets[i]:
			e.Rule, e.Why, e.Score = ruleWidget, "the name of its element", 0
		case v.nothing:
			e.Why = "there is no article"
		case i < first:
			e.Why = "before the article"
		case i < last && b.Kind == pipeline.Caption:
			if o.KeepCaptions {
				continue
			}
			e.Rule, e.Why, e.To = ruleCaption, "caption in the article", pipeline.FieldCaption
		case i < last:
			e.Why = whyBetween
		}
		if s, ok := related[i]; ok && !v.copies[i] {
			e.Rule, e.Why, e.To, e.Value, e.Href = ruleRelated, "below “"+s.heading+"”", pipeline.FieldRelated, s.title, s.href
		}
		edits = append(edits, e)
	}
	return edits
}

// The type of a page shows in what is around its text. A page of fewer units
// has hardly anything there, and the model is too sure of itself. (Of 3,537 pages
// made of a headline and one to sixteen paragraphs of development pages, without
// an address, 86 of 100 were given another type than that of the page they are
// from, up to a probability of .86, mostly service; with the address 246 have .9
// and more, all rightly. 23 of 1,488 development pages have fewer units; 11 of
// these have less than .9.)
const (
	unitsOfFrame = 32
	bareDoubt    = 0.4
)

// typeEdit records the type of the page. Its score is the probability, reduced
// on a page of few units; whoever shows the type should go by it.
func (v *verdict) typeEdit() pipeline.Edit {
	e := pipeline.Set(pipeline.FieldPageType, v.pageType, ruleType, fmt.Sprintf("probability %.2f", v.typeSure))
	e.Score = float64(v.typeSure)
	if v.page.Len() < unitsOfFrame {
		e.Score = max(0.01, e.Score-bareDoubt)
		e.Why += ", but there is little around the text"
	}
	return e
}

// span returns the first and the last unit that stays.
func (v *verdict) span() (first, last int) {
	first, last = len(v.keep), -1
	for i, keep := range v.keep {
		if keep {
			first, last = min(first, i), i
		}
	}
	return first, last
}
