package metadata

import "winnow/pipeline"

// rules name the evidence; none removes text.
var rules = func() []pipeline.Rule {
	var list []pipeline.Rule
	for _, r := range [][2]string{
		{"jsonld-title", "The title comes from the headline of the JSON-LD article."},
		{"og-title", "The title comes from an OpenGraph or Twitter Card element."},
		{"meta-title", "The title comes from a Parsely, Sailthru, Dublin Core or citation element."},
		{"microdata-title", "The title comes from the microdata property headline."},
		{"title-element", "The title comes from the title element, without the name of the site."},
		{"h1-title", "The title is an h1 that the metadata confirm, or the only h1."},
		{"h2-title", "The title is an h2 or h3 that the metadata confirm."},
		{"jsonld-author", "The byline comes from the author of the JSON-LD article."},
		{"meta-author", "The byline comes from a meta element."},
		{"microdata-author", "The byline comes from the microdata property author."},
		{"author-link", "The byline is a link to an author's page near the title."},
		{"author-element", "The byline is an element whose class or ID marks it as the author."},
		{"byline-text", "The byline is a line near the title such as “By Ann Lee”."},
		{"site-owner", "The byline is the person the site is named after, as in “Ann Lee's blog”; the page names nobody else."},
		{"jsonld-date", "The date of publication comes from the JSON-LD article."},
		{"jsonld-modified", "The date of the last change comes from the JSON-LD article."},
		{"meta-date", "The date of publication comes from a meta element."},
		{"meta-modified", "The date of the last change comes from a meta element."},
		{"microdata-date", "The date of publication comes from the microdata property datePublished."},
		{"microdata-modified", "The date of the last change comes from the microdata property dateModified."},
		{"time-element", "The date of publication comes from a time element."},
		{"date-line", "The date of publication is in a line of the text, usually near the title."},
		{"shown-modified", "The date of the last change is shown in the text, with its label."},
		{"only-date", "The page gives no date of publication; its only date, that of the last change, is used instead."},
		{"script-date", "The date of publication comes from data for the page's scripts; the page marks no other."},
		{"url-date", "The date of publication comes from the address of the page."},
		{"meta-site", "The name of the site comes from a meta element."},
		{"jsonld-site", "The name of the site comes from the publisher or the WebSite in the JSON-LD."},
		{"title-site", "The name of the site is the end of the title element that matches the host name."},
		{"html-lang", "The language comes from the lang attribute of the html element."},
		{"meta-lang", "The language comes from a meta element."},
		{"jsonld-lang", "The language comes from the JSON-LD article."},
		{"link-canonical", "The canonical address comes from link rel=canonical."},
		{"meta-canonical", "The canonical address comes from og:url."},
		{"meta-excerpt", "The excerpt comes from the description in a meta element."},
		{"jsonld-excerpt", "The excerpt comes from the description of the JSON-LD article."},
		{"meta-image", "The image comes from a meta element."},
		{"jsonld-image", "The image comes from the JSON-LD article."},
		{"meta-tag", "The tag is a keyword of a meta element."},
		{"jsonld-tag", "The tag is a keyword of the JSON-LD article."},
	} {
		list = append(list, pipeline.Rule{Name: "metadata/" + r[0], Doc: r[1], Tier: pipeline.TierNote})
	}
	return list
}()
