package winnow

import (
	"context"
	"iter"

	"winnow/pipeline"
)

// A Result is a page with the article made of it or, if it could not be cleaned,
// the error of Cleaner.Clean.
type Result struct {
	Page    Page
	Article Article
	Err     error
}

// pageBytes is the room for pages, in bytes for each worker: that of a few
// ordinary ones.
const pageBytes = 8 << 20

// CleanAll cleans pages, as many at the same time as there are workers, and
// yields the results in the order of the pages: any number of workers gives the
// same results. It reads ahead of the consumer by a few pages or megabytes for
// each worker. Once ctx is done it takes no further page, and those that it has
// taken may end with the error of ctx; check ctx.Err after the loop.
func (c *Cleaner) CleanAll(ctx context.Context, pages iter.Seq[Page], workers int) iter.Seq[Result] {
	load := pipeline.Load[Page]{
		Workers:   workers,
		Weight:    func(p Page) int64 { return int64(len(p.Body)) },
		MaxWeight: pageBytes * int64(max(1, workers)),
	}
	return pipeline.Ordered(ctx, load, pages, func(ctx context.Context, p Page) Result {
		article, err := c.Clean(ctx, p)
		return Result{p, article, err}
	})
}
