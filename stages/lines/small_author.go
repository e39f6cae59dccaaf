package lines

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/stages/internal/frame"
	"winnow/stages/internal/phrases"
)

// Which lines of a small text name its author, and which sentences are a note about
// them.

// Bounds of a note about the author: the maximum number of words of the line
// with the name, and of lines between it and the note.
const (
	authorWords = 6
	authorReach = 2
)

// namesAuthor reports whether line i names the author: "Written by Ines Falk",
// "About Hanna Weiss".
func (s *smallText) namesAuthor(i int) bool {
	l := &s.lines[i]
	if l.words > authorWords || s.text.EndsInPunctuation(i) {
		return false
	}
	m, ok := phrases.Any().Find(l.text)
	if ok && m.Prefix && (m.Category == "author" || m.Category == "byline") {
		return isName(strings.TrimSpace(m.Rest))
	}
	name, ok := strings.CutPrefix(l.text, "About ")
	return ok && isName(name) && s.isInByline(name)
}

// isInByline reports whether a name comes before the text, alone or in a
// byline: "About" may also head what a company says of itself.
func (s *smallText) isInByline(name string) bool {
	for i := range max(0, s.first) {
		if l := &s.lines[i]; l.text == name || strings.Contains(l.text, name) && s.isData(i) {
			return true
		}
	}
	return false
}

// headsBio reports whether line i, which names the author, heads a note about
// them: a sentence follows soon, and no other line names an author.
func (s *smallText) headsBio(i int) bool {
	for k := range s.lines {
		if k != i && s.namesAuthor(k) {
			return false
		}
	}
	end := min(len(s.lines), i+1+authorReach+1)
	return slices.ContainsFunc(s.lines[i+1:end], func(l smallLine) bool {
		return l.sentence || l.words >= shortSentenceWords && !l.isFrame() && strings.HasSuffix(l.text, ".") // "Beekeeper and teacher."
	})
}

// isAuthorBio reports whether sentence i follows a line that names the author, or
// begins with a name from a short line above: "Ruth Adeyemi", "Ruth covers the
// harbour."
func (s *smallText) isAuthorBio(i int) bool {
	first, _, _ := strings.Cut(s.lines[i].text, " ")
	for k := i - 1; k > max(s.last, i-1-authorReach); k-- {
		above := &s.lines[k]
		if above.words > authorWords || s.text.EndsInPunctuation(k) {
			return false
		}
		if s.namesAuthor(k) || len(first) > 2 && isName(above.text) && slices.Contains(strings.Fields(above.text), first) {
			return true
		}
	}
	return false
}

// isName reports whether s is two to four words that all begin with a capital, or
// are of a script without capitals.
func isName(s string) bool {
	words := strings.Fields(s)
	return len(words) >= 2 && len(words) <= 4 && frame.Label(s) == 0 && !slices.ContainsFunc(words, isNoName)
}

// isNoName reports whether a word cannot be part of a name: it begins in lower
// case, holds digits or punctuation, or is a word in capitals.
func isNoName(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	switch {
	case !unicode.IsLetter(first), unicode.IsLower(first):
		return true
	case strings.ContainsFunc(w, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(":：,;?!()\"|/", r) }):
		return true
	}
	return len(w) > 3 && unicode.IsUpper(first) && strings.ToUpper(w) == w
}
