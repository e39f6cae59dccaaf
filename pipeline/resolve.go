package pipeline

import (
	"net/url"
	"strings"
)

// Resolve makes an address of the page absolute, against the page's base and
// URL. It returns "" for what is no address of a page or an image: fragments,
// scripts, and other schemes than http, https and mailto.
func (d Document) Resolve(href string) string {
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") {
		return ""
	}
	ref, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if base, err := url.Parse(d.URL); err == nil && base.Scheme != "" {
		ref = base.ResolveReference(ref)
	}
	switch strings.ToLower(ref.Scheme) {
	case "http", "https", "mailto", "":
		return ref.String()
	}
	return ""
}
