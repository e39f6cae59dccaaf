// Package wires knows the news agencies whose texts papers print, and recognises
// the lines in which a text names its source: "(dpa)", "Źródło:
// PAP, Reuters", "/ritzau/", "(서울=연합뉴스)". The names are in the data of phrases,
// under wire, the words before them under sourcelabel.
//
// To be left alone: the agency in the credit of a picture, which names a
// photographer or is below a caption.
package wires

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
)

var (
	names  = sync.OnceValue(func() *phrases.Matcher { return phrases.New("wire") })
	labels = sync.OnceValue(func() *phrases.Matcher { return phrases.New("sourcelabel") })
)

// IsName recognises the name of a wire service. Short ones are in capitals, but
// for dpa: "ani" is a word.
func IsName(s string) bool {
	m, ok := names().Whole(s)
	if !ok || len(s) > maxName {
		return false
	}
	return utf8.RuneCountInString(m.Text) > shortName || s == strings.ToUpper(s) || m.Text == "dpa"
}

// Bounds of names: the length in bytes of the longest, and up to how many letters
// one may be a word of another kind.
const (
	maxName   = 48
	shortName = 3
)

// maxLine is the length in bytes up to which a line is a source.
const maxLine = 80

// lastLines is how many lines from the end of a document a source may be, with a
// footer below it.
const lastLines = 12

// Source returns the agencies that line i names as where the text was taken
// from. It comes after the last sentence of the text, with nothing after it but
// debris; in brackets, in slashes, after a label or by itself.
func Source(d *textlines.Doc, i int) (agencies string, ok bool) {
	l := &d.Lines[i]
	if i < len(d.Lines)-lastLines || l.Exempt || len(l.Text) > maxLine || i == 0 || d.BlockOf(i).Kind != pipeline.Paragraph || !d.InTail(i) || d.ProseAfter(i) || !afterSentence(d, i) {
		return "", false
	}
	s := l.Text
	inner := strings.Trim(s, "()[]/（）【】［］ .\u00a0")
	if m, ok := labels().Find(inner); ok && m.Prefix {
		inner = m.Rest
	} else if rest := afterWith(inner); rest != "" {
		inner = rest
	} else if r, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("([/（【［©", r) {
		if at := strings.LastIndexAny(inner, "=＝"); at >= 0 {
			inner = inner[at+1:] // the place of the report
		}
	} else if s != strings.ToUpper(s) && s != strings.ToLower(s) && !strings.Contains(s, "/") {
		return "", false // "Reuters", a subhead
	}
	inner = strings.Trim(inner, "()[]/（）【】［］© .")
	if !areNames(inner) {
		return "", false
	}
	return inner, true
}

// withs are the words by which a paper says whose material it used: "Le Courrier
// avec AFP", "(mit dpa)".
var withs = []string{"with ", "mit ", "avec ", "con ", "com ", "met ", "theo "}

// afterWith returns what comes after such a word, at the beginning or after
// the name of the paper; empty where there is none.
func afterWith(s string) string {
	for _, w := range withs {
		if len(s) > len(w) && strings.EqualFold(s[:len(w)], w) {
			return s[len(w):]
		}
		if at := strings.Index(s, w); at > 0 && s[at-1] == ' ' && pipeline.CountWords(s[:at]) <= maxPaper {
			return s[at+len(w):]
		}
	}
	return ""
}

// maxPaper is how many words the name of a paper has.
const maxPaper = 4

// afterSentence reports whether the line before line i ends as a sentence does,
// or is gone: the text is there, and no caption.
func afterSentence(d *textlines.Doc, i int) bool {
	return d.EndsSentence(i-1) || d.RemovedBefore(i)
}

// areNames recognises nothing but agencies, and the desks of them: "dpa/lno".
func areNames(s string) bool {
	found := false
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune("/,+|、，;·", r) || r == '–' }) {
		part = strings.TrimSpace(part)
		switch {
		case part == "" || found && isDesk(part):
		case IsName(part):
			found = true
		default:
			if !areJoined(part) {
				return false
			}
			found = true
		}
	}
	return found
}

// areJoined reports whether s is two agencies with a hyphen or a word between:
// "TT-AFP", "AFP et Reuters".
func areJoined(s string) bool {
	for _, sep := range [...]string{"-", " - ", " and ", " und ", " et ", " y ", " e ", " i ", " og ", " och ", " und die ", " & "} {
		if a, b, ok := strings.Cut(s, sep); ok && IsName(strings.TrimSpace(a)) && (IsName(strings.TrimSpace(b)) || areJoined(b)) {
			return true
		}
	}
	return false
}

// isDesk recognises the sign of a desk or a reporter after the agency: lno,
// jhf.
func isDesk(s string) bool {
	n := 0
	for _, r := range s {
		if n++; !unicode.IsLower(r) || n > 4 {
			return false
		}
	}
	return n > 1
}
