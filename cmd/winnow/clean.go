package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"go.uber.org/zap"

	"winnow"
	"winnow/cmd/winnow/internal/term"
	"winnow/pipeline"
	"winnow/pipeline/dump"
)

// cleanFlags are the flags of "winnow clean".
type cleanFlags struct {
	input      inputFlags
	stages     stageFlags
	log        logFlags
	to         string
	output     string
	jobs       int
	blocks     bool
	removed    bool
	quarantine string
	limit      int64
	progress   string
}

func newClean(s streams) *cobra.Command {
	var f cleanFlags
	cmd := &cobra.Command{
		Use:   "clean [flags] [INPUT…]",
		Short: "Clean pages, files, folders and dumps",
		Long: `Clean pages, one record out for each page in, in the order of the input.

INPUT is a file, a folder (with all files below it), a glob, or - for standard
input, which is also the default. What an input holds is found out from its
content: HTML, text, JSONL, WARC, WET; gzip, zstd, bzip2 and xz are read
through. A record that cannot be processed goes to the quarantine, and the run
goes on.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some records are in
quarantine, 130 and 143 interrupted.`,
		Example: `  winnow clean page.html                          one JSON line
  winnow clean --to text < scraped.txt            text that others scraped, cleaned
  winnow clean --to markdown page.html.gz         to read
  winnow clean -o articles.jsonl.zst CC-MAIN-*.warc.gz
  winnow clean --field html=body --field id=doc_id dump.jsonl
  winnow clean --quarantine bad.jsonl -o out.jsonl pages/`,
		RunE: func(cmd *cobra.Command, args []string) error { return runClean(cmd.Context(), s, f, args) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	f.input.add(flags)
	flags.StringVar(&f.to, "to", "jsonl", "output format: jsonl, text or markdown")
	flags.StringVarP(&f.output, "output", "o", "-", "write to `FILE`, whole or not at all; compressed by .gz or .zst")
	flags.BoolVar(&f.blocks, "blocks", false, "add the blocks of the text with their kinds to each record")
	flags.BoolVar(&f.removed, "removed", false, "add what was removed, with stage and rule, to each record")
	flags.StringVar(&f.quarantine, "quarantine", "", "write records that cannot be processed to `FILE` as JSONL (default: the log)")
	flags.Int64Var(&f.limit, "limit", 0, "stop after `N` records")
	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "clean `N` pages at the same time; the output is the same for any N")
	f.stages.add(flags)
	flags.StringVar(&f.progress, "progress", "auto", "progress bar: auto, always or never")
	f.log.add(flags)
	return cmd
}

func (f cleanFlags) check() error {
	if f.jobs < 1 {
		return usagef("--jobs %d: must be at least 1", f.jobs)
	}
	if f.limit < 0 {
		return usagef("--limit %d: must not be negative", f.limit)
	}
	return errors.Join(
		oneOf("to", f.to, "jsonl", "text", "markdown"),
		oneOf("progress", f.progress, "auto", "always", "never"),
	)
}

func runClean(ctx context.Context, s streams, f cleanFlags, args []string) (err error) {
	if err := f.check(); err != nil {
		return err
	}
	log, err := f.log.logger(s.err)
	if err != nil {
		return err
	}
	inputs, options, err := f.input.open(ctx, s, args)
	if err != nil {
		return err
	}
	cleaner, err := winnow.New(winnow.Config{Stages: f.stages.config(), Blocks: f.blocks, Removed: f.removed})
	if err != nil {
		return usageError{err}
	}
	out, err := openOutput(s, f.output)
	if err != nil {
		return err
	}
	defer func() { err = out.finish(err) }()
	bad, err := openQuarantine(f.quarantine, log)
	if err != nil {
		return err
	}
	defer func() { err = bad.finish(err) }()

	r := run{cleaner: cleaner, format: formats[f.to], log: log, quarantine: bad, out: out}
	if f.progress == "always" || f.progress == "auto" && term.Is(s.err) && f.output != "-" && !f.log.quiet {
		r.progress = newProgress(s.err, inputs)
	}
	err = r.records(ctx, limited(dump.Read(ctx, inputs, options), f.limit), f.jobs, options.MaxBytes)
	r.progress.stop()
	r.summary.seconds = time.Since(r.started).Seconds()
	if err == nil || errors.As(context.Cause(ctx), new(interruptError)) {
		r.summary.log(log)
	}
	if err == nil && r.summary.quarantined > 0 {
		err = errQuarantined
	}
	return err
}

// limited ends a sequence after n items; n = 0 sets no limit.
func limited(items iter.Seq2[dump.Item, error], n int64) iter.Seq2[dump.Item, error] {
	if n == 0 {
		return items
	}
	return func(yield func(dump.Item, error) bool) {
		left := n
		for item, err := range items {
			if !yield(item, err) {
				return
			}
			if item.Skip == nil {
				left--
			}
			if left == 0 {
				return
			}
		}
	}
}

// A run cleans the records of a dump.
type run struct {
	cleaner    *winnow.Cleaner
	format     format
	log        *zap.Logger
	quarantine *quarantine
	progress   *progress
	out        io.Writer
	written    int64 // records
	summary    summary
	started    time.Time
}

// A result is what came of one item of the dump.
type result struct {
	item   dump.Item
	status winnow.Status
	record []byte
	err    error
}

// records cleans the items with the given number of workers and writes the
// results in the order of the items. It returns an error when the run cannot
// go on; a record that cannot be processed is none.
func (r *run) records(ctx context.Context, items iter.Seq2[dump.Item, error], workers int, maxBytes int64) error {
	r.started = time.Now()
	var readErr error
	in := func(yield func(dump.Item) bool) {
		for item, err := range items {
			if err != nil {
				readErr = err
				return
			}
			if !yield(item) {
				return
			}
		}
	}
	load := pipeline.Load[dump.Item]{
		Workers: workers,
		Weight:  func(i dump.Item) int64 { return bodySize(i) },
		// Room for a few ordinary pages a worker, and always for the largest.
		MaxWeight: max(maxBytes, int64(workers)*(8<<20)),
	}
	for res := range pipeline.Ordered(ctx, load, in, r.clean) {
		if err := r.write(res); err != nil {
			return err
		}
	}
	if err := context.Cause(ctx); err != nil {
		return err
	}
	return readErr
}

func bodySize(i dump.Item) int64 {
	if i.Page == nil {
		return 0
	}
	return int64(len(i.Page.Body))
}

// clean is the work on one item; it runs in several goroutines.
func (r *run) clean(ctx context.Context, item dump.Item) result {
	res := result{item: item}
	if item.Page == nil {
		return res
	}
	res.err = pipeline.Catch(func() error {
		article, err := r.cleaner.Clean(ctx, *item.Page)
		if err != nil {
			return err
		}
		res.status = article.Status
		res.record, err = r.format.encode(article)
		return err
	})
	return res
}

// write accounts for one result and writes it where it belongs.
func (r *run) write(res result) error {
	r.summary.count(res)
	r.progress.advance(res.item)
	switch {
	case res.item.Skip != nil:
		skip := res.item.Skip
		r.log.Debug("skipped", append(sourceFields(skip.Source), zap.String("reason", skip.Reason), zap.String("detail", term.Printable(skip.Detail)))...)
		return nil
	case res.item.Fault != nil && res.item.Fault.Harmless:
		fault := res.item.Fault
		r.log.Warn("damage that cost no record", append(sourceFields(fault.Source), zap.String("reason", fault.Reason))...)
		return nil
	case res.item.Fault != nil:
		return r.quarantine.add(faultEntry(res.item.Fault))
	case res.err != nil:
		if errors.Is(res.err, context.Canceled) {
			return res.err
		}
		return r.quarantine.add(pageEntry(res.item.Page, res.err))
	}
	if r.written > 0 {
		if _, err := io.WriteString(r.out, r.format.separator); err != nil {
			return writeError(err)
		}
	}
	r.written++
	if _, err := r.out.Write(res.record); err != nil {
		return writeError(err)
	}
	return nil
}

// writeError says where writing failed, unless the error does already.
func writeError(err error) error {
	if errors.Is(err, syscall.EPIPE) || strings.HasPrefix(err.Error(), "cannot write") {
		return err
	}
	return fmt.Errorf("cannot write the output: %w", err)
}

// reasonOf is the stable code for an error that kept a page from being
// cleaned.
func reasonOf(err error) string {
	if _, panicked := pipeline.IsPanic(err); panicked {
		return "panic"
	}
	return "stage_failed"
}
