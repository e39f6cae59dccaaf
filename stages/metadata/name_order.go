package metadata

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// turned writes names of a catalogue, "Lund, Ida", as a reader would: "Ida
// Lund". A comma may be between a name and a degree, a town or another name as
// well, so all names of the list must have exactly one. A list of one must be
// from a catalogue, where the family name always is first, or its family name
// be one word.
func turned(names []string, catalogue bool) []string {
	turned := make([]string, 0, len(names))
	for _, name := range names {
		family, given, ok := strings.Cut(name, ", ")
		if !ok || strings.Contains(given, ",") || !isFamilyName(family) || !isGivenName(given) || isOrganization(name) {
			return names
		}
		if len(names) == 1 && !catalogue && strings.Contains(family, " ") && !beginsFamilyName(family) {
			return names // "Ann Lee, Reuters"
		}
		if i := strings.LastIndexByte(given, ' '); utf8.RuneCountInString(given[i+1:]) == 1 {
			given += "." // an initial whose full stop ended the value
		}
		turned = append(turned, given+" "+family)
	}
	return turned
}

// isFamilyName reports whether a text can be a family name: up to three words
// capitalised, but for particles.
func isFamilyName(s string) bool {
	return strings.Count(s, " ") < 3 && lowerWords(s) == 0 && isOfLetters(s) && !hasRoleWord(s)
}

// isGivenName reports whether a text can be given names or their initials, and
// is none of what else comes after the comma of a name.
func isGivenName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.Count(s, " ") < 3 && unicode.IsUpper(r) && isOfLetters(s) && !hasRoleWord(s) && !isDegree(s)
}

func isOfLetters(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" .-‐'’", r) {
			return false
		}
	}
	return s != ""
}

// beginsFamilyName reports whether a word that begins family names of several
// words comes first.
func beginsFamilyName(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(s), " ")
	switch first {
	case "ó", "o", "ní", "nic", "mac", "mc", "st", "st.", "san", "santa", "des", "ter", "ten", "della", "dello", "abu", "bint":
		return true
	}
	return lexicon().nameParticles[first]
}

// isDegree reports whether a text is what is written after the name of a person
// or a firm: "Jr.", "MD", "Ph.D.", "GmbH", "BSc RN".
func isDegree(s string) bool {
	for f := range strings.FieldsSeq(s) {
		if degrees[strings.ReplaceAll(strings.ToLower(f), ".", "")] {
			return true
		}
	}
	return false
}

var degrees = map[string]bool{
	"jr": true, "sr": true, "jnr": true, "snr": true, "ii": true, "iii": true, "iv": true, "esq": true, "md": true, "phd": true, "dphil": true, "dds": true, "dmd": true, "do": true,
	"dvm": true, "mph": true, "mba": true, "msc": true, "bsc": true, "ma": true, "ba": true, "bs": true, "ms": true, "mpa": true, "rn": true, "bsn": true, "msn": true, "np": true, "rd": true, "rdn": true, "ldn": true,
	"cpa": true, "cfa": true, "cfp": true, "jd": true, "llm": true, "edd": true, "psyd": true, "pharmd": true, "facs": true, "lcsw": true, "mft": true, "lmft": true, "pt": true, "dpt": true, "cscs": true,
	"obe": true, "mbe": true, "cbe": true, "mp": true, "inc": true, "ltd": true, "llc": true, "gmbh": true, "ag": true, "corp": true, "co": true, "plc": true,
}
