package pipeline

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestOrderedKeepsTheOrder(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 16} {
		slow := func(_ context.Context, i int) int {
			time.Sleep(time.Duration(i%7) * 100 * time.Microsecond)
			return i * i
		}
		i := 0
		for got := range Ordered(t.Context(), Load[int]{Workers: workers}, count(200), slow) {
			if got != i*i {
				t.Fatalf("%d workers: result %d is %d", workers, i, got)
			}
			i++
		}
		if i != 200 {
			t.Errorf("%d workers: %d results of 200", workers, i)
		}
	}
}

func TestOrderedBoundsWhatIsUnderWay(t *testing.T) {
	var held, most atomic.Int64
	in := func(yield func(int) bool) {
		for i := range 100 {
			if !yield(i) {
				return
			}
			// Ordered holds the item from here on; one more waits in its hands.
			n := held.Add(10)
			for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
			}
		}
	}
	load := Load[int]{Workers: 4, Weight: func(int) int64 { return 10 }, MaxWeight: 50}
	for range Ordered(t.Context(), load, in, func(_ context.Context, i int) int { return i }) {
		held.Add(-10)
	}
	if m := most.Load(); m > 60 {
		t.Errorf("%d bytes were under way, the bound is 50 and one item more", m)
	}
	// An item above the bound goes alone instead of waiting for ever.
	heavy := Load[int]{Workers: 2, Weight: func(int) int64 { return 1000 }, MaxWeight: 50}
	if got := slices.Collect(Ordered(t.Context(), heavy, count(3), func(_ context.Context, i int) int { return i })); len(got) != 3 {
		t.Errorf("got %v", got)
	}
}

func TestOrderedStops(t *testing.T) {
	taken := 0
	in := func(yield func(int) bool) {
		for i := range 1_000_000 {
			taken++
			if !yield(i) {
				return
			}
		}
	}
	for i := range Ordered(t.Context(), Load[int]{Workers: 4}, in, func(_ context.Context, i int) int { return i }) {
		if i == 10 {
			break
		}
	}
	if taken > 11+4*itemsPerWorker+6 {
		t.Errorf("%d items were taken after the consumer stopped at 10", taken)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range Ordered(ctx, Load[int]{Workers: 2}, count(1_000_000), func(_ context.Context, i int) int { return i }) {
	}
}
