package features

import (
	"math/bits"
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/internal/forest"
	"winnow/stages/internal/textstat"
)

// PageColumns names the columns of PageRow, Columns those of Rows.
var (
	PageColumns = columnNames(func(p *Page, r *forest.Row) { p.pageColumns(r) })
	Columns     = columnNames(func(p *Page, r *forest.Row) { p.unitColumns(r, 0) })
)

// Types are the page types, in the order of the type model's classes.
var Types = [...]string{"article", "collection", "documentation", "forum", "listing", "product", "service"}

// columnNames measures a page of one unit to learn the columns' names.
func columnNames(emit func(*Page, *forest.Row)) []string {
	var names []string
	r := forest.NewRow(nil)
	r.Names = &names
	emit(New(samplePage(), nil), &r)
	return names
}

// PageRow returns the columns of the page as a whole.
func (p *Page) PageRow() []float32 {
	r := forest.NewRow(nil)
	p.pageColumns(&r)
	return r.Values()
}

// Row writes the columns of unit i into dst, which may be reused, and returns
// it. SetTypes must be called before.
func (p *Page) Row(i int, dst []float32) []float32 {
	r := forest.NewRow(dst)
	p.unitColumns(&r, i)
	return r.Values()
}

// unitColumns are the columns of one unit. They hold plain counts: their
// logarithms would be the same to a tree.
func (p *Page) unitColumns(r *forest.Row, i int) {
	p.ownText(r, i)
	p.position(r, i)
	r.All(contextColumns[:], p.context[:])
	p.likeness(r, i)
	p.neighbours(r, i)
	p.sectionColumns(r, i)
	p.pathGroupColumns(r, i)
	p.ancestors(r, i)
	p.branch(r, i)
	tokens := p.weights.LogOdds(p.outline.containers[p.outline.units[i].container].tokens)
	r.Put("path tokens", tokens)
	r.Put("path tokens above mean", tokens-p.meanTokens)
	near := &p.outline.containers[p.outline.units[i].container].near
	r.Prefix = "near "
	for k, v := range near {
		if !unasked[k] {
			r.Put(nearNames[k], float32(v))
		}
	}
	r.Prefix = ""
}

// unasked are the kinds of elements above a unit from which the model learned
// nothing.
var unasked = [groups + inTags]bool{
	groupCrumbs: true, groupShare: true, groupAd: true, groupTitle: true, inHeader: true, inQuote: true, inDetails: true, inDialog: true,
}

// beside are the topics of labels that head text beside an article.
const beside = textstat.Related | textstat.Comments | textstat.Share | textstat.Newsletter | textstat.Author

// ownText are the counts of the unit's text and its inline marks.
func (p *Page) ownText(r *forest.Row, i int) {
	u := &p.outline.units[i]
	letters := float32(u.Letters)
	r.Put("words", u.Words)
	r.Put("chars", float32(u.Chars))
	r.Put("word length", forest.Share(letters, u.Words))
	r.Put("link", u.link)
	r.Put("links", float32(u.links))
	r.Put("bold", u.bold)
	r.Put("stops", float32(u.Stops))
	r.Put("functions", forest.Share(float32(u.Function), u.Words))
	r.Put("digits", forest.Share(float32(u.Digits), float32(u.Chars)))
	r.Put("uppers", forest.Share(float32(u.Uppers), letters))
	r.Put("capitalised", forest.Share(float32(u.Capitalised), u.Words))
	r.Put("signs", forest.Share(float32(u.Signs), u.Words))
	r.Put("quotes", float32(u.Quotes))
	r.Put("breaks", float32(u.Breaks))
	r.Put("first", float32(u.First))
	r.Put("end", float32(u.End))
	r.Put("topics", float32(u.Topics&beside))
	r.Flag("menu", u.Topics&(textstat.Menu|textstat.Legal|textstat.Ad) != 0)
	r.Put("kind", float32(u.block.Kind))
	r.Put("level", float32(u.block.Level))
	r.Put("tag", tagCode(p.outline.containers[u.container].tag))
	r.Put("images", float32(u.images))
	r.Flag("good", u.good)
	c := u.block.Context
	r.Flag("hidden", c.Has(pipeline.InHidden))
	r.Flag("aside", c.Has(pipeline.InNoscript) || c.Has(pipeline.InTemplate))
	r.Put("row", float32(min(u.block.Row, 100)))
	r.Put("col", float32(min(u.block.Col, 20)))
}

// position tells where on the page the unit is.
func (p *Page) position(r *forest.Row, i int) {
	o := &p.outline
	before := &o.sums[i]
	g := &p.nearGood[i]
	r.Put("words before", p.extent(before.words))
	r.Put("words after", p.extent(o.total.words-o.sums[i+1].words))
	r.Put("position", forest.Share(before.words, o.total.words))
	r.Put("place", forest.Share(float32(i), float32(len(o.units))))
	r.Put("good before", forest.Share(before.good, o.total.good))
	r.Put("good after", p.extent(o.total.good-o.sums[i+1].good))
	r.Put("depth", float32(o.containers[o.units[i].container].depth))
	r.Put("since good", g.before)
	r.Put("units since good", float32(min(int32(i)-g.last, 50)))
	r.Put("units until good", float32(min(g.next-int32(i), 50)))
	r.Put("up to last good", p.climb(int32(i), g.last))
	r.Put("up to next good", p.climb(int32(i), g.next))
	r.Put("down to last good", p.climb(g.last, int32(i)))
	r.Put("down to next good", p.climb(g.next, int32(i)))
}

// maxClimb bounds the levels that are counted.
const maxClimb = 12

// climb counts the levels, of those that hold more units than the one below,
// from unit a up to the first container that holds unit b; -1 when there is no such
// unit.
func (p *Page) climb(a, b int32) float32 {
	units, containers := p.outline.units, p.outline.containers
	if a < 0 || b < 0 || int(a) >= len(units) || int(b) >= len(units) {
		return -1
	}
	levels := 0
	k := &containers[units[a].container]
	for levels < maxClimb && (b < k.lo || b >= k.hi) {
		if k.wider < 0 {
			break
		}
		k = &containers[k.wider]
		levels++
	}
	return float32(levels)
}

// likeness compares the unit with what the page says about itself.
func (p *Page) likeness(r *forest.Row, i int) {
	u := &p.outline.units[i]
	var words, inTitle, inSummary float32
	if u.Words <= labelWords || u.Words <= teaserWords && p.summary.n > 0 {
		list := p.outline.words[u.from:u.to]
		words = float32(len(list))
		for _, h := range list {
			if p.title.has(h) {
				inTitle++
			}
			if p.summary.has(h) {
				inSummary++
			}
		}
	}
	if u.Words > labelWords {
		inTitle = 0
	}
	r.Put("of title", forest.Share(inTitle, words))
	r.Put("title cover", p.title.covered(inTitle))
	r.Put("of summary", forest.Share(inSummary, words))
	r.Put("summary cover", p.summary.covered(inSummary))
	r.Put("articleBody", p.inArticleBody(u))
	distance, levels := float32(noHeadline), float32(-1)
	if h := p.headline; h >= 0 {
		distance = p.extent(p.outline.sums[i].words - p.outline.sums[h].words)
		levels = p.climb(int32(h), int32(i))
	}
	r.Put("since headline", distance)
	r.Put("up from headline", levels)
}

// noHeadline is the number of words since a headline that does not exist.
const noHeadline = -1e6

// inArticleBody is 1 for a unit that is in JSON-LD's articleBody, 0 for one
// that is not, -1 if there is no articleBody.
func (p *Page) inArticleBody(u *unit) float32 {
	const enough, probe = 100, 60
	if len(p.declared.articleBody) < enough || u.Words < 4 {
		return -1
	}
	return forest.Truth(strings.Contains(p.declared.articleBody, flatten(u.block.Text, probe)))
}

// neighbours are the two units on each side, and the sums over wider windows.
func (p *Page) neighbours(r *forest.Row, i int) {
	o := &p.outline
	for _, n := range [...]struct {
		by   int
		name string
	}{{-2, "-2 "}, {-1, "-1 "}, {1, "+1 "}, {2, "+2 "}} {
		r.Prefix = n.name
		link, kind, same, words, end := float32(-1), float32(-1), float32(-1), float32(-1), float32(-1)
		if j := i + n.by; j >= 0 && j < len(o.units) {
			u := &o.units[j]
			link, kind, same, words, end = u.link, float32(u.block.Kind), forest.Truth(u.pathGroup == o.units[i].pathGroup), u.Words, float32(u.End)
		}
		r.Put("link", link)
		r.Put("kind", kind)
		r.Put("same", same)
		if n.by == 1 || n.by == -1 {
			r.Put("words", words)
			r.Put("end", end)
		}
	}
	r.Prefix = ""
	r.Put("down from next", p.climb(int32(i+1), int32(i)))
	for _, w := range [...]struct {
		size int
		name string
	}{{3, "win3 "}, {8, "win8 "}, {20, "win20 "}} {
		r.Prefix = w.name
		first, here, next, last := &o.sums[max(0, i-w.size)], &o.sums[i], &o.sums[i+1], &o.sums[min(len(o.units), i+1+w.size)]
		before, after := here.words-first.words, last.words-next.words
		r.Put("words before", before)
		r.Put("words after", after)
		r.Put("link before", forest.Share(here.links-first.links, before))
		r.Put("link after", forest.Share(last.links-next.links, after))
		r.Put("good before", forest.Share(here.good-first.good, before))
		r.Put("good after", forest.Share(last.good-next.good, after))
	}
	r.Prefix = ""
}

// sectionColumns describe the heading above the unit, and the labels that came
// before it.
func (p *Page) sectionColumns(r *forest.Row, i int) {
	o := &p.outline
	s := &p.sections[p.section[i]]
	r.All(sectionColumns[:], s.columns[:])
	if s.head < 0 {
		r.Put("since heading", p.extent(o.sums[i].words))
		r.Put("up from heading", -1)
		r.Put("up to heading", -1)
	} else {
		r.Put("since heading", p.extent(o.sums[i].words-o.sums[s.head].words))
		r.Put("up from heading", p.climb(s.head, int32(i)))
		r.Put("up to heading", p.climb(int32(i), s.head))
	}
	r.Prefix = "since "
	for t, words := range p.topics[i] {
		if words < never {
			words = p.extent(words)
		}
		r.Put(topicNames[bits.TrailingZeros16(uint16(watchedTopics[t]))], words)
	}
	r.Prefix = ""
}

// pathGroupColumns describe the units that look the same on the page, and copies of
// the unit.
func (p *Page) pathGroupColumns(r *forest.Row, i int) {
	u := &p.outline.units[i]
	k := &p.pathGroups[u.pathGroup]
	r.All(pathGroupColumns[:], k.columns[:])
	r.Put("path group place", forest.Share(float32(int32(i)-k.first), float32(max(1, k.last-k.first))))
	c := &p.repeats[u.repeat]
	r.Put("copies", float32(min(c.count, 10)))
	r.Flag("copy", c.first < int32(i))
}

// ancestors are the four nearest elements that hold ever more units, and the
// nearest family of at least three.
func (p *Page) ancestors(r *forest.Row, i int) {
	o := &p.outline
	n := o.units[i].container
	k := &o.containers[n]
	card := k.card
	for _, prefix := range [...]string{"up1 ", "up2 ", "up3 ", "up4 "} {
		r.Prefix = prefix
		r.All(elementColumns[:], p.elements[n][:])
		if up := o.containers[n].wider; up >= 0 {
			n = up
		}
	}
	r.Prefix = "card "
	words, units, offset, columns := float32(-1), float32(-1), float32(-1), &noCard
	if card >= 0 {
		c := &o.containers[card]
		words, units, offset, columns = o.sums[c.hi].words-o.sums[c.lo].words, float32(min(c.hi-c.lo, 50)), float32(min(int32(i)-c.lo, 50)), &p.families[c.family]
	}
	r.Put("words", words)
	r.Put("units", units)
	r.Put("offset", offset)
	r.All(cardColumns[:], columns[:])
	r.Prefix = ""
}

// branch describes how the unit is connected to the path to the centre of the
// good text: where its branch leaves the path, and what the branch as a whole
// is like.
func (p *Page) branch(r *forest.Row, i int) {
	o := &p.outline
	last := int(p.trunks[o.units[i].container])
	trunk := &o.containers[p.path[last]]
	n := p.branches[o.units[i].container]
	side := float32(0) // before, inside, after the path's next container
	gap := float32(0)
	if last < len(p.path)-1 {
		next := &o.containers[p.path[last+1]]
		if int32(i) < next.lo {
			side, gap = -1, p.extent(o.sums[next.lo].words-o.sums[i].words)
		} else {
			side, gap = 1, p.extent(o.sums[i].words-o.sums[next.hi].words)
		}
	}
	r.Put("branch level", p.levels[last])
	r.Put("branch side", side)
	r.Put("branch gap", gap)
	r.Put("trunk of good", forest.Share(o.sums[trunk.hi].good-o.sums[trunk.lo].good, o.total.good))
	lo, hi := int32(i), int32(i+1)
	r.Prefix = "branch "
	same, tag, place := float32(-1), float32(-1), float32(-1)
	if n >= 0 {
		k := &o.containers[n]
		lo, hi = k.lo, k.hi
		same, tag, place = p.extent(float32(k.same)), tagCode(k.tag), forest.Share(float32(k.place), float32(trunk.places))
	}
	r.Put("same", same)
	r.Put("tag", tag)
	r.Put("place", place)
	from, to := &o.sums[lo], &o.sums[hi]
	words, good := to.words-from.words, to.good-from.good
	r.Put("words", p.extent(words))
	r.Put("linked", forest.Share(to.links-from.links, words))
	r.Put("good", forest.Share(good, words))
	r.Put("of good", forest.Share(good, o.total.good))
	r.Put("units", p.extent(float32(hi-lo)))
	r.Put("images", float32(min(to.images-from.images, 50)))
	r.Put("headings", float32(min(to.headings-from.headings, 50)))
	r.Put("offset", p.extent(o.sums[i].words-from.words))
	r.Put("label", float32(p.labelOf(lo, hi)&beside))
	r.Prefix = "centre "
	c := p.centre
	start, end := &o.sums[c.lo], &o.sums[c.hi]
	before, after := &o.sums[min(max(lo, c.lo), c.hi)], &o.sums[max(min(hi, c.hi), c.lo)]
	whole := end.good - start.good
	r.Flag("inside", c.holds(i))
	r.Put("good before", forest.Share(before.good-start.good, whole))
	r.Put("good after", forest.Share(end.good-after.good, whole))
	r.Put("words after", p.extent(end.words-after.words))
	r.Put("linked after", forest.Share(end.links-after.links, end.words-after.words))
	r.Prefix = ""
}

// labelOf returns the topics of the first short units of a branch.
func (p *Page) labelOf(lo, hi int32) textstat.Topic {
	for j := lo; j < min(hi, lo+2); j++ {
		if t := p.outline.units[j].Topics; t != 0 {
			return t
		}
	}
	return 0
}

func (k *container) holds(i int) bool { return int32(i) >= k.lo && int32(i) < k.hi }

// samplePage returns a page of one paragraph.
func samplePage() *pipeline.Document {
	t := tree.Parse("<p>Text</p>", tree.Limits{})
	node := int(t.First(t.Body(), tree.P))
	return &pipeline.Document{Tree: t, Blocks: []pipeline.Block{{Kind: pipeline.Paragraph, Text: "Text", Node: node}}}
}
