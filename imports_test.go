package winnow_test

import (
	"go/build"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"winnow/fixtures"
)

// TestImportDirection holds that imports point one way: cmd, then the cleaner,
// the list of stages, the stages, the pipeline.
func TestImportDirection(t *testing.T) {
	root := fixtures.Root(t)
	err := filepath.WalkDir(root, func(dir string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if name := d.Name(); dir != root && (name == "testdata" || name == "bench" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
			return filepath.SkipDir
		}
		pkg, err := build.ImportDir(dir, 0)
		if err != nil {
			return nil // no Go files here
		}
		rel, _ := filepath.Rel(root, dir)
		from := strings.TrimSuffix("winnow/"+filepath.ToSlash(rel), "/.")
		for _, to := range pkg.Imports {
			if to != "winnow" && !strings.HasPrefix(to, "winnow/") {
				continue
			}
			switch {
			case to == "winnow/fixtures" || from == "winnow/fixtures":
				if from != "winnow/fixtures" {
					t.Errorf("%s imports winnow/fixtures outside of a test", from)
				}
			case layer(to) > layer(from):
				t.Errorf("%s must not import %s, which lies above it", from, to)
			case stageOf(from) != "" && stageOf(to) != "" && stageOf(from) != stageOf(to):
				t.Errorf("stage %s must not import stage %s", stageOf(from), stageOf(to))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// layer ranks a package. A package may import those of its own rank and below;
// stages do not import each other.
func layer(path string) int {
	under := func(dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }
	switch {
	case under("winnow/pipeline"):
		return 0
	case path == "winnow/stages":
		return 2
	case under("winnow/stages"):
		return 1
	case path == "winnow":
		return 3
	case under("winnow/internal"):
		return 4
	}
	return 5 // cmd
}

// stageOf returns the stage a package belongs to; "" for what the stages share.
func stageOf(path string) string {
	rest, ok := strings.CutPrefix(path, "winnow/stages/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	if name == "internal" {
		return ""
	}
	return name
}
