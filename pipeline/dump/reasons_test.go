package dump

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// knownReason reports a reason that Reasons lists.
func knownReason(reason string) bool { return Meaning(reason) != "" }

// TestEveryReasonIsInTheDocs holds docs/inputs.md against the code.
func TestEveryReasonIsInTheDocs(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "inputs.md")
	doc, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for reason, meaning := range Reasons() {
		if strings.HasSuffix(reason, "_") {
			reason += "…"
		}
		rows = append(rows, fmt.Sprintf("| `%s` | %s |", reason, meaning))
	}
	slices.Sort(rows)
	if table := strings.Join(rows, "\n"); !strings.Contains(string(doc), table) {
		t.Errorf("the table of reasons in %s is stale; it should be\n%s", path, table)
	}
}
