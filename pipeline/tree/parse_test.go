package tree

import "testing"

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
