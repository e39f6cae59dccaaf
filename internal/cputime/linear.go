package cputime

import (
	"fmt"
	"runtime"
	"time"
)

// tries is how often work is measured again on a processor that is shared with
// others, and so slow at times, before it counts as slow itself.
const tries = 8

// Least returns the CPU time of run, measured again while it is more than limit:
// the least of up to eight.
func Least(limit time.Duration, run func()) time.Duration {
	least := measure(run)
	for i := 1; i < tries && least > limit; i++ {
		least = min(least, measure(run))
	}
	return least
}

// CheckLinear returns an error if the CPU time of run, which gets an input of
// length n, grows faster than in proportion to n.
func CheckLinear(n int, run func(n int)) error {
	// A quadratic step would make 16 of 4; 9 leaves room for caches. Short times
	// are noise.
	const factor, noise = 9, 50 * time.Millisecond
	var small, large time.Duration
	for try := range tries {
		s, l := measure(func() { run(n) }), measure(func() { run(4 * n) })
		if l <= max(noise, factor*s) {
			return nil
		}
		if try == 0 || l < large {
			small, large = s, l
		}
	}
	return fmt.Errorf("%d take %v, %d %v", n, small, 4*n, large)
}

// measure returns the CPU time of run. It collects first what came before, so
// that run does not pay for it.
func measure(run func()) time.Duration {
	runtime.GC()
	start := Used()
	run()
	return Used() - start
}
