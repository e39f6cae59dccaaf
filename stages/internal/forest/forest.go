// Package forest evaluates gradient-boosted decision trees.
//
// A model is a few ten kilobytes: two bytes for a decision (the feature, the
// number of the threshold in that feature's table), three for a leaf, trees in
// preorder. It names its features, so a model and the code that measures them
// cannot drift apart unnoticed. Decode turns it into arrays that are quick to
// walk. The models are written by the training programs; see
// internal/train/pack.py.
package forest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// magic begins every packed model; its digit is the format's version.
const magic = "WNF1"

// leafMark in place of a feature begins a leaf.
const leafMark = 0xFF

// maxTrees and maxNodes bound what a damaged model can ask for.
const (
	maxTrees = 1 << 14
	maxNodes = 1 << 22
)

// A Forest scores rows of features. It is safe for concurrent use.
type Forest struct {
	// Version is what the training program called the model.
	Version string
	classes int
	bias    []float32
	// After early trees a row whose margin exceeds limit is decided; 0 turns
	// that off.
	early int
	limit float32
	roots []int32
	nodes []node
}

// A node is a decision: feature values up to threshold go to the next node,
// greater ones to right. right is 0 in a leaf, whose value is threshold.
type node struct {
	threshold float32
	right     int32
	feature   int32
}

// ErrModel is wrapped by all errors of Decode.
var ErrModel = errors.New("bad model")

// Decode reads a packed model for rows whose columns have the given names.
func Decode(data []byte, columns []string) (*Forest, error) {
	r := reader{data: data}
	if r.text(len(magic)) != magic {
		return nil, fmt.Errorf("%w: it does not begin with %q", ErrModel, magic)
	}
	f := &Forest{Version: r.string(), classes: r.int(64), early: r.int(maxTrees), limit: r.float()}
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
	for range r.int(maxTrees) {
		f.roots = append(f.roots, int32(len(f.nodes)))
		f.tree(&r, features, thresholds, scale)
		if r.err != nil {
			return nil, r.err
		}
	}
	if r.err == nil && len(r.data) != 0 {
		r.fail("%d bytes follow the last tree", len(r.data))
	}
	if r.err == nil && (f.classes == 0 || len(f.roots)%f.classes != 0) {
		r.fail("%d trees for %d classes", len(f.roots), f.classes)
	}
	return f, r.err
}

// tree reads one tree in preorder.
func (f *Forest) tree(r *reader, features []int32, thresholds [][]float32, scale float32) {
	var open []int32 // decisions whose right side is still to come
	for {
		at := int32(len(f.nodes))
		mark := int(r.byte())
		if r.err != nil {
			return
		}
		if len(f.nodes) >= maxNodes {
			r.fail("more than %d nodes", maxNodes)
			return
		}
		if mark == leafMark {
			f.nodes = append(f.nodes, node{threshold: float32(r.int16()) * scale})
			if len(open) == 0 {
				return
			}
			last := open[len(open)-1]
			open = open[:len(open)-1]
			f.nodes[last].right = at + 1
			continue
		}
		bin := int(r.byte())
		if mark >= len(features) || bin >= len(thresholds[mark]) {
			r.fail("decision on feature %d, threshold %d", mark, bin)
			return
		}
		f.nodes = append(f.nodes, node{threshold: thresholds[mark][bin], feature: features[mark]})
		open = append(open, at)
	}
}

// Margin is the log-odds of a row for a model of one class. It stops early on
// rows that are clear.
func (f *Forest) Margin(row []float32) float32 {
	sum := f.bias[0]
	for i, root := range f.roots {
		if i == f.early && i > 0 && (sum > f.limit || sum < -f.limit) {
			break
		}
		sum += f.walk(root, row)
	}
	return sum
}

func (f *Forest) walk(at int32, row []float32) float32 {
	for {
		n := &f.nodes[at]
		if n.right == 0 {
			return n.threshold
		}
		if row[n.feature] <= n.threshold {
			at++
		} else {
			at = n.right
		}
	}
}

// Probability is Margin as a probability.
func (f *Forest) Probability(row []float32) float32 { return Sigmoid(f.Margin(row)) }

// Sigmoid turns log-odds into a probability.
func Sigmoid(margin float32) float32 {
	return float32(1 / (1 + math.Exp(-float64(margin))))
}

// Classes is the number of classes.
func (f *Forest) Classes() int { return f.classes }

// Probabilities writes the probability of each class into out, which has
// Classes places.
func (f *Forest) Probabilities(row, out []float32) {
	copy(out, f.bias)
	for i, root := range f.roots {
		out[i%f.classes] += f.walk(root, row)
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

func (r *reader) byte() byte        { return r.take(1)[0] }
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
