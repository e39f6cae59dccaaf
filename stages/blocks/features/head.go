package features

import (
	"encoding/json"
	"strings"
	"unicode"

	"winnow/pipeline/tree"
)

// declared is what a page says about itself outside its text.
type declared struct {
	title, description string
	ogArticle, ogOther bool
	published, author  bool
	types              ldType
	articleBody        string // letters and digits of JSON-LD's articleBody
	generator          generator
	feeds, alternates  int
	robotsNoIndex      bool
}

// An ldType is a set of kinds of things that JSON-LD and microdata describe.
type ldType uint16

const (
	ldArticle ldType = 1 << iota
	ldProduct
	ldForum
	ldList
	ldPlace // organisations, shops, services
	ldFAQ
	ldCrumbs
	ldEvent
	ldRecipe
	ldVideo
	ldSoftware
	ldCourse
)

var ldNames = map[string]ldType{
	"Article": ldArticle, "NewsArticle": ldArticle, "BlogPosting": ldArticle, "ReportageNewsArticle": ldArticle, "AnalysisNewsArticle": ldArticle, "TechArticle": ldArticle, "ScholarlyArticle": ldArticle, "OpinionNewsArticle": ldArticle, "LiveBlogPosting": ldArticle,
	"Product": ldProduct, "ProductGroup": ldProduct, "Offer": ldProduct, "AggregateOffer": ldProduct, "IndividualProduct": ldProduct,
	"DiscussionForumPosting": ldForum, "QAPage": ldForum, "Question": ldForum, "Comment": ldForum,
	"ItemList": ldList, "CollectionPage": ldList, "SearchResultsPage": ldList, "OfferCatalog": ldList, "Blog": ldList,
	"LocalBusiness": ldPlace, "Service": ldPlace, "ProfessionalService": ldPlace, "FinancialService": ldPlace, "Restaurant": ldPlace, "Hotel": ldPlace, "MedicalBusiness": ldPlace, "Corporation": ldPlace, "Store": ldPlace,
	"FAQPage": ldFAQ, "BreadcrumbList": ldCrumbs, "Event": ldEvent, "Recipe": ldRecipe, "VideoObject": ldVideo,
	"SoftwareApplication": ldSoftware, "APIReference": ldArticle, "Course": ldCourse, "JobPosting": ldEvent,
}

// A generator is the kind of program that made a page.
type generator uint8

const (
	genNone generator = iota
	genBlog
	genShop
	genForum
	genDocs
	genWiki
	genBuilder
)

var generators = []struct {
	name string
	kind generator
}{
	{"woocommerce", genShop}, {"shopify", genShop}, {"magento", genShop}, {"prestashop", genShop}, {"wordpress", genBlog}, {"ghost", genBlog}, {"blogger", genBlog},
	{"discourse", genForum}, {"phpbb", genForum}, {"vbulletin", genForum}, {"xenforo", genForum}, {"flarum", genForum}, {"mybb", genForum},
	{"docusaurus", genDocs}, {"sphinx", genDocs}, {"mkdocs", genDocs}, {"vitepress", genDocs}, {"gitbook", genDocs}, {"hugo", genDocs}, {"jekyll", genDocs}, {"starlight", genDocs}, {"docfx", genDocs}, {"javadoc", genDocs},
	{"mediawiki", genWiki}, {"wix", genBuilder}, {"squarespace", genBuilder}, {"webflow", genBuilder}, {"elementor", genBuilder},
}

// readDeclared reads head, and JSON-LD wherever it is.
func readDeclared(t *tree.Tree) declared {
	d := declared{}
	for n := int32(0); n < t.Len(); n++ {
		switch t.Nodes[n].Tag {
		case tree.Title:
			if d.title == "" {
				d.title = t.RawText(n)
			}
		case tree.Meta:
			d.meta(t, n)
		case tree.Link:
			d.link(t, n)
		case tree.Script:
			if kind, ok := t.Attr(n, "type"); ok && strings.Contains(kind, "ld+json") {
				d.linkedData(t.RawText(n))
			}
		}
	}
	return d
}

func (d *declared) meta(t *tree.Tree, n int32) {
	name, ok := t.Attr(n, "property")
	if !ok {
		if name, ok = t.Attr(n, "name"); !ok {
			return
		}
	}
	value := t.Value(n, "content")
	switch strings.ToLower(name) {
	case "og:title":
		if value != "" {
			d.title = value
		}
	case "description", "og:description":
		if len(value) > len(d.description) {
			d.description = value
		}
	case "og:type":
		d.ogArticle = strings.Contains(strings.ToLower(value), "article") || strings.EqualFold(value, "blog")
		d.ogOther = !d.ogArticle && !strings.EqualFold(value, "website")
		if strings.Contains(strings.ToLower(value), "product") {
			d.types |= ldProduct
		}
	case "article:published_time", "datepublished", "publish-date", "pubdate", "date", "dc.date.issued", "parsely-pub-date":
		d.published = true
	case "author", "article:author", "parsely-author", "dc.creator":
		d.author = true
	case "robots":
		d.robotsNoIndex = strings.Contains(strings.ToLower(value), "noindex")
	case "generator":
		value = strings.ToLower(value)
		for _, g := range generators {
			if strings.Contains(value, g.name) {
				d.generator = g.kind
				break
			}
		}
	}
}

func (d *declared) link(t *tree.Tree, n int32) {
	switch rel := t.Value(n, "rel"); {
	case strings.EqualFold(rel, "alternate") && strings.Contains(t.Value(n, "type"), "rss"):
		d.feeds++
	case strings.EqualFold(rel, "alternate"):
		d.alternates++
	}
}

// linkedData looks for types and an article's text in JSON-LD, which need not
// be valid JSON.
func (d *declared) linkedData(s string) {
	for rest := s; ; {
		i := strings.Index(rest, `"@type"`)
		if i < 0 {
			break
		}
		rest = rest[i+len(`"@type"`):]
		value := rest[:min(len(rest), 120)]
		if end := strings.IndexAny(value, ",}\n"); end >= 0 && !strings.Contains(value[:end], "[") {
			value = value[:end]
		} else if end := strings.IndexByte(value, ']'); end >= 0 {
			value = value[:end]
		}
		for name := range strings.SplitSeq(value, `"`) {
			d.types |= ldNames[name]
		}
	}
	if d.articleBody == "" {
		d.articleBody = flatten(jsonString(s, `"articleBody"`), 1<<20)
	}
}

// jsonString returns the string that is the value of a key.
func jsonString(s, key string) string {
	i := strings.Index(s, key)
	if i < 0 {
		return ""
	}
	s = strings.TrimLeft(s[i+len(key):], ": \t\n\r")
	if s == "" || s[0] != '"' {
		return ""
	}
	for j := 1; j < len(s); j++ {
		switch s[j] {
		case '\\':
			j++
		case '"':
			var out string
			raw := strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(s[:j+1])
			if json.Unmarshal([]byte(raw), &out) != nil {
				return raw
			}
			return out
		}
	}
	return ""
}

// flatten keeps the letters and digits of s, in lower case, at most limit bytes.
func flatten(s string, limit int) string {
	var b strings.Builder
	for _, r := range s {
		if b.Len() >= limit {
			break
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
