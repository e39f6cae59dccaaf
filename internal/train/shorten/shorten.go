// Package shorten makes short pages of long ones, to train on. The annotated
// pages are mostly long: news articles with all that surrounds them on a large
// site. A notice, a post of a small blog, or an example has a few paragraphs and
// a few lines around them, and there a model that only knows long pages errs.
//
// Of the text some paragraphs that follow each other stay, and of what surrounds
// it a share of the branches, of many alike in each only a few. Sometimes the
// names of classes go, too, and what the head says about the page.
package shorten

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"winnow/internal/score"
	"winnow/internal/train/label"
	"winnow/pipeline"
	"winnow/pipeline/tree"
)

// A Size says how much of a page stays.
type Size int

const (
	// Short leaves two to nine blocks of the text and next to nothing around it.
	Short Size = iota
	// Middle leaves a fifth to four fifths of the text and about half of
	// what surrounds it.
	Middle
	// Frame leaves nothing of the text, and a part of what surrounds it: a
	// page that says nothing, or whose text a script would fetch.
	Frame
)

func (s Size) String() string { return [...]string{"short", "middle", "frame"}[s] }

// Page makes a short page of p. Its truth is what is left of the truth of p,
// and what else is annotated stays as it is. It reports false if the page has
// fewer than two blocks of text. The same number makes the same page.
func Page(p score.Page, size Size, number int) (short score.Page, ok bool, err error) {
	d, err := pipeline.Parse(pipeline.Page{ID: p.ID, URL: p.URL, Body: p.HTML, Format: pipeline.FormatHTML})
	if err != nil {
		return p, false, fmt.Errorf("%s: %w", p.ID, err)
	}
	c := cutter{tree: d.Tree, cut: make([]bool, d.Tree.Len()), rng: rand.New(rand.NewPCG(2, uint64(number)))}
	c.read(d.Blocks, p.Truth.Text)
	if !c.choose(size) {
		return p, false, nil
	}
	p.Truth.Text = c.truth()
	p.HTML = c.html()
	return p, true, nil
}

// A cutter cuts subtrees off a page.
type cutter struct {
	tree *tree.Tree
	rng  *rand.Rand
	cut  []bool // nodes that are left out with all below them

	units []label.Unit
	texts []string // of the units
	nodes []int32  // of the units
}

// read finds the units of the page and those that its truth holds.
func (c *cutter) read(blocks []pipeline.Block, truth string) {
	for _, b := range blocks {
		if b.Kind != pipeline.Image && b.Node >= 0 {
			c.texts = append(c.texts, b.Text)
			c.nodes = append(c.nodes, int32(b.Node))
		}
	}
	c.units = label.Units(c.texts, truth)
}

// choose cuts most of the page off, and reports false if there is too little
// text for that, or nothing is left.
func (c *cutter) choose(size Size) bool {
	var text []int // units of the text
	for i, u := range c.units {
		if u.Keep && len(u.Tokens) > 0 {
			text = append(text, i)
		}
	}
	if len(text) < 2 {
		return false
	}
	stay := 2 + c.rng.IntN(3) + c.rng.IntN(6)
	share := [...]float64{.2, .4, .7}[c.rng.IntN(3)]
	alike := 1 + c.rng.IntN(4)
	switch size {
	case Middle:
		stay = int(float64(len(text)) * (.2 + .6*c.rng.Float64()))
		share = [...]float64{.25, .5, .8}[c.rng.IntN(3)]
		alike = 2 + c.rng.IntN(4)
	case Frame:
		share = [...]float64{.5, .8, 1}[c.rng.IntN(3)]
		c.prune(text, nil, share, alike)
		return c.leaves()
	}
	stay = min(max(stay, 2), len(text))
	first := 0 // most often the text begins where it did
	if c.rng.IntN(3) == 0 {
		first = c.rng.IntN(len(text) - stay + 1)
	}
	c.prune(text, text[first:first+stay], share, alike)
	return true
}

// leaves reports that a unit is left, whatever it is.
func (c *cutter) leaves() bool {
	return slices.ContainsFunc(c.nodes, func(n int32) bool { return !c.gone(n) })
}

// prune leaves of the units of the text those that stay, and of the branches
// without text a share, in which elements have so many children of one name.
func (c *cutter) prune(text, stay []int, share float64, alike int) {
	all := make([]int, len(c.units))
	for i := range all {
		all[i] = i
	}
	holdsAny, holdsText, holdsRest := c.above(all), c.above(text), c.above(stay)
	body := c.tree.Body()
	for n := body + 1; n < c.tree.Nodes[body].End; n++ {
		if c.tree.Nodes[n].Tag == tree.Text || !holdsAny[n] || holdsRest[n] {
			continue
		}
		if holdsText[n] || c.rng.Float64() > share {
			c.cut[n] = true
		} else {
			c.thin(n, alike)
		}
		n = c.tree.Nodes[n].End - 1 // on after the branch
	}
}

// above marks the nodes that the units are in.
func (c *cutter) above(units []int) []bool {
	set := make([]bool, c.tree.Len())
	for _, u := range units {
		for n := c.nodes[u]; n >= 0 && !set[n]; n = c.tree.Nodes[n].Parent {
			set[n] = true
		}
	}
	return set
}

// thin cuts all but the first few children of one name, in n and below.
func (c *cutter) thin(n int32, alike int) {
	seen := map[tree.Tag]int{}
	for child := range c.tree.Children(n) {
		tag := c.tree.Nodes[child].Tag
		if tag == tree.Text || tag == tree.Raw {
			continue
		}
		if seen[tag]++; seen[tag] > alike {
			c.cut[child] = true
		} else {
			c.thin(child, alike)
		}
	}
}

// truth returns what is left of the text.
func (c *cutter) truth() string {
	var left []string
	for i, u := range c.units {
		if u.Keep && !c.gone(c.nodes[i]) {
			left = append(left, c.texts[i])
		}
	}
	return strings.Join(left, "\n")
}

func (c *cutter) gone(n int32) bool {
	for ; n >= 0; n = c.tree.Nodes[n].Parent {
		if c.cut[n] {
			return true
		}
	}
	return false
}
