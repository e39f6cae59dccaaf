package metadata

import (
	"strings"

	"winnow/pipeline/fold"
	"winnow/pipeline/tree"
)

// site returns the name of the site.
func (e *extractor) site() claim {
	if v, name := e.first("og:site_name", "application-name", "apple-mobile-web-app-title", "citation_journal_title", "dc.publisher", "al:ios:app_name"); v != "" && isName(v) {
		return claim{v, "metadata/meta-site", name, nowhere}
	}
	if v := e.linked.publisher(); v != "" && isName(v) {
		return claim{v, "metadata/jsonld-site", "the publisher or WebSite", nowhere}
	}
	if v := e.siteInTitle(); v != "" {
		return claim{v, "metadata/title-site", "the end of the title that names the site", nowhere}
	}
	return claim{}
}

// isName reports whether a text is short enough to be a name.
func isName(s string) bool { return len(s) <= 80 && len(words(s)) <= 8 && len(words(s)) > 0 }

// siteInTitle returns the part at the end of the title element that is called
// like the host.
func (e *extractor) siteInTitle() string {
	for _, sep := range separators {
		if i := strings.LastIndex(e.page.title, sep); i > 0 {
			if part := strings.TrimSpace(e.page.title[i+len(sep):]); e.isSiteName(part) {
				return part
			}
		}
	}
	return ""
}

// learnSite collects the names of the site, squeezed, before titles are cut.
func (e *extractor) learnSite() {
	e.siteNames = map[string]bool{}
	learn := func(s string) {
		if s = line(s); s == "" || len(words(s)) > 8 || len(words(s)) > 3 && likeness(s, e.page.title) > 0.7 {
			return
		}
		e.siteNames[fold.Squeeze(s)] = true
		// "Example | News and Views": the first part is the name, too.
		for _, sep := range separators {
			if head, _, ok := strings.Cut(s, sep); ok && len(fold.Squeeze(head)) >= 3 {
				e.siteNames[fold.Squeeze(head)] = true
			}
		}
	}
	for _, name := range []string{"og:site_name", "application-name", "apple-mobile-web-app-title", "citation_journal_title", "dc.publisher"} {
		for _, v := range e.every(name) {
			learn(v)
		}
	}
	// "Bridge opens · Example" in one place, "Example - Bridge opens" in another.
	if last, og := e.lastInTitle(), e.firstValue("og:title"); last != "" && strings.HasPrefix(og, last) {
		for _, sep := range separators {
			if strings.HasPrefix(og[len(last):], sep) {
				learn(last)
			}
		}
	}
	if name := e.siteInHeading(); name != "" {
		e.siteNames[fold.Squeeze(name)] = true
	}
	learn(e.linked.publisher())
	learn(e.linked.site.Get("name").String())
	learn(e.linked.site.Get("alternateName").String())
	e.fullHost = fold.Squeeze(strings.TrimPrefix(e.url.Hostname(), "www."))
	e.hostName = hostName(e.url.Hostname())
}

// siteInHeading returns the end of the title element that is an h1 of its own above
// the heading that is the rest: books and manuals show their name above each chapter.
func (e *extractor) siteInHeading() string {
	if len(e.page.title) > maxTitle {
		return ""
	}
	for _, sep := range separators {
		i := strings.LastIndex(e.page.title, sep)
		if i <= 0 {
			continue
		}
		page, site := fold.Squeeze(e.page.title[:i]), e.page.title[i+len(sep):]
		above := false
		for _, n := range e.headings {
			if page == "" || e.t.Nodes[n].Tag == tree.H3 {
				continue
			}
			text := fold.Squeeze(e.headingText(n))
			if above && text == page {
				return site
			}
			above = above || e.t.Nodes[n].Tag == tree.H1 && text == fold.Squeeze(site)
		}
	}
	return ""
}

// hostName returns the label of a host that names its owner, squeezed: "bbc" of
// www.bbc.co.uk.
func hostName(host string) string {
	labels := strings.Split(strings.ToLower(host), ".")
	n := len(labels) - 2
	if n < 0 {
		return ""
	}
	if n > 0 && len(labels[n]) <= 3 && len(labels[n+1]) == 2 {
		n-- // co.uk, com.au, or.jp
	}
	return fold.Squeeze(labels[n])
}
