package winnow_test

import (
	"bytes"
	"net/url"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"winnow"
	"winnow/pipeline"
)

// scripts are ways to bring a script into a page that is shown.
var scripts = []string{
	`<script>alert(1)</script>Text.`,
	`<img src=x onerror=alert(1)>Text.`,
	`<a href="javascript:alert(1)">Text</a>`,
	`<a href=" javascript:alert(1)">Text</a>`,
	`<a href="java&#10;script:alert(1)">Text</a>`,
	`<a href="java&#x0;script:alert(1)">Text</a>`,
	`<a href="&#1;javascript:alert(1)">Text</a>`,
	`<a href="JaVaScRiPt:alert(1)">Text</a>`,
	`<a href="javascript&colon;alert(1)">Text</a>`,
	`<a href="data:text/html,<script>alert(1)</script>">Text</a>`,
	`<a href="vbscript:msgbox(1)">Text</a>`,
	`<a href="x:javascript:alert(1)">Text</a>`,
	`<a href="https://example.org/&quot;onclick=alert(1)//">Text</a>`,
	`<a href="https://example.org/)[x](javascript:alert(1)">Text</a>`,
	`<a href="https://example.org/> <script>alert(1)</script>">Text</a>`,
	`<a href="https://example.org/&#10;&#10;&lt;script>alert(1)&lt;/script>">Text</a>`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`,
	`&lt;img src=x onerror=alert(1)&gt;`,
	`[click](javascript:alert(1))`,
	`![click](javascript:alert(1))`,
	`[click]: javascript:alert(1)`,
	`&lt;javascript:alert(1)&gt;`,
	`<code>` + "`</code>" + `&lt;script&gt;alert(1)&lt;/script&gt;`,
	"<pre>```\n&lt;script&gt;alert(1)&lt;/script&gt;\n```</pre>",
	"<pre>~~~</pre>&lt;script&gt;alert(1)&lt;/script&gt;",
	`<svg><script>alert(1)</script><a xlink:href="javascript:alert(1)">Text</a></svg>`,
	`<math><mi xlink:href="javascript:alert(1)">Text</mi></math>`,
	`<iframe srcdoc="<script>alert(1)</script>"></iframe>Text.`,
	`<object data="javascript:alert(1)"></object>Text.`,
	`<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">Text</button></form>`,
	`<template><script>alert(1)</script></template>Text.`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">Text.</noscript>`,
	`<table><tr><td>a | b<td>&lt;script&gt;alert(1)&lt;/script&gt;</table>`,
	`<blockquote>&lt;script&gt;alert(1)&lt;/script&gt;</blockquote>`,
	`<ul><li>&lt;script&gt;alert(1)&lt;/script&gt;<li><a href=javascript:alert(1)>Text</a></ul>`,
	`<h2>&lt;script&gt;alert(1)&lt;/script&gt;</h2>`,
	`<base href="javascript:alert(1)//"><a href="x">Text</a>`,
	`&lt;!-- --&gt;&lt;script&gt;alert(1)&lt;/script&gt;`,
	`\&lt;script&gt;alert(1)&lt;/script&gt;`,
	`&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;`,
}

// checkSafe renders Markdown as the most trusting of renderers does, raw HTML
// and all links let through, and fails when anything in it would run.
func checkSafe(t *testing.T, markdown string) {
	t.Helper()
	var page bytes.Buffer
	trusting := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldhtml.WithUnsafe()))
	if err := trusting.Convert([]byte(markdown), &page); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&page)
	if err != nil {
		return // too deep for this parser, which is no matter of ours
	}
	shown := "p a img em strong code pre h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr th td br hr del input html head body"
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if !strings.Contains(" "+shown+" ", " "+n.Data+" ") {
			t.Errorf("an element %s comes out of\n%q", n.Data, markdown)
		}
		for _, a := range n.Attr {
			u, err := url.Parse(a.Val)
			isLink := a.Key == "href" || a.Key == "src"
			if strings.HasPrefix(a.Key, "on") || isLink && (err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" && u.Scheme != "tel" && u.Scheme != "ftp") {
				t.Errorf("%s=%q comes out of\n%q", a.Key, a.Val, markdown)
			}
		}
	}
}

// TestNothingRuns: no script of a page runs where its Markdown is shown, whether
// the whole page is kept or only the article, in HTML or as text.
func TestNothingRuns(t *testing.T) {
	c := newCleaner(t)
	for _, s := range scripts {
		for _, format := range []pipeline.Format{pipeline.FormatHTML, pipeline.FormatText} {
			body := []byte(`<title>` + strings.ReplaceAll(s, "</", "<\\/") + `</title>` + story + s + "<p>" + s + story)
			if format == pipeline.FormatText {
				body = append([]byte("[Home](/) [News](/news)\n\n# A ["+s+"](/a)\n\n* [b]("+s+")\n\n"), body...) // Markdown
			}
			p := winnow.Page{URL: "https://example.org/a", Format: format, Body: body}
			parsed, cleaned, err := c.Document(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			checkSafe(t, c.Article(parsed, p).Markdown())
			checkSafe(t, c.Article(cleaned, p).Markdown())
			for _, l := range cleaned.Meta.Related {
				if u, err := url.Parse(l.URL); l.URL != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https") {
					t.Errorf("a related link to %q, from %s", l.URL, s)
				}
			}
		}
	}
}
