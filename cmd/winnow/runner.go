package main

import (
	"context"
	"io"
	"iter"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"winnow"
	"winnow/cmd/winnow/internal/batch"
	"winnow/cmd/winnow/internal/term"
	"winnow/pipeline"
	"winnow/pipeline/dump"
)

// A run cleans the records of inputs and passes the outcomes to a sink.
type run struct {
	cleaner pageCleaner
	format  format
	log     *zap.Logger
	jobs    int
	timeout time.Duration // for a record; 0 is none
	limit   int64         // of records; 0 is none
	read    dump.Options

	showProgress bool
	progressTo   io.Writer
	report       reportFlags
	passed       *batch.Passed // by a run into a folder; else nil
}

// A sink receives the outcome of every item, in the order of the input.
type sink interface {
	put(outcome) error
	// end says that an input was read to its end.
	end(ctx context.Context, input string)
	// finish ends the output of a run that ended with err, and returns the
	// error that the command ends with.
	finish(err error) error
}

// A task is an item of an input, or the end of the input.
type task struct {
	input string
	item  dump.Item
	end   bool
	// named is set if the user named the skipped input.
	named bool
}

// An outcome is what came of a task: a record for the output, an entry for the
// quarantine, or neither.
type outcome struct {
	task
	record     []byte
	quarantine *quarantineEntry
	counts     batch.Counts
	edits      map[string]int64 // by stage
	err        error            // the run was ended before the item was done
}

// into cleans the inputs into a sink, finishes it, and reports on the run. Of them,
// known are those that are known before the run, all or none.
func (r run) into(ctx context.Context, to sink, inputs inputSeq, known []dump.Input) error {
	rep := report{Started: time.Now().UTC(), Removals: map[string]int64{}, Quarantined: map[string]int64{}, Skipped: map[string]int64{}, Version: readBuildInfo().Version}
	if r.passed != nil {
		rep.Inputs = &inputCounts{Due: len(known), Unchanged: r.passed.Unchanged, Unreadable: r.passed.Unreadable}
	}
	var bar *progress
	if r.showProgress {
		bar = newProgress(r.progressTo, known)
	}
	err := r.records(ctx, inputs, func(o outcome) error {
		if o.end {
			to.end(ctx, o.input)
			return nil
		}
		rep.Counts.Add(o.counts)
		for stage, n := range o.edits {
			rep.Removals[stage] += n
		}
		switch {
		case o.quarantine != nil:
			rep.Quarantined[o.quarantine.Reason]++
		case o.item.Skip != nil:
			rep.Skipped[o.item.Skip.Reason]++
		}
		bar.advance(o.input, o.item)
		r.tell(o)
		return to.put(o)
	})
	bar.stop()
	err = to.finish(err)
	if err == nil && rep.Counts.Quarantined > 0 {
		err = errQuarantined
	}
	rep.Ended = time.Now().UTC()
	rep.Seconds = rep.Ended.Sub(rep.Started).Seconds()
	if rep.Outcome = outcomeOf(err); rep.Outcome == "failed" {
		rep.Error = term.Sanitize(err.Error())
	} else {
		rep.log(r.log)
	}
	if reportErr := r.report.write(rep); reportErr != nil && (err == nil || err == errQuarantined) {
		return reportErr
	}
	return err
}

// records cleans the inputs and passes every outcome to put, in order. The
// error says why the run could not continue; a record that cannot be processed
// is not an error.
func (r run) records(ctx context.Context, inputs inputSeq, put func(outcome) error) error {
	var readErr error
	load := pipeline.Load[task]{
		Workers: r.jobs,
		Weight:  func(t task) int64 { return bodySize(t.item) },
		// Room for a few ordinary pages a worker, and always for the largest.
		MaxWeight: max(r.read.MaxBytes, int64(r.jobs)*(8<<20)),
	}
	for o := range pipeline.Ordered(ctx, load, r.tasks(ctx, inputs, &readErr), r.clean) {
		if o.err != nil {
			return o.err
		}
		if err := put(o); err != nil {
			return err
		}
	}
	if err := context.Cause(ctx); err != nil {
		return err
	}
	return readErr
}

// tasks returns the items of the inputs, and the end of each.
func (r run) tasks(ctx context.Context, inputs inputSeq, readErr *error) iter.Seq[task] {
	return func(yield func(task) bool) {
		left := r.limit
		for in, err := range inputs {
			if err != nil {
				*readErr = err
				return
			}
			for item, err := range dump.Read(ctx, []dump.Input{in}, r.read) {
				if err != nil {
					*readErr = err
					return
				}
				if !yield(task{input: in.Name, item: item, named: isNamedSkip(in, item)}) {
					return
				}
				if r.limit > 0 && isRecord(item) {
					if left--; left == 0 {
						return
					}
				}
			}
			if !yield(task{input: in.Name, end: true}) {
				return
			}
		}
	}
}

// isNamedSkip reports whether an item is an input that the user named and that
// is not read at all.
func isNamedSkip(in dump.Input, i dump.Item) bool {
	if i.Skip == nil || in.Listed || i.Skip.Source.File != in.Name {
		return false
	}
	switch i.Skip.Reason {
	case dump.SkipFIFO, dump.SkipDevice, dump.SkipSocket, dump.SkipDuplicate:
		return true
	}
	return false
}

// isRecord reports whether an item is a record, or something that is only
// counted.
func isRecord(i dump.Item) bool {
	return i.Page != nil || i.Fault != nil && !i.Fault.Harmless
}

func bodySize(i dump.Item) int64 {
	if i.Page == nil {
		return 0
	}
	return int64(len(i.Page.Body))
}

// clean does the work on one task; it runs in several goroutines.
func (r run) clean(ctx context.Context, t task) outcome {
	o := outcome{task: t}
	switch {
	case t.end:
		return o
	case t.item.Skip != nil:
		o.counts.Skipped = 1
		return o
	case t.item.Fault != nil && t.item.Fault.Harmless:
		o.counts.Damage = 1
		return o
	case t.item.Fault != nil:
		e := faultEntry(t.item.Fault)
		o.quarantine = &e
		o.counts = batch.Counts{Records: 1, Quarantined: 1}
		return o
	}
	type cleaned struct {
		status winnow.Status
		record []byte
		edits  map[string]int64
	}
	c, err := within(ctx, r.timeout, func(ctx context.Context) (c cleaned, err error) {
		article, err := r.cleaner.Clean(ctx, *t.item.Page)
		if err != nil {
			return c, err
		}
		c.status, c.edits = article.Status, article.EditsByStage()
		c.record, err = r.format.encode(article)
		return c, err
	})
	o.record, o.edits = c.record, c.edits
	o.counts = countsOf(c.status, bodySize(t.item))
	switch {
	case err != nil && ctx.Err() != nil:
		o.err = context.Cause(ctx)
	case err != nil:
		e := pageEntry(t.item.Page, err)
		o.quarantine = &e
		o.counts = batch.Counts{Records: 1, Quarantined: 1, Bytes: bodySize(t.item)}
	}
	return o
}

// tell logs items that become neither a record nor an entry in the quarantine.
func (r run) tell(o outcome) {
	switch {
	case o.item.Skip != nil:
		skip := o.item.Skip
		level := zapcore.DebugLevel
		if o.named {
			level = zapcore.WarnLevel
		}
		detail := skip.Detail
		if o.named && skip.Reason == dump.SkipFIFO {
			detail = "a named pipe is read as standard input: winnow clean < " + term.Printable(skip.Source.File)
		}
		r.log.Log(level, "skipped", append(sourceFields(skip.Source), zap.String("reason", skip.Reason), zap.String("detail", detail))...)
	case o.item.Fault != nil && o.item.Fault.Harmless:
		fault := o.item.Fault
		r.log.Warn("damage that cost no record", append(sourceFields(fault.Source), zap.String("reason", fault.Reason))...)
	}
}

// countsOf counts one article.
func countsOf(s winnow.Status, bytes int64) batch.Counts {
	c := batch.Counts{Records: 1, Bytes: bytes}
	switch s {
	case winnow.StatusOK:
		c.Articles = 1
	case winnow.StatusFlagged:
		c.Flagged = 1
	case winnow.StatusNotArticle:
		c.NotArticle = 1
	default:
		c.Empty = 1
	}
	return c
}

// A pageCleaner is the part of winnow.Cleaner that a run needs.
type pageCleaner interface {
	Clean(context.Context, winnow.Page) (winnow.Article, error)
	Config() winnow.Config
}
