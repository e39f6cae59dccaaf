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

// Shared gives the value that the stages of one run of one document keep under
// a key, made when it is first asked for, so that what several of them want to
// know of a text is found out once. It is for what follows from the document
// alone: a stage must propose the same edits without it. Outside of a run every
// call makes a value of its own. The key is of a type of the caller's own, as
// those of a context are.
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
