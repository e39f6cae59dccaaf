package markdown_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"winnow/fixtures"
	"winnow/pipeline"
	"winnow/pipeline/markdown"
)

// letters returns the letters and digits of the document's blocks of text, without
// the numbers of list items, which HTML does not hold.
func letters(d pipeline.Document) string {
	var sb strings.Builder
	for _, b := range d.Blocks {
		text := b.Text
		if b.Kind == pipeline.ListItem && d.Format == pipeline.FormatText {
			_, text, _ = strings.Cut(text, " ")
		}
		for _, r := range text {
			if b.Kind != pipeline.Image && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
				sb.WriteRune(r)
			}
		}
	}
	return sb.String()
}

// TestWhatIsWrittenIsRead holds that reading what was written of a page gives its
// text again, and that writing that gives the same Markdown.
func TestWhatIsWrittenIsRead(t *testing.T) {
	dirs, err := os.ReadDir(filepath.Join(fixtures.Root(t), "fixtures"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, dir := range dirs {
		if cases, _ := filepath.Glob(filepath.Join(fixtures.Root(t), "fixtures", dir.Name(), "*.txtar")); len(cases) == 0 {
			continue
		}
		for _, c := range fixtures.Load(t, dir.Name()) {
			page, err := pipeline.Parse(c.Page)
			if err != nil || page.Tree == nil {
				continue
			}
			page.Base = "https://example.org/"
			written := markdown.Write(page, "", nil)
			read, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatText, ContentType: "text/plain; charset=utf-8", Body: []byte("[Home](/) [News](/)\n\n" + written)})
			if err != nil {
				t.Fatal(err)
			}
			read.Blocks, read.Base = read.Blocks[1:], page.Base
			n++
			if got, want := letters(read), letters(page); got != want {
				t.Errorf("%s: of\n%s\nis read\n%s\nwant\n%s", c.Name, written, got, want)
				continue
			}
			again := markdown.Write(read, "", nil)
			want := strings.ReplaceAll(written, ")[", ") [") // links side by side are parted
			if strings.Join(strings.Fields(again), " ") != strings.Join(strings.Fields(want), " ") {
				t.Errorf("%s: written\n%s\nread and written\n%s", c.Name, written, again)
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d pages", n)
	}
}

// TestItems holds that the bullets and numbers of text are written as those of Markdown, and
// that an item whose bullet an edit has taken loses no word.
func TestItems(t *testing.T) {
	items := []pipeline.Block{
		{Text: "- Bread and butter"}, {Text: "• Milk"}, {Text: "Eggs and flour"}, {Text: "2) Stir it", Context: pipeline.Numbered}, {Text: "Bake it", Context: pipeline.Numbered},
	}
	for i := range items {
		items[i].Kind = pipeline.ListItem
	}
	got := markdown.Write(pipeline.Document{Format: pipeline.FormatText, Blocks: items}, "", nil)
	if want := "- Bread and butter\n- Milk\n- Eggs and flour\n2) Stir it\n- Bake it"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestCode holds that spans of code keep their backticks, and in tables their bars, and
// are read again as they were.
func TestCode(t *testing.T) {
	span := func(kind pipeline.Kind, text string) pipeline.Block {
		return pipeline.Block{Kind: kind, Text: text, Row: 1, Col: 1, Marks: []pipeline.Mark{{Start: 0, End: len(text), Kind: pipeline.CodeSpan}}}
	}
	tests := []struct {
		block pipeline.Block
		want  string
	}{
		{span(pipeline.Paragraph, "a*b|c"), "`a*b|c`"},
		{span(pipeline.Paragraph, "a`b``c"), "```a`b``c```"},
		{span(pipeline.Paragraph, "`a`"), "`` `a` ``"},
		{span(pipeline.Cell, "a|b"), "| `a\\|b` |\n| --- |"},
	}
	for _, tt := range tests {
		written := markdown.Write(pipeline.Document{Blocks: []pipeline.Block{tt.block}}, "", nil)
		if written != tt.want {
			t.Errorf("%q is written %q, want %q", tt.block.Text, written, tt.want)
		}
		read, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatText, Body: []byte("[Home](/) [News](/)\n\n" + written)})
		if err != nil {
			t.Fatal(err)
		}
		if got := read.Blocks[1]; got.Text != tt.block.Text || len(got.Marks) != 1 {
			t.Errorf("%q is read as %q with marks %v", written, got.Text, got.Marks)
		}
	}
}

// TestHTML holds that what is written of a page means in CommonMark what the page shows.
func TestHTML(t *testing.T) {
	tests := []struct{ why, in, want string }{
		{"code in an item does not begin a list anew", "<ol><li><p>Run</p><pre>a</pre></li><li><p>Then</p></li></ol><ol><li>Other</li></ol>", "1. Run\n\n```\na\n```\n\n2. Then\n1. Other"},
		{"items below long numbers", "<ol>" + strings.Repeat("<li>x</li>", 9) + "<li>y<ul><li>z</li></ul></li></ol>", "1. x\n2. x\n3. x\n4. x\n5. x\n6. x\n7. x\n8. x\n9. x\n10. y\n    - z"},
		{"an item without those above it is no code", "<ul><li>a<ul><li>b<ul><li>c<pre>d</pre></li><li>e</li></ul></li></ul></li></ul>", "- a\n   - b\n      - c\n\n```\nd\n```\n\n- e"},
		{"punctuation beside a word is not marked", "<p>A piece<i>,</i> and <b>Wi-Fi 7,</b>¹ and <i>one</i>, (<i>“two”</i>)</p>", "A piece, and **Wi-Fi 7**,¹ and *one*, (*“two”*)"},
		{"bold in bold", "<p><b>a <strong>b</strong></b></p>", "**a b**"},
		{"code in a quotation", "<blockquote><p>Run</p><pre>a\n\nb</pre></blockquote>", "> Run\n\n> ```\n> a\n> \n> b\n> ```"},
	}
	for _, tt := range tests {
		d, err := pipeline.Parse(pipeline.Page{Format: pipeline.FormatHTML, Body: []byte(tt.in)})
		if err != nil {
			t.Fatal(err)
		}
		if got := markdown.Write(d, "", nil); got != tt.want {
			t.Errorf("%s: written\n%s\nwant\n%s", tt.why, got, tt.want)
		}
	}
}

// TestFootnotes holds that the footnotes of Markdown stay footnotes, and that none
// becomes the address of a link.
func TestFootnotes(t *testing.T) {
	tests := []struct{ in, want string }{
		{"It opened[^1] late[^a-b]: in May.", "It opened[^1] late[^a-b]: in May."},
		{"[^1]: So says the mayor.", "[^1]: So says the mayor."},
		{"[^1]: javascript:alert(1)", `\[^1\]: javascript:alert(1)`},
		{`[^1]: /x "So it is"`, `\[^1\]: /x "So it is"`},
		{`[^1]: x "So it is"`, `\[^1\]: x "So it is"`},
		{"[1]: So says the mayor.", `\[1\]: So says the mayor.`},
	}
	for _, tt := range tests {
		got := markdown.Write(pipeline.Document{Format: pipeline.FormatText, Blocks: []pipeline.Block{{Kind: pipeline.Paragraph, Text: tt.in}}}, "", nil)
		if got != tt.want {
			t.Errorf("%q is written %q, want %q", tt.in, got, tt.want)
		}
	}
}
