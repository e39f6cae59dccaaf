package winnow_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"winnow/fixtures"
)

// TestKnownVulnerabilities holds the versions from which the published
// vulnerabilities of what winnow is made of are mended.
func TestKnownVulnerabilities(t *testing.T) {
	for _, name := range []string{"go.mod", "cmd/winnow/winnow-objects/go.mod"} {
		mod, err := os.ReadFile(filepath.Join(fixtures.Root(t), name))
		if err != nil {
			t.Fatal(err)
		}
		for module, least := range map[string]string{
			"go":                            "1.26.6", // CVE-2026-39822, -56860, -56859
			"golang.org/x/net":              "v0.55.0",
			"golang.org/x/text":             "v0.39.0",
			"github.com/klauspost/compress": "v1.18.7",
			"github.com/ulikunitz/xz":       "v0.5.15",
			"github.com/mholt/archiver":     "none", // CVE-2025-3445
			"github.com/mholt/archiver/v3":  "none",
		} {
			m := regexp.MustCompile(`(?m)^\s*` + regexp.QuoteMeta(module) + ` (v?[0-9][^\s]*)`).FindSubmatch(mod)
			switch {
			case m == nil:
			case least == "none":
				t.Errorf("%s asks for %s, which is not kept", name, module)
			case slices.Compare(numbers(string(m[1])), numbers(least)) < 0:
				t.Errorf("%s asks for %s %s, at least %s is wanted", name, module, m[1], least)
			}
		}
	}
}

// numbers returns those of a version.
func numbers(version string) []int {
	version, _, _ = strings.Cut(strings.TrimPrefix(version, "v"), "-")
	var all []int
	for _, part := range strings.Split(version, ".") {
		n, _ := strconv.Atoi(part)
		all = append(all, n)
	}
	return all
}

// TestPromises: what ARCHITECTURE.md names as holding a promise is there.
func TestPromises(t *testing.T) {
	root := fixtures.Root(t)
	b, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(b), "## Promises")
	table, _, _ = strings.Cut(table, "\n## ")
	tests := 0
	for row := range strings.Lines(table) {
		var code strings.Builder
		for _, link := range regexp.MustCompile(`\]\(([^)]+)\)`).FindAllStringSubmatch(row, -1) {
			file, err := os.ReadFile(filepath.Join(root, link[1]))
			if info, statErr := os.Stat(filepath.Join(root, link[1])); err != nil && (statErr != nil || !info.IsDir()) {
				t.Error(err)
			}
			code.Write(file)
		}
		for _, name := range regexp.MustCompile("`((?:Test|Fuzz)[A-Za-z0-9]+)`").FindAllStringSubmatch(row, -1) {
			tests++
			if !strings.Contains(code.String(), "func "+name[1]+"(") {
				t.Errorf("no %s in the files of the row %s", name[1], row)
			}
		}
	}
	if tests == 0 {
		t.Error("the table names no test")
	}
}
