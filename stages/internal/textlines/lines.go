// Package textlines looks at a document as lines of text, the unit in which residue
// is found: a block is one line, or several that are separated by forced line
// breaks. It knows where in the document a line is and what was next to it, and
// turns the lines that a stage removes into edits.
package textlines

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/pipeline/lang"
)

// A Line is one line of a block.
type Line struct {
	// Text is the line without white space at its ends.
	Text string
	// Block is the index of its block in Blocks.
	Block int
	// Start and End are the bytes of the whole line in the block's text,
	// without the line break.
	Start, End int
	// Offset counts the bytes of text before the line in the document.
	Offset int
	// Exempt is set for lines to which text rules do not apply: code and
	// tables.
	Exempt bool

	facts facts
}

// A Doc is a document as lines. It must be used by one goroutine only.
type Doc struct {
	pipeline.Document
	Lines []Line
	// Total counts the bytes of text of all lines.
	Total int

	touched   *touched
	lastProse int // of the lines; -1 when there is none, unknown until sought
	sought    bool
	article   int // 1 yes, -1 no, 0 not yet known
	hits      []int
	copies    map[string]int // of the lines in hits
	searched  bool

	paragraph int // the first line that ends a paragraph, from 1; 0 while unknown

	list        int // as article
	sentences   int // the lines that end as sentences, from 1; 0 while unknown
	policy      int // as article, while the title was policyTitle
	policyTitle string
}

// In cuts a document into lines and leaves out those without text. The stages
// of one run share the lines and what they have found out about them, so a
// stage must not keep the Doc.
func In(ctx context.Context, d pipeline.Document) *Doc {
	v := pipeline.Shared(ctx, viewKey{}, func() *view { return &view{} })
	if v.last == nil || !sameBlocks(v.last.Blocks, d.Blocks) {
		v.last = from(d, v.last)
	}
	v.last.Document = d // its fields may have changed
	return v.last
}

// A view is the document of a run as the last stage saw it.
type view struct{ last *Doc }

type viewKey struct{}

// sameBlocks reports whether two versions of a document have the same text:
// applying an edit of a block makes new blocks.
func sameBlocks(a, b []pipeline.Block) bool {
	return len(a) > 0 && len(a) == len(b) && &a[0] == &b[0]
}

// from cuts a document into lines. For blocks that have not changed, it takes
// over the lines of an earlier version, if there is one. They move within the
// slice of that version, which cannot be used any more.
func from(d pipeline.Document, old *Doc) *Doc {
	doc := &Doc{Document: d, touched: &touched{}}
	if old == nil {
		old = &Doc{}
	} else {
		doc.touched = old.touched
	}
	doc.Lines = old.Lines[:0]
	inPlace := old.Lines != nil
	if !inPlace {
		doc.Lines = make([]Line, 0, len(d.Blocks)+8)
	}
	known, at := old.Blocks, 0 // the first line of old of the block known[0]
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for len(known) > 0 && known[0].ID < b.ID {
			at = old.blockEnd(len(old.Blocks)-len(known), at)
			known = known[1:]
		}
		if len(known) > 0 && known[0].ID == b.ID && known[0].Text == b.Text && isExempt(&known[0]) == isExempt(b) {
			end := old.blockEnd(len(old.Blocks)-len(known), at)
			for _, l := range old.Lines[at:end] {
				l.Block, l.Offset = i, doc.Total
				doc.Lines = append(doc.Lines, l)
				doc.Total += len(l.Text)
			}
			known, at = known[1:], end
			continue
		}
		if len(known) > 0 && known[0].ID == b.ID {
			at = old.blockEnd(len(old.Blocks)-len(known), at)
			known = known[1:]
		}
		if inPlace && len(doc.Lines)+1+strings.Count(b.Text, "\n") > at {
			doc.Lines, inPlace = slices.Clip(doc.Lines), false // not over lines that are still to be read
		}
		doc.addBlock(b, i)
	}
	return doc
}

// blockEnd returns the first line from at on that is not in the given block.
func (d *Doc) blockEnd(block, at int) int {
	for at < len(d.Lines) && d.Lines[at].Block == block {
		at++
	}
	return at
}

func isExempt(b *pipeline.Block) bool {
	return b.Kind == pipeline.Code || b.Kind == pipeline.Cell || b.Context.Has(pipeline.InTable)
}

func (d *Doc) addBlock(b *pipeline.Block, i int) {
	exempt := isExempt(b)
	if b.Kind == pipeline.Code {
		d.add(b.Text, i, 0, len(b.Text), exempt)
		return
	}
	for start := 0; start <= len(b.Text); {
		end := strings.IndexByte(b.Text[start:], '\n')
		if end < 0 {
			end = len(b.Text)
		} else {
			end += start
		}
		d.add(b.Text[start:end], i, start, end, exempt)
		start = end + 1
	}
}

func (d *Doc) add(text string, block, start, end int, exempt bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	d.Lines = append(d.Lines, Line{Text: text, Block: block, Start: start, End: end, Offset: d.Total, Exempt: exempt})
	d.Total += len(text)
}

// BlockOf returns the block of line i.
func (d *Doc) BlockOf(i int) *pipeline.Block { return &d.Blocks[d.Lines[i].Block] }

// isBlock reports whether line i is the whole of its block.
func (d *Doc) isBlock(i int) bool {
	return (i == 0 || d.Lines[i-1].Block != d.Lines[i].Block) &&
		(i+1 == len(d.Lines) || d.Lines[i+1].Block != d.Lines[i].Block)
}

// GoesOn reports whether there is nothing but a line break between line i and
// the one before it: they are in the same block, or in plain text without a
// blank line between them.
func (d *Doc) GoesOn(i int) bool {
	if i <= 0 || i >= len(d.Lines) {
		return false
	}
	l, before := d.Lines[i].Block, d.Lines[i-1].Block
	return l == before || d.Tree == nil && l == before+1 && d.Blocks[l].Gap == 0
}

// After returns the share of the document's text that follows line i, from 0 to
// 1.
func (d *Doc) After(i int) float64 {
	if d.Total == 0 {
		return 0
	}
	l := &d.Lines[i]
	return float64(d.Total-l.Offset-len(l.Text)) / float64(d.Total)
}

// Tail is the share of a document, counted from its end, in which footers are
// found: on development pages, the words after an author's or a related heading
// there are junk by nineteen to two.
const Tail = 0.2

// headLines is how many lines at the beginning can hold a headline, a byline or
// a date of the document.
const headLines = 6

// InHead reports whether line i is among the first lines of the document.
func (d *Doc) InHead(i int) bool { return i < headLines }

// InTail reports whether line i is in the last part of the document.
func (d *Doc) InTail(i int) bool { return d.After(i) <= Tail }

// maxProseless is the length in bytes below which a line is not a paragraph.
const maxProseless = 80

// IsProse reports whether s looks like running text: it is as long as a
// paragraph and has a full stop at the end or inside.
func IsProse(s string) bool {
	return len(s) >= maxProseless && (EndsSentence(s) || strings.Contains(s, ". ") || strings.Contains(s, "。"))
}

// ProseAfter reports whether running text follows line i.
func (d *Doc) ProseAfter(i int) bool {
	if !d.sought {
		d.sought, d.lastProse = true, len(d.Lines)-1
		for d.lastProse >= 0 && !d.IsProse(d.lastProse) {
			d.lastProse--
		}
	}
	return d.lastProse > i
}

// minParagraph is the length in bytes from which a line is a paragraph rather
// than the teaser of a story.
const minParagraph = 200

// ParagraphBefore reports whether there is a paragraph before line i, or two
// lines of running text in a row: a front page has headlines over teasers.
func (d *Doc) ParagraphBefore(i int) bool {
	if d.paragraph == 0 {
		d.paragraph = len(d.Lines) + 1
		for k := range d.Lines {
			if l := &d.Lines[k]; !l.Exempt && d.IsProse(k) && (len(l.Text) >= minParagraph || k > 0 && d.IsProse(k-1)) {
				d.paragraph = k + 1
				break
			}
		}
	}
	return d.paragraph <= i
}

// EndsSentence reports whether s ends as a sentence does, also before closing
// quotes and brackets.
func EndsSentence(s string) bool {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		switch r {
		case '.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '．':
			return true
		case '"', '\'', ')', ']', '”', '’', '»', '›', '“', '」', '』', '）', ' ', '\u00A0', '*', '_':
			s = s[:len(s)-size]
		default:
			return false
		}
	}
	return false
}

// Strict reports whether the page is of a strict type; see IsStrictType.
func (d *Doc) Strict() bool { return IsStrictType(d.Meta.PageType) }

// IsStrictType reports whether pages of a type have lists, posts and headings that
// resemble residue, so that only rules that are certain may act on them.
func IsStrictType(pageType string) bool {
	switch pageType {
	case "forum", "product", "listing", "documentation", "collection":
		return true
	}
	return false
}

// The least text of an article, and the share of it that is running text. Among
// 1,497 development pages, articles seldom have less, and pages of other types
// seldom have both.
const (
	minArticle      = 4 // paragraphs
	minArticleProse = 0.7
	minTotal        = 600 // bytes; a piece of a page may be one of an article
)

// IsArticle reports whether the page is an article: a stage has judged so or,
// if none has, nearly all of the text is paragraphs, or it has a paragraph and
// is too short to tell.
func (d *Doc) IsArticle() bool {
	if d.Meta.PageType != "" {
		return d.Meta.PageType == "article"
	}
	if d.article != 0 {
		return d.article > 0
	}
	n, prose := 0, 0
	for i := range d.Lines {
		if d.IsProse(i) && !d.Lines[i].Exempt {
			n++
			prose += len(d.Lines[i].Text)
		}
	}
	d.article = -1
	if n > 0 && d.Total < minTotal || n >= minArticle && float64(prose) >= minArticleProse*float64(d.Total) {
		d.article = 1
	}
	return d.article > 0
}

// tongue returns the language of the document as phrases name it, without
// country and script: both kinds of Norwegian have one tag, and Hebrew and
// Indonesian have an old one.
func (d *Doc) tongue() string {
	tag := d.Meta.Lang
	if at := strings.IndexAny(tag, "-_"); at >= 0 {
		tag = tag[:at]
	}
	switch tag = strings.ToLower(tag); tag {
	case "nb", "nn":
		return "no"
	case "iw":
		return "he"
	case "in":
		return "id"
	}
	return tag
}

// Speaks reports whether line i may be in the language of a phrase: the
// document is in that language, or its language is not known, or the block or
// one next to it is in it, or the phrase is English, which themes use
// everywhere, or in a script that the document's language is not written in.
func (d *Doc) Speaks(i int, tag string) bool {
	if d.Meta.Lang == "" || tag == "en" || tag == "" || d.tongue() == tag {
		return true
	}
	at := d.Lines[i].Block
	for k := max(0, at-1); k < len(d.Blocks) && k <= at+1; k++ {
		if d.Blocks[k].Lang == tag {
			return true
		}
	}
	return d.Has(i, Wide) && !lang.Latin(tag) && !lang.Fits(d.Lines[i].Text, d.Meta.Lang)
}

// notResidue reports whether a stage judges what belongs to the article; the
// blocks it removed say nothing about their neighbours.
func notResidue(stage string) bool {
	return stage == "blocks" || stage == "scriptdata" || stage == "lines" || stage == "readability" || stage == "extraction" || stage == "metadata" || stage == "encoding"
}

// RemovedBefore reports whether residue stages removed the block right before
// line i.
func (d *Doc) RemovedBefore(i int) bool {
	l := &d.Lines[i]
	if i > 0 && d.Lines[i-1].Block == l.Block {
		return false
	}
	return d.removedID(d.Blocks[l.Block].ID - 1)
}

// RemovedAfter reports whether residue stages removed the block right after
// line i.
func (d *Doc) RemovedAfter(i int) bool {
	l := &d.Lines[i]
	if i+1 < len(d.Lines) && d.Lines[i+1].Block == l.Block {
		return false
	}
	return d.removedID(d.Blocks[l.Block].ID + 1)
}

func (d *Doc) removedID(id int) bool {
	return id >= 0 && d.touched.has(d.Trail, id) && d.Find(id) < 0 // else a part of it stayed
}

// touched are the blocks from which residue stages removed text, by ID, as far
// as the trail has been read; the trail only grows.
type touched struct {
	blocks []bool
	read   int
}

func (t *touched) has(trail []pipeline.Applied, id int) bool {
	for ; t.read < len(trail); t.read++ {
		a := &trail[t.read]
		if a.Block == pipeline.NoBlock || a.Old == "" || a.New != "" || notResidue(a.Stage) {
			continue
		}
		if a.Block >= len(t.blocks) {
			t.blocks = append(t.blocks, make([]bool, a.Block+1-len(t.blocks))...)
		}
		t.blocks[a.Block] = true
	}
	return id < len(t.blocks) && t.blocks[id]
}

// LinkShare returns the share of line i that is inside links, from 0 to 1.
func (d *Doc) LinkShare(i int) float64 {
	l := &d.Lines[i]
	linked := 0
	for _, m := range d.Blocks[l.Block].Marks {
		if m.Kind == pipeline.Link {
			linked += max(0, min(m.End, l.End)-max(m.Start, l.Start))
		}
	}
	return float64(linked) / float64(max(1, l.End-l.Start))
}

// Link returns the address of the first link that touches line i, as written in
// the page; empty if there is none.
func (d *Doc) Link(i int) string {
	l := &d.Lines[i]
	for _, m := range d.Blocks[l.Block].Marks {
		if m.Kind == pipeline.Link && m.Start < l.End && m.End > l.Start {
			return m.Href
		}
	}
	return ""
}

// Key folds a line for comparison with another: only letters and digits matter,
// not white space, case, or marks at its ends.
func Key(s string) string { return strings.Trim(fold.Key(s), " .,:;|*\"'-") }
