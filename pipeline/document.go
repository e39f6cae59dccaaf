package pipeline

import (
	"slices"
	"sort"

	"winnow/pipeline/tree"
)

// A Document is a page as blocks of text in reading order, with what is known
// about it and the trail of the edits that made it what it is.
//
// Slices inside a Document are shared between its versions: treat them as
// read-only and change a document through Apply alone.
type Document struct {
	ID, URL string
	// Base is what relative addresses of the page are resolved against: its
	// base element, else its URL.
	Base string
	// Format is FormatHTML or FormatText, never FormatAuto.
	Format Format
	// Encoding is the encoding the bytes were decoded from, a WHATWG name.
	Encoding string
	Meta     Meta
	Blocks   []Block
	// Flags are reasons to review the document: the names of the rules that
	// raised them, each once, in that order.
	Flags []string
	// NotArticle is the reason why the page holds no article (an error page,
	// a bot check), or empty.
	NotArticle string
	// Trail lists every edit applied so far, in order.
	Trail []Applied
	// Tree is the HTML the blocks were cut from; nil for text.
	Tree *tree.Tree

	captioned int // the index in Meta.Captions of what a caption or a credit filled last
}

// A Kind says what a block is. No block has the zero Kind.
type Kind uint8

// The kinds of blocks.
const (
	KindNone   Kind = iota
	Paragraph       // running text
	Heading         // Level 1 to 6; 0 when the level is unknown
	ListItem        // Level is the nesting depth from 1; 0 when unknown
	Quote           // a paragraph inside a quotation
	Code            // text whose white space is kept
	Cell            // a table cell, at Row and Col
	Caption         // the caption of a figure or a table
	Term            // the term of a definition list
	Definition      // the definition of a term
	Control         // a button, label, option or other text of a form
	Image           // an image: Src is its address, Text its alternative text
)

var kindNames = [...]string{
	KindNone: "", Paragraph: "paragraph", Heading: "heading", ListItem: "list-item", Quote: "quote", Code: "code",
	Cell: "cell", Caption: "caption", Term: "term", Definition: "definition", Control: "control", Image: "image",
}

func (k Kind) String() string { return kindNames[k] }

// MarshalText writes the kind by name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads a kind by name.
func (k *Kind) UnmarshalText(b []byte) error {
	i := slices.Index(kindNames[:], string(b))
	if i < 0 {
		return unknownName("block kind", string(b), kindNames[1:])
	}
	*k = Kind(i)
	return nil
}

// A Context is the set of elements of interest that surround a block.
type Context uint16

// The surroundings that stages ask about.
const (
	InHidden   Context = 1 << iota // hidden by attribute or style
	InNoscript                     // inside noscript
	InTemplate                     // inside template
	InQuote                        // inside blockquote or q
	InTable                        // inside a table
	InList                         // inside a list
	InFigure                       // inside a figure
	InForm                         // inside a form
	Numbered                       // an item of a numbered list
)

// Has reports whether c includes all of d.
func (c Context) Has(d Context) bool { return c&d == d }

// NoNode is the Node of a block that was cut from plain text.
const NoNode = -1

// A Block is a piece of text that a reader sees as one unit: a paragraph, a
// heading, a list item, a table cell.
type Block struct {
	// ID is the number that Parse gave the block, ascending in reading order.
	// It does not change when other blocks are removed, so edits address blocks
	// by it.
	ID   int
	Kind Kind
	// Level is the level of a heading or the depth of a list item, from 1;
	// 0 means unknown.
	Level int
	// Text is the block's text, in UTF-8. "\n" is a forced line break
	// (<br>); other white space is collapsed as in a browser, except in Code.
	Text string
	// Marks are the inline marks over Text, ordered by Start.
	Marks []Mark
	// Node is the block's node in Document.Tree: the block element, or the
	// parent of a run of inline text. NoNode for plain text.
	Node int
	// Gap counts the blank lines before the block in plain text.
	Gap int
	// Row and Col count from 1 for a Cell, within the table Table (its node).
	Table, Row, Col int
	Context         Context
	// Src is the address of an Image as written in the page.
	Src string
	// Lang is the language of the block as a BCP 47 tag, if it was found to
	// differ from that of the document; otherwise empty.
	Lang string
	// KeptBy is the rule that protects the block, or empty. Edits that would
	// remove text from a protected block are vetoed.
	KeptBy string
}

// A MarkKind says what an inline mark means.
type MarkKind uint8

// The inline marks.
const (
	Link MarkKind = iota + 1
	Emphasis
	Strong
	CodeSpan
)

// A Mark is an inline mark over the bytes [Start, End) of a block's text.
type Mark struct {
	Start, End int
	Kind       MarkKind
	// Href is the address of a Link as written in the page; resolve it with
	// Document.Resolve.
	Href string
}

// Find returns the index in d.Blocks of the block with the given ID, or -1.
func (d Document) Find(id int) int {
	return findBlock(d.Blocks, id)
}

func findBlock(blocks []Block, id int) int {
	if len(blocks) > 0 && blocks[0].ID == id {
		return 0 // edits often follow each other
	}
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].ID >= id })
	if i < len(blocks) && blocks[i].ID == id {
		return i
	}
	return -1
}

// Ran reports whether the trail has an edit of a stage, if only a vetoed one. Stages that
// judge a part of the document by the whole ask it: the whole is no longer there.
func (d Document) Ran(stage string) bool {
	return slices.ContainsFunc(d.Trail, func(a Applied) bool { return a.Stage == stage })
}

// Path returns the block's place in the page as a path of elements, such as
// "html/body/div[2]/p[3]". It is empty for plain text.
func (d Document) Path(b Block) string {
	if d.Tree == nil || b.Node == NoNode {
		return ""
	}
	return d.Tree.Path(int32(b.Node))
}

// HasMoreWords reports whether the document has more than n words. It stops
// counting as soon as that is certain.
func (d Document) HasMoreWords(n int) bool {
	for i := 0; i < len(d.Blocks) && n >= 0; i++ {
		n -= d.Blocks[i].Words()
	}
	return n < 0
}

// Words counts the words of the document's blocks.
func (d Document) Words() int {
	n := 0
	for i := range d.Blocks {
		n += d.Blocks[i].Words()
	}
	return n
}

// Words counts the words of the block's text; see CountWords.
func (b Block) Words() int { return CountWords(b.Text) }

// LinkShare returns the share of the block's text that lies inside links, by
// bytes, from 0 to 1.
func (b Block) LinkShare() float64 {
	if len(b.Text) == 0 {
		return 0
	}
	linked, end := 0, 0
	for _, m := range b.Marks {
		if m.Kind == Link && m.End > end {
			linked += m.End - max(m.Start, end)
			end = m.End
		}
	}
	return float64(linked) / float64(len(b.Text))
}
