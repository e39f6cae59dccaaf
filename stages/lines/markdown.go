package lines

import (
	"strings"

	"winnow/pipeline"
	"winnow/stages/lines/features"
)

// A text that was read as Markdown has links and headings. One that has no links may
// have the signs of headings and of strong words: it is judged as a reader would see it.

// A markup says what the Markdown of a line makes of it.
type markup struct {
	linked bool // nothing but links
	title  bool // a heading of the first level
	sub    bool // a heading of another level
}

// markups returns the markup of each line of a text that was read as Markdown.
func markups(text *features.Text) []markup {
	marks := make([]markup, text.Len())
	for i := range marks {
		b := text.Block(i)
		heads := b.Kind == pipeline.Heading
		marks[i] = markup{linked: text.IsLinked(i), title: heads && b.Level == 1, sub: heads && b.Level != 1}
	}
	return marks
}

// leastTitles is the minimum number of lines that begin like a heading of the first
// level in a text whose "#" are signs of headings.
const leastTitles = 2

// withoutSigns returns the document without the signs of Markdown and the markup of each
// block. A document that is not Markdown is returned unchanged. The blocks keep
// their IDs and their order.
func withoutSigns(d *pipeline.Document) (*pipeline.Document, []markup) {
	marks := make([]markup, len(d.Blocks))
	titles := 0
	for i := range d.Blocks {
		if isTitle(d.Blocks[i].Text) {
			titles++
		}
	}
	if titles < leastTitles {
		return d, marks
	}
	view := *d
	view.Blocks = make([]pipeline.Block, len(d.Blocks))
	for i, b := range d.Blocks {
		if b.Kind != pipeline.Code {
			marks[i].title = isTitle(b.Text)
			marks[i].sub = strings.HasPrefix(b.Text, "##")
			b.Text = strings.TrimSpace(strings.ReplaceAll(strings.TrimLeft(b.Text, "# "), "**", ""))
		}
		view.Blocks[i] = b
	}
	return &view, marks
}

func isTitle(line string) bool { return strings.HasPrefix(line, "# ") }
