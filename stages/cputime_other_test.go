//go:build !unix

package stages_test

import "time"

var started = time.Now()

// cpuTime is the time since the start, where processor time is not to be had.
func cpuTime() time.Duration { return time.Since(started) }
