package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"
	"go.uber.org/zap"

	"winnow/cmd/winnow/internal/batch"
	"winnow/cmd/winnow/internal/term"
	"winnow/pipeline/dump"
)

// folderFlags are the flags of output folders.
type folderFlags struct {
	resume       bool
	shardRecords int64
	compress     string
}

func (f *folderFlags) add(flags *pflag.FlagSet) {
	flags.BoolVar(&f.resume, "resume", false, "continue an output folder: read only what is new, changed or not yet done")
	flags.Int64Var(&f.shardRecords, "shard-records", 10_000, "put `N` records into each part of an output folder")
	flags.StringVar(&f.compress, "compress", "zst", "compress the parts of an output folder by `CODEC`: zst, gz or none")
}

func (f folderFlags) check() error {
	if f.shardRecords < 1 {
		return usagef("--shard-records %d: must be at least 1", f.shardRecords)
	}
	return oneChoice("compress", f.compress)
}

// ending returns the file name ending of the parts.
func (f folderFlags) ending(format string) string {
	if format == "parquet" { // compressed inside
		return parquetEnding
	}
	ending := map[string]string{"jsonl": ".jsonl", "text": ".txt", "markdown": ".md"}[format]
	if f.compress != "none" {
		ending += "." + f.compress
	}
	return ending
}

// A folderSink writes the parts of an output folder.
type folderSink struct {
	folder    *batch.Folder
	separator []byte
	// streams is set if one of the inputs cannot be read again.
	streams bool
	log     *zap.Logger
	failed  bool // the folder could not be written
}

// intoFolder cleans the inputs into an output folder.
func (r run) intoFolder(ctx context.Context, dir string, f folderFlags, inputs []dump.Input) error {
	digest, err := r.settingsDigest(f)
	if err != nil {
		return err
	}
	version := folderVersion()
	folder, err := batch.OpenFolder(dir, batch.Settings{
		Digest: digest, Flags: r.settingsByFlag(f), Version: version, Ending: f.ending(r.format.name), PartRecords: f.shardRecords, Resume: f.resume,
	})
	if err != nil {
		return err
	}
	inputs = r.withoutOutput(dir, inputs)
	for _, in := range inputs {
		if in.Skip == "" && in.Err == nil && isStream(in.Name) && folder.Holds(in.Name) {
			folder.Abandon()
			return usagef("%s holds records of %q, and nothing tells whether it is the same stream now: read files, or use another folder", dir, in.Name)
		}
	}
	todo, changed, err := folder.Plan(ctx, inputs)
	if err != nil {
		folder.Abandon()
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return err
	}
	if dropped := folder.Dropped(); dropped != nil {
		r.log.Warn("what a run that was stopped kept of its open part cannot be used; these records are read again",
			zap.String("folder", term.Printable(dir)), zap.Int64("records", dropped.Records), zap.String("error", term.Printable(dropped.Why.Error())))
	}
	r.warnOfChanges(changed)
	passed := folder.Passed()
	r.passed = &passed
	if passed.Unreadable > 0 {
		r.log.Warn("inputs that an earlier run could not read still cannot be read; the quarantine names them",
			zap.String("folder", term.Printable(dir)), zap.Int("inputs", passed.Unreadable))
	}
	if earlier := folder.EarlierVersion(); earlier != "" && len(todo) > 0 {
		r.log.Warn("the folder was written by another winnow, which may clean pages differently; its manifest says which parts are whose",
			zap.String("folder", term.Printable(dir)), zap.String("before", earlier), zap.String("now", version))
	}
	sink := &folderSink{folder: folder, separator: []byte(r.format.separator), log: r.log}
	for _, in := range todo {
		sink.streams = sink.streams || in.Skip == "" && in.Err == nil && isStream(in.Name)
	}
	return r.into(ctx, sink, eachOf(todo), todo)
}

// warnOfChanges names the inputs that are read again, and what the folder will
// hold twice.
func (r run) warnOfChanges(changed []batch.Change) {
	for _, c := range changed {
		if c.Records == 0 && !c.HalfRead {
			continue // it could not be read before
		}
		message := "the input changed since it was read; it is read again, and its earlier records stay in the folder"
		if c.HalfRead {
			message = "the input changed after it was half read; it is read from its start, and its earlier records stay in the folder"
		}
		r.log.Warn(message, zap.String("file", term.Printable(c.Name)), zap.Int64("earlier_records", c.Records))
	}
}

// isStream reports whether an input can be read only once: standard input, or
// what the shell passes for "<(…)".
func isStream(name string) bool {
	if name == "-" {
		return true
	}
	info, err := os.Stat(name)
	return err == nil && !info.Mode().IsRegular()
}

// withoutOutput drops inputs that lie in the output folder, as when the folder
// that is read holds it: they would be cleaned again in the next run.
func (r run) withoutOutput(dir string, inputs []dump.Input) []dump.Input {
	output, err := filepath.Abs(dir)
	if err != nil {
		return inputs
	}
	output += string(filepath.Separator)
	kept := make([]dump.Input, 0, len(inputs))
	for _, in := range inputs {
		if path, err := filepath.Abs(in.Name); err == nil && strings.HasPrefix(path, output) {
			r.log.Warn("not read: it lies in the output folder", zap.String("file", term.Printable(in.Name)))
			continue
		}
		kept = append(kept, in)
	}
	return kept
}

func (s *folderSink) put(o outcome) error {
	var quarantined []byte
	if o.quarantine != nil {
		o.quarantine.logDefect(s.log)
		var err error
		if quarantined, err = jsonLine(o.quarantine); err != nil {
			return err
		}
	}
	unreadable := o.quarantine != nil && o.quarantine.Reason == dump.FaultUnreadable
	if unreadable && !s.folder.IsHalfRead(o.input) {
		s.folder.Unread(o.input)
		unreadable = false
	}
	if unreadable || o.quarantine != nil && o.quarantine.Reason == dump.FaultRead {
		s.log.Warn("the input cannot be read on; the next run tries again from there",
			append(sourceFields(o.quarantine.Source), zap.String("error", term.Printable(o.quarantine.Error)))...)
		return s.noted(s.folder.AddUnread(o.input, quarantined, o.counts))
	}
	if len(s.separator) > 0 && o.record != nil {
		o.record = append(o.record, s.separator...)
	}
	return s.noted(s.folder.Add(o.input, o.item.Mark, o.record, quarantined, o.counts))
}

func (s *folderSink) noted(err error) error {
	s.failed = s.failed || err != nil
	return err
}

func (s *folderSink) end(ctx context.Context, input string) { s.folder.Done(ctx, input) }

// finish commits the last part. The open part of a run that was stopped, or
// that could not read on, is kept for the next run. What came from a stream is
// committed, since no run can continue it.
func (s *folderSink) finish(err error) error {
	var endErr error
	switch {
	case s.failed:
		s.folder.Abandon()
	case err == nil, s.streams:
		endErr = s.folder.Finish()
	default:
		endErr = s.folder.Keep()
	}
	switch {
	case endErr == nil:
		return err
	case err == nil:
		return endErr
	}
	return errors.Join(err, endErr)
}

// isLocked reports whether another run holds the output folder.
func isLocked(err error) bool { return errors.Is(err, batch.ErrLocked) }
