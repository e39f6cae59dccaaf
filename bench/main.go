// Command bench runs winnow and other extractors over the same pages and
// writes what it found to RESULTS.md, results.json and plots.
//
//	go run . [-parts PARTS] [-n PAGES] [-segments PAGES] [-timed PAGES] [-runs RUNS] [-systems REGEXP]
//
// README.md says what is measured and how.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"winnow/bench/results"
	"winnow/bench/systems"
	"winnow/bench/worker"
	"winnow/internal/score"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// allParts are the parts of the benchmark.
const allParts = "extraction,encoding,scale"

type options struct {
	wcxb, segments     string // folders
	n, nSegments       int
	timed, runs, cores int
	seed               uint64
	systems            *regexp.Regexp
	python, rust       string // how to run the peers in other languages
	out, work          string
	parts              string
	encoding           string // folder
	scalePages         int
	winnow             string
	texts              string
	timeout            time.Duration
	render             bool
	worker, decompress string // be a process of the benchmark itself
	goroutines         int
}

func run(args []string, stdout, stderr io.Writer) int {
	o, err := parseFlags(args, stderr)
	if err != nil {
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	switch {
	case o.worker != "":
		err = serve(o, stdout)
	case o.decompress != "":
		err = decompress(o.decompress)
	case o.render:
		err = render(o)
	case o.texts != "":
		err = writeTexts(ctx, o, stderr)
	default:
		err = bench(ctx, o, stderr)
	}
	switch {
	case errors.Is(err, score.ErrNoData):
		fmt.Fprintf(stderr, "bench: skipped: %v (README.md says where to get it)\n", err)
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "bench: %v\n", err)
		return 1
	}
	return 0
}

func parseFlags(args []string, stderr io.Writer) (options, error) {
	var o options
	shared := filepath.Join(score.Shared(".."), "bench")
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.wcxb, "wcxb", filepath.Join(shared, "wcxb-dev"), "folder of pages with their whole text: html/ID.html.gz, ground-truth/ID.json")
	f.StringVar(&o.segments, "segments-dir", filepath.Join(shared, "segments-dev"), "folder of pages with segments: html/ID.html.gz, segments.json")
	f.IntVar(&o.n, "n", 0, "use `N` pages of the first set, drawn by -seed; 0: all")
	f.IntVar(&o.nSegments, "segments", 0, "use `N` pages of the second set; 0: all")
	f.IntVar(&o.timed, "timed", 100, "measure costs on `N` of the pages of the first set")
	f.IntVar(&o.runs, "runs", 3, "measure costs `N` times, systems in turn, and take medians")
	f.IntVar(&o.cores, "cores", runtime.NumCPU(), "cores to use where all are used")
	f.Uint64Var(&o.seed, "seed", 7, "seed of the sample")
	f.Func("systems", "only systems whose name matches `REGEXP`", func(s string) (err error) {
		o.systems, err = regexp.Compile("(?i)" + s)
		return err
	})
	f.StringVar(&o.python, "python", filepath.Join(".venv", "bin", "python"), "Python with the packages of requirements.txt")
	f.StringVar(&o.rust, "rust", filepath.Join("rust", "target", "release", "peer"), "program that runs rs-trafilatura: make rust")
	f.StringVar(&o.parts, "parts", allParts, "which `PARTS` to measure, parted by commas; the others keep the figures of results.json")
	f.StringVar(&o.encoding, "encoding-dir", filepath.Join(shared, "..", "encoding"), "folder with chardet's files: chardet/ENCODING/FILE")
	f.StringVar(&o.winnow, "winnow", filepath.Join(".work", "winnow"), "the command, for dumps of growing size: make winnow")
	f.IntVar(&o.scalePages, "scale-pages", 200, "pages of the smallest dump; the largest has 64 times as many")
	f.StringVar(&o.out, "out", ".", "folder for RESULTS.md, results.json and plots")
	f.StringVar(&o.work, "work", ".work", "folder for the decompressed pages")
	f.StringVar(&o.texts, "texts", "", "measure nothing; write each system's texts of the first set to `FOLDER`/NAME.json, for training")
	f.DurationVar(&o.timeout, "timeout", 30*time.Minute, "longest time for one system on one set")
	f.BoolVar(&o.render, "render", false, "measure nothing; write RESULTS.md and plots from results.json")
	f.StringVar(&o.worker, "worker", "", "be the worker of a system (used by the program itself)")
	f.StringVar(&o.decompress, "decompress", "", "read `FILE` and do nothing with it (used by the program itself)")
	f.IntVar(&o.goroutines, "goroutines", 1, "goroutines of the worker")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	for part := range strings.SplitSeq(o.parts, ",") {
		if !slices.Contains(strings.Split(allParts, ","), part) {
			fmt.Fprintf(stderr, "bench: -parts %q: known are %s\n", part, allParts)
			return o, flag.ErrHelp
		}
	}
	if f.NArg() > 0 || o.runs < 1 || o.cores < 1 || o.n < 0 || o.nSegments < 0 || o.timed < 1 || o.scalePages < 1 {
		fmt.Fprintln(stderr, "bench: no arguments, and no negative numbers; see -help")
		return o, flag.ErrHelp
	}
	return o, nil
}

func serve(o options, stdout io.Writer) error {
	s, ok := systems.Find(o.worker)
	if !ok {
		return fmt.Errorf("no system %q", o.worker)
	}
	return worker.Serve(os.Stdin, stdout, s.New, o.goroutines)
}

func render(o options) error {
	r, err := results.Load(filepath.Join(o.out, "results.json"))
	if err != nil {
		return err
	}
	return r.Write(o.out)
}
