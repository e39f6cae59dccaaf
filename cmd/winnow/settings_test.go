package main

import "testing"

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
