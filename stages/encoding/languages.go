package encoding

import (
	"strings"

	"winnow/pipeline/lang"
)

// languageOf returns the language of a block's text: what the text shows where
// it shows one, so that a paragraph in another language is read as what it is
// (and a template that declares English does no harm), else what is known of
// the document. It depends on nothing that the stage changes but the text
// itself, or a second run could find more to do.
func languageOf(text, known string) string {
	if g := lang.Of(text); g.Sure {
		return g.Tag
	}
	if i := strings.IndexAny(known, "-_"); i >= 0 {
		known = known[:i]
	}
	return strings.ToLower(known)
}
