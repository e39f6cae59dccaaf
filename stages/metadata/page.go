package metadata

import (
	"net/url"
	"strings"

	"winnow/pipeline/tree"
	"winnow/stages/internal/loosejson"
)

// A page is what one walk over a tree collects: everything that may speak of
// the page, as node numbers and attribute values, not yet weighed.
type page struct {
	t    *tree.Tree
	url  *url.URL // of the page; never nil
	meta []metaTag
	// title is the title element's text, canonical and lang as declared.
	title, canonical, lang string
	data                   []*loosejson.Value // JSON-LD
	headings               []int32            // h1 to h3
	times                  []int32            // time elements
	props                  []prop             // itemprop
	authors                []int32            // rel=author, class and id tokens of authors
	metaLines              []int32            // class and id tokens of lines of author and date
	years                  []int32            // short texts with a year
	labels                 []int32            // texts such as "Written by"
	hints                  hintCache
}

// A metaTag is a meta element: its name, property or http-equiv in lower case.
type metaTag struct{ name, content string }

// A prop is an element with an itemprop of interest.
type prop struct {
	name string
	node int32
}

// maxEvidence bounds how many elements of a kind are weighed: evidence is
// compared with evidence, and what speaks of the page is near its top.
// Development pages with more than a tenth of it are lists.
const maxEvidence = 300

// note adds a node to a list that is not full.
func note(list *[]int32, n int32) {
	if len(*list) < maxEvidence {
		*list = append(*list, n)
	}
}

// gather walks over the tree once.
func gather(t *tree.Tree, address string) *page {
	p := &page{t: t}
	if u, err := url.Parse(strings.TrimSpace(address)); err == nil {
		p.url = u
	} else {
		p.url = &url.URL{}
	}
	for n := int32(0); n < t.Len(); n++ {
		nd := &t.Nodes[n]
		if nd.Flags&(tree.InForeign|tree.InTemplate) != 0 {
			continue
		}
		switch nd.Tag {
		case tree.Text:
			p.addText(n)
			continue
		case tree.Raw:
			continue
		case tree.Html:
			p.lang = firstOf(t.Value(n, "lang"), t.Value(n, "xml:lang"))
		case tree.Title:
			if p.title == "" {
				p.title = line(t.RawText(n))
			}
		case tree.Meta:
			p.addMeta(n)
		case tree.Link:
			if p.canonical == "" && tree.HasToken(t.Value(n, "rel"), "canonical") {
				p.canonical = t.Value(n, "href")
			}
		case tree.Script:
			if len(p.data) < maxEvidence && isLinkedData(t.Value(n, "type")) {
				p.data = append(p.data, loosejson.Parse(t.RawText(n))...)
			}
			continue
		case tree.H1, tree.H2, tree.H3:
			note(&p.headings, n)
		case tree.Time:
			note(&p.times, n)
		}
		p.addHints(n)
	}
	return p
}

func isLinkedData(kind string) bool {
	return len(kind) >= len("application/ld+json") && strings.EqualFold(kind[:len("application/ld+json")], "application/ld+json")
}

func (p *page) addMeta(n int32) {
	content := p.t.Value(n, "content")
	if content == "" || len(p.meta) >= 4*maxEvidence {
		return
	}
	for _, attr := range []string{"property", "name", "http-equiv"} {
		// RDFa has several names for a value: property="og:title dc:title".
		for name := range strings.FieldsSeq(p.t.Value(n, attr)) {
			name = strings.ToLower(name)
			for _, vocabulary := range []string{"dc", "dcterms"} { // as RDFa writes what is dc.title elsewhere
				if term, ok := strings.CutPrefix(name, vocabulary+":"); ok {
					name = vocabulary + "." + term
				}
			}
			p.meta = append(p.meta, metaTag{name, content})
		}
	}
}

// maxLabel is the length of a text that can be a label or a date, in bytes.
const maxLabel = 90

// maxFirst is the length of a sentence that says when a text came out first.
const maxFirst = 250

// addText notes a short text that may hold a date or be an author's label.
func (p *page) addText(n int32) {
	nd := &p.t.Nodes[n]
	if nd.Stop-nd.Start > maxFirst || nd.Flags&tree.InHead != 0 {
		return
	}
	s := p.t.Source[nd.Start:nd.Stop]
	if len(s) > maxLabel {
		if tellsFirst(s) && mayHoldYear(s) {
			note(&p.years, n)
		}
		return
	}
	if mayHoldYear(s) {
		note(&p.years, n)
		return
	}
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (len(s) <= 24 && isWrittenBy(s) || startsByline(s)) {
		note(&p.labels, n)
	}
}

// tellsFirst reports whether a sentence begins as one that tells when the text
// came out first does.
func tellsFirst(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n([*")
	for _, start := range []string{"this article was ", "this post was ", "this story was ", "this page was ", "an earlier version of ", "a version of this "} {
		if at(s, 0, start) {
			s = s[len(start):]
			break
		}
	}
	return at(s, 0, "originally p") || at(s, 0, "first p")
}

// startsByline reports whether a text begins with a label that hardly begins
// anything but a byline.
func startsByline(s string) bool {
	switch s[0] | 0x20 {
	case 'w':
		return at(s, 0, "written by ") || at(s, 0, "words by ")
	case 'p':
		return at(s, 0, "posted by ")
	case 'a':
		return at(s, 0, "article by ") || at(s, 0, "authored by ")
	case 't':
		return at(s, 0, "this post was written by ") || at(s, 0, "this article was written by ")
	}
	return false
}

// mayHoldYear is a cheap check whether a text may hold a date: it has the digits
// of a year from 1900 to 2099, perhaps within a longer number.
func mayHoldYear(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i] == '2' && s[i+1] == '0' || s[i] == '1' && s[i+1] == '9') && isDigit(s[i+2]) && isDigit(s[i+3]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (p *page) addProps(n int32, value string) {
	for _, name := range strings.Fields(tree.DecodeAttr(value)) {
		if len(p.props) == maxEvidence {
			return
		}
		p.props = append(p.props, prop{strings.ToLower(name), n})
	}
}

// first returns the content of the first meta element with one of the names, in
// the order of the names, and the name.
func (p *page) first(names ...string) (content, name string) {
	for _, n := range names {
		for _, m := range p.meta {
			if m.name == n {
				if c := line(m.content); c != "" {
					return c, n
				}
			}
		}
	}
	return "", ""
}

// every returns the contents of all meta elements with the name.
func (p *page) every(name string) []string {
	var list []string
	for _, m := range p.meta {
		if m.name == name {
			list = append(list, m.content)
		}
	}
	return list
}

// itemText returns the value of an element with itemprop: its content or
// datetime attribute, else its text.
func (p *page) itemText(n int32) string {
	for _, attr := range []string{"content", "datetime"} {
		if v := line(p.t.Value(n, attr)); v != "" {
			return v
		}
	}
	return p.text(n)
}

// text returns the text of a small element; that of one with many nodes is "":
// it is no name, title or date.
func (p *page) text(n int32) string {
	const many = 120
	if p.t.Nodes[n].End-n > many {
		return ""
	}
	return line(p.t.Text(n))
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
