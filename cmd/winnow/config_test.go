package main

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// config reads a configuration file with the given content.
func config(t *testing.T, content string) (inputs []string, settings map[string]setting, err error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "c.yaml")
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	settings = map[string]setting{}
	inputs, err = readConfig(t.Context(), cleanCommand().Flags(), name, settings)
	if err != nil {
		err = errors.New(strings.ReplaceAll(err.Error(), name, "c.yaml"))
	}
	return inputs, settings, err
}

func TestConfigValues(t *testing.T) {
	for why, c := range map[string]struct {
		yaml   string
		inputs []string
		want   map[string][]string
	}{
		"scalars":            {"jobs: 2\noutput: out/\nremoved: true\n", nil, map[string][]string{"jobs": {"2"}, "output": {"out/"}, "removed": {"true"}}},
		"quoted keys":        {`"jobs": 2` + "\n'output': \"a\\tb\"\n", nil, map[string][]string{"jobs": {"2"}, "output": {"a\tb"}}},
		"a file of JSON":     {`{"inputs": ["a", "b"], "jobs": 2}`, []string{"a", "b"}, map[string][]string{"jobs": {"2"}}},
		"pairs":              {"field: {html: body, url: meta.url}", nil, map[string][]string{"field": {"html=body", "url=meta.url"}}},
		"quoted pairs":       {`field: {"html": "body"}`, nil, map[string][]string{"field": {"html=body"}}},
		"a list":             {"inputs:\n- a\n- 'b c'\nfield: [html=body]\n", []string{"a", "b c"}, map[string][]string{"field": {"html=body"}}},
		"an empty list":      {"inputs: []\n", []string{}, map[string][]string{}},
		"an alias":           {"output: &o out/\nreport: *o\n", nil, map[string][]string{"output": {"out/"}, "report": {"out/"}}},
		"an alias of a list": {"inputs: &i [a, b]\nfield: *i\n", []string{"a", "b"}, map[string][]string{"field": {"a", "b"}}},
		"an alias in a list": {"output: &o out\ninputs: [x, *o]\n", []string{"x", "out"}, map[string][]string{"output": {"out"}}},
		"a block":            {"output: |\n  out/\n", nil, map[string][]string{"output": {"out/"}}},
		"comments, BOM":      {"\ufeff# nightly\r\njobs: 2 # two\r\n", nil, map[string][]string{"jobs": {"2"}}},
		"nothing":            {"", nil, map[string][]string{}},
		"only comments":      {"# nothing yet\n", nil, map[string][]string{}},
	} {
		inputs, settings, err := config(t, c.yaml)
		if err != nil {
			t.Errorf("%s: %v", why, err)
			continue
		}
		got := map[string][]string{}
		for k, s := range settings {
			got[k] = s.values
		}
		if !maps.EqualFunc(got, c.want, slices.Equal) || !slices.Equal(inputs, c.inputs) {
			t.Errorf("%s: got %q, %q; want %q, %q", why, inputs, got, c.inputs, c.want)
		}
	}
}

// TestConfigRefused: what cannot be meant is refused with its line, and no file
// keeps the command busy.
func TestConfigRefused(t *testing.T) {
	for why, c := range map[string]struct{ yaml, want string }{
		"an unknown key":       {"jobs: 2\n\nshard_record: 3", `c.yaml:3: unknown key "shard_record"; did you mean shard-records?`},
		"two unknown keys":     {"foofoo: 1\nbarbaz: 2", "c.yaml:1: unknown key \"foofoo\"\nc.yaml:2: unknown key \"barbaz\""},
		"a key twice":          {"jobs: 2\noutput: x\njobs: 3", "c.yaml:3: jobs is already in line 1"},
		"a key without value":  {"jobs: 1\noutput:\n", "c.yaml:2: output: line 2: no value"},
		"a list in a list":     {"inputs:\n- a\n- [b]", "c.yaml:1: inputs: line 3: want a value, not a list"},
		"a mapping too deep":   {"field: {html: {a: b}}", "c.yaml:1: field: line 1: want a value, not keys and values"},
		"a list at the top":    {"- a\n- b", "c.yaml:1: want one list of keys and values"},
		"a word at the top":    {"inputs", "c.yaml:1: want one list of keys and values"},
		"two documents":        {"jobs: 1\n---\njobs: 2\n", "c.yaml:2: a second document"},
		"a merge key":          {"field: &f {html: body}\n<<: *f\n", "c.yaml:2: merge keys"},
		"a list as key":        {"? [a, b]\n: 1\n", "c.yaml:1: want a key, not a list"},
		"an unknown alias":     {"output: *nothing", "c.yaml:1: not valid YAML: unknown anchor 'nothing' referenced"},
		"an alias of itself":   {"inputs: &i [*i]", "c.yaml:1: inputs: line 1: want a value, not a list"},
		"a tag of a program":   {"output: !env HOME", "c.yaml:1: output: line 1: the tag !env is not known"},
		"a bracket left open":  {"inputs: [in\n", "c.yaml:2: not valid YAML: did not find"},
		"a tab for indention":  {"inputs:\n\t- a", "c.yaml:2: "},
		"a flag of no file":    {"print-config: true", `c.yaml:1: unknown key "print-config"`},
		"300,000 brackets":     {strings.Repeat("[", 300_000), "c.yaml:1: not valid YAML: exceeded max depth"},
		"300,000 braces":       {strings.Repeat("{a: ", 200_000), "c.yaml:1: not valid YAML: exceeded max depth"},
		"300,000 dashes":       {strings.Repeat("- ", 300_000), "c.yaml:1: not valid YAML: exceeded max depth"},
		"nested aliases":       {"output: x\nfoo:\n - &a [x, x]\n - &b [*a, *a]\n", `c.yaml:2: unknown key "foo"`},
		"a megabyte and a bit": {strings.Repeat("# long\n", 1<<20/7+1), "c.yaml: larger than 1048576 bytes"},
		"zero bytes":           {"jobs: 2\n\x00\x00", "c.yaml: not valid YAML: control characters are not allowed"},
	} {
		_, _, err := config(t, c.yaml)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %.200v, want %s…", why, err, c.want)
		}
	}
}

// TestConfigThatWaits: a signal ends the reading of a configuration that does
// not come, as from a pipe that nobody writes to.
func TestConfigThatWaits(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "c.yaml")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skip("needs named pipes:", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(20*time.Millisecond, func() { cancel(interruptError{syscall.SIGTERM}) })
	_, err := readConfig(ctx, cleanCommand().Flags(), fifo, map[string]setting{})
	if !errors.As(err, new(interruptError)) {
		t.Errorf("got %v, want the signal", err)
	}
	// Let the reader, which still waits, see an end.
	if w, err := os.OpenFile(fifo, os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
		w.Close()
	}
}

// TestPrintedConfig: what --print-config writes, read again, means the same.
func TestPrintedConfig(t *testing.T) {
	inputs := []string{"a b", "-", "*.jsonl", "# no comment", "{x: y}", "tab\tnewline\n", "\u00e4\U0001f600\u2028", "\x7f", "null", "&a", ""}
	cmd := cleanCommand()
	for flag, value := range map[string]string{"output": "out: #1/", "shard-records": "7", "field": "html=a: b", "removed": "true", "report": "0x10"} {
		if err := cmd.Flags().Set(flag, value); err != nil {
			t.Fatal(err)
		}
	}
	var printed strings.Builder
	if err := printConfig(&printed, cmd.Flags(), inputs); err != nil {
		t.Fatal(err)
	}
	got, settings, err := config(t, printed.String())
	if err != nil {
		t.Fatalf("%v\n%s", err, printed.String())
	}
	if !slices.Equal(got, inputs) {
		t.Errorf("inputs %q, want %q", got, inputs)
	}
	for flag, want := range map[string]string{"output": "out: #1/", "shard-records": "7", "field": "html=a: b", "removed": "true", "report": "0x10"} {
		if v := settings[flag].values; len(v) != 1 || v[0] != want {
			t.Errorf("%s is %q, want %q", flag, v, want)
		}
	}
}
