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
	Columns     = columnNames(func(p *Page, r *forest.Row) { p.unitColumns(r, 0, make([]float32, len(Types))) })
)

// Types are the page types, in the order of the type model's classes.
var Types = [...]string{"article", "collection", "documentation", "forum", "listing", "product", "service"}

// columnNames measures a page of one unit to learn the columns' names.
func columnNames(emit func(*Page, *forest.Row)) []string {
	var names []string
	emit(New(samplePage()), &forest.Row{Names: &names})
	return names
}

// PageRow gives the columns of the page as a whole.
func (p *Page) PageRow() []float32 {
	r := forest.Row{Values: make([]float32, 0, 192)}
	p.pageColumns(&r)
	return r.Values
}

// Row writes the columns of unit i into dst, which may be reused, and returns
// it. types are the probabilities of the page types.
func (p *Page) Row(i int, types, dst []float32) []float32 {
	r := forest.Row{Values: dst[:0]}
	p.unitColumns(&r, i, types)
	return r.Values
}

// unitColumns are the columns of one unit.
func (p *Page) unitColumns(r *forest.Row, i int, types []float32) {
	p.ownText(r, i)
	p.position(r, i)
	p.pageContext(r, types)
	p.likeness(r, i)
	p.neighbours(r, i)
	p.sectionColumns(r, i)
	p.kinColumns(r, i)
	p.ancestors(r, i)
	p.branch(r, i)
	near := &p.outline.nests[p.outline.units[i].nest].near
	r.Prefix = "near "
	for k, v := range near {
		if !unasked[k] {
			r.Put(nearNames[k], float32(v))
		}
	}
	r.Prefix = ""
}

// unasked are the kinds of elements above a unit that taught the judge nothing.
var unasked = [groups + inTags]bool{
	groupCrumbs: true, groupShare: true, groupAd: true, groupTitle: true, inHeader: true, inQuote: true, inDetails: true, inDialog: true,
}

// ownText are the counts of the unit's text and its inline marks.
func (p *Page) ownText(r *forest.Row, i int) {
	u := &p.outline.units[i]
	chars, letters := float32(u.Chars), float32(u.Letters)
	r.Put("words", u.Words)
	r.Put("chars", forest.Log(chars))
	r.Put("word length", forest.Share(letters, u.Words))
	r.Put("link", u.link)
	r.Put("links", float32(u.links))
	r.Put("bold", u.bold)
	r.Put("stops", float32(u.Stops))
	r.Put("functions", forest.Share(float32(u.Function), u.Words))
	r.Put("digits", forest.Share(float32(u.Digits), chars))
	r.Put("uppers", forest.Share(float32(u.Uppers), letters))
	r.Put("capitalised", forest.Share(float32(u.Capitalised), u.Words))
	r.Put("signs", forest.Share(float32(u.Signs), u.Words))
	r.Put("quotes", float32(u.Quotes))
	r.Put("breaks", float32(u.Breaks))
	r.Put("first", float32(u.First))
	r.Put("end", float32(u.End))
	r.Put("topics", float32(u.Topics&(textstat.Related|textstat.Comments|textstat.Share|textstat.Newsletter|textstat.Author)))
	r.Flag("menu", u.Topics&(textstat.Menu|textstat.Legal|textstat.Ad) != 0)
	r.Put("kind", float32(u.block.Kind))
	r.Put("level", float32(u.block.Level))
	r.Put("tag", tagCode(p.outline.nests[u.nest].tag))
	r.Put("images", float32(u.images))
	r.Flag("good", u.good)
	c := u.block.Context
	r.Flag("hidden", c.Has(pipeline.InHidden))
	r.Flag("aside", c.Has(pipeline.InNoscript) || c.Has(pipeline.InTemplate))
	r.Put("row", float32(min(u.block.Row, 100)))
	r.Put("col", float32(min(u.block.Col, 20)))
}

// position tells where on the page the unit stands.
func (p *Page) position(r *forest.Row, i int) {
	o := p.outline
	before := o.sums[i]
	after := o.total.minus(o.sums[i+1])
	g := &p.goods[i]
	r.Put("words before", forest.Log(before.words))
	r.Put("words after", forest.Log(after.words))
	r.Put("position", forest.Share(before.words, o.total.words))
	r.Put("place", forest.Share(float32(i), float32(len(o.units))))
	r.Put("good before", forest.Share(before.good, o.total.good))
	r.Put("good after", forest.Log(after.good))
	r.Put("depth", float32(o.nests[o.units[i].nest].depth))
	r.Put("since good", forest.Log(g.before))
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
// from unit a up to the first nest that holds unit b; -1 when there is no such
// unit.
func (p *Page) climb(a, b int32) float32 {
	units, nests := p.outline.units, p.outline.nests
	if a < 0 || b < 0 || int(a) >= len(units) || int(b) >= len(units) {
		return -1
	}
	levels := 0
	n := units[a].nest
	k := &nests[n]
	for levels < maxClimb && (b < k.lo || b >= k.hi) {
		n = nests[n].grown
		if n < 0 {
			break
		}
		k = &nests[n]
		levels++
	}
	return float32(levels)
}

// pageContext are the columns that are the same for all units of a page: few,
// since pages are few.
func (p *Page) pageContext(r *forest.Row, types []float32) {
	t := p.outline.total
	for k, v := range types {
		r.Put("type "+Types[k], v)
	}
	r.Put("page words", forest.Log(t.words))
	r.Put("page linked", t.linked())
	r.Put("page good", forest.Share(t.good, t.words))
	r.Put("page good words", forest.Log(t.good))
	r.Put("page mean good", forest.Share(t.good, float32(t.goods)))
	r.Put("page headings", forest.Share(float32(t.headings), float32(len(p.outline.units))))
	r.Put("page paragraphs", forest.Share(t.paragraphs, t.words))
	r.Put("page cards good", forest.Share(p.cards.good, t.good))
}

// likeness compares the unit with what the page says about itself.
func (p *Page) likeness(r *forest.Row, i int) {
	u := &p.outline.units[i]
	const short, medium = 40, 90
	var of, cover, sumOf, sumCover float32
	if u.Words <= short {
		of, cover = p.title.overlap(u.block.Text)
	}
	if u.Words <= medium {
		sumOf, sumCover = p.summary.overlap(u.block.Text)
	}
	r.Put("of title", of)
	r.Put("title cover", cover)
	r.Put("of summary", sumOf)
	r.Put("summary cover", sumCover)
	r.Put("articleBody", p.inArticleBody(u))
	distance, levels := float32(0), float32(-1)
	if h := p.headline; h >= 0 {
		distance = p.outline.sums[i].words - p.outline.sums[h].words
		levels = p.climb(int32(h), int32(i))
		if distance < 0 {
			distance = -forest.Log(-distance)
		} else {
			distance = forest.Log(distance)
		}
		if i == h {
			distance = 0
		}
	} else {
		distance = -20
	}
	r.Put("since headline", distance)
	r.Put("up from headline", levels)
}

// inArticleBody is 1 for a unit that JSON-LD's articleBody holds, 0 for one it
// does not, -1 when there is none to ask.
func (p *Page) inArticleBody(u *unit) float32 {
	const enough, probe = 100, 60
	if len(p.declared.articleBody) < enough || u.Words < 4 {
		return -1
	}
	return forest.Truth(strings.Contains(p.declared.articleBody, flatten(u.block.Text, probe)))
}

// neighbours are the two units on each side, and the sums over wider windows.
func (p *Page) neighbours(r *forest.Row, i int) {
	o := p.outline
	for _, n := range [...]struct {
		by   int
		name string
	}{{-2, "-2 "}, {-1, "-1 "}, {1, "+1 "}, {2, "+2 "}} {
		r.Prefix = n.name
		j := i + n.by
		if j < 0 || j >= len(o.units) {
			r.Put("link", -1)
			r.Put("kind", -1)
			r.Put("same", -1)
			continue
		}
		v := &o.units[j]
		r.Put("link", v.link)
		r.Put("kind", float32(v.block.Kind))
		r.Flag("same", v.group == o.units[i].group)
	}
	for _, n := range [...]struct {
		by   int
		name string
	}{{-1, "-1 "}, {1, "+1 "}} {
		r.Prefix = n.name
		j := i + n.by
		if j < 0 || j >= len(o.units) {
			r.Put("words", -1)
			r.Put("end", -1)
			continue
		}
		r.Put("words", o.units[j].Words)
		r.Put("end", float32(o.units[j].End))
	}
	r.Prefix = ""
	r.Put("down from next", p.climb(int32(i+1), int32(i)))
	for _, w := range [...]struct {
		size int
		name string
	}{{3, "win3 "}, {8, "win8 "}, {20, "win20 "}} {
		r.Prefix = w.name
		before := o.sums[i].minus(o.sums[max(0, i-w.size)])
		after := o.sums[min(len(o.units), i+1+w.size)].minus(o.sums[i+1])
		r.Put("words before", forest.Log(before.words))
		r.Put("words after", forest.Log(after.words))
		r.Put("link before", before.linked())
		r.Put("link after", after.linked())
		r.Put("good before", forest.Share(before.good, before.words))
		r.Put("good after", forest.Share(after.good, after.words))
	}
	r.Prefix = ""
}

// sectionColumns tell under which heading the unit stands, and what labels
// came before it.
func (p *Page) sectionColumns(r *forest.Row, i int) {
	o := p.outline
	s := &p.sections[p.section[i]]
	body := o.sum(s.lo, s.hi)
	r.Put("section words", forest.Log(body.words))
	r.Put("section linked", body.linked())
	r.Put("section good", forest.Share(body.good, body.words))
	r.Put("section units", float32(min(s.hi-s.lo, 100)))
	if s.head < 0 {
		r.Put("heading level", -1)
		r.Put("heading words", -1)
		r.Put("heading link", -1)
		r.Put("heading topics", 0)
		r.Put("since heading", forest.Log(o.sums[i].words))
		r.Put("up from heading", -1)
		r.Put("up to heading", -1)
	} else {
		h := &o.units[s.head]
		r.Put("heading level", float32(h.block.Level))
		r.Put("heading words", h.Words)
		r.Put("heading link", h.link)
		r.Put("heading topics", float32(h.Topics&(textstat.Related|textstat.Comments|textstat.Share|textstat.Newsletter|textstat.Author)))
		r.Put("since heading", forest.Log(o.sums[i].words-o.sums[s.head].words))
		r.Put("up from heading", p.climb(s.head, int32(i)))
		r.Put("up to heading", p.climb(int32(i), s.head))
	}
	r.Prefix = "since "
	for t, words := range p.topics[i] {
		r.Put(topicNames[bits.TrailingZeros16(uint16(watchedTopics[t]))], forest.Log(words))
	}
	r.Prefix = ""
}

// kinColumns tell about the units that look the same on the page, and copies.
func (p *Page) kinColumns(r *forest.Row, i int) {
	u := &p.outline.units[i]
	k := &p.kin[u.group]
	r.Put("kin", forest.Log(float32(k.count)))
	r.Put("kin words", forest.Share(k.words, float32(k.count)))
	r.Put("kin linked", forest.Share(k.links, k.words))
	r.Put("kin good", forest.Share(k.good, p.outline.total.good))
	r.Put("kin place", forest.Share(float32(int32(i)-k.first), float32(max(1, k.last-k.first))))
	r.Put("kin span", forest.Share(float32(k.last-k.first+1), float32(len(p.outline.units))))
	c := p.copies[u.Hash]
	r.Put("copies", float32(min(c.count, 10)))
	r.Flag("copy", c.first < int32(i))
}

// ancestors are the four nearest elements that hold ever more units.
func (p *Page) ancestors(r *forest.Row, i int) {
	o := p.outline
	n := o.units[i].nest
	for _, prefix := range [...]string{"up1 ", "up2 ", "up3 ", "up4 "} {
		r.Prefix = prefix
		k := &o.nests[n]
		s := o.sum(k.lo, k.hi)
		units := float32(k.hi - k.lo)
		r.Put("words", forest.Log(s.words))
		r.Put("linked", s.linked())
		r.Put("units", forest.Log(units))
		r.Put("good", forest.Share(s.good, s.words))
		r.Put("of good", forest.Share(s.good, o.total.good))
		r.Put("stops", forest.Share(float32(s.stops), s.words))
		r.Put("headings", forest.Share(float32(s.headings), units))
		r.Put("images", float32(min(s.images, 50)))
		r.Put("same", forest.Log(float32(k.same)))
		r.Put("place", forest.Share(float32(k.place), float32(k.places1(o))))
		r.Put("tag", tagCode(k.tag))
		if up := k.grown; up >= 0 {
			n = up
		}
	}
	r.Prefix = "card "
	n = o.nests[o.units[i].nest].card
	if n < 0 {
		for _, name := range cardColumns {
			r.Put(name, -1)
		}
	} else {
		k := &o.nests[n]
		f := &o.families[k.siblings]
		s := o.sum(k.lo, k.hi)
		members := float32(f.count)
		for n, v := range [...]float32{
			forest.Log(members), forest.Log(s.words), forest.Log(forest.Share(f.sums.words, members)), f.sums.linked(), forest.Share(f.sums.good, o.total.good),
			float32(min(k.hi-k.lo, 50)), float32(min(int32(i)-k.lo, 50)), forest.Share(f.sums.words, o.total.words),
			forest.Share(float32(f.sums.headings), members), forest.Share(float32(f.sums.images), members), forest.Share(float32(f.sums.labels), members),
			forest.Share(float32(f.sums.dates), members), forest.Share(f.most*members, f.sums.words),
		} {
			r.Put(cardColumns[n], v)
		}
	}
	r.Prefix = ""
}

// cardColumns name what is said of the nearest family of at least three.
var cardColumns = [...]string{
	"same", "words", "mean", "linked", "of good", "units", "offset", "of words", "headings", "images", "linked labels", "dates", "spread",
}

// places1 counts the nests in the parent of k.
func (k *nest) places1(o *outline) int32 {
	if k.parent < 0 {
		return 1
	}
	return o.nests[k.parent].places
}

// branch tells how the unit hangs on the path to the centre of the good text:
// where its branch leaves the path, and what the branch as a whole is like.
func (p *Page) branch(r *forest.Row, i int) {
	o := p.outline
	last := int(p.trunks[o.units[i].nest])
	trunk := &o.nests[p.path[last]]
	n := p.branches[o.units[i].nest]
	side := float32(0) // before, inside, after the path's next nest
	gap := float32(0)
	if last < len(p.path)-1 {
		next := &o.nests[p.path[last+1]]
		if int32(i) < next.lo {
			side, gap = -1, o.sums[next.lo].words-o.sums[i].words
		} else {
			side, gap = 1, o.sums[i].words-o.sums[next.hi].words
		}
	}
	r.Put("branch level", p.levelsBelow(last))
	r.Put("branch side", side)
	r.Put("branch gap", forest.Log(gap))
	trunkSums := o.sum(trunk.lo, trunk.hi)
	r.Put("trunk of good", forest.Share(trunkSums.good, o.total.good))
	lo, hi := int32(i), int32(i+1)
	r.Prefix = "branch "
	if n >= 0 {
		k := &o.nests[n]
		lo, hi = k.lo, k.hi
		r.Put("same", forest.Log(float32(k.same)))
		r.Put("tag", tagCode(k.tag))
		r.Put("place", forest.Share(float32(k.place), float32(trunk.places)))
	} else {
		r.Put("same", -1)
		r.Put("tag", -1)
		r.Put("place", -1)
	}
	s := o.sum(lo, hi)
	r.Put("words", forest.Log(s.words))
	r.Put("linked", s.linked())
	r.Put("good", forest.Share(s.good, s.words))
	r.Put("of good", forest.Share(s.good, o.total.good))
	r.Put("units", forest.Log(float32(hi-lo)))
	r.Put("images", float32(min(s.images, 50)))
	r.Put("headings", float32(min(s.headings, 50)))
	r.Put("offset", forest.Log(o.sums[i].words-o.sums[lo].words))
	r.Put("label", float32(p.labelOf(lo, hi)&(textstat.Related|textstat.Comments|textstat.Share|textstat.Newsletter|textstat.Author)))
	r.Prefix = "centre "
	c := p.centre
	whole := o.sum(c.lo, c.hi)
	before := o.sum(c.lo, min(max(lo, c.lo), c.hi))
	after := o.sum(max(min(hi, c.hi), c.lo), c.hi)
	r.Flag("inside", c.holds(i))
	r.Put("good before", forest.Share(before.good, whole.good))
	r.Put("good after", forest.Share(after.good, whole.good))
	r.Put("words after", forest.Log(after.words))
	r.Put("linked after", after.linked())
	r.Put("linked", whole.linked())
	r.Put("of words", forest.Share(whole.words, o.total.words))
	r.Prefix = ""
}

// labelOf gives the topics of the first short units of a branch.
func (p *Page) labelOf(lo, hi int32) textstat.Topic {
	for j := lo; j < min(hi, lo+2); j++ {
		if t := p.outline.units[j].Topics; t != 0 {
			return t
		}
	}
	return 0
}

// levelsBelow counts the nests of the path below its place at that hold fewer
// units than the one above.
func (p *Page) levelsBelow(at int) float32 {
	levels := 0
	nests := p.outline.nests
	for j := at + 1; j < len(p.path); j++ {
		a, b := &nests[p.path[j-1]], &nests[p.path[j]]
		if b.hi-b.lo < a.hi-a.lo {
			levels++
		}
	}
	return float32(min(levels, maxClimb))
}

func (k *nest) holds(i int) bool { return int32(i) >= k.lo && int32(i) < k.hi }

// samplePage is a page of one paragraph.
func samplePage() *pipeline.Document {
	t := tree.Parse("<p>Text</p>", tree.Limits{})
	node := int(t.First(t.Body(), tree.P))
	return &pipeline.Document{Tree: t, Blocks: []pipeline.Block{{Kind: pipeline.Paragraph, Text: "Text", Node: node}}}
}
