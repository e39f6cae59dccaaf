// Package forest evaluates gradient-boosted decision trees.
//
// A model is a few ten kilobytes: two bytes for a decision (the feature, the
// number of the threshold in that feature's table), three for a leaf, trees in
// preorder. It names its features, so a model and the code that measures them
// cannot drift apart unnoticed. Decode turns it into arrays that are quick to
// walk, eight trees at a time and without a branch to guess. The models are
// written by the training programs; see internal/train/pack.py.
package forest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// A packed model begins with one of these; the digit is the format's version.
// The first one has one early exit, the second a list of them.
const (
	magic1 = "WNF1"
	magic  = "WNF2"
)

// leafMark in place of a feature begins a leaf.
const leafMark = 0xFF

// maxTrees and maxExits bound what a damaged model can ask for.
const (
	maxTrees = 1 << 14
	maxExits = 16
)

// A Forest scores rows of features. It is safe for concurrent use.
type Forest struct {
	// Version is what the training program called the model.
	Version string
	classes int
	bias    []float32
	exits   []exit // in the order of their trees
	trees   []tree
	// nodes and values hold the trees one after another, each from the root
	// down, level by level; values are those of the leaves.
	nodes  *nodes
	values []float32
}

// An exit decides rows whose margin exceeds limit after the first trees.
type exit struct {
	trees int
	limit float32
}

// A tree is the place of its root and the number of decisions on the longest
// way to a leaf.
type tree struct {
	root  uint16
	depth uint16
}

// nodes are decisions: feature values up to threshold go to the node left,
// greater ones to the node after that. A leaf sends every value to itself, so
// that one number of steps fits all ways down a tree: there is no branch for
// the processor to guess wrong. There is a place for every number that a node
// can have, so that no number needs a check, and an array for each part of a
// node, whose elements are as long as an address can count in: together that
// is a quarter of the time of a walk. Places that are not used take no memory
// from the system.
type nodes struct {
	threshold [maxNodes]float32
	left      [maxNodes]uint16
	feature   [maxNodes]uint8
}

// maxNodes and maxColumns bound a forest by what a node can hold.
const (
	maxNodes   = 1 << 16
	maxColumns = 1 << 8
)

// values of a row, padded, so that every feature of a node is in it.
type padded [maxColumns]float32

// ErrModel is wrapped by all errors of Decode.
var ErrModel = errors.New("bad model")

// Decode reads a packed model for rows whose columns have the given names, at
// most 256.
func Decode(data []byte, columns []string) (*Forest, error) {
	if len(columns) > maxColumns {
		return nil, fmt.Errorf("%w: rows of %d columns", ErrModel, len(columns))
	}
	r := reader{data: data}
	version := r.text(len(magic))
	if version != magic && version != magic1 {
		return nil, fmt.Errorf("%w: it does not begin with %q", ErrModel, magic)
	}
	f := &Forest{Version: r.string(), classes: r.int(64)}
	f.readExits(&r, version)
	for range f.classes {
		f.bias = append(f.bias, r.float())
	}
	scale := r.float()
	index := map[string]int32{}
	for i, c := range columns {
		index[c] = int32(i)
	}
	var features []int32
	var thresholds [][]float32
	for range r.int(leafMark) {
		name := r.string()
		column, ok := index[name]
		if !ok {
			return nil, fmt.Errorf("%w: unknown feature %q", ErrModel, name)
		}
		features = append(features, column)
		table := make([]float32, r.int(256))
		for j := range table {
			table[j] = r.float()
		}
		thresholds = append(thresholds, table)
	}
	count := r.int(maxTrees)
	f.trees = make([]tree, 0, count)
	f.nodes = new(nodes)
	f.values = make([]float32, 0, min(maxNodes, len(r.data)/leastNode))
	g := planter{features: features, thresholds: thresholds, scale: scale}
	for range count {
		f.tree(&r, &g)
		if r.err != nil {
			return nil, r.err
		}
	}
	if r.err == nil && len(r.data) != 0 {
		r.fail("%d bytes follow the last tree", len(r.data))
	}
	if r.err == nil && (f.classes == 0 || len(f.trees)%f.classes != 0) {
		r.fail("%d trees for %d classes", len(f.trees), f.classes)
	}
	return f, r.err
}

// readExits reads the early exits; 0 trees are none.
func (f *Forest) readExits(r *reader, version string) {
	n := 1
	if version != magic1 {
		n = r.int(maxExits)
	}
	for range n {
		e := exit{r.int(maxTrees), r.float()}
		switch last := len(f.exits) - 1; {
		case e.trees == 0:
		case last >= 0 && e.trees <= f.exits[last].trees:
			r.fail("an exit after %d trees follows one after %d", e.trees, f.exits[last].trees)
		default:
			f.exits = append(f.exits, e)
		}
	}
}

// A split is a node of a tree as it is packed, in preorder: lower values go to
// the next one, others to right. right is 0 in a leaf, whose value is threshold.
type split struct {
	threshold float32
	feature   int32
	right     int
}

// leastNode is the length in bytes of the shortest node of a packed tree.
const leastNode = 2

// A planter reads trees. What it needs for one serves the next.
type planter struct {
	features   []int32
	thresholds [][]float32
	scale      float32
	splits     []split
	open       []int // decisions whose right side is still to come
	// A level of the tree, and the one below it, of splits.
	level, below []int
}

// tree reads one tree in preorder.
func (f *Forest) tree(r *reader, g *planter) {
	g.splits, g.open = g.splits[:0], g.open[:0]
	for {
		at := len(g.splits)
		mark := int(r.byte())
		if r.err != nil {
			return
		}
		if len(f.values)+at >= maxNodes {
			r.fail("more than %d nodes", maxNodes)
			return
		}
		if mark == leafMark {
			g.splits = append(g.splits, split{threshold: float32(r.int16()) * g.scale})
			if len(g.open) == 0 {
				f.plant(g)
				return
			}
			last := g.open[len(g.open)-1]
			g.open = g.open[:len(g.open)-1]
			g.splits[last].right = at + 1
			continue
		}
		bin := int(r.byte())
		if mark >= len(g.features) || bin >= len(g.thresholds[mark]) {
			r.fail("decision on feature %d, threshold %d", mark, bin)
			return
		}
		g.splits = append(g.splits, split{threshold: g.thresholds[mark][bin], feature: g.features[mark]})
		g.open = append(g.open, at)
	}
}

// plant adds a tree level by level, so that the two sides of a decision are
// side by side.
func (f *Forest) plant(g *planter) {
	root := len(f.values)
	g.level = append(g.level[:0], 0)
	depth, next := 0, root+1
	for ; len(g.level) > 0; depth++ {
		g.below = g.below[:0]
		for _, at := range g.level {
			s, n := g.splits[at], len(f.values)
			if s.right == 0 {
				f.nodes.threshold[n], f.nodes.left[n] = float32(math.Inf(1)), uint16(n)
				f.values = append(f.values, s.threshold)
				continue
			}
			f.nodes.threshold[n], f.nodes.feature[n], f.nodes.left[n] = s.threshold, uint8(s.feature), uint16(next)
			f.values = append(f.values, 0)
			g.below = append(g.below, at+1, s.right)
			next += 2
		}
		g.level, g.below = g.below, g.level
	}
	f.trees = append(f.trees, tree{uint16(root), uint16(depth - 1)})
}

// Margin returns the log-odds of a row for a model of one class. It stops early
// on rows that are clear.
func (f *Forest) Margin(row []float32) float32 {
	var p padded
	copy(p[:], row)
	sum, done := f.bias[0], 0
	for _, e := range f.exits {
		if e.trees >= len(f.trees) {
			break
		}
		sum = f.add(sum, f.trees[done:e.trees], &p)
		if sum > e.limit || sum < -e.limit {
			return sum
		}
		done = e.trees
	}
	return f.add(sum, f.trees[done:], &p)
}

// add adds the leaves of some trees to sum, in order. It walks eight trees at a
// time: the steps in one do not wait for those in another.
func (f *Forest) add(sum float32, trees []tree, row *padded) float32 {
	nodes := f.nodes
	for len(trees) >= 8 {
		t := trees[:8]
		a, b, c, d, e, g, h, i := t[0].root, t[1].root, t[2].root, t[3].root, t[4].root, t[5].root, t[6].root, t[7].root
		for n := max(t[0].depth, t[1].depth, t[2].depth, t[3].depth, t[4].depth, t[5].depth, t[6].depth, t[7].depth); n > 0; n-- {
			a, b, c, d = nodes.next(a, row), nodes.next(b, row), nodes.next(c, row), nodes.next(d, row)
			e, g, h, i = nodes.next(e, row), nodes.next(g, row), nodes.next(h, row), nodes.next(i, row)
		}
		for _, at := range [...]uint16{a, b, c, d, e, g, h, i} {
			sum += f.values[at]
		}
		trees = trees[8:]
	}
	for _, t := range trees {
		sum += f.leaf(t, row)
	}
	return sum
}

// leaf returns the value of the leaf of a row in one tree.
func (f *Forest) leaf(t tree, row *padded) float32 {
	at := t.root
	for range t.depth {
		at = f.nodes.next(at, row)
	}
	return f.values[at]
}

// next returns the node that follows node i.
func (n *nodes) next(i uint16, row *padded) uint16 {
	right := uint16(0)
	if row[n.feature[i]] > n.threshold[i] {
		right = 1
	}
	return n.left[i] + right
}

// Probability is Margin as a probability.
func (f *Forest) Probability(row []float32) float32 { return sigmoid(f.Margin(row)) }

// sigmoid turns log-odds into a probability.
func sigmoid(margin float32) float32 {
	return float32(1 / (1 + math.Exp(-float64(margin))))
}

// Classes returns the number of classes.
func (f *Forest) Classes() int { return f.classes }

// Probabilities writes the probability of each class into out, which has
// Classes places.
func (f *Forest) Probabilities(row, out []float32) {
	var p padded
	copy(p[:], row)
	copy(out, f.bias)
	for i, t := range f.trees {
		out[i%f.classes] += f.leaf(t, &p)
	}
	top := out[0]
	for _, v := range out {
		top = max(top, v)
	}
	sum := float32(0)
	for i, v := range out {
		out[i] = float32(math.Exp(float64(v - top)))
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
}

// reader takes values off the front of a packed model; after the first error
// it gives zeros.
type reader struct {
	data []byte
	err  error
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: "+format, append([]any{ErrModel}, args...)...)
	}
	r.data = nil
}

func (r *reader) take(n int) []byte {
	if len(r.data) < n {
		r.fail("it ends too soon")
		return make([]byte, n)
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *reader) byte() byte {
	if len(r.data) == 0 {
		r.fail("it ends too soon")
		return 0
	}
	b := r.data[0]
	r.data = r.data[1:]
	return b
}
func (r *reader) text(n int) string { return string(r.take(n)) }
func (r *reader) int16() int16      { return int16(binary.LittleEndian.Uint16(r.take(2))) }
func (r *reader) float() float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(r.take(4)))
}
func (r *reader) string() string { return r.text(int(r.byte())) }

// int reads a two-byte number that may not exceed limit.
func (r *reader) int(limit int) int {
	n := int(binary.LittleEndian.Uint16(r.take(2)))
	if n > limit {
		r.fail("%d where at most %d is allowed", n, limit)
		return 0
	}
	return n
}
