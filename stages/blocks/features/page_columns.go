package features

import (
	"math/bits"

	"winnow/pipeline"
	"winnow/stages/internal/forest"
	"winnow/stages/internal/textstat"
)

// pageColumns are the columns of the page as a whole, for the page's type.
func (p *Page) pageColumns(r *forest.Row) {
	o, d, a := &p.outline, &p.declared, &p.address
	t := o.total
	units := float32(len(o.units))
	r.Put("words", forest.Log(t.words))
	r.Put("units", forest.Log(units))
	r.Put("linked", t.linked())
	r.Put("good", forest.Share(t.good, t.words))
	r.Put("good words", forest.Log(t.good))
	r.Put("paragraphs", forest.Share(t.paragraphs, t.words))
	r.Put("headings", forest.Log(float32(t.headings)))
	r.Put("images", forest.Log(float32(t.images)))
	r.Put("functions", forest.Share(t.functions, t.words))
	r.Put("stops per word", forest.Share(float32(t.stops), t.words))
	r.Put("mean good", forest.Share(t.good, float32(t.goodUnits)))
	r.Flag("og article", d.ogArticle)
	r.Flag("og other", d.ogOther)
	r.Flag("published", d.published)
	r.Flag("author", d.author)
	for i, name := range ldColumns {
		r.Flag(name, d.types&(1<<i) != 0)
	}
	r.Put("generator", float32(d.generator))
	r.Put("feeds", float32(min(d.feeds, 3)))
	r.Flag("article body", d.articleBody != "")
	for kind, name := range urlColumns {
		r.Flag("url "+name, a.words[kind])
		r.Flag("host "+name, a.host[kind])
	}
	r.Put("url depth", float32(min(a.depth, 10)))
	r.Put("url slug", float32(min(a.slug, 20)))
	r.Put("url digits", float32(min(a.digits, 30)))
	r.Put("url letters", float32(min(a.letters, 200)))
	r.Flag("url date", a.date)
	r.Flag("url query", a.query)
	r.Flag("url extension", a.extension)
	r.Flag("url dir", a.dir)
	p.groupCounts(r)
	p.kindCounts(r)
	c := p.centre
	r.Put("centre good", forest.Share(o.sum(c.lo, c.hi).good, t.good))
	r.Put("centre linked", o.sum(c.lo, c.hi).linked())
	r.Put("centre depth", float32(c.depth))
	r.Put("cards", forest.Log(float32(p.cards.count)))
	r.Put("cards good", forest.Share(p.cards.good, t.good))
	r.Put("cards words", forest.Share(p.cards.words, t.words))
	r.Put("cards mean", forest.Log(forest.Share(p.cards.words, float32(p.cards.count))))
	r.Put("longest", forest.Log(p.longest))
}

var ldColumns = [...]string{
	"ld article", "ld product", "ld forum", "ld list", "ld place", "ld faq", "ld crumbs", "ld event", "ld recipe", "ld video", "ld software", "ld course",
}

var urlColumns = [len(urlWords)]string{"forum", "product", "docs", "collection", "article", "service", "listing"}

// groupCounts counts the elements that class names assign to some groups.
func (p *Page) groupCounts(r *forest.Row) {
	counted := [...]int{groupComment, groupForum, groupProduct, groupCard, groupAuthor, groupBody, groupArticle, groupReview, groupPager, groupCrumbs, groupShare, groupContents, groupSpec, groupFold, groupMedia, groupForm, groupDate}
	var counts [groups]int
	articles := 0
	for i := range p.outline.containers {
		k := &p.outline.containers[i]
		for names := k.names; names != 0; names &= names - 1 {
			counts[bits.TrailingZeros32(names)]++
		}
		if k.near[inArticle] == 0 {
			articles++
		}
	}
	for _, g := range counted {
		r.Put("n "+nearNames[g], forest.Log(float32(counts[g])))
	}
	r.Put("n <article>", forest.Log(float32(articles)))
}

// kindCounts gives the share of the words in each kind of block, and how many
// labels of each topic there are.
func (p *Page) kindCounts(r *forest.Row) {
	var words [pipeline.Image + 1]float32
	var labels [textstat.Topics]float32
	var digits, currency, code, questions, commas float32
	for i := range p.outline.units {
		u := &p.outline.units[i]
		words[u.block.Kind] += u.Words
		for t := range labels {
			if u.Topics&(1<<t) != 0 {
				labels[t]++
			}
		}
		digits += float32(u.Digits)
		currency += float32(u.Currency)
		code += u.code * u.Words
		commas += float32(u.Commas)
		if u.End == textstat.EndQuestion {
			questions++
		}
	}
	total := p.outline.total.words
	for _, k := range []pipeline.Kind{pipeline.ListItem, pipeline.Quote, pipeline.Code, pipeline.Cell, pipeline.Caption, pipeline.Definition, pipeline.Control, pipeline.Heading} {
		r.Put("w "+k.String(), forest.Share(words[k], total))
	}
	for t, n := range labels {
		r.Put(topicNames[t]+" labels", forest.Log(n))
	}
	r.Put("digits", forest.Share(digits, total))
	r.Put("currency", forest.Log(currency))
	r.Put("code", forest.Share(code, total))
	r.Put("commas", forest.Share(commas, total))
	r.Put("questions", forest.Log(questions))
}

var topicNames = [textstat.Topics]string{
	"related", "comments", "share", "newsletter", "author", "legal", "menu", "ad", "credit", "date", "tags", "shop", "contents", "references",
}
