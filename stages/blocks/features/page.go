package features

import (
	"math"
	"sync"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/internal/forest"
	"winnow/stages/internal/textstat"
	"winnow/stages/internal/tokenweights"
)

// A Page is a measured page. It is made for one document and used by one
// goroutine.
type Page struct {
	outline  outline
	declared declared
	address  address
	// path are the containers from the outermost down to centre: each holds at
	// least half of the page's good text.
	path   []int32
	centre *container
	// trunks and branches say of each container where it leaves the path: the
	// place in path, and the container below it, -1 for a container of the path itself.
	trunks, branches []int32
	// cards is the family of at least three that holds most words.
	cards struct {
		count       int32
		words, good float32
	}
	longest     float32 // words of the longest good unit
	scale       float32 // see extent
	weights     *tokenweights.Weights
	meanTokens  float32   // log-odds of path tokens, in the mean over the words
	levels      []float32 // of each place of path, see countLevels
	sections    []section
	section     []int32 // of each unit, its section
	pathGroups  []pathGroup
	pathGroupOf table    // of units, by tag path and kind, to pathGroups
	repeatOf    table    // of units, by hash, to repeats
	repeats     []repeat // of each text, the units that have it
	best        []int32  // of each container, its heaviest child
	title       wordBag
	summary     wordBag
	headline    int // unit of the headline, -1 if unknown
	nearGood    []nearGood
	topics      [][watched]float32 // words since a label of each watched topic
	// Columns in common, see shared_columns.go.
	context  [contextCount]float32
	elements [][len(elementColumns)]float32 // of each container
	families [][len(cardColumns)]float32    // of each family
}

// A section is a heading with the units up to the next one.
type section struct {
	head    int32 // the heading's unit; -1 before the first heading
	lo, hi  int32
	columns [len(sectionColumns)]float32
}

// A pathGroup is the units of one kind and one tag path (signatures of the
// element, its parent and its grandparent) over the whole page.
type pathGroup struct {
	count, first, last int32
	words, links, good float32
	columns            [len(pathGroupColumns)]float32
}

// A repeat is the units that say the same.
type repeat struct{ count, first int32 }

// A nearGood says where the good units around a unit are.
type nearGood struct {
	last, next    int32   // -1 and len(units) when there is none
	before, after float32 // words between
}

// pages keeps the memory of measured pages for later ones.
var pages = sync.Pool{New: func() any { return new(Page) }}

// New measures a document that was parsed from HTML, with the weights of the
// judges' path tokens. Release gives its memory back when it is no longer needed.
func New(d *pipeline.Document, weights *tokenweights.Weights) *Page {
	return measure(d, knownAddress(d), mostWords, weights)
}

// NewUnscaled does the same for training: the extent of a long page and its address are
// measured as they are, and path tokens have no weights yet. A model trained on
// scaled extents would learn how they were scaled.
func NewUnscaled(d *pipeline.Document) *Page {
	return measure(d, readAddress(d.URL), math.MaxFloat32, nil)
}

func measure(d *pipeline.Document, a address, mostWords float32, weights *tokenweights.Weights) *Page {
	p := pages.Get().(*Page)
	p.declared, p.address, p.headline = readDeclared(d.Tree), a, -1
	p.outline.measureAll(d, p.saysForum(), weights)
	p.scale = min(1, mostWords/max(1, p.outline.total.words))
	p.findCentre()
	p.findBranches()
	p.findCards()
	p.findSections()
	p.findPathGroups()
	p.findRepeats()
	p.findLongest()
	p.findNearGood()
	p.findTopics()
	p.title.fill(p.declared.title)
	p.summary.fill(p.declared.description)
	p.findHeadline()
	p.weighTokens(weights)
	p.setContext()
	p.describeSections()
	p.describePathGroups()
	p.describeElements()
	p.describeFamilies()
	p.countLevels()
	return p
}

// mostWords is the number of words of a page up to which its extent is measured
// as it is.
const mostWords = 6000

// extent scales a number of words or units of a page, or of a part of it, for
// the model: those of a longer page as if it had mostWords. Few of the pages
// that the model was trained on are longer, most of them collections and
// threads, and it learned from them that whatever is ten thousand words after
// the headline is not part of the article.
func (p *Page) extent(n float32) float32 { return n * p.scale }

// maxKept is the maximum number of containers of a page whose memory is kept.
const maxKept = 20000

// Release returns the memory of the page, for later pages. The page must not be
// used afterwards.
func (p *Page) Release() {
	o := &p.outline
	if len(o.containers) > maxKept || len(o.index) > 10*maxKept || cap(o.words) > 10*maxKept || len(p.summary.words.slots)+len(p.title.words.slots) > maxKept {
		return
	}
	clear(o.units) // the blocks are another's
	*p = Page{
		outline: outline{units: o.units[:0], containers: o.containers[:0], families: o.families[:0], sums: o.sums[:0], words: o.words[:0], index: o.index[:0], familyOf: o.familyOf},
		path:    p.path[:0], trunks: p.trunks[:0], branches: p.branches[:0], sections: p.sections[:0], section: p.section[:0],
		pathGroups: p.pathGroups[:0], pathGroupOf: p.pathGroupOf, repeatOf: p.repeatOf, repeats: p.repeats[:0], nearGood: p.nearGood[:0], topics: p.topics[:0], levels: p.levels[:0],
		elements: p.elements[:0], families: p.families[:0], best: p.best[:0], title: p.title, summary: p.summary,
	}
	pages.Put(p)
}

// zeroed returns n zero values, in the memory of s if that is enough.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// saysForum reports whether the address or the head of the page says that it is
// a thread, whose replies are its text.
func (p *Page) saysForum() bool {
	const forum = 0 // in urlWords
	d, a := &p.declared, &p.address
	return a.words[forum] || a.host[forum] || d.generator == genForum || d.types&ldForum != 0
}

// SaysArticle reports whether the page's data (JSON-LD, microdata) describes an
// article, as those of newspapers do.
func (p *Page) SaysArticle() bool { return p.declared.types&ldArticle != 0 }

// Len returns the number of units: blocks with text.
func (p *Page) Len() int { return len(p.outline.units) }

// Block returns the block of unit i.
func (p *Page) Block(i int) *pipeline.Block { return p.outline.units[i].block }

// Words counts the words of unit i.
func (p *Page) Words(i int) float32 { return p.outline.units[i].Words }

// Topics returns the topics of unit i, if it is short enough for a label.
func (p *Page) Topics(i int) textstat.Topic { return p.outline.units[i].Topics }

// Hash returns a hash of the letters of unit i: units of equal hash say the same.
func (p *Page) Hash(i int) uint64 { return p.outline.units[i].Hash }

// findCentre descends to where the good text is.
func (p *Page) findCentre() {
	o := &p.outline
	if len(o.containers) == 0 {
		p.centre = &container{}
		return
	}
	weigh := func(k *container) float32 {
		s := o.sum(k.lo, k.hi)
		if o.total.good > 0 {
			return s.good
		}
		return s.words
	}
	p.best = zeroed(p.best, len(o.containers))
	best := p.best
	for i := range o.containers {
		k := &o.containers[i]
		if k.parent < 0 {
			continue
		}
		if b := best[k.parent]; b == 0 || weigh(k) > weigh(&o.containers[b]) {
			best[k.parent] = int32(i)
		}
	}
	whole := weigh(&o.containers[0])
	for n := int32(0); ; {
		p.path = append(p.path, n)
		next := best[n]
		if next == 0 || 2*weigh(&o.containers[next]) < whole {
			p.centre = &o.containers[n]
			return
		}
		n = next
	}
}

func (p *Page) findBranches() {
	containers := p.outline.containers
	p.trunks, p.branches = zeroed(p.trunks, len(containers)), zeroed(p.branches, len(containers))
	next := 0 // place in path of the next container to come
	for i := range containers {
		parent := containers[i].parent
		switch {
		case next < len(p.path) && p.path[next] == int32(i):
			p.trunks[i], p.branches[i] = int32(next), -1
			next++
		case parent < 0 || p.branches[parent] < 0:
			p.trunks[i], p.branches[i] = p.trunks[max(parent, 0)], int32(i)
		default:
			p.trunks[i], p.branches[i] = p.trunks[parent], p.branches[parent]
		}
	}
}

func (p *Page) findCards() {
	for i := range p.outline.families {
		f := &p.outline.families[i]
		if f.count >= 3 && f.sums.words > p.cards.words {
			p.cards.count, p.cards.words, p.cards.good = f.count, f.sums.words, f.sums.good
		}
	}
}

func (p *Page) findSections() {
	units := p.outline.units
	p.sections = append(p.sections, section{head: -1})
	p.section = zeroed(p.section, len(units))
	for i := range units {
		if units[i].block.Kind == pipeline.Heading {
			p.sections[len(p.sections)-1].hi = int32(i)
			p.sections = append(p.sections, section{head: int32(i), lo: int32(i)})
		}
		p.section[i] = int32(len(p.sections) - 1)
	}
	p.sections[len(p.sections)-1].hi = int32(len(units))
}

func (p *Page) findPathGroups() {
	o := &p.outline
	p.pathGroupOf.reset(len(o.units))
	for i := range o.units {
		u := &o.units[i]
		n, known := p.pathGroupOf.find(uint64(o.containers[u.container].tagPath)<<8|uint64(u.block.Kind), len(p.pathGroups))
		if !known {
			p.pathGroups = append(p.pathGroups, pathGroup{first: int32(i)})
		}
		u.pathGroup = int32(n)
		g := &p.pathGroups[n]
		g.count++
		g.last = int32(i)
		g.words += u.Words
		g.links += u.linkWords
		if u.good {
			g.good += u.Words
		}
	}
}

func (p *Page) findRepeats() {
	units := p.outline.units
	p.repeatOf.reset(len(units))
	for i := range units {
		n, known := p.repeatOf.find(units[i].Hash, len(p.repeats))
		if !known {
			p.repeats = append(p.repeats, repeat{first: int32(i)})
		}
		units[i].repeat = int32(n)
		p.repeats[n].count++
	}
}

func (p *Page) findLongest() {
	for i := range p.outline.units {
		if u := &p.outline.units[i]; u.good {
			p.longest = max(p.longest, u.Words)
		}
	}
}

func (p *Page) findNearGood() {
	units := p.outline.units
	p.nearGood = zeroed(p.nearGood, len(units))
	last, since := int32(-1), float32(0)
	for i := range units {
		p.nearGood[i].last, p.nearGood[i].before = last, since
		since += units[i].Words
		if units[i].good {
			last, since = int32(i), 0
		}
	}
	next, until := int32(len(units)), float32(0)
	for i := len(units) - 1; i >= 0; i-- {
		p.nearGood[i].next, p.nearGood[i].after = next, until
		until += units[i].Words
		if units[i].good {
			next, until = int32(i), 0
		}
	}
}

// Topics whose labels end an article or begin something beside it.
var watchedTopics = [...]textstat.Topic{
	textstat.Related, textstat.Comments, textstat.Share, textstat.Newsletter, textstat.Author, textstat.Legal, textstat.Menu,
	textstat.Tags, textstat.References, textstat.Date, textstat.Ad, textstat.Shop,
}

const watched = len(watchedTopics)

// never is the number of words since a label that has not occurred.
const never = 1e6

func (p *Page) findTopics() {
	p.topics = zeroed(p.topics, len(p.outline.units))
	var since [watched]float32
	for t := range since {
		since[t] = never
	}
	for i := range p.outline.units {
		u := &p.outline.units[i]
		for t, topic := range watchedTopics {
			if u.Topics&topic != 0 {
				since[t] = 0
			}
		}
		p.topics[i] = since
		for t := range since {
			since[t] = min(never, since[t]+u.Words)
		}
	}
}

// weighTokens takes the mean of what path tokens say, over the words of the page.
func (p *Page) weighTokens(weights *tokenweights.Weights) {
	p.weights, p.meanTokens = weights, 0
	if weights == nil {
		return
	}
	sum, words := 0.0, 0.0
	for i := range p.outline.units {
		u := &p.outline.units[i]
		sum += float64(u.Words) * float64(p.outline.containers[u.container].tokens)
		words += float64(u.Words)
	}
	p.meanTokens = float32(sum / max(1, words) * float64(weights.Scale()))
}

// findHeadline takes the first heading of level 1, or the heading that is most
// like the title.
func (p *Page) findHeadline() {
	best := float32(0.3)
	for i := range p.outline.units {
		u := &p.outline.units[i]
		if u.block.Kind != pipeline.Heading {
			continue
		}
		n, hits := float32(0), float32(0)
		for h := range textstat.Words(u.block.Text) {
			n++
			hits += forest.Truth(p.title.has(h))
		}
		fit := forest.Share(hits, n) * p.title.covered(hits)
		if u.block.Level == 1 {
			fit += 0.35
		}
		if fit > best {
			best, p.headline = fit, i
		}
	}
}

// A wordBag is the set of the words of a short text.
type wordBag struct {
	words table
	n     int
}

// fill puts the words of s into the bag, and nothing else.
func (b *wordBag) fill(s string) {
	b.words.reset(len(s))
	b.n = 0
	for h := range textstat.Words(s) {
		if _, known := b.words.find(h, b.n); !known {
			b.n++
		}
	}
}

func (b *wordBag) has(word uint64) bool { return b.n > 0 && b.words.has(word) }

// covered returns the share of the bag that so many words of a text cover.
func (b *wordBag) covered(hits float32) float32 { return min(1, forest.Share(hits, float32(b.n))) }

// tagCode orders elements from running text to labels, so that one threshold
// separates them.
func tagCode(t tree.Tag) float32 {
	switch t {
	case tree.P:
		return 0
	case tree.Blockquote:
		return 1
	case tree.Pre, tree.Code:
		return 2
	case tree.Li:
		return 3
	case tree.Dd, tree.Dt:
		return 4
	case tree.Article, tree.Main, tree.Body:
		return 5
	case tree.H1, tree.H2, tree.H3, tree.H4, tree.H5, tree.H6:
		return 5 + float32(t.Heading())
	case tree.Section:
		return 12
	case tree.Td, tree.Th:
		return 13
	case tree.Div:
		return 14
	case tree.Ul, tree.Ol:
		return 15
	case tree.Figcaption, tree.Figure:
		return 16
	case tree.Header:
		return 17
	case tree.Span:
		return 18
	case tree.Footer:
		return 19
	case tree.Aside:
		return 20
	case tree.Nav:
		return 21
	case tree.A:
		return 22
	case tree.Form, tree.Label, tree.Fieldset:
		return 23
	case tree.Button, tree.Option, tree.Select:
		return 24
	}
	return 25
}
