package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winnow/fixtures"
)

// TestDocs holds the documents that are made from the code; make docs writes
// them.
func TestDocs(t *testing.T) {
	docs := filepath.Join(fixtures.Root(t), "docs")
	var stages, stderr bytes.Buffer
	if code := Main([]string{"stages", "--to", "markdown"}, strings.NewReader(""), &stages, &stderr); code != 0 {
		t.Fatalf("winnow stages: %s", stderr.String())
	}
	fixtures.Golden(t, filepath.Join(docs, "stages.md"), stages.String())

	schema, err := configSchema(cleanCommand().Flags())
	if err != nil {
		t.Fatal(err)
	}
	fixtures.Golden(t, filepath.Join(docs, "config.schema.json"), string(schema))
	fixtures.Golden(t, filepath.Join(docs, "commands.md"), commandsMarkdown(t))
}

// commandsMarkdown returns the help of all commands in one document, so that no flag is
// missing from it.
func commandsMarkdown(t *testing.T) string {
	t.Helper()
	var sb strings.Builder
	sb.WriteString("# Commands\n\nWhat `winnow COMMAND --help` prints; made from the code by `make docs`.\n")
	ofMachine := regexp.MustCompile(`(--jobs N .*) \(default [0-9]+\)`)
	for _, cmd := range commandsOf(newRoot(streams{})) {
		words := strings.Fields(cmd.CommandPath())[1:]
		var stdout, stderr bytes.Buffer
		if code := Main(append(words, "--help"), strings.NewReader(""), &stdout, &stderr); code != 0 {
			t.Errorf("winnow %s --help: %s", strings.Join(words, " "), stderr.String())
		}
		help := ofMachine.ReplaceAllString(strings.TrimSpace(stdout.String()), "$1 (default: the number of processors)")
		fmt.Fprintf(&sb, "\n## winnow %s\n\n```text\n%s\n```\n", strings.Join(words, " "), help)
	}
	return sb.String()
}

// TestReadme holds what the README shows: a fence below a line such as
//
//	<!-- output of: winnow explain fixtures/seeds/001/in.txt -->
//
// is what that command prints, and the table of its figures is that of the
// benchmark's report; make docs rewrites both.
func TestReadme(t *testing.T) {
	root := fixtures.Root(t)
	t.Chdir(root)
	readme := read(t, "README.md")
	shown := regexp.MustCompile("(?s)(<!-- output of: winnow ([^\n]*) -->\n```[a-z]*\n)(.*?)(```\n)")
	if !shown.MatchString(readme) {
		t.Fatal("the README shows no output")
	}
	fresh := shown.ReplaceAllStringFunc(readme, func(block string) string {
		m := shown.FindStringSubmatch(block)
		var stdout, stderr bytes.Buffer
		if code := Main(strings.Fields(m[2]), strings.NewReader(""), &stdout, &stderr); code != 0 {
			t.Errorf("winnow %s: exit code %d: %s", m[2], code, stderr.String())
		}
		return m[1] + stdout.String() + m[4]
	})
	fixtures.Golden(t, filepath.Join(root, "README.md"), withMainTable(t, fresh, read(t, filepath.Join("bench", "RESULTS.md"))))
}

// withMainTable puts the main table of the benchmark's report where the README
// shows it.
func withMainTable(t *testing.T, readme, report string) string {
	t.Helper()
	const begin, end = "<!-- main table -->\n", "<!-- end of main table -->"
	cut := func(s, name string) (before, table, after string) {
		before, rest, ok := strings.Cut(s, begin)
		table, after, closed := strings.Cut(rest, end)
		if !ok || !closed {
			t.Fatalf("%s has no main table between %q and %q", name, strings.TrimSpace(begin), end)
		}
		return before, table, after
	}
	_, table, _ := cut(report, "bench/RESULTS.md")
	before, _, after := cut(readme, "README.md")
	return before + begin + table + end + after
}

func cleanCommand() *cobra.Command { return newClean(streams{}) }

// TestExamples runs what docs/examples shows.
func TestExamples(t *testing.T) {
	examples := filepath.Join(fixtures.Root(t), "docs", "examples")
	dir := t.TempDir()
	for name, content := range map[string]string{
		"nightly.yaml":      read(t, filepath.Join(examples, "nightly.yaml")),
		"dumps/a.jsonl":     `{"text":"One."}` + "\n",
		"dumps/sub/b.jsonl": `{"text":"Two."}` + "\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("crontab", func(t *testing.T) {
		line := lastLine(read(t, filepath.Join(examples, "crontab")))
		fields := strings.SplitN(line, " ", 6)
		if len(fields) != 6 || !strings.Contains(fields[5], "winnow run") {
			t.Fatalf("no command in %q", line)
		}
		runExample(t, dir, strings.Replace(fields[5], "/srv/crawl", dir, 1))
	})
	t.Run("service", func(t *testing.T) {
		unit := read(t, filepath.Join(examples, "winnow.service"))
		_, after, _ := strings.Cut(unit, "ExecStart=")
		start, _, _ := strings.Cut(after, "\n")
		runExample(t, dir, "cd "+dir+" && "+start)
	})
	t.Run("units", func(t *testing.T) {
		analyze, err := exec.LookPath("systemd-analyze")
		if err != nil {
			t.Skip("needs systemd-analyze to check the units")
		}
		timer := filepath.Join(examples, "winnow.timer")
		if out, err := exec.Command(analyze, "verify", "--man=no", timer).CombinedOutput(); err != nil && !strings.Contains(string(out), "winnow is not executable") {
			t.Errorf("%v\n%s", err, out)
		}
	})
	if out, err := command(t, "verify", filepath.Join(dir, "articles")).CombinedOutput(); err != nil || !strings.Contains(string(out), "2 records") {
		t.Errorf("verify: %v\n%s", err, out)
	}
}

// runExample runs a shell line with the command under its name on the path.
func runExample(t *testing.T, dir, line string) {
	t.Helper()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("needs sh")
	}
	bin := filepath.Dir(command(t).Path)
	cmd := exec.Command(shell, "-c", line)
	cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", line, err, out)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}

// configSchema returns the JSON Schema of configuration files, for editors.
func configSchema(flags *pflag.FlagSet) ([]byte, error) {
	type property struct {
		Description string   `json:"description"`
		Type        any      `json:"type"`
		Enum        []string `json:"enum,omitempty"`
		Default     any      `json:"default,omitempty"`
	}
	properties := map[string]any{
		inputsKey: map[string]any{
			"description": "files, folders and globs to read",
			"type":        []string{"array", "string"},
			"items":       map[string]string{"type": "string"},
		},
	}
	flags.VisitAll(func(f *pflag.Flag) {
		if !isConfigurable(f.Name) {
			return
		}
		_, usage := pflag.UnquoteUsage(f)
		p := property{Description: usage}
		switch f.Value.Type() {
		case "bool":
			p.Type, p.Default = "boolean", f.DefValue == "true"
		case "int", "int64":
			p.Type, p.Default = "integer", json.Number(f.DefValue)
		case "stringArray":
			p.Type = []string{"array", "object", "string"}
		case "duration":
			p.Type, p.Default = []string{"string", "integer"}, f.DefValue // 0 needs no unit
		default:
			p.Type, p.Default, p.Enum = "string", f.DefValue, choices(f.Name)
		}
		if f.Name == "max-bytes" {
			p.Type = []string{"string", "integer"}
		}
		if f.Name == "jobs" {
			p.Default = nil // it depends on the machine
		}
		properties[f.Name] = p
	})
	b, err := json.MarshalIndent(map[string]any{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"title":                "winnow configuration",
		"description":          "The keys are the flags of winnow clean.",
		"type":                 "object",
		"additionalProperties": false,
		"properties":           properties,
	}, "", "  ")
	return append(b, '\n'), err
}
