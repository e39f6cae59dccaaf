package tree

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestConformance(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty page", ``, `html(head body)`},
		{"implied html, head, body", `a`, `html(head body("a"))`},
		{"head only elements", `<title>x</title><meta charset=utf-8><p>y`, `html(head(title("x") meta) body(p("y")))`},
		{"p ends at a block", `<p>a<div>b</div>c`, `html(head body(p("a") div("b") "c"))`},
		{"p ends at p", `<p>a<p>b`, `html(head body(p("a") p("b")))`},
		{"p does not end in a button", `<p><button><p>a</button>b`, `html(head body(p(button(p("a")) "b")))`},
		{"stray end of p", `a</p>b`, `html(head body("a" p "b"))`},
		{"end tag br", `a</br>b`, `html(head body("a" br "b"))`},
		{"li", `<ul><li>a<li>b<ul><li>c</ul><li>d</ul>`, `html(head body(ul(li("a") li("b" ul(li("c"))) li("d"))))`},
		{"li through div", `<ul><li><div>a<li>b`, `html(head body(ul(li(div("a")) li("b"))))`},
		{"li not through section", `<ul><li><section>a<li>b`, `html(head body(ul(li(section("a" li("b"))))))`},
		{"dt and dd", `<dl><dt>a<dd>b<dt>c</dl>`, `html(head body(dl(dt("a") dd("b") dt("c"))))`},
		{"table parts implied", `<table><td>a<td>b<tr><th>c</table>d`, `html(head body(table(tbody(tr(td("a") td("b")) tr(th("c")))) "d"))`},
		{"thead and tfoot", `<table><thead><tr><td>a<tfoot><tr><td>b`, `html(head body(table(thead(tr(td("a"))) tfoot(tr(td("b"))))))`},
		{"caption and colgroup", `<table><caption>a<col><col><tr><td>b`, `html(head body(table(caption("a") colgroup(col col) tbody(tr(td("b"))))))`},
		{"table in a cell", `<table><tr><td><table><td>a</table>b<td>c`, `html(head body(table(tbody(tr(td(table(tbody(tr(td("a")))) "b") td("c"))))))`},
		{"table in a table", `<table><tr><table><td>a`, `html(head body(table(tbody(tr)) table(tbody(tr(td("a"))))))`},
		{"cells without table", `<tr><td>a</td><td>b`, `html(head body("a" "b"))`},
		{"an end tag does not leave its cell", `<div><table><td></div>a</table>b`, `html(head body(div(table(tbody(tr(td("a")))) "b")))`},
		{"text in a table stays", `<table>a<tr>b<td>c`, `html(head body(table("a" tbody(tr("b" td("c"))))))`},
		{"heading ends heading", `<h1>a<h2>b</h3>c`, `html(head body(h1("a") h2("b") "c"))`},
		{"void elements", `<img>a<br/>b<input>c</img>`, `html(head body(img "a" br "b" input "c"))`},
		{"misnested formatting", `<b>a<i>b</b>c</i>d`, `html(head body(b("a" i("b")) "c" "d"))`},
		{"formatting around blocks", `<b><p>a</b>b</p>c`, `html(head body(b(p("a" "b")) "c"))`},
		{"a ends a", `<a href=1>a<a href=2>b</a>c`, `html(head body(a("a") a("b") "c"))`},
		{"form end leaves children", `<div><form><div>a</form>b</div>c</div>d`, `html(head body(div(form(div("a" "b")) "c") "d"))`},
		{"content after body", `<body>a</body></html>b<p>c`, `html(head body("a" "b" p("c")))`},
		{"comments", `a<!-- <p> -->b<!-->c<!--->d<!-- x --!>e<!x>f<?y>g</ z>h`, `html(head body("a" "b" "c" "d" "e" "f" "g" "h"))`},
		{"unclosed comment", `a<!-- b`, `html(head body("a"))`},
		{"markup that is none", `a < b <3 c</`, `html(head body("a < b <3 c</"))`},
		{"cut in a tag", `a<b title="x`, `html(head body("a"))`},
		{"title is text", `<title>a <b> &amp; c</title>d`, `html(head(title("a <b> & c")) body("d"))`},
		{"textarea is text", "<textarea>\n\n <b></textarea>d", `html(head body(textarea("\n <b>") "d"))`},
		{"script", `<script>if (a</b/) "</scripty>"</script>c`, `html(head(script("if (a</b/) \"</scripty>\"")) body("c"))`},
		{"script with escaped script", `<script><!-- <script></script> --></script>c`, `html(head(script("<!-- <script></script> -->")) body("c"))`},
		{"script with comment", `<script><!-- a --></script>c`, `html(head(script("<!-- a -->")) body("c"))`},
		{"style and iframe", `<style>p > a</style><iframe><p>a</iframe>b`, `html(head(style("p > a")) body(iframe("<p>a") "b"))`},
		{"noscript is html", `<p>a<noscript><div>b</noscript>c`, `html(head body(p("a" noscript(div("b")) "c")))`},
		{"noscript in head", `<noscript><img src=x><p>a</noscript><title>b</title>c`, `html(head(noscript(img p("a")) title("b")) body("c"))`},
		{"noscript without end", `<noscript><p>b`, `html(head(noscript) body(p("b")))`},
		{"template", `<template><td>a</td></template>b`, `html(head(template(td("a"))) body("b"))`},
		{"svg", `<p><svg><title>a</title><path d=x /><a>b</a></svg>c`, `html(head body(p(svg(title("a") path a("b")) "c")))`},
		{"svg ends at a block", `<svg><g><p>a`, `html(head body(svg(g) p("a")))`},
		{"html in svg", `<svg><foreignObject><p>a</p></foreignObject></svg>b`, `html(head body(svg(foreignobject(p("a"))) "b"))`},
		{"cdata", `<svg><![CDATA[a<b]]></svg><![CDATA[c]]>d`, `html(head body(svg("a<b") "d"))`},
		{"math", `<math><mi>x</mi><mo>&lt;</mo></math>y`, `html(head body(math(mi("x") mo("<")) "y"))`},
		{"pre", "<pre>\n a\n\n<b> </b> </pre> b", `html(head body(pre(" a\n\n" b(" ") " ") " b"))`},
		{"white space flags", "<p> a <b>b</b> <i>c</i>\n</p>\n<p>d", `html(head body(p(" a " b("b") _i("c")) _p("d")))`},
		{"white space before a sibling's end", `<p><b>a<i>x</i> </b>c`, `html(head body(p(b("a" i("x")) _"c")))`},
		{"select", `<select><option>a<option>b<optgroup><option>c</select>d`, `html(head body(select(option("a") option("b") optgroup(option("c"))) "d"))`},
		{"ruby", `<ruby>a<rt>b<rp>c</ruby>d`, `html(head body(ruby("a" rt("b") rp("c")) "d"))`},
		{"custom elements", `<my-Card><x-y>a</x-y></my-card>b`, `html(head body(my-card(x-y("a")) "b"))`},
		{"frameset", `<frameset><frame src=a><noframes><body><p>b</noframes></frameset>`, `html(head frameset(frame noframes(p("b"))) body)`},
		{"plaintext", `<p>a<plaintext>b</plaintext><p>c`, `html(head body(p("a") plaintext("b</plaintext><p>c")))`},
		{"xmp", `<xmp><b>&amp;</xmp>c`, `html(head body(xmp("<b>&amp;") "c"))`},
		{"references", `&lt;p&gt; &amp;amp; &nbsp;&copy`, `html(head body("<p> &amp; \u00a0©"))`},
		{"image", `<image src=a>`, `html(head body(img))`},
		{"late html and body attributes", `<p>a<body class=b><html lang=c>`, `html(head body(p("a")))`},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr := Parse(c.in, Limits{})
			if got := dump(tr); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
			}
		})
	}
}

func TestDecodeText(t *testing.T) {
	for _, s := range []string{
		"", "a", "&", "&&", "a & b", "&amp;", "&amp", "&ampx;", "&notit;", "&notin;", "&#39;&#x27;&#X27", "&#0;&#128;&#xD800;",
		"&rsquo;&hellip;", "&unknown; &lt;b&gt;", "&CounterClockwiseContourIntegral;x", "&a&b;&c d;", "&#;&#x;&;", "&nbsp;&nbsp", "&fjlig;",
		"&" + strings.Repeat("a", 100) + "&lt;", strings.Repeat("x", 50) + "&copy2;",
	} {
		if got, want := DecodeText(s), html.UnescapeString(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	if got := DecodeText("a\r\nb\rc\x00d"); got != "a\nb\ncd" {
		t.Errorf("%q", got)
	}
}

func TestAttributes(t *testing.T) {
	tr := Parse(`<A  HREF = "?a=1&copy=2&amp;b&lt" class='x  Y
 z' id=i/ checked =data-x=1 / title="&quot;&notit;&not;&not" empty="" href=second style=a&#x3B;b>x`, Limits{})
	a := tr.First(0, A)
	for _, c := range []struct{ name, want string }{
		{"href", "?a=1&copy=2&b<"},
		{"class", "x  Y\n z"},
		{"id", "i/"},
		{"checked", "data-x=1"},
		{"title", `"&notit;¬¬`},
		{"empty", ""},
		{"style", "a;b"},
	} {
		if got, ok := tr.Attr(a, c.name); !ok || got != c.want {
			t.Errorf("%s: %q %v, want %q", c.name, got, ok, c.want)
		}
	}
	if _, ok := tr.Attr(a, "second"); ok || tr.HasAttr(a, "clas") {
		t.Error("attributes that are not there")
	}
	var classes []string
	tr.Classes(a, func(class string) { classes = append(classes, class) })
	if want := []string{"x", "Y", "z"}; !slices.Equal(classes, want) {
		t.Errorf("classes %q, want %q", classes, want)
	}
}

func TestAttributesMatchHTML(t *testing.T) {
	for _, s := range []string{
		`<p a=b c>`, `<p a = b>`, `<p =a=b>`, `<p a='b"c'd="e">`, `<p/a/b=/c/>`, `<p a=>`, `<p a= >`, `<p a b=c/d>`, "<p\na\t=\r\nb>", `<p a="&amp;&ampx&amp=&copy;&copyx">`,
		`<p a="x>y">`, `<p a=x'y">`, `<P A=B a=c>`, `<p "a"=b>`, `<p a='&#x41;&#65&#65x;'>`, `<p a="&lt=1&lt&lt;">`,
	} {
		z := html.NewTokenizer(strings.NewReader(s))
		z.Next()
		var want, got []string
		for _, a := range z.Token().Attr {
			want = append(want, a.Key+"="+a.Val)
		}
		tr := Parse(s, Limits{})
		tr.EachAttr(tr.First(0, P), func(name, value string) {
			if v, _ := tr.Attr(tr.First(0, P), name); v == value { // not a repeated name
				got = append(got, name+"="+value)
			}
		})
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", s, got, want)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<p>a <b>b</b>c\n\n d</p>", "a bc d"},
		{"<div>a</div><b>b</b>", "a b"},
		{"a<div>b</div>c<br>d", "a b c d"},
		{"a<script>b</script>c<style>d</style>", "ac"},
		{"<table><td>a<td>b<tr><td>c", "a b c"},
		{"a<svg><title>x</title></svg>b", "ab"},
		{"<b>a</b> <i>b</i>", "a b"},
		{"a&nbsp;b", "a\u00a0b"},
	} {
		tr := Parse(c.in, Limits{})
		if got := tr.Text(tr.Body()); got != c.want {
			t.Errorf("%s: %q, want %q", c.in, got, c.want)
		}
	}
	tr := Parse(`<script type="application/ld+json">{"a": "&amp;"}</script>`, Limits{})
	if got := tr.RawText(tr.First(0, Script)); got != `{"a": "&amp;"}` {
		t.Errorf("%q", got)
	}
}

func TestPath(t *testing.T) {
	tr := Parse(`<div>a</div><div><p>b<p>c<x-y>d</x-y></div>`, Limits{})
	for _, c := range []struct{ text, want string }{
		{"a", "html/body/div[1]/text()"}, {"b", "html/body/div[2]/p[1]/text()"}, {"c", "html/body/div[2]/p[2]/text()"}, {"d", "html/body/div[2]/p[2]/x-y/text()"},
	} {
		for n := range tr.Nodes {
			if tr.Chars(int32(n)) == c.text {
				if got := tr.Path(int32(n)); got != c.want {
					t.Errorf("%s: %s, want %s", c.text, got, c.want)
				}
			}
		}
	}
}

func TestLink(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<a href=1>a</a>b`, "a:1 b:"},
		{`<a>a</a>`, "a:"},
		{`<p><a href=1>a<div>b</a>c</div>d`, "a:1 b:1 c: d:"},
		{`<a href=1><div>a</a>b</div>c`, "a:1 b: c:"},
		{`<p><a href=1>a<p>b<p>c</a>d`, "a:1 b:1 c:1 d:"},
		{`<a href=1>a<a href=2>b</a>c`, "a:1 b:2 c:"},
		{`<a href=1><div>a<a href=2>b</a>c</div>d`, "a:1 b:2 c: d:"},
		{`<a href=1>a<table><td>b<a href=2>c</a>d</table>e</a>f`, "a:1 b:1 c:2 d: e:1 f:"},
	} {
		tr := Parse(c.in, Limits{})
		var got []string
		for n := range tr.Nodes {
			if tr.Nodes[n].Tag == Text {
				href := ""
				if l := tr.Link(int32(n)); l >= 0 {
					href = tr.Value(l, "href")
				}
				got = append(got, tr.Chars(int32(n))+":"+href)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, s, c.want)
		}
	}
}
