package frontmatter

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/dates"
	"winnow/pipeline/lang"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/langtag"
)

// Bounds in bytes of what fields hold.
const (
	maxTitle  = 500
	maxByline = 160
	maxDate   = 60
	maxSite   = 80
)

// edits removes headers and moves what they say to the fields that have no value.
func edits(d pipeline.Document, headers []header) []pipeline.Edit {
	var edits []pipeline.Edit
	f := filler{doc: &d}
	for i := range headers {
		f.read(&headers[i])
	}
	f.by[address] = append(f.by[address], f.by[outlet]...)
	below := d.Blocks
	for _, h := range headers {
		below = below[len(h.blocks):]
	}
	f.fill(below)
	for i := range headers {
		h := &headers[i]
		for k, b := range h.blocks {
			e := pipeline.Whole(b, h.rule, h.why(k))
			if k == len(h.blocks)-1 && h.prefix > 0 {
				e.End = h.prefix
			}
			if c := f.take(h, k); c != nil {
				e.To, e.Value, e.Why = c.to, c.value, c.why
			}
			edits = append(edits, e)
		}
		edits = append(edits, h.warnings()...)
	}
	for _, c := range f.claims {
		edits = append(edits, pipeline.Set(c.to, c.value, c.header.rule, c.why))
	}
	return edits
}

// why says why block k of a header goes, if it moves to no field.
func (h *header) why(k int) string {
	for _, e := range h.entries {
		if e.block != k {
			continue
		}
		switch e.key {
		case unknown, program, other, warning:
			return "no field for " + e.name
		case content:
			return "the label of the text"
		}
		return e.name + ": its field has a value, or takes none like it"
	}
	return "part of the header"
}

// failures are parts of the warnings of Jina's reader that say that it did not get the
// page, or not all of it. It also warns of pages that are older copies.
var failures = [...]string{"returned error", "CAPTCHA", "not yet fully loaded"}

// warnings flags the text if the reader did not get the page.
func (h *header) warnings() []pipeline.Edit {
	var edits []pipeline.Edit
	for _, e := range h.entries {
		text := e.text()
		if e.key == warning && slices.ContainsFunc(failures[:], func(s string) bool { return strings.Contains(text, s) }) {
			edits = append(edits, pipeline.Flag(h.blocks[e.block], ruleWarning, text))
		}
	}
	return edits
}

// A claim is a value for a field.
type claim struct {
	to     pipeline.Field
	value  string
	why    string
	header *header
	block  int
}

// A source is an entry and its header.
type source struct {
	entry
	header *header
}

// A filler fills the fields of a document from the entries of headers.
type filler struct {
	doc    *pipeline.Document
	by     [other + 1][]source // by what they stand for, the best first
	claims []claim
}

// read sorts the entries of a header by what they stand for.
func (f *filler) read(h *header) {
	entries := slices.Clone(h.entries)
	slices.SortStableFunc(entries, func(a, b entry) int { return a.rank - b.rank })
	for _, e := range entries {
		f.by[e.key] = append(f.by[e.key], source{e, h})
	}
}

// claim adds a claim from value v of s.
func (f *filler) claim(to pipeline.Field, s source, v value, text string) {
	f.claims = append(f.claims, claim{to, text, s.name, s.header, v.block})
}

// take returns the first claim from block k of a header, which is no longer in the
// list then.
func (f *filler) take(h *header, k int) *claim {
	i := slices.IndexFunc(f.claims, func(c claim) bool { return c.header == h && c.block == k })
	if i < 0 {
		return nil
	}
	c := f.claims[i]
	f.claims = slices.Delete(f.claims, i, i+1)
	return &c
}

// first claims for a field the first value that read accepts.
func (f *filler) first(to pipeline.Field, k key, read func(string) string) string {
	for _, s := range f.by[k] {
		for _, v := range s.values {
			if text := read(v.text); text != "" {
				f.claim(to, s, v, text)
				return text
			}
		}
	}
	return ""
}

// fill claims the fields that have no value. below is the text below the headers.
func (f *filler) fill(below []pipeline.Block) {
	m := &f.doc.Meta
	tag, name, page := m.Lang, m.Site, f.doc.URL
	if tag == "" {
		tag = f.first(pipeline.FieldLang, language, langtag.Parse)
	}
	if page == "" {
		page = f.first(pipeline.FieldURL, address, asAddress)
	}
	if m.Canonical == "" && f.first(pipeline.FieldCanonical, canonical, asAddress) == "" {
		f.first(pipeline.FieldCanonical, address, func(s string) string { return unless(asAddress(s), page) })
	}
	if m.Agency == "" {
		f.first(pipeline.FieldAgency, outlet, asSource)
	}
	if name == "" {
		if name = f.first(pipeline.FieldSite, site, asSite); name == "" {
			name = f.first(pipeline.FieldSite, host, asSite)
		}
	}
	if m.Title == "" {
		f.first(pipeline.FieldTitle, title, func(s string) string { return withoutSite(asLine(s, maxTitle), name, page, below) })
	}
	if m.Byline == "" {
		f.authors()
	}
	order := f.order(tag)
	if m.Published == "" {
		f.first(pipeline.FieldPublished, published, func(s string) string { return asDate(s, order) })
	}
	if m.Modified == "" {
		f.first(pipeline.FieldModified, modified, func(s string) string { return asDate(s, order) })
	}
	if m.Excerpt == "" {
		f.first(pipeline.FieldExcerpt, excerpt, asExcerpt)
	}
	if m.Image == "" {
		f.first(pipeline.FieldImage, image, func(s string) string { return resolved(s, page) })
	}
	if len(m.Tags) == 0 {
		f.tags()
	}
}

// unless returns s, or "" if it is the same as t.
func unless(s, t string) string {
	if s == t {
		return ""
	}
	return s
}

// order returns the order of day and month in the language of the page.
func (f *filler) order(tag string) dates.Order {
	if tag == "" {
		tag = lang.Document(*f.doc).Tag
	}
	return dates.OrderOf(tag)
}

// authors claims the authors. A list of them names each.
func (f *filler) authors() {
	for _, s := range f.by[author] {
		var list []string
		for _, v := range s.values {
			for part := range strings.SplitSeq(v.text, ";") {
				if name := asName(part); name != "" && !slices.Contains(list, name) {
					list = append(list, name)
				}
			}
		}
		if len(list) == 0 {
			continue
		}
		f.claim(pipeline.FieldByline, s, s.values[0], strings.Join(list, ", "))
		for i := 0; len(list) > 1 && i < len(list); i++ {
			f.claims = append(f.claims, claim{pipeline.FieldAuthor, list[i], s.name, s.header, noBlock})
		}
		return
	}
}

// noBlock is the block of a claim that goes with none.
const noBlock = -1

// maxTags bounds the tags that are taken, maxTag the runes of one.
const (
	maxTags = 32
	maxTag  = 60
)

// clipping is the tag that Obsidian's clipper gives to all it saves.
const clipping = "clippings"

// tags claims the tags of all entries.
func (f *filler) tags() {
	var list []claim
	for _, s := range f.by[tags] {
		for _, v := range s.values {
			parts := []string{v.text}
			if len(s.values) == 1 {
				parts = strings.FieldsFunc(v.text, func(r rune) bool { return strings.ContainsRune(",;，、；", r) })
			}
			for _, part := range parts {
				tag := strings.Trim(asLine(part, maxTitle), " #'\"")
				if tag == "" || tag == clipping || utf8.RuneCountInString(tag) > maxTag || strings.Contains(tag, "://") || len(list) >= maxTags {
					continue
				}
				list = append(list, claim{pipeline.FieldTag, tag, s.name, s.header, v.block})
			}
		}
	}
	// Edits of blocks come in the order of the blocks.
	if !slices.IsSortedFunc(list, func(a, b claim) int { return cmp.Compare(a.block, b.block+1) }) {
		for i := range list {
			list[i].block = noBlock
		}
	}
	f.claims = append(f.claims, list...)
}

// asLine returns a text in one line, or "" if it is too long.
func asLine(s string, most int) string {
	if s = strings.Join(strings.Fields(s), " "); len(s) > most {
		return ""
	}
	return s
}

// asAddress returns the address of a page of the web, or "".
func asAddress(s string) string {
	s = strings.Trim(s, " <>\t")
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsAny(s, " \t") {
		return ""
	}
	return s
}

func isAddress(s string) bool { return asAddress(s) != "" }

// resolved returns the address of a picture of the page, or "".
func resolved(s, page string) string {
	ref, err := url.Parse(strings.TrimSpace(s))
	if err != nil || s == "" {
		return ""
	}
	if base, err := url.Parse(page); err == nil && base.Scheme != "" {
		ref = base.ResolveReference(ref)
	}
	return asAddress(ref.String())
}

// maxSource is the maximum number of words of the name of a source.
const maxSource = 6

// asSource returns the name of the publication that a text was taken from, or "".
func asSource(s string) string {
	s = asLine(s, maxSite)
	if strings.ContainsAny(s, "/\\[]{}") || !strings.ContainsFunc(s, isLetter) || pipeline.CountWords(s) > maxSource && !isWide(s) {
		return ""
	}
	return s
}

// asSite returns the name of a site, or "".
func asSite(s string) string {
	if s = asLine(s, maxSite); strings.Contains(s, "://") || !strings.ContainsFunc(s, isLetter) {
		return ""
	}
	return s
}

// asName returns the name of an author without the marks of links to notes and
// addresses, or "".
func asName(s string) string {
	s = asLine(s, maxByline)
	if inner, ok := strings.CutPrefix(s, "[["); ok {
		s, _, _ = strings.Cut(inner, "]]")
		if _, shown, ok := strings.Cut(s, "|"); ok {
			s = shown
		}
	}
	s, _, _ = strings.Cut(s, " <") // of mail
	s = strings.Trim(s, " ,\"'")
	if strings.Contains(s, "://") || strings.ContainsAny(s, "{}") || !strings.ContainsFunc(s, isLetter) {
		return ""
	}
	return s
}

// minExcerpt is the minimum number of words of an excerpt.
const minExcerpt = 3

func asExcerpt(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if pipeline.CountWords(s) < minExcerpt {
		return ""
	}
	return s
}

// asDate returns a date in RFC 3339 form, or as found if it has at least a year.
func asDate(s string, o dates.Order) string {
	s = asLine(s, maxDate)
	if date, ok := dates.Parse(s, o); ok {
		return date.String()
	}
	if hasYear(s) {
		return s
	}
	return ""
}

// hasYear reports whether a text has a year of these two centuries.
func hasYear(s string) bool {
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(part) == 4 && (part[:2] == "19" || part[:2] == "20") {
			return true
		}
	}
	return false
}

// isDate reports whether a value holds a date.
func isDate(s string) bool {
	_, ok := dates.Parse(asLine(s, maxDate), dates.DayFirst)
	return ok
}

// isDay reports whether a value is a date and nothing else.
func isDay(s string) bool {
	if label, _, ok := cutLabel(s); ok && !strings.ContainsFunc(label, unicode.IsDigit) {
		return false // of a form
	}
	if _, start, end, ok := dates.Find(s, dates.DayFirst); ok && start == 0 && end == len(s) {
		return true
	}
	date, ok := dateline.Parse(s)
	return ok && !date.Labelled && date.Published+date.DayFirst != ""
}
