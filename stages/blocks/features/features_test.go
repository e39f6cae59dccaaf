package features

import (
	"strings"
	"testing"

	"winnow/pipeline"
)

// groupsOf returns the groups of a class.
func groupsOf(value string) uint32 { return read(nil, seedClass, value).groups }

func TestGroupsOf(t *testing.T) {
	for name, want := range map[string][]int{
		"entry-content": {groupBody}, "story__body": {groupBody}, "articleBody": {groupBody}, "postcontent": {groupBody}, "comment-list": {groupComment},
		"relatedPosts": {groupRelated}, "site-footer": {groupFooter}, "nav main": {groupNav, groupMain}, "SHARE-bar": {groupShare}, "navigation": {groupNav},
	} {
		got := groupsOf(name)
		for _, g := range want {
			if got&(1<<g) == 0 {
				t.Errorf("%q has groups %b, not %s", name, got, nearNames[g])
			}
		}
	}
	if got := groupsOf("x9 zzz -- qq"); got != 0 {
		t.Errorf("names without meaning have groups %b", got)
	}
}

func parse(t *testing.T, body string) *pipeline.Document {
	t.Helper()
	d, err := pipeline.Parse(pipeline.Page{ID: "x", Format: pipeline.FormatHTML, Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

const prose = "<p>The night ferry will return in May, the harbour authority said, after a break of eleven long years.</p>"

func TestCentre(t *testing.T) {
	d := parse(t, `<div class="menu"><a href="/">Home</a></div><div id="a">`+strings.Repeat(prose, 3)+`</div><div id="b">`+prose+`</div>`)
	p := New(d, nil)
	if id := d.Tree.Value(p.centre.node, "id"); id != "a" {
		t.Errorf("the centre is %q", d.Tree.Path(p.centre.node))
	}
	if n := p.centre.hi - p.centre.lo; n != 3 {
		t.Errorf("%d units in the centre", n)
	}
}

// TestComments holds that an article with more comment than text has its centre
// in the text, and that in a thread the comments are the text.
func TestComments(t *testing.T) {
	page := `<h1>Ferry</h1><article>` + strings.Repeat(prose, 3) + `</article><ol class="comment-list">` + strings.Repeat("<li>"+prose+"</li>", 9) + `</ol>`
	d := parse(t, page)
	good := func() float32 {
		c := New(d, nil)
		return c.outline.sum(c.centre.lo, c.centre.hi).good / c.outline.units[len(c.outline.units)-1].Words
	}
	if n := good(); n != 3 {
		t.Errorf("%v units of good text in the centre", n)
	}
	d.URL = "https://forum.example.org/t/ferry"
	if n := good(); n != 9 {
		t.Errorf("%v units of the thread in the centre", n)
	}
}

func TestFamilies(t *testing.T) {
	o := &outline{}
	o.measureAll(parse(t, `<ul><li class="post-1"><h3>A</h3><p>b</p></li><li class="post-2"><h3>A</h3><p>b</p></li><li class="post-3"><h3>A</h3><p>b</p></li></ul>`), false, nil)
	found := false
	for i := range o.families {
		f := &o.families[i]
		found = found || f.count == 3 && f.sums.headings == 3 && f.lo == 0 && f.hi == 6
	}
	if !found {
		t.Errorf("%+v", o.families)
	}
}

func TestAddress(t *testing.T) {
	a := readAddress("https://forum.example.org/2024/04/night-ferry-returns.html?x=1#top")
	if !a.host[0] || !a.date || a.depth != 3 || a.slug != 4 || !a.query || !a.extension || a.dir {
		t.Errorf("%+v", a)
	}
	home := readAddress("https://example.org/")
	if a := knownAddress(&pipeline.Document{}); a == home || !home.dir {
		t.Errorf("an unknown address is measured as that of a home page: %+v", a)
	}
	readAddress("::::")
}

func TestLinkedData(t *testing.T) {
	d := declared{}
	d.linkedData(`{"@type": ["NewsArticle", "Thing"], "articleBody": "One \"two\"\nthree", "publisher": {"@type":"Organization"}, broken`)
	if d.types&ldArticle == 0 || d.articleBody != "onetwothree" {
		t.Errorf("%+v", d)
	}
	d = declared{}
	d.linkedData(`"@type"`)
	d.linkedData(`{"articleBody": "never closed`)
	if d.types != 0 || d.articleBody != "" {
		t.Errorf("%+v", d)
	}
}
