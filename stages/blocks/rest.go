package blocks

import (
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/internal/textlines"
)

// The model judges a short paragraph mostly by what is around it, and so it
// removes the first sentence of a story or the last, which have bars, related links
// and forms beside them, and a short one between two boxes. If a paragraph has the
// markup of most of the text, it is text, unless much of it is a link or it is very
// unlikely. Where more than a few in a row are removed, the model has seen the end of
// the text, or what comes before it; but long paragraphs beside some that stay are
// text. A page whose data says that it is an article, as those of newspapers do, is
// believed sooner: texts that sell something end in a call to buy it. (On 72 made
// pages of news, half of the sentences that would be lost stay. On development
// pages, with models that have not seen them, long paragraphs give articles +.0002,
// the rest nothing more than .0001.)
const (
	leastLike     = 3    // paragraphs that stay
	leastRest     = 0.3  // probability
	leastRestSaid = 0.15 // the same, if the page says that it is an article
	leastPhrase   = 3    // words
	mostRest      = 2    // paragraphs in a row
	leastLong     = 20   // words of a paragraph that stays though more in a row are removed
	mainMarkup    = 0.5  // share of the words of paragraphs that stay
	mostLinked    = 0.25 // share of a paragraph
	lastBytes     = 5    // for the last sign, with quotes after it
)

// A markup is what the paragraphs of one text have in common: the tags and
// classes of their elements and of those around them, without numbers: parts of one text may be
// numbered. An element without a class is only like itself.
type markup struct {
	tag, above        tree.Tag
	class, aboveClass string
	element           int32
}

// keepRest keeps the sentences of an article that have the markup of its text.
func (v *verdict) keepRest() {
	if v.pageType != "article" || v.typeSure <= likelyArticle {
		return
	}
	least := float32(leastRest)
	if v.page.SaysArticle() {
		least = leastRestSaid
	}
	m, ok := v.mainMarkup()
	if !ok {
		return
	}
	beside := v.paragraphsIn()
	var rest []int // removed since the last paragraph that stays, or before the first
	flush := func() {
		if len(rest) <= mostRest {
			for _, i := range rest {
				v.keep[i] = v.likely[i] >= least && !v.copies[i]
			}
		}
		rest = rest[:0]
	}
	for i := range v.keep {
		if !v.isPlain(i) || !v.hasMarkup(i, m) {
			continue
		}
		switch {
		case v.keep[i]:
			flush()
		case v.page.Words(i) >= leastLong && v.likely[i] >= leastRestSaid && beside[v.parent(i)] >= leastLike && !v.copies[i]:
			v.keep[i] = true
		default:
			rest = append(rest, i)
		}
	}
	flush()
}

// mainMarkup returns the markup of most of the text that stays.
func (v *verdict) mainMarkup() (best markup, ok bool) {
	type sum struct {
		n     int
		words float32
	}
	sums := map[markup]sum{}
	var all float32
	for i, keep := range v.keep {
		if b := v.page.Block(i); !keep || b.Kind != pipeline.Paragraph || b.Node < 0 {
			continue
		}
		m := v.markupOf(i)
		s := sums[m]
		s.n++
		s.words += v.page.Words(i)
		sums[m] = s
		all += v.page.Words(i)
	}
	for m, s := range sums {
		if s.n >= leastLike && s.words > mainMarkup*all {
			return m, true
		}
	}
	return best, false
}

// paragraphsIn counts the paragraphs that stay by the element right above them.
func (v *verdict) paragraphsIn() map[int32]int {
	n := map[int32]int{}
	for i, keep := range v.keep {
		if keep && v.page.Block(i).Kind == pipeline.Paragraph {
			n[v.parent(i)]++
		}
	}
	return n
}

// parent returns the element above that of unit i, or nowhere.
func (v *verdict) parent(i int) int32 {
	if b := v.page.Block(i); b.Node >= 0 {
		return v.tree.Nodes[b.Node].Parent
	}
	return nowhere
}

// nowhere is no node of the tree.
const nowhere = -2

// isPlain reports whether unit i is a paragraph that ends like a statement and
// holds hardly a link. What ends in a question or a cry after a text is mostly an
// advertisement, and an address asks to be written to.
func (v *verdict) isPlain(i int) bool {
	b := v.page.Block(i)
	return b.Kind == pipeline.Paragraph && b.Node >= 0 && v.page.Words(i) >= leastPhrase && b.LinkShare() <= mostLinked && textlines.EndsSentence(b.Text) &&
		!strings.ContainsRune(b.Text, '@') && !strings.ContainsAny(b.Text[max(0, len(b.Text)-lastBytes):], "!?")
}

// hasMarkup reports whether unit i is a paragraph with the markup m.
func (v *verdict) hasMarkup(i int, m markup) bool {
	b := v.page.Block(i)
	return b.Kind == pipeline.Paragraph && b.Node >= 0 && v.markupOf(i) == m
}

// markupOf returns the markup of unit i, which has an element.
func (v *verdict) markupOf(i int) markup {
	t := v.tree
	n := int32(v.page.Block(i).Node)
	m := markup{tag: t.Nodes[n].Tag, class: unnumbered(t.Value(n, "class")), element: blockAbove(t, n)}
	if up := m.element; up >= 0 {
		m.above, m.aboveClass = t.Nodes[up].Tag, unnumbered(t.Value(up, "class"))
	}
	if m.aboveClass != "" {
		m.element = -1
	}
	return m
}

// unnumbered takes the digits out of a class attribute.
func unnumbered(class string) string {
	if !strings.ContainsAny(class, "0123456789") {
		return class
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, class)
}
