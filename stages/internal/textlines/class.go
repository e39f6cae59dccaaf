package textlines

import (
	"strings"
	"unicode"

	"winnow/pipeline"
)

// IsNamedDebris reports whether the block of line i is an element whose own
// class or ID names debris: "share-bar", "btnSubscribe". The names of its
// ancestors do not count: on development pages, elements called newsletter or
// social held text as often as not.
func (d *Doc) IsNamedDebris(i int) bool {
	b := d.BlockOf(i)
	if d.Tree == nil || b.Node == pipeline.NoNode {
		return false
	}
	found := false
	n := int32(b.Node)
	d.Tree.Classes(n, func(class string) { found = found || isDebrisName(class) })
	return found || isDebrisName(d.Tree.Value(n, "id"))
}

// isDebrisName reports whether a word of a class or an ID names debris.
func isDebrisName(name string) bool {
	if len(name) > maxName {
		return false
	}
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for word != "" {
			// "btnSubscribe" is two words.
			end := strings.IndexFunc(word[1:], unicode.IsUpper) + 1
			if end == 0 || word == strings.ToUpper(word) {
				end = len(word)
			}
			if debrisNames[strings.ToLower(word[:end])] {
				return true
			}
			word = word[end:]
		}
	}
	return false
}

// maxName is the maximum length in bytes of a name that a person wrote; longer
// ones are generated.
const maxName = 80

// debrisNames are words in the names of elements that hold debris.
var debrisNames = func() map[string]bool {
	names := map[string]bool{}
	for _, w := range strings.Fields(`
ad ads advert advertisement advertising banner breadcrumb breadcrumbs btn button captcha consent cookie cookies copyright crumbs cta disclaimer
disclosure donate donation follow footer gdpr hidden menu nav navbar navigation newsletter offscreen optin pager pagination paywall placeholder
player popular popup print promo promotion readmore recommend recommendation recommendations recommended related share sharedaddy sharing
shares signup skip social socials sponsor sponsored sr subscribe subscription tag taglist tags toc toolbar tooltip trending widget
`) {
		names[w] = true
	}
	return names
}()

// IsRepeated reports whether another line with a phrase says the same as line
// i: buttons are repeated below every card of a page.
func (d *Doc) IsRepeated(i int) bool {
	if d.Found(i) == nil {
		return false // most lines
	}
	number := d.numberOf(i)
	copies := d.copies.get(func() []int32 {
		n := make([]int32, len(d.texts)+len(d.WithPhrases()))
		for _, k := range d.WithPhrases() {
			n[d.numberOf(k)]++
		}
		return n
	})
	return int(number) < len(copies) && copies[number] > 1
}

// numberOf returns the number of the text of line i. It stays the same in later
// versions of the document, so that a text is looked up once.
func (d *Doc) numberOf(i int) int32 {
	l := &d.Lines[i]
	if l.facts.known&numbered == 0 {
		n, ok := d.texts[l.Text]
		if !ok {
			n = int32(len(d.texts))
			d.texts[l.Text] = n
		}
		l.facts.known |= numbered
		l.facts.number = n
	}
	return l.facts.number
}
