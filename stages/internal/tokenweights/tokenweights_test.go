package tokenweights

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"
)

// pack packs weights as the training program does.
func pack(scale float32, weights map[uint32]int8) []byte {
	packed := binary.LittleEndian.AppendUint32([]byte(magic), math.Float32bits(scale))
	packed = binary.LittleEndian.AppendUint32(packed, uint32(len(weights)))
	var values []byte
	for hash, weight := range weights {
		packed = binary.LittleEndian.AppendUint32(packed, hash)
		values = append(values, byte(weight))
	}
	return append(packed, values...)
}

func TestDamaged(t *testing.T) {
	good := pack(1, map[uint32]int8{1: 1, 2: -2})
	for name, packed := range map[string][]byte{
		"empty": nil, "another format": append([]byte("WNF2"), good[4:]...), "no number": good[:8], "cut off": good[:len(good)-1], "longer": append(slices.Clone(good), 0),
		"too many": append(binary.LittleEndian.AppendUint32(slices.Clone(good[:8]), math.MaxUint32), good[12:]...),
	} {
		if _, err := Decode(packed); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if w, err := Decode(pack(1, nil)); err != nil || w.Of(7) != 0 {
		t.Errorf("no weights at all: %v", err)
	}
}

// TestDecode holds that decoded weights are those that were packed, and that
// unknown tokens have none.
func TestDecode(t *testing.T) {
	want := map[uint32]int8{7: 3, 7 << 16: -5, 1 << 31: 127, 16: -128, 32: 1}
	w, err := Decode(pack(0.25, want))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []*Weights{w, New(0.25, want)} {
		for hash, weight := range want {
			if got := w.Of(hash); got != int32(weight) {
				t.Errorf("token %d weighs %d, not %d", hash, got, weight)
			}
		}
		if w.Of(8) != 0 || w.Of(48) != 0 {
			t.Error("an unknown token has a weight")
		}
		if got := w.LogOdds(-6); got != -1.5 {
			t.Errorf("log-odds %v, not -1.5", got)
		}
	}
	if w := New(1, map[uint32]int8{0: 5}); w.Of(0) != 0 || w.Of(16) != 0 {
		t.Error("hash 0 gives its weight to unknown tokens")
	}
	if w := (*Weights)(nil); w.Of(7) != 0 || w.LogOdds(6) != 0 {
		t.Error("tokens weigh something without weights")
	}
}
