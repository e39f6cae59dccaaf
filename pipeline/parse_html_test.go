package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"winnow/internal/cputime"
	"winnow/pipeline/tree"
)

// outline writes blocks for tables of cases: kind, what else is known, text.
func outline(blocks []Block) string {
	var lines []string
	for _, b := range blocks {
		s := b.Kind.String()
		if b.Level > 0 {
			s += fmt.Sprint(b.Level)
		}
		if b.Row > 0 {
			s += fmt.Sprintf("@%d,%d", b.Row, b.Col)
		}
		for i, name := range []string{"hidden", "noscript", "template", "quote", "table", "list", "figure", "form", "numbered"} {
			if b.Context&(1<<i) != 0 {
				s += " " + name
			}
		}
		s += fmt.Sprintf(" %q", b.Text)
		if b.Src != "" {
			s += " " + b.Src
		}
		for _, m := range b.Marks {
			s += fmt.Sprintf(" %s[%s]%s", [...]string{Link: "a", Emphasis: "em", Strong: "b", CodeSpan: "code"}[m.Kind], b.Text[m.Start:m.End], m.Href)
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

func TestBlocksOfTree(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"paragraphs", `<p>a</p><p>b`, `paragraph "a"|paragraph "b"`},
		{"runs of inline text", `a <b>b</b><div>c</div>d<p>e</p>`, `paragraph "a b" b[b]|paragraph "c"|paragraph "d"|paragraph "e"`},
		{"words of a sentence", `<p>un<b>believ</b>able <i>a</i> <i>b</i> <span>c </span>d</p>`, `paragraph "unbelievable a b c d" b[believ] em[a b]`},
		{"white space", "<p> \n a\t\tb \n</p>", `paragraph "a b"`},
		{"comment in a word", `<p>a<!-- x -->b`, `paragraph "ab"`},
		{"line break", `<p>a<br>b <br> c`, `paragraph "a\nb\nc"`},
		{"line breaks part blocks", `<p>a<br><br>b<br>&nbsp;<br>c<br>`, `paragraph "a"|paragraph "b"|paragraph "c"`},
		{"empty paragraphs", `<p>&nbsp;</p><p></p><p>&#8203;</p>a`, `paragraph "a"`},
		{"headings", `<h1>a</h1><h3><div>b</div></h3>`, `heading1 "a"|heading3 "b"`},
		{"lists", `<ul><li>a<li><p>b</p><p>c</p><ol><li>d</ol></ul>`,
			`list-item1 list "a"|list-item1 list "b"|paragraph list "c"|list-item2 list numbered "d"`},
		{"card in a list", `<ul><li><h3>a</h3><p>b</p></ul>`, `heading3 list "a"|paragraph list "b"`},
		{"table", `<table><caption>t</caption><tr><th>a<th>b<tr><td>c<td><p>d</p></table>`,
			`caption table "t"|cell@1,1 table "a"|cell@1,2 table "b"|cell@2,1 table "c"|cell@2,2 table "d"`},
		{"layout table", `<table><tr><td><h2>a</h2><p>b</p><p>c</p><td>d</table>`,
			`heading2@1,1 table "a"|paragraph@1,1 table "b"|paragraph@1,1 table "c"|cell@1,2 table "d"`},
		{"spans of cells", `<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f</table>`,
			`cell@1,1 table "a"|cell@1,2 table "b"|cell@1,4 table "c"|cell@2,2 table "d"|cell@2,3 table "e"|cell@2,4 table "f"`},
		{"code", "<pre><code>\n  if a &lt; b {\n\n\t<b>x</b>\n  }\n</code></pre>", `code "  if a < b {\n\n\tx\n  }" b[x]`},
		{"code in lines", `<pre><div>a</div><div>  b</div><br>c</pre>`, `code "a\n  b\n\nc"`},
		{"code in numbered lines", "<pre><code><table><tr><td>1<td>a<tr><td>2<td>  b</table></code></pre>", `code "1\na\n2\n  b"`},
		{"listing in a table", "<p>x</p><table class='highlight js-file-line-container'>\n<tr>\n<td data-line-number=1></td>\n<td class=blob-code>a {</td>\n</tr>\n<tr><td><td>\tb <b>c</b>\n<tr><td><td>}</table><p>y", `paragraph "x"|code "a {\n\tb c\n}" b[c]|paragraph "y"`},
		{"table in pre", "<pre>x\n<table>\n<tr>\n<td> a\n<td>b</table>", `code "x"|cell@1,1 table "a"|cell@1,2 table "b"`},
		{"code span", `<p>run <code>go test</code> now`, `paragraph "run go test now" code[go test]`},
		{"quote", `<blockquote><p>a</p>b<ul><li>c</ul></blockquote>`, `quote quote "a"|quote quote "b"|list-item1 quote list "c"`},
		{"figure", `<figure><img src=a.png alt="x  y"><figcaption>b</figcaption></figure>`, `image figure "x y" a.png|caption figure "b"`},
		{"image in a sentence", `<p>a <a href=l><img src=i.png alt=x></a> b</p>`, `paragraph "a b"|image "x" i.png a[x]l`},
		{"image between words", `<p>end.<img src=a>Next<img src=b>, word`, `paragraph "end. Next, word"|image "" a|image "" b`},
		{"emoji", `<p>He laughed <img class="wp-smiley emoji" alt="😀" src=a> and left <img alt="👋🏽" src=b>.</p><p><img class=emoji alt=":-)" src=c>Hi<img class=emoji alt=":wave:" src=d></p>`,
			`paragraph "He laughed 😀 and left 👋🏽."|paragraph ":-)Hi"|image ":wave:" d`},
		{"emoji in links", `<p>a <a href=1><img alt=🇩🇪 src=a> b</a></p>`, `paragraph "a 🇩🇪 b" a[🇩🇪 b]1`},
		{"pictures that are no characters", `<p><img alt=😀 src=a></p><p>x <img alt=★ src=b><img alt="a view" src=c><img class=math-pic alt="x y" src=d></p><p><a href=1><img alt=👍 src=e></a></p>`,
			`image "😀" a|paragraph "x"|image "★" b|image "a view" c|image "x y" d|image "👍" e a[👍]1`},
		{"formulas as images", `<p>The formula <img class="latex" src=f.png alt="E = mc^2"> and <img class="mwe-math-fallback-image-inline skin" aria-hidden=true alt="{\displaystyle a^{2}}" src=g>.</p><img class=tex src=h alt="no sentence"><p><img class=mwe-math-fallback-image-display alt="{\displaystyle b}" src=i>`,
			`paragraph "The formula E = mc^2 and a^{2}."|image "no sentence" h|paragraph "b"`},
		{"quotations", `<p>She said <q>no <b>and</b> <q>why</q></q>, <q>he</q> <a href=1><q>b</q></a></p>`,
			`paragraph "She said “no and ‘why’”, “he” “b”" b[and] a[“b”]1`},
		{"quotations with marks", `<p>“<q>a</q>” <q>»b«</q> <q></q><q><p>c</p></q> <code>x <q>d</q></code> <pre><q>e</q></pre>`,
			`paragraph "“a” »b«"|paragraph "c"|paragraph "x “d”" code[x “d”]|code "e"`},
		{"quotations by language", `<div lang=de>a <q>b <q lang=fr>c</q></q></div><p lang="fr_FR">d <q>e</q><p lang=de-CH><q>f</q><p lang=xx><q>g</q>`,
			`paragraph "a „b “c”“"|paragraph "d «\u00a0e\u00a0»"|paragraph "«f»"|paragraph "“g”"`},
		{"links of headings to themselves", `<h1>a<a class=headerlink href="#a">&para;</a></h1><h2><a href="/x#b"><span>#</span></a> b</h2><h2><a href="#n">#</a></h2><h2>C<a href=/sharp>#</a></h2>`,
			`heading1 "a"|heading2 "b"|heading2 "#" a[#]#n|heading2 "C#" a[#]/sharp`},
		{"links of entries to themselves", `<dl><dt>f(x)<a class=headerlink href="#f">¶</a><dd>see <a href="#1">#</a> and <a href="#2">§</a></dl>`,
			`term "f(x)"|definition "see # and §" a[#]#1 a[§]#2`},
		{"lazy image", `<img src="data:image/gif;base64,x" data-src=a><img src=p.gif data-lazy-src=b><img src=data:x><img srcset="c 1x, d 2x"><amp-img src=e>`,
			`image "" a|image "" b|image "" c|image "" e`},
		{"text in an image", `a <amp-img src=b>c</amp-img> d`, `paragraph "a c d"|image "" b`},
		{"definitions", `<dl><dt>a<dd>b<dd><p>c</p></dl>`, `term "a"|definition "b"|definition "c"`},
		{"details", `<details><summary>a</summary>b</details>`, `paragraph "a"|paragraph "b"`},
		{"noscript", `<p>a <noscript><p>b</p></noscript>c</p><noscript><article><h1>d</h1></article></noscript>`,
			`paragraph "a c"|paragraph noscript "b"|heading1 noscript "d"`},
		{"template", `<p>a</p><template><p>b</p></template>`, `paragraph "a"|paragraph template "b"`},
		{"hidden", `<p>a<span hidden>b</span>c</p><div style="color:red; DISPLAY : none">d</div><div aria-hidden=true>e</div><p>f<i aria-hidden=true>g</i></p>`,
			`paragraph "ac"|paragraph hidden "b"|paragraph hidden "d"|paragraph hidden "e"|paragraph "fg" em[g]`},
		{"hidden page", `<body style="display:none"><div aria-hidden=true><p>a b c d e f g h i j k l m n</p></div><div hidden>x</div>`,
			`paragraph "a b c d e f g h i j k l m n"|paragraph hidden "x"`},
		{"late part of a page", `<p>a b c d e f g h</p><div hidden id="S:1">i</div><div hidden id=s>j</div>`, `paragraph "a b c d e f g h"|paragraph "i"|paragraph hidden "j"`},
		{"display", `<span style="display:block">a</span><span style=display:block>b</span><div style="display: inline">c</div><div style="display:inline-block">d</div>`,
			`paragraph "a"|paragraph "b"|paragraph "cd"`},
		{"no text", `<p>a<script>b</script><style>c</style><svg><title>d</title><text>e</text></svg><iframe>f</iframe><title>g</title></p>`, `paragraph "a"`},
		{"controls", `<form><label>a</label><input><select><option>b<option>c</select><button>d</button><button><p>e</p></button><textarea>f</textarea></form>`,
			`control form "a"|control form "b"|control form "c"|control form "d"|control form "e"|control form "f"`},
		{"button in a sentence", `<p>a <button>b</button> c <button>d</button></p>`, `paragraph "a b c"|control "d"`},
		{"links", `<p><a href=1>a <b>b</b></a> <a href="2?x=1&amp;y">c</a><a href=3>d</a> <a>e</a></p>`,
			`paragraph "a b c d e" a[a b]1 b[b] a[c]2?x=1&y a[d]3`},
		{"links side by side", `<p><a href=1>a</a><a href=2>b</a><a href=2>c</a><a href=3>, d</a>`, `paragraph "a bc, d" a[a]1 a[b]2 a[c]2 a[, d]3`},
		{"marks over blocks", `<b>a<p>b</p></b><a href=1><h2>c</h2><p>d</p></a>`, `paragraph "a" b[a]|paragraph "b" b[b]|heading2 "c" a[c]1|paragraph "d" a[d]1`},
		{"nested marks", `<p><a href=1><em>a <strong>b</strong></em></a>`, `paragraph "a b" a[a b]1 em[a b] b[b]`},
		{"math", `<p>so <math><mi>x</mi><mo>=</mo><mn>1</mn><annotation>tex</annotation></math>.`, `paragraph "so x=1."`},
		{"powers", `<p>10<sup>9</sup> x<sup> &minus;6 </sup> 2<sup>n</sup> m<sup>2</sup> the 5<sup>th</sup> <sup>1</sup>`, `paragraph "10⁹ x ⁻⁶ 2ⁿ m² the 5th 1"`},
		{"notes", `<p>in 2015<sup><a href=#n>3</a></sup>. End.<sup>1,2</sup> word<sup>[4]</sup> a<sup><a href=#m>[<b>5</b>]</a></sup>`,
			`paragraph "in 2015³. End.¹,² word[4] a[5]" a[³]#n a[[5]]#m b[5]`},
		{"below the line", `<p>CO<sub>2</sub> 2<sup>1</sup>/<sub>2</sub> 101<sub>2</sub>`, `paragraph "CO2 2¹/₂ 101₂"`},
		{"word break", `<p>super<wbr>cali`, `paragraph "supercali"`},
		{"frameset", `<frameset><frame><noframes><p>a</noframes></frameset>`, `paragraph noscript "a"`},
		{"references", `<p>a&nbsp;b &amp; c&#10;&#32;d`, `paragraph "a\u00a0b & c d"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.ReplaceAll(outline(blocksOfTree(tree.Parse(c.in, tree.Limits{}))), "\n", "|")
			if got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
			}
		})
	}
}

// checkBlocks reports the first block that is not as Block promises.
func checkBlocks(t *tree.Tree, blocks []Block) error {
	for i, b := range blocks {
		switch {
		case b.ID != i || b.Kind == KindNone || b.Node < 0 || b.Node >= len(t.Nodes):
			return fmt.Errorf("block %d: %+v", i, b)
		case b.Kind != Image && strings.TrimSpace(b.Text) == "":
			return fmt.Errorf("block %d is empty", i)
		case b.Kind != Code && strings.ContainsAny(b.Text, "\t\r\f\x00"):
			return fmt.Errorf("block %d: %q", i, b.Text)
		case b.Kind == Cell && b.Context&InTable != 0 && (b.Row < 1 || b.Col < 1 || t.Nodes[b.Table].Tag != tree.Table):
			return fmt.Errorf("block %d: cell at %d,%d of %d", i, b.Row, b.Col, b.Table)
		}
		last := 0
		for _, m := range b.Marks {
			if m.Start < last || m.End <= m.Start || m.End > len(b.Text) {
				return fmt.Errorf("block %d: marks %v over %d bytes", i, b.Marks, len(b.Text))
			}
			last = m.Start
		}
	}
	return nil
}

func TestBlocksOfHostilePagesAreLinear(t *testing.T) {
	for name, unit := range map[string]string{
		"deep divs":     "<div>x",
		"images":        "<p>x<img src=a>",
		"images in one": "x <img src=a>",
		"nested images": "x <amp-img src=a>",
		"nested videos": "x <video>",
		"nested select": "x <select><option>",
		"buttons":       "x <button>y</button>",
		"nested button": "x<button>",
		"noscript":      "x<noscript>y</noscript>",
		"hidden nested": "x<span hidden>y",
		"hidden divs":   "x<div hidden>y",
		"hidden apart":  "x<div hidden>y</div>",
		"tables":        "<table><tr><td>x",
		"rows":          "<table><tr><td rowspan=1000 colspan=1000>x",
		"lists":         "<ul><li>x",
		"marks":         "<b>x<i>y</b>z",
		"breaks":        "x<br><br>",
		"pre":           "<pre><div>x",
		"templates":     "x<template>y",
		"spaces":        " <i> </i>&nbsp;",
		"svg":           "x<svg><title>y",
		"quotations":    "<q>x",
		"emoji":         "<p><img alt=😀>",
	} {
		t.Run(name, func(t *testing.T) {
			parsed := func(n int) *tree.Tree { return tree.Parse(strings.Repeat(unit, n), tree.Limits{}) }
			tr := parsed(20000)
			if err := checkBlocks(tr, blocksOfTree(tr)); err != nil {
				t.Fatal(err)
			}
			if err := cputime.CheckLinear(5000, func(n int) { blocksOfTree(parsed(n)) }); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestBlocksAreIndependent cuts pages one after another with the memory of
// the pages before.
func TestBlocksAreIndependent(t *testing.T) {
	pages := []string{`<p>a <b>b</b><img src=x>`, `<table><tr><td>c<td>d</table>`, `<ul><li><a href=1>e</a><noscript>f</noscript>g</ul>`}
	var first []string
	for range 3 {
		var got []string
		for _, p := range pages {
			got = append(got, outline(blocksOfTree(tree.Parse(p, tree.Limits{}))))
		}
		if first == nil {
			first = got
		}
		if !slices.Equal(first, got) {
			t.Errorf("%q\n%q", first, got)
		}
	}
}

// FuzzBlocksOfTree looks for panics and for blocks that break a promise.
func FuzzBlocksOfTree(f *testing.F) {
	f.Add(`<p>a<br><br>b<img src=x alt=y><pre> c</pre><table><td rowspan=2>d<tr><td>e</table><noscript>f</noscript><button>g</button>h`)
	f.Fuzz(func(t *testing.T, page string) {
		tr := tree.Parse(page, tree.Limits{Depth: 40})
		if err := checkBlocks(tr, blocksOfTree(tr)); err != nil {
			t.Error(err)
		}
	})
}

func TestParagraphsOfBlankLines(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"One <b>is</b> here.\n\nTwo is <a href=x>there</a>.\n\n<h2>Three</h2>\n\nFour goes on\nhere.", "One is here.|Two is there.|Three|Four goes on here."},
		{"<ul><li>a</li>\n\n<li>b</li></ul>\n\nOne.\n\nTwo.", "a|b|One.|Two."},
		{"<p>One.\n\nTwo.</p>\n\nThree.", "One. Two.|Three."},
		{"<span>a</span>\n\n<span>b</span>\n\n<span>c</span>", "a b c"},
		{"<pre>One.\n\nTwo.\n\nThree.</pre>", "One.\n\nTwo.\n\nThree."},
		// Blank lines within a tag or a comment part nothing.
		{"One.\n\n<img src=x alt=\"Sea.\n\nSky > sea.\">\n\nTwo.", "One.|Sea. Sky > sea.|Two."},
		{"One <a\n\nhref=x>two</a>.\n\nThree.", "One two.|Three."},
		{"<b>a</b> <!-- One.\n\nTwo.\n\nThree. -->\n\n<b>b</b>", "a b"},
		{"One. <!-- Two.\n\n --><b\n\nclass='a>b'>Three</b> is.\n\nFour.\n\nFive.", "One. Three is.|Four.|Five."},
		{"1 < 2.\n\nOne <b it's>two</b>.\n\nThree isn't.", "1 < 2.|One two.|Three isn't."},
	} {
		d, err := Parse(Page{Body: []byte(c.in), Format: FormatHTML})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(texts(d), "|"); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

// TestBlankLinesAreFoundInLinearTime holds posts of tags and comments that do not
// end to a cost in proportion to their length.
func TestBlankLinesAreFoundInLinearTime(t *testing.T) {
	for _, unit := range []string{"<a x.\n\n", "<!-- x.\n\n", "<a b=\"x.\n\n", "<a b='>\" x.\n\n", "<a b=\">\" '\n\n", "<a b= \n\n", "\n\n  \n"} {
		err := cputime.CheckLinear(5000, func(n int) { paragraphsOfBlankLines("One <b>is</b>. " + strings.Repeat(unit, n)) })
		if err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
}
