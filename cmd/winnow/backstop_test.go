package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/zap"

	"winnow"
	"winnow/pipeline"
	"winnow/pipeline/dump"
)

func TestWithin(t *testing.T) {
	const ever = time.Hour
	failure := errors.New("failed")
	for why, c := range map[string]struct {
		timeout time.Duration
		work    func(context.Context) (int, error)
		want    int
		check   func(error) bool
	}{
		"a result":             {ever, func(context.Context) (int, error) { return 7, nil }, 7, func(err error) bool { return err == nil }},
		"a result, no timeout": {0, func(context.Context) (int, error) { return 7, nil }, 7, func(err error) bool { return err == nil }},
		"an error":             {ever, func(context.Context) (int, error) { return 0, failure }, 0, func(err error) bool { return err == failure }},
		"a panic":              {ever, func(context.Context) (int, error) { panic("oh") }, 0, func(err error) bool { _, ok := pipeline.IsPanic(err); return ok }},
		"work that never ends": {20 * time.Millisecond, func(context.Context) (int, error) { select {} }, 0, func(err error) bool { return errors.Is(err, errTimeout) }},
	} {
		got, err := within(t.Context(), c.timeout, c.work)
		if got != c.want || !c.check(err) {
			t.Errorf("%s: %d, %v", why, got, err)
		}
	}
	signal := interruptError{syscall.SIGTERM}
	ctx, cancel := context.WithCancelCause(t.Context())
	go cancel(signal)
	if _, err := within(ctx, 0, func(context.Context) (int, error) { select {} }); err != signal {
		t.Errorf("a signal while work is stuck: %v", err)
	}
	told := make(chan struct{})
	within(t.Context(), time.Millisecond, func(ctx context.Context) (int, error) { <-ctx.Done(); close(told); return 0, nil })
	<-told // that it was given up
}

// stuckFor is when a record is given up: long after one that is not stuck has
// ended, even on a busy machine.
const stuckFor = 2 * time.Second

// stuck is a cleaner that never ends with pages that say so.
type stuck struct{ *winnow.Cleaner }

func (s stuck) Clean(ctx context.Context, p winnow.Page) (winnow.Article, error) {
	if strings.Contains(string(p.Body), "stuck") {
		select {}
	}
	return s.Cleaner.Clean(ctx, p)
}

// manyLines makes records of which every tenth, from the fourth, has a text of
// its own.
func manyLines(n int, odd string) string {
	var sb strings.Builder
	for i := range n {
		text := "The bridge opens in May."
		if i%10 == 3 {
			text = odd
		}
		fmt.Fprintf(&sb, "{\"id\":\"%d\",\"text\":%q}\n", i, text)
	}
	return sb.String()
}

// TestStuckRecords: a record that never ends is quarantined, the others come
// out, in their order.
func TestStuckRecords(t *testing.T) {
	t.Parallel()
	c, err := winnow.New(winnow.Config{})
	if err != nil {
		t.Fatal(err)
	}
	const records = 30
	in := manyLines(records, "stuck")
	t.Run("clean", func(t *testing.T) {
		var out bytes.Buffer
		r := run{cleaner: stuck{c}, format: formats["jsonl"], log: zap.NewNop(), jobs: 3, timeout: stuckFor, read: dump.Options{Stdin: strings.NewReader(in)}}
		var got []string
		err := r.records(t.Context(), eachOf([]dump.Input{{Name: "-"}}), func(o outcome) error {
			switch {
			case o.end:
			case o.quarantine != nil:
				got = append(got, o.quarantine.ID+" "+o.quarantine.Reason)
			default:
				got = append(got, "ok")
				out.Write(o.record)
			}
			return nil
		})
		if err != nil || len(got) != records {
			t.Fatalf("%d of %d records, %v", len(got), records, err)
		}
		for i, g := range got {
			if want := fmt.Sprint(i, " timeout"); i%10 == 3 && g != want || i%10 != 3 && g != "ok" {
				t.Errorf("record %d: %s", i, g)
			}
		}
	})
	t.Run("filter", func(t *testing.T) {
		l := lineFilter{cleaner: stuck{c}, timeout: stuckFor, parser: dump.NewLineParser(dump.Options{})}
		got := l.clean(t.Context(), inputLine{number: 1, text: []byte(`{"id":"a","text":"stuck"}`)})
		if !strings.Contains(string(got), `"id":"a"`) || !strings.Contains(string(got), `"status":"error","reasons":["timeout"]`) {
			t.Errorf("got %s", got)
		}
	})
	t.Run("signal", func(t *testing.T) {
		ctx, cancel := context.WithCancelCause(t.Context())
		r := run{cleaner: stuck{c}, format: formats["jsonl"], log: zap.NewNop(), jobs: 1, read: dump.Options{Stdin: strings.NewReader(in)}}
		err := r.records(ctx, eachOf([]dump.Input{{Name: "-"}}), func(o outcome) error {
			cancel(interruptError{syscall.SIGTERM}) // while the fourth is stuck
			return nil
		})
		if !errors.As(err, new(interruptError)) {
			t.Errorf("got %v, want the signal", err)
		}
	})
}
