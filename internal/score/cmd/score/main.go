// Command score measures winnow on the development data and compares the
// figures with the floors pinned in floors.json.
//
//	go run ./internal/score/cmd/score [-system winnow] [-text=false] [-hurt INPUT] [-shared DIR] [-update]
//
// It prints WCXB's development split by page type, as it is and as if nobody had noted the
// pages' addresses, and the development segments, then text mode: the same pages as text that somebody else scraped. If the data
// is missing it says so and ends with status 0, so that a clone without the data
// can run everything. If a figure is below its floor, it ends with status 1.
// -update raises the floors to the figures reached and adds floors for new
// figures; it never lowers one.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"winnow/internal/score"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

type options struct {
	systems, shared, floors string
	hurt                    string // input of text mode
	update, text            bool
	workers                 int
}

func run(args []string, stdout, stderr io.Writer) int {
	var o options
	f := flag.NewFlagSet("score", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.systems, "system", "winnow", "systems to measure, separated by commas: "+strings.Join(systemNames(), ", "))
	f.StringVar(&o.shared, "shared", score.Shared("."), "folder that holds bench/wcxb-dev and bench/segments-dev")
	f.StringVar(&o.floors, "floors", filepath.Join("internal", "score", "floors.json"), "file of floors")
	f.BoolVar(&o.update, "update", false, "raise the floors to the figures reached")
	f.BoolVar(&o.text, "text", true, "measure text mode: the ground truth, an extractor's output and whole pages as text and in Markdown")
	f.StringVar(&o.hurt, "hurt", "", "print what was taken from the pages that lost more than .02 in text mode with this input: truth, readability, page or markdown")
	f.IntVar(&o.workers, "workers", runtime.NumCPU(), "pages worked on at once")
	if err := f.Parse(args); err != nil {
		return 2
	}
	low, err := measure(o, stdout)
	switch {
	case errors.Is(err, score.ErrNoData):
		fmt.Fprintf(stderr, "score: skipped: %v\n", err)
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "score: %v\n", err)
		return 1
	}
	for _, line := range low {
		fmt.Fprintf(stderr, "score: %s\n", line)
	}
	if len(low) > 0 {
		return 1
	}
	return 0
}

// measure prints every system's rows and returns the figures below their
// floors.
func measure(o options, w io.Writer) ([]string, error) {
	floors, err := score.LoadFloors(o.floors)
	if err != nil {
		return nil, err
	}
	wcxb, segments, err := score.LoadDevelopment(o.shared)
	if err != nil {
		return nil, err
	}
	figures := map[string]float64{}
	for _, name := range strings.FieldsFunc(o.systems, func(r rune) bool { return r == ',' }) {
		system, err := newSystem(name, o)
		if err != nil {
			return nil, err
		}
		for _, set := range []struct {
			name  string
			pages []score.Page
		}{{"wcxb-dev", wcxb}, {"wcxb-dev-without-addresses", withoutAddresses(wcxb)}, {"segments-dev", segments}} {
			rows := score.Run(set.pages, system, o.workers)
			if err := score.Print(w, name+" on "+set.name, rows); err != nil {
				return nil, err
			}
			for _, r := range rows {
				for figure, v := range r.Figures() {
					figures[strings.Join([]string{name, set.name, r.Name, figure}, "/")] = v
				}
			}
		}
	}
	if o.text {
		text, err := measureText(wcxb, o, w)
		if err != nil {
			return nil, err
		}
		maps.Copy(figures, text)
	}
	low := floors.Check(figures)
	if o.update && len(low) == 0 {
		floors.Raise(figures)
		return nil, floors.Save(o.floors)
	}
	return low, nil
}

// withoutAddresses are pages as they come from standard input or a folder.
func withoutAddresses(pages []score.Page) []score.Page {
	bare := slices.Clone(pages)
	for i := range bare {
		bare[i].URL = ""
	}
	return bare
}
