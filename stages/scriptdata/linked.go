package scriptdata

import (
	"slices"
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/internal/loosejson"
)

// mostData bounds the JSON that is read of one page, in bytes.
const mostData = 4 << 20

// mostParts bounds how many texts are taken.
const mostParts = 2000

// linkedText returns the text that the page's JSON-LD holds: that of the entity
// with the page's title or address or, if the elements hold no word, of the
// only entity with a text. Scripts that are too short, given what the elements
// hold, are not read.
func linkedText(d pipeline.Document, found int) text {
	t := d.Tree
	var candidates []text
	alone := found == 0 // whether the only candidate may be taken
	budget := mostData
	for n := int32(0); n < t.Len(); n++ {
		if t.Nodes[n].Tag != tree.Script || !hasPrefixFold(t.Value(n, "type"), "application/ld+json") {
			continue
		}
		raw := t.RawText(n)
		if budget -= len(raw); budget < 0 {
			break
		}
		if len(raw) < timesMore*found || !strings.Contains(raw, "articleBody") && !strings.Contains(raw, `"text"`) {
			continue
		}
		for _, v := range loosejson.Parse(raw) {
			for _, e := range entities(v, 0) {
				parts := bodyOf(e, 0)
				if len(parts) == 0 {
					continue
				}
				c := text{ruleLinked, "the " + strings.Join(kindsOf(e), ", ") + " of the page's JSON-LD", int(n), parts, countWords(parts)}
				if isNamed(e, d.Meta.Title) || isHere(e, d) {
					return c
				}
				candidates = append(candidates, c)
				alone = alone && !isElsewhere(e, d) && !isOneOfMany(e)
			}
		}
	}
	if len(candidates) != 1 || !alone {
		return text{} // none, or several of which none is the page's, or one of another page
	}
	return candidates[0]
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// countWords counts the words of texts, without their tags.
func countWords(parts []string) int {
	n := 0
	for _, p := range parts {
		for p != "" {
			plain, rest, found := p, "", false
			if i := strings.IndexByte(p, '<'); i >= 0 {
				plain = p[:i]
				_, rest, found = strings.Cut(p[i:], ">")
			}
			n += pipeline.CountWords(plain)
			if p = rest; !found {
				break
			}
		}
	}
	return n
}

// entities returns the objects of JSON-LD that can be the page's content: those
// at the top, in a graph, or said to be what the page is about. Lists of other
// pages are not looked into.
func entities(v *loosejson.Value, depth int) []*loosejson.Value {
	if depth > 4 {
		return nil
	}
	var list []*loosejson.Value
	for _, e := range v.Items() {
		if e == nil || e.Kind != '{' {
			continue
		}
		list = append(list, e)
		for _, field := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			list = append(list, entities(e.Get(field), depth+1)...)
		}
	}
	return list
}

// kindsOf returns the names of an entity's types in lower case.
func kindsOf(e *loosejson.Value) []string {
	var kinds []string
	for _, t := range e.Get("@type").Items() {
		kind := strings.ToLower(t.String())
		kinds = append(kinds, kind[strings.LastIndexAny(kind, "/#:")+1:])
	}
	return kinds
}

// replies are the fields that hold the answers to a post.
var replies = []string{"acceptedAnswer", "suggestedAnswer", "comment", "liveBlogUpdate"}

// bodyOf returns the text of an entity: the article's body, or the text of a
// post with those of its replies.
func bodyOf(e *loosejson.Value, depth int) []string {
	const deepest = 4
	article, post := false, false
	for _, kind := range kindsOf(e) {
		article = article || strings.HasSuffix(kind, "article") || kind == "report" || kind == "review" || kind == "creativework" || kind == "webpage"
		post = post || strings.HasSuffix(kind, "posting") || kind == "question" || depth > 0 && (kind == "answer" || kind == "comment")
	}
	var parts []string
	add := func(v *loosejson.Value) {
		if v != nil && v.Kind == '"' && strings.TrimSpace(v.Text) != "" {
			parts = append(parts, unescaped(v.Text))
		}
	}
	switch {
	case !article && !post:
		return nil
	case e.Get("articleBody") != nil:
		add(e.Get("articleBody"))
	case post || article && !slices.Contains(kindsOf(e), "webpage"):
		add(e.Get("text"))
	}
	if !post || depth >= deepest {
		return parts
	}
	for _, field := range replies {
		for _, r := range e.Get(field).Items() {
			if r != nil && len(parts) < mostParts {
				parts = append(parts, bodyOf(r, depth+1)...)
			}
		}
	}
	return parts
}

// isNamed reports whether an object has the page's title.
func isNamed(v *loosejson.Value, title string) bool {
	if title == "" {
		return false
	}
	for _, field := range []string{"title", "headline", "name", "heading"} {
		if s := v.Get(field); s != nil && s.Kind == '"' && sameTitle(s.Text, title) {
			return true
		}
	}
	return false
}

// isHere reports whether an entity names the page's address as its own.
func isHere(e *loosejson.Value, d pipeline.Document) bool {
	for _, field := range []string{"url", "@id", "mainEntityOfPage"} {
		if a := addressIn(e, field); a != "" && (a == bareAddress(d.URL) || a == bareAddress(d.Meta.Canonical)) {
			return true
		}
	}
	return false
}

// isElsewhere reports whether an entity that is not here names the address of
// another page. The address of a site does not count, nor does @id, which need
// not be a page's; if the page has no address, nothing can be said.
func isElsewhere(e *loosejson.Value, d pipeline.Document) bool {
	if bareAddress(d.URL) == "" && bareAddress(d.Meta.Canonical) == "" {
		return false
	}
	for _, field := range []string{"url", "mainEntityOfPage"} {
		if strings.Contains(addressIn(e, field), "/") {
			return true
		}
	}
	return false
}

// isOneOfMany reports whether an entity is of a kind that pages about other
// things hold some of: frequently asked questions, what a buyer says.
func isOneOfMany(e *loosejson.Value) bool {
	kinds := kindsOf(e)
	return slices.Contains(kinds, "question") || slices.Contains(kinds, "review")
}

// addressIn returns the address that a field of an entity names, bare.
func addressIn(e *loosejson.Value, field string) string {
	v := e.Get(field)
	if v != nil && v.Kind == '{' {
		v = v.Get("@id")
	}
	if v == nil || v.Kind != '"' {
		return ""
	}
	return bareAddress(v.Text)
}

// bareAddress reduces an address to what distinguishes pages.
func bareAddress(s string) string {
	s, _, _ = strings.Cut(s, "#")
	s, _, _ = strings.Cut(s, "?")
	_, rest, ok := strings.Cut(s, "//")
	if !ok {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.ToLower(rest), "www."), "/")
}
