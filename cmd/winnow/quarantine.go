package main

import (
	"cmp"
	"context"
	"errors"

	"go.uber.org/zap"

	"winnow/cmd/winnow/internal/outfile"
	"winnow/cmd/winnow/internal/term"
	"winnow/pipeline"
	"winnow/pipeline/dump"
)

// A quarantineEntry is the record of what could not be read or cleaned; see
// docs/record.md.
type quarantineEntry struct {
	ID     string          `json:"id,omitempty"`
	URL    string          `json:"url,omitempty"`
	Reason string          `json:"reason"`
	Error  string          `json:"error,omitempty"`
	Source pipeline.Source `json:"source"`

	stack string // of a panic, for the log
}

func faultEntry(f *dump.Fault) quarantineEntry {
	e := quarantineEntry{URL: f.URL, Reason: f.Reason, Error: dump.Meaning(f.Reason), Source: f.Source}
	if f.Err != nil {
		e.Error = term.Redact(f.Err.Error())
	}
	return e
}

func pageEntry(p *pipeline.Page, err error) quarantineEntry {
	e := quarantineEntry{ID: p.ID, URL: p.URL, Reason: reasonOf(err), Error: term.Redact(err.Error()), Source: p.Source}
	if panicked, ok := pipeline.IsPanic(err); ok {
		e.stack = string(panicked.Stack)
	}
	return e
}

// logDefect logs panics, with their stacks, and records that took too long:
// bugs that somebody must see.
func (e quarantineEntry) logDefect(log *zap.Logger) {
	fields := append(sourceFields(e.Source), zap.String("error", e.Error))
	switch {
	case e.stack != "":
		log.Error("panic", append(fields, zap.String("stack", e.stack))...)
	case e.Reason == reasonTimeout:
		log.Error("timeout", fields...)
	}
}

// A quarantine receives what could not be processed: a file, or the log.
type quarantine struct {
	log  *zap.Logger
	file *outfile.File // nil when the log is the quarantine
}

func openQuarantine(ctx context.Context, name string, log *zap.Logger) (*quarantine, error) {
	if name == "" {
		return &quarantine{log: log}, nil
	}
	f, err := createFile(ctx, name)
	if err != nil {
		return nil, err
	}
	return &quarantine{log: log, file: f}, nil
}

func (q *quarantine) add(e quarantineEntry) error {
	if q.file == nil {
		fields := append(sourceFields(e.Source), zap.String("reason", e.Reason))
		if e.URL != "" {
			fields = append(fields, zap.String("url", term.RedactURL(e.URL)))
		}
		if e.Error != "" {
			fields = append(fields, zap.String("error", e.Error))
		}
		if e.stack != "" {
			fields = append(fields, zap.String("stack", e.stack))
		}
		q.log.Error("quarantined", fields...)
		return nil
	}
	e.logDefect(q.log)
	b, err := jsonLine(e)
	if err == nil {
		_, err = q.file.Write(b)
	}
	return err
}

// finish commits the file even if the run failed: it says what became of the
// records up to there.
func (q *quarantine) finish(err error) error {
	if q.file == nil {
		return err
	}
	return cmp.Or(err, q.file.Close())
}

// abort leaves what stood under the quarantine's name: nothing was read yet.
func (q *quarantine) abort() {
	if q.file != nil {
		q.file.Abort()
	}
}

func sourceFields(s pipeline.Source) []zap.Field {
	return []zap.Field{zap.String("file", s.File), zap.Int64("record", s.Record), zap.Int64("offset", s.Offset)}
}

// reasonOf returns the stable code for an error that kept a page from being
// cleaned.
func reasonOf(err error) string {
	_, panicked := pipeline.IsPanic(err)
	var limit *pipeline.LimitError
	switch {
	case errors.As(err, &limit):
		return limit.Reason
	case panicked:
		return "panic"
	case errors.Is(err, errTimeout):
		return reasonTimeout
	}
	return "stage_failed"
}
