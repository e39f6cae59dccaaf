package worker

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/internal/score"
)

// TestServe holds the conversation: answers in the order of the requests, a
// failure or a panic costs its own page only, and the costs come last.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, id := range []string{"good", "bad", "panic", "good2"} {
		file := filepath.Join(dir, id)
		if err := os.WriteFile(file, []byte(id), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := enc.Encode(Request{ID: id, URL: "https://example.com/" + id, File: file}); err != nil {
			t.Fatal(err)
		}
	}
	if err := enc.Encode(Request{ID: "gone", File: filepath.Join(dir, "gone")}); err != nil {
		t.Fatal(err)
	}
	system := func(p score.Page) (score.Output, error) {
		switch string(p.HTML) {
		case "bad":
			return score.Output{Text: "half"}, errors.New("no good")
		case "panic":
			panic("out of order")
		}
		return score.Output{Text: "text of " + p.ID, Title: p.URL}, nil
	}
	var out bytes.Buffer
	if err := Serve(&in, &out, func() (score.System, error) { return system, nil }, 3); err != nil {
		t.Fatal(err)
	}
	answers, stats, err := readAnswers(&out)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range answers {
		failed := "ok"
		if a.Error != "" {
			failed = "failed"
		}
		got = append(got, strings.Join([]string{a.ID, a.Text, failed}, ":"))
	}
	want := "good:text of good:ok bad::failed panic::failed good2:text of good2:ok gone::failed"
	if strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if stats.StartCPU <= 0 || stats.Wall <= 0 || stats.Peak <= 0 {
		t.Errorf("costs: %+v", stats)
	}
}

// TestServeNotReady: a system that cannot be made, or not even clean the
// warm-up page, is no system.
func TestServeNotReady(t *testing.T) {
	broken := errors.New("broken")
	for name, make := range map[string]func() (score.System, error){
		"made": func() (score.System, error) { return nil, broken },
		"warm-up": func() (score.System, error) {
			return func(score.Page) (score.Output, error) { return score.Output{}, broken }, nil
		},
	} {
		if err := Serve(strings.NewReader(""), new(bytes.Buffer), make, 1); !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadAnswersCutOff(t *testing.T) {
	if _, _, err := readAnswers(strings.NewReader(`{"id":"1","text":"a"}` + "\n")); err == nil {
		t.Error("answers without costs were taken")
	}
}
