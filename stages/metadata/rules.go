package metadata

import "winnow/pipeline"

// rules name the evidence; none removes text.
var rules = func() []pipeline.Rule {
	var list []pipeline.Rule
	for _, r := range [][2]string{
		{"jsonld-title", "The title is the headline of the JSON-LD article."},
		{"og-title", "The title is that of OpenGraph or Twitter cards."},
		{"meta-title", "The title is that of Parsely, Sailthru, Dublin Core or citation tags."},
		{"microdata-title", "The title is the itemprop headline."},
		{"title-element", "The title is the title element without the site's name."},
		{"h1-title", "The title is an h1 that the metadata confirm, or the only one."},
		{"h2-title", "The title is an h2 or h3 that the metadata confirm."},
		{"jsonld-author", "The byline is the author of the JSON-LD article."},
		{"meta-author", "The byline is that of a meta element."},
		{"microdata-author", "The byline is the itemprop author."},
		{"author-link", "The byline is a link to an author's page near the title."},
		{"author-element", "The byline is an element whose class or id says author."},
		{"byline-text", "The byline is a line near the title such as “By Ann Lee”."},
		{"site-owner", "The byline is the person that the site is named after, such as “Ann Lee's blog”; the page names nobody else."},
		{"jsonld-date", "The date of publication is that of the JSON-LD article."},
		{"jsonld-modified", "The date of the last change is that of the JSON-LD article."},
		{"meta-date", "The date of publication is that of a meta element."},
		{"meta-modified", "The date of the last change is that of a meta element."},
		{"microdata-date", "The date of publication is the itemprop datePublished."},
		{"microdata-modified", "The date of the last change is the itemprop dateModified."},
		{"time-element", "The date of publication is a time element."},
		{"date-line", "The date of publication stands in a line of the text, mostly near the title."},
		{"shown-modified", "The date of the last change stands in the text with its label."},
		{"only-date", "The page gives no date of publication: it is the date of the last change, its only one."},
		{"script-date", "The date of publication is that in data for the page's scripts; the page marks no other."},
		{"url-date", "The date of publication is that in the page's address."},
		{"meta-site", "The site is named by a meta element."},
		{"jsonld-site", "The site is the JSON-LD publisher or WebSite."},
		{"title-site", "The site is the end of the title element that is called like the host."},
		{"html-lang", "The language is the lang attribute of the html element."},
		{"meta-lang", "The language is that of a meta element."},
		{"jsonld-lang", "The language is that of the JSON-LD article."},
		{"link-canonical", "The canonical address is that of link rel=canonical."},
		{"meta-canonical", "The canonical address is og:url."},
		{"meta-excerpt", "The excerpt is the description of a meta element."},
		{"jsonld-excerpt", "The excerpt is the description of the JSON-LD article."},
		{"meta-image", "The image is that of a meta element."},
		{"jsonld-image", "The image is that of the JSON-LD article."},
		{"meta-tag", "The tag is a keyword of a meta element."},
		{"jsonld-tag", "The tag is a keyword of the JSON-LD article."},
	} {
		list = append(list, pipeline.Rule{Name: "metadata/" + r[0], Doc: r[1], Tier: pipeline.TierNote})
	}
	return list
}()
