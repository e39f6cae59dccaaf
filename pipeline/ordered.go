package pipeline

import (
	"context"
	"iter"
	"sync"

	"golang.org/x/sync/semaphore"
)

// Load bounds how much Ordered works on at once.
type Load[In any] struct {
	// Workers is the number of items worked on at the same time, at least 1.
	Workers int
	// Weight returns the bytes that an item holds. MaxWeight bounds their sum
	// over all items that were taken from the input and whose results were not
	// yet yielded. An item heavier than MaxWeight is worked on alone. With a nil
	// Weight only the number of items is bounded.
	Weight    func(In) int64
	MaxWeight int64
}

// itemsPerWorker is how many items per worker are read ahead: enough to keep the
// workers busy while a slow item holds up the output.
const itemsPerWorker = 8

// Ordered calls work for every item of in, concurrently, and yields the results
// in the order of the items.
//
// When the consumer stops or ctx is done, no further item is taken. The items
// already taken are finished, and all goroutines have ended before Ordered
// returns.
func Ordered[In, Out any](ctx context.Context, load Load[In], in iter.Seq[In], work func(context.Context, In) Out) iter.Seq[Out] {
	workers := max(1, load.Workers)
	type task struct {
		item   In
		weight int64
		done   chan Out
	}
	return func(yield func(Out) bool) {
		taking, stop := context.WithCancel(ctx)
		defer stop()
		todo := make(chan task)
		queue := make(chan task, itemsPerWorker*workers) // in input order, for the consumer
		held := semaphore.NewWeighted(max(1, load.MaxWeight))
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
				if load.Weight != nil {
					t.weight = min(max(0, load.Weight(item)), max(1, load.MaxWeight))
				}
				if held.Acquire(taking, t.weight) != nil {
					return
				}
				select {
				case queue <- t:
				case <-taking.Done():
					return
				}
				// A task in the queue is always worked on: the consumer waits for it.
				todo <- t
			}
		})
		stopped := false
		for t := range queue {
			out := <-t.done
			if !stopped && !yield(out) {
				stopped = true
				stop()
			}
			held.Release(t.weight)
		}
		wg.Wait()
	}
}
