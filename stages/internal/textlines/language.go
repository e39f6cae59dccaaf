package textlines

import (
	"strings"

	"winnow/pipeline/lang"
)

// Tongue returns the language of the document as phrases name it, "" if it is not known.
func (d *Doc) Tongue() string {
	if d.spokenTag != d.Meta.Lang {
		d.spoken, d.spokenTag = tongueOf(d.Meta.Lang), d.Meta.Lang
	}
	return d.spoken
}

// tongueOf returns a language without country and script: both kinds of Norwegian
// have one tag, and Hebrew and Indonesian have an old one.
func tongueOf(tag string) string {
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

// Speaks reports whether line i may be in the language that tag names, that of a
// phrase found in the line. A phrase of another language is chance: the words of
// one are often ordinary words of the next. The line may be in it if
//   - the language of the document is the same or not known, or the phrase has none;
//   - the phrase is English, which themes use everywhere;
//   - the line's block or one beside it is in that language;
//   - the line is in a script in which the document's language is not written.
func (d *Doc) Speaks(i int, tag string) bool {
	if d.Meta.Lang == "" || tag == "en" || tag == "" || d.Tongue() == tag {
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
