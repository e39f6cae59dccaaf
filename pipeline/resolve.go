package pipeline

import (
	"net/url"
	"strings"

	"winnow/pipeline/tree"
)

// Resolve returns an address of the page as an absolute URL, relative to the
// page's base. It returns "" for what is not the address of a page or an image:
// fragments, scripts, and schemes other than http, https and mailto. Without a
// base a relative address stays relative.
func (d Document) Resolve(href string) string {
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") {
		return ""
	}
	ref, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if base, err := url.Parse(d.Base); err == nil && base.Scheme != "" {
		ref = base.ResolveReference(ref)
	}
	switch strings.ToLower(ref.Scheme) {
	case "http", "https", "mailto", "":
		return ref.String()
	}
	return ""
}

// baseOf returns the address in the page's base element, or else its URL.
func baseOf(t *tree.Tree, pageURL string) string {
	n := t.First(0, tree.Base)
	if n < 0 {
		return pageURL
	}
	base, err := url.Parse(strings.TrimSpace(t.Value(n, "href")))
	if err != nil {
		return pageURL
	}
	if page, err := url.Parse(pageURL); err == nil && page.Scheme != "" {
		base = page.ResolveReference(base)
	}
	if base.Scheme != "http" && base.Scheme != "https" {
		return pageURL
	}
	return base.String()
}
