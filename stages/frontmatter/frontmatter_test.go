package frontmatter

import (
	"context"
	"strings"
	"testing"
	"time"

	"winnow/fixtures"
	"winnow/internal/cputime"
	"winnow/pipeline"
)

func TestFixtures(t *testing.T) { fixtures.Run(t, New()) }

const body = "\nThe morning boat will leave an hour late, the company said on Friday, and no boat will go in the evening.\n"

func clean(t *testing.T, p pipeline.Page) pipeline.Document {
	t.Helper()
	p.Format = pipeline.FormatText
	parsed, err := pipeline.Parse(p)
	if err != nil {
		t.Fatal(err)
	}
	edits, err := New().Run(context.Background(), parsed)
	if err != nil {
		t.Fatal(err)
	}
	got, err := pipeline.Apply(parsed, New(), edits)
	if err != nil {
		t.Fatalf("%v\n%s", err, p.Body)
	}
	return got
}

// Values are read as programs write them.
func TestValues(t *testing.T) {
	for _, c := range []struct {
		lines, field, want string
	}{
		{"title: 'It''s late'", "title", "It's late"},
		{`title: "A \"late\" boat"`, "title", `A "late" boat`},
		{"title: Storm #1 hits", "title", "Storm #1 hits"},
		{"title: Storm: boats stay\nhostname: harbour.example", "title", "Storm: boats stay"},
		{"title: \"Late\" boat: what next\nhostname: harbour.example", "title", "\"Late\" boat: what next"},
		{"title: >-\n  The boat\n  is late", "title", "The boat is late"},
		{"title: |\n    The boat\n    is late", "title", "The boat is late"},
		{"title: The boat that leaves in the morning is late again, as the company\n  said on Friday", "title", "The boat that leaves in the morning is late again, as the company said on Friday"},
		{"title: \"The boat\n  is late\"\nlang: en", "title", "The boat is late"},
		{"title: 1984", "title", "1984"},
		{"title: x\nTitle: y", "title", "x"},
		{"ogTitle: x\ntitle: y", "title", "y"},
		{"og:title: x", "title", "x"},
		{"\"og:title\": x", "title", "x"},
		{"title: null\nslug: x", "title", ""},
		{"title: x\nauthor: Ann Lee; Bo Rask", "byline", "Ann Lee, Bo Rask"},
		{"title: x\nauthors: [Ann Lee, Bo Rask]", "byline", "Ann Lee, Bo Rask"},
		{"title: x\nauthors:\n  - Ann Lee\n  - Bo Rask", "byline", "Ann Lee, Bo Rask"},
		{"title: x\nauthors:\n  - name: Ann Lee\n    url: https://a.example/\n  - name: Bo Rask", "byline", "Ann Lee, Bo Rask"},
		{"title: x\nauthors:\n  - name: Ann Lee\n    url: https://a.example/\n  - name: Bo Rask", "url", ""},
		{"title: x\nauthor:\n  name: Ann Lee\n  url: https://a.example/", "byline", "Ann Lee"},
		{"title: x\nauthor:\n  name: Ann Lee\n  url: https://a.example/\nurl: https://harbour.example/a", "url", "https://harbour.example/a"},
		{"title: x\nauthor:\nname: Ann Lee\nurl: https://a.example/", "byline", "Ann Lee"},
		{"title: x\nauthor:\nname: Ann Lee\nurl: https://a.example/", "url", ""},
		{"title: x\nauthors:\n- name: Ann Lee\nurl: https://a.example/", "byline", "Ann Lee"},
		{"title: x\nauthors:\n- name: Ann Lee\nurl: https://a.example/", "url", ""},
		{"title: x\nauthor:\n  - \"[[Ann Lee]]\"", "byline", "Ann Lee"},
		{"title: x\nauthor: [[Ann Lee]]", "byline", "Ann Lee"},
		{"title: x\nauthor: https://social.example/ann", "byline", ""},
		{"title: x\nauthor: Ann Lee <ann@mail.example>", "byline", "Ann Lee"},
		{"title: x\ndate: 2024-04-04 01:14:00 +0200", "published", "2024-04-04T01:14:00+02:00"},
		{"title: x\ndate: 2024-04-04T01:14:00Z", "published", "2024-04-04T01:14:00Z"},
		{"title: x\ndate: April 2024", "published", "April 2024"},
		{"title: x\ndate: soon", "published", ""},
		{"title: x\npublished: true\ndate: 2024-04-04", "published", "2024-04-04"},
		{"title: x\nlang: de\ndate: 04/05/2024", "published", "2024-05-04"},
		{"title: x\nlastmod: 2024-04-05", "modified", "2024-04-05"},
		{"title: x\nlast_modified_at: 2024-04-05", "modified", "2024-04-05"},
		{"title: x\nsource: https://harbour.example/a", "url", "https://harbour.example/a"},
		{"title: x\nsource: Reuters", "agency", "Reuters"},
		{"title: x\npermalink: /a/", "url", ""},
		{"title: x\nurl: https://harbour.example/a\ncanonical: https://harbour.example/b", "canonical", "https://harbour.example/b"},
		{"title: x\nurl: https://harbour.example/a\nimage: /i.png", "image", "https://harbour.example/i.png"},
		{"title: x\nimage:\n  path: /i.png\n  src: https://harbour.example/i.png", "image", "https://harbour.example/i.png"},
		{"title: x\nimage: i.png", "image", ""},
		{"title: x\nhostname: harbour.example\nsitename: Harbour News", "site", "Harbour News"},
		{"title: x\nhostname: harbour.example", "site", "harbour.example"},
		{"title: x\nlanguage: en_US", "lang", "en-US"},
		{"title: x\nlanguage: English", "lang", ""},
		{"title: x\ndescription: The boats are late again.", "excerpt", "The boats are late again."},
		{"title: x\ndescription: Late", "excerpt", ""},
		{"title: x\ntags: [harbour, ferries]", "tags", "harbour/ferries"},
		{"title: x\ntags: ['harbour', 'ferries']", "tags", "harbour/ferries"},
		{"title: x: y\ntags: ['harbour', 'ferries']", "tags", "harbour/ferries"},
		{"title: x\ntags: harbour, ferries", "tags", "harbour/ferries"},
		{"title: x\ncategories: ['News']\ntags: ['ferries']", "tags", "ferries/News"},
		{"title: x\ntags:\n- harbour\n- clippings", "tags", "harbour"},
		{"title: x\ntags:\n    - harbour\n    - '#ferries'\ndate: 2024-04-04", "tags", "harbour/ferries"},
		{"tags:\n  - harbour", "tags", "harbour"},
		{"Title: x\nAuthor: Ann Lee", "byline", "Ann Lee"},
		{"title: x\nSPDX-License-Identifier: MIT", "title", "x"},
		{"layout: post\nfoo: {a: [1, 2]}", "title", ""},
	} {
		got := clean(t, pipeline.Page{Body: []byte("---\n" + c.lines + "\n---\n" + body)})
		if len(got.Blocks) != 1 {
			t.Errorf("%q is no header", c.lines)
			continue
		}
		if v := fieldOf(got, c.field); v != c.want {
			t.Errorf("%q: %s %q, want %q", c.lines, c.field, v, c.want)
		}
	}
}

func fieldOf(d pipeline.Document, name string) string {
	m := d.Meta
	return map[string]string{
		"title": m.Title, "byline": m.Byline, "published": m.Published, "modified": m.Modified, "site": m.Site, "lang": m.Lang, "excerpt": m.Excerpt,
		"image": m.Image, "canonical": m.Canonical, "agency": m.Agency, "tags": strings.Join(m.Tags, "/"), "url": d.URL,
	}[name]
}

// What begins like a header and is none stays.
func TestNoHeader(t *testing.T) {
	for _, lines := range []string{
		"---\nann: Where are you?\nbo: Here.\n---\n",
		"---\nAnn: Where are you?\nBo: Here.\n---\n",
		"---\nTitle: The boss\nBo: Here.\n---\n",
		"---\nTitle: Lemon cake\nPrep-Time: an hour\n---\n",
		"---\nnote: Bring boots\n---\n",
		"---\nname: Seagull\nweight: 60 tons\n---\n",
		"---\ndate: 2024-04-04\nboat: Seagull\n---\ndate: 2024-04-05\nboat: Heron\n",
		"---\ndate: tomorrow\n---\n",
		"---\n\nThe boat: a story\n\n---\n",
		"---\n- title: x\n---\n",
		"---\ntitle: x\n",
		"---\ntitle: x\nThe boat is late.\n---\n",
		"---\ntitle: [x\n\nThe boat is late.\n---\n",
		"---\n---\n",
		"--- a/boat.go\n+++ b/boat.go\ntitle: x\n---\n",
		"-- \nAnn Lee\nurl: https://harbour.example/\n",
		"+++\ntitle = \"x\"\n",
		"+++\ntitle = \"\"\"x\ny\"\"\"\n+++\n",
		"+++\nthe boat\n+++\n",
		"Title: x\nURL Source: https://harbour.example/\n",
		"Title: x\n\nMarkdown Content:\n",
		"% Author of the boat\n% Ann Lee\n% no date\n",
		"% title\n% Author: Ann Lee\n% 4 April 2024\n",
		"% title\n% Ann Lee\n% Date: 4 April 2024\n",
		"% title\n% Ann Lee\n% 4 April 2024\nmain :- boat.\n",
	} {
		p := pipeline.Page{Body: []byte(lines + body), Format: pipeline.FormatText}
		parsed, err := pipeline.Parse(p)
		if err != nil {
			t.Fatal(err)
		}
		if got := clean(t, p); len(got.Blocks) != len(parsed.Blocks) {
			t.Errorf("%q was taken for a header:\n%s", lines, fixtures.Edits(got.Trail))
		}
	}
}

// The site's name leaves the title only where something shows that it is that.
func TestWithoutSite(t *testing.T) {
	for _, c := range []struct{ title, site, page, below, want string }{
		{"Boats stay | Harbour News", "Harbour News", "", "", "Boats stay"},
		{"Boats stay - Harbour News", "", "https://www.harbournews.example/a", "", "Boats stay"},
		{"Harbour News: Boats | Harbour News", "Harbour News", "", "", "Harbour News: Boats"},
		{"Boats stay | Harbour News", "", "", "Menu\n\n# Boats stay\n", "Boats stay"},
		{"Boats stay in port | Harbour News", "", "", "Boats stay in port\n", "Boats stay in port"},
		{"Boats stay | Harbour News", "", "", "Boats stay\n", "Boats stay | Harbour News"},
		{"Boats stay | Live | Harbour News", "", "", "# Boats stay | Live\n\n# Boats stay\n", "Boats stay | Live"},
		{"Harbour News | All the boats stay", "", "", "# All the boats stay\n", "Harbour News | All the boats stay"},
		{"Harbour News | All the boats stay", "Harbour News", "", "", "All the boats stay"},
		{"Boats stay - what now", "", "", "", "Boats stay - what now"},
		{"Boats stay | Harbour", "", "https://harbour.example/", "# Harbour\n", "Boats stay"},
		{"Boats stay | Port of Harbour", "", "", "# Port of Harbour\n", "Boats stay | Port of Harbour"},
		{"渡轮停航_海港新闻", "", "", "# 渡轮停航\n", "渡轮停航"},
	} {
		d, err := pipeline.Parse(pipeline.Page{Body: []byte(c.below), Format: pipeline.FormatText})
		if err != nil {
			t.Fatal(err)
		}
		if got := withoutSite(c.title, c.site, c.page, d.Blocks); got != c.want {
			t.Errorf("%q: %q, want %q", c.title, got, c.want)
		}
	}
}

// The address in a header is that of a page that came without one, and its links are
// resolved against it.
func TestAddress(t *testing.T) {
	const header = "---\ntitle: x\nurl: https://harbour.example/a/b\n---\n"
	d := clean(t, pipeline.Page{Body: []byte(header + body)})
	if d.URL != "https://harbour.example/a/b" || d.Resolve("c") != "https://harbour.example/a/c" || d.Meta.Canonical != "" {
		t.Errorf("URL %q, link %q, canonical %q", d.URL, d.Resolve("c"), d.Meta.Canonical)
	}
	d = clean(t, pipeline.Page{Body: []byte(header + body), URL: "https://copy.example/", Given: pipeline.Given{Title: "y"}})
	if d.URL != "https://copy.example/" || d.Base != d.URL || d.Meta.Canonical != "https://harbour.example/a/b" || d.Meta.Title != "y" {
		t.Errorf("URL %q, base %q, canonical %q, title %q", d.URL, d.Base, d.Meta.Canonical, d.Meta.Title)
	}
}

// FuzzFrontmatter holds that a header goes as a whole, that the text below it does not
// change, and that what is left has no header for the stage.
func FuzzFrontmatter(f *testing.F) {
	for _, c := range fixtures.Load(f, "frontmatter") {
		f.Add(string(c.Page.Body))
	}
	f.Add("---\na: &a [*a, *a]\ntitle: x\n---\n")
	f.Add("---\ntitle: !!binary x\n? [a]\n: b\n---\n")
	f.Add("+++\ntitle = \"\\\n[a]]\nb = [1,\n+++\n")
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := pipeline.Parse(pipeline.Page{Body: []byte(text), Format: pipeline.FormatText, ContentType: "text/plain; charset=utf-8"})
		if err != nil {
			t.Skip()
		}
		edits, err := New().Run(context.Background(), parsed)
		if err != nil {
			t.Fatal(err)
		}
		got, err := pipeline.Apply(parsed, New(), edits)
		if err != nil {
			t.Fatal(err)
		}
		below := parsed.Blocks[len(parsed.Blocks)-len(got.Blocks):]
		for i, b := range got.Blocks {
			if b.Text != below[i].Text && (i > 0 || !strings.HasSuffix(below[i].Text, b.Text)) {
				t.Errorf("block %d was %q and is %q", b.ID, below[i].Text, b.Text)
			}
		}
		if len(edits) > 0 && len(below) == len(parsed.Blocks) && got.Blocks[0].Text == below[0].Text {
			t.Errorf("nothing goes, but there are edits:\n%s", fixtures.Edits(got.Trail))
		}
		if again, err := New().Run(context.Background(), got); err != nil || len(again) > 0 {
			t.Errorf("a second run gives %d edits, error %v", len(again), err)
		}
	})
}

// Headers that are hard for a parser of YAML cost no more than others of their size.
func TestHostileHeaders(t *testing.T) {
	for name, piece := range map[string]string{
		"flow": "[", "maps": "{a: ", "items": "- ", "aliases": "*a ", "keys": "? ", "quotes": "'\"", "anchors": "&a ", "colons": "a: b: ", "tags": "!!str ",
		"comments": "# x\n", "spaces": " x\n", "lists": "[a],", "documents": "a: b\n",
	} {
		for _, around := range [][2]string{{"---\ntitle: x\na: ", "\n---\n"}, {"---\n", "\n---\n"}, {"+++\na = ", "\n+++\n"}, {"Title: x\nURL: ", ""}, {"Title: ", " | x\nURL Source: https://x.example/\nMarkdown Content:\n"}} {
			text := around[0] + strings.Repeat(piece, maxBytes/len(piece)-8) + around[1] + strings.Repeat("# a | b\n", 2000)
			if took := cputime.Least(time.Second, func() { clean(t, pipeline.Page{Body: []byte(text)}) }); took > time.Second {
				t.Errorf("%s between %.10q: %v", name, around[0], took)
			}
		}
	}
}
