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

// Address returns the URL of the page or, if it came without one, the address that it declares
// itself, absolute: that of link rel=canonical, else og:url. It tells what kind of page this is;
// links are resolved against Base, since a copy of a page on another site declares the
// address of the original.
func (d Document) Address() string {
	if d.URL != "" || d.Tree == nil {
		return d.URL
	}
	return declaredAddress(d.Tree)
}

func declaredAddress(t *tree.Tree) string {
	shared := ""
	for n := range t.All(0, tree.Link, tree.Meta) {
		switch {
		case t.Nodes[n].Tag == tree.Link:
			if tree.HasToken(t.Value(n, "rel"), "canonical") && isAbsolute(t.Value(n, "href")) {
				return strings.TrimSpace(t.Value(n, "href"))
			}
		case shared == "" && (tree.HasToken(t.Value(n, "property"), "og:url") || tree.HasToken(t.Value(n, "name"), "og:url")) && isAbsolute(t.Value(n, "content")):
			shared = strings.TrimSpace(t.Value(n, "content"))
		}
	}
	return shared
}

// isAbsolute reports whether an address is a whole one of the web.
func isAbsolute(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
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
