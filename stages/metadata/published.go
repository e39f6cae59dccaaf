package metadata

import (
	"regexp"
	"slices"
	"strings"

	"winnow/pipeline/dates"
	"winnow/pipeline/tree"
	"winnow/stages/internal/needles"
)

// A sense says what a date means.
type sense uint8

const (
	unlabelled sense = iota
	published
	modified
	otherDate // of an event, a copyright, a review by a doctor
)

// A dated bid is a date, what it means, and the weight of its evidence.
type dated struct {
	bid
	date  dates.Date
	sense sense
}

// published and modified weigh the dates of a page. A date that the page
// calls an update never becomes the date of publication.
func (w *work) dates() (pub, mod claim) {
	all := w.declaredDates()
	all = append(all, w.shownDates()...)
	all = append(all, w.addressDate()...)
	var pubs, mods []bid
	w.settleOrder(all)
	for i := range all {
		d := &all[i]
		if !d.date.Plausible(w.now) || d.sense == otherDate {
			continue
		}
		d.key = d.date.DayString()
		d.value = d.date.String()
		if d.sense == modified {
			mods = append(mods, d.bid)
		} else {
			pubs = append(pubs, d.bid)
		}
	}
	pubs = withoutChanges(pubs, mods)
	if pub = choose(pubs, minDate, sameDay); pub.value == "" && len(mods) == 0 {
		pub = w.lastResort(pubs)
	}
	if early := earlierShown(pub, pubs); early.value != "" {
		pub = early
	}
	mod = choose(mods, minDate, sameDay)
	pub = exactest(pub, pubs)
	mod = exactest(mod, mods)
	if pub.value == "" && mod.value != "" {
		pub = claim{mod.value, "metadata/only-date", "no other date than that of the last change", nowhere}
	}
	if mod.value != "" && pub.value != "" && mod.value[:10] < pub.value[:10] {
		mod = claim{} // a template's date, or another page's
	}
	return pub, mod
}

// withoutChanges drops what meta elements that do not say which date they hold
// (dc.date, date) declare, where it is the day of the last change and the page
// shows an earlier one: content systems fill them with either.
func withoutChanges(pubs, mods []bid) []bid {
	shown := ""
	for _, b := range pubs {
		if b.source == "shown" && b.weight >= 0.6 && (shown == "" || b.key < shown) {
			shown = b.key
		}
	}
	if shown == "" {
		return pubs
	}
	isChange := func(key string) bool {
		return key > shown && slices.ContainsFunc(mods, func(m bid) bool { return m.key == key })
	}
	return slices.DeleteFunc(pubs, func(b bid) bool {
		switch b.why {
		case "date", "dc.date", "dcterms.date", "timestamp":
			return b.source == "meta" && isChange(b.key)
		}
		return false
	})
}

// settleOrder reads a date such as 03/10/2023 the other way round where the
// page has that day in another form and not the one it was read as.
func (w *work) settleOrder(all []dated) {
	for i := range all {
		d := &all[i]
		if d.source != "shown" || !isNumeric(d.why) || d.date.Day > 12 || d.date.Day == d.date.Month {
			continue
		}
		other := d.date
		other.Day, other.Month = other.Month, other.Day
		confirmed := false
		for _, e := range all {
			if isNumeric(e.why) && e.source == "shown" {
				continue
			}
			if e.date.SameDay(d.date) {
				confirmed = false
				break
			}
			confirmed = confirmed || e.date.SameDay(other)
		}
		if confirmed {
			d.date = other
		}
	}
}

// isNumeric reports whether the text that a date was read in has a date of
// numbers and slashes alone.
func isNumeric(why string) bool { return numericDate.MatchString(why) }

var numericDate = regexp.MustCompile(`\b\d{1,2}/\d{1,2}/\d{2,4}\b`)

// minDate is the weight up to which a date cannot stand by itself: that of a
// date somewhere in the page that nothing marks.
const minDate = 0.29

// earlierShown finds the date near the title that is earlier than the chosen
// one, if that is only declared: content systems put the day a page was built
// into datePublished.
func earlierShown(chosen claim, bids []bid) claim {
	if chosen.value == "" || chosen.node != nowhere {
		return claim{}
	}
	for _, b := range bids {
		if b.source == "shown" && b.weight >= 0.65 && b.key < chosen.value[:10] {
			return b.claim
		}
	}
	return claim{}
}

func sameDay(b, other bid) float64 {
	if b.key == other.key {
		return 1
	}
	return 0
}

// exactest gives, of the bids for the chosen day, the first that has the time
// and the zone, if the chosen one has not.
func exactest(chosen claim, bids []bid) claim {
	for _, b := range bids {
		if chosen.value != "" && b.key == chosen.value[:10] && len(b.value) > len(chosen.value) {
			return b.claim
		}
	}
	return chosen
}

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

// declaredDates are those of the metadata.
func (w *work) declaredDates() []dated {
	var list []dated
	add := func(value, rule, why, source string, s sense, weight float64) {
		if d, ok := dates.Parse(value, w.order); ok {
			list = append(list, dated{bid{claim{"", rule, why, nowhere}, weight, source, ""}, d, s})
		}
	}
	for _, f := range []struct {
		name   string
		sense  sense
		weight float64
	}{{"datePublished", published, 0.82}, {"dateCreated", published, 0.5}, {"uploadDate", published, 0.6}, {"dateModified", modified, 0.82}} {
		rule := "metadata/jsonld-date"
		if f.sense == modified {
			rule = "metadata/jsonld-modified"
		}
		add(w.linked.field(f.name), rule, f.name, "jsonld", f.sense, f.weight)
	}
	for _, m := range dateMetas {
		rule := "metadata/meta-date"
		if m.sense == modified {
			rule = "metadata/meta-modified"
		}
		for _, v := range w.every(m.name) {
			add(v, rule, m.name, "meta", m.sense, m.weight)
			break
		}
	}
	for _, m := range w.meta {
		if s := senseOfMeta(m.name); s != unlabelled {
			rule := "metadata/meta-date"
			if s == modified {
				rule = "metadata/meta-modified"
			}
			add(m.content, rule, m.name, "meta", s, 0.6)
		}
	}
	for _, p := range w.props {
		s, rule := published, "metadata/microdata-date"
		switch p.name {
		case "datepublished":
		case "datemodified":
			s, rule = modified, "metadata/microdata-modified"
		default:
			continue
		}
		if !w.isForeign(p.node) {
			add(w.itemText(p.node), rule, "itemprop "+p.name, "microdata", s, 0.8)
		}
	}
	return list
}

// senseOfMeta tells by its words what a meta element that is in no table says
// of a date: "w-published-date", "content:publish.time".
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

// isDateMeta holds the names of the table.
var isDateMeta = func() map[string]bool {
	m := map[string]bool{}
	for _, d := range dateMetas {
		m[d.name] = true
	}
	return m
}()

// shownDates are those that the text shows: near the title, or marked as
// dates elsewhere.
func (w *work) shownDates() []dated {
	var list []dated
	for _, n := range w.times {
		list = append(list, w.timeElement(n)...)
	}
	for _, l := range w.lines {
		list = append(list, w.datesInLine(l)...)
	}
	for _, n := range w.years {
		if w.isNearTitle(n) || w.isForeign(n) || w.t.Closest(n, tree.Time) >= 0 {
			continue // read already
		}
		text := line(w.t.Chars(n))
		if w.isProse(text) {
			list = append(list, w.firstPublished(text, n)...)
			continue
		}
		for _, d := range w.datesIn(text, n) {
			d.weight = 0.2
			switch {
			case d.sense == published && !isReference(text):
				d.weight = 0.5
			case d.sense == modified:
				d.weight = 0.4
			case w.isDateElement(n):
				d.weight = 0.3
			}
			list = append(list, d)
		}
	}
	return list
}

// isReference reports whether a text goes on behind the title of a work that it
// cites: ". J Elm Res. Published online May 22, 2019:16".
func isReference(s string) bool {
	return s != "" && strings.IndexByte(".,;:)", s[0]) >= 0
}

// isDateElement reports whether the class or id of a text's parent, or of the
// one above, says date.
func (w *work) isDateElement(n int32) bool {
	for range 2 {
		if n = w.t.Nodes[n].Parent; n < 0 {
			return false
		}
		if (hintsIn(w.t.Value(n, "class"))|hintsIn(w.t.Value(n, "id")))&dateHint != 0 {
			return true
		}
	}
	return false
}

// timeElement reads a time element.
func (w *work) timeElement(n int32) []dated {
	if w.isForeign(n) {
		return nil
	}
	text := w.text(n)
	value := firstOf(w.t.Value(n, "datetime"), w.t.Value(n, "content"), text)
	d, ok := dates.Parse(value, w.order)
	if !ok {
		if d, ok = dates.Parse(text, w.order); !ok {
			return nil
		}
	}
	s := w.senseOf(n, text)
	weight := 0.35
	if w.isNearTitle(n) {
		weight = 0.72
		if n < w.titleNode {
			weight = 0.6
		}
	}
	if s == published || w.t.HasAttr(n, "pubdate") {
		weight += 0.12
	}
	rule := "metadata/time-element"
	if s == modified {
		rule = "metadata/shown-modified"
	}
	return []dated{{bid{claim{"", rule, "a time element", n}, weight, "shown", ""}, d, s}}
}

// senseOf tells what a marked date means by its label, and by its class and
// itemprop where it has none.
func (w *work) senseOf(n int32, text string) sense {
	if s := senseOfLabel(text); s != unlabelled {
		return s
	}
	// the text right before: "Updated <time>", or in the element before it
	for m, steps := n-1, 0; m > 0 && steps < 6; m, steps = m-1, steps+1 {
		if w.t.Nodes[m].Tag == tree.Text {
			if before := line(w.t.Chars(m)); len(before) < 60 && !(w.titleNode >= 0 && w.t.Contains(w.titleNode, m)) {
				if s := senseOfLabel(before); s != unlabelled {
					return s
				}
			}
			break
		}
	}
	for _, m := range []int32{n, w.t.Nodes[n].Parent} {
		if m < 0 {
			break
		}
		for _, attr := range []string{"class", "itemprop", "id"} {
			if s := senseOfToken(w.t.Value(m, attr)); s != unlabelled {
				return s
			}
		}
	}
	return unlabelled
}

func senseOfToken(s string) sense {
	if s == "" {
		return unlabelled
	}
	s = strings.ToLower(s)
	switch {
	case strings.Contains(s, "updat") || strings.Contains(s, "modif") || strings.Contains(s, "revis"):
		if strings.Contains(s, "publish") {
			return unlabelled // WordPress: "entry-date published updated"
		}
		return modified
	case strings.Contains(s, "publish") || strings.Contains(s, "posted-on") || strings.Contains(s, "pubdate"):
		return published
	}
	return unlabelled
}

// Labels of dates, in lower case. A label may stand anywhere before its date
// with nothing but a few words between.
var (
	modifiedLabels  = []string{"updated", "update:", "last update", "modified", "revised", "last reviewed", "last edited", "edited on", "last changed", "last post", "last reply", "latest reply", "last activity", "last active", "aktualisiert", "zuletzt geändert", "stand:", "mis à jour", "modifié", "actualizado", "actualización", "modificado", "aggiornato", "aggiornamento", "modificato", "atualizado", "atualização", "bijgewerkt", "uppdaterad", "opdateret", "oppdatert", "päivitetty", "zaktualizowano", "aktualizacja", "обновлено", "изменено", "оновлено", "güncelleme", "güncellenme", "更新", "수정", "最終更新"}
	publishedLabels = []string{"published", "posted", "publish", "post time", "post date", "first published", "originally published", "written on", "created", "publication date", "date:", "veröffentlicht", "erschienen", "publié", "publiée", "publicado", "publicada", "publicación", "pubblicato", "pubblicata", "publicação", "gepubliceerd", "publicerad", "publisert", "publiceret", "julkaistu", "opublikowano", "data publikacji", "опубликовано", "дата публикации", "опубліковано", "yayınlanma", "yayın tarihi", "发布", "發布", "公開", "投稿", "등록", "입력"}
	otherLabels     = []string{"reviewed", "fact checked", "ships", "releases", "available", "availability", "delivery", "expires", "event", "deadline", "copyright", copyrightSign, "born", "starts", "ends", "sale", "accessed", "retrieved", "joined", "registered", "member since", "valid", "effective", "registration", "webinar", "until", "through", "since", "est.", "founded", "comment", "replied"}
)

var labelsBySense = []struct {
	sense  sense
	labels []string
}{{published, publishedLabels}, {modified, modifiedLabels}, {otherDate, otherLabels}}

// dateLabels are the labels of all senses but the sign of copyright.
var dateLabels = needles.Of(slices.DeleteFunc(slices.Concat(publishedLabels, modifiedLabels, otherLabels), func(s string) bool { return s == copyrightSign })...)

const copyrightSign = "©"

// senseOfLabel tells what the text before a date says of it: the label that
// stands nearest to the date counts.
func senseOfLabel(s string) sense {
	s = strings.ToLower(s)
	if !dateLabels.In(s) && !strings.Contains(s, copyrightSign) {
		return unlabelled // most texts
	}
	best, place := unlabelled, -1
	for _, c := range labelsBySense {
		for _, l := range c.labels {
			if i := strings.LastIndex(s, l); i >= 0 && i+len(l) > place && !letterBefore(s, i) {
				best, place = c.sense, i+len(l)
			}
		}
	}
	return best
}

// letterBefore reports whether a small ASCII letter stands before s[i:], as in
// "up|date:".
func letterBefore(s string, i int) bool { return i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' }

// datesInLine reads the dates of a line near the title.
func (w *work) datesInLine(l textLine) []dated {
	if l.text == "" || len(l.text) > maxByline {
		return nil
	}
	if w.isProse(l.text) {
		return w.firstPublished(l.text, l.node)
	}
	list := w.datesIn(l.text, l.node)
	for i := range list {
		d := &list[i]
		d.weight = weightAt(l.step)
		if l.step < 0 && d.sense == unlabelled && w.isMasthead(l.node) {
			d.weight = mastheadDate
		}
		if d.sense == published {
			d.weight += 0.13
		}
	}
	return list
}

// firstPublished reads the date in a sentence that tells when the text came out
// first: "This article was originally published on 26 Sep 2019 and has …".
func (w *work) firstPublished(s string, n int32) []dated {
	lower := strings.ToLower(s)
	for _, label := range []string{"originally published on ", "first published on ", "originally posted on "} {
		i := strings.Index(lower, label)
		if i < 0 || len(lower) != len(s) {
			continue
		}
		d, start, _, ok := dates.Find(s[i+len(label):], w.order)
		if ok && start < 4 {
			return []dated{{bid{claim{"", "metadata/date-line", "“" + short(s) + "”", n}, 0.8, "shown", ""}, d, published}}
		}
	}
	return nil
}

// weightAt is the weight of a date by its place: right after the title, right
// before it, or further away.
func weightAt(step int) float64 {
	switch {
	case step < -3 || step > 12:
		return 0.4
	case step < 0 || step > 6:
		return 0.62
	case step > 3:
		return 0.7
	}
	return 0.76
}

// mastheadDate is the weight of a date without a label in the head of the site:
// most are the day on which the page was fetched.
const mastheadDate = 0.32

// isMasthead reports whether a node stands in the head of the site: a header
// element, or one that is called so, outside of what holds the title.
func (w *work) isMasthead(n int32) bool {
	for ; n >= 0 && !w.t.Contains(n, w.titleNode); n = w.t.Nodes[n].Parent {
		if w.t.Nodes[n].Tag == tree.Header {
			return true
		}
		for _, attr := range []string{"class", "id", "role"} {
			v := strings.ToLower(w.t.Value(n, attr))
			for _, word := range []string{"masthead", "site-header", "topbar", "top-bar", "banner", "navbar"} {
				if strings.Contains(v, word) {
					return true
				}
			}
		}
	}
	return false
}

// isProse reports whether a line is prose and no list of dates with labels.
func (w *work) isProse(s string) bool { return isSentence(s) && !w.statesDates(s) }

// statesDates reports whether a line is made of dates with their labels and
// other short parts between bars: "Published: May 3, 2024. Updated: …".
func (w *work) statesDates(s string) bool {
	const longest = 6 // words of another part
	stated := false
	for part := range strings.FieldsFuncSeq(s, isBar) {
		switch {
		case w.areLabelledDates(part):
			stated = true
		case len(strings.Fields(part)) > longest:
			return false
		}
	}
	return stated
}

// areLabelledDates reports whether a text is nothing but labels, each with its
// date.
func (w *work) areLabelledDates(s string) bool {
	const longest = 4 // words of a label
	from := 0
	for f := range dates.All(s, w.order) {
		label := s[from:f.Start]
		if len(strings.Fields(label)) > longest || senseOfLabel(label) == unlabelled {
			return false
		}
		from = f.End
	}
	return from > 0 && len(words(s[from:])) <= 2 // a zone
}

// isSentence reports whether a line is prose, in which a date tells something
// else than when the text was written.
func isSentence(s string) bool {
	// the bars that part names, dates and tags are no words
	n := len(strings.Fields(s)) - strings.Count(s, " |")
	return len(s) > 80 && n > 14 || strings.HasSuffix(s, ".") && n > 8
}

// datesIn reads the dates of a short text with their labels.
func (w *work) datesIn(s string, n int32) []dated {
	var list []dated
	from := 0
	for f := range dates.All(s, w.order) {
		sense := senseOfLabel(s[from:f.Start])
		from = f.End
		if sense == unlabelled && len(list) == 0 {
			sense = w.senseBefore(n)
		}
		rule := "metadata/date-line"
		if sense == modified {
			rule = "metadata/shown-modified"
		}
		list = append(list, dated{bid{claim{"", rule, "“" + short(s) + "”", n}, 0.5, "shown", ""}, f.Date, sense})
		if len(list) == 3 {
			break
		}
	}
	return list
}

// senseBefore reads a label that stands in a line of its own before a date.
func (w *work) senseBefore(n int32) sense {
	for m, steps := n-1, 0; m > 0 && steps < 5; m, steps = m-1, steps+1 {
		if w.t.Nodes[m].Tag == tree.Text {
			if w.titleNode >= 0 && w.t.Contains(w.titleNode, m) {
				break // words of a headline are no label
			}
			if s := line(w.t.Chars(m)); s != "" && len(s) < 40 {
				return senseOfLabel(s)
			}
			break
		}
	}
	return unlabelled
}

// addressDate reads the date in the page's URL: /2024/04/04/.
func (w *work) addressDate() []dated {
	path := w.url.Path
	for i := 0; i+10 <= len(path); i++ {
		if path[i] != '/' && path[i] != '-' || path[i+1] != '1' && path[i+1] != '2' {
			continue
		}
		d, start, _, ok := dates.Find(path[i+1:], dates.DayFirst)
		if ok && start == 0 {
			d.Clock, d.Zone, d.Hour, d.Minute, d.Second, d.Offset = false, false, 0, 0, 0, 0
			return []dated{{bid{claim{"", "metadata/url-date", path, nowhere}, 0.7, "url", ""}, d, published}}
		}
	}
	return nil
}
