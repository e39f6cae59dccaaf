package winnow_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"winnow"
	"winnow/fixtures"
)

// TestRecordIsDocumented: every field of the record is in docs/record.md and in
// its JSON Schema, and nothing else is.
func TestRecordIsDocumented(t *testing.T) {
	docs := filepath.Join(fixtures.Root(t), "docs")
	fields := map[string]bool{}
	for i := range reflect.TypeFor[winnow.Article]().NumField() {
		name, _, _ := strings.Cut(reflect.TypeFor[winnow.Article]().Field(i).Tag.Get("json"), ",")
		if name != "" {
			fields[name] = true
		}
	}
	var schema struct {
		Properties map[string]json.RawMessage
	}
	if err := json.Unmarshal(readFile(t, filepath.Join(docs, "record.schema.json")), &schema); err != nil {
		t.Fatal(err)
	}
	table, _, _ := strings.Cut(string(readFile(t, filepath.Join(docs, "record.md"))), "\n## ")
	described := map[string]bool{}
	for _, row := range regexp.MustCompile(`(?m)^\|([^|]*)\|`).FindAllStringSubmatch(table, -1) {
		for _, name := range regexp.MustCompile("`([a-z_]+)`").FindAllStringSubmatch(row[1], -1) {
			described[name[1]] = true
		}
	}
	for name := range fields {
		if !described[name] {
			t.Errorf("docs/record.md does not describe %s", name)
		}
		if _, ok := schema.Properties[name]; !ok {
			t.Errorf("docs/record.schema.json does not know %s", name)
		}
	}
	for name := range described {
		if !fields[name] {
			t.Errorf("docs/record.md describes %s, which no record has", name)
		}
	}
	for name := range schema.Properties {
		if !fields[name] {
			t.Errorf("docs/record.schema.json has %s, which no record has", name)
		}
	}
}

// TestMapOfPackages: ARCHITECTURE.md says of every package below these folders
// what it is for.
func TestMapOfPackages(t *testing.T) {
	root := fixtures.Root(t)
	page := string(readFile(t, filepath.Join(root, "ARCHITECTURE.md")))
	for _, folder := range []string{"pipeline", "internal", "stages/internal", "cmd/winnow/internal"} {
		entries, err := os.ReadDir(filepath.Join(root, folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !e.IsDir() || strings.Contains(page, "["+folder+"/"+e.Name()+"]") || strings.Contains(page, "`"+e.Name()+"`") {
				continue
			}
			t.Errorf("ARCHITECTURE.md does not name %s/%s under \"What lives where\"", folder, e.Name())
		}
	}
}

// TestLinksOfDocuments: what a document of the project points at is there.
func TestLinksOfDocuments(t *testing.T) {
	root := fixtures.Root(t)
	link := regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`)
	links := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".md":
			return nil
		}
		name, _ := filepath.Rel(root, path)
		for _, m := range link.FindAllStringSubmatch(string(readFile(t, path)), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			links++
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), m[1])); err != nil {
				t.Errorf("%s points at %s, which is not there", name, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if links < 20 {
		t.Errorf("found %d links: the documents have more", links)
	}
}
