package cputime

import "testing"

func TestCheckLinear(t *testing.T) {
	sum := 0
	loop := func(steps int) {
		for i := range steps {
			sum += i ^ sum
		}
	}
	if err := CheckLinear(500_000, func(n int) { loop(50 * n) }); err != nil {
		t.Errorf("linear: %v", err)
	}
	if CheckLinear(5_000, func(n int) { loop(n * n) }) == nil {
		t.Error("quadratic: no error")
	}
}
