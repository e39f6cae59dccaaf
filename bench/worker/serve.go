package worker

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"winnow/internal/cputime"
	"winnow/internal/score"
	"winnow/pipeline"
)

// Serve runs a worker: it reads requests from r, runs them through the
// system on the given number of goroutines, and answers on w.
func Serve(r io.Reader, w io.Writer, make func() (score.System, error), goroutines int) error {
	requests, err := readRequests(r)
	if err != nil {
		return err
	}
	system, err := make()
	if err != nil {
		return err
	}
	if _, err := safely(system, score.Page{ID: "warm-up", URL: "https://example.com/", HTML: []byte(Warmup)}); err != nil {
		return fmt.Errorf("warm-up: %w", err)
	}
	stats := Stats{StartCPU: cputime.Used().Seconds()}
	start := time.Now()
	responses := work(requests, system, goroutines)
	stats.CPU, stats.Wall, stats.Peak = cputime.Used().Seconds()-stats.StartCPU, time.Since(start).Seconds(), peak()

	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	for _, r := range responses {
		if err := enc.Encode(line{Response: r}); err != nil {
			return err
		}
	}
	if err := enc.Encode(line{Stats: &stats}); err != nil {
		return err
	}
	return out.Flush()
}

func readRequests(r io.Reader) ([]Request, error) {
	var list []Request
	dec := json.NewDecoder(r)
	for {
		var q Request
		switch err := dec.Decode(&q); err {
		case nil:
			list = append(list, q)
		case io.EOF:
			return list, nil
		default:
			return nil, fmt.Errorf("requests: %w", err)
		}
	}
}

func work(requests []Request, system score.System, goroutines int) []Response {
	responses := make([]Response, len(requests))
	todo := make(chan int)
	var wg sync.WaitGroup
	for range max(1, goroutines) {
		wg.Go(func() {
			for i := range todo {
				responses[i] = answer(requests[i], system)
			}
		})
	}
	for i := range requests {
		todo <- i
	}
	close(todo)
	wg.Wait()
	return responses
}

func answer(q Request, system score.System) Response {
	out, err := score.Output{}, error(nil)
	body, err := os.ReadFile(q.File)
	if err == nil {
		out, err = safely(system, score.Page{ID: q.ID, URL: q.URL, HTML: body})
	}
	r := Response{ID: q.ID, Text: out.Text, Title: out.Title, Author: out.Author, Date: out.Date}
	if err != nil {
		r = Response{ID: q.ID, Error: err.Error()}
	}
	return r
}

// safely turns a panic of a system into a failure on the page.
func safely(system score.System, p score.Page) (out score.Output, err error) {
	err = pipeline.Catch(func() error {
		out, err = system(p)
		return err
	})
	return out, err
}

// peak returns the largest resident memory of this process, in bytes. The
// kernel's high-water mark is used where it is at hand, because the one of
// getrusage begins with the parent's.
func peak() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err == nil {
		for l := range strings.SplitSeq(string(status), "\n") {
			if rest, ok := strings.CutPrefix(l, "VmHWM:"); ok {
				kb, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
				if err == nil {
					return kb << 10
				}
			}
		}
	}
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return u.Maxrss << 10
}
