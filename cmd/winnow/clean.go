package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.uber.org/zap"

	"winnow/cmd/winnow/internal/term"
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
	timeout    time.Duration
	quarantine string
	limit      int64
	progress   string
	folder     folderFlags
	report     reportFlags

	config      string
	printConfig bool
	strays      []string // see strayVariables
}

func newClean(s streams) *cobra.Command {
	var f cleanFlags
	cmd := &cobra.Command{
		Use:   "clean [flags] [INPUT…]",
		Short: "Clean pages, files, folders and dumps",
		Long: `Clean pages and write one record for each, in the order of the input.

INPUT is a file, a folder (with all files below it), a glob, s3://… or gs://…
(by the program winnow-objects), or - for standard input, which is also the
default. Its format is detected from its content: HTML, text, JSONL, WARC, WET,
tar, zip, Parquet and others; gzip, zstd, bzip2, xz and lz4 are decompressed on
the fly. A record that cannot be processed goes to the quarantine, and the run
continues.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some records are in
quarantine, 74 a disk is full or fails, 75 another run writes the output folder,
130 and 143 interrupted.`,
		Example: `  winnow clean page.html                          one JSON line
  winnow clean --to text < scraped.txt            text that others scraped, cleaned
  winnow clean --to markdown page.html.gz         to read
  curl -s URL | winnow clean --url URL            a page from the network, its links resolved
  winnow clean -o articles.jsonl.zst CC-MAIN-*.warc.gz
  winnow clean -o article.md page.html            Markdown, by the name of the file
  winnow clean -o articles.parquet dump/          a table for DuckDB, Spark, pandas
  winnow clean --field html=body --field id=doc_id dump.jsonl
  winnow clean --quarantine bad.jsonl -o out.jsonl pages/
  winnow clean --resume -o out/ dump/             in parts; continues where it was stopped`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, s, args) },
	}
	cmd.Flags().StringVar(&f.config, "config", "", "read settings that are not on the command line from `FILE`; see winnow run")
	f.add(cmd.Flags())
	return cmd
}

func (f *cleanFlags) add(flags *pflag.FlagSet) {
	flags.SortFlags = false
	f.input.add(flags)
	flags.StringVar(&f.to, "to", "auto", "output `FORMAT`: jsonl, text, markdown, parquet, or auto: by the ending of FILE (.txt, .md, .parquet), else jsonl")
	flags.StringVarP(&f.output, "output", "o", "-", "write to `FILE`, whole or not at all, compressed by .gz or .zst; or to a folder (FOLDER/) in parts")
	f.folder.add(flags)
	flags.StringVar(&f.quarantine, "quarantine", "", "write records that cannot be processed to `FILE` as JSONL (default: the log)")
	flags.Int64Var(&f.limit, "limit", 0, "stop after `N` records; 0 is no limit")
	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "clean `N` pages at the same time; the output is the same for any N")
	addTimeout(flags, &f.timeout)
	f.stages.add(flags)
	f.stages.addRecord(flags)
	flags.StringVar(&f.progress, "progress", "auto", "show a progress bar `WHEN`: auto, always or never")
	f.report.add(flags)
	f.log.add(flags)
	flags.BoolVar(&f.printConfig, "print-config", false, "print the settings in force as a configuration file, and do nothing")
}

// run applies the configuration and cleans.
func (f *cleanFlags) run(cmd *cobra.Command, s streams, args []string) error {
	inputs, err := configure(cmd, f.config)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		if inputs != nil && len(inputs) == 0 && f.input.filesFrom == "" {
			return usagef("%s: the list of inputs is empty: nothing to read (\"-\" is standard input)", f.config)
		}
		args = inputs
	}
	f.strays = strayVariables(cmd.Flags(), os.Environ())
	if f.printConfig {
		for _, stray := range f.strays {
			fmt.Fprintf(s.err, "winnow: %s\n", term.Sanitize(stray))
		}
		if err := f.checkAll(); err != nil {
			return err
		}
		return printConfig(term.Screen(s.out), cmd.Flags(), args)
	}
	return runClean(cmd.Context(), s, *f, args)
}

// checkAll checks every setting without touching what is read or written.
func (f cleanFlags) checkAll() error {
	_, err := f.input.options()
	return errors.Join(err, f.check(), f.stages.check(), f.log.check())
}

func (f cleanFlags) check() error {
	if f.jobs < 1 {
		return usagef("--jobs %d: must be at least 1", f.jobs)
	}
	if f.limit < 0 {
		return usagef("--limit %d: must not be negative", f.limit)
	}
	if f.intoFolder() && f.quarantine != "" {
		return usagef("--quarantine: an output folder has its own quarantine beside each part")
	}
	if name := repeatedName(f.output, f.quarantine, f.report.report, f.report.metrics); name != "" {
		return usagef("%s is named for two outputs: one would replace the other", name)
	}
	if !f.intoFolder() && f.folder.resume {
		return usagef("--output %q: winnow run and --resume need an output folder (-o FOLDER/)", f.output)
	}
	return errors.Join(
		f.folder.check(),
		checkTimeout(f.timeout),
		oneChoice("to", f.to),
		f.checkName(),
		oneChoice("progress", f.progress),
	)
}

// repeatedName returns the first file that is named twice. Devices may be.
func repeatedName(files ...string) string {
	seen := map[string]bool{}
	for _, name := range files {
		if name == "" || name == "-" {
			continue
		}
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			continue
		}
		path, err := filepath.Abs(name)
		if err != nil {
			path = name
		}
		if seen[path] {
			return name
		}
		seen[path] = true
	}
	return ""
}

// withoutOutputs drops the files that the run writes from what it reads, as when
// the output of an earlier run lies in the folder that is read. One that the
// user named as an input is an error: it would be replaced.
func (f cleanFlags) withoutOutputs(inputs inputSeq, log *zap.Logger) inputSeq {
	var outputs []os.FileInfo
	for _, name := range []string{f.output, f.quarantine, f.report.report, f.report.metrics} {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			outputs = append(outputs, info)
		}
	}
	isOutput := func(in dump.Input) bool {
		for _, out := range outputs {
			if in.Size != out.Size() {
				continue
			}
			if info, err := os.Stat(in.Name); err == nil && os.SameFile(info, out) {
				return true
			}
		}
		return false
	}
	return func(yield func(dump.Input, error) bool) {
		for in, err := range inputs {
			switch {
			case err != nil, in.Skip != "", in.Err != nil, !isOutput(in):
			case in.Listed:
				log.Warn("not read: it is an output of this run", zap.String("file", in.Name))
				continue
			default:
				in, err = dump.Input{}, usagef("%s is an input, and the output would replace it", in.Name)
			}
			if !yield(in, err) || err != nil {
				return
			}
		}
	}
}

func runClean(ctx context.Context, s streams, f cleanFlags, args []string) error {
	if err := f.check(); err != nil {
		return err
	}
	log, err := f.log.logger(s.err)
	if err != nil {
		return err
	}
	err = withCause(ctx, f.clean(ctx, s, log, args))
	if f.log.format == "json" && err != nil && !isQuiet(err) {
		log.Error(err.Error()) // who asks for JSON parses every line
		return loggedError{err}
	}
	return err
}

func (f cleanFlags) clean(ctx context.Context, s streams, log *zap.Logger, args []string) error {
	for _, stray := range f.strays {
		log.Warn(stray)
	}
	inputs, options, err := f.input.open(ctx, s, args)
	if err != nil {
		return err
	}
	inputs = f.withoutOutputs(inputs, log)
	// A list that is still being written is not waited for; but the manifest of a folder
	// names every input first.
	var known []dump.Input
	if f.input.filesFrom == "" || f.intoFolder() {
		if known, err = collect(inputs); err != nil {
			return err
		}
		inputs = eachOf(known)
	}
	cleaner, err := f.stages.cleaner(ctx)
	if err != nil {
		return err
	}
	r := run{
		cleaner: cleaner, format: formats[f.formatName()], log: log, jobs: f.jobs, timeout: f.timeout, limit: f.limit, read: options,
		showProgress: f.showsProgress(s),
		progressTo:   s.err,
		report:       f.report,
	}
	if r.format.name == "parquet" && f.output == "-" && term.Is(s.out) {
		return usagef("Parquet is no text for a terminal: name a file with -o")
	}
	if err := f.report.check(); err != nil {
		return err
	}
	if f.intoFolder() {
		return r.intoFolder(ctx, f.output, f.folder, known)
	}
	out, err := openStream(ctx, s, f.output, r.format, f.quarantine, log)
	if err != nil {
		return err
	}
	return r.into(ctx, out, inputs, known)
}

// showsProgress reports whether to draw a bar: on a terminal, unless the
// articles are written to it too.
func (f cleanFlags) showsProgress(s streams) bool {
	alone := f.output != "-" || !term.Is(s.out)
	return f.progress == "always" || f.progress == "auto" && term.Is(s.err) && alone && !f.log.quiet
}

// intoFolder reports whether the output is a folder: its name ends in a slash
// or names one that is there.
func (f cleanFlags) intoFolder() bool {
	if strings.HasSuffix(f.output, "/") {
		return true
	}
	info, err := os.Stat(f.output)
	return err == nil && info.IsDir()
}
