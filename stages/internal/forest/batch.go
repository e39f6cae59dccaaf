package forest

import "slices"

// Bounds of what is walked together: the values of that many rows and the nodes
// of that many trees fit in the first cache of a processor, which those of all
// trees do not.
const (
	batchRows  = 16
	batchTrees = 48
)

// Each writes the Probability of rows 0, 1, … into out. row returns a row by its
// number, in the memory that it is given if it fits. All rows have the same
// columns. Many rows take less time together than one by one.
func (f *Forest) Each(out []float32, row func(i int, into []float32) []float32) {
	var rows [batchRows]padded
	for first := 0; first < len(out); first += batchRows {
		sums := out[first:min(first+batchRows, len(out))]
		for k := range sums {
			copy(rows[k][:], row(first+k, rows[k][:0]))
		}
		f.margins(sums, &rows)
		for k := range sums {
			sums[k] = sigmoid(sums[k])
		}
	}
}

// margins writes the Margin of each row into sums.
func (f *Forest) margins(sums []float32, rows *[batchRows]padded) {
	var all [batchRows]int
	open := all[:len(sums)] // the rows that are not clear yet
	for k := range open {
		open[k], sums[k] = k, f.bias[0]
	}
	done := 0
	for _, e := range f.exits {
		if e.trees >= len(f.trees) {
			break
		}
		f.addEach(sums, f.trees[done:e.trees], rows, open)
		open = slices.DeleteFunc(open, func(k int) bool { return sums[k] > e.limit || sums[k] < -e.limit })
		done = e.trees
	}
	f.addEach(sums, f.trees[done:], rows, open)
}

// addEach adds the leaves of some trees to the sums of the open rows.
func (f *Forest) addEach(sums []float32, trees []tree, rows *[batchRows]padded, open []int) {
	for some := range slices.Chunk(trees, batchTrees) {
		for _, k := range open {
			sums[k] = f.add(sums[k], some, &rows[k])
		}
	}
}
