package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// interruptible returns a context that the first SIGINT or SIGTERM ends, with
// the signal as its cause. The second signal kills the process as usual.
func interruptible(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(parent)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals)
			cancel(interruptError{s})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel(nil)
	}
}

// withCause returns the signal that ended ctx in the place of an error that says no
// more than that something did.
func withCause(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil && errors.Is(err, context.Canceled) {
		return cause
	}
	return err
}

// interruptibleReader makes the reads of a stream end when ctx does, also while
// one waits for bytes that do not come, as from an idle pipe.
func interruptibleReader(ctx context.Context, from io.Reader) io.Reader {
	return &waitingReader{ctx: ctx, from: from, buffer: make([]byte, 1<<16), read: make(chan readResult, 1)}
}

type waitingReader struct {
	ctx     context.Context
	from    io.Reader
	buffer  []byte
	waiting bool // a read into the buffer is under way
	read    chan readResult

	rest []byte // of the buffer, not given yet
	err  error  // that comes after it
}

type readResult struct {
	n   int
	err error
}

func (w *waitingReader) Read(p []byte) (int, error) {
	if len(w.rest) == 0 && w.err == nil {
		if err := w.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, w.rest)
	if w.rest = w.rest[n:]; len(w.rest) > 0 {
		return n, nil
	}
	return n, w.err
}

// fill reads once from the stream, or fails with the cause of the context's end.
func (w *waitingReader) fill() error {
	if w.ctx.Err() != nil {
		return context.Cause(w.ctx)
	}
	if !w.waiting {
		w.waiting = true
		go func() {
			n, err := w.from.Read(w.buffer)
			w.read <- readResult{n, err}
		}()
	}
	select {
	case r := <-w.read:
		w.waiting = false
		w.rest, w.err = w.buffer[:r.n], r.err
		return nil
	case <-w.ctx.Done():
		return context.Cause(w.ctx)
	}
}
