package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
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
	flags.Int64Var(&f.shardRecords, "shard-records", 10_000, "records in each part of an output folder: `N`")
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
		Digest: digest, Version: version, Ending: f.ending(r.format.name), PartRecords: f.shardRecords, Resume: f.resume,
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
	return r.into(ctx, sink, todo)
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

// settingsDigest represents everything that determines the bytes of the output:
// a folder must not mix parts made with different settings.
func (r run) settingsDigest(f folderFlags) (string, error) {
	b, err := canonical(struct {
		Format       string
		Compress     string
		ShardRecords int64
		Read         dump.Options
		Cleaner      any
	}{r.format.name, f.compress, f.shardRecords, withoutStdin(r.read), r.cleaner.Config()})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// canonical returns v as JSON without what is empty or zero, so that an option
// that a later winnow has, and that is not used, does not make other settings.
func canonical(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var tree any
	if err := json.Unmarshal(b, &tree); err != nil {
		return nil, err
	}
	return json.Marshal(withoutZeros(tree))
}

// withoutZeros returns a JSON value without members that are zero; nil if
// nothing is left.
func withoutZeros(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, member := range v {
			if v[key] = withoutZeros(member); v[key] == nil {
				delete(v, key)
			}
		}
		if len(v) == 0 {
			return nil
		}
	case []any:
		for i := range v {
			v[i] = withoutZeros(v[i])
		}
		if len(v) == 0 {
			return nil
		}
	case string:
		if v == "" {
			return nil
		}
	case float64:
		if v == 0 {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	}
	return v
}

func withoutStdin(o dump.Options) dump.Options {
	o.Stdin, o.TempDir = nil, ""
	return o
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

func newVerify(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "verify FOLDER",
		Short: "Check an output folder: checksums, counts, accounts",
		Long: `Recompute the checksums and line counts of every part of an output folder, and
the accounts of each input from the records that name it as their source (text
and Markdown do not: their accounts are checked as a whole). Exit code 1 when
anything differs, or when the folder holds parts that its manifest does not name.`,
		Example: "  winnow verify articles/",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("%s takes one folder", nameOf(cmd))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return verify(s, args[0]) },
	}
}

// verify checks an output folder and writes one line about it.
func verify(s streams, dir string) error {
	const written = "name a folder that winnow clean -o FOLDER/ has written"
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %q: %s", dir, written)
	case err == nil && !info.IsDir():
		return fmt.Errorf("%q is no folder: %s", dir, written)
	}
	m, err := batch.Verify(batch.Disk{}, dir)
	if errors.Is(err, batch.ErrNoManifest) {
		return fmt.Errorf("%s holds no manifest: winnow clean -o FOLDER/ did not write it, or has committed nothing yet", dir)
	}
	if err != nil {
		return fmt.Errorf("%s does not hold what its manifest says:\n%w", dir, err)
	}
	left, err := batch.Uncommitted(batch.Disk{}, dir, m)
	if err != nil {
		return err
	}
	for _, name := range left {
		fmt.Fprintf(s.err, "winnow: %s does not count: a run was stopped before it was committed, and the next run replaces it\n", term.Printable(name))
	}
	return describeFolder(s.out, dir, m)
}

// describeFolder writes what a folder holds by its manifest.
func describeFolder(w io.Writer, dir string, m *batch.Manifest) error {
	unfinished := 0
	for _, in := range m.Inputs {
		if !in.Done {
			unfinished++
		}
	}
	parts := plural(len(m.Parts), "part")
	if m.Open != nil {
		parts += " and an open part of " + plural(int(m.Open.Records), "record")
	}
	c := m.Counts
	_, err := fmt.Fprintf(w, "%s: %s, %s: %s, %d flagged, %d empty, %d not_article, %d quarantined; %s, %d not read to the end\n",
		dir, parts, plural(int(c.Records), "record"), plural(int(c.Articles), "article"), c.Flagged, c.Empty, c.NotArticle, c.Quarantined, plural(len(m.Inputs), "input"), unfinished)
	return err
}

// isLocked reports whether another run holds the output folder.
func isLocked(err error) bool { return errors.Is(err, batch.ErrLocked) }
