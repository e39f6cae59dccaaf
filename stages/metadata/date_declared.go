package metadata

import (
	"strings"

	"winnow/pipeline/dates"
)

// dateMetas are meta elements that hold dates, by what they mean.
var dateMetas = []struct {
	name   string
	sense  sense
	weight float64
}{
	{"article:published_time", published, 0.8}, {"og:article:published_time", published, 0.8}, {"article:published", published, 0.8}, {"og:published_time", published, 0.8},
	{"citation_publication_date", published, 0.75}, {"citation_date", published, 0.7}, {"citation_online_date", published, 0.75},
	{"parsely-pub-date", published, 0.8}, {"sailthru.date", published, 0.75}, {"cxenseparse:recs:publishtime", published, 0.75}, {"cxenseparse:publishtime", published, 0.75},
	{"dc.date.issued", published, 0.75}, {"dcterms.issued", published, 0.75}, {"dcterms.date", published, 0.65}, {"dcterms.created", published, 0.65}, {"dc.date.created", published, 0.65}, {"dc.date", published, 0.65}, {"dc.created", published, 0.6},
	{"datepublished", published, 0.75}, {"date_published", published, 0.75}, {"publish_date", published, 0.75}, {"publish-date", published, 0.75}, {"publishdate", published, 0.75}, {"published_date", published, 0.75}, {"published-date", published, 0.75}, {"publication_date", published, 0.75}, {"publicationdate", published, 0.75}, {"published", published, 0.75}, {"pubdate", published, 0.75}, {"article.published", published, 0.75}, {"article_date_original", published, 0.75}, {"originalpublicationdate", published, 0.75}, {"article.created", published, 0.7}, {"pdate", published, 0.65}, {"ptime", published, 0.65}, {"timestamp", published, 0.5}, {"releasedate", published, 0.6}, {"created", published, 0.5}, {"datecreated", published, 0.6}, {"date", published, 0.6}, {"article:post_time", published, 0.6}, {"nationalgeographic:pubdate", published, 0.7},
	{"article:modified_time", modified, 0.8}, {"og:updated_time", modified, 0.7}, {"og:modified_time", modified, 0.7}, {"article:modified", modified, 0.75}, {"dcterms.modified", modified, 0.75}, {"dc.date.modified", modified, 0.75}, {"datemodified", modified, 0.75}, {"last-modified", modified, 0.6}, {"lastmod", modified, 0.7}, {"updated", modified, 0.6}, {"last_updated_date", modified, 0.7}, {"updated_time", modified, 0.7}, {"modified", modified, 0.6}, {"revised", modified, 0.6}, {"utime", modified, 0.5},
}

// isDateMeta holds the names of the table.
var isDateMeta = func() map[string]bool {
	m := map[string]bool{}
	for _, d := range dateMetas {
		m[d.name] = true
	}
	return m
}()

// declaredDates returns the dates that the metadata declare.
func (e *extractor) declaredDates() []dateCandidate {
	var list []dateCandidate
	list = append(list, e.linkedDates()...)
	list = append(list, e.metaDates()...)
	return append(list, e.microdataDates()...)
}

// linkedDates returns those of the JSON-LD.
func (e *extractor) linkedDates() []dateCandidate {
	var list []dateCandidate
	for _, f := range []struct {
		name   string
		sense  sense
		weight float64
	}{{"datePublished", published, 0.82}, {"dateCreated", published, 0.5}, {"uploadDate", published, 0.6}, {"dateModified", modified, 0.82}} {
		c := candidate{claim: claim{rule: f.sense.rule("metadata/jsonld-date", "metadata/jsonld-modified"), why: f.name, node: nowhere}, weight: f.weight, source: fromJSONLD}
		list = append(list, e.parseDate(e.linked.field(f.name), f.sense, c)...)
	}
	return list
}

// metaDates returns those of the meta elements: of the ones in the table, then
// of those whose name says that they hold a date.
func (e *extractor) metaDates() []dateCandidate {
	var list []dateCandidate
	read := func(name, content string, s sense, weight float64) {
		c := candidate{claim: claim{rule: s.rule("metadata/meta-date", "metadata/meta-modified"), why: name, node: nowhere}, weight: weight, source: fromMeta}
		list = append(list, e.parseDate(content, s, c)...)
	}
	for _, m := range dateMetas {
		if contents := e.every(m.name); len(contents) > 0 {
			read(m.name, contents[0], m.sense, m.weight)
		}
	}
	for _, m := range e.meta {
		if s := senseOfMeta(m.name); s != unlabelled {
			read(m.name, m.content, s, 0.6)
		}
	}
	return list
}

// microdataDates returns those of elements with itemprop.
func (e *extractor) microdataDates() []dateCandidate {
	var list []dateCandidate
	for _, p := range e.props {
		s := published
		switch p.name {
		case "datepublished":
		case "datemodified":
			s = modified
		default:
			continue
		}
		if e.isForeign(p.node) {
			continue
		}
		c := candidate{claim: claim{rule: s.rule("metadata/microdata-date", "metadata/microdata-modified"), why: "itemprop " + p.name, node: nowhere}, weight: 0.8, source: fromMicrodata}
		list = append(list, e.parseDate(e.itemText(p.node), s, c)...)
	}
	return list
}

// parseDate reads a declared date; if it is none, it returns no candidate.
func (e *extractor) parseDate(value string, s sense, c candidate) []dateCandidate {
	d, ok := dates.Parse(value, e.order)
	if !ok {
		return nil
	}
	return []dateCandidate{{candidate: c, date: d, sense: s}}
}

// senseOfMeta derives from its words what date a meta element that is in no
// table holds: "w-published-date", "content:publish.time".
func senseOfMeta(name string) sense {
	if !strings.Contains(name, "date") && !strings.Contains(name, "time") || isDateMeta[name] {
		return unlabelled
	}
	for _, word := range []string{"expir", "review", "event", "start", "end", "unpublish"} {
		if strings.Contains(name, word) {
			return unlabelled
		}
	}
	switch {
	case strings.Contains(name, "publish") || strings.Contains(name, "publication"):
		return published
	case strings.Contains(name, "modif") || strings.Contains(name, "updat"):
		return modified
	}
	return unlabelled
}

// addressDate reads the date in the page's URL: /2024/04/04/.
func (e *extractor) addressDate() []dateCandidate {
	path := e.url.Path
	for i := 0; i+10 <= len(path); i++ {
		if path[i] != '/' && path[i] != '-' || path[i+1] != '1' && path[i+1] != '2' {
			continue
		}
		d, start, _, ok := dates.Find(path[i+1:], dates.DayFirst)
		if ok && start == 0 {
			d = dates.Date{Year: d.Year, Month: d.Month, Day: d.Day}
			c := candidate{claim: claim{rule: "metadata/url-date", why: path, node: nowhere}, weight: 0.7, source: fromURL}
			return []dateCandidate{{candidate: c, date: d, sense: published}}
		}
	}
	return nil
}
