package metadata

import (
	"slices"
	"strings"
)

// Weights of declared authors. Where JSON-LD names an organization, that is often
// the site itself, entered for want of a person.
const (
	linkedAuthor       = 0.8
	linkedOrganization = 0.45
	twitterAuthor      = 0.75
	siteOwnerWeight    = 0.5
)

// declaredAuthors returns the authors that the metadata name.
func (e *extractor) declaredAuthors() []candidate {
	var candidates []candidate
	add := func(value, rule, why string, from source, weight float64) {
		if value != "" {
			candidates = append(candidates, candidate{claim: claim{value, rule, why, nowhere}, weight: weight, source: from})
		}
	}
	var names []string
	weight := linkedAuthor
	for _, p := range e.linked.people() {
		if name := cleanName(p.name); name != "" && !slices.Contains(names, name) && len(names) < 20 {
			if p.organization {
				weight = linkedOrganization
			}
			names = append(names, name)
		}
	}
	add(strings.Join(turned(names, false), nameSep), "metadata/jsonld-author", "author of the main entity", fromJSONLD, weight)

	for _, m := range authorMetas {
		var names []string
		for _, v := range e.every(m.name) {
			if name := cleanName(v); name != "" && !slices.Contains(names, name) && len(names) < 20 {
				names = append(names, name)
			}
		}
		if isCatalogue(m.name) {
			names = turned(names, m.name == "citation_author")
		}
		add(strings.Join(names, nameSep), "metadata/meta-author", m.name, fromMeta, m.weight)
	}
	for i, label := range []string{"twitter:label1", "twitter:label2"} {
		if v, _ := e.first(label); isWrittenBy(v) {
			v, name := e.first([]string{"twitter:data1", "twitter:data2"}[i])
			add(cleanName(v), "metadata/meta-author", name, fromTwitter, twitterAuthor)
		}
	}
	return candidates
}

// authorMetas are meta elements that name authors.
var authorMetas = []struct {
	name   string
	weight float64
}{
	{"citation_author", 0.85}, {"parsely-author", 0.8}, {"sailthru.author", 0.8}, {"dc.creator", 0.75}, {"dcterms.creator", 0.75},
	{"dc.creator.name", 0.75}, {"article:author", 0.7}, {"article:author_name", 0.75}, {"og:article:author", 0.7}, {"author", 0.7}, {"byl", 0.75},
	{"cxenseparse:author", 0.75}, {"rbauthors", 0.7}, {"book:author", 0.5}, {"creator", 0.6},
}

// isCatalogue reports whether a meta element holds names in the form of
// catalogues.
func isCatalogue(name string) bool {
	return strings.HasPrefix(name, "citation_") || strings.HasPrefix(name, "dc.") || strings.HasPrefix(name, "dcterms.")
}

// siteOwner returns the person that the site is named after: "Ann Lee's blog".
// A name alone may be a company's.
func (e *extractor) siteOwner() []candidate {
	for _, s := range []string{e.firstValue("og:site_name"), line(e.linked.site.Get("name").String()), e.siteInTitle(), e.lastInTitle()} {
		name, what, ok := strings.Cut(strings.ReplaceAll(s, "’", "'"), "'s ")
		if !ok || !isPerson(name) {
			continue
		}
		switch strings.ToLower(what) {
		case "blog", "weblog", "site", "website", "homepage", "home page", "substack", "newsletter", "journal", "notes", "notebook", "web site", "personal site", "personal website", "personal blog":
			return []candidate{{claim: claim{name, "metadata/site-owner", "the site is called “" + short(s) + "”", nowhere}, weight: siteOwnerWeight, source: fromSiteName}}
		}
	}
	return nil
}
