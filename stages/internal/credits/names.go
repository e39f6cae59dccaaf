package credits

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
)

// maxUnparted is the maximum length in bytes of a credit whose names need no
// bar or copyright sign between them.
const maxUnparted = 60

// IsAgencies reports whether s is a line of agency names, perhaps with the
// names of photographers before them: "AP", "Andriy Onufriyenko / Getty
// Images".
func IsAgencies(s string) bool {
	if len(s) > MaxCredit || len(s) > maxUnparted && strings.IndexByte(s, '/') < 0 && strings.IndexByte(s, '|') < 0 && !strings.Contains(s, "©") {
		return false
	}
	s = trimMarks(s)
	found := false
	for s != "" {
		part, rest := cutCredit(s)
		s = rest
		part = trimMarks(part)
		switch {
		case part == "":
		case isAgency(part):
			found = true
		case !found && rest == "" || !isName(part) && !isSubject(part, rest):
			return false
		}
	}
	return found
}

// isSubject reports whether part is the one word by which a picture library
// names the subject: "work / Shutterstock".
func isSubject(part, rest string) bool {
	return !strings.ContainsAny(part, " .,:") && len(part) <= 20 && isAgency(trimMarks(rest))
}

// trimMarks trims the marks around names in credits.
func trimMarks(s string) string {
	for {
		switch {
		case s == "":
			return s
		case isMark(s[0]):
			s = s[1:]
		case strings.HasPrefix(s, "©"):
			s = s[len("©"):]
		case isMark(s[len(s)-1]):
			s = s[:len(s)-1]
		case strings.HasSuffix(s, "©"):
			s = s[:len(s)-len("©")]
		default:
			return s
		}
	}
}

func isMark(c byte) bool {
	switch c {
	case '(', ')', '[', ']', ' ', '.', ',', '*', '_':
		return true
	}
	return false
}

// cutCredit cuts a credit at its first separator.
func cutCredit(s string) (part, rest string) {
	for i := range len(s) {
		if !mayPart[s[i]] || s[i] == ' ' && !(i+1 < len(s) && maySpace[s[i+1]]) {
			continue
		}
		width := 0
		switch s[i] {
		case '/', '|':
			width = 1
		case '\xC2':
			width = lengthOf(s[i:], "©")
		case ',':
			width = lengthOf(s[i:], ", ")
		case ' ':
			width = spacedSeparator(s[i:])
		}
		if width > 0 {
			return s[:i], s[i+width:]
		}
	}
	return s, ""
}

// mayPart are the bytes that separators begin with.
var mayPart = [256]bool{'/': true, '|': true, '\xC2': true, ',': true, ' ': true}

// maySpace are the bytes that separators with spaces around them begin with.
var maySpace = [256]bool{'-': true, '&': true, '\xE2': true, 'f': true, 'm': true, 'p': true, 'v': true}

// spacedSeparator returns the length of the separator, with spaces around it,
// that s begins with, or 0.
func spacedSeparator(s string) int {
	if len(s) < len(" - ") {
		return 0
	}
	switch s[1] {
	case '-':
		return lengthOf(s, " - ")
	case '&':
		return lengthOf(s, " & ")
	case '\xE2':
		return lengthOf(s, " – ", " — ")
	case 'f':
		return lengthOf(s, " for ", " für ")
	case 'm':
		return lengthOf(s, " mit ")
	case 'p':
		return lengthOf(s, " pour ")
	case 'v':
		return lengthOf(s, " via ")
	}
	return 0
}

// lengthOf returns the length of the prefix that s begins with, or 0.
func lengthOf(s string, prefixes ...string) int {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return len(p)
		}
	}
	return 0
}

func isAgency(s string) bool {
	if len(s) > 40 || !mayBeginAgency(s) {
		return false
	}
	m, ok := agencies().Whole(s)
	// Short names are capitals in credits: "ANI", not "Ani", who is a person.
	return ok && (len(m.Text) > 3 || s == strings.ToUpper(s) || m.Text == "dpa")
}

// hasAgency reports whether one of the parts of a credit is an agency.
func hasAgency(s string) bool {
	for s != "" {
		part, rest := cutCredit(s)
		if isAgency(trimMarks(part)) {
			return true
		}
		s = rest
	}
	return false
}

// maxNames is the maximum number of words of the names in a credit together.
const maxNames = 9

// isNames reports whether s is a list of names of people and companies:
// capitalised words with few in lower case between.
func isNames(s string) bool {
	if pipeline.CountWords(s) > maxNames {
		return false
	}
	for s != "" {
		part, rest := cutCredit(s)
		if part = strings.Trim(part, "()[] .,©\"'“”"); part != "" && !isName(part) {
			return false
		}
		s = rest
	}
	return true
}

// isName reports whether s is one to five words of which each begins with a
// capital or is a particle; or, in scripts without capitals, a few characters.
func isName(s string) bool {
	words, capitals := 0, 0
	for w := range strings.FieldsSeq(s) {
		if words++; words > 5 {
			return false
		}
		r, size := rune(w[0]), 1
		if !isASCIILetter(w[0]) {
			r, size = utf8.DecodeRuneInString(strings.TrimLeft(w, "(@\"'“"))
		}
		switch {
		case unicode.IsUpper(r):
			capitals++
		case w == "&", w == ".":
		case particles[strings.Trim(w, ".,")]:
		case unicode.IsLetter(r) && !unicode.IsLower(r) && size > 1:
			capitals++ // a script without case
		case strings.HasPrefix(w, "@"), strings.HasPrefix(w, "#"), strings.Contains(w, ".com"), strings.Contains(w, ".org"), strings.Contains(w, ".de"):
			capitals++
		default:
			return false
		}
	}
	return capitals > 0
}

// isParts reports whether the parts of a credit are short: names of people, and
// their sign at an agency.
func isParts(s string) bool {
	for s != "" {
		part, rest := cutCredit(s)
		if len(strings.Fields(part)) > 3 {
			return false
		}
		s = rest
	}
	return true
}
