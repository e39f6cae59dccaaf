package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"winnow"
	"winnow/cmd/winnow/internal/term"
	"winnow/pipeline/dump"
	"winnow/stages"
	"winnow/stages/ads"
	"winnow/stages/captions"
	"winnow/stages/checkalso"
	"winnow/stages/encoding"
	"winnow/stages/encoding/repair"
	"winnow/stages/navigation"
	"winnow/stages/userrules"
)

// inputFlags select what is read.
type inputFlags struct {
	from      string
	fields    []string
	maxBytes  string
	filesFrom string
	shard     string
	url       string
}

func (f *inputFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.from, "from", "auto", "input `FORMAT`: auto (by content), html, text, jsonl, warc, wet, …")
	flags.StringArrayVar(&f.fields, "field", nil, "as `NAME=THEIRS`, read the field NAME (html, text, url, id, …) from the field THEIRS of a record")
	flags.StringVar(&f.url, "url", "", "the `URL` of a page that comes without one, such as a file; links and rules for hosts need it")
	flags.StringVar(&f.filesFrom, "files-from", "", "read the names of further inputs from `FILE` (- for standard input), one a line or ended by NUL")
	flags.StringVar(&f.shard, "shard", "", "take the `I/N`-th share of the inputs, I from 1, for jobs that split a dump: by a hash of the name, so that an input stays in its share")
	flags.StringVar(&f.maxBytes, "max-bytes", "32MiB", "quarantine records larger than `SIZE`")
}

// options returns how the inputs are read, without standard input.
func (f inputFlags) options() (dump.Options, error) {
	var o dump.Options
	from, err := dump.ParseFormat(f.from)
	if err != nil {
		return o, usagef("--from: %w", err)
	}
	fields, err := dump.ParseFields(f.fields)
	if err != nil {
		return o, usagef("--field: %w", err)
	}
	maxBytes, err := parseSize(f.maxBytes)
	if err != nil {
		return o, usagef("--max-bytes: %w", err)
	}
	if err := checkURL(f.url); err != nil {
		return o, err
	}
	if _, err := parseShard(f.shard); err != nil {
		return o, err
	}
	return dump.Options{From: from, Fields: fields, MaxBytes: maxBytes, URL: f.url}, nil
}

// An inputSeq is the inputs of a run in their order, as they are found. An error is the
// last pair.
type inputSeq = iter.Seq2[dump.Input, error]

// open finds the inputs that the arguments name, and the options to read them. Those
// of --files-from are found while the inputs before them are read: the list may be
// long, or still be written.
func (f inputFlags) open(ctx context.Context, s streams, args []string) (inputSeq, dump.Options, error) {
	o, err := f.options()
	if err != nil {
		return nil, o, err
	}
	o.Stdin = interruptibleReader(ctx, s.in)
	if len(args) == 0 && f.filesFrom == "" {
		if term.Is(s.in) {
			return nil, o, usagef("nothing to read: name a file, or pipe something in")
		}
		args = []string{"-"}
	}
	if f.filesFrom != "" {
		in, closeList, err := openOne(ctx, s, []string{f.filesFrom})
		if err != nil {
			return nil, o, fmt.Errorf("--files-from: %w", err)
		}
		context.AfterFunc(ctx, func() { closeList() })
		return f.share(dump.ExpandAll(ctx, args, namesIn(in), newStores(ctx).expand)), o, nil
	}
	// What is named on the command line is found before anything is written.
	inputs, err := collect(dump.ExpandAll(ctx, args, nil, newStores(ctx).expand))
	if err != nil {
		return nil, o, err
	}
	return f.share(eachOf(inputs)), o, nil
}

// namesIn returns the names in the list of --files-from.
func namesIn(in io.Reader) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for name, err := range dump.ReadList(in) {
			if err != nil {
				err = fmt.Errorf("--files-from: %w", err)
			}
			if !yield(name, err) {
				return
			}
		}
	}
}

// collect returns the inputs as a list, for who needs to know all of them first.
func collect(inputs inputSeq) (list []dump.Input, err error) {
	for in, err := range inputs {
		if err != nil {
			return nil, err
		}
		list = append(list, in)
	}
	return list, nil
}

func eachOf(inputs []dump.Input) inputSeq {
	return func(yield func(dump.Input, error) bool) {
		for _, in := range inputs {
			if !yield(in, nil) {
				return
			}
		}
	}
}

// share leaves out the inputs of other shares.
func (f inputFlags) share(inputs inputSeq) inputSeq {
	share, err := parseShard(f.shard)
	if err != nil || share.n == 0 {
		return inputs // the error has been told by options
	}
	return func(yield func(dump.Input, error) bool) {
		for in, err := range inputs {
			if (err != nil || dump.InShard(in, share.i, share.n)) && !yield(in, err) {
				return
			}
		}
	}
}

// checkURL refuses anything that is not the address of a page.
func checkURL(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return usagef("--url %q: want the address of a page, such as https://example.com/page", address)
	}
	return nil
}

// A share is the i-th of n, from 0. If n is 0, it is everything.
type share struct{ i, n int }

// parseShard reads the value of --shard.
func parseShard(value string) (share, error) {
	if value == "" {
		return share{}, nil
	}
	first, second, ok := strings.Cut(value, "/")
	i, errI := strconv.Atoi(first)
	n, errN := strconv.Atoi(second)
	if !ok || errI != nil || errN != nil || i < 1 || n < 1 || i > n {
		return share{}, usagef("--shard %q: write I/N with I from 1 to N, such as 1/8", value)
	}
	return share{i - 1, n}, nil
}

// sizeUnits are the units a size may carry; without one it is in bytes.
var sizeUnits = []struct {
	suffix string
	bytes  int64
}{
	{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30},
	{"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9},
	{"K", 1 << 10}, {"M", 1 << 20}, {"G", 1 << 30}, {"B", 1}, {"", 1},
}

// parseSize reads a size such as "32MiB" or "1000000".
func parseSize(s string) (int64, error) {
	for _, u := range sizeUnits {
		digits, ok := strings.CutSuffix(s, u.suffix)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
		if err != nil || n < 1 || n > (1<<62)/u.bytes {
			break
		}
		return n * u.bytes, nil
	}
	return 0, fmt.Errorf("%q is no size; write 32MiB, 500KB or a number of bytes", s)
}

// stageFlags are the options of the stages and of the record.
type stageFlags struct {
	rules          string
	engine         string
	captions       string
	keepRelated    bool
	keepDisclosure bool
	keepContents   bool
	keepTypography bool
	quotes         bool
	titleInText    bool
	blocks         bool
	removed        bool
}

func (f *stageFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.engine, "engine", string(stages.Blocks), "the `ENGINE` that finds the article in HTML: blocks (learned) or readability")
	flags.StringVar(&f.rules, "rules", "", "drop, keep or move what the rules in `FILE` say; see winnow rules")
	flags.StringVar(&f.captions, "captions", "drop", "the `MODE` for captions of figures: drop (to the field captions), keep (in the text) or inline (in the text, without the credit)")
	flags.BoolVar(&f.keepRelated, "keep-related", false, "leave links to related stories in the text")
	flags.BoolVar(&f.keepDisclosure, "keep-disclosures", false, "leave disclosures of affiliate links in the text")
	flags.BoolVar(&f.keepContents, "keep-contents", false, "leave tables of contents in the text")
	flags.BoolVar(&f.keepTypography, "keep-typography", false, "leave spaces, stops and doubled words as they are")
	flags.BoolVar(&f.quotes, "straight-quotes", false, "make curly quotes straight")
}

// addRecord adds the flags that say what the record holds.
func (f *stageFlags) addRecord(flags *pflag.FlagSet) {
	flags.BoolVar(&f.titleInText, "title-in-text", false, "keep the title as the first paragraph of the text")
	flags.BoolVar(&f.blocks, "blocks", false, "add the blocks of the text with their kinds to each record")
	flags.BoolVar(&f.removed, "removed", false, "add what was removed, with stage and rule, to each record")
}

func (f stageFlags) check() error {
	return errors.Join(oneChoice("captions", f.captions), oneChoice("engine", f.engine))
}

// cleaner returns a cleaner with these options.
func (f stageFlags) cleaner(ctx context.Context) (*winnow.Cleaner, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	policy := captions.Policy(f.captions)
	if f.captions == "drop" {
		policy = captions.Drop
	}
	var rules *userrules.Rules
	if f.rules != "" {
		var err error
		if rules, err = loadRules(ctx, f.rules); err != nil {
			return nil, err
		}
	}
	c, err := winnow.New(winnow.Config{
		Stages: stages.Config{
			Userrules:  userrules.Options{Rules: rules},
			Engine:     stages.Engine(f.engine),
			Captions:   captions.Options{Captions: policy},
			Checkalso:  checkalso.Options{KeepRelated: f.keepRelated},
			Ads:        ads.Options{KeepDisclosures: f.keepDisclosure},
			Navigation: navigation.Options{KeepContents: f.keepContents},
			Encoding:   encoding.Options{KeepTypography: f.keepTypography, Repair: repair.Options{Quotes: f.quotes}},
		},
		TitleInText: f.titleInText, Blocks: f.blocks, Removed: f.removed,
	})
	if err != nil {
		return nil, usageError{err}
	}
	return c, nil
}

// logFlags select what is reported on standard error.
type logFlags struct {
	quiet, verbose bool
	format         string
}

func (f *logFlags) add(flags *pflag.FlagSet) {
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "log errors only")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "log skipped records too")
	flags.StringVar(&f.format, "log-format", "auto", "log `FORMAT`: auto (console on a terminal, else JSON), console or json")
}

func (f logFlags) check() error {
	if f.quiet && f.verbose {
		return usageError{errors.New("--quiet and --verbose exclude each other")}
	}
	return oneChoice("log-format", f.format)
}

func (f logFlags) logger(w io.Writer) (*zap.Logger, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	level := zapcore.InfoLevel
	switch {
	case f.quiet:
		level = zapcore.ErrorLevel
	case f.verbose:
		level = zapcore.DebugLevel
	}
	config := zap.NewProductionEncoderConfig()
	config.EncodeTime = zapcore.ISO8601TimeEncoder
	encoder := zapcore.NewJSONEncoder(config)
	if f.format == "console" || f.format == "auto" && term.Is(w) {
		config.EncodeLevel = zapcore.LowercaseLevelEncoder
		config.EncodeTime = zapcore.TimeEncoderOfLayout("15:04:05")
		encoder = zapcore.NewConsoleEncoder(config)
	}
	return zap.New(term.Core(zapcore.NewCore(encoder, zapcore.Lock(zapcore.AddSync(w)), level))), nil
}
