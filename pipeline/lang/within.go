package lang

import (
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Bounds of a look at a piece of a document, in bytes: how much of it is read,
// and from which length on the words of a piece tell its language.
const (
	maxPiece = 600
	minWords = 40
)

// The least letters that tell a language: of another script than the document's,
// where a name has fewer; of kana in Chinese, which writes a "の" for the look of
// it; and of a script that the document's language has in common with another,
// as Japanese has ideographs and Persian the Arabic letters.
const (
	minScript = 10
	minKana   = 5
	minShared = 60
)

// Other guesses the language of a piece of a document in the language known, and
// reports whether the piece shows that it is in another one: its script does, or
// its words do beyond doubt. Short pieces in another script may leave the guess
// empty or not sure.
//
//	"Где сейчас катер?" in English    → ru, not sure
//	"A night in Paris" in French      → does not show
func Other(text, known string) (g Guess, other bool) {
	if len(text) < minWords && isASCII(text) {
		return g, false // too short to tell, and Latin
	}
	if known = primary(known); known == "" {
		return g, false
	}
	if len(text) > maxPiece {
		text = text[:wordStart(text, maxPiece)]
	}
	if isPlain(text, known) {
		return g, false // most pieces
	}
	s, letters := mainScript(text)
	if s == noScript {
		return g, false
	}
	if !scriptsOf(known).has(s) {
		g = Of(text)
		switch s {
		case latin:
			other = g.Sure && len(text) >= minWords // names and terms are Latin in all scripts
		case han, kana, hangul:
			other = letters >= minKana
		default:
			other = letters >= minScript
		}
		return g, other
	}
	switch {
	case s == latin || s == cyrillic:
		if len(text) < minWords || ownWords(known) == nil {
			return g, false
		}
	case s != arabic && s != han || s == han && known == "zh" || letters < minShared:
		return g, false
	}
	g = Of(text)
	return g, g.Sure && !alike(g.Tag, known) && scriptsOf(g.Tag).has(s)
}

// Fits reports whether a text is in the script of a language.
func Fits(text, tag string) bool {
	s, _ := mainScript(text)
	return s != noScript && scriptsOf(primary(tag)).has(s)
}

// Latin reports a language that is written in Latin letters alone.
func Latin(tag string) bool { return scriptsOf(primary(tag)) == 1<<latin }

// alike reports languages that are not distinguished by the words known here.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	for _, group := range [...]string{"sr hr bs sh me", "id ms", "no da", "cs sk", "gl pt", "af nl"} {
		if strings.Contains(group, a) && strings.Contains(group, b) {
			return true
		}
	}
	return false
}

// isPlain is a cheap check whether a text is in the document's language: it
// begins with words that no other language has, or, in a script with few
// languages, with its letters.
func isPlain(text, known string) bool {
	if own := ownWords(known); own != nil {
		return own.begin(text)
	}
	home, found := scriptsOf(known), 0
	var letters arabicLetters
	for _, r := range text {
		s := scriptOf(r)
		switch {
		case s == noScript:
			continue
		case s == han && known != "zh", !home.has(s):
			return false
		case s == arabic:
			letters.add(r)
		}
		if found++; found == plainLetters {
			return s != arabic || letters.tag() == known
		}
	}
	return false
}

// plainLetters is how many letters of its script begin a text that is taken for
// one in the document's language.
const plainLetters = 24

// A wordSet holds the words that one language alone has, by their hashes; most
// other words are told by a look at the filter.
type wordSet struct {
	filter [64]uint64
	words  map[uint64]bool
}

// ownWords returns those of the language with a tag, or nil where words do not
// tell it.
func ownWords(tag string) *wordSet { return wordSets()[tag] }

var wordSets = sync.OnceValue(func() map[string]*wordSet {
	v := vocabulary()
	sets := map[string]*wordSet{}
	for _, tag := range v.tags {
		sets[tag] = &wordSet{words: map[uint64]bool{}}
	}
	for word, mask := range v.words {
		if bits.OnesCount64(mask) == 1 {
			set := sets[v.tags[bits.TrailingZeros64(mask)]]
			set.words[word] = true
			set.filter[word>>58] |= 1 << (word >> 52 & 63)
		}
	}
	return sets
})

// begin reports whether a text begins as one in the language does, with two of
// its words; it reads as far as the second.
func (set *wordSet) begin(text string) bool {
	found, inWord, word := 0, false, hashSeed
	for i := 0; i <= len(text); {
		r, size := rune(' '), 1
		if i < len(text) {
			if r = rune(text[i]); r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(text[i:])
			}
		}
		i += size
		switch lower := r | 0x20; {
		case lower >= 'a' && lower <= 'z':
			word, inWord = hash(word, lower), true
		case r >= utf8.RuneSelf && scriptOf(r) != noScript:
			word, inWord = hash(word, unicode.ToLower(r)), true
		case inWord && (r < utf8.RuneSelf || !unicode.IsMark(r)):
			if set.filter[word>>58]&(1<<(word>>52&63)) != 0 && set.words[word] {
				if found++; found > 1 {
					return true
				}
			}
			word, inWord = hashSeed, false
		}
	}
	return false
}

// A scriptSet is a set of scripts, a bit for each.
type scriptSet uint32

func (set scriptSet) has(s script) bool { return set&(1<<s) != 0 }

// scriptsOf returns the scripts a language is written in; Latin for those that
// are not known.
func scriptsOf(tag string) scriptSet {
	switch tag {
	case "ja":
		return 1<<kana | 1<<han
	case "ko":
		return 1<<hangul | 1<<han
	case "ar", "fa", "ur", "ps", "ckb", "ug", "sd":
		return 1 << arabic
	case "sr", "bs", "kk", "uz", "az", "tg", "mn":
		return 1<<cyrillic | 1<<latin
	case "mr", "ne", "sa":
		return 1 << devanagari
	case "yi":
		return 1 << hebrew
	}
	for s, t := range scriptTags {
		if t == tag {
			return 1 << s
		}
	}
	for _, l := range cyrillicWords {
		if l.tag == tag {
			return 1 << cyrillic
		}
	}
	return 1 << latin
}

// mainScript returns the script that most letters of a text are of, and how
// many; or noScript where none has more than half of them. Plain ASCII is not
// counted through.
func mainScript(text string) (script, int) {
	if isASCII(text) {
		if strings.IndexFunc(text, unicode.IsLetter) < 0 {
			return noScript, 0
		}
		return latin, len(text)
	}
	var counts [scriptCount]int
	all := 0
	for _, r := range text {
		if s := scriptOf(r); s != noScript {
			counts[s]++
			all++
		}
	}
	if ideographs := counts[han] + counts[kana]; counts[kana] >= minKana && counts[kana]*20 > ideographs {
		counts[kana], counts[han] = ideographs, 0 // Japanese is written in both
	}
	for s, n := range counts {
		if 2*n > all {
			return script(s), n
		}
	}
	return noScript, 0
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// primary returns the primary subtag of a BCP 47 tag, in small letters.
func primary(tag string) string {
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	if tag = strings.ToLower(tag); tag == "nb" || tag == "nn" {
		return "no"
	}
	return tag
}
