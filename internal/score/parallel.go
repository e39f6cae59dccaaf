package score

import (
	"errors"
	"sync"
)

// Parallel calls work for 0 to n-1 on the given number of workers, at least 1,
// and returns all errors, joined in the order of the numbers.
func Parallel(n, workers int, work func(i int) error) error {
	errs := make([]error, n)
	todo := make(chan int)
	var wg sync.WaitGroup
	for range max(1, workers) {
		wg.Go(func() {
			for i := range todo {
				errs[i] = work(i)
			}
		})
	}
	for i := range n {
		todo <- i
	}
	close(todo)
	wg.Wait()
	return errors.Join(errs...)
}
