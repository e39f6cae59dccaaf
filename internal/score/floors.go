package score

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
)

// Floors are the lowest figures allowed, by a name that says system, data set,
// row and figure.
type Floors map[string]float64

// LoadFloors reads floors; a file that is not there holds none.
func LoadFloors(file string) (Floors, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Floors{}, nil
	}
	if err != nil {
		return nil, err
	}
	f := Floors{}
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return f, nil
}

// Save writes the floors, sorted by name.
func (f Floors) Save(file string) error {
	data, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o644)
}

// tolerance is how far a figure may lie under its floor: less than one page in
// a thousand changes, so that floating-point sums in another order pass.
const tolerance = 0.00005

// Check lists the figures that lie under their floors, sorted.
func (f Floors) Check(figures map[string]float64) []string {
	var low []string
	for name, v := range figures {
		if floor, ok := f[name]; ok && v < floor-tolerance {
			low = append(low, fmt.Sprintf("%s is %.4f, below its floor %.4f", name, v, floor))
		}
	}
	slices.Sort(low)
	return low
}

// Raise sets the floors to the figures where those are higher, and adds floors
// for figures that had none. It never lowers one: that is done by hand, with
// the reason in the commit.
func (f Floors) Raise(figures map[string]float64) {
	for name, v := range figures {
		v = math.Floor(v*10000) / 10000
		if floor, ok := f[name]; !ok || v > floor {
			f[name] = v
		}
	}
}
