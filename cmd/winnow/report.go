package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"
	"github.com/spf13/pflag"
	"go.uber.org/zap"

	"winnow/cmd/winnow/internal/batch"
	"winnow/cmd/winnow/internal/outfile"
)

// reportFlags select how a run reports on itself.
type reportFlags struct {
	report  string
	keep    int
	metrics string
}

func (f *reportFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.report, "report", "", "write a report of the run to `FILE`, as JSON")
	flags.IntVar(&f.keep, "keep-reports", 7, "keep `N` earlier reports, as FILE.1 and so on")
	flags.StringVar(&f.metrics, "metrics", "", "write metrics to `FILE` for Prometheus' textfile collector")
}

// check makes sure that the files can be written: after hours of work it is too
// late to learn that they cannot.
func (f reportFlags) check() error {
	var errs []error
	for _, name := range []string{f.report, f.metrics} {
		if name != "" {
			errs = append(errs, outfile.Check(name))
		}
	}
	return errors.Join(errs...)
}

// A report is what is known of a run when it has ended.
type report struct {
	Started time.Time `json:"started"`
	Ended   time.Time `json:"ended"`
	Seconds float64   `json:"seconds"`
	// Outcome is done, quarantined, failed or interrupted; Error the cause.
	Outcome string       `json:"outcome"`
	Error   string       `json:"error,omitempty"`
	Counts  batch.Counts `json:"counts"`
	// Inputs says what became of the inputs of a run into a folder.
	Inputs *inputCounts `json:"inputs,omitempty"`
	// Quarantined and Skipped count what is no record of the output, by the
	// reason.
	Quarantined map[string]int64 `json:"quarantined"`
	Skipped     map[string]int64 `json:"skipped"`
	// Removals counts edits by stage.
	Removals map[string]int64 `json:"removals"`
	Version  string           `json:"version"`
}

// inputCounts count the inputs of a run into a folder. Due are those that are
// new, changed or not yet done; Unchanged those that earlier runs have read;
// Unreadable those that an earlier run could not read, nor could this one.
type inputCounts struct {
	Due        int `json:"due"`
	Unchanged  int `json:"unchanged"`
	Unreadable int `json:"unreadable"`
}

// write writes the report and the metrics, replacing both files as a whole.
func (f reportFlags) write(r report) error {
	var errs []error
	if f.report != "" {
		errs = append(errs, rotate(f.report, f.keep), writeReport(f.report, r))
	}
	if f.metrics != "" {
		errs = append(errs, writeMetrics(f.metrics, r))
	}
	return errors.Join(errs...)
}

func writeReport(name string, r report) error {
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return outfile.WriteAll(name, append(b, '\n'))
}

// rotate makes room for a new report: FILE becomes FILE.1, FILE.1 becomes
// FILE.2, and what is older than keep is removed. FILE stays until the new one
// replaces it, so that a reader always finds one.
func rotate(name string, keep int) error {
	numbered := func(i int) string {
		if i == 0 {
			return name
		}
		return fmt.Sprintf("%s.%d", name, i)
	}
	for i := keep; i >= 0; i-- {
		var err error
		switch {
		case i == keep && i > 0:
			err = os.Remove(numbered(i))
		case i > 0:
			err = os.Rename(numbered(i), numbered(i+1))
		case keep > 0:
			err = keepAs(name, numbered(1))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("cannot rotate reports: %w", err)
		}
	}
	return nil
}

// keepAs gives a file a second name or, where the file system has no links,
// another name.
func keepAs(name, kept string) error {
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil // a device or a link, which is written to
	}
	err := os.Link(name, kept)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		err = os.Rename(name, kept)
	}
	return err
}

// writeMetrics writes gauges about the last run. The time of the last success
// is carried over from the file if this run failed, so that an alert can tell
// how long there has been no success.
func writeMetrics(name string, r report) error {
	registry := prometheus.NewRegistry()
	gauge := func(name, help string, value float64) {
		g := prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "winnow", Name: name, Help: help})
		g.Set(value)
		registry.MustRegister(g)
	}
	labelled := func(name, help, label string, values map[string]int64) {
		g := prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "winnow", Name: name, Help: help}, []string{label})
		for k, v := range values {
			g.WithLabelValues(k).Set(float64(v))
		}
		registry.MustRegister(g)
	}
	c := r.Counts
	labelled("records", "Records of the last run by what became of them.", "status", map[string]int64{
		"ok": c.Articles, "flagged": c.Flagged, "empty": c.Empty, "not_article": c.NotArticle, "quarantined": c.Quarantined,
	})
	labelled("removals", "Removals of the last run by stage.", "stage", r.Removals)
	gauge("bytes", "Bytes of the pages of the last run.", float64(c.Bytes))
	gauge("run_seconds", "How long the last run took.", r.Seconds)
	gauge("last_run_timestamp_seconds", "When the last run ended.", float64(r.Ended.Unix()))
	success := lastSuccess(name)
	if r.Outcome == "done" || r.Outcome == "quarantined" {
		success = float64(r.Ended.Unix())
	}
	gauge("last_success_timestamp_seconds", "When a run last went through.", success)
	families, err := registry.Gather()
	if err != nil {
		return err
	}
	var text bytes.Buffer
	for _, f := range families {
		if _, err := expfmt.MetricFamilyToText(&text, f); err != nil {
			return err
		}
	}
	return outfile.WriteAll(name, text.Bytes())
}

// lastSuccess reads the time of the last success from a file of metrics; 0
// when there is none. A device or a pipe, such as /dev/stdout, is not read: it has no
// end.
func lastSuccess(name string) float64 {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return 0
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return 0
	}
	var value float64
	for line := range strings.Lines(string(b)) {
		if _, err := fmt.Sscanf(line, "winnow_last_success_timestamp_seconds %g", &value); err == nil {
			return value
		}
	}
	return 0
}

// outcomeOf returns the word for how a run ended.
func outcomeOf(err error) string {
	switch {
	case err == nil:
		return "done"
	case errors.Is(err, errQuarantined):
		return "quarantined"
	case errors.As(err, new(interruptError)):
		return "interrupted"
	}
	return "failed"
}

// log writes the closing summary.
func (r report) log(log *zap.Logger) {
	c := r.Counts
	fields := []zap.Field{
		zap.Int64("records", c.Records), zap.Int64("articles", c.Articles), zap.Int64("flagged", c.Flagged),
		zap.Int64("empty", c.Empty), zap.Int64("not_article", c.NotArticle), zap.Int64("quarantined", c.Quarantined),
		zap.Int64("skipped", c.Skipped), zap.Int64("damage", c.Damage),
		zap.Int64("bytes", c.Bytes), zap.Float64("seconds", r.Seconds),
	}
	if r.Inputs != nil {
		fields = append(fields, zap.Int("inputs_due", r.Inputs.Due), zap.Int("inputs_unchanged", r.Inputs.Unchanged), zap.Int("inputs_unreadable", r.Inputs.Unreadable))
	}
	if len(r.Quarantined) > 0 {
		fields = append(fields, zap.Any("quarantined_by_reason", r.Quarantined))
	}
	if len(r.Skipped) > 0 {
		fields = append(fields, zap.Any("skipped_by_reason", r.Skipped))
	}
	log.Info(r.Outcome, fields...)
}
