//go:build !unix

package cputime

import "time"

var processStart = time.Now()

// Used returns the wall time since the process started, a stand-in where the
// CPU time of a process cannot be read.
func Used() time.Duration { return time.Since(processStart) }
