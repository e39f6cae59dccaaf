package repair

import (
	"math/bits"
	"unicode"
)

// letterSet is a set of Latin letters from U+00C0 to U+033F, in lower case.
type letterSet [10]uint64

func (s *letterSet) add(r rune) {
	if r = unicode.ToLower(r); r >= 0xc0 && r < 0xc0+640 && r != '×' && r != '÷' {
		s[(r-0xc0)/64] |= 1 << ((r - 0xc0) % 64)
	}
}

// missing returns how many letters of s are not in t.
func (s *letterSet) missing(t *letterSet) int {
	n := 0
	for i := range s {
		n += bits.OnesCount64(s[i] &^ t[i])
	}
	return n
}

// alphabet is the letters beyond ASCII of a language.
type alphabet struct {
	letters letterSet
	minor   bool // few pages are written in it
}

// alphabets says which letters go together. Where two code pages explain a line
// equally well, the one is right whose letters are those of one language:
// "možné prečítať" rather than "moşné prečítať".
var alphabets = func() []alphabet {
	var out []alphabet
	for i, group := range [][]string{{
		"áéíñóúü",           // Spanish
		"àâæçèéêëîïôœùûüÿ",  // French
		"äöüß",              // German
		"àéèìíîòóùú",        // Italian
		"áâãàçéêíóôõúü",     // Portuguese
		"ąćęłńóśźż",         // Polish
		"áčďéěíňóřšťúůýž",   // Czech
		"áéíóöőúüű",         // Hungarian
		"ăâîșțşţ",           // Romanian
		"åäöé",              // Swedish, Finnish
		"æøåé",              // Danish, Norwegian
		"çğıöşüâîû",         // Turkish
		"áäčďéíĺľňóôŕšťúýž", // Slovak
		"čćđšž",             // Croatian, Bosnian, Serbian
		"čšž",               // Slovenian
		"ëïéèöüáó",          // Dutch
		"ąčęėįšųūž",         // Lithuanian
		"āčēģīķļņšūž",       // Latvian
		"äõöüšž",            // Estonian
		"àèéíïóòúüçŀ",       // Catalan
		"äöüğşıəç",          // Azerbaijani, Turkmen in part
	}, {
		"áæðéíóöúýþ",   // Icelandic
		"áæðíóøúý",     // Faroese
		"áéíóú",        // Irish
		"àèìòùáéó",     // Scottish Gaelic
		"âêîôûŵŷáëïöŵ", // Welsh
		"çë",           // Albanian
		"ċġħżàèìòù",    // Maltese
		"ĉĝĥĵŝŭ",       // Esperanto
		"âêîôûáéíóúý",  // Walloon, Afrikaans in part
		"ñùâêîôû",      // Breton
		"āēīōū",        // Maori, Hawaiian
		"áčđŋšŧž",      // Northern Sami
		"ñáéíóúç",      // Galician, Asturian
		"êëéèôöûîïá",   // Afrikaans
		"çşžňäöüý",     // Turkmen
		"çêîşû",        // Kurdish
		"ëéä",          // Luxembourgish
		"ãáéíóúñõĩũẽ",  // Guarani
		"áéíóúńǫąłę",   // Navajo
		"ôóöäßéàè",     // Low German and neighbours
	}} {
		for _, s := range group {
			a := alphabet{minor: i == 1}
			for _, r := range s {
				a.letters.add(r)
			}
			out = append(out, a)
		}
	}
	return out
}()

// maxStrange bounds what letters that do not go together cost a reading.
const maxStrange = 5

// strangeness says how little the letters that the reading gives belong
// together: 0 if a widespread language has them all.
func (f *fixer) strangeness(r *reading) int {
	if r.strange >= 0 {
		return r.strange
	}
	var s letterSet
	for i := range r.stretches {
		for _, sp := range r.stretches[i].spans {
			if sp.r < 0x340 {
				s.add(sp.r)
			}
		}
	}
	if s == (letterSet{}) {
		r.strange = 0
		return 0
	}
	r.strange = maxStrange
	for i := 0; i < len(alphabets) && r.strange > 0; i++ {
		a := &alphabets[i]
		cost := 2 * s.missing(&a.letters)
		if a.minor {
			cost++
		}
		r.strange = min(r.strange, cost)
	}
	return r.strange
}
