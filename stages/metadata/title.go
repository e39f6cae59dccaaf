package metadata

import (
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/pipeline/tree"
)

// separators part a title from the name of the site, or sections from each
// other. All but the colon are between spaces.
var separators = []string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " ∣ ", " ‹ ", " › ", " ~ ", " > ", " < ", "|"}

// title weighs the titles a page gives: the headline in the text is what a
// reader calls the title, but only what the metadata say
// shows which heading it is.
func (e *extractor) title() claim {
	declared := e.declaredTitles()
	heading := e.headline(declared)
	if part := e.partOfTitle(heading.value); part.value != "" {
		return part
	}
	if heading.value != "" {
		if named := e.titleInAddress(heading, declared); named.value != "" {
			return named
		}
		return heading
	}
	if len(declared) > 0 {
		return declared[0]
	}
	return claim{}
}

// declaredTitles returns the titles outside the text, the best first, without
// the site's name.
func (e *extractor) declaredTitles() []claim {
	var list []claim
	add := func(value, rule, why string) {
		if value = e.withoutSite(line(value)); value != "" && !e.isSiteName(value) {
			list = append(list, claim{value, rule, why, nowhere})
		}
	}
	if e.linked.main != nil {
		kind := kindOf(e.linked.main)
		if rank(kind) > 1 {
			add(entityName(e.linked.main), "metadata/jsonld-title", "the headline of "+kind)
		}
	}
	og, name := e.first("og:title", "twitter:title")
	add(og, "metadata/og-title", name)
	for _, names := range [][]string{{"parsely-title", "sailthru.title"}, {"citation_title", "dc.title", "dcterms.title", "dc:title"}} {
		v, name := e.first(names...)
		add(v, "metadata/meta-title", name)
	}
	for _, p := range e.props {
		if p.name == "headline" {
			add(e.itemText(p.node), "metadata/microdata-title", "itemprop headline")
			break
		}
	}
	add(e.page.title, "metadata/title-element", "the title element")
	return list
}

// How like a heading must be to what the metadata declare, from 0 to 1, to be
// taken for the title instead. An h1 mostly is the title, reworded for
// searchers in the metadata; an h2 must be nearly the same.
const (
	likeH1  = 0.45
	likeH2  = 0.85
	likeAny = 0.3 // of the page's only h1
)

// headline finds the heading that is the title of the text.
func (e *extractor) headline(declared []claim) claim {
	best, score := int32(nowhere), 0.0
	only, count, likeOnly := int32(nowhere), 0, 0.0
	wanted := make([][]string, len(declared))
	longest, shortest := 0, len(e.t.Source)
	for i, d := range declared {
		wanted[i] = tokens(d.value)
		longest, shortest = max(longest, len(d.value)), min(shortest, len(d.value))
	}
	for _, n := range e.headings {
		text := e.headingText(n)
		if e.t.Nodes[n].Tag != tree.H1 && (2*len(text) > 3*longest || 3*len(text) < 2*shortest) {
			continue // too long or too short to be nearly the same
		}
		if text == "" || utf8.RuneCountInString(text) > 300 || e.isAside(n) || e.isSiteHeading(n) || e.isSiteName(text) {
			continue
		}
		like, own := 0.0, tokens(text)
		for _, d := range wanted {
			like = max(like, titleLikeness(own, d))
		}
		first := e.t.Nodes[n].Tag == tree.H1
		if size := len(own); first && size >= 3 && size <= 30 {
			only, count, likeOnly = n, count+1, like
		}
		enough := likeH2
		if first {
			enough = likeH1
			like += 0.2
		}
		if like > score && (like >= enough+0.2 || !first && like >= enough) {
			best, score = n, like
		}
	}
	switch {
	case best >= 0 && e.t.Nodes[best].Tag == tree.H1:
		return claim{withoutLead(e.withoutSite(e.headingText(best)), declared), "metadata/h1-title", "an h1 like the declared title", best}
	case best >= 0 && count == 0:
		return claim{e.withoutSite(e.headingText(best)), "metadata/h2-title", "an h2 or h3 like the declared title", best}
	case count == 1 && (likeOnly >= likeAny || len(declared) == 0):
		return claim{withoutLead(e.withoutSite(e.headingText(only)), declared), "metadata/h1-title", "the only h1", only}
	case best >= 0:
		return claim{e.withoutSite(e.headingText(best)), "metadata/h2-title", "an h2 or h3 like the declared title", best}
	}
	return claim{}
}

// Bounds for a declared title that the page's address repeats: how many words
// the address must have, how like it the title must be, and how unlike the
// heading.
const (
	minAddressWords = 6
	likeAddress     = 0.95
	unlikeAddress   = 0.5
)

// titleInAddress returns the declared title that the address of the page
// repeats word by word while the heading says something else: content systems
// make the address from the title of the text, and the heading is a banner's.
func (e *extractor) titleInAddress(heading claim, declared []claim) claim {
	path := strings.TrimSuffix(strings.TrimRight(e.url.Path, "/"), ".html")
	address := words(path[strings.LastIndexByte(path, '/')+1:])
	if len(address) < minAddressWords || wordFit(words(heading.value), address) > unlikeAddress {
		return claim{}
	}
	for _, d := range declared {
		if wordFit(words(d.value), address) >= likeAddress {
			d.node = heading.node // the byline is near it all the same
			return d
		}
	}
	return claim{}
}

// wordFit returns the harmonic mean of the overlaps of two lists of words.
func wordFit(x, y []string) float64 { return harmonic(overlap(x, y), overlap(y, x)) }

// withoutLead takes the date, or the label "Title:", that is in a heading
// before the declared title.
func withoutLead(heading string, declared []claim) string {
	whole := words(heading)
	for _, d := range declared {
		tail := words(d.value)
		lead := len(whole) - len(tail)
		if lead <= 0 || !slices.Equal(whole[lead:], tail) {
			continue
		}
		if len(tail) > 2 && isCalendar(strings.Join(whole[:lead], " ")) || lead == 1 && titleLabels[whole[0]] && strings.HasPrefix(heading[len(whole[0]):], ":") {
			return d.value
		}
	}
	return heading
}

var titleLabels = map[string]bool{"title": true, "titel": true, "titre": true, "título": true, "titolo": true}

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

// isHome reports whether an address is the site's home page.
func (e *extractor) isHome(href string) bool {
	if href == "/" {
		return true
	}
	rest := stripAddress(href)
	return rest != "" && rest == stripAddress(e.url.Scheme+"://"+e.url.Host) && strings.Trim(e.url.Path, "/") != ""
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

// withoutSite takes the site's name from either end of a title.
func (e *extractor) withoutSite(title string) string {
	if len(title) > 1000 {
		return title // no title
	}
	for range 3 {
		shorter := e.cutSite(title)
		if shorter == title {
			return title
		}
		title = shorter
	}
	return title
}

// cutSite takes one part from an end of the title when it names the site.
func (e *extractor) cutSite(title string) string {
	for _, sep := range separators {
		i := strings.Index(title, sep)
		if i < 0 {
			continue
		}
		if j := strings.LastIndex(title, sep); j > 0 && e.isSiteName(title[j+len(sep):]) {
			return strings.TrimSpace(title[:j])
		}
		if i > 0 && e.isSiteName(title[:i]) {
			return strings.TrimSpace(title[i+len(sep):])
		}
	}
	// A bar parts a title from its section and site, whatever they are called.
	if i := strings.LastIndex(title, " | "); i > 0 && len(words(title[:i])) > 1 && len(words(title[:i])) >= len(words(title[i:])) {
		return strings.TrimSpace(title[:i])
	}
	if first, rest, ok := strings.Cut(title, " "); ok && strings.Contains(first, ".") && squeeze(first) == e.fullHost && e.fullHost != "" {
		return strings.TrimSpace(rest)
	}
	if i := strings.Index(title, ": "); i > 0 && e.isSiteName(title[:i]) && len(words(title[i:])) > 2 {
		return strings.TrimSpace(title[i+2:])
	}
	return title
}

// isSiteName reports whether a text names the site: as the metadata do, or as
// its host is called.
func (e *extractor) isSiteName(s string) bool {
	x := squeeze(s)
	if x == "" {
		return false
	}
	if e.siteNames[x] {
		return true
	}
	host := e.hostName
	if host == "" || len(x) < 3 {
		return false
	}
	if x == host || x == e.fullHost || initials(s) == host {
		return true
	}
	// "The Example Times" of exampletimes.com, "Example" of example-news.com
	trimmed := strings.TrimPrefix(x, "the")
	for _, end := range []string{"blog", "com", "news", "inc", "magazine", "official", "online"} {
		trimmed = strings.TrimSuffix(trimmed, end)
	}
	if len(trimmed) >= 4 && (trimmed == strings.TrimPrefix(host, "the") || strings.HasPrefix(host, trimmed) && 2*len(trimmed) >= len(host)) {
		return true
	}
	return false
}

// initials returns the first letters of the words of a name, without the small
// ones: "uwsp" of University of Wisconsin-Stevens Point.
func initials(s string) string {
	var b []byte
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' }) {
		if c := f[0]; c >= 'A' && c <= 'Z' {
			b = append(b, c+'a'-'A')
		}
	}
	return string(b)
}
