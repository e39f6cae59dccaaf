package metadata

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/langtag"
)

// lang returns the language of the page as it declares it, as a BCP 47 tag.
func (e *extractor) lang() claim {
	sources := []claim{{e.page.lang, "metadata/html-lang", "the lang attribute of html", nowhere}}
	if v, name := e.first("og:locale", "content-language", "dc.language", "dcterms.language", "language", "citation_language"); v != "" {
		sources = append(sources, claim{v, "metadata/meta-lang", name, nowhere})
	}
	sources = append(sources, claim{e.linked.field("inLanguage"), "metadata/jsonld-lang", "inLanguage", nowhere})
	for _, c := range sources {
		if c.value = langtag.Parse(c.value); c.value != "" {
			return c
		}
	}
	return claim{}
}

// canonical returns the page's own address as it declares it.
func (e *extractor) canonical() claim {
	for _, c := range []claim{
		{e.page.canonical, "metadata/link-canonical", "link rel=canonical", nowhere},
		{e.firstValue("og:url"), "metadata/meta-canonical", "og:url", nowhere},
	} {
		if c.value = e.absolute(c.value); c.value != "" {
			return c
		}
	}
	return claim{}
}

func (e *extractor) firstValue(names ...string) string {
	v, _ := e.first(names...)
	return v
}

// absolute makes an address of the web absolute; "" when it is none.
func (e *extractor) absolute(s string) string {
	s = line(s)
	if s == "" || strings.HasPrefix(s, "data:") {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	if e.url.Scheme != "" {
		u = e.url.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// image returns the picture that represents the page.
func (e *extractor) image() claim {
	v, name := e.first("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "parsely-image-url", "thumbnail")
	for _, c := range []claim{
		{v, "metadata/meta-image", name, nowhere},
		{e.linked.image(), "metadata/jsonld-image", "image of the main entity", nowhere},
	} {
		if c.value = e.absolute(c.value); c.value != "" {
			return c
		}
	}
	return claim{}
}

// excerpt returns what the page says of itself in a sentence or two.
func (e *extractor) excerpt() claim {
	v, name := e.first("og:description", "description", "twitter:description", "dc.description", "dcterms.description", "sailthru.description")
	for _, c := range []claim{
		{v, "metadata/meta-excerpt", name, nowhere},
		{e.linked.field("description"), "metadata/jsonld-excerpt", "description of the main entity", nowhere},
	} {
		if len(words(c.value)) > 2 {
			return c
		}
	}
	return claim{}
}

// maxTags bounds the keywords that are taken; pages that list more stuff them.
const maxTags = 32

// tags returns the page's keywords, each once.
func (e *extractor) tags() []claim {
	var list []claim
	seen := map[string]bool{}
	add := func(value, rule, why string) {
		value = strings.Trim(line(value), " ,;#")
		key := fold.Squeeze(value)
		if key == "" || seen[key] || utf8.RuneCountInString(value) > 60 || strings.Contains(value, "://") || len(list) >= maxTags {
			return
		}
		seen[key] = true
		list = append(list, claim{value, rule, why, nowhere})
	}
	for _, v := range e.every("article:tag") {
		for _, part := range strings.Split(v, ",") {
			add(part, "metadata/meta-tag", "article:tag")
		}
	}
	for _, field := range []string{"keywords", "articleSection"} {
		for _, v := range e.linked.main.Get(field).Items() {
			for _, part := range strings.Split(v.String(), ",") {
				add(part, "metadata/jsonld-tag", field)
			}
		}
	}
	for _, name := range []string{"parsely-tags", "sailthru.tags", "news_keywords", "article:section", "keywords", "dc.subject"} {
		for _, v := range e.every(name) {
			for _, part := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ';' }) {
				add(part, "metadata/meta-tag", name)
			}
		}
	}
	return list
}

// A fieldClaim is the claim that won for a field of one value.
type fieldClaim struct {
	to    pipeline.Field
	claim claim
}

// fields lists the claims for the fields that hold one value.
func (e *extractor) fields() []fieldClaim {
	pub, mod := e.dates()
	return []fieldClaim{
		{pipeline.FieldTitle, e.titleClaim}, {pipeline.FieldByline, e.byline()}, {pipeline.FieldPublished, pub}, {pipeline.FieldModified, mod},
		{pipeline.FieldSite, e.site()}, {pipeline.FieldLang, e.langClaim}, {pipeline.FieldCanonical, e.canonical()},
		{pipeline.FieldExcerpt, e.excerpt()}, {pipeline.FieldImage, e.image()},
	}
}
