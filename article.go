package winnow

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/markdown"
	"winnow/stages/metadata"
)

// A Status says what became of a page.
type Status string

// The statuses of an article.
const (
	// StatusOK: an article.
	StatusOK Status = "ok"
	// StatusFlagged: an article, with Reasons to review it.
	StatusFlagged Status = "flagged"
	// StatusEmpty: the page has no text, or none that belongs to an article.
	StatusEmpty Status = "empty"
	// StatusNotArticle: the page is an error page, a bot check or the like;
	// Reasons says which. Its Text is empty.
	StatusNotArticle Status = "not_article"
	// StatusError: the page could not be read or processed. A Cleaner never
	// sets it; "winnow filter" does, since it must answer every line.
	StatusError Status = "error"
)

// An Article is the record that winnow writes for a page; docs/record.md
// describes it and docs/record.schema.json is its JSON Schema.
type Article struct {
	// ID is the one that the page came with, or else 16 hexadecimal digits of a
	// hash of its URL and bytes.
	ID    string `json:"id"`
	URL   string `json:"url,omitempty"`   // as given, or as a header before the text says
	Title string `json:"title,omitempty"` // the headline, without the name of the site
	// Byline says who wrote the text, as in "Ann Lee and Bo Rask"; Authors are
	// the names in it, in its order.
	Byline  string   `json:"byline,omitempty"`
	Authors []string `json:"authors,omitempty"`
	// Published and Modified are dates of RFC 3339 as exact as the page gives
	// them (a day, a local time, a time with its zone), or as found if they could
	// not be parsed.
	Published    string `json:"published,omitempty"`
	Modified     string `json:"modified,omitempty"`
	Site         string `json:"site,omitempty"`          // its name
	Lang         string `json:"lang,omitempty"`          // a BCP 47 tag
	CanonicalURL string `json:"canonical_url,omitempty"` // as the page declares it
	Excerpt      string `json:"excerpt,omitempty"`       // the page's own summary
	Image        string `json:"image,omitempty"`         // the address of its main picture
	Agency       string `json:"agency,omitempty"`        // where the text was taken from
	ReadingTime  string `json:"reading_time,omitempty"`  // as the page states it
	AuthorBio    string `json:"author_bio,omitempty"`    // the text of the author's box
	// PageType is the most likely type of an HTML page ("article", "forum",
	// "product", "listing", "collection", "documentation", "service"), if that
	// is clear.
	PageType string `json:"page_type,omitempty"`
	// Score is the word F1 that the learned engine expects the text to have,
	// from 0 to 1; 0 if that engine did not run.
	Score    float64                  `json:"score,omitempty"`
	Tags     []string                 `json:"tags,omitempty"`     // what the page is filed under
	Captions []pipeline.FigureCaption `json:"captions,omitempty"` // of pictures
	Related  []pipeline.RelatedLink   `json:"related,omitempty"`  // links to other stories
	// Text is the body without the title. One blank line separates paragraphs.
	Text string `json:"text"`
	// Blocks and Removed are filled if Config asks for them.
	Blocks  []ArticleBlock `json:"blocks,omitempty"`
	Removed []Removal      `json:"removed,omitempty"`
	Status  Status         `json:"status"` // never empty
	// Reasons are the rules that raised a flag, or the code of an error.
	Reasons []string `json:"reasons,omitempty"`
	// Error is the cause of StatusError, in words.
	Error  string                     `json:"error,omitempty"`
	Source *pipeline.Source           `json:"source,omitempty"` // where the page is in the input
	Extra  map[string]json.RawMessage `json:"extra,omitempty"`  // fields that winnow does not know

	document pipeline.Document
}

// An ArticleBlock is a block of the article's text.
type ArticleBlock struct {
	Kind pipeline.Kind `json:"kind"`
	// Level is that of a heading, 1 to 6, or the depth of a list item, from 1;
	// 0 means unknown or neither.
	Level int    `json:"level,omitempty"`
	Text  string `json:"text"`
	// Lang is the block's language if it differs from the article's.
	Lang string `json:"lang,omitempty"`
}

// A Removal is a piece of text that left the body or was replaced, and the rule
// behind it.
type Removal struct {
	Stage string         `json:"stage"`
	Rule  string         `json:"rule"`          // with the name of its stage: "checkalso/heading"
	Text  string         `json:"text"`          // that was there
	New   string         `json:"new,omitempty"` // that replaced it, if any
	To    pipeline.Field `json:"to,omitzero"`   // the field that Text was moved to, if any
}

// Article returns the record of the cleaned document d that came from page p.
func (c *Cleaner) Article(d pipeline.Document, p Page) Article {
	m := d.Meta
	a := Article{
		ID: d.ID, URL: d.URL,
		Title: m.Title, Byline: m.Byline, Authors: authors(m), Published: m.Published, Modified: m.Modified, Site: m.Site, Lang: m.Lang,
		CanonicalURL: m.Canonical, Excerpt: m.Excerpt, Image: m.Image, Agency: m.Agency, ReadingTime: m.ReadingTime,
		AuthorBio: m.AuthorBio, PageType: pageType(d), Score: score(m), Tags: m.Tags, Captions: m.Captions, Related: m.Related,
		Extra:    p.Extra,
		document: d,
	}
	if p.Source != (pipeline.Source{}) {
		a.Source = &p.Source
	}
	body := ""
	if d.NotArticle == "" {
		body = bodyText(d)
		a.Text = body
		if c.config.TitleInText && a.Title != "" {
			a.Text = a.flat()
		}
		if c.config.Blocks {
			a.Blocks = articleBlocks(d)
		}
	}
	if c.config.Removed {
		a.Removed = removals(d)
	}
	a.Status, a.Reasons = status(d, body)
	return a
}

// authors returns the names in the byline, wherever the byline came from.
func authors(m pipeline.Meta) []string {
	if len(m.Authors) > 0 || m.Byline == "" {
		return m.Authors
	}
	return metadata.SplitByline(m.Byline)
}

// clearType is the probability from which the record states the type of a page:
// below, the type is wrong more often than right. The stages use it all the
// same, since on pages of certain types they do less.
const clearType = 0.5

func pageType(d pipeline.Document) string {
	for i := range d.Trail {
		if e := &d.Trail[i]; e.To == pipeline.FieldPageType && e.Score > 0 && e.Score < clearType {
			return ""
		}
	}
	return d.Meta.PageType
}

func score(m pipeline.Meta) float64 {
	s, err := strconv.ParseFloat(m.Score, 64)
	if err != nil {
		return 0
	}
	return s
}

func status(d pipeline.Document, text string) (Status, []string) {
	switch {
	case d.NotArticle != "":
		return StatusNotArticle, []string{d.NotArticle}
	case text == "":
		return StatusEmpty, d.Flags
	case len(d.Flags) > 0:
		return StatusFlagged, d.Flags
	}
	return StatusOK, nil
}

func articleBlocks(d pipeline.Document) []ArticleBlock {
	var blocks []ArticleBlock
	for _, b := range d.Blocks {
		if b.Kind != pipeline.Image {
			blocks = append(blocks, ArticleBlock{b.Kind, b.Level, b.Text, b.Lang})
		}
	}
	return blocks
}

func removals(d pipeline.Document) []Removal {
	var removed []Removal
	for _, e := range d.Trail {
		if e.Old != "" || e.New != "" {
			removed = append(removed, Removal{e.Stage, e.Rule, e.Old, e.New, e.To})
		}
	}
	return removed
}

// EditsByStage counts the edits that made the article, by stage.
func (a Article) EditsByStage() map[string]int64 {
	counts := map[string]int64{}
	for _, e := range a.document.Trail {
		if e.Veto == "" {
			counts[e.Stage]++
		}
	}
	return counts
}

// Flat returns the article as plain text: the title, a blank line, the body.
// Cleaning that text again gives the same article.
func (a Article) Flat() string {
	if a.Status == StatusNotArticle {
		return ""
	}
	return a.flat()
}

func (a Article) flat() string {
	return strings.Trim(a.Title+"\n\n"+bodyText(a.belowTitle()), "\n")
}

// belowTitle returns the document without a heading that repeats the title before
// everything else: the text of documentation, products and the like keeps it.
func (a Article) belowTitle() pipeline.Document {
	d := a.document
	for i := range d.Blocks {
		switch b := &d.Blocks[i]; {
		case b.Kind == pipeline.Image:
		case b.Kind == pipeline.Heading && strings.EqualFold(strings.TrimSpace(b.Text), a.Title):
			d.Blocks = slices.Concat(d.Blocks[:i], d.Blocks[i+1:])
			return d
		default:
			return d
		}
	}
	return d
}

// Markdown returns the article as CommonMark with tables: the title as the first
// heading, links with absolute addresses, and no HTML. Text that would be read
// as markup is escaped, so that nothing a page says can become a link or a tag.
func (a Article) Markdown() string {
	if a.Status == StatusNotArticle {
		return ""
	}
	d := a.belowTitle()
	return markdown.Write(d, a.Title, linesOf(d))
}

// bodyText joins the blocks: with a blank line between paragraphs, and without
// one between the items of a list, the rows of a table (with bars between their
// cells) and the lines of verse and the like.
func bodyText(d pipeline.Document) string {
	goesOn := linesOf(d)
	text := joinBlocks(d, goesOn)
	if goesOn != nil && pipeline.IsWrapped(text) {
		return joinBlocks(d, nil) // pipeline.Parse would join the lines
	}
	return text
}

func joinBlocks(d pipeline.Document, goesOn []bool) string {
	var sb strings.Builder
	var last *pipeline.Block
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == pipeline.Image {
			continue
		}
		switch {
		case last == nil:
		case d.Format == pipeline.FormatText && b.Context.Has(pipeline.Numbered):
			sb.WriteString("\n\n") // in text without marks, such a line is a paragraph
		default:
			sb.WriteString(separator(last, b, goesOn != nil && goesOn[i]))
		}
		sb.WriteString(b.Text)
		last = b
	}
	return sb.String()
}

// separator returns what to write between two blocks. isLine tells that b
// continues the paragraph a as a further line of it.
func separator(a, b *pipeline.Block, isLine bool) string {
	switch {
	case a.Kind == pipeline.Cell && b.Kind == pipeline.Cell && a.Table == b.Table:
		if a.Row == b.Row {
			return " | "
		}
		return "\n"
	case isLine, a.Kind == pipeline.ListItem && b.Kind == pipeline.ListItem && b.Gap == 0:
		return "\n"
	}
	return "\n\n"
}

// maxLine is the length in bytes up to which the lines between two blank lines
// may be those of verse, an address, a listing or wrapped text. If one is longer,
// or if most end as sentences do, each is a paragraph: that is how most scraped
// text looks.
const maxLine = 100

// linesOf marks the blocks of plain text that continue the paragraph before them
// as a further line of it. It returns nil if none does.
func linesOf(d pipeline.Document) []bool {
	if d.Format != pipeline.FormatText {
		return nil
	}
	var goesOn []bool
	stanzas := hasStanzas(d)
	for i := 0; i < len(d.Blocks); {
		n := lengthOfGroup(d.Blocks[i:])
		if n > 1 && (areLines(d.Blocks[i:i+n]) || stanzas && areShort(d.Blocks[i:i+n])) {
			if goesOn == nil {
				goesOn = make([]bool, len(d.Blocks))
			}
			for j := i + 1; j < i+n; j++ {
				goesOn[j] = true
			}
		}
		i += n
	}
	return goesOn
}

// lengthOfGroup counts the blocks up to the next blank line. A heading of Markdown needs
// none to stand alone.
func lengthOfGroup(blocks []pipeline.Block) int {
	n := 1
	for n < len(blocks) && blocks[n].Gap == 0 && blocks[n-1].Kind != pipeline.Heading && blocks[n].Kind != pipeline.Heading {
		n++
	}
	return n
}

// Bounds of a stanza: the characters of its longest line, how many lines it has,
// and how many stanzas a text has.
const (
	maxVerse   = 60
	maxStanza  = 12
	minStanzas = 3
)

// hasStanzas reports whether blank lines part a text into groups of short lines,
// so that the end of a line is not that of a paragraph.
func hasStanzas(d pipeline.Document) bool {
	stanzas, lines, all := 0, 0, 0
	for i := 0; i < len(d.Blocks); {
		n := lengthOfGroup(d.Blocks[i:])
		if n > 1 && n <= maxStanza && areShort(d.Blocks[i:i+n]) {
			stanzas++
			lines += n
		}
		all += n
		i += n
	}
	return stanzas >= minStanzas && 3*lines >= 2*all
}

// areShort reports whether blocks are as short as verse, and no code.
func areShort(blocks []pipeline.Block) bool {
	for _, b := range blocks {
		if b.Kind == pipeline.Code || utf8.RuneCountInString(b.Text) > maxVerse {
			return false
		}
	}
	return true
}

// areLines reports whether blocks without a blank line between them are lines of
// one paragraph.
func areLines(blocks []pipeline.Block) bool {
	sentences := 0
	for i, b := range blocks {
		if b.Kind == pipeline.Code || len(b.Text) > maxLine {
			return false
		}
		if last, _ := utf8.DecodeLastRuneInString(b.Text); i+1 < len(blocks) && strings.ContainsRune(".!?…:;\"”»", last) {
			sentences++
		}
	}
	return 2*sentences < len(blocks)-1
}
