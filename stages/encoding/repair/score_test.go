package repair

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// userTime returns the CPU time that this process has used itself: the speeds
// are per core, whatever else the machine does.
func userTime() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano())
}

// speed returns MB of input per second of CPU, the best of three.
func speed(line string) float64 {
	s := strings.Repeat(line+"\n", 1+4<<20/len(line))
	best := 0.0
	for range 3 {
		start := userTime()
		Text(s, Options{})
		if d := userTime() - start; d > 0 {
			best = max(best, float64(len(s))/1e6/d.Seconds())
		}
	}
	return best
}

func TestSpeed(t *testing.T) {
	for name, line := range cleanLines {
		t.Logf("clean %-10s %7.1f MB/s", name, speed(line))
	}
	for name, line := range brokenLines {
		t.Logf("broken %-10s %7.1f MB/s", name, speed(line))
	}
}
