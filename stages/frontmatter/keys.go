package frontmatter

import (
	"embed"
	"strings"
	"sync"
	"unicode"

	"winnow/pipeline/fold"
	"winnow/stages/internal/langfiles"
)

// A key is what a key or a label of a header stands for.
type key uint8

const (
	unknown key = iota
	title
	author
	published
	modified
	address   // of the page
	outlet    // where the text is from: an address or a name
	canonical // the address that the page declares
	site
	host // the name of the site if nothing else is
	language
	excerpt
	tags
	image
	warning
	content // the label of the text itself
	program // for the program that shows or stores the text
	other   // known to be about the page, without a field
)

// keys are the names that programs give to data, without signs and in lower case; of
// names for the same, the first that has a value counts.
var keys = [...]struct {
	key   key
	names string
}{
	{title, "title headline articletitle pagetitle ogtitle"},
	{author, "author authors byline creator creators writer articleauthor"},
	{published, "date published datepublished pubdate publishdate publisheddate publishedtime publishedat publishedon publicationdate dateposted postdate articlepublishedtime"},
	{modified, "modified updated lastmod lastmodified lastmodifiedat lastupdated datemodified dateupdated updatedat updateddate modifiedtime modifieddate articlemodifiedtime"},
	{address, "url sourceurl pageurl originalurl urlsource link uri permalink ogurl"},
	{outlet, "source"},
	{canonical, "canonical canonicalurl canonicallink"},
	{site, "sitename site publisher publication website ogsitename"},
	{host, "hostname host domain"},
	{language, "lang language locale inlanguage oglocale"},
	{excerpt, "description excerpt summary abstract metadescription ogdescription"},
	{tags, "tags keywords categories category tag topics articletag newskeywords section articlesection"},
	{image, "image cover coverimage thumbnail featuredimage heroimage images ogimage"},
	{program, "layout slug draft aliases alias cssclass cssclasses fingerprint toc permalinks redirectfrom sidebarposition statuscode scrapeid"},
	{other, "id weight license created accessed retrieved fetched crawled type subtitle"},
}

// A name is a key and its rank among the names for the same.
type name struct {
	key  key
	rank int
}

var names = sync.OnceValue(func() map[string]name {
	m := map[string]name{}
	for _, k := range keys {
		for rank, s := range strings.Fields(k.names) {
			m[s] = name{k.key, rank}
		}
	}
	return m
})

// keyOf returns what the key of a program or a label stands for, and its rank among
// the names for the same: "datePublished" and "date_published" are one.
func keyOf(s string) (k key, rank int) {
	n, ok := names()[strings.Map(nameRune, s)]
	if !ok {
		return labels()[fold.Key(s)], 0
	}
	return n.key, n.rank
}

// nameRune maps the runes of keys to those of names; signs are left out.
func nameRune(r rune) rune {
	if strings.ContainsRune("_-.: ", r) {
		return -1
	}
	return unicode.ToLower(r)
}

//go:embed data
var data embed.FS

// labels are what people and programs write before the data of a text, folded, in
// many languages.
var labels = sync.OnceValue(func() map[string]key {
	kinds := map[string]key{
		"title": title, "author": author, "published": published, "modified": modified, "address": address, "source": outlet, "site": site,
		"tags": tags, "text": content,
	}
	m := map[string]key{}
	err := langfiles.Each(data, func(_, category, label string) {
		k := kinds[category]
		if k == unknown {
			panic("no kind of label " + category) // a defect of the build
		}
		m[fold.Key(label)] = k
	})
	if err != nil {
		panic(err)
	}
	return m
})

// maxLabel is the maximum length in bytes of a label.
const maxLabel = 40

// cutLabel slices a line "Label: value" after its colon. The value begins at byte
// at.
func cutLabel(line string) (label string, at int, ok bool) {
	head := line[:min(len(line), maxLabel+len("："))]
	i := strings.IndexAny(head, ":：")
	if i <= 0 {
		return "", 0, false
	}
	size := len(":")
	if line[i] != ':' {
		size = len("：")
	}
	label = strings.TrimSpace(line[:i])
	if label == "" || strings.HasPrefix(line[i+size:], "//") {
		return "", 0, false
	}
	at = i + size
	return label, at + len(line[at:]) - len(strings.TrimLeftFunc(line[at:], unicode.IsSpace)), true
}
