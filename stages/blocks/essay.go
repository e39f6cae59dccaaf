package blocks

import (
	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/internal/textlines"
)

// The captions of a photo essay are its text, since there is hardly any other.
// They are in one article, are whole sentences, and say at least as much as all
// paragraphs that stay.
const (
	leastEssay  = 3  // captions
	leastTold   = 10 // words of each
	leastInTale = 0.02
)

// keepEssay keeps the captions of a photo essay.
func (v *verdict) keepEssay() {
	var captions []int
	var told, said float32
	root := int32(-2)
	for i, keep := range v.keep {
		b, words := v.page.Block(i), v.page.Words(i)
		switch {
		case b.Kind == pipeline.Caption && b.Node >= 0 && words >= leastTold && textlines.EndsSentence(b.Text) && !isLinked(b) && v.likely[i] >= leastInTale:
			at := v.article(int32(b.Node))
			if root == -2 {
				root = at
			}
			if at == root && at >= 0 && !v.copies[i] {
				captions = append(captions, i)
				told += words
			}
		case keep && b.Kind != pipeline.Caption && b.Kind != pipeline.Heading && words >= leastTold:
			said += words
		}
	}
	if len(captions) < leastEssay || told < said {
		return
	}
	for _, i := range captions {
		v.keep[i] = true
	}
}

// article returns the nearest article, else main part, around the caption n, else the element in
// which its figure is, or -1.
func (v *verdict) article(n int32) int32 {
	for _, tag := range []tree.Tag{tree.Article, tree.Main} {
		if at := v.tree.Closest(n, tag); at >= 0 {
			return at
		}
	}
	if figure := v.tree.Closest(n, tree.Figure); figure >= 0 {
		return blockAbove(v.tree, figure)
	}
	return -1
}
