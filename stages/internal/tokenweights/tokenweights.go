// Package tokenweights holds linear models: what each of some thousand tokens,
// known by their hashes, speaks for or against. What tokens are is for their
// users to say: names of elements in stages/blocks, words in stages/lines.
package tokenweights

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// magic begins the packed weights, whose digit is the format's version.
const magic = "WNT1"

// ErrDamaged is wrapped by errors about weights that cannot be read.
var ErrDamaged = errors.New("damaged weights of tokens")

// Weights are the weights of tokens. Sums of them are log-odds. A nil pointer
// knows no token. It is safe for concurrent use.
type Weights struct {
	// A hash table with open addressing. Hash 0 marks a free slot, so the token with
	// that hash weighs nothing.
	hashes  []uint32
	weights []int8
	scale   float32 // of a unit of weight
}

// Decode reads weights as internal/train/tokens.py packs them: the magic, the
// scale, the number of tokens, their hashes, their weights.
func Decode(packed []byte) (*Weights, error) {
	rest, ok := bytes.CutPrefix(packed, []byte(magic))
	if !ok || len(rest) < 8 {
		return nil, fmt.Errorf("%w: they do not begin with %q, a scale and a number", ErrDamaged, magic)
	}
	scale := math.Float32frombits(binary.LittleEndian.Uint32(rest))
	n := int(binary.LittleEndian.Uint32(rest[4:]))
	rest = rest[8:]
	if n < 0 || len(rest)%5 != 0 || len(rest)/5 != n {
		return nil, fmt.Errorf("%w: %d bytes for %d tokens", ErrDamaged, len(rest), n)
	}
	w := empty(n, scale)
	for i := range n {
		w.set(binary.LittleEndian.Uint32(rest[4*i:]), int8(rest[4*n+i]))
	}
	return w, nil
}

// New makes the weights of some tokens.
func New(scale float32, weights map[uint32]int8) *Weights {
	w := empty(len(weights), scale)
	for hash, weight := range weights {
		w.set(hash, weight)
	}
	return w
}

// empty has room for n tokens.
func empty(n int, scale float32) *Weights {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return &Weights{hashes: make([]uint32, size), weights: make([]int8, size), scale: scale}
}

func (w *Weights) set(hash uint32, weight int8) {
	if weight != 0 && hash != 0 {
		slot := w.slot(hash)
		w.hashes[slot], w.weights[slot] = hash, weight
	}
}

// slot returns the slot of a hash, or the free one where it belongs.
func (w *Weights) slot(hash uint32) uint32 {
	mask := uint32(len(w.hashes) - 1)
	for i := (hash ^ hash>>16) & mask; ; i = (i + 1) & mask {
		if h := w.hashes[i]; h == hash || h == 0 {
			return i
		}
	}
}

// Of returns the weight of a token; a sum of weights is scaled by Scale.
func (w *Weights) Of(token uint32) int32 {
	if w == nil {
		return 0
	}
	return int32(w.weights[w.slot(token)])
}

// Scale is what a sum of weights is multiplied by to be log-odds.
func (w *Weights) Scale() float32 {
	if w == nil {
		return 0
	}
	return w.scale
}

// LogOdds converts a sum of weights.
func (w *Weights) LogOdds(sum int32) float32 { return float32(sum) * w.Scale() }
