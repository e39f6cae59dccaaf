package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"

	"winnow/bench/results"
	"winnow/bench/systems"
	"winnow/bench/worker"
	"winnow/internal/score"
)

// ftfyCases are ftfy's tests, which winnow carries.
const ftfyCases = "../stages/encoding/repair/testdata/ftfy/*.json"

var pythonRepairers = []results.System{
	{Name: "ftfy", Settings: "fix_text, defaults"},
	{Name: "ftfy fix_encoding", Settings: "fix_encoding: mojibake alone"},
}

func repairs(ctx context.Context, o options, e *results.Encoding, log io.Writer) error {
	cases, err := casesOfFtfy(o)
	if err != nil {
		return err
	}
	clean, dense, err := truths(o)
	if err != nil {
		return err
	}
	for _, c := range cases.known {
		if c.kind == "pass" {
			e.Cases++
		} else {
			e.KnownFailures++
		}
	}
	e.CleanBytes, e.Dense = clean.bytes, len(dense.known)
	contenders, err := goContenders(o, systems.Repairers())
	if err != nil {
		return err
	}
	for _, c := range append(contenders, pythonContenders(o, pythonRepairers)...) {
		var p results.Repairer
		answers := c.run(ctx, o, cases.requests, 1, nil)
		for id, known := range cases.known {
			switch got := answers[id].Text; {
			case got != known.want:
			case known.kind == "pass":
				p.Cases++
			default:
				p.KnownFailures++
			}
		}
		var stats worker.Stats
		answers = c.run(ctx, o, clean.requests, 1, &stats)
		p.Clean = float64(clean.bytes) / 1e6 / max(stats.CPU, 1e-9)
		for id, known := range clean.known {
			if a, ok := answers[id]; ok {
				visible, spaces := changed(known.want, a.Text)
				p.Changed, p.Spaces = p.Changed+visible, p.Spaces+spaces
			}
		}
		answers = c.run(ctx, o, dense.requests, 1, &stats)
		p.Broken = float64(dense.bytes) / 1e6 / max(stats.CPU, 1e-9)
		restored := 0
		for id, known := range dense.known {
			if withoutSpaces(answers[id].Text) == withoutSpaces(known.want) {
				restored++
			}
		}
		p.Restored = float64(restored) / float64(max(1, len(dense.known)))
		p.System = *c.result
		e.Repairers = append(e.Repairers, p)
		fmt.Fprintf(log, "bench: %s: %d of %d cases, %d characters changed\n", c.result.Name, p.Cases, e.Cases, p.Changed)
	}
	return ctx.Err()
}

// A broken text is one with what it should be repaired to, if that is known.
type broken struct {
	kind, want string
}

func casesOfFtfy(o options) (*material[broken], error) {
	files, err := filepath.Glob(ftfyCases)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("no " + ftfyCases + ": the benchmark runs in its own folder")
	}
	m, err := newMaterial[broken](o, "ftfy")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var cases []struct{ Original, Fixed, Expect string }
		if err := json.Unmarshal(data, &cases); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, c := range cases {
			if err := m.add([]byte(c.Original), broken{c.Expect, c.Fixed}); err != nil {
				return nil, err
			}
		}
	}
	return m, nil
}

// truths returns the texts of WCXB's pages, which nothing should change, and
// their lines with letters beyond ASCII, in UTF-8 read as windows-1252.
func truths(o options) (clean, dense *material[broken], err error) {
	pages, err := score.LoadWCXB(o.wcxb)
	if err != nil {
		return nil, nil, err
	}
	if clean, err = newMaterial[broken](o, "clean"); err != nil {
		return nil, nil, err
	}
	if dense, err = newMaterial[broken](o, "dense"); err != nil {
		return nil, nil, err
	}
	for _, p := range pages {
		if err := clean.add([]byte(p.Truth.Text), broken{"clean", p.Truth.Text}); err != nil {
			return nil, nil, err
		}
		var lines, misread strings.Builder
		for line := range strings.Lines(p.Truth.Text) {
			wrong, err := charmap.Windows1252.NewDecoder().String(line)
			back, lossy := charmap.Windows1252.NewEncoder().String(wrong)
			if err != nil || lossy != nil || back != line || wrong == line {
				continue
			}
			lines.WriteString(line)
			misread.WriteString(wrong)
		}
		if misread.Len() > 0 {
			if err := dense.add([]byte(misread.String()), broken{"dense", lines.String()}); err != nil {
				return nil, nil, err
			}
		}
	}
	return clean, dense, nil
}

// changed counts the characters by which two texts differ, whatever their
// order: those that one has more of, in the text that has more such. White
// space and invisible characters are counted apart.
func changed(before, after string) (visible, spaces int) {
	if before == after {
		return 0, 0
	}
	counts := map[rune]int{}
	for _, r := range before {
		counts[r]++
	}
	for _, r := range after {
		counts[r]--
	}
	var more, less, moreSpaces, lessSpaces int
	for r, n := range counts {
		switch {
		case isSpace(r) && n > 0:
			moreSpaces += n
		case isSpace(r):
			lessSpaces -= n
		case n > 0:
			more += n
		default:
			less -= n
		}
	}
	return max(more, less), max(moreSpaces, lessSpaces)
}

// isSpace recognises white space and characters that cannot be seen.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}

// withoutSpaces returns a text without the characters in which repairers differ
// by policy.
func withoutSpaces(s string) string {
	return strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, s)
}
