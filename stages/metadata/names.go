package metadata

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline/dates"
	"winnow/stages/internal/wording"
)

// labels are what comes before the author's name, in lower case.
type labels struct {
	longestFirst []string // so that "written by" is not read as a name that follows "by"
	whole        map[string]bool
	starts       *starts // of those in ASCII
}

var bylineLabels = sync.OnceValue(func() *labels {
	list := wording.Of("bylinelabel")
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	list = slices.Compact(list)
	return &labels{list, wording.Set("bylinelabel"), startsOf(list...)}
})

// isWrittenBy reports whether a label means the author.
func isWrittenBy(s string) bool {
	var lower [40]byte // most texts of a page are asked: nothing is allocated
	if len(s) > len(lower) {
		return false
	}
	s = strings.TrimRight(strings.TrimSpace(s), ": ")
	labels := bylineLabels()
	if len(s) < 2 || s[0] < utf8.RuneSelf && !labels.starts.at(s, 0) {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return labels.whole[strings.ToLower(s)]
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	return labels.whole[string(lower[:len(s)])]
}

// bylineIn finds the name in a line that is a byline, and how: by the "label"
// that the line begins with, "By Ann Lee | May 3", or by one "inner" to it, "May 3,
// 2024 by Ann Lee". Parts of a line are set apart by bars.
func bylineIn(s string) (name, how string) {
	if s == "" || len(s) > maxByline {
		return "", ""
	}
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return "", "" // a place in one is not the same place in the other
	}
	if size := labelSize(s, lower); size > 0 {
		if name = nameAfterLabel(s, lower, size); name != "" {
			return name, "label"
		}
		return "", ""
	}
	if name = nameAfterBar(s); name == "" {
		name = nameWithin(s, lower)
	}
	if name != "" {
		how = "inner"
	}
	return name, how
}

// nameAfterLabel returns the name in a line that begins with a label of size
// bytes, or "". Lower is the line in lower case.
func nameAfterLabel(s, lower string, size int) string {
	if tellsPublisher(lower) {
		return ""
	}
	name := firstName(s[size:])
	switch {
	case lexicon().authorRoles[lower[:size]] && s[size] == ' ' && !arePersons(name):
		return ""
	case isFullName(name), strings.HasPrefix(lower, "by ") && len(strings.Fields(s)) == 2:
		return name
	}
	return ""
}

// nameAfterBar returns the name after a label with a colon in a later part of a
// line, or "": "Sport | Text: Ida Lund".
func nameAfterBar(s string) string {
	_, rest, ok := strings.Cut(s, " | ")
	if !ok {
		return ""
	}
	for part := range strings.SplitSeq(rest, " | ") {
		if size := labelSize(part, strings.ToLower(part)); size > 0 && part[size] == ':' {
			if name := firstName(part[size:]); isFullName(name) {
				return name
			}
		}
	}
	return ""
}

// innerLabels are found within a line, too; the sure ones first.
var innerLabels = []string{"written by", "posted by", "words by", "| by", "article by", "story by", " by "}

// nameWithin returns the name after a label within a line, or "". Lower is the
// line in lower case.
func nameWithin(s, lower string) string {
	for _, label := range innerLabels {
		i := strings.Index(lower, label)
		if i < 0 || label == " by " && !isDatedBy(lower, i) {
			continue
		}
		if name := firstName(s[i+len(label):]); isFullName(name) {
			return name
		}
	}
	return ""
}

// maxBeforeBy is how many bytes a byline may have before "by".
const maxBeforeBy = 60

// isDatedBy reports whether a line says before the "by" at byte i when the text
// came out, as "May 3, 2024 by …" and "Posted by …" do and sentences do not.
func isDatedBy(lower string, i int) bool {
	if i > maxBeforeBy || strings.HasPrefix(lower, "released") {
		return false
	}
	if _, _, _, ok := dates.Find(lower[:i], dates.MonthFirst); ok {
		return true
	}
	return slices.ContainsFunc([]string{"posted", "published", "written", "updated"}, func(p string) bool { return strings.HasPrefix(lower, p) })
}

// tellsPublisher recognises the facts of a book, in lower case: "published by
// Elm House, 650 pages, £18.99". What comes after the label is no author.
func tellsPublisher(s string) bool {
	label, _, ok := strings.Cut(s, " ")
	if !ok || !strings.HasPrefix(label, "publ") && !strings.HasPrefix(label, "pubbl") && !strings.HasPrefix(label, "veröff") {
		return false
	}
	return strings.Contains(s, "isbn") || strings.ContainsAny(s, "£$€") || bookPages.MatchString(s)
}

var bookPages = regexp.MustCompile(`\d ?(pages|pp|p\.|seiten|páginas|pagine)`)

// labelSize returns the length of the label that a byline begins with, or 0.
func labelSize(s, lower string) int {
	for _, label := range bylineLabels().longestFirst {
		rest, ok := strings.CutPrefix(lower, label)
		if !ok || rest == "" {
			continue
		}
		switch c, _ := utf8.DecodeRuneInString(rest); {
		case c == ':' || c >= utf8.RuneSelf && !unicode.IsLetter(c) && !unicode.IsDigit(c):
		case c == ' ':
			if len(label) <= 3 && label != "by" && len(words(s)) > 5 {
				continue // "di", "av", "von" begin many a sentence
			}
		default:
			continue
		}
		return len(label)
	}
	return 0
}

// firstName returns the first part of a line that can be a name.
func firstName(s string) string {
	for part := range strings.SplitSeq(s, "|") {
		part = strings.Trim(part, " :\u00a0-–—•·,・＝／：\u3000")
		if part == "" || isWrittenBy(part) {
			continue
		}
		name := withoutLowerParts(cleanName(part))
		if head, _, ok := strings.Cut(name, ", "); ok && !isFullName(name) && strings.Contains(head, " ") && isFullName(head) {
			name = head
		}
		for _, link := range []string{" in ", " for ", " at ", " from ", " with "} {
			if head, _, ok := strings.Cut(name, link); ok && len(strings.Fields(head)) > 1 && isFullName(head) && link != " with " {
				name = head
			}
		}
		return name
	}
	return ""
}

// withoutLowerParts cuts what follows a name after a comma and begins in lower case:
// "Vanessa Mendez, MD, gastroenterologist, Parkview Health".
func withoutLowerParts(s string) string {
	for i := 0; i+2 < len(s); i++ {
		if s[i] == ',' && s[i+1] == ' ' && s[i+2] >= 'a' && s[i+2] <= 'z' && !strings.HasPrefix(s[i+2:], "and ") {
			return s[:i]
		}
	}
	return s
}

// nameIn finds the name in the text of an element that is marked as author's:
// after its label if it has one, else its first part that reads as a name.
func nameIn(s string) string {
	if name, _ := bylineIn(s); name != "" {
		return name
	}
	rest := ""
	for part := range strings.SplitSeq(s, "|") {
		name := cleanName(part)
		if name == "" || !isNameLike(name) {
			continue
		}
		if isFullName(name) && strings.Contains(name, " ") {
			return name
		}
		if rest == "" {
			rest = name
		}
	}
	return rest
}

// hardlyLetters reports whether less than half of the characters of a text are letters.
func hardlyLetters(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters*2 < utf8.RuneCountInString(s)
}

// isCalendar reports whether a text is made of days, months and numbers.
func isCalendar(s string) bool {
	for _, f := range words(s) {
		if f[0] >= '0' && f[0] <= '9' || dates.IsMonth(f) || lexicon().calendar[f] {
			continue
		}
		return false
	}
	return true
}

// manyDigits reports whether a text has more digits than a user name.
func manyDigits(s string) bool {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	// "3i Global" is a name, "3 min" is none
	return n > 4 || isDigit(s[0]) && !(len(s) > 1 && !isDigit(s[1]) && s[1] != ' ' && s[1] != '.' && s[1] != ',')
}

// isNameLike reports whether a text of a marked element can be a name: short,
// no sentence, no headline.
func isNameLike(s string) bool { return isShortList(s) && lowerWords(s) <= 1 }

// isFullName reports whether a text reads as a name: short, and capitalised
// but for particles.
func isFullName(s string) bool { return isShortList(s) && lowerWords(s) == 0 }

// isShortList reports whether a text can be a list of names: each at most six
// words.
func isShortList(s string) bool {
	if s == "" || len(s) > 200 || manyDigits(s) || strings.ContainsAny(s, "?!") || strings.Contains(s, ": ") {
		return false
	}
	for part := range strings.SplitSeq(commas.Replace(s), ",") {
		if strings.Count(strings.TrimSpace(part), " ") > 5 {
			return false
		}
	}
	return true
}

// commas puts a comma between the names of a list.
var commas = strings.NewReplacer(" and ", ",", " & ", ",", ";", ",", nameSep, ",")

// lowerWords counts the words that begin with a lower-case letter and are no
// particles.
func lowerWords(s string) int {
	n := 0
	for _, f := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(f)
		if unicode.IsLower(r) && !lexicon().particles[strings.Trim(f, ",.&")] {
			n++
		}
	}
	return n
}

// isPerson reports whether a text that nothing marks as a name is very likely
// a person's: two to four words of letters, capitalised, none of them a word
// of sections and buttons.
func isPerson(s string) bool {
	fields := strings.Fields(s)
	if len(fields) < 2 || len(fields) > 4 || isNoName(s) || lowerWords(s) > 0 || isOrganization(s) {
		return false
	}
	capitals := 0
	for i, f := range fields {
		f = strings.Trim(f, ".,")
		r, _ := utf8.DecodeRuneInString(f)
		if !unicode.IsUpper(r) && !lexicon().nameParticles[f] {
			return false
		}
		for _, r := range f {
			if !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' && r != '.' {
				return false
			}
		}
		if f == strings.ToUpper(f) && len(f) > 3 {
			capitals++
		}
		if i < len(fields) && lexicon().notInNames[strings.ToLower(f)] {
			return false
		}
	}
	return capitals == 0
}

// arePersons reports whether a text is a person, or a list of them.
func arePersons(s string) bool {
	for part := range strings.SplitSeq(commas.Replace(s), ",") {
		if part = strings.TrimSpace(part); part != "" && !isPerson(part) {
			return false
		}
	}
	return true
}

// isTopic reports whether a text has a word of sections and buttons and does
// not read as a person's name without it.
func isTopic(s string) bool {
	return slices.ContainsFunc(words(s), func(f string) bool { return lexicon().notInNames[f] }) && !arePersons(s) && !isGroup(strings.ToLower(s))
}
