package objects

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// A Store is how a helper reads an object store.
type Store interface {
	// List calls found for each object whose URL begins with url, in byte
	// order.
	List(ctx context.Context, url string, found func(Object) error) error
	// Open reads an object from an offset. The version shows whether it is
	// still the same when it is opened again.
	Open(ctx context.Context, url string, offset int64) (r io.ReadCloser, version string, err error)
}

// chunk is how many bytes go into one answer.
const chunk = 256 << 10

// attempts is how often an object is opened before its reading fails: networks
// break within the hour that a large dump takes.
const attempts = 5

// A Server answers the requests of a Client.
type Server struct {
	Store Store
	// Wait is how long a broken object waits before its second attempt; each
	// further one waits twice as long.
	Wait time.Duration

	ctx context.Context
	out *bufio.Writer
}

// Serve answers requests until there are no more. The error is that of the
// pipes; what the store says goes to the client.
func (s *Server) Serve(ctx context.Context, in io.Reader, out io.Writer) error {
	s.ctx, s.out = ctx, bufio.NewWriterSize(out, chunk+256)
	requests := json.NewDecoder(in)
	for {
		var r request
		switch err := requests.Decode(&r); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("cannot read the request: %w", err)
		}
		if err := s.serve(r); err != nil {
			return err
		}
	}
}

// serve answers one request.
func (s *Server) serve(r request) error {
	var pipe, err error
	send := func(a answer, data []byte) error {
		pipe = s.send(a, data)
		return pipe
	}
	switch r.Op {
	case "list":
		err = s.Store.List(s.ctx, r.URL, func(o Object) error { return send(answer{Object: &o}, nil) })
	case "get":
		err = s.get(r, func(b []byte) error { return send(answer{Data: len(b)}, b) })
	default:
		err = fmt.Errorf("unknown request %q", r.Op)
	}
	switch {
	case pipe != nil:
		return pipe
	case err != nil:
		send(answer{Error: err.Error()}, nil)
	default:
		send(answer{End: true}, nil)
	}
	if pipe == nil {
		pipe = s.out.Flush()
	}
	return pipe
}

func (s *Server) send(a answer, data []byte) error {
	b, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if _, err := s.out.Write(append(b, '\n')); err != nil {
		return err
	}
	if len(data) == 0 {
		return nil
	}
	if _, err := s.out.Write(data); err != nil {
		return err
	}
	return s.out.Flush()
}

// get sends an object, opening it again where reading broke off.
func (s *Server) get(r request, put func([]byte) error) error {
	buffer := make([]byte, chunk)
	version, wait := "", s.Wait
	for attempt := 1; ; attempt++ {
		read, err := s.read(&r, &version, buffer, put)
		if err == nil || s.ctx.Err() != nil || errors.As(err, new(finalError)) || attempt == attempts {
			return err
		}
		if read {
			attempt, wait = 1, s.Wait
		}
		select {
		case <-time.After(wait):
		case <-s.ctx.Done():
			return s.ctx.Err()
		}
		wait *= 2
	}
}

// A finalError is one that another attempt cannot fix.
type finalError struct{ error }

// read reads an object from r.Offset, which it advances, and reports whether
// anything arrived.
func (s *Server) read(r *request, version *string, buffer []byte, put func([]byte) error) (some bool, err error) {
	from, v, err := s.Store.Open(s.ctx, r.URL, r.Offset)
	if err != nil {
		if *version == "" { // it was never there, or is not for us
			err = finalError{err}
		}
		return false, err
	}
	defer from.Close()
	if *version != "" && v != *version {
		return false, finalError{errors.New("the object changed while it was read")}
	}
	*version = v
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			if err := put(buffer[:n]); err != nil {
				return true, finalError{err}
			}
			r.Offset += int64(n)
			some = true
		}
		switch {
		case errors.Is(err, io.EOF):
			return some, nil
		case err != nil:
			return some, err
		}
	}
}
