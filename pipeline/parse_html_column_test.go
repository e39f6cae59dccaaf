package pipeline

import (
	"strings"
	"testing"

	"winnow/pipeline/tree"
)

// Old pages are laid out with a table: the cell with the text is no cell of
// data. A table whose cells are long stays one, and so does a short cell.
func TestColumnsAreParagraphs(t *testing.T) {
	long := strings.Repeat("The harbour board met on Monday evening. ", 3)
	three := long + "<br><br>" + long + "<br><br>" + long
	for _, c := range []struct {
		name, html string
		column     bool
	}{
		{"empty lines", "<table><tr><td>Home<br>News</td><td>" + three + "</td></tr></table>", true},
		{"nested", "<table><tr><td><table><tr><td>Home</td><td>" + three + "</td></tr></table></td></tr></table>", true},
		{"paragraphs", "<table><tr><td>Home</td><td>" + strings.Repeat("<p>"+long+"</p>", 3) + "</td></tr></table>", true},
		{"rows", "<table><tr><td>" + long + "</td></tr><tr><td>" + long + "</td></tr><tr><td>" + long + "</td></tr></table>", false},
		{"lines", "<table><tr><td>" + strings.ReplaceAll(three, "<br><br>", "<br>") + "</td></tr></table>", false},
		{"two", "<table><tr><td>" + long + "<br><br>" + long + "</td></tr></table>", false},
		{"short", "<table><tr><td>Monday<br><br>Tuesday<br><br>Friday<br><br>Sunday</td></tr></table>", false},
		{"small part", "<p>" + strings.Repeat(long, 9) + "</p><table><tr><td>" + three + "</td></tr></table>", false},
	} {
		n := 0
		for _, b := range blocksOfTree(tree.Parse("<html><body>"+c.html+"</body></html>", tree.Limits{})) {
			if b.Kind == Paragraph && b.Row > 0 && !b.Context.Has(InTable) {
				n++
			}
		}
		if (n >= 3) != c.column {
			t.Errorf("%s: %d paragraphs out of the table, want a column: %v", c.name, n, c.column)
		}
	}
}
