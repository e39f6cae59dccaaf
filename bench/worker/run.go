package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
)

// ErrMissing is wrapped by the error of a system that is not installed.
var ErrMissing = errors.New("not installed")

// statusMissing is a worker's exit code for ErrMissing.
const statusMissing = 3

// A Command starts a worker: the program, its arguments, and what is added to
// the environment.
type Command struct {
	Args []string
	Env  []string
}

// Run sends the requests to that many processes, each with its share, and
// gives the responses by page and the costs: those of the processes added up,
// but for Wall, which is the longest of them.
func Run(ctx context.Context, c Command, requests []Request, processes int) (map[string]Response, Stats, error) {
	processes = max(1, min(processes, len(requests)))
	type result struct {
		responses []Response
		stats     Stats
		err       error
	}
	results := make([]result, processes)
	var wg sync.WaitGroup
	for n := range processes {
		var share []Request
		for i := n; i < len(requests); i += processes {
			share = append(share, requests[i])
		}
		wg.Go(func() {
			r := &results[n]
			r.responses, r.stats, r.err = runOne(ctx, c, share)
		})
	}
	wg.Wait()
	all, sum := map[string]Response{}, Stats{}
	for _, r := range results {
		if r.err != nil {
			return nil, Stats{}, r.err
		}
		for _, a := range r.responses {
			all[a.ID] = a
		}
		sum.StartCPU += r.stats.StartCPU
		sum.CPU += r.stats.CPU
		sum.Peak += r.stats.Peak
		sum.Wall = max(sum.Wall, r.stats.Wall)
		sum.Version = r.stats.Version
	}
	return all, sum, nil
}

func runOne(ctx context.Context, c Command, requests []Request) ([]Response, Stats, error) {
	var in, out, errs bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, q := range requests {
		if err := enc.Encode(q); err != nil {
			return nil, Stats{}, err
		}
	}
	cmd := exec.CommandContext(ctx, c.Args[0], c.Args[1:]...)
	cmd.Env = append(cmd.Environ(), c.Env...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &in, &out, &errs
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == statusMissing {
		return nil, Stats{}, fmt.Errorf("%w: %s", ErrMissing, lastLine(errs.String()))
	}
	if err != nil {
		return nil, Stats{}, fmt.Errorf("%w: %s", err, lastLine(errs.String()))
	}
	return readAnswers(&out)
}

func readAnswers(r io.Reader) ([]Response, Stats, error) {
	var list []Response
	dec := json.NewDecoder(r)
	for {
		var l line
		if err := dec.Decode(&l); err != nil {
			return nil, Stats{}, fmt.Errorf("the worker's answers end without its costs: %w", err)
		}
		if l.Stats != nil {
			return list, *l.Stats, nil
		}
		list = append(list, l.Response)
	}
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}
