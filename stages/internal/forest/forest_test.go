package forest

import (
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// pack builds models by hand.
type pack struct{ b []byte }

func (p *pack) str(s string)  { p.b = append(append(p.b, byte(len(s))), s...) }
func (p *pack) num(n int)     { p.b = binary.LittleEndian.AppendUint16(p.b, uint16(n)) }
func (p *pack) f32(f float32) { p.b = binary.LittleEndian.AppendUint32(p.b, math.Float32bits(f)) }
func (p *pack) leaf(v int)    { p.b = append(p.b, leafMark); p.num(v) }
func (p *pack) split(f, t int) {
	p.b = append(p.b, byte(f), byte(t))
}

// twoTrees: x <= 1 ? (y <= 5 ? 1 : 2) : 3, then y <= 5 ? -4 : 0.5.
func twoTrees(classes, early int) []byte {
	p := &pack{b: []byte(magic)}
	p.str("test")
	p.num(classes)
	p.num(1)
	p.num(early)
	p.f32(2.5)
	for range classes {
		p.f32(0)
	}
	p.f32(0.5)
	p.num(2)
	p.str("y")
	p.num(1)
	p.f32(5)
	p.str("x")
	p.num(1)
	p.f32(1)
	p.num(2)
	p.split(1, 0)
	p.split(0, 0)
	p.leaf(2)
	p.leaf(4)
	p.leaf(6)
	p.split(0, 0)
	p.leaf(-8)
	p.leaf(1)
	return p.b
}

var columns = []string{"x", "unused", "y"}

func TestMargin(t *testing.T) {
	f, err := Decode(twoTrees(1, 0), columns)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ x, y, want float32 }{{1, 5, -3}, {0, 6, 2.5}, {2, 5, -1}, {2, 6, 3.5}} {
		if got := f.Margin([]float32{c.x, 0, c.y}); got != c.want {
			t.Errorf("x=%v y=%v: %v, want %v", c.x, c.y, got, c.want)
		}
	}
}

func TestEarlyExit(t *testing.T) {
	f, err := Decode(twoTrees(1, 1), columns)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Margin([]float32{2, 0, 5}); got != 3 { // 3 > 2.5: the second tree is not asked
		t.Errorf("clear row: %v", got)
	}
	if got := f.Margin([]float32{1, 0, 6}); got != 2.5 {
		t.Errorf("unclear row: %v", got)
	}
}

// TestFirstFormat reads a model of the first format, which has one exit.
func TestFirstFormat(t *testing.T) {
	data := twoTrees(1, 1)
	at := len(magic) + len("x"+"test") + 2
	data = append(append([]byte(magic1), data[len(magic):at]...), data[at+2:]...)
	f, err := Decode(data, columns)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Margin([]float32{2, 0, 5}); got != 3 {
		t.Errorf("clear row: %v", got)
	}
}

func TestProbabilities(t *testing.T) {
	f, err := Decode(twoTrees(2, 0), columns)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]float32, f.Classes())
	f.Probabilities([]float32{1, 0, 6}, out) // margins 2 and 0.5
	want := math.Exp(2) / (math.Exp(2) + math.Exp(0.5))
	if math.Abs(float64(out[0])-want) > 1e-6 || math.Abs(float64(out[0]+out[1])-1) > 1e-6 {
		t.Errorf("got %v, want %v first", out, want)
	}
}

func TestUnknownFeature(t *testing.T) {
	if _, err := Decode(twoTrees(1, 0), []string{"x"}); !errors.Is(err, ErrModel) {
		t.Errorf("got %v", err)
	}
}

// TestDamaged cuts and changes a model everywhere: an error or a forest that
// can be walked, never a panic or an endless loop.
func TestDamaged(t *testing.T) {
	whole := twoTrees(1, 0)
	for i := range whole {
		if _, err := Decode(whole[:i], columns); !errors.Is(err, ErrModel) {
			t.Errorf("cut at %d: %v", i, err)
		}
		for _, x := range []byte{0x01, 0x80, 0xFF} {
			bad := append([]byte{}, whole...)
			bad[i] ^= x
			if f, err := Decode(bad, columns); err == nil {
				f.Probabilities([]float32{1, 2, 3}, make([]float32, f.Classes()))
			}
		}
	}
}

// The logarithms at hand are those that are computed.
func TestLog(t *testing.T) {
	for v := float32(-2); v < countLogs+2; v += 0.25 {
		if got, want := Log(v), float32(math.Log1p(float64(max(v, 0)))); got != want {
			t.Errorf("Log(%v) = %v, want %v", v, got, want)
		}
	}
}

// manyTrees is a model of stumps with two exits.
func manyTrees(r *rand.Rand, trees int) []byte {
	p := &pack{b: []byte(magic)}
	p.str("test")
	p.num(1)
	p.num(2)
	p.num(trees / 5)
	p.f32(2)
	p.num(trees / 2)
	p.f32(3)
	p.f32(0.25)
	p.f32(0.01)
	p.num(2)
	for _, column := range []string{"y", "x"} {
		p.str(column)
		p.num(3)
		for range 3 {
			p.f32(float32(r.NormFloat64()))
		}
	}
	p.num(trees)
	for range trees {
		p.split(r.IntN(2), r.IntN(3))
		p.leaf(r.IntN(80) - 40)
		p.split(r.IntN(2), r.IntN(3))
		p.leaf(r.IntN(80) - 40)
		p.leaf(r.IntN(80) - 40)
	}
	return p.b
}

// Many rows together have the probabilities that they have one by one.
func TestEach(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	f, err := Decode(manyTrees(r, 150), columns)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 1, batchRows, 5*batchRows + 3} {
		rows, got := make([][]float32, n), make([]float32, n)
		for i := range rows {
			rows[i] = []float32{float32(r.NormFloat64()), 0, float32(r.NormFloat64())}
		}
		f.Each(got, func(i int, into []float32) []float32 { return append(into, rows[i]...) })
		for i := range rows {
			if want := f.Probability(rows[i]); got[i] != want {
				t.Errorf("row %d of %d: %v, want %v", i, n, got[i], want)
			}
		}
	}
}

func TestRow(t *testing.T) {
	memory := make([]float32, 3, maxColumns)
	var names []string
	r := NewRow(memory)
	r.Names = &names
	r.Put("a", 1)
	r.Prefix = "of b "
	r.All([]string{"c", "d"}, []float32{2, 3})
	r.Flag("e", true)
	if got := r.Values(); !slices.Equal(got, []float32{1, 2, 3, 1}) || &got[0] != &memory[0] {
		t.Errorf("columns %v, in the given memory: %v", got, &got[0] == &memory[0])
	}
	if want := []string{"a", "of b c", "of b d", "of b e"}; !slices.Equal(names, want) {
		t.Errorf("names %q, want %q", names, want)
	}
}

func TestRowTooLong(t *testing.T) {
	r := NewRow(nil)
	for range maxColumns + 1 {
		r.Put("", 1)
	}
	defer func() {
		if recover() == nil {
			t.Error("a row longer than a forest can read was given out")
		}
	}()
	r.Values()
}
