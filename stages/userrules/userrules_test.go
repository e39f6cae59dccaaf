package userrules

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"winnow/fixtures"
	"winnow/pipeline"
)

func load(t testing.TB, yaml string) *Rules {
	t.Helper()
	rs, err := Load("rules.yaml", []byte(yaml))
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

func read(t testing.TB, path ...string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(append([]string{fixtures.Root(t)}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestGolden(t *testing.T) {
	rs := load(t, read(t, "fixtures", "userrules", "rules.yaml"))
	acted, held := fixtures.RunIn(t, "userrules", New(Options{Rules: rs}))
	for _, r := range rs.List() {
		if !acted[r.ID()] || !held[r.ID()] {
			t.Errorf("rule %s acts in a case: %t, is held back in one: %t", r.Name, acted[r.ID()], held[r.ID()])
		}
	}
}

// apply runs rules over a page.
func apply(t testing.TB, rs *Rules, p pipeline.Page) (parsed, got pipeline.Document) {
	t.Helper()
	parsed, err := pipeline.Parse(p)
	if err != nil {
		t.Fatal(err)
	}
	pl, err := pipeline.New(New(Options{Rules: rs}))
	if err != nil {
		t.Fatal(err)
	}
	got, err = pl.Run(t.Context(), parsed)
	if err != nil {
		t.Fatal(err)
	}
	replayed, err := pipeline.Replay(parsed, got.Trail)
	if err != nil || !reflect.DeepEqual(replayed, got) {
		t.Errorf("replay gives another document (%v)", err)
	}
	return parsed, got
}

func TestHosts(t *testing.T) {
	rs := load(t, `
version: 1
rules:
  - {name: all, drop: {phrase: x}}
  - {name: exact, hosts: [Example.com, www.example.de], drop: {phrase: x}}
  - {name: below, hosts: ["*.example.org"], drop: {phrase: x}}
  - {name: umlaut, hosts: [bücher.example], drop: {phrase: x}}
`)
	for url, want := range map[string]string{
		"":                               "all",
		"https://example.com/a":          "all exact",
		"HTTP://WWW.EXAMPLE.COM.:81/":    "all exact",
		"https://example.de/":            "all exact",
		"https://a.example.com/":         "all",
		"https://notexample.com/":        "all",
		"https://example.org/":           "all below",
		"https://a.b.example.org/":       "all below",
		"https://myexample.org/":         "all",
		"https://xn--bcher-kva.example/": "all umlaut",
		"https://192.168.0.1/":           "all",
		"::not a url":                    "all",
	} {
		if got := strings.Join(rs.Applying(url), " "); got != want {
			t.Errorf("%q: %s, want %s", url, got, want)
		}
	}
}

// TestFirstClaims: of two rules that find the same text the first gets it, and
// what remains of it the second.
func TestFirstClaims(t *testing.T) {
	rs := load(t, `
version: 1
rules:
  - {name: name, move: {regexp: "Ann Lee", take: match, to: byline}}
  - {name: line, drop: {phrase: "Written by", at: start}}
`)
	_, got := apply(t, rs, pipeline.Page{Body: []byte("Written by Ann Lee in May\n\nThe bridge opens.")})
	if got.Meta.Byline != "Ann Lee" || len(got.Blocks) != 1 || got.Blocks[0].Text != "The bridge opens." {
		t.Errorf("byline %q, blocks %+v", got.Meta.Byline, got.Blocks)
	}
}

// TestLargePages: a page on which selectors would take too long is flagged,
// and the other rules act.
func TestLargePages(t *testing.T) {
	rs := load(t, `
version: 1
rules:
  - {name: odd, drop: {selector: "i:nth-child(odd)"}}
  - {name: end, drop: {phrase: The end}}
`)
	body := strings.Repeat("<i>a</i>", 20_000) + "<p>The end</p>"
	_, got := apply(t, rs, pipeline.Page{Format: pipeline.FormatHTML, Body: []byte(body)})
	if len(got.Flags) != 1 || got.Flags[0] != unsearched || strings.Contains(fixtures.Text(got), "The end") {
		t.Errorf("flags %v, %d blocks", got.Flags, len(got.Blocks))
	}
}

// TestManyMatches: thousands of elements, inline and not, are found in time.
func TestManyMatches(t *testing.T) {
	rs := load(t, "version: 1\nrules: [{name: b, drop: {selector: [b, p.x]}}]")
	body := "<p>" + strings.Repeat("a <b>bold word</b> ", 5_000) + "</p>" + strings.Repeat("<p class=x>One.</p>", 5_000)
	_, got := apply(t, rs, pipeline.Page{Format: pipeline.FormatHTML, Body: []byte(body)})
	if text := fixtures.Text(got); strings.Contains(text, "bold") || strings.Contains(text, "One") || strings.Count(text, "a") != 5_000 {
		t.Errorf("left %.200q", text)
	}
}

// mistakes are files that are refused, and what is said of them.
var mistakes = []struct{ why, yaml, want string }{
	{"empty", "", "rules.yaml:1: want one document with the keys version and rules"},
	{"no version", "rules: []", "rules.yaml:1: the key version is missing; write version: 1"},
	{"another version", "version: 2\nrules: []", `rules.yaml:1: version "2" is not known; write version: 1`},
	{"no rules", "version: 1", "rules.yaml:1: the key rules is missing"},
	{"rules is no list", "version: 1\nrules: {a: b}", "rules.yaml:2: rules: want a list, not keys and values"},
	{"unknown key of the file", "version: 1\nrule: []\nrules: []", `rules.yaml:2: unknown key "rule" in the file; did you mean rules?`},
	{"unknown key of a rule", "version: 1\nrules:\n  - name: a\n    host: x\n    drop: {phrase: x}", `rules.yaml:4: unknown key "host" in a rule; did you mean hosts?`},
	{"unknown key of an action", "version: 1\nrules:\n  - name: a\n    drop: {phrases: x}", `rules.yaml:4: unknown key "phrases" in drop; did you mean phrase?`},
	{"no name", "version: 1\nrules:\n  - drop: {phrase: x}", "rules.yaml:3: the rule has no name"},
	{"a name with spaces", "version: 1\nrules:\n  - name: a b\n    drop: {phrase: x}", `rules.yaml:3: name "a b": want lower-case letters`},
	{"a name twice", "version: 1\nrules:\n  - {name: a, drop: {phrase: x}}\n  - {name: a, drop: {phrase: x}}", `rules.yaml:4: name "a" is taken by the rule in line 3`},
	{"a name of the stage", "version: 1\nrules:\n  - {name: unsearched, drop: {phrase: x}}", `rules.yaml:3: name "unsearched"`},
	{"no action", "version: 1\nrules:\n  - name: a", "rules.yaml:3: a rule says what it does: drop, keep or move"},
	{"two actions", "version: 1\nrules:\n  - name: a\n    drop: {phrase: x}\n    keep: {phrase: x}", "rules.yaml:5: a rule has one of drop, keep and move"},
	{"nothing to look for", "version: 1\nrules:\n  - {name: a, drop: {at: start}}", "rules.yaml:3: drop: want a phrase, a regexp or a selector"},
	{"a bad expression", "version: 1\nrules:\n  - name: a\n    drop:\n      regexp: ['a', '(b']", "rules.yaml:5: regexp: missing closing )"},
	{"an expression that matches nothing at all", "version: 1\nrules:\n  - {name: a, drop: {regexp: 'x*'}}", `rules.yaml:3: regexp: "x*" is found in every line`},
	{"a bad selector", "version: 1\nrules:\n  - name: a\n    drop: {selector: 'div['}", `rules.yaml:4: selector "div[":`},
	{"a phrase of marks", "version: 1\nrules:\n  - {name: a, drop: {phrase: '***'}}", `rules.yaml:3: phrase: "***" has no letter`},
	{"a host with a path", "version: 1\nrules:\n  - {name: a, hosts: 'https://example.com/', drop: {phrase: x}}", `rules.yaml:3: hosts: "https://example.com/" is no host`},
	{"a place that is none", "version: 1\nrules:\n  - {name: a, drop: {phrase: x, at: star}}", `rules.yaml:3: at "star": must be one of line, start, anywhere; did you mean start?`},
	{"a place of no phrase", "version: 1\nrules:\n  - {name: a, drop: {regexp: x, at: start}}", "rules.yaml:3: at: says where the phrase is, and there is no phrase"},
	{"part of an element", "version: 1\nrules:\n  - {name: a, drop: {selector: x, take: match}}", "rules.yaml:3: take: an element goes as a whole"},
	{"keep takes nothing", "version: 1\nrules:\n  - {name: a, keep: {phrase: x, take: line}}", `rules.yaml:3: unknown key "take" in keep`},
	{"move to nowhere", "version: 1\nrules:\n  - {name: a, move: {phrase: x}}", "rules.yaml:3: move: want a field to move to"},
	{"move to no field", "version: 1\nrules:\n  - {name: a, move: {phrase: x, to: caption}}", `rules.yaml:3: to "caption": must be one of`},
	{"a group that is no field", "version: 1\nrules:\n  - {name: a, move: {regexp: '(?P<bylin>x)', to: byline}}", `rules.yaml:3: regexp: the group "bylin" is no field; did you mean byline?`},
	{"a list of lists", "version: 1\nrules:\n  - {name: a, drop: {phrase: [[x]]}}", "rules.yaml:3: phrase: want a text, not a list"},
	{"an alias", "version: 1\nrules:\n  - {name: a, drop: {phrase: &x y}}", "rules.yaml:3: phrase: want a text, not an anchor or alias"},
	{"an empty phrase", "version: 1\nrules:\n  - {name: a, drop: {phrase: ''}}", "rules.yaml:3: phrase: the text is empty"},
	{"no YAML", "version: 1\nrules: [", "rules.yaml:"},
}

func TestMistakesNameTheLine(t *testing.T) {
	for _, m := range mistakes {
		rs, err := Load("rules.yaml", []byte(m.yaml))
		if err == nil || !strings.Contains(err.Error(), m.want) || rs != nil {
			t.Errorf("%s: %v\nwant %s", m.why, err, m.want)
		}
	}
	_, err := Load("rules.yaml", []byte("version: 1\nrules:\n  - {name: A, drop: {phrase: x}}\n  - {name: b, drop: {}}"))
	if err == nil || !strings.Contains(err.Error(), "rules.yaml:3:") || !strings.Contains(err.Error(), "rules.yaml:4:") {
		t.Errorf("not all mistakes are told: %v", err)
	}
}

// TestSchema: the schema takes the files that are loaded, and refuses the
// mistakes that a schema can see.
func TestSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(fixtures.Root(t), "docs", "rules.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text string) bool {
		var content any
		if yaml.Unmarshal([]byte(text), &content) != nil {
			return false
		}
		b, err := json.Marshal(content)
		if err != nil {
			return false
		}
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
		return err == nil && schema.Validate(v) == nil
	}
	good := append(examples(t), read(t, "fixtures", "userrules", "rules.yaml"))
	for _, text := range good {
		load(t, text)
		if !valid(text) {
			t.Errorf("the schema refuses\n%s", text)
		}
	}
	unseen := []string{"a name twice", "a bad expression", "an expression that matches nothing at all", "a bad selector", "a phrase of marks", "a group that is no field", "an alias", "a name of the stage", "move to nowhere"}
	for _, m := range mistakes {
		if hidden := strings.Contains(strings.Join(unseen, "|"), m.why); valid(m.yaml) != hidden {
			t.Errorf("%s: the schema takes it: %t", m.why, !hidden)
		}
	}
}

// examples returns the rules files that docs/rules.md shows.
func examples(t testing.TB) []string {
	var list []string
	parts := strings.Split(read(t, "docs", "rules.md"), "```yaml\n")
	for _, p := range parts[1:] {
		text, _, _ := strings.Cut(p, "```")
		if strings.HasPrefix(text, "version:") {
			list = append(list, text)
		}
	}
	if len(list) == 0 {
		t.Fatal("docs/rules.md shows no rules file")
	}
	return list
}

// FuzzLoad: no file makes the loader panic, every complaint names the file,
// and rules that load can be run and replayed.
func FuzzLoad(f *testing.F) {
	for _, m := range mistakes {
		f.Add([]byte(m.yaml))
	}
	f.Add([]byte(read(f, "fixtures", "userrules", "rules.yaml")))
	html := pipeline.Page{URL: "https://example.com/", Format: pipeline.FormatHTML, Body: []byte(`<h1>A</h1><p>x y<br>Photo: Ann</p><div class="promo x"><b>x</b> <i>y</i><img src=a></div>`)}
	text := pipeline.Page{Format: pipeline.FormatText, Body: []byte("x\n\nPhoto: Ann\n\nCorrection: x y")}
	f.Fuzz(func(t *testing.T, source []byte) {
		rs, err := Load("rules.yaml", source)
		if err != nil {
			for _, line := range strings.Split(err.Error(), "\n") {
				if line != "" && strings.HasPrefix(line, "rules.yaml") {
					return
				}
			}
			t.Fatalf("does not name the file: %v", err)
		}
		apply(t, rs, html)
		apply(t, rs, text)
	})
}
