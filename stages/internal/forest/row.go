package forest

import (
	"math"
	"sync"
)

// A Row collects the columns of one thing that is judged, in order, at most 256.
// With Names set it notes their names, too, so that a name and its value are in
// one place of the code.
type Row struct {
	values *padded
	n      int
	Names  *[]string
	Prefix string // of the names that follow
}

// NewRow returns a row without columns. It uses the given memory if there is
// room for 256 columns.
func NewRow(memory []float32) Row {
	if cap(memory) < maxColumns {
		return Row{values: new(padded)}
	}
	return Row{values: (*padded)(memory[:maxColumns])}
}

// Values returns the columns.
func (r *Row) Values() []float32 { return r.values[:r.n] }

// Put adds a column.
func (r *Row) Put(name string, v float32) {
	r.values[uint8(r.n)] = v // Values refuses rows that are too long
	r.n++
	if r.Names != nil {
		r.note(name)
	}
}

// note is not inlined, so that Put is but a few instructions in its callers: a
// page has a hundred thousand columns, and a program names them once.
//
//go:noinline
func (r *Row) note(name string) { *r.Names = append(*r.Names, r.Prefix+name) }

// All adds columns whose names and values were made before.
func (r *Row) All(names []string, values []float32) {
	r.n += copy(r.values[r.n:], values)
	if r.Names != nil {
		for _, name := range names {
			r.note(name)
		}
	}
}

// Flag adds a column that is 0 or 1.
func (r *Row) Flag(name string, v bool) { r.Put(name, Truth(v)) }

// Truth is 1 for true.
func Truth(v bool) float32 {
	if v {
		return 1
	}
	return 0
}

// Log flattens counts: what matters is a factor, not a difference.
func Log(v float32) float32 {
	if n := int(v); n >= 0 && n < countLogs && float32(n) == v {
		return logs()[n]
	}
	return log(v)
}

func log(v float32) float32 { return float32(math.Log1p(float64(max(v, 0)))) }

// countLogs is up to which count logs are kept at hand: most counts of a text
// are smaller.
const countLogs = 2048

var logs = sync.OnceValue(func() *[countLogs]float32 {
	var t [countLogs]float32
	for n := range t {
		t[n] = log(float32(n))
	}
	return &t
})

// Share is part/whole, and 0 of nothing.
func Share(part, whole float32) float32 {
	if whole <= 0 {
		return 0
	}
	return part / whole
}
