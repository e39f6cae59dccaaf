package metadata

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/pipeline/dates"
	"winnow/pipeline/tree"
)

// A bid is a value with the weight of its evidence, from 0 to 1.
type bid struct {
	claim
	weight float64
	source string // bids of one source do not support each other
	key    string
}

// byline weighs the authors a page names. A name that several places give
// gains by each of them.
func (w *work) byline() claim {
	bids := w.shownAuthors() // first: of equals the page's own spelling wins
	bids = append(bids, w.declaredAuthors()...)
	bids = append(bids, w.siteOwner()...)
	for i := range bids {
		bids[i].key = nameKey(bids[i].value)
		if w.isSiteName(bids[i].value) {
			bids[i].weight *= 0.5
		}
		bids[i].weight *= nameWorth(bids[i].value)
		if (bids[i].source == "link" || bids[i].source == "element") && isTopic(bids[i].value) {
			bids[i].weight *= 0.05
		}
		if w.titleClaim.value != "" && likeness(bids[i].value, w.titleClaim.value) > 0.6 {
			bids[i].weight = 0
		}
	}
	return choose(bids, minAuthor, supportsAuthor)
}

// minAuthor is the weight up to which a name cannot stand by itself: that of a
// topic or a button that is marked as a name.
const minAuthor = 0.05

// nameWorth weighs how much a value looks like the name of a person.
func nameWorth(s string) float64 {
	lower := strings.ToLower(s)
	switch {
	case strings.Contains(lower, "admin") || isHostName(lower):
		return 0.3
	case isGroup(lower):
		return 0.6
	case !strings.Contains(s, " ") && lower == s && s[0] < utf8.RuneSelf:
		return 0.6 // a user name
	case !strings.Contains(s, " "):
		return 0.85 // a first name, or a user name
	case !isFullName(s):
		return 0.7
	}
	return 1
}

// isGroup reports whether a text in lower case names those who run a site,
// which says less than the name of a person.
func isGroup(s string) bool {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	switch last {
	case "team", "staff", "editors", "editorial", "newsroom", "desk", "contributor", "contributors", "redaktion", "redazione", "redacción", "redação", "rédaction", "редакция":
		return true
	}
	return false
}

// isHostName reports whether a text in lower case is a domain's name.
func isHostName(s string) bool {
	i := strings.LastIndexByte(s, '.')
	return i > 0 && !strings.Contains(s, " ") && len(s)-i > 2 && len(s)-i <= 6
}

// nameKey is what equal lists of names have in common.
func nameKey(s string) string {
	return strings.Join(slices.DeleteFunc(words(s), func(f string) bool { return f == "and" }), "")
}

// supportsAuthor is how much the bid other says for b: all when it gives the
// same name, less when it gives a part of it. One who is named beside the
// author mostly is an editor or a reviewer.
func supportsAuthor(b, other bid) float64 {
	switch {
	case b.key == other.key:
		return 1
	case len(other.key) <= 4 || !strings.Contains(b.key, other.key):
		return 0
	case strings.Contains(b.value, nameSep):
		return 0.4
	}
	return 1
}

// choose gives the bid with the most evidence: 1 minus the product of what
// each source leaves open. Of equals the first wins; evidence up to floor only
// supports other evidence.
func choose(bids []bid, floor float64, supports func(b, other bid) float64) claim {
	best, score := -1, floor
	for i, b := range bids {
		open := 1 - b.weight
		seen := []string{b.source}
		for j, other := range bids {
			if j == i || slices.Contains(seen, other.source) {
				continue
			}
			if share := supports(b, other); share > 0 {
				open *= 1 - share*other.weight
				seen = append(seen, other.source)
			}
		}
		if s := 1 - open; s > score+1e-9 {
			best, score = i, s
		}
	}
	if best < 0 {
		return claim{}
	}
	return bids[best].claim
}

// declaredAuthors are those that the metadata name.
func (w *work) declaredAuthors() []bid {
	var bids []bid
	add := func(value, rule, why, source string, weight float64) {
		if value != "" {
			bids = append(bids, bid{claim{value, rule, why, nowhere}, weight, source, ""})
		}
	}
	var names []string
	weight := 0.8
	for _, p := range w.linked.people() {
		if name := cleanName(p.name); name != "" && !slices.Contains(names, name) && len(names) < 20 {
			if p.organization {
				weight = 0.45
			}
			names = append(names, name)
		}
	}
	add(strings.Join(turned(names, false), nameSep), "metadata/jsonld-author", "author of the main entity", "jsonld", weight)

	for _, m := range authorMetas {
		var names []string
		for _, v := range w.every(m.name) {
			if name := cleanName(v); name != "" && !slices.Contains(names, name) && len(names) < 20 {
				names = append(names, name)
			}
		}
		if isCatalogue(m.name) {
			names = turned(names, m.name == "citation_author")
		}
		add(strings.Join(names, nameSep), "metadata/meta-author", m.name, "meta", m.weight)
	}
	for i, label := range []string{"twitter:label1", "twitter:label2"} {
		if v, _ := w.first(label); isWrittenBy(v) {
			v, name := w.first([]string{"twitter:data1", "twitter:data2"}[i])
			add(cleanName(v), "metadata/meta-author", name, "twitter", 0.75)
		}
	}
	return bids
}

// isCatalogue reports meta elements that hold names as catalogues write them.
func isCatalogue(name string) bool {
	return strings.HasPrefix(name, "citation_") || strings.HasPrefix(name, "dc.") || strings.HasPrefix(name, "dcterms.")
}

// authorMetas are meta elements that name authors.
var authorMetas = []struct {
	name   string
	weight float64
}{
	{"citation_author", 0.85}, {"parsely-author", 0.8}, {"sailthru.author", 0.8}, {"dc.creator", 0.75}, {"dcterms.creator", 0.75},
	{"dc.creator.name", 0.75}, {"article:author", 0.7}, {"article:author_name", 0.75}, {"og:article:author", 0.7}, {"author", 0.7}, {"byl", 0.75},
	{"cxenseparse:author", 0.75}, {"rbauthors", 0.7}, {"book:author", 0.5}, {"creator", 0.6},
}

// shownAuthors are those that the text names.
func (w *work) shownAuthors() []bid {
	var bids []bid
	for _, l := range w.lines {
		if name, how := bylineIn(l.text); name != "" {
			weight := 0.95
			if l.step > 3 {
				weight = 0.9
			}
			if l.step < 0 || l.step > 15 || how == "inner" {
				weight = 0.75
			}
			bids = append(bids, bid{claim{name, "metadata/byline-text", "“" + short(l.text) + "” near the title", l.node}, weight, "line", ""})
		}
	}
	for i, l := range w.lines {
		if isWrittenBy(l.text) && i+1 < len(w.lines) && isFullName(firstName(w.lines[i+1].text)) {
			name := firstName(w.lines[i+1].text)
			bids = append(bids, bid{claim{name, "metadata/byline-text", "the line after “" + short(l.text) + "”", l.node}, 0.85, "line", ""})
		}
	}
	bids = append(bids, w.besideDates()...)
	bids = append(bids, w.labelled()...)
	bids = append(bids, w.authorElements()...)
	return bids
}

// besideDates are the names that stand beside the date under the title, with
// nothing that says so: "Ann Lee | 4 April 2024", or up to three lines apart,
// since a position may stand between.
func (w *work) besideDates() []bid {
	const lowest = 6
	reach := 3
	if strings.HasPrefix(w.langClaim.value, "de") {
		reach = 1 // every noun is written large
	}
	var bids []bid
	for i, l := range w.lines {
		if l.step < 1 || l.step > lowest || len(l.text) > maxByline {
			continue
		}
		dated := w.hasDatePart(l.text)
		for k := max(0, i-reach); k < min(len(w.lines), i+reach+1); k++ {
			dated = dated || w.lines[k].step > 0 && w.isDateLine(w.lines[k].text)
		}
		if !dated {
			continue
		}
		before := ""
		for _, part := range strings.FieldsFunc(l.text, isBar) {
			label := before
			before = part
			if isOthersLabel(label) {
				continue
			}
			part, _, _ = strings.Cut(part, " in ")
			part, _, _ = strings.Cut(part, " on behalf of ")
			if part = withoutPreposition(strings.Trim(part, " ,-–—")); part != "" && arePersons(part) {
				bids = append(bids, bid{claim{part, "metadata/byline-text", "“" + short(l.text) + "” with a date under the title", l.node}, 0.6, "line", ""})
				break
			}
		}
	}
	return bids
}

func isBar(r rune) bool { return r == '|' || r == '•' || r == '·' || r == '∙' || r == '⋅' }

// hasDatePart reports whether a part of a line between bars is a date.
func (w *work) hasDatePart(s string) bool {
	parts := strings.FieldsFunc(s, isBar)
	return len(parts) > 1 && slices.ContainsFunc(parts, w.isDateLine)
}

// othersLabels stand before the names of people who did not write the text.
var othersLabels = []string{
	"reviewed by", "fact-checked by", "fact checked by", "checked by", "tested by", "edited by", "approved by", "verified by", "photos by", "photo by", "photography by", "photographs by",
	"illustrated by", "illustrations by", "illustration by", "translated by", "updated by", "recipe by", "editor", "reviewer", "medical reviewer", "fact checker",
	"geprüft von", "redigiert von", "fotos von", "foto von", "übersetzt von", "relu par", "photos de", "traduit par", "revisado por", "fotos de", "traducido por", "revisto por", "foto di", "tradotto da",
}

// isOthersLabel reports whether a text is, or ends in, such a label.
func isOthersLabel(s string) bool {
	if len(s) > maxLabel {
		return false
	}
	s = strings.ToLower(strings.TrimRight(strings.TrimSpace(s), ": \u00a0"))
	return slices.ContainsFunc(othersLabels, func(label string) bool {
		return strings.HasSuffix(s, label) && (len(s) == len(label) || s[len(s)-len(label)-1] == ' ')
	})
}

// isOther reports whether the text right before a node says that the name in
// it is not the author's. A name between them ends what the label says, but
// for a list joined by "and".
func (w *work) isOther(n int32) bool {
	const reach = 12
	for m := n - 1; m > 0 && m > n-reach; m-- {
		if w.t.Nodes[m].Tag != tree.Text {
			continue
		}
		s := line(w.t.Chars(m))
		switch {
		case s == "" || s == "," || s == "&" || s == "and":
			if m = w.textBefore(m); m < 0 {
				return false
			}
			m++ // the name before "and" is passed over
			if prev := w.textBefore(m - 1); prev >= 0 {
				return isOthersLabel(line(w.t.Chars(prev)))
			}
			return false
		}
		return isOthersLabel(s)
	}
	return false
}

// textBefore is the text node before n within a few nodes, or -1.
func (w *work) textBefore(n int32) int32 {
	for m := n - 1; m > 0 && m > n-12; m-- {
		if w.t.Nodes[m].Tag == tree.Text {
			return m
		}
	}
	return -1
}

// isDateLine reports whether a line is little more than a date, or the label
// of one.
func (w *work) isDateLine(s string) bool {
	if len(s) > maxByline {
		return false
	}
	_, start, end, ok := dates.Find(s, w.order)
	return ok && end-start > len(s)/3 || !ok && len(s) < 30 && senseOfLabel(s) > unlabelled && senseOfLabel(s) < otherDate
}

// farLabel is the weight of a name after a label that stands far from the
// title: it may be said of a book or a program that the text is about.
const farLabel = 0.55

// siteOwner is the person that the site is named after: "Ann Lee's blog". A
// name alone may be a company's.
func (w *work) siteOwner() []bid {
	for _, s := range []string{w.firstValue("og:site_name"), line(w.linked.site.Get("name").String()), w.siteInTitle(), w.lastInTitle()} {
		name, what, ok := strings.Cut(strings.ReplaceAll(s, "’", "'"), "'s ")
		if !ok || !isPerson(name) {
			continue
		}
		switch strings.ToLower(what) {
		case "blog", "weblog", "site", "website", "homepage", "home page", "substack", "newsletter", "journal", "notes", "notebook", "web site", "personal site", "personal website", "personal blog":
			return []bid{{claim{name, "metadata/site-owner", "the site is called “" + short(s) + "”", nowhere}, 0.5, "site", ""}}
		}
	}
	return nil
}

// lastInTitle is the last part of the title element.
func (w *work) lastInTitle() string {
	for _, sep := range separators {
		if i := strings.LastIndex(w.page.title, sep); i > 0 {
			return strings.TrimSpace(w.page.title[i+len(sep):])
		}
	}
	return ""
}

// labelled are the names after a label such as "Written by" that is an element
// of its own, wherever it stands in the page.
func (w *work) labelled() []bid {
	var bids []bid
	for _, n := range w.labels {
		if w.isNearTitle(n) || w.isForeign(n) {
			continue // lines near the title were read
		}
		next := n + 1
		for next < w.t.Len() && next < n+12 && w.t.Nodes[next].Tag != tree.Text {
			next++
		}
		if next >= w.t.Len() || w.t.Nodes[next].Tag != tree.Text {
			continue
		}
		label := line(w.t.Chars(n))
		if name, how := bylineIn(label); name != "" && how != "" {
			bids = append(bids, bid{claim{name, "metadata/byline-text", "“" + short(label) + "”", n}, farLabel, "line", ""})
			continue
		}
		if name := firstName(line(w.t.Chars(next))); isFullName(name) && strings.Contains(label, " ") {
			bids = append(bids, bid{claim{name, "metadata/byline-text", "after “" + short(label) + "”", n}, farLabel, "line", ""})
		}
	}
	return bids
}

// authorElements are elements that are marked as authors by rel, itemprop,
// class, id or the address they link to.
func (w *work) authorElements() []bid {
	var bids []bid
	add := func(n int32, rule, why, source string, near, far float64) {
		if w.isForeign(n) || w.isOther(n) {
			return
		}
		text := w.spoken(n)
		if strings.Contains(strings.ToLower(text), "reviewed by") && !strings.Contains(strings.ToLower(text), "written by") {
			return
		}
		name := nameIn(text)
		if name == "" {
			return
		}
		weight := far
		if w.isNearTitle(n) {
			weight = near
		}
		bids = append(bids, bid{claim{name, rule, why, n}, weight, source, ""})
	}
	for _, p := range w.props {
		if p.name != "author" && p.name != "creator" {
			continue
		}
		n := p.node
		if v := cleanName(line(w.t.Value(n, "content"))); v != "" {
			bids = append(bids, bid{claim{v, "metadata/microdata-author", "itemprop " + p.name, n}, 0.75, "microdata", ""})
			continue
		}
		for _, q := range w.props {
			if q.name == "name" && q.node > n && w.t.Contains(n, q.node) {
				n = q.node
				if v := cleanName(line(w.t.Value(n, "content"))); v != "" {
					bids = append(bids, bid{claim{v, "metadata/microdata-author", "itemprop " + p.name, n}, 0.75, "microdata", ""})
				}
				break
			}
		}
		add(n, "metadata/microdata-author", "itemprop "+p.name, "microdata", 0.85, 0.6)
	}
	for _, n := range w.authors {
		class := firstOf(w.t.Value(n, "class"), w.t.Value(n, "id"))
		if isAboutAuthor(class) {
			continue
		}
		if w.t.Nodes[n].Tag == tree.A {
			add(n, "metadata/author-link", "a link to an author's page", "link", 0.8, 0.5)
		} else {
			add(n, "metadata/author-element", "class or id "+short(class), "element", 0.75, 0.5)
		}
	}
	for _, n := range w.metaLines {
		if w.isForeign(n) {
			continue
		}
		if name, _ := bylineIn(w.spoken(n)); name != "" {
			bids = append(bids, bid{claim{name, "metadata/byline-text", "a line of author and date", n}, 0.6, "line", ""})
		}
	}
	return joinNeighbours(w, bids)
}

// isAboutAuthor reports whether a class of an author's element says that it
// does not hold the name: one of its parts between hyphens is such a word.
func isAboutAuthor(class string) bool {
	for part := range strings.FieldsFuncSeq(strings.ToLower(class), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
		switch part {
		case "bio", "biography", "desc", "description", "role", "job", "jobtitle", "position", "social", "socials", "avatar":
			return true
		}
	}
	return false
}

// hasRoleWord reports whether a text names a position.
func hasRoleWord(s string) bool {
	return slices.ContainsFunc(words(s), func(f string) bool { return slices.Contains(roleWords, f) })
}

// joinNeighbours makes one bid of several authors that stand side by side.
func joinNeighbours(w *work, bids []bid) []bid {
	slices.SortStableFunc(bids, func(a, b bid) int { return cmp.Compare(a.source, b.source) })
	for i := 0; i+1 < len(bids); i++ {
		a, b := &bids[i], bids[i+1]
		if a.rule == b.rule && a.weight == b.weight && b.node >= w.t.Nodes[a.node].End && b.node-w.t.Nodes[a.node].End < 6 && !strings.Contains(squeeze(a.value), squeeze(b.value)) {
			if hasRoleWord(b.value) {
				bids = slices.Delete(bids, i+1, i+2)
				i--
				continue
			}
			a.value += nameSep + b.value
			a.claim.node = b.node
			bids = slices.Delete(bids, i+1, i+2)
			i--
		}
	}
	return bids
}

// isNearTitle reports whether a node stands among the lines around the title.
func (w *work) isNearTitle(n int32) bool {
	if len(w.lines) == 0 {
		return false
	}
	return n >= w.nearFrom && n < w.nearTo
}

func short(s string) string {
	if len(s) <= 60 {
		return s
	}
	cut := 57
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return s[:cut] + "…"
}
