package metadata

import (
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/pipeline/tree"
)

// How like a heading must be to what the metadata declare, from 0 to 1, to be
// taken for the title instead. An h1 mostly is the title, reworded for
// searchers in the metadata; an h2 must be nearly the same.
const (
	likeH1  = 0.45
	likeH2  = 0.85
	likeAny = 0.3 // of the page's only h1, and of the only heading with a title's class
	leadH1  = 0.2 // by which an h1 may be less like it than an h2
)

// Bounds of a title: in words if nothing but its element or class marks it, and in characters.
const (
	minTitleWords = 3
	maxTitleWords = 30
	maxTitle      = 300
)

// An h1 with this share of the words of the page's address, if these are at
// least so many, is as good as one that is so like a declared title.
const (
	addressShare  = 0.75
	addressLength = 4
	addressLike   = 0.7
)

// contenders are the headings of one sort that may be the title.
type contenders struct {
	node  int32 // the last one
	count int
	like  float64 // the likeness of the one most like the declared titles
}

func (c *contenders) add(n int32, like float64) {
	c.node, c.count, c.like = n, c.count+1, max(c.like, like)
}

// A ballot is what the headings of a page give, of those that may be its title.
type ballot struct {
	// best is the heading most like a declared title or the address, if it is
	// enough like it for its level, else nowhere.
	best  int32
	score float64 // of best
	h1    contenders
	named contenders // those with a title's class
}

// headline finds the heading that is the title of the text.
func (e *extractor) headline(declared []claim) claim {
	b := e.weighHeadings(declared)
	h1Rule := func(n int32, why string) claim {
		return claim{withoutLead(e.headingTitle(n), declared), "metadata/h1-title", why, n}
	}
	// The surest first. A class is surer than an h2 that is like a declared
	// title, which a card of a related story may be.
	switch {
	case b.best >= 0 && e.t.Nodes[b.best].Tag == tree.H1:
		return h1Rule(b.best, "an h1 like the declared title or the address")
	case b.named.count == 1 && b.named.like >= likeAny:
		return claim{e.headingTitle(b.named.node), e.titleRule(b.named.node), "the only heading with a title's class", b.named.node}
	case b.h1.count == 1 && (b.h1.like >= likeAny || len(declared) == 0):
		return h1Rule(b.h1.node, "the only h1")
	case b.best >= 0:
		return claim{e.headingTitle(b.best), "metadata/h2-title", "an h2 or h3 like the declared title", b.best}
	}
	return claim{}
}

// weighHeadings compares the headings with what the metadata and the address declare.
func (e *extractor) weighHeadings(declared []claim) ballot {
	b := ballot{best: nowhere}
	wanted := make([][]string, len(declared))
	longest, shortest := 0, len(e.t.Source)
	for i, d := range declared {
		wanted[i] = tokens(d.value)
		longest, shortest = max(longest, len(d.value)), min(shortest, len(d.value))
	}
	address := singular(e.addressWords())
	for _, n := range e.headings {
		text := e.headingText(n)
		isH1, isNamed := e.t.Nodes[n].Tag == tree.H1, e.hasTitleClass(n)
		if !isH1 && !isNamed && (2*len(text) > 3*longest || 3*len(text) < 2*shortest) {
			continue // too long or too short to be nearly the same
		}
		if !e.mayBeTitle(n, text) {
			continue
		}
		like, own := 0.0, tokens(text)
		for _, d := range wanted {
			like = max(like, titleLikeness(own, d))
		}
		sized := len(own) >= minTitleWords && len(own) <= maxTitleWords
		if sized && isNamed {
			b.named.add(n, like)
		}
		enough, lead := likeH2, 0.0
		if isH1 {
			enough, lead = likeH1, leadH1
		}
		if sized && isH1 {
			b.h1.add(n, like)
			if len(address) >= addressLength && overlap(address, singular(own)) >= addressShare {
				like = max(like, addressLike)
			}
		}
		if like >= enough && like+lead > b.score {
			b.best, b.score = n, like+lead
		}
	}
	return b
}

// mayBeTitle reports whether a heading with this text is neither the site's nor
// that of something beside the text or on another page.
func (e *extractor) mayBeTitle(n int32, text string) bool {
	return text != "" && utf8.RuneCountInString(text) <= maxTitle && !e.isAside(n) && !e.isSiteHeading(n) && !e.isSiteName(text) && !e.leadsElsewhere(n)
}

func (e *extractor) titleRule(heading int32) string {
	if e.t.Nodes[heading].Tag == tree.H1 {
		return "metadata/h1-title"
	}
	return "metadata/h2-title"
}

// headingTitle returns the title that a heading shows. A single bar in it may
// part the title from a subtitle; two part it from sections and the site.
func (e *extractor) headingTitle(n int32) string {
	text := e.headingText(n)
	if strings.Count(text, " | ") > 1 {
		return e.withoutSite(text)
	}
	return e.withoutSiteName(text)
}

// titleClasses are the ends of the classes that content systems give the
// headline of a text, with hyphens for underscores.
var titleClasses = []string{"post-title", "entry-title", "article-title", "story-title", "article-headline", "post-headline", "story-headline"}

// hasTitleClass reports whether the class of a heading says that it is the title
// of a text, though perhaps of another.
func (e *extractor) hasTitleClass(n int32) bool {
	found := false
	e.t.Classes(n, func(class string) {
		class = strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(class), "__", "-"), "_", "-")
		for _, end := range titleClasses {
			found = found || strings.HasSuffix(class, end)
		}
	})
	return found
}

// leadsElsewhere reports whether the whole of a heading is a link to another
// page of the site: it is the title of that page.
func (e *extractor) leadsElsewhere(n int32) bool {
	a := e.t.Closest(n, tree.A)
	if a < 0 {
		if a = e.t.Child(n); a < 0 || e.t.Nodes[a].Tag != tree.A || e.t.Sibling(a) >= 0 {
			return false
		}
	}
	href, ok := e.t.Attr(a, "href")
	if !ok || e.url.Host == "" {
		return false
	}
	to, err := e.url.Parse(href)
	return err == nil && to.Host == e.url.Host && strings.Trim(to.Path, "/") != strings.Trim(e.url.Path, "/")
}

// singular takes the s from the end of words, so that those of an address agree
// with those of a headline.
func singular(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.TrimSuffix(w, "s")
	}
	return out
}

// likeWithin is how alike two titles are of which one holds the other: the rest may
// be the name of the site or a lead, but another headline as well.
const likeWithin = 0.8

// titleLikeness is how well the words of a heading agree with those of a declared title: the
// likeness of both, and nearly as much when one holds the other.
func titleLikeness(x, y []string) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	p, q := overlap(x, y), overlap(y, x)
	like := harmonic(p, q)
	if like > 0 && len(x) >= 2 && len(y) >= 2 {
		like = max(like, likeWithin*max(p, q)*min(1, float64(min(len(x), len(y)))/minTitleWords))
	}
	return like
}

// siteClasses are parts of the classes and ids that content systems give the name
// of the site; mdBook's is the last.
var siteClasses = []string{"site-title", "site-name", "menu-title"}

// isSiteHeading reports whether a heading is the site's: it links to the home
// page, or its class says so.
func (e *extractor) isSiteHeading(n int32) bool {
	for _, attr := range []string{"class", "id"} {
		v := strings.ToLower(e.t.Value(n, attr))
		if hasLogo(v) || slices.ContainsFunc(siteClasses, func(c string) bool { return strings.Contains(v, c) }) {
			return true
		}
	}
	for a := range e.t.All(n, tree.A) {
		if href, ok := e.t.Attr(a, "href"); ok && e.isHome(href) {
			return true
		}
	}
	if a := e.t.Closest(n, tree.A); a >= 0 && e.isHome(e.t.Value(a, "href")) {
		return true
	}
	return false
}

// hasLogo reports whether a class or id says logo, as a word of its own or the
// start of one: "catalogo" and "blogoverview" do not.
func hasLogo(s string) bool {
	for at := 0; ; {
		i := strings.Index(s[at:], "logo")
		if i < 0 {
			return false
		}
		if i += at; !letterBefore(s, i) {
			return true
		}
		at = i + len("logo")
	}
}

// isAside reports whether a node is in what surrounds an article.
func (e *extractor) isAside(n int32) bool {
	for ; n >= 0; n = e.t.Nodes[n].Parent {
		switch e.t.Nodes[n].Tag {
		case tree.Nav, tree.Aside, tree.Footer, tree.Dialog:
			return true
		}
	}
	return false
}
