package scriptdata

import (
	"html"
	"slices"
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/pipeline/tree"
	"winnow/stages/internal/loosejson"
)

// applicationText returns the text that the data of the page's application
// holds in an object with the page's title; the longest, if there are several.
func applicationText(d pipeline.Document) text {
	if d.Meta.Title == "" {
		return text{}
	}
	s := search{title: d.Meta.Title, budget: mostData}
	t := d.Tree
	for n := int32(0); n < t.Len() && s.budget > 0; n++ {
		if t.Nodes[n].Tag == tree.Script {
			if raw, ok := assigned(t, n); ok {
				s.read(raw, int(n), 0)
			}
			continue
		}
		for i := range t.NumAttrs(n) {
			name, value := t.RawAttr(n, i)
			if len(value) >= leastData && len(value) <= s.budget && hasPrefixFold(name, "data-") {
				if value = strings.TrimSpace(tree.DecodeAttr(value)); value != "" && (value[0] == '{' || value[0] == '[') {
					s.read(value, int(n), 0)
				}
			}
		}
	}
	return s.best
}

// leastData is the length of data that can hold an article, in bytes.
const leastData = 200

// assigned returns the JSON of a script element: all of it if its type says so,
// else what the script assigns in its first statement: "window.__STATE__ = {".
func assigned(t *tree.Tree, n int32) (string, bool) {
	kind := t.Value(n, "type")
	raw := strings.TrimSpace(t.RawText(n))
	switch {
	case len(raw) < leastData || hasPrefixFold(kind, "application/ld+json"):
		return "", false
	case hasPrefixFold(kind, "application/json") || t.Value(n, "id") == "__NEXT_DATA__":
		return raw, true
	case kind != "" && !strings.Contains(kind, "javascript") && kind != "module":
		return "", false
	}
	const longestName = 80
	name, value, ok := strings.Cut(raw, "=")
	value = strings.TrimSpace(value)
	if !ok || len(name) > longestName || value == "" || value[0] != '{' && value[0] != '[' {
		return "", false
	}
	name = strings.TrimSpace(name)
	for _, start := range []string{"window.", "window[", "self.", "globalThis.", "var ", "const ", "let "} {
		if strings.HasPrefix(name, start) {
			return value, true
		}
	}
	return "", false
}

// A search looks through data for the text of an object with a title.
type search struct {
	title  string
	budget int // bytes that may still be read
	node   int
	taken  int // objects with the title that were looked into
	best   text
}

// Bounds of the search: how often JSON inside strings of JSON is followed, how
// deep objects are followed, and how many objects with the page's title are
// examined.
const (
	mostTaken     = 20
	deepestString = 2
	deepestObject = 40
)

// read searches JSON that is at a node, nested times inside strings.
func (s *search) read(raw string, node, nested int) {
	if s.budget -= len(raw); s.budget < 0 || nested > deepestString {
		return
	}
	s.node = node
	for _, v := range loosejson.Parse(raw) {
		s.visit(v, nested, 0)
	}
}

// visit searches a value and those in it for an object with the title.
func (s *search) visit(v *loosejson.Value, nested, depth int) {
	if v == nil || depth > deepestObject {
		return
	}
	switch v.Kind {
	case '"':
		if len(v.Text) >= leastData && (v.Text[0] == '{' || v.Text[0] == '[') {
			s.read(v.Text, s.node, nested+1)
		}
		return
	case '{':
		if s.taken < mostTaken && isNamed(v, s.title) {
			s.taken++
			s.take(v)
		}
	}
	for i, e := range v.List {
		if v.Kind == '[' || !isBeside(v.Fields[i]) {
			s.visit(e, nested, depth+1)
		}
	}
}

// take keeps the longest text among the fields of an object, if it is longer
// than what was found before.
func (s *search) take(v *loosejson.Value) {
	for i, field := range v.List {
		if !leadsToText(v.Fields[i]) {
			continue
		}
		c := collector{title: s.title}
		c.field(v.Fields[i], field, 0)
		c.flush()
		if n := countWords(c.parts); n > s.best.words {
			s.best = text{ruleState, "“" + v.Fields[i] + "” of the object with the page's title", s.node, c.parts, n}
		}
	}
}

// A collector gathers the texts of one field of an object: a string, or the
// strings in its lists and objects that have the name of a text.
type collector struct {
	title  string // of the page
	parts  []string
	inList bool
	run    strings.Builder // of spans, which follow each other in one paragraph
}

// field gathers texts from a value that has a name. The elements of the
// outermost list are paragraphs or more, and so are those further inside that
// hold lists, except links; others follow each other as spans.
func (c *collector) field(name string, v *loosejson.Value, depth int) {
	if v == nil || depth > deepestObject || len(c.parts) >= mostParts {
		return
	}
	switch v.Kind {
	case '"':
		if isText(name) {
			c.add(name, v.Text)
		}
	case '{':
		if c.isOther(v) {
			return
		}
		for i, e := range v.List {
			if field := v.Fields[i]; leadsToText(field) && (bareName(field) != "value" || isInline(v)) {
				c.field(field, e, depth+1)
			}
		}
	case '[':
		outermost := !c.inList
		c.inList = true
		for _, e := range v.List {
			block := outermost || holdsList(e) && !isInline(e)
			if block {
				c.flush()
			}
			c.field(name, e, depth+1)
			if block || e != nil && e.Kind == '"' {
				c.flush()
			}
		}
		c.inList = !outermost
	}
}

// isOther reports whether an object is a story other than the page's: it has a
// title of its own. A name is a title only next to an address: posts have the
// names of their authors, elements of rich text those of their kinds. What is
// inside a line, such as a link, is not a story.
func (c *collector) isOther(v *loosejson.Value) bool {
	if isInline(v) {
		return false
	}
	fields := []string{"title", "headline"}
	if hasAddress(v) {
		fields = append(fields, "name")
	}
	for _, field := range fields {
		t := v.Get(field)
		if t != nil && t.Kind == '{' {
			t = t.Get("rendered")
		}
		if t != nil && t.Kind == '"' && fold.Squeeze(t.Text) != "" && !sameTitle(t.Text, c.title) {
			return true
		}
	}
	return false
}

// hasAddress reports whether an object has an address of its own.
func hasAddress(v *loosejson.Value) bool {
	return slices.ContainsFunc([]string{"url", "slug", "link", "href", "permalink"}, func(field string) bool {
		a := v.Get(field)
		return a != nil && a.Kind == '"' && a.Text != ""
	})
}

// holdsList reports whether an element of rich text holds others.
func holdsList(v *loosejson.Value) bool {
	if v == nil || v.Kind != '{' {
		return false
	}
	return slices.ContainsFunc(v.List, func(e *loosejson.Value) bool {
		return e != nil && e.Kind == '[' && len(e.List) > 0 && e.List[0].Kind == '{'
	})
}

// isInline reports whether an element of rich text is inside a line.
func isInline(v *loosejson.Value) bool {
	for _, field := range []string{"type", "nodeType", "_type", "tag", "name"} {
		switch kind := strings.ToLower(v.Get(field).String()); {
		case strings.Contains(kind, "link"), kind == "a", kind == "text", kind == "span", kind == "strong", kind == "em", kind == "b", kind == "i", kind == "mention", kind == "inline":
			return true
		}
	}
	return false
}

// add adds a text: a span of rich text, or a text by itself.
func (c *collector) add(name, s string) {
	s = unescaped(s)
	isSpan := (name == "text" || name == "value") && !isMarkup(s) && !strings.Contains(s, "\n")
	if isSpan {
		c.run.WriteString(s)
		return
	}
	c.flush()
	if strings.TrimSpace(s) != "" {
		c.parts = append(c.parts, s)
	}
}

func (c *collector) flush() {
	if s := c.run.String(); strings.TrimSpace(s) != "" {
		c.parts = append(c.parts, s)
	}
	c.run.Reset()
}

// bareName returns a field's name in lower case, without the marks in it.
func bareName(s string) string { return strings.ToLower(nameMarks.Replace(s)) }

var nameMarks = strings.NewReplacer("_", "", "-", "", "$", "")

// isText reports whether a field's name is that of the text of an article.
func isText(name string) bool {
	switch bareName(name) {
	case "text", "value", "html", "content", "contents", "body", "cooked", "articlebody", "rendered", "paragraph", "paragraphs",
		"contenthtml", "bodyhtml", "htmlbody", "bodytext", "fulltext", "richtext", "story", "storybody", "post", "message", "article":
		return true
	}
	return false
}

// leadsToText reports whether a field can hold texts somewhere inside.
func leadsToText(name string) bool {
	switch bareName(name) {
	case "poststream", "posts", "blocks", "children", "nodes", "node", "data", "attributes", "attrs", "fields", "elements", "document", "json", "root", "sections", "components":
		return true
	}
	return isText(name)
}

// besideWords are parts of the names of fields that hold something other than
// the text of the page.
var besideWords = []string{
	"related", "recommend", "suggest", "trending", "popular", "latest", "nextarticle", "prevarticle", "excerpt", "summary", "description", "teaser",
	"seo", "meta", "navigation", "menu", "footer", "header", "sidebar", "translation", "locale", "i18n", "config", "setting", "cookie", "consent",
	"legal", "privacy", "terms", "author", "byline", "image", "caption", "media", "advert", "newsletter", "breadcrumb", "analytics", "tracking",
	"comment", "tag", "categor", "schema", "style", "css",
}

// isBeside reports whether a field holds something other than the text.
func isBeside(name string) bool {
	name = bareName(name)
	for _, w := range besideWords {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// sameTitle reports whether two titles agree, or one is the other with a site's
// name at an end.
func sameTitle(a, b string) bool {
	const leastPart = 12 // letters: shorter titles must be the same
	a, b = fold.Squeeze(html.UnescapeString(a)), fold.Squeeze(html.UnescapeString(b))
	if a == b {
		return a != ""
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= leastPart && (strings.HasPrefix(b, a) || strings.HasSuffix(b, a))
}
