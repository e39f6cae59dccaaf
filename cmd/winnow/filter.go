package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"winnow"
	"winnow/cmd/winnow/internal/term"
	"winnow/pipeline"
	"winnow/pipeline/dump"
)

// filterFlags are the flags of "winnow filter".
type filterFlags struct {
	fields       []string
	maxBytes     string
	stages       stageFlags
	jobs         int
	timeout      time.Duration
	lineBuffered bool
}

func newFilter(s streams) *cobra.Command {
	var f filterFlags
	cmd := &cobra.Command{
		Use:   "filter [flags]",
		Short: "Clean JSON lines from standard input, strictly one line out for each line in",
		Long: `Read JSON lines from standard input and write one JSON line for each, in the same
order: the record of the article, or, for a line that cannot be read or
processed, a record with the status "error" and the reason. Nothing is skipped
and nothing is added, so that other programs can rely on it: Spark's pipe, Hadoop
streaming, a stream processor with a subprocess.

The exit code is 0 even if there were error records. A flag that is not given is
taken from the environment (WINNOW_MAX_BYTES for --max-bytes), as by winnow clean.`,
		Example: `  winnow filter < dump.jsonl > articles.jsonl
  winnow filter --line-buffered --field html=body      as a coprocess`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, err := configure(cmd, ""); err != nil {
				return err
			}
			for _, stray := range strayVariables(cmd.Flags(), os.Environ()) {
				fmt.Fprintf(s.err, "winnow: %s\n", term.Sanitize(stray))
			}
			return runFilter(cmd.Context(), s, f)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringArrayVar(&f.fields, "field", nil, "as `NAME=THEIRS`, read the field NAME (html, text, url, id, …) from the field THEIRS of a record")
	flags.StringVar(&f.maxBytes, "max-bytes", "32MiB", "answer lines larger than `SIZE` with an error record")
	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "clean `N` lines at the same time; the output is the same for any N")
	flags.BoolVar(&f.lineBuffered, "line-buffered", false, "write each line as soon as it is done")
	addTimeout(flags, &f.timeout)
	f.stages.add(flags)
	f.stages.addRecord(flags)
	return cmd
}

func runFilter(ctx context.Context, s streams, f filterFlags) error {
	fields, err := dump.ParseFields(f.fields)
	if err != nil {
		return usagef("--field: %w", err)
	}
	maxBytes, err := parseSize(f.maxBytes)
	if err != nil {
		return usagef("--max-bytes: %w", err)
	}
	if f.jobs < 1 {
		return usagef("--jobs %d: must be at least 1", f.jobs)
	}
	if err := checkTimeout(f.timeout); err != nil {
		return err
	}
	cleaner, err := f.stages.cleaner(ctx)
	if err != nil {
		return err
	}
	l := lineFilter{cleaner: cleaner, timeout: f.timeout, parser: dump.NewLineParser(dump.Options{Fields: fields})}
	out := bufio.NewWriterSize(term.Screen(s.out), 1<<16)
	load := pipeline.Load[inputLine]{
		Workers:   f.jobs,
		Weight:    func(l inputLine) int64 { return int64(len(l.text)) },
		MaxWeight: max(maxBytes, int64(f.jobs)*(8<<20)),
	}
	var readErr error
	for record := range pipeline.Ordered(ctx, load, linesOf(interruptibleReader(ctx, s.in), maxBytes, &readErr), l.clean) {
		if record == nil { // interrupted
			break
		}
		if _, err := out.Write(record); err != nil {
			return writeError(err)
		}
		if f.lineBuffered {
			if err := out.Flush(); err != nil {
				return writeError(err)
			}
		}
	}
	if err := out.Flush(); err != nil {
		return writeError(err)
	}
	if err := context.Cause(ctx); err != nil {
		return err
	}
	return readErr
}

// An inputLine is a line of the input, without its end.
type inputLine struct {
	number, offset int64
	text           []byte
	tooLong        bool
}

// linesOf reads lines. Of a line that is longer than maxBytes it keeps nothing.
func linesOf(r io.Reader, maxBytes int64, readErr *error) iter.Seq[inputLine] {
	return func(yield func(inputLine) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		offset := int64(0)
		for n := int64(1); ; n++ {
			line := inputLine{number: n, offset: offset}
			var err error
			for {
				var part []byte
				part, err = in.ReadSlice('\n')
				offset += int64(len(part))
				if line.tooLong = line.tooLong || int64(len(line.text)+len(part)) > maxBytes; line.tooLong {
					line.text = nil
				} else {
					line.text = append(line.text, part...)
				}
				if !errors.Is(err, bufio.ErrBufferFull) {
					break
				}
			}
			line.text = bytes.TrimRight(line.text, "\r\n")
			if offset > line.offset && !yield(line) {
				return
			}
			if err != nil {
				if !errors.Is(err, io.EOF) {
					*readErr = fmt.Errorf("cannot read line %d: %w", n, err)
				}
				return
			}
		}
	}
}

// A lineFilter turns lines into records.
type lineFilter struct {
	cleaner pageCleaner
	timeout time.Duration
	parser  *dump.LineParser
}

// clean returns the record of a line: an article's, or an error's. It is nil
// when the run was ended before the line was done.
func (f lineFilter) clean(ctx context.Context, line inputLine) []byte {
	source := pipeline.Source{File: "-", Record: line.number, Offset: line.offset}
	failed := func(id, url, reason string, err error) []byte {
		a := winnow.Article{ID: id, URL: url, Status: winnow.StatusError, Reasons: []string{reason}, Source: &source}
		if err != nil {
			a.Error = term.Redact(err.Error())
		}
		b, err := jsonLine(a)
		if err != nil { // cannot happen: the record holds nothing but text
			return fmt.Appendf(nil, "{\"id\":\"\",\"text\":\"\",\"status\":\"error\",\"reasons\":[%q]}\n", reason)
		}
		return b
	}
	if line.tooLong {
		return failed("", "", dump.FaultTooLarge, errors.New("the line is larger than --max-bytes"))
	}
	page, fault := f.parser.Parse(line.text)
	if fault != nil {
		return failed("", fault.URL, fault.Reason, fault.Err)
	}
	page.Source = source
	record, err := within(ctx, f.timeout, func(ctx context.Context) ([]byte, error) {
		article, err := f.cleaner.Clean(ctx, *page)
		if err != nil {
			return nil, err
		}
		return jsonLine(article)
	})
	switch {
	case err != nil && ctx.Err() != nil:
		return nil
	case err != nil:
		return failed(page.ID, page.URL, reasonOf(err), err)
	}
	return record
}
