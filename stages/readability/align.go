package readability

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"

	"winnow/pipeline"
)

// A fate says whether a block is kept, and which parts of it when not all.
type fate struct {
	keep  bool
	parts []span
}

// A span is a range of bytes of a block's text.
type span struct{ start, end int }

// align finds the blocks of the page that the article has. Both are lists of
// blocks in reading order, and the article's is nearly a part of the page's:
// first texts that are equal are paired, in order, then what remains between
// two pairs is looked for inside the blocks that remain there.
func align(page, article pipeline.Document) []fate {
	fates := make([]fate, len(page.Blocks))
	a, b := textsOf(page), textsOf(article)
	pairs := match(keys(a), keys(b))
	search := searcher{page: page, fates: fates, left: maxComparisons}
	i, j := 0, 0
	for _, p := range append(pairs, pair{len(a), len(b)}) {
		search.contain(a[i:p.a], b[j:p.b])
		if p.a < len(a) {
			fates[a[p.a].index].keep = true
		}
		i, j = p.a+1, p.b+1
	}
	keepImages(page, article, fates)
	return fates
}

// A text is a block of text: its number in the document, and its letters
// without white space.
type text struct {
	index int
	bare  string
}

func textsOf(d pipeline.Document) []text {
	var list []text
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == pipeline.Image {
			continue
		}
		if s := bare(b.Text); s != "" {
			list = append(list, text{i, s})
		}
	}
	return list
}

// bare returns a text without white space, which both ways to read a page treat
// differently around inline elements.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == 0xAD || r >= 0x200B && r <= 0x200D || r == 0xFEFF {
			return -1
		}
		return r
	}, s)
}

func keys(list []text) []uint64 {
	k := make([]uint64, len(list))
	for i := range list {
		k[i] = xxh3.HashString(list[i].bare)
	}
	return k
}

// maxComparisons bounds how often a text is looked for in a block. Pages with
// articles need some hundreds; beyond it blocks are only kept when equal.
const maxComparisons = 200000

// A searcher looks for the texts of the article that no block is equal to.
type searcher struct {
	page  pipeline.Document
	fates []fate
	left  int // comparisons
}

// minPart is the length from which a text is looked for inside blocks, in
// bytes without white space: a short one would be found by chance.
const minPart = 12

// contain looks for the article's texts in the page's blocks between two
// pairs. An article's text may be several blocks, a part of a block, or a
// block that lost something in its middle.
func (s *searcher) contain(blocks, parts []text) {
	at, from := 0, 0 // the block, and the place in its bare text, to go on at
	for _, p := range parts {
		if s.left -= len(blocks) - at; s.left < 0 {
			return
		}
		if n := s.pieces(blocks[at:], p.bare); n > 0 {
			at, from = at+n, 0
			continue
		}
		if len(p.bare) < minPart {
			continue
		}
		for k := at; k < len(blocks); k++ {
			b, start := blocks[k], 0
			if k == at {
				start = from
			}
			f := &s.fates[b.index]
			if i := strings.Index(b.bare[start:], p.bare); i >= 0 {
				i += start
				f.keep = true
				f.parts = append(f.parts, bareSpan(s.page.Blocks[b.index].Text, i, i+len(p.bare)))
				at, from = k, i+len(p.bare)
				break
			}
			if start == 0 && hasMostOf(b.bare, p.bare) {
				// The article lacks words from the middle, such as the
				// number of a footnote: a sentence is not cut for that.
				f.keep, f.parts = true, nil
				at, from = k+1, 0
				break
			}
		}
	}
}

// hasMostOf reports whether part is what remains of whole when a little of it
// is taken out: at most two fifths.
func hasMostOf(whole, part string) bool {
	if len(part)*5 < len(whole)*3 || len(part) > len(whole) {
		return false
	}
	i := 0
	for j := 0; j < len(whole) && i < len(part); j++ {
		if whole[j] == part[i] {
			i++
		}
	}
	return i == len(part)
}

// pieces keeps the run of blocks that together make up an article's text, and
// returns how many blocks it went past; 0 when there is no such run. The blocks
// may stand a little further on.
func (s *searcher) pieces(blocks []text, whole string) int {
	for start := range blocks {
		rest, n := whole, start
		for n < len(blocks) && strings.HasPrefix(rest, blocks[n].bare) {
			rest = rest[len(blocks[n].bare):]
			n++
		}
		if n-start < 2 || rest != "" {
			continue
		}
		for _, b := range blocks[start:n] {
			s.fates[b.index].keep = true
		}
		return n
	}
	return 0
}

// bareSpan returns the bytes of s that became the bytes [start, end) of its
// bare form.
func bareSpan(s string, start, end int) span {
	out := span{-1, len(s)}
	n := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if bare(s[i:i+size]) != "" {
			if n == start && out.start < 0 {
				out.start = i
			}
			n += utf8.RuneLen(r)
			if n >= end {
				out.end = i + size
				break
			}
		}
		i += size
	}
	if out.start < 0 {
		out.start = 0
	}
	return out
}

// keepImages keeps the images that the article has, by their address.
func keepImages(page, article pipeline.Document, fates []fate) {
	has := map[string]bool{}
	for i := range article.Blocks {
		if b := &article.Blocks[i]; b.Kind == pipeline.Image && b.Src != "" {
			has[page.Resolve(b.Src)] = true
		}
	}
	for i := range page.Blocks {
		if b := &page.Blocks[i]; b.Kind == pipeline.Image && b.Src != "" && has[page.Resolve(b.Src)] {
			fates[i].keep = true
		}
	}
}
