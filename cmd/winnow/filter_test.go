package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// answers runs "winnow filter" and gives its lines.
func answers(t *testing.T, in []byte, args ...string) []string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := Main(append([]string{"filter"}, args...), bytes.NewReader(in), &stdout, &stderr); code != exitDone || stderr.Len() > 0 {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	if stdout.Len() > 0 && !bytes.HasSuffix(stdout.Bytes(), []byte("\n")) {
		t.Errorf("the last line has no end")
	}
	return strings.Split(strings.TrimSuffix(stdout.String(), "\n"), "\n")
}

// TestFilterAnswersEveryLine: one JSON line out for one line in, whatever the
// line, and the records around a bad one are none the worse.
func TestFilterAnswersEveryLine(t *testing.T) {
	good := `{"id":"good","text":"The bridge opens in May."}`
	for why, c := range map[string]struct{ line, status string }{
		"a record":           {good, "ok"},
		"nothing":            {"", "error"},
		"spaces":             {" \t ", "error"},
		"CRLF":               {good + "\r", "ok"},
		"only CR":            {"\r", "error"},
		"NUL":                {"\x00", "error"},
		"NUL in the text":    {"{\"text\":\"a\x00b\"}", "ok"},
		"NUL behind":         {good + "\x00", "error"},
		"no JSON":            {"hello", "error"},
		"a number":           {"42", "error"},
		"a list":             {"[1,2]", "error"},
		"null":               {"null", "error"},
		"a torn record":      {`{"id":"x","text":"abc`, "error"},
		"two records":        {good + good, "error"},
		"an empty record":    {"{}", "error"},
		"no body":            {`{"id":"x"}`, "error"},
		"an empty body":      {`{"text":""}`, "error"},
		"a body of a number": {`{"text":7}`, "error"},
		"stray bytes":        {"{\"text\":\"it\x92s fine\"}", "ok"},
		"no UTF-8 at all":    {"\xff\xfe\xfd", "error"},
		"half a surrogate":   {`{"text":"a \ud800 b"}`, "ok"},
		"separators":         {"{\"text\":\"a \u2028 b \u0085 c\"}", "ok"},
		"a form feed":        {"{\"text\":\"a\f\vb\"}", "ok"},
		"a BOM":              {"\ufeff" + strings.Replace(good, "good", "marked", 1), "ok"},
		"40 MB":              {`{"text":"` + strings.Repeat("x", 40<<20) + `"}`, "error"},
		"deep JSON":          {`{"text":"a","x":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`, "error"},
		"very deep JSON":     {strings.Repeat(`{"a":`, 300_000), "error"},
	} {
		in := good + "\n" + c.line + "\n" + good
		for _, end := range []string{"", "\n"} { // the last line may lack its end
			got := answers(t, []byte(in+end), "-j", "2")
			if len(got) != 3 {
				t.Fatalf("%s: %d lines for 3", why, len(got))
			}
			for i, line := range got {
				var r struct {
					ID, Status string
					Reasons    []string
					Source     struct{ Record int }
				}
				if err := json.Unmarshal([]byte(line), &r); err != nil {
					t.Fatalf("%s: line %d: %v", why, i+1, err)
				}
				want := "ok"
				if i == 1 {
					want = c.status
				}
				if r.Status != want && !(want == "error" && r.Status == "empty") || r.Source.Record != i+1 || i != 1 && r.ID != "good" {
					t.Errorf("%s: line %d: %.200s", why, i+1, line)
				}
				if r.Status == "error" && len(r.Reasons) == 0 {
					t.Errorf("%s: an error without a reason: %.200s", why, line)
				}
			}
			if len(c.line) > 1<<20 {
				break
			}
		}
	}
	if got := answers(t, nil); len(got) != 1 || got[0] != "" {
		t.Errorf("no line in, and out came %q", got)
	}
}

// TestFilterCountsLines: as many lines out as in, of random bytes and damaged
// records.
func TestFilterCountsLines(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 14))
	for round := range 20 {
		var in bytes.Buffer
		lines := 1 + random.IntN(60)
		for i := range lines {
			line := fmt.Appendf(nil, `{"id":"%d","html":"<p>The bridge %d opens in May.</p>","n":[1,{"a":null}]}`, i, i)
			for range random.IntN(4) {
				line[random.IntN(len(line))] = byte(random.IntN(256))
			}
			if random.IntN(5) == 0 {
				line = line[:random.IntN(len(line))]
			}
			in.Write(bytes.ReplaceAll(line, []byte("\n"), []byte(" ")))
			in.WriteByte('\n')
		}
		got := answers(t, in.Bytes())
		if len(got) != lines {
			t.Fatalf("round %d: %d lines for %d", round, len(got), lines)
		}
		for i, line := range got {
			if !json.Valid([]byte(line)) {
				t.Errorf("round %d: line %d is no JSON: %q", round, i+1, line)
			}
		}
	}
}
