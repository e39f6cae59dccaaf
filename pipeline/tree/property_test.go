package tree

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"winnow/internal/cputime"
	"winnow/internal/devdata"
)

// check reports the first violated invariant of a tree.
func check(t *Tree, l Limits) error {
	l = l.withDefaults()
	if len(t.Nodes) < 3 || t.Nodes[0].Tag != Html || t.Nodes[1].Tag != Head || t.Nodes[t.body].Tag != Body {
		return fmt.Errorf("no html, head and body")
	}
	if t.Nodes[0].Parent != -1 || int(t.Nodes[0].End) != len(t.Nodes) {
		return fmt.Errorf("the root does not span the tree")
	}
	if len(t.Nodes) > l.Nodes+4 {
		return fmt.Errorf("%d nodes, limit %d", len(t.Nodes), l.Nodes)
	}
	last := int32(0)
	for i := range t.Nodes {
		n, nd := int32(i), &t.Nodes[i]
		if nd.End <= n || int(nd.End) > len(t.Nodes) {
			return fmt.Errorf("node %d ends at %d", n, nd.End)
		}
		if nd.Start < last || nd.Stop < nd.Start || int(nd.Stop) > len(t.Source) {
			return fmt.Errorf("node %d spans %d:%d after %d", n, nd.Start, nd.Stop, last)
		}
		last = nd.Stop
		if (nd.Flags&Implied != 0) != (nd.Start == nd.Stop) {
			return fmt.Errorf("node %d implied but spans %d:%d", n, nd.Start, nd.Stop)
		}
		switch nd.Tag {
		case Text, Raw:
			if nd.End != n+1 {
				return fmt.Errorf("text %d has children", n)
			}
			if k := t.Link(n); nd.Tag == Text && k >= 0 && (k >= n || t.Nodes[k].Tag != A) {
				return fmt.Errorf("text %d in link %d", n, k)
			}
		}
		if i == 0 {
			continue
		}
		p := &t.Nodes[nd.Parent]
		if nd.Parent >= n || p.End < nd.End || p.Depth+1 != nd.Depth || p.Tag.Void() {
			return fmt.Errorf("node %d (end %d, depth %d) in %d (end %d, depth %d, %v)", n, nd.End, nd.Depth, nd.Parent, p.End, p.Depth, p.Tag)
		}
		if p.Flags&inherited&^nd.Flags != 0 {
			return fmt.Errorf("node %d lacks flags of its parent", n)
		}
		if int(nd.Depth) > l.Depth {
			return fmt.Errorf("node %d at depth %d", n, nd.Depth)
		}
	}
	for i := range t.Nodes {
		end := int32(i) + 1
		for c := range t.Children(int32(i)) {
			if t.Nodes[c].Parent != int32(i) {
				return fmt.Errorf("child %d of %d has parent %d", c, i, t.Nodes[c].Parent)
			}
			end = t.Nodes[c].End
		}
		if end != t.Nodes[i].End {
			return fmt.Errorf("the children of %d end at %d of %d", i, end, t.Nodes[i].End)
		}
	}
	return nil
}

func TestInvariantsOnRealPages(t *testing.T) {
	for name, page := range devdata.WCXBPages(t) {
		tr := Parse(page, Limits{})
		if err := check(tr, Limits{}); err != nil {
			t.Errorf("page %s: %v", name, err)
		}
		if tr.Cut != 0 {
			t.Errorf("page %s: cut %b", name, tr.Cut)
		}
	}
}

// hostile makes pages that blow up other parsers, by a size n.
var hostile = []struct {
	name string
	page func(n int) string
}{
	{"div", func(n int) string { return strings.Repeat("<div>", n) + "text" }},
	{"div with text", func(n int) string { return strings.Repeat("<div>x", n) }},
	{"div closed", func(n int) string {
		return strings.Repeat("<div>", n) + "text" + strings.Repeat("</div>", n) + "<p>after"
	}},
	{"div and stray ends", func(n int) string { return strings.Repeat("<div>", n) + strings.Repeat("</p></b></span></li>", n) }},
	{"span and stray ends", func(n int) string { return strings.Repeat("<span>", n) + strings.Repeat("</div></b></i></x-y>", n) }},
	{"formatting", func(n int) string { return strings.Repeat("<a><b><i>", n) + "text" }},
	{"b then p", func(n int) string { return strings.Repeat("<b>", 480) + strings.Repeat("<p>x", n) }},
	{"span then p", func(n int) string { return strings.Repeat("<span>", 480) + strings.Repeat("<p>x", n) }},
	{"misnested", func(n int) string { return strings.Repeat("<b><p>x</b></p>", n) }},
	{"misnested deep", func(n int) string { return strings.Repeat("<b><div>x</b>", n) }},
	{"foster", func(n int) string { return "<table>" + strings.Repeat("<i>x<tr>", n) }},
	{"foster rows", func(n int) string { return "<table>" + strings.Repeat("<tr><i>x<b>y", n) }},
	{"tables", func(n int) string { return strings.Repeat("<table><td>", n) }},
	{"html attributes", func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "<html a%d=1>", i)
		}
		return b.String()
	}},
	{"body attributes", func(n int) string { return "<body>" + strings.Repeat("<body a=1>", n) }},
	{"attributes", func(n int) string {
		var b strings.Builder
		b.WriteString("<p ")
		for i := range n {
			fmt.Fprintf(&b, "a%d=1 ", i)
		}
		return b.String() + ">x"
	}},
	{"one text", func(n int) string { return strings.Repeat("word ", n) }},
	{"less than", func(n int) string { return strings.Repeat("<", n) }},
	{"end starts", func(n int) string { return strings.Repeat("</", n) }},
	{"comments", func(n int) string { return strings.Repeat("<!--", n) }},
	{"dashes", func(n int) string { return "<!--" + strings.Repeat("--", n) }},
	{"open script comments", func(n int) string { return "<script>" + strings.Repeat("<!--<script", n) }},
	{"closed script comments", func(n int) string { return "<script>" + strings.Repeat("<!--x-->", n) }},
	{"scripts", func(n int) string { return strings.Repeat("<script></script>", n) }},
	{"noscripts without end", func(n int) string { return strings.Repeat("<noscript>", n) }},
	{"noframes and noscript", func(n int) string { return strings.Repeat("<noscript><noframes></noscript>", n) }},
	{"svg", func(n int) string { return strings.Repeat("<svg>", n) + "<p>x" }},
	{"svg html", func(n int) string { return strings.Repeat("<svg><foreignObject><p>", n) }},
	{"cdata", func(n int) string { return "<svg>" + strings.Repeat("<![CDATA[", n) }},
	{"custom elements", func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "<x-%d>", i)
		}
		return b.String()
	}},
	{"custom siblings", func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "<x-%d></x-%d><y-y><z-z></z-z></y-y>", i, i)
		}
		return b.String()
	}},
	{"select", func(n int) string { return strings.Repeat("<select><option>", n) }},
	{"forms", func(n int) string { return strings.Repeat("<form><div></form>", n) }},
	{"templates", func(n int) string { return strings.Repeat("<template><tr>", n) }},
	{"lists", func(n int) string { return strings.Repeat("<ul><li>", n) + strings.Repeat("</li>", n) }},
	{"headings", func(n int) string { return strings.Repeat("<h1><div>", n) + strings.Repeat("</h2>", n) }},
	{"ampersands", func(n int) string { return "<p>" + strings.Repeat("&", n) }},
	{"framesets", func(n int) string { return strings.Repeat("<frameset>", n) }},
	{"buttons", func(n int) string { return strings.Repeat("<p><button>", n) + strings.Repeat("</p>", n) }},
	{"links", func(n int) string { return strings.Repeat("<a href=x><div>", n) }},
	{"rubies", func(n int) string { return strings.Repeat("<ruby><rt><rb>", n) }},
}

// all asks a tree what its users ask.
func all(t *Tree) {
	for n := range t.Nodes {
		t.Link(int32(n))
		t.endsBlock(int32(n), 0)
	}
	if len(t.Nodes) < 1<<12 {
		for n := range t.Nodes {
			t.Path(int32(n))
		}
	} else {
		t.Path(int32(len(t.Nodes) - 1))
	}
	t.Text(0)
	t.RawText(0)
}

func TestHostilePagesAreLinear(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			tr := Parse(h.page(3000), Limits{})
			if err := check(tr, Limits{}); err != nil {
				t.Error(err)
			}
			if err := cputime.CheckLinear(5000, func(n int) { all(Parse(h.page(n), Limits{})) }); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestDepth(t *testing.T) {
	const article = "<article><h1>Title</h1><p>One <a href=x>link</a> here.</p><p>Two.</p></article>"
	for _, n := range []int{500, 600, 10_000, 1_000_000} {
		for _, page := range []string{
			strings.Repeat("<div>", n) + article,
			strings.Repeat("<div>", n) + article + strings.Repeat("</div>", n) + "<p>after",
		} {
			var tr *Tree
			took := cputime.Least(2*time.Second, func() { tr = Parse(page, Limits{}) })
			if took > 2*time.Second {
				t.Errorf("%d: took %v", n, took)
			}
			if err := check(tr, Limits{}); err != nil {
				t.Errorf("%d: %v", n, err)
			}
			if tr.Cut&CutDepth == 0 {
				t.Errorf("%d: not flagged", n)
			}
			a := tr.First(0, Article)
			if got := tr.Text(a); got != "Title One link here. Two." {
				t.Errorf("%d: %q", n, got)
			}
		}
	}
}

func TestLimits(t *testing.T) {
	tr := Parse(strings.Repeat("<p>x", 1000), Limits{Nodes: 100})
	if tr.Cut != CutNodes || len(tr.Nodes) > 104 {
		t.Errorf("cut %b, %d nodes", tr.Cut, len(tr.Nodes))
	}
	tr = Parse("<p a=1 b=2 c=3 d=4>x", Limits{Attrs: 2})
	p := tr.First(0, P)
	if tr.Cut != CutAttrs || !tr.HasAttr(p, "b") || tr.HasAttr(p, "c") || tr.Text(0) != "x" {
		t.Errorf("cut %b", tr.Cut)
	}
	tr = Parse("<p>abc", Limits{Source: 5})
	if tr.Cut != CutSource || tr.Text(0) != "ab" {
		t.Errorf("cut %b, %q", tr.Cut, tr.Text(0))
	}
	for l := range 20 {
		for _, h := range hostile {
			lim := Limits{Nodes: 3 + l, Attrs: 1, Depth: 1}
			if err := check(Parse(h.page(50), lim), lim); err != nil {
				t.Errorf("%s: %v", h.name, err)
			}
		}
	}
}

// FuzzParse looks for panics, broken invariants and dependence on the memory
// of earlier pages.
func FuzzParse(f *testing.F) {
	for _, h := range hostile {
		f.Add(h.page(3))
	}
	f.Add("<!doctype html><title>a</title><p class='b c' id=d>e<a href=?a&amp;b>f</a><table><tr><td>g</table>")
	used := Parse("<x-a><x-b>"+strings.Repeat("<div class=a>", 40), Limits{})
	f.Fuzz(func(t *testing.T, page string) {
		l := Limits{Depth: 40}
		tr := Parse(page, l)
		if err := check(tr, l); err != nil {
			t.Fatal(err)
		}
		all(tr)
		if a, b := dump(tr), dump(used.Parse(page, l)); a != b {
			t.Fatalf("%s\n%s", a, b)
		}
		words := 0
		for n := range tr.Nodes {
			words += len(strings.Fields(tr.Chars(int32(n))))
			tr.EachAttr(int32(n), func(name, value string) {
				if v, ok := tr.Attr(int32(n), name); !ok || name == "" {
					t.Fatalf("attribute %q %q", name, v)
				}
			})
		}
	})
}
