package metadata

import (
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

// headline finds the heading that is the title of the text.
func (e *extractor) headline(declared []claim) claim {
	var h1, named contenders
	best, score := int32(nowhere), 0.0
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
		if text == "" || utf8.RuneCountInString(text) > 300 || e.isAside(n) || e.isSiteHeading(n) || e.isSiteName(text) || e.leadsElsewhere(n) {
			continue
		}
		like, own := 0.0, tokens(text)
		for _, d := range wanted {
			like = max(like, titleLikeness(own, d))
		}
		sized := len(own) >= 3 && len(own) <= 30
		if sized && isNamed {
			named.add(n, like)
		}
		enough, lead := likeH2, 0.0
		if isH1 {
			enough, lead = likeH1, 0.2
		}
		if sized && isH1 {
			h1.add(n, like)
			if len(address) >= addressLength && overlap(address, singular(own)) >= addressShare {
				like = max(like, addressLike)
			}
		}
		if like >= enough && like+lead > score {
			best, score = n, like+lead
		}
	}
	switch {
	case best >= 0 && e.t.Nodes[best].Tag == tree.H1:
		return claim{withoutLead(e.headingTitle(best), declared), "metadata/h1-title", "an h1 like the declared title or the address", best}
	case named.count == 1 && named.like >= likeAny:
		return claim{e.headingTitle(named.node), e.titleRule(named.node), "the only heading with a title's class", named.node}
	case best >= 0 && h1.count == 0:
		return claim{e.headingTitle(best), "metadata/h2-title", "an h2 or h3 like the declared title", best}
	case h1.count == 1 && (h1.like >= likeAny || len(declared) == 0):
		return claim{withoutLead(e.headingTitle(h1.node), declared), "metadata/h1-title", "the only h1", h1.node}
	case best >= 0:
		return claim{e.headingTitle(best), "metadata/h2-title", "an h2 or h3 like the declared title", best}
	}
	return claim{}
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

// titleLikeness is how well the words of a heading agree with those of a declared title: the
// likeness of both, and nearly as much when one holds the other.
func titleLikeness(x, y []string) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	p, q := overlap(x, y), overlap(y, x)
	like := harmonic(p, q)
	if like > 0 && len(x) >= 2 && len(y) >= 2 {
		like = max(like, 0.8*max(p, q)*min(1, float64(min(len(x), len(y)))/3))
	}
	return like
}

// isSiteHeading reports whether a heading is the site's: it links to the home
// page, or its class says so.
func (e *extractor) isSiteHeading(n int32) bool {
	for _, attr := range []string{"class", "id"} {
		v := strings.ToLower(e.t.Value(n, attr))
		if strings.Contains(v, "site-title") || strings.Contains(v, "site-name") || hasLogo(v) {
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
