package cputime

import (
	"fmt"
	"time"
)

// CheckLinear returns an error if the CPU time of run, which gets an input of
// length n, grows faster than in proportion to n.
func CheckLinear(n int, run func(n int)) error {
	took := func(n int) time.Duration {
		start := Used()
		run(n)
		return Used() - start
	}
	// A quadratic step would make 16 of 4; 9 leaves room for caches. On a busy
	// machine one fair try of several decides, and short times are noise.
	const tries, factor, noise = 6, 9, 50 * time.Millisecond
	var small, large time.Duration
	for range tries {
		small, large = took(n), took(4*n)
		if large <= factor*small || large < noise {
			return nil
		}
	}
	return fmt.Errorf("%d take %v, %d %v", n, small, 4*n, large)
}
