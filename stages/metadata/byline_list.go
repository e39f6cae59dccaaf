package metadata

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/wording"
)

// nameSep separates the names of a list that the page gives as a list, until
// namesOf writes them out. Lines of text never contain it.
const nameSep = "\x1f "

// conjunctions come before the last name of a list, by language.
var conjunctions = map[string]string{
	"en": "and", "de": "und", "fr": "et", "es": "y", "pt": "e", "it": "e", "ca": "i", "gl": "e", "ro": "și", "nl": "en", "af": "en", "sv": "och", "da": "og",
	"nb": "og", "nn": "og", "no": "og", "is": "og", "fi": "ja", "et": "ja", "lv": "un", "lt": "ir", "pl": "i", "cs": "a", "sk": "a", "sl": "in", "hr": "i", "bs": "i",
	"sr": "i", "hu": "és", "tr": "ve", "ru": "и", "uk": "та", "be": "і", "bg": "и", "mk": "и", "el": "και", "id": "dan", "ms": "dan", "vi": "và",
}

// namesOf returns the names of a byline and the byline as a reader of the page
// would write it. One that is no plain list of names stays as it was written.
func (e *extractor) namesOf(value string) (names []string, byline string) {
	names = SplitByline(value)
	if !strings.Contains(value, nameSep) && (len(names) < 2 || !strings.Contains(value, ",") && !strings.Contains(value, ";")) {
		return names, value
	}
	return names, joinNames(names, e.langClaim.value)
}

// joinNames writes a list of names: "Ann Lee, Bo Rask and Cy Moe". If the
// language is not known, or has no such word, commas separate them all.
func joinNames(names []string, lang string) string {
	n := len(names) - 1
	if n < 1 {
		return strings.Join(names, "")
	}
	if strings.ContainsRune(names[n], ',') || strings.ContainsRune(names[0], ',') {
		return strings.Join(names, "; ") // "Ann Lee, MD; Bo Rask, PhD"
	}
	base, _, _ := strings.Cut(lang, "-")
	word := conjunctions[base]
	if word == "y" && beginsWithI(names[n]) {
		word = "e"
	}
	if word == "" {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:n], ", ") + " " + word + " " + names[n]
}

// beginsWithI reports whether Spanish says "e" for "y" before the name.
func beginsWithI(s string) bool {
	s = strings.TrimPrefix(strings.ToLower(s), "h")
	return strings.HasPrefix(s, "i") && !strings.HasPrefix(s, "ie") || strings.HasPrefix(s, "í")
}

// SplitByline returns the names in a byline. A byline is split at commas
// and conjunctions only where every part reads as a name of its own: what
// follows a name may be its owner's degree, position or employer.
func SplitByline(s string) []string {
	var names []string
	add := func(name string) {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for part := range strings.SplitSeq(s, nameSep) {
		for entry := range strings.SplitSeq(part, ";") {
			for _, name := range splitEntry(entry) {
				add(name)
			}
		}
	}
	return names
}

// splitEntry splits a text at commas and conjunctions if all parts are names.
func splitEntry(s string) []string {
	parts := []string{""}
	for f := range strings.FieldsSeq(s) {
		last := &parts[len(parts)-1]
		if isConjunction(f) {
			if *last != "" {
				parts = append(parts, "")
			}
			continue
		}
		name, comma := strings.CutSuffix(f, ",")
		*last = strings.TrimSpace(*last + " " + name)
		if comma {
			parts = append(parts, "")
		}
	}
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	for _, p := range parts {
		if !isListedName(p) {
			return []string{s}
		}
	}
	return parts
}

// isConjunction reports whether a word joins names. "i" and "a" are in lower
// case in names of other languages only, and there they join words of one name.
func isConjunction(f string) bool {
	if f == "&" {
		return true
	}
	for _, word := range conjunctions {
		if f == word {
			return true
		}
	}
	return false
}

// isListedName reports whether a part of a list is a name of its own: two or
// more words capitalised or in a script without case, no position, no
// degree.
func isListedName(s string) bool {
	if !strings.Contains(s, " ") {
		r, _ := utf8.DecodeRuneInString(s)
		return unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsLower(r) && utf8.RuneCountInString(s) > 1
	}
	return lowerWords(s) == 0 && !hasRoleWord(s) && !strings.ContainsAny(s, "0123456789()") && !isOrganization(s)
}

// isOrganization reports whether a text ends in a word of companies or begins
// as the names of institutions do: "Ann Lee, University of Michigan".
func isOrganization(s string) bool {
	return slices.ContainsFunc(words(s), func(f string) bool { return institutions()[f] })
}

var institutions = sync.OnceValue(func() map[string]bool { return wording.Set("institution") })
