package pipeline

import (
	"strings"

	"winnow/pipeline/tree"
)

// isLoose says whether a text is a fragment without a page around it: what
// WordPress and other programs keep of a post, as exports and dumps have it.
// There a blank line ends a paragraph, and programs put in the tags when they
// show the post.
func isLoose(t *tree.Tree) bool {
	if t.Nodes[t.Body()].Flags&tree.Implied == 0 || t.Nodes[t.Head()].End > t.Head()+1 {
		return false
	}
	start := strings.TrimLeft(t.Source[:min(len(t.Source), 64)], " \t\r\n\ufeff")
	return !strings.HasPrefix(start, "<!") && !strings.HasPrefix(start, "<?") && (len(start) < 5 || !strings.EqualFold(start[:5], "<html"))
}

// inLooseText says whether text stands where blank lines part paragraphs: right
// in the fragment, not in an element of its own.
func (s *segmenter) inLooseText() bool {
	f := s.top()
	return s.loose && f.kind == Paragraph && f.node == s.t.Body()
}

// looseText writes text whose blank lines part paragraphs.
func (s *segmenter) looseText(v string) {
	for {
		i, size := blankLine(v)
		if i < 0 {
			collapse(s, v)
			return
		}
		collapse(s, v[:i])
		s.endParagraph()
		v = v[i+size:]
	}
}

// endParagraph has the text to come begin a new block.
func (s *segmenter) endParagraph() {
	if s.open {
		s.breaks = max(s.breaks, 2)
	}
	s.space = false
}

// blankLine finds white space with two line ends in it; i is -1 without one.
func blankLine(v string) (i, size int) {
	for from := 0; ; {
		nl := strings.IndexByte(v[from:], '\n')
		if nl < 0 {
			return -1, 0
		}
		nl += from
		from = nl + 1
		for from < len(v) && v[from] != '\n' && isHTMLSpace(v[from]) {
			from++
		}
		if from < len(v) && v[from] == '\n' {
			return nl, from + 1 - nl
		}
	}
}

// blankBefore says whether the white space that ends s has a blank line.
func blankBefore(s string) bool {
	i, _ := blankLine(s[len(strings.TrimRight(s, " \t\r\n\f")):])
	return i >= 0
}
