package features

import (
	"winnow/stages/internal/forest"
)

// Columns that many units of a page have in common are made once, for the
// page, the section, the family or the element they belong to.

// contextColumns are the same for all units of a page: few, since pages are
// few.
var contextColumns = func() (names [contextCount]string) {
	n := 0
	for _, t := range Types {
		names[n] = "type " + t
		n++
	}
	copy(names[n:], []string{
		"page words", "page linked", "page good", "page good words", "page mean good", "page headings", "page paragraphs", "page cards good",
		"centre linked", "centre of words",
	})
	return names
}()

const contextCount = len(Types) + 10

// SetTypes sets the probabilities of the page types, in the order of Types.
func (p *Page) SetTypes(types []float32) { copy(p.context[:len(Types)], types) }

// setContext fills the other columns of the context.
func (p *Page) setContext() {
	o := &p.outline
	t := o.total
	centre := o.sum(p.centre.lo, p.centre.hi)
	copy(p.context[len(Types):], []float32{
		p.extent(t.words), t.linked(), forest.Share(t.good, t.words), p.extent(t.good), forest.Share(t.good, float32(t.goodUnits)),
		forest.Share(float32(t.headings), float32(len(o.units))), forest.Share(t.paragraphs, t.words), forest.Share(p.cards.good, t.good),
		centre.linked(), forest.Share(centre.words, t.words),
	})
}

// sectionColumns describe a section and its heading.
var sectionColumns = [...]string{
	"section words", "section linked", "section good", "section units", "heading level", "heading words", "heading link", "heading topics",
}

func (p *Page) describeSections() {
	o := &p.outline
	for i := range p.sections {
		s := &p.sections[i]
		body := o.sum(s.lo, s.hi)
		s.columns = [len(sectionColumns)]float32{
			p.extent(body.words), body.linked(), forest.Share(body.good, body.words), float32(min(s.hi-s.lo, 100)), -1, -1, -1, 0,
		}
		if s.head >= 0 {
			h := &o.units[s.head]
			copy(s.columns[4:], []float32{float32(h.block.Level), h.Words, h.link, float32(h.Topics & beside)})
		}
	}
}

// pathGroupColumns describe the units of one tag path.
var pathGroupColumns = [...]string{"path group", "path group words", "path group linked", "path group good", "path group span"}

func (p *Page) describePathGroups() {
	o := &p.outline
	for i := range p.pathGroups {
		k := &p.pathGroups[i]
		k.columns = [len(pathGroupColumns)]float32{
			p.extent(float32(k.count)), forest.Share(k.words, float32(k.count)), forest.Share(k.links, k.words), forest.Share(k.good, o.total.good),
			forest.Share(float32(k.last-k.first+1), float32(len(o.units))),
		}
	}
}

// elementColumns describe an element that holds units.
var elementColumns = [...]string{"words", "linked", "units", "good", "of good", "stops", "headings", "images", "same", "place", "tag"}

func (p *Page) describeElements() {
	o := &p.outline
	p.elements = zeroed(p.elements, len(o.containers))
	for i := range o.containers {
		k := &o.containers[i]
		from, to := &o.sums[k.lo], &o.sums[k.hi]
		words, good, units := to.words-from.words, to.good-from.good, float32(k.hi-k.lo)
		p.elements[i] = [len(elementColumns)]float32{
			p.extent(words), forest.Share(to.links-from.links, words), p.extent(units), forest.Share(good, words), forest.Share(good, o.total.good),
			forest.Share(float32(to.stops-from.stops), words), forest.Share(float32(to.headings-from.headings), units), float32(min(to.images-from.images, 50)),
			p.extent(float32(k.same)), forest.Share(float32(k.place), float32(o.placesBeside(k))), tagCode(k.tag),
		}
	}
}

// placesBeside counts the containers in the parent of k.
func (o *outline) placesBeside(k *container) int32 {
	if k.parent < 0 {
		return 1
	}
	return o.containers[k.parent].places
}

// cardColumns describe a family of at least three: the cards of a list, the
// posts of a thread. Its members are judged by what they are like together.
var cardColumns = [...]string{
	"same", "mean", "linked", "of good", "of words", "headings", "images", "linked labels", "dates", "spread",
}

// noCard is the columns of a unit in no family.
var noCard = [len(cardColumns)]float32{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1}

func (p *Page) describeFamilies() {
	o := &p.outline
	p.families = zeroed(p.families, len(o.families))
	for i := range o.families {
		f := &o.families[i]
		members := float32(f.count)
		p.families[i] = [len(cardColumns)]float32{
			p.extent(members), forest.Share(f.sums.words, members), f.sums.linked(), forest.Share(f.sums.good, o.total.good), forest.Share(f.sums.words, o.total.words),
			forest.Share(float32(f.sums.headings), members), forest.Share(float32(f.sums.images), members), forest.Share(float32(f.sums.labels), members), forest.Share(float32(f.sums.dates), members),
			forest.Share(f.most*members, f.sums.words),
		}
	}
}

// countLevels counts, for each place of the path, the containers below it that hold
// fewer units than the one above.
func (p *Page) countLevels() {
	p.levels = zeroed(p.levels, len(p.path))
	containers := p.outline.containers
	levels := 0
	for j := len(p.path) - 1; j > 0; j-- {
		p.levels[j] = float32(min(levels, maxClimb))
		a, b := &containers[p.path[j-1]], &containers[p.path[j]]
		if b.hi-b.lo < a.hi-a.lo {
			levels++
		}
	}
	if len(p.levels) > 0 {
		p.levels[0] = float32(min(levels, maxClimb))
	}
}
