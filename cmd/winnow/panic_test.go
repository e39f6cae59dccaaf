package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"winnow"
	"winnow/pipeline"
	"winnow/pipeline/dump"
)

// TestPanicCostsOneRecord: a stage that panics puts its record into the
// quarantine, with the stack in the log, and the others are written.
func TestPanicCostsOneRecord(t *testing.T) {
	dir := t.TempDir()
	in, bad := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "bad.jsonl")
	content := `{"id":"a","text":"One."}` + "\n" + `{"id":"b","text":"Boom."}` + "\n" + `{"id":"c","text":"Three."}` + "\n"
	if err := os.WriteFile(in, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	faulty := pipeline.Stage{
		Name: "faulty", Doc: "Panics on a word.",
		Rules: []pipeline.Rule{{Name: "faulty/none", Doc: "None.", Tier: pipeline.TierNote}},
		Run: func(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			if d.ID == "b" {
				panic("the word was boom")
			}
			return nil, nil
		},
	}
	cleaner, err := winnow.NewWithStages(winnow.Config{}, []pipeline.Stage{faulty})
	if err != nil {
		t.Fatal(err)
	}
	inputs, err := dump.Expand(t.Context(), []string{in})
	if err != nil {
		t.Fatal(err)
	}
	core, logged := observer.New(zap.InfoLevel)
	log := zap.New(core)
	var stdout bytes.Buffer
	out, err := openStream(t.Context(), streams{out: &stdout}, "-", formats["jsonl"], bad, log)
	if err != nil {
		t.Fatal(err)
	}
	r := run{cleaner: cleaner, format: formats["jsonl"], log: log, jobs: 2}
	if err := r.into(t.Context(), out, eachOf(inputs), inputs); !errors.Is(err, errQuarantined) {
		t.Errorf("the run ended with %v, want %v", err, errQuarantined)
	}
	if got := stdout.String(); strings.Count(got, "\n") != 2 || !strings.Contains(got, "One.") || !strings.Contains(got, "Three.") {
		t.Errorf("written:\n%s", got)
	}
	var entry quarantineEntry
	if err := json.Unmarshal([]byte(read(t, bad)), &entry); err != nil {
		t.Fatal(err)
	}
	if entry.ID != "b" || entry.Reason != "panic" || entry.Source.Record != 2 || !strings.Contains(entry.Error, "the word was boom") {
		t.Errorf("quarantined: %+v", entry)
	}
	if panics := logged.FilterMessage("panic").All(); len(panics) != 1 || !strings.Contains(panics[0].ContextMap()["stack"].(string), "panic_test.go") {
		t.Errorf("logged: %v", panics)
	}
}
