package textlines

import (
	"strings"

	"winnow/pipeline/lang"
)

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
