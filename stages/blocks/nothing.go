package blocks

import (
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/blocks/features"
	"winnow/stages/internal/textlines"
)

// A page of some blocks holds no article if none of them is more likely
// in one than not, fewer words are expected in one than the shortest articles
// have, and no block says anything: shells that a script fills, product pages
// that ask for a region, lists of nothing. A fragment of a few blocks may be the
// article itself, whatever the model thinks of it, and of a paid article there
// may be a sentence.
// (Cross-validated: 1 to 4 of the 17 development pages with text whose truth is
// empty are found, by the seed; three of them are pages of one shop. With a
// leastLikely of .65 it is 4, and one or two collections of a few words are
// emptied, too, which is the worse mistake.)
const (
	leastLikely   = 0.5
	leastExpected = 50
	leastBlocks   = 10
)

// unseen are the contexts whose text readers do not see.
const unseen = pipeline.InHidden | pipeline.InNoscript | pipeline.InTemplate

func (v *verdict) isNothing() bool {
	if len(v.likely) < leastBlocks {
		return false
	}
	var expected float32
	for i, p := range v.likely {
		b, words := v.page.Block(i), v.page.Words(i)
		if expected += p * words; p >= leastLikely && words > 0 && b.Context&unseen == 0 {
			return false
		}
	}
	return expected < leastExpected && !SaysSomething(v.page, v.tree)
}

// SaysSomething reports whether a block of a page may be a short text of its
// own, such as a notice or a post: outside the frame of the page and outside
// links, it ends a sentence, or it is a paragraph where the page says its
// content is. One word says nothing.
func SaysSomething(p *features.Page, t *tree.Tree) bool {
	for i := range p.Len() {
		b, words := p.Block(i), p.Words(i)
		if words < 2 || isLinked(b) || b.Context&(unseen|pipeline.InForm) != 0 || isOfTheSite(b.Text) {
			continue
		}
		framed, inContent := place(b, t)
		if !framed && (endsSentence(b.Text) || inContent && b.Kind == pipeline.Paragraph && !trailsOff(b.Text)) {
			return true
		}
	}
	return false
}

// place reports whether a block is in the frame of the page, and whether it is
// in its main element or an article.
func place(b *pipeline.Block, t *tree.Tree) (framed, inContent bool) {
	if b.Node < 0 {
		return false, false
	}
	header := false
	for n := range t.Ancestors(int32(b.Node)) {
		switch t.Nodes[n].Tag {
		case tree.Nav, tree.Footer, tree.Aside:
			return true, false
		case tree.Header:
			header = true
		case tree.Main, tree.Article:
			inContent = true
		}
		switch t.Value(n, "role") {
		case "navigation", "contentinfo", "dialog", "alertdialog":
			return true, false
		case "main", "article":
			inContent = true
		}
	}
	return header && !inContent, inContent
}

// isOfTheSite reports whether a text is about the site or the reader's browser,
// by words that are the same in all languages.
func isOfTheSite(s string) bool {
	s = strings.ToLower(s)
	return strings.Contains(s, "©") || strings.Contains(s, "cookie") || strings.Contains(s, "javascript")
}

// endsSentence reports whether a text ends like a sentence that says something,
// which "Loading ..." does not.
func endsSentence(s string) bool { return textlines.EndsSentence(s) && !trailsOff(s) }

func trailsOff(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...")
}

// mostlyLinks is the share of links from which a block counts as one.
const mostlyLinks = 0.5

// isLinked reports whether half of a block or more is links.
func isLinked(b *pipeline.Block) bool { return b.LinkShare() >= mostlyLinks }
