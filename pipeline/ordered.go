package pipeline

import (
	"context"
	"iter"
	"sync"
)

// Ordered does work on every item of in with the given number of workers and
// yields the results in the order of the items, whatever the number. At most
// four items a worker are under way at once, so memory stays flat.
//
// When the consumer stops or ctx is done, no further item is started; the
// workers end before Ordered returns.
func Ordered[In, Out any](ctx context.Context, workers int, in iter.Seq[In], work func(context.Context, In) Out) iter.Seq[Out] {
	workers = max(1, workers)
	type task struct {
		item In
		done chan Out
	}
	return func(yield func(Out) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		todo := make(chan task)
		queue := make(chan task, 4*workers) // tasks in input order, for the consumer
		var wg sync.WaitGroup
		for range workers {
			wg.Go(func() {
				for t := range todo {
					t.done <- work(ctx, t.item)
				}
			})
		}
		wg.Go(func() {
			defer close(queue)
			defer close(todo)
			for item := range in {
				t := task{item: item, done: make(chan Out, 1)}
				select {
				case queue <- t:
				case <-ctx.Done():
					return
				}
				// A task that is queued is always worked on: the consumer waits for it.
				todo <- t
			}
		})
		stopped := false
		for t := range queue {
			out := <-t.done
			if !stopped && !yield(out) {
				stopped = true
				cancel()
			}
		}
		wg.Wait()
	}
}
