//go:build unix

package stages_test

import (
	"syscall"
	"time"
)

// cpuTime is the processor time that this process has used, the garbage
// collector's included: what to measure on a busy machine.
func cpuTime() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
