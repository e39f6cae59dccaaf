package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"winnow/bench/results"
	"winnow/bench/worker"
)

// encoding compares detectors of encodings and repairers of text.
func encoding(ctx context.Context, o options, r *results.Results, log io.Writer) error {
	r.Encoding = &results.Encoding{}
	if err := detection(ctx, o, r.Encoding, log); err != nil {
		return err
	}
	return repairs(ctx, o, r.Encoding, log)
}

// A material is a list of files given to systems, and what is known of each.
type material[T any] struct {
	dir      string
	requests []worker.Request
	known    map[string]T
	bytes    int
}

func newMaterial[T any](o options, name string) (*material[T], error) {
	dir, err := filepath.Abs(filepath.Join(o.work, name))
	if err != nil {
		return nil, err
	}
	return &material[T]{dir: dir, known: map[string]T{}}, os.MkdirAll(dir, 0o755)
}

func (m *material[T]) add(content []byte, known T) error {
	id := fmt.Sprint(len(m.requests))
	file := filepath.Join(m.dir, id)
	m.requests = append(m.requests, worker.Request{ID: id, File: file})
	m.known[id] = known
	m.bytes += len(content)
	return os.WriteFile(file, content, 0o644)
}
