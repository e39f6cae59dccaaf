package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"winnow"
	"winnow/cmd/winnow/internal/term"
	"winnow/pipeline"
	"winnow/pipeline/dump"
)

// A documentsJob is what explain and rules test have in common: pages are
// cleaned and shown one after another, and what could not be processed is
// reported at once.
type documentsJob struct {
	cleaner *winnow.Cleaner
	inputs  inputSeq
	options dump.Options
	// show receives a page as parsed and as cleaned. Its error, which is one of
	// writing, ends the job.
	show func(p pipeline.Page, parsed, cleaned pipeline.Document) error
}

// run goes through the inputs. The error is errQuarantined when records could
// not be read or processed.
func (j documentsJob) run(ctx context.Context, talk io.Writer) error {
	var stats dump.Stats
	failed := 0
	for in, err := range j.inputs {
		if err != nil {
			return err
		}
		for item, err := range dump.Read(ctx, []dump.Input{in}, j.options) {
			if err != nil {
				return err
			}
			stats.Count(item)
			if item.Fault != nil {
				fmt.Fprintf(talk, "winnow: %s\n", term.Sanitize(item.Fault.Error()))
			}
			if item.Page == nil {
				continue
			}
			shown, err := j.document(ctx, *item.Page, talk)
			if err != nil {
				return err
			}
			if !shown {
				failed++
			}
		}
	}
	tellSkipped(talk, stats.SkipReasons)
	if stats.Records == 0 {
		fmt.Fprintln(talk, "winnow: there is nothing to show: the inputs hold no page")
	}
	if failed > 0 || stats.Faults > stats.Harmless {
		return errQuarantined
	}
	return nil
}

// document cleans and shows a page, or tells why that is not possible.
func (j documentsJob) document(ctx context.Context, p pipeline.Page, talk io.Writer) (shown bool, err error) {
	parsed, cleaned, err := j.cleaner.Document(ctx, p)
	switch {
	case ctx.Err() != nil:
		return false, context.Cause(ctx)
	case err != nil:
		fmt.Fprintf(talk, "winnow: %s: %s\n", term.Sanitize(p.Source.File), term.Sanitize(err.Error()))
		return false, nil
	}
	if err := j.show(p, parsed, cleaned); err != nil {
		return false, writeError(err)
	}
	return true, nil
}

// tellSkipped reports how many records were not pages, and why.
func tellSkipped(w io.Writer, reasons map[string]int64) {
	for _, reason := range slices.Sorted(maps.Keys(reasons)) {
		fmt.Fprintf(w, "winnow: %s skipped, %s: %s\n", plural(int(reasons[reason]), "record"), reason, cmp.Or(dump.Meaning(reason), "no page"))
	}
}
