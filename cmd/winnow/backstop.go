package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"winnow/pipeline"
)

// The work on a page is bounded by counting: bytes, nodes, depth, steps. The
// clock is only a backstop behind these limits, for bugs that nobody foresaw:
// one stuck record must not stop a run of millions. Which records it hits
// depends on the machine, so no ordinary page may come near it.

const defaultTimeout = time.Minute

// reasonTimeout is the code for a record that took too long.
const reasonTimeout = "timeout"

// errTimeout is the error of such a record.
var errTimeout = errors.New("given up by the clock (--timeout)")

func addTimeout(flags *pflag.FlagSet, timeout *time.Duration) {
	flags.DurationVar(timeout, "timeout", defaultTimeout, "give up a record after `TIME`, 0 for never; a backstop, since other limits are counts")
}

func checkTimeout(timeout time.Duration) error {
	if timeout < 0 {
		return usagef("--timeout %v: must not be negative", timeout)
	}
	return nil
}

// clockParts is the number of parts in which a timeout is counted. A process
// that was suspended, or a machine that slept, misses all parts but one, so
// that the suspended time does not count against the records being processed.
const clockParts = 20

// within returns the result of work, or errTimeout if it takes longer, or the
// cause of the end of ctx. Go cannot end a goroutine: abandoned work goes on
// until it looks at its context, and its result is dropped. A panic in work is
// returned as an error. A timeout of 0 means none.
func within[T any](ctx context.Context, timeout time.Duration, work func(context.Context) (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan result, 1)
	go func() {
		var r result
		r.err = pipeline.Catch(func() (err error) {
			r.value, err = work(ctx)
			return err
		})
		done <- r
	}()
	var tick <-chan time.Time
	if timeout > 0 {
		ticker := time.NewTicker(max(1, timeout/clockParts))
		defer ticker.Stop()
		tick = ticker.C
	}
	var none T
	for parts := 0; ; {
		select {
		case r := <-done:
			return r.value, r.err
		case <-ctx.Done():
			return none, context.Cause(ctx)
		case <-tick:
			if parts++; parts >= clockParts {
				return none, fmt.Errorf("%w after %v", errTimeout, timeout)
			}
		}
	}
}
