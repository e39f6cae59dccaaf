package features

import (
	"slices"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/internal/forest"
	"winnow/stages/internal/textstat"
	"winnow/stages/internal/tokenweights"
)

// A unit is a block that has text, with the counts of its text.
type unit struct {
	textstat.Stats
	block     *pipeline.Block
	container int32 // the innermost one that holds it
	// link, bold and code are the shares of the text inside such marks.
	link, bold, code float32
	links            int32
	linkWords        float32
	images           int32 // images since the unit before
	good             bool
	pathGroup        int32 // number in Page.pathGroups
	repeat           int32 // number in Page.repeats
	// from and to delimit its words in outline.words, which holds none of a
	// long text.
	from, to int32
}

// labelWords and teaserWords are the greatest numbers of words of a text that
// is compared with the page's title, and with its summary.
const (
	labelWords  = 40
	teaserWords = 90
)

// sums are running totals over the units before one.
type sums struct {
	words, links, good, paragraphs, functions float32
	headings, images, stops, goodUnits        int32
	labels, dates                             int32 // units that are one short link; labels with a date
}

func (a sums) minus(b sums) sums {
	return sums{
		a.words - b.words, a.links - b.links, a.good - b.good, a.paragraphs - b.paragraphs, a.functions - b.functions,
		a.headings - b.headings, a.images - b.images, a.stops - b.stops, a.goodUnits - b.goodUnits,
		a.labels - b.labels, a.dates - b.dates,
	}
}

func (a sums) plus(b sums) sums {
	return sums{
		a.words + b.words, a.links + b.links, a.good + b.good, a.paragraphs + b.paragraphs, a.functions + b.functions,
		a.headings + b.headings, a.images + b.images, a.stops + b.stops, a.goodUnits + b.goodUnits,
		a.labels + b.labels, a.dates + b.dates,
	}
}

// linked returns the share of the words that are linked.
func (a sums) linked() float32 { return forest.Share(a.links, a.words) }

// An outline is a page as units and containers.
type outline struct {
	doc        *pipeline.Document
	tree       *tree.Tree
	units      []unit
	containers []container
	families   []family
	sums       []sums // one more than units
	total      sums
	words      []uint64 // hashes of the words of short texts
	index      []int32  // of each node, its container plus one; 0 for none
	familyOf   table    // of containers, by parent and signature, to families
}

// measureAll makes the outline of a document.
func (o *outline) measureAll(d *pipeline.Document, forum bool, weights *tokenweights.Weights) {
	o.doc, o.tree = d, d.Tree
	o.measure()
	o.addContainers()
	o.nameContainers(weights)
	o.sumUp()
	o.spreadNear()
	if !forum && o.demoteComments() {
		o.sumUp()
	}
	o.findFamilies()
}

// measure scans the text of every block.
func (o *outline) measure() {
	images := int32(0)
	o.units = slices.Grow(o.units[:0], len(o.doc.Blocks))
	for i := range o.doc.Blocks {
		b := &o.doc.Blocks[i]
		if b.Kind == pipeline.Image {
			images++
			continue
		}
		u := unit{block: b, images: images, from: int32(len(o.words))}
		images = 0
		u.Stats, o.words = textstat.ScanWords(b.Text, o.words)
		if u.Words > teaserWords {
			o.words = o.words[:u.from]
		}
		u.to = int32(len(o.words))
		u.marks()
		u.good = u.isGood()
		o.units = append(o.units, u)
	}
}

// sumUp makes the running totals.
func (o *outline) sumUp() {
	o.sums = append(o.sums[:0], sums{})
	s := sums{}
	for i := range o.units {
		u := &o.units[i]
		s.words += u.Words
		s.links += u.linkWords
		s.functions += float32(u.Function)
		s.images += u.images
		s.stops += u.Stops
		if u.good {
			s.good += u.Words
			s.goodUnits++
		}
		switch u.block.Kind {
		case pipeline.Paragraph:
			s.paragraphs += u.Words
		case pipeline.Heading:
			s.headings++
		}
		if u.Words < GoodWords {
			if u.link > 0.8 {
				s.labels++
			}
			if u.Topics&textstat.Date != 0 {
				s.dates++
			}
		}
		o.sums = append(o.sums, s)
	}
	o.total = s
}

// leastBeside is the minimum number of words of good text beside the comments
// of a page: with less, the comments are the page.
const leastBeside = 40

// demoteComments removes the text of comments from the good text if the page
// has other good text: many short articles are followed by more comments than
// article, and would have their centre there. It reports whether it did.
func (o *outline) demoteComments() bool {
	comments := float32(0)
	for i := range o.units {
		if u := &o.units[i]; u.good && o.isComment(u) {
			comments += u.Words
		}
	}
	if comments == 0 || o.total.good-comments < leastBeside {
		return false
	}
	for i := range o.units {
		if u := &o.units[i]; o.isComment(u) {
			u.good = false
		}
	}
	return true
}

func (o *outline) isComment(u *unit) bool { return o.containers[u.container].near[groupComment] < far }

// marks measures the inline marks of a unit.
func (u *unit) marks() {
	n := float32(len(u.block.Text))
	if n == 0 {
		return
	}
	ends := [4]int{}
	covered := [4]int{}
	for _, m := range u.block.Marks {
		k := 0
		switch m.Kind {
		case pipeline.Link:
			u.links++
		case pipeline.Strong:
			k = 1
		case pipeline.CodeSpan:
			k = 2
		default:
			k = 3
		}
		if m.End > ends[k] {
			covered[k] += m.End - max(m.Start, ends[k])
			ends[k] = m.End
		}
	}
	u.link, u.bold, u.code = float32(covered[0])/n, float32(covered[1])/n, float32(covered[2])/n
	u.linkWords = u.link * u.Words
}

// GoodWords is the minimum number of words of good text: fewer are a label or a
// heading as often as a sentence.
const GoodWords = 12

// isGood reports whether the unit reads like prose.
func (u *unit) isGood() bool {
	const hidden = pipeline.InHidden | pipeline.InTemplate
	return u.Words >= GoodWords && u.link < 0.4 && u.Stops+u.Commas > 0 && u.block.Context&hidden == 0 &&
		u.block.Kind != pipeline.Control && u.block.Kind != pipeline.Heading
}

func (o *outline) sum(lo, hi int32) sums { return o.sums[hi].minus(o.sums[lo]) }
