package metadata

import (
	"slices"
	"strings"
	"sync"

	"winnow/pipeline/fold"
	"winnow/stages/internal/wording"
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
	for _, names := range [][]string{{"parsely-title", "sailthru.title"}, {"citation_title", "dc.title", "dcterms.title"}} {
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
	address := e.addressWords()
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

// addressWords returns the words of the last part of the page's address.
func (e *extractor) addressWords() []string {
	path := strings.TrimSuffix(strings.TrimRight(e.url.Path, "/"), ".html")
	return words(path[strings.LastIndexByte(path, '/')+1:])
}

// wordFit returns the harmonic mean of the overlaps of two lists of words.
func wordFit(x, y []string) float64 { return harmonic(overlap(x, y), overlap(y, x)) }

// withoutLead takes the date, or a label such as "Title:" or "Thread:", that is
// in a heading before the declared title.
func withoutLead(heading string, declared []claim) string {
	whole := words(heading)
	for _, d := range declared {
		tail := words(d.value)
		lead := len(whole) - len(tail)
		if lead <= 0 || !slices.Equal(whole[lead:], tail) {
			continue
		}
		if len(tail) > 2 && isCalendar(strings.Join(whole[:lead], " ")) || lead == 1 && startsWithTitleLabel(heading) {
			return d.value
		}
	}
	return heading
}

// startsWithTitleLabel reports whether a heading begins with a word that labels
// titles, and a colon.
func startsWithTitleLabel(heading string) bool {
	label, _, ok := strings.Cut(heading, ":")
	return ok && titleLabels()[strings.ToLower(strings.TrimSpace(label))]
}

var titleLabels = sync.OnceValue(func() map[string]bool { return wording.Set("titlelabel") })

// isHome reports whether an address is the site's home page. Of a page that comes without an
// address, any home page is the site's.
func (e *extractor) isHome(href string) bool {
	if href == "/" {
		return true
	}
	rest := stripAddress(href)
	if e.url.Host == "" {
		return rest != "" && strings.Contains(href, "://") && !strings.ContainsAny(rest, "/?#")
	}
	return rest != "" && rest == stripAddress(e.url.Scheme+"://"+e.url.Host) && strings.Trim(e.url.Path, "/") != ""
}

// withoutSite takes the site's name and sections from either end of a title.
func (e *extractor) withoutSite(title string) string {
	return shortened(title, func(title string) string {
		if rest := e.cutSite(title); rest != title {
			return rest
		}
		return cutAfterBar(title)
	})
}

// withoutSiteName takes the site's name from either end of a title.
func (e *extractor) withoutSiteName(title string) string { return shortened(title, e.cutSite) }

// shortened cuts parts from a title, three at most.
func shortened(title string, cut func(string) string) string {
	const longest = 1000 // bytes; what is longer is no title
	for range 3 {
		if len(title) > longest {
			break
		}
		title = cut(title)
	}
	return title
}

// cutAfterBar takes what is after the last bar, which parts a title from its
// section and site, whatever they are called.
func cutAfterBar(title string) string {
	if i := strings.LastIndex(title, " | "); i > 0 && len(words(title[:i])) > 1 && len(words(title[:i])) >= len(words(title[i:])) {
		return strings.TrimSpace(title[:i])
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
	if first, rest, ok := strings.Cut(title, " "); ok && strings.Contains(first, ".") && fold.Squeeze(first) == e.fullHost && e.fullHost != "" {
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
	x := fold.Squeeze(s)
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
