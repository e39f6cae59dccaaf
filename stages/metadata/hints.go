package metadata

import (
	"strings"

	"winnow/pipeline/tree"
)

// A hint is what a class or id says about its element.
type hint uint8

const (
	authorHint hint = 1 << iota
	dateHint
	metaHint // a line of author, date and section
)

// addHints notes an element by its itemprop, rel, href, class and id, which it
// looks for in one pass over the attributes.
func (p *page) addHints(n int32) {
	t := p.t
	var found hint
	isLink, linksAuthor := t.Nodes[n].Tag == tree.A, false
	for i := range t.NumAttrs(n) {
		name, value := t.RawAttr(n, i)
		switch len(name) {
		case 2:
			if at(name, 0, "id") && !leadsToSection(t.Nodes[n].Tag, value) {
				found |= hintsIn(value)
			}
		case 3:
			linksAuthor = linksAuthor || isLink && at(name, 0, "rel") && tree.HasToken(value, "author")
		case 4:
			linksAuthor = linksAuthor || isLink && at(name, 0, "href") && p.isAuthorAddress(tree.DecodeAttr(value))
		case 5:
			if at(name, 0, "class") {
				found |= p.hints.in(value)
			}
		case 8:
			if at(name, 0, "itemprop") {
				p.addProps(n, value)
			}
		case 11:
			if at(name, 0, "data-testid") {
				found |= hintsIn(value)
			}
		}
	}
	if linksAuthor || found&authorHint != 0 || t.Nodes[n].Tag == tree.Address {
		note(&p.authors, n)
	}
	if !linksAuthor && found&(authorHint|metaHint) == metaHint {
		note(&p.metaLines, n)
	}
}

// idParts is the number of parts of an ID up to which somebody may have written it.
const idParts = 3

// leadsToSection reports whether the ID of an element is the place of a section, as
// generators make it of the section's heading: "impl-debug-for-bufwriter".
func leadsToSection(tag tree.Tag, id string) bool {
	return tag.Heading() > 0 || strings.Count(id, "-") >= idParts
}

// isAuthorAddress reports whether a link leads to the page of an author: one
// of the folders in which sites keep them, and something below it.
func (p *page) isAuthorAddress(href string) bool {
	rest := href
	for {
		i := strings.IndexByte(rest, '/')
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
		j := strings.IndexByte(rest, '/')
		if j < 0 {
			return false
		}
		if j >= 2 && j <= 12 && isAuthorFolder(rest[:j]) && len(rest) > j+1 {
			return p.isOwn(href)
		}
		rest = rest[j:]
	}
}

// isOwn reports whether an address leads to the page's own site, not to a
// profile elsewhere.
func (p *page) isOwn(href string) bool {
	i := strings.Index(href, "//")
	if i < 0 {
		return true
	}
	host, _, _ := strings.Cut(href[i+2:], "/")
	own := p.url.Hostname()
	return own == "" || hostName(host) == hostName(own)
}

// isAuthorFolder reports whether a folder of a site is one of its authors.
func isAuthorFolder(s string) bool {
	switch s {
	case "author", "authors", "autor", "autores", "auteur", "autore", "contributor", "contributors",
		"writer", "writers", "staff", "byline", "reporter", "journalist", "columnist", "people",
		"person", "profile", "profiles", "team", "user", "users", "by", "editor", "experts":
		return true
	}
	return false
}

// hintsIn looks for the words of authors and dates in a class or id, at any
// place of it: authors of style sheets glue and shorten them without end
// ("post-detail-byline-date", "authorDateBlock_authorName__N6j3Y").
func hintsIn(s string) hint {
	var h hint
	for i := 0; i+4 <= len(s); i++ {
		if !hintStarts.at(s, i) {
			continue
		}
		for _, w := range hintsByLetter[s[i]|0x20] {
			if at(s, i, w.word) && !(w.word == "author" && at(s, i, "authori")) { // "authorization", "authoring"
				h |= w.hint
			}
		}
	}
	return h
}

// A hintCache knows what classes say: most elements of a page share theirs with
// another one.
type hintCache [128]struct {
	class string
	hints hint
}

// in returns what a class says.
func (c *hintCache) in(class string) hint {
	n := len(class)
	if n == 0 {
		return 0
	}
	known := &c[(uint(n)*3+uint(class[n/2])*5+uint(class[n-1])*17)%uint(len(c))]
	if known.class != class {
		known.class, known.hints = class, hintsIn(class)
	}
	return known.hints
}

// A hintWord is a word of authors or dates.
type hintWord struct {
	word string
	hint hint
}

// hintWords are the words of hintsIn.
var hintWords = [...]hintWord{
	{"auteur", authorHint}, {"author", authorHint}, {"autor", authorHint}, {"by-line", authorHint}, {"by_line", authorHint},
	{"byline", authorHint}, {"contributor", authorHint}, {"writer", authorHint}, {"written", authorHint},
	{"created", authorHint | dateHint}, {"creator", authorHint | dateHint},
	{"date", dateHint}, {"posted", dateHint}, {"pubdate", dateHint}, {"publi", dateHint}, {"time", dateHint},
	{"meta", dateHint | metaHint},
	{"username", authorHint}, // software for forums
}

var hintStarts = func() *starts {
	var words []string
	for _, w := range hintWords {
		words = append(words, w.word)
	}
	return startsOf(words...)
}()

// hintsByLetter are the words of hintsIn by their first letter.
var hintsByLetter = func() (by [256][]hintWord) {
	for _, w := range hintWords {
		by[w.word[0]] = append(by[w.word[0]], w)
	}
	return by
}()

// starts are the first two letters of words, which rule out nearly all places of
// a text where none of the words is.
type starts [256]uint32

// startsOf returns the starts of words in lower case.
func startsOf(words ...string) *starts {
	var t starts
	for _, w := range words {
		second := uint32(1) << (w[1] % 32) // the same for capitals
		t[w[0]] |= second
		t[w[0]-'a'+'A'] |= second
	}
	return &t
}

// at reports whether one of the words, in any case, may be at s[i:], which has
// two bytes at least.
func (t *starts) at(s string, i int) bool { return t[s[i]]>>(s[i+1]%32)&1 != 0 }

// at reports whether s has the word, which is lower case, at i, in any case.
func at(s string, i int, word string) bool {
	if len(s) < i+len(word) {
		return false
	}
	for k := 0; k < len(word); k++ {
		c := s[i+k]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != word[k] {
			return false
		}
	}
	return true
}
