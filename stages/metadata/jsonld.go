package metadata

import (
	"strings"

	"winnow/stages/internal/loosejson"
)

// linked is what the JSON-LD of a page says: the entity that is the page's
// main content, and those around it.
type linked struct {
	main *loosejson.Value // the article or what takes its place; may be nil
	page *loosejson.Value // the WebPage; may be nil
	site *loosejson.Value // the WebSite; may be nil
	byID map[string]*loosejson.Value
}

// rank orders entities by how likely they are the page's main content; 0
// is no content.
func rank(kind string) int {
	switch kind {
	case "blogposting", "report", "socialmediaposting", "liveblogposting":
		return 4
	case "discussionforumposting", "recipe", "howto", "review", "podcastepisode", "scholarlywork":
		return 3
	case "creativework", "product", "event", "videoobject", "course", "book", "dataset", "softwareapplication", "qapage", "faqpage":
		return 2
	}
	switch {
	case strings.HasSuffix(kind, "article"):
		return 4
	case strings.HasSuffix(kind, "page"):
		return 1
	}
	return 0
}

// kindOf returns the name of an entity's type, lower case, without its
// vocabulary; of several the one that ranks highest.
func kindOf(v *loosejson.Value) string {
	best := ""
	for _, t := range v.Get("@type").Items() {
		kind := strings.ToLower(t.String())
		kind = kind[strings.LastIndexAny(kind, "/#:")+1:]
		if best == "" || rank(kind) > rank(best) {
			best = kind
		}
	}
	return best
}

// inside are the fields in which an entity that is the page's content hides.
// Lists of other things (itemListElement, hasPart, citation) are not there.
var inside = []string{"@graph", "mainEntity", "mainEntityOfPage", "subjectOf", "about"}

// readLinked finds the main entity among the JSON-LD values of a page. Of
// several of one rank it takes the one that names the page's address, then
// the one whose headline is like the page's title, then the first.
func readLinked(p *page) linked {
	s := linkedSearch{in: p, best: -1, linked: linked{byID: map[string]*loosejson.Value{}}}
	for _, v := range p.data {
		s.visit(v, 0)
	}
	return s.linked
}

// A linkedSearch goes through the entities of a page.
type linkedSearch struct {
	linked
	in   *page
	best float64 // how well the main entity fits
}

// maxLinkedDepth is how deep the page's content is looked for among the fields of
// entities.
const maxLinkedDepth = 4

// visit takes note of an entity, or each of a list, and of those inside.
func (s *linkedSearch) visit(v *loosejson.Value, depth int) {
	if depth > maxLinkedDepth {
		return
	}
	for _, e := range v.Items() {
		if e == nil || e.Kind != '{' {
			continue
		}
		s.note(e)
		for _, field := range inside {
			if field != "about" || depth == 0 {
				s.visit(e.Get(field), depth+1)
			}
		}
	}
}

// note takes note of an entity: under its ID, and as the main one, the page or the
// site if it is that.
func (s *linkedSearch) note(e *loosejson.Value) {
	if id := e.Get("@id"); id != nil && id.Kind == '"' && len(e.List) > 1 {
		if _, known := s.byID[id.Text]; !known {
			s.byID[id.Text] = e
		}
	}
	kind := kindOf(e)
	if kind == "website" {
		if s.site == nil {
			s.site = e
		}
		return
	}
	if rank(kind) == 0 {
		return
	}
	if fit := s.fit(s.in, e, kind); fit > s.best {
		s.best, s.main = fit, e
	}
	if rank(kind) == 1 && s.page == nil {
		s.page = e
	}
}

// What an entity of JSON-LD gains by the page's address, and by a name like the
// page's title: together less than a rank.
const (
	hereFit  = 0.5
	titleFit = 0.4
)

// fit weighs an entity: its rank, then the evidence that it is this page.
func (l *linked) fit(p *page, e *loosejson.Value, kind string) float64 {
	score := float64(rank(kind))
	if p.isHere(e.Get("url").String()) || p.isHere(e.Get("mainEntityOfPage").String()) || p.isHere(e.Get("@id").String()) {
		score += hereFit
	}
	if name := entityName(e); name != "" {
		score += titleFit * likeness(name, p.title)
	}
	return score
}

// isHere reports whether an address is that of the page.
func (p *page) isHere(address string) bool {
	if address == "" {
		return false
	}
	a := stripAddress(address)
	return a != "" && (a == stripAddress(p.url.String()) || p.canonical != "" && a == stripAddress(p.canonical))
}

// stripAddress leaves of an address what distinguishes pages.
func stripAddress(s string) string {
	s, _, _ = strings.Cut(s, "#")
	s, _, _ = strings.Cut(s, "?")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https:"), "http:")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "//"), "www.")
	return strings.TrimSuffix(strings.ToLower(s), "/")
}

// entityName returns the headline of an article, or the name of something else.
func entityName(e *loosejson.Value) string {
	for _, field := range []string{"headline", "name", "title"} {
		if s := line(e.Get(field).String()); s != "" {
			return s
		}
	}
	return ""
}

// resolve follows a reference to an entity that is defined elsewhere.
func (l *linked) resolve(v *loosejson.Value) *loosejson.Value {
	if v == nil || v.Kind != '{' || v.Get("name") != nil {
		return v
	}
	if id := v.Get("@id"); id != nil {
		if e, ok := l.byID[id.Text]; ok {
			return e
		}
	}
	return v
}

// A person is a name that JSON-LD gives as author.
type person struct {
	name string
	// organization: the author is declared to be one.
	organization bool
}

// people returns the authors of the main entity, in order.
func (l *linked) people() []person {
	for _, e := range []*loosejson.Value{l.main, l.page} {
		for _, field := range []string{"author", "creator", "contributor"} {
			if list := l.peopleIn(e.Get(field)); len(list) > 0 {
				return list
			}
		}
	}
	return nil
}

// peopleIn returns the people in a field: names, or entities that have one or
// several.
func (l *linked) peopleIn(field *loosejson.Value) []person {
	var list []person
	for _, v := range field.Items() {
		names, isOrganization := []*loosejson.Value{l.resolve(v)}, false
		if v = names[0]; v != nil && v.Kind == '{' {
			kind := kindOf(v)
			names, isOrganization = v.Get("name").Items(), kind != "" && kind != "person"
		}
		for _, n := range names {
			if name := line(n.String()); name != "" {
				list = append(list, person{name, isOrganization})
			}
		}
	}
	return list
}

// field returns a text field of the main entity, or else of the page's.
func (l *linked) field(name string) string {
	for _, e := range []*loosejson.Value{l.main, l.page} {
		if s := line(l.resolve(e.Get(name)).String()); s != "" {
			return s
		}
	}
	return ""
}

// publisher returns the name of the publisher, or of the site.
func (l *linked) publisher() string {
	for _, e := range []*loosejson.Value{l.main, l.page, l.site} {
		if v := l.resolve(e.Get("publisher")); v != nil {
			if s := line(v.Get("name").String()); s != "" {
				return s
			}
		}
	}
	return line(l.site.Get("name").String())
}

// image returns the address of the main entity's image.
func (l *linked) image() string {
	for _, e := range []*loosejson.Value{l.main, l.page} {
		for _, field := range []string{"image", "primaryImageOfPage", "thumbnailUrl"} {
			for _, v := range e.Get(field).Items() {
				v = l.resolve(v)
				s := v.String()
				if v != nil && v.Kind == '{' {
					s = firstOf(v.Get("url").String(), v.Get("contentUrl").String(), v.Get("@id").String())
				}
				if strings.Contains(s, "/") {
					return s
				}
			}
		}
	}
	return ""
}
