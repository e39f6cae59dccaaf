package pipeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Meta is what is known about a document besides its text. Edits fill it:
// see Field.
type Meta struct {
	Title, Byline, Site, Lang, Excerpt string
	// Published and Modified are dates in RFC 3339 form ("2024-04-04",
	// "2024-04-04T01:14:00+02:00") if they could be parsed, otherwise as found.
	Published, Modified string
	// Canonical and Image are absolute URLs.
	Canonical, Image string
	// Agency is the wire service or publication the text was taken from.
	Agency string
	// ReadingTime is the reading time as the page states it.
	ReadingTime string
	// PageType is article, forum, product, listing, collection, documentation
	// or service; empty if no stage has judged it.
	PageType string
	// Score is how good a stage expects the text to be, as a decimal number from
	// 0 to 1: the word F1 against the text that a reader would mark.
	Score string
	// AuthorBio is the text of the author's box.
	AuthorBio string
	Captions  []FigureCaption
	Related   []RelatedLink
	Tags      []string
	// Authors are the names in the byline, in its order.
	Authors []string
}

// A FigureCaption is the caption of a picture and who is credited for it.
type FigureCaption struct {
	Text   string `json:"text,omitempty"`
	Credit string `json:"credit,omitempty"`
}

// A RelatedLink is a link to another story in or after the text.
type RelatedLink struct {
	Title string `json:"title,omitempty"`
	URL   string `json:"url,omitempty"`
}

// A Field names the part of a document that receives what an edit moves. With the
// zero Field nothing does: the text is only removed.
type Field uint8

// The fields. If a field holds one value, the first edit that names it wins: the
// stages run from the best evidence to the worst.
const (
	FieldNone Field = iota
	FieldTitle
	FieldByline
	FieldPublished
	FieldModified
	FieldSite
	FieldLang
	FieldCanonical
	FieldExcerpt
	FieldImage
	FieldAgency
	FieldReadingTime
	FieldPageType
	FieldScore
	FieldAuthorBio
	FieldCaption    // appends to Meta.Captions what it does not have
	FieldCredit     // completes the caption received last if it has no credit, or appends one
	FieldRelated    // appends to Meta.Related
	FieldTag        // appends to Meta.Tags
	FieldFlag       // appends the edit's rule to Document.Flags
	FieldNotArticle // sets Document.NotArticle
	FieldAuthor     // appends to Meta.Authors
	FieldURL        // sets Document.URL, and Document.Base if that is empty, too
)

var fieldNames = [...]string{
	FieldNone: "", FieldTitle: "title", FieldByline: "byline", FieldPublished: "published", FieldModified: "modified",
	FieldSite: "site", FieldLang: "lang", FieldCanonical: "canonical", FieldExcerpt: "excerpt", FieldImage: "image",
	FieldAgency: "agency", FieldReadingTime: "reading_time", FieldPageType: "page_type", FieldScore: "score", FieldAuthorBio: "author_bio",
	FieldCaption: "captions", FieldCredit: "credit", FieldRelated: "related", FieldTag: "tags", FieldFlag: "flags",
	FieldNotArticle: "not_article", FieldAuthor: "authors", FieldURL: "url",
}

func (f Field) String() string { return fieldNames[f] }

// MarshalText writes the field by name.
func (f Field) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads a field by name.
func (f *Field) UnmarshalText(b []byte) error {
	i := slices.Index(fieldNames[:], string(b))
	if i < 0 {
		return unknownName("field", string(b), fieldNames[1:])
	}
	*f = Field(i)
	return nil
}

func unknownName(what, got string, known []string) error {
	return fmt.Errorf("unknown %s %q (known: %s)", what, got, strings.Join(known, ", "))
}

// single returns a pointer to a field that holds one value, nil for other fields.
func (d *Document) single(f Field) *string {
	m := &d.Meta
	switch f {
	case FieldTitle:
		return &m.Title
	case FieldByline:
		return &m.Byline
	case FieldPublished:
		return &m.Published
	case FieldModified:
		return &m.Modified
	case FieldSite:
		return &m.Site
	case FieldLang:
		return &m.Lang
	case FieldCanonical:
		return &m.Canonical
	case FieldExcerpt:
		return &m.Excerpt
	case FieldImage:
		return &m.Image
	case FieldAgency:
		return &m.Agency
	case FieldReadingTime:
		return &m.ReadingTime
	case FieldPageType:
		return &m.PageType
	case FieldScore:
		return &m.Score
	case FieldAuthorBio:
		return &m.AuthorBio
	case FieldNotArticle:
		return &d.NotArticle
	case FieldURL:
		return &d.URL
	}
	return nil
}

// ownLists copies the lists that receive changes, which earlier versions of the
// document share: once for all edits of a stage, which may be many.
func (d *Document) ownLists() {
	m := &d.Meta
	d.Flags, m.Tags, m.Authors = slices.Clone(d.Flags), slices.Clone(m.Tags), slices.Clone(m.Authors)
	m.Related, m.Captions = slices.Clone(m.Related), slices.Clone(m.Captions)
}

// receive puts value into the field f of d. href is the address that belongs to
// it, rule the rule of the edit. The lists must be those of d alone; see
// ownLists.
func (d *Document) receive(f Field, value, href, rule string) {
	if p := d.single(f); p != nil {
		if *p == "" {
			*p = value
			if f == FieldURL {
				d.Base = cmp.Or(d.Base, value)
			}
		}
		return
	}
	m := &d.Meta
	switch f {
	case FieldFlag:
		if !slices.Contains(d.Flags, rule) {
			d.Flags = append(d.Flags, rule)
		}
	case FieldTag:
		if !slices.Contains(m.Tags, value) {
			m.Tags = append(m.Tags, value)
		}
	case FieldAuthor:
		if !slices.Contains(m.Authors, value) {
			m.Authors = append(m.Authors, value)
		}
	case FieldRelated:
		l := RelatedLink{Title: value, URL: href}
		if !slices.Contains(m.Related, l) {
			m.Related = append(m.Related, l)
		}
	case FieldCaption:
		has := func(c FigureCaption) bool { return c.Text == value }
		if d.captioned = slices.IndexFunc(m.Captions, has); d.captioned < 0 {
			d.captioned = len(m.Captions)
			m.Captions = append(m.Captions, FigureCaption{Text: value})
		}
	case FieldCredit:
		d.credit(value)
	}
}

// credit completes the caption that was received last, if it has no credit: it may
// be a copy of an earlier one. Otherwise the credit is that of a picture without a
// caption; the same one is listed once.
func (d *Document) credit(name string) {
	m, alone := &d.Meta, FigureCaption{Credit: name}
	if d.captioned < len(m.Captions) {
		switch c := &m.Captions[d.captioned]; c.Credit {
		case "":
			c.Credit = name
			return
		case name:
			return
		}
	}
	if d.captioned = slices.Index(m.Captions, alone); d.captioned < 0 {
		d.captioned = len(m.Captions)
		m.Captions = append(m.Captions, alone)
	}
}

// replaceValue replaces old by value in the field f of d, and reports whether the
// field held old. The lists must be those of d alone, as in receive.
func (d *Document) replaceValue(f Field, old, value string) bool {
	if p := d.single(f); p != nil {
		if *p != old {
			return false
		}
		*p = value
		return true
	}
	m, i := &d.Meta, -1
	switch f {
	case FieldTag:
		if i = slices.Index(m.Tags, old); i >= 0 {
			m.Tags[i] = value
		}
	case FieldAuthor:
		if i = slices.Index(m.Authors, old); i >= 0 {
			m.Authors[i] = value
		}
	case FieldRelated:
		if i = slices.IndexFunc(m.Related, func(l RelatedLink) bool { return l.Title == old }); i >= 0 {
			m.Related[i].Title = value
		}
	case FieldCaption:
		if i = slices.IndexFunc(m.Captions, func(c FigureCaption) bool { return c.Text == old }); i >= 0 {
			m.Captions[i].Text = value
		}
	case FieldCredit:
		if i = slices.IndexFunc(m.Captions, func(c FigureCaption) bool { return c.Credit == old }); i >= 0 {
			m.Captions[i].Credit = value
		}
	}
	return i >= 0
}
