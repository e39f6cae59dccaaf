package metadata

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/dates"
)

// cleanName takes labels, dates, handles and what follows from a name; "" when
// nothing is left that can be one.
func cleanName(s string) string {
	s = withoutBylineLabels(line(s))
	if strings.Contains(s, "://") && strings.HasPrefix(s, "http") || strings.HasPrefix(s, "/") || strings.HasSuffix(s, ".html") || strings.Contains(s, "©") {
		return ""
	}
	s = withoutPreposition(s)
	if when, start, _, ok := dates.Find(s, dates.MonthFirst); ok {
		s = withoutDatePreposition(withoutWeekday(strings.TrimRight(s[:start], " ,"), when))
	}
	s, ok := withoutNameEnds(s)
	if !ok {
		return ""
	}
	if strings.ContainsRune(s, '@') {
		s = withoutHandles(s)
	}
	s = withoutCopy(withoutNotes(strings.Trim(s, " ,;:.-–—|/\u00a0\"'“”‘’*∙⋅•·・><→»›←«‹⟶➔➝➜►▶▸↗↓")))
	if strings.HasSuffix(s, " Jr") || strings.HasSuffix(s, " Sr") {
		s += "."
	}
	s = withoutPossession(s)
	s = withoutRoleBefore(withoutRole(strings.TrimSuffix(strings.TrimSuffix(s, " and"), " &")))
	if n := utf8.RuneCountInString(s); n < 2 || n > 150 || isNoName(s) {
		return ""
	}
	return s
}

// withoutBylineLabels takes up to two labels from the start: "Author: By Ann Lee".
func withoutBylineLabels(s string) string {
	for range 2 {
		lower := strings.ToLower(s)
		if len(lower) != len(s) {
			break
		}
		for _, label := range bylineLabels().longestFirst {
			if rest, ok := strings.CutPrefix(lower, label); ok && (strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, " ") && (len(label) > 3 || label == "by") && (!lexicon().authorRoles[label] || isPerson(s[len(label):]))) {
				s = strings.TrimLeft(s[len(label):], ":： \u00a0")
				break
			}
		}
	}
	return s
}

// withoutNameEnds cuts a text at what first ends a name, and takes what a link
// to an author's page says before the name. It is not ok if an end comes first.
func withoutNameEnds(s string) (name string, ok bool) {
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return s, true
	}
	for _, end := range lexicon().nameEnds {
		if end == " (" && hasNameAfter(s) {
			continue
		}
		if i := strings.Index(lower, end); i > 0 {
			lower, s = lower[:i], s[:i]
		} else if i == 0 {
			return "", false
		}
	}
	if s = strings.TrimRight(s, " ,"); strings.HasSuffix(s, " on") || strings.HasSuffix(s, " am") {
		s = s[:len(s)-3]
	}
	for _, lead := range lexicon().leads {
		if strings.HasPrefix(lower, lead) {
			return s[min(len(s), len(lead)):], true
		}
	}
	return s, true
}

// withoutPreposition takes the short word for "by" that a name is written with
// in many languages. Capitalised, it may be a part of the name, if that is
// short: "Von Trier".
func withoutPreposition(s string) string {
	word, rest, ok := strings.Cut(s, " ")
	if !ok {
		return s
	}
	r, _ := utf8.DecodeRuneInString(rest)
	switch word {
	case "von", "vom", "par", "por":
		return rest
	case "Von", "Vom", "Par", "Por", "Door", "Af", "Av":
		if strings.Contains(rest, " ") && unicode.IsUpper(r) {
			return rest
		}
	}
	return s
}

// withoutDatePreposition takes the word that led to a date.
func withoutDatePreposition(s string) string {
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		switch strings.ToLower(s[i+1:]) {
		case "on", "am", "um", "le", "el", "il", "den", "op", "em":
			return strings.TrimRight(s[:i], " ,")
		}
	}
	return s
}

// withoutWeekday takes the day of the week that led to a date from a full name. "Sun" and
// "Friday" are names, too: the date has to be on that day.
func withoutWeekday(s string, when dates.Date) string {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 || when.Year == 0 {
		return s
	}
	name, day := strings.TrimRight(s[:i], " ,"), strings.ToLower(strings.Trim(s[i+1:], ".,"))
	if len(day) >= 3 && strings.HasPrefix(strings.ToLower(when.Time().Weekday().String()), day) && isPerson(name) {
		return name
	}
	return s
}

// withoutPossession takes what a link says an author has: "Ann Lee’s articles". Other names have
// an s of their own: "Reader’s Digest", "Ann Lee’s Kitchen".
func withoutPossession(s string) string {
	for _, mark := range []string{"’s ", "'s "} {
		if name, rest, ok := strings.Cut(s, mark); ok && lexicon().ofAuthors[strings.ToLower(rest)] && isPerson(name) {
			return name
		}
	}
	return s
}

// withoutCopy returns a name that is there twice once: elements for two widths
// of the screen are read as one.
func withoutCopy(s string) string {
	if n := len(s) / 2; len(s)%2 == 1 && s[n] == ' ' && s[:n] == s[n+1:] {
		return s[:n]
	}
	return s
}

// hasNameAfter reports whether a name goes on after brackets: "Ann (Berg) Lee".
func hasNameAfter(s string) bool {
	_, rest, ok := strings.Cut(s, ") ")
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && unicode.IsUpper(r) && !strings.ContainsAny(rest, "|•·") && strings.Count(rest, " ") < 2
}

// withoutNotes takes the numbers of footnotes from the words of a name of
// several: "Ann Lee1, Bo Rask2".
func withoutNotes(s string) string {
	if !strings.ContainsAny(s, "0123456789") || !strings.Contains(s, " ") {
		return s
	}
	fields := strings.Fields(s)
	for i, f := range fields {
		word := strings.TrimRight(f, ",;")
		name := strings.TrimRight(word, "0123456789")
		last, _ := utf8.DecodeLastRuneInString(name)
		if len(name) >= 3 && len(word)-len(name) <= 2 && unicode.IsLower(last) && !strings.ContainsAny(name, "0123456789") {
			fields[i] = name + f[len(word):]
		}
	}
	return strings.Join(fields, " ")
}

// maxRole is the number of words up to which a position stays in the byline:
// "Tracy Parker, Dietitian".
const maxRole = 3

// isNewsRole reports whether a short text is a position that newspapers write beside the names of
// those who write for them: "Crime Reporter".
func isNewsRole(s string) bool {
	w := words(s)
	return len(w) > 0 && len(w) <= maxRole && lexicon().newsRoles[w[len(w)-1]]
}

// withoutRoleBefore cuts such a position before a name of two words or more:
// "Crime Correspondent Ann Lee".
func withoutRoleBefore(s string) string {
	fields := strings.Fields(s)
	for i := 1; i <= maxRole && len(fields)-i >= 2; i++ {
		if name := strings.Join(fields[i:], " "); isNewsRole(strings.Join(fields[:i], " ")) && isPerson(name) {
			return name
		}
	}
	return s
}

// withoutRole cuts a position in a newspaper, or a long one, after a name: "Ann
// Lee, Head of Marketing and Growth".
func withoutRole(s string) string {
	name, role, ok := strings.Cut(s, ", ")
	if ok && isNewsRole(role) && strings.Contains(name, " ") {
		return name
	}
	if !ok || len(words(role)) <= maxRole || len(strings.Fields(name)) < 2 {
		return s
	}
	first, _, _ := strings.Cut(role, ", ")
	if hasRoleWord(first) {
		return name
	}
	return s
}

func withoutHandles(s string) string {
	kept := slices.DeleteFunc(strings.Fields(s), func(f string) bool { return strings.ContainsRune(f, '@') })
	return strings.Join(kept, " ")
}
