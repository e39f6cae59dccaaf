package pipeline

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"winnow/internal/cputime"
)

func TestMarksLinks(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{"[Home](/)\n[News](https://example.org/news)", true},
		{"# Bridge opens in May\n\nSee [the plan](plan.html) and [the map](./map).", true},
		{"Read [the plan](https://example.org/plan).", false},
		{"# Bridge opens in May\n\nIt opens in May.\n\n## Ferry", false},
		{"x := rows[i](ctx)\ny := cols[j](ctx)\nz := f[T](a.b)", false},
		{"He wrote [sic](sic) and [again](again).", false},
		{"See [the plan][1] and [the map][map].\n\n[1]: https://example.org/plan\n[map]: ./map 'The map'", true},
		{"As was shown [1], [2].\n\n[1]: https://example.org/plan\n[2]: https://example.org/map", false},
		{"x[i][j] = y[i][j]", false},
	}
	for _, tt := range tests {
		if got := marksLinks(tt.in); got != tt.want {
			t.Errorf("%q: %v", tt.in, got)
		}
	}
}

func TestMarksSections(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{"# Bridge\n\nIt opens in May.\n\n## Ferry\n\nIt stops.", true},
		{"Bridge\r\n\r\n## Ferry\r\n\r\nIt stops.\r\n\r\n## Bus", true},
		{" # Install\n\n```sh\ngo install\n```\n", true},
		{"# Bridge\n\nIt opens in May.", false},
		{"#!/bin/sh\n\n# Where to build\nDIR=/tmp\n\n# How to build\nmake", false},
		{"x\n## not below a blank line\ny\n## nor this", false},
	}
	for _, tt := range tests {
		if got := marksSections(tt.in); got != tt.want {
			t.Errorf("%q: %v", tt.in, got)
		}
	}
}

// TestNamedMarkdown holds that a page whose name or type says that it is Markdown is read
// as such, unless it is a page that shows some.
func TestNamedMarkdown(t *testing.T) {
	const text = "The *bridge* opens in May.\n\n<div>\n<p>So they say.</p>\n</div>\n"
	tests := []struct {
		page Page
		want string
	}{
		{Page{Body: []byte("The *bridge* opens in May.")}, "The *bridge* opens in May."},
		{Page{Source: Source{File: "docs.tar!a/README.MD"}, Body: []byte(text)}, "The bridge opens in May."},
		{Page{ContentType: "text/markdown; charset=utf-8", Body: []byte(text)}, "The bridge opens in May."},
		{Page{Source: Source{File: "README.md"}, Body: []byte("<!DOCTYPE html><p>The *bridge* opens in May.")}, "The *bridge* opens in May."},
	}
	for _, tt := range tests {
		d, err := Parse(tt.page)
		if err != nil || len(d.Blocks) == 0 || d.Blocks[0].Text != tt.want {
			t.Errorf("%s: %v %v", tt.page.Body, show(d.Blocks), err)
		}
	}
}

// show writes blocks in a line each: the kind, the level, the text with its marks in
// braces.
func show(blocks []Block) string {
	var sb strings.Builder
	for _, b := range blocks {
		fmt.Fprintf(&sb, "%v", b.Kind)
		if b.Level > 0 {
			fmt.Fprintf(&sb, " %d", b.Level)
		}
		if b.Kind == Cell {
			fmt.Fprintf(&sb, " %d.%d", b.Row, b.Col)
		}
		fmt.Fprintf(&sb, " %q", b.Text)
		if b.Src != "" {
			fmt.Fprintf(&sb, " %s", b.Src)
		}
		for _, m := range b.Marks {
			fmt.Fprintf(&sb, " {%s", b.Text[m.Start:m.End])
			switch m.Kind {
			case Link:
				fmt.Fprintf(&sb, "|%s", m.Href)
			case Emphasis:
				sb.WriteString("|i")
			case Strong:
				sb.WriteString("|b")
			case CodeSpan:
				sb.WriteString("|code")
			}
			sb.WriteString("}")
		}
		sb.WriteString("\n")
	}
	return sb.String()
}

func TestBlocksOfMarkdown(t *testing.T) {
	tests := []struct{ why, in, want string }{
		{"a line is a paragraph, as in other text", "One\nTwo\n\nThree", `
paragraph "One"
paragraph "Two"
paragraph "Three"`},
		{"headings", "# One #\n###### Six\n####### Seven\n#hash\nUnder\n=====\nLine\n---\nA sentence ends.\n---", `
heading 1 "One"
heading 6 "Six"
paragraph "####### Seven"
paragraph "#hash"
heading 1 "Under"
heading 2 "Line"
paragraph "A sentence ends."`},
		{"lists keep bullets and numbers", "* One\n    * Inner\n    * Other\n* Two\n\n1. First\n2) Second\n\n1986. A great year\n-", `
list-item 1 "- One"
list-item 2 "- Inner"
list-item 2 "- Other"
list-item 1 "- Two"
list-item 1 "1. First"
list-item 1 "2) Second"
paragraph "1986. A great year"
paragraph "-"`},
		{"quotations and rules", "> Said\n> > Twice\n\n* * *\n---\n___", `
quote "Said"
quote "Twice"`},
		{"code keeps its signs", "```\na[i](/x) * b * c\n```\n\n    one *x*\n    two", `
code "` + "```\\na[i](/x) * b * c\\n```" + `"
code "    one *x*\n    two"`},
		{"tables", "| a | b \\| c |\n|---|:-:|\n| [d](/d) | |\n\nx | y", `
cell 1.1 "a"
cell 1.2 "b | c"
cell 2.1 "d" {d|/d}
paragraph "x | y"`},
		{"links", `A [plan](/p "The plan") and [[1]](#n), [empty](), [a b](<x y.html>), [w](/a_(b)_c), <https://example.org>.`, `
paragraph "A plan and [1], empty, a b, w, https://example.org." {plan|/p} {[1]|#n} {empty|} {a b|x y.html} {w|/a_(b)_c} {https://example.org|https://example.org}`},
		{"links side by side", "[Home](/)[News](/n) [Sport](/s)", `
paragraph "Home News Sport" {Home|/} {News|/n} {Sport|/s}`},
		{"the number of a source is no part of the word before it", "Founded in 1908[2](/s), they say [3](/t).", `
paragraph "Founded in 1908[2], they say 3." {2|/s} {3|/t}`},
		{"links around several lines", "[\n\n![Photo](/a.jpg)\n\n### Headline\n\n](/story) [Home](/)\n\n[Head\n\nTeaser](/s) text\n\nText of [the\nbridge](/b) is long.\n\nA [sic\n\nB] (c)", `
image "Photo" /a.jpg
heading 3 "Headline" {Headline|/story}
paragraph "Home" {Home|/}
paragraph "Head" {Head|/s}
paragraph "Teaser text" {Teaser|/s}
paragraph "Text of the bridge is long." {the bridge|/b}
paragraph "A [sic"
paragraph "B] (c)"`},
		{"no links", `[x] (y), [x](y z), \[x\](y), [x](y, x](y), [`, `
paragraph "[x] (y), [x](y z), [x](y), [x](y, x](y), ["`},
		{"images leave the line", "Before ![the *river*](/r.jpg) after\n[![logo](/l.png)](/)", `
paragraph "Before after"
image "the river" /r.jpg
image "logo" /l.png`},
		{"emphasis", "*a* **b** ***c*** _d_ snake_case_name 2 * 3 * 4 **open *i* ~~gone~~ ****", `
paragraph "a b c d snake_case_name 2 * 3 * 4 **open i gone ****" {a|i} {b|b} {c|i} {c|b} {d|i} {i|i}`},
		{"emphasis that begins or ends with another", "***a** b* and **c *d*** and *e **f*** ***g* h** ***i*** *j**", `
paragraph "a b and c d and e f g h i *j**" {a b|i} {a|b} {c d|b} {d|i} {e f|i} {f|b} {g h|b} {g|i} {i|i} {i|b}`},
		{"numbers in brackets keep one pair", `Fixed ([12](/c)), \[[34](/d)\].`, `
paragraph "Fixed (12), [34]." {12|/c} {34|/d}`},
		{"emphasis around and in links", "**[a](/a)** [*b* c](/b)", `
paragraph "a b c" {a|/a} {a|b} {b c|/b} {b|i}`},
		{"spans of code", "`a*b*` ``c`d`` `open", `
paragraph "a*b* c` + "`" + `d ` + "`" + `open" {a*b*|code} {c` + "`" + `d|code}`},
		{"a span of code may begin a line", "```go test``` runs them\n\n*b*\n```\n*c*\n```", `
paragraph "go test runs them" {go test|code}
paragraph "b" {b|i}
code "` + "```\\n*c*\\n```" + `"`},
		{"sums, names and paths are no marks", `2*3*4 and __init__(self), self.__dict__, __init__.py, C:\_work\_x (D:\_y) C:\\\_work \_z\_ a.\_b *b*2 __c__.`, `
paragraph "2*3*4 and __init__(self), self.__dict__, __init__.py, C:\\_work\\_x (D:\\_y) C:\\_work _z_ a._b b2 c." {b|i} {c|b}`},
		{"backticks that mark no code", "He didn`t and she won`t, err)` becomes `x(\n``a'' and ``b'', `s`s and使用`foo`的`bar`", `
paragraph "He didn` + "`" + `t and she won` + "`" + `t, err)` + "`" + ` becomes ` + "`" + `x("
paragraph "a'' and b'', ss and使用foo的bar" {a'' and |code} {s|code} {foo|code} {bar|code}`},
		{"elements that part words", "<td>Y</td><td>N</td> <p>One</p><p>Two</p> H<sub>2</sub>O", `
paragraph "Y N One Two H2O"`},
		{"escapes and entities", `\*a\* 1\. &amp; &#8364; &no; C:\dir`, `
paragraph "*a* 1. & € &no; C:\\dir"`},
		{"tags that are used go, those that are mentioned stay", `a<br>b <b>c</b> <img src="x"> the <div> element, List<String>, 1 < 2 <a href="/x">y</a>`, `
paragraph "a\nb c the <div> element, List<String>, 1 < 2 y"`},
		{"tags around lines go, and comments", "<!-- toc -->\n<div align=\"center\">\n<h1>\n\nName\n\n</h1></div>\n<!-- a\nb\n\nc --> d <!-- e -->f\n<hr>\n<T>\n</section>\n<!-- open", `
paragraph "Name"
paragraph "d f"
paragraph "<T>"
paragraph "</section>"
paragraph "<!-- open"`},
		{"what compares is no tag", "if a<b and c>d then <p open>x</p>", `
paragraph "if a<b and c>d then x"`},
		{"links that refer to an address", "A [plan][1], a [Map][], the [map] and [no][where], as shown [1], or here[1]. ![logo][1]\n\n[1]: <https://example.org/a b> \"The plan\"\n   [map]: /map&amp;x\n[Anna]: Yes.\n[unused]: https://example.org\n[^1]: /note", `
paragraph "A plan, a Map, the map and [no][where], as shown [1], or here[1]." {plan|https://example.org/a b} {Map|/map&x} {map|/map&x} {1|https://example.org/a b} {1|https://example.org/a b}
image "logo" https://example.org/a b
paragraph "[Anna]: Yes."
paragraph "[unused]: https://example.org"
paragraph "[^1]: /note"`},
		{"definitions in code are code", "```\n[a]: /b\n```\n[a]", `
code "` + "```\\n[a]: /b\\n```" + `"
paragraph "[a]"`},
		{"code in an item", "1. One\n\n   ```go\n   if x {\n     y()\n  }\n   ```", `
list-item 1 "1. One"
code "` + "```go\\nif x {\\n  y()\\n}\\n```" + `"`},
		{"a plus may be a bullet", "* One\n  + Two\n  + Three\n\n+ 5 degrees", `
list-item 1 "- One"
list-item 2 "- Two"
list-item 2 "- Three"
paragraph "+ 5 degrees"`},
		{"bars in code in tables", "| a | b |\n|---|---|\n| `x\\|y` | c |", `
cell 1.1 "a"
cell 1.2 "b"
cell 2.1 "x|y" {x|y|code}
cell 2.2 "c"`},
		{"data before the text", "---\ntitle: A *b*\n---\n\n*Text*\n\n---", `
paragraph "---"
paragraph "title: A *b*"
paragraph "---"
paragraph "Text" {Text|i}`},
		{"lines that were wrapped by hand are joined, but for what stands alone", handWrapped, `
heading 1 "The ferry"
paragraph "The ferry, which had carried a million people in a year, stops when the bridge opens in May, as the council had said before the summer in a report on what would become of it. It will be sold to a town in the north that has none, and which would like to have one." {a report|#r}
list-item 1 "- One that is long enough for a second line which goes on below the text of the item, and on"
code "      go run .\n      go test ."
quote "The last crossing is free for everybody who has ever been on board, the council says, and there is music."
cell 1.1 "Place"
cell 1.2 "Year"
cell 2.1 "North"
cell 2.2 "1986"
paragraph "A line that was broken by force stays broken, as its writer wanted it to\nbe read, and what is below it is a part of it, even this one which is too long for the width."`},
		{"forced line breaks", "One  \nTwo\\\nThree\n\n> *Roses\\\n> red*  \n\nLast  \n\n- [a  \n  b](/c)\n- d\\\\\n  e\n\n![f](g)  \nCaption  \n# Head  \nText\\\n- Item  \n| h |  \n\nName: Ann  \nAge: 7\n\nEnd\\", `
paragraph "One\nTwo\nThree"
quote "Roses\nred" {Roses
red|i}
paragraph "Last"
list-item 1 "- a\nb" {a
b|/c}
list-item 1 "- d\\ e"
paragraph "Caption"
image "f" g
heading 1 "Head"
paragraph "Text"
list-item 1 "- Item"
paragraph "| h |"
paragraph "Name: Ann"
paragraph "Age: 7"
paragraph "End"`},
		{"lists are not code, nor columns", "Read [this](/a) and [that](/b):\n\n* Simple loggers (small):\n    * [`env`](/e)\n\n  More (of it):\n      It goes on\n      below.\n\n[^1]: A note (old).\n    Its end.\n\nText\n\nText", `
paragraph "Read this and that:" {this|/a} {that|/b}
list-item 1 "- Simple loggers (small):"
list-item 2 "- env" {env|/e} {env|code}
paragraph "More (of it):"
paragraph "It goes on"
paragraph "below."
paragraph "[^1]: A note (old)."
paragraph "Its end."
paragraph "Text"
paragraph "Text"`},
		{"fences in quotations and items, of tildes, and longer ones", "> Run\n> ```sh\n> go *x*\n>\n>   go y\n> ```\n> after *it*.\n\n- ```\n  a *b*\n  ```\n- c\n\n~~~ go\nd()\n```\ne()\n~~~\n\n````\n```\n*f*\n```\n````\n\n~~~\n\n*g*\n\n~~~\n> ```h\n\n[i](/i)", `
quote "Run"
code "` + "```sh\\ngo *x*\\n\\n  go y\\n```" + `"
quote "after it." {it|i}
code "` + "```\\na *b*\\n```" + `"
list-item 1 "- c"
code "` + "````go\\nd()\\n```\\ne()\\n````" + `"
code "` + "````\\n```\\n*f*\\n```\\n````" + `"
paragraph "~~~"
paragraph "g" {g|i}
paragraph "~~~"
quote "` + "```h" + `"
paragraph "i" {i|/i}`},
		{"a line that ends in mid-sentence goes on in the next", "The bridge was opened by the mayor of the town and\nby a band. The old ferry stopped.\nIt was sold.\n\nRed roses in the garden, and the sea,\nand all that you have said to me,\n\n- [a](/a) is\n  *here*\n- b\n  - c\n\n[All about the bridge that opens](/x)\n[all about the ferry that stops](/y)", `
paragraph "The bridge was opened by the mayor of the town and by a band. The old ferry stopped. It was sold."
paragraph "Red roses in the garden, and the sea,"
paragraph "and all that you have said to me,"
list-item 1 "- a is here" {a|/a} {here|i}
list-item 1 "- b"
list-item 2 "- c"
paragraph "All about the bridge that opens" {All about the bridge that opens|/x}
paragraph "all about the ferry that stops" {all about the ferry that stops|/y}`},
		{"lines that were wrapped are joined", strings.Repeat(bridgeWrapped, 2) + "The *ferry*, which had carried [a million\npeople](/p) in a year, stops.", `
paragraph "` + bridge + `"
paragraph "` + bridge + `"
paragraph "The ferry, which had carried a million people in a year, stops." {ferry|i} {a million people|/p}`},
	}
	for _, tt := range tests {
		if got := "\n" + strings.TrimRight(show(blocksOfMarkdown(tt.in, splitLines(tt.in))), "\n"); got != tt.want {
			t.Errorf("%s:\n%s\nwant%s", tt.why, got, tt.want)
		}
	}
}

// handWrapped is Markdown that was wrapped by hand, with lines that are too long.
const handWrapped = `# The ferry
The ferry, which had carried a million people in a year, stops
when the bridge opens in May, as the council had said before
the summer in [a report](#r) on what would become of it. It
will be sold to a town in the north that has none, and which
would like to have one.

- One that is long enough for a second line which goes on
  below the text of the item, and on

      go run .
      go test .

> The last crossing is free for everybody who has ever been
> on board, the council says, and there is music.

| Place | Year |
| --- | --- |
| North | 1986 |

A line that was broken by force stays broken, as its writer wanted it to\
be read, and what is below it is a part of it, even this one
which is too long for the width.
`

// TestMarkdownIsTextOtherwise holds that text without signs gives the same blocks.
func TestMarkdownIsTextOtherwise(t *testing.T) {
	for _, in := range []string{bridgeWrapped + "Second\nThird\n\n\nFourth", "Name:  Ann\nAge:   7", "    code\n    code\n\nText\n\nText\n\nText"} {
		if got, want := blocksOfMarkdown(in, splitLines(in)), blocksOfText(splitLines(in)); !reflect.DeepEqual(got, want) {
			t.Errorf("%q\n%s%s", in, show(got), show(want))
		}
	}
}

// hostileMarkdown are signs that take quadratic time where each is looked up to the
// end of the block.
var hostileMarkdown = []string{
	"[", "![", "]", "[a](", "[a](<b ", "[a](b (", `[a](b "`, "*a ", "**a_", "*a_", "_a* ", "`", "`a``", "<", "<a ", "<a href=\"", "<b>", "</b>", "<!--", "&", "&a", `\`, "~~a ", "[[a]](b)", "![a](b)[",
	"> ", "# ", "- ", "  - a\n", "1. ", "|", "a|b\n-|-\n", "a\n=\n", "a\n---\n", "```\n", "\n", "    a\n", "[a](/b)\n",
	"[a]", "[a][", "[a]: /b\n[a]\n", "<!-- a\n", "<div>\n", "<div></div>", "+ a\n", "  ```\n  a\n", "[\n", "[a\n\nb](/c)\n", `C:\_`, "](/a\n", "* [rule: a b](/c)\n", "title: a\n",
	"> ```a\n", "- ```\n", "~~~\n", "~~~a\n", "````\n```\n", "> ~~~a\n\n", "the ferry which had carried a million\n",
}

func TestMarkdownIsLinear(t *testing.T) {
	for _, unit := range hostileMarkdown {
		err := cputime.CheckLinear(10_000, func(n int) {
			text := strings.Repeat(unit, n)
			blocksOfMarkdown(text, splitLines(text))
		})
		if err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, unit := range hostileMarkdown {
		f.Add(strings.Repeat(unit, 3) + "x" + strings.Repeat(unit, 2))
	}
	f.Add("# Bridge\n\n* [Home](/) **x**\n\n| a | b |\n|---|---|\n| c | ![d](e) |\n")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		for i, b := range blocksOfMarkdown(s, splitLines(s)) {
			if b.ID != i || b.Kind == KindNone || b.Node != NoNode || b.Text == "" && b.Kind != Image {
				t.Errorf("block %d: %+v", i, b)
			}
			last := 0
			for _, m := range b.Marks {
				if m.Start < last || m.Start >= m.End || m.End > len(b.Text) || !utf8.ValidString(b.Text[m.Start:m.End]) {
					t.Errorf("block %q: mark %+v", b.Text, m)
				}
				last = m.Start
			}
		}
	})
}
