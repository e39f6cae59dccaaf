package pipeline

import (
	"context"
	"sync"
)

// A scratch holds what the stages of one run share.
type scratch struct {
	mu     sync.Mutex
	values map[any]any
}

type scratchKey struct{}

func withScratch(ctx context.Context) context.Context {
	return context.WithValue(ctx, scratchKey{}, &scratch{})
}

// Shared returns the value that the stages share under a key during one run of
// one document; the first call makes it. So what several stages need to know of a
// text is computed once. The value must follow from the document alone: a stage
// must propose the same edits without it. Outside of a run every call makes a new
// value. As with context keys, the key should have a type of the caller's own.
func Shared[T any](ctx context.Context, key any, make func() T) T {
	s, ok := ctx.Value(scratchKey{}).(*scratch)
	if !ok {
		return make()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if v, ok := s.values[key].(T); ok {
		return v
	}
	v := make()
	if s.values == nil {
		s.values = map[any]any{}
	}
	s.values[key] = v
	return v
}
