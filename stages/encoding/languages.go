package encoding

import (
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/lang"
)

// languages tells the language of a document's blocks, and asks no more of a
// document than its blocks need.
type languages struct {
	d     pipeline.Document
	known bool
	tag   string // of the document
}

// of is the language of a block: its own where the block shows it, so that a
// quotation in another language is read as what it is, else the document's;
// "" where neither is certain.
func (l *languages) of(b *pipeline.Block) string {
	if g := lang.Of(b.Text); g.Sure {
		return g.Tag
	}
	if !l.known {
		l.known, l.tag = true, documentLanguage(l.d)
	}
	return l.tag
}

// documentLanguage prefers what the text shows to what the page declares:
// templates declare English over text in any language.
func documentLanguage(d pipeline.Document) string {
	if g := lang.Document(d); g.Sure {
		return g.Tag
	}
	primary, _, _ := strings.Cut(d.Meta.Lang, "-")
	return strings.ToLower(primary)
}
