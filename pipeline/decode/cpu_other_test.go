//go:build !unix

package decode

import (
	"testing"
	"time"
)

var processStart = time.Now()

// cpuTime stands in for the time this process has spent computing.
func cpuTime(testing.TB) time.Duration { return time.Since(processStart) }
