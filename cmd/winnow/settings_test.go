package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/spf13/pflag"
)

// TestUnusedOptionsAreNoSettings: a folder can be continued by a winnow that has
// more options, as long as they are not used.
func TestUnusedOptionsAreNoSettings(t *testing.T) {
	type icons struct{ KeepEmoji bool }
	before, err := canonical(struct {
		Format string
		Stages []string
		Parts  int64
	}{"jsonl", []string{"a", ""}, 1 << 53})
	if err != nil {
		t.Fatal(err)
	}
	after, err := canonical(struct {
		Format, Dialect string
		Stages          []string
		Parts           int64
		Icons           icons
		Words           []string
	}{Format: "jsonl", Stages: []string{"a", ""}, Parts: 1 << 53, Words: []string{}})
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Errorf("%s became %s", before, after)
	}
	if used, err := canonical(struct {
		Format string
		Stages []string
		Parts  int64
		Icons  icons
	}{"jsonl", []string{"a", ""}, 1 << 53, icons{true}}); err != nil || string(used) == string(before) {
		t.Errorf("%s, %v: an option that is used makes no difference", used, err)
	}
}

// TestSettingsAreNamed: every flag that changes the digest of the settings is
// named with its value, so that a folder can say why it is not continued.
func TestSettingsAreNamed(t *testing.T) {
	rules := filepath.Join(t.TempDir(), "rules.yaml")
	if err := os.WriteFile(rules, []byte("version: 1\nrules:\n  - name: a\n    drop: {phrase: A}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	other := map[string]string{ // values that are not the default
		"to": "text", "compress": "gz", "shard-records": "7",
		"from": "jsonl", "field": "html=body", "max-bytes": "1MiB", "url": "https://example.com/",
		"engine": "readability", "rules": rules, "captions": "keep",
		"keep-related": "true", "keep-disclosures": "true", "keep-contents": "true", "keep-typography": "true", "straight-quotes": "true",
		"title-in-text": "true", "blocks": "true", "removed": "true",
	}
	// These say what is read, where to, and how the run reports.
	others := []string{"files-from", "shard", "output", "resume", "quarantine", "limit", "jobs", "timeout", "progress",
		"report", "keep-reports", "metrics", "quiet", "verbose", "log-format", "print-config"}
	settings := func(flag, value string) (digest string, byFlag map[string]string) {
		t.Helper()
		var f cleanFlags
		flags := pflag.NewFlagSet("clean", pflag.ContinueOnError)
		f.add(flags)
		if flag != "" {
			if err := flags.Set(flag, value); err != nil {
				t.Fatal(err)
			}
		}
		f.output = "out/"
		read, err := f.input.options()
		if err != nil {
			t.Fatal(err)
		}
		cleaner, err := f.stages.cleaner(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		r := run{cleaner: cleaner, format: formats[f.formatName()], read: read}
		if digest, err = r.settingsDigest(f.folder); err != nil {
			t.Fatal(err)
		}
		return digest, r.settingsByFlag(f.folder)
	}
	digest, byFlag := settings("", "")
	for flag, value := range other {
		if d, named := settings(flag, value); d == digest || named[flag] == byFlag[flag] {
			t.Errorf("--%s %s changes the digest: %v; it is named as %q, without it %q", flag, value, d != digest, named[flag], byFlag[flag])
		}
	}
	var all cleanFlags
	flags := pflag.NewFlagSet("clean", pflag.ContinueOnError)
	all.add(flags)
	for _, name := range flagNames(flags) {
		if other[name] == "" && !slices.Contains(others, name) {
			t.Errorf("--%s: does it change the output? Name it in settingsByFlag and here, or among the others", name)
		}
	}
}
