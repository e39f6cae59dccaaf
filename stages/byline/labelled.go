package byline

import (
	"strings"
	"sync"
	"unicode"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/signed"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// maxLabelledLine is the maximum length in bytes of a line that states the date and the
// author with their labels.
const maxLabelledLine = 140

// labelled removes a line before the text that gives the date and the author in a
// row, at least the author with a label, and the date with one unless a number of
// comments follows: "Published 12 March 2024 By Ann Lee 2 Comments", as WordPress
// writes it in many languages.
func (f finder) labelled(i int) bool {
	text := f.Lines[i].Text
	if !f.InHead(i) || len(text) > maxLabelledLine || !f.Has(i, textlines.Digit) || f.Strict() || f.BlockOf(i).Kind == pipeline.Heading || afterText(f.Doc, i, 1) || !f.ProseAfter(i) {
		return false
	}
	rest, counted := withoutCount(text)
	for at, r := range rest {
		if at == 0 || !unicode.IsSpace(r) && r != '|' && r != '·' && r != '•' {
			continue
		}
		when, ok := dateline.Parse(strings.Trim(rest[:at], " |•·-–—,"))
		if !ok || when.Relative || when.Published == "" && when.Modified == "" || isOld(when.Published) || !when.Labelled && !counted {
			continue
		}
		m, ok := f.by.Find(strings.TrimLeft(rest[at:], " |•·-–—,"))
		if !ok || !m.Prefix {
			continue
		}
		name := strings.Trim(m.Rest, " .:,|")
		if !signed.IsNames(name) || isPhrase(name) || pipeline.CountWords(name) > mostNamed || f.manyDates() {
			continue
		}
		f.cut.Line(i, ruleDate, "a date and a name with their labels").Score = evidence.Enough
		note(f.cut, when, "")
		if !isRole(name) {
			f.cut.Note(pipeline.Set(pipeline.FieldByline, name, ruleDate, "part of a line before the text"))
		}
		return true
	}
	return false
}

// withoutCount cuts the number of comments off the end of a line: a number and a
// word, "14 Comments", "2 评论".
func withoutCount(s string) (rest string, counted bool) {
	words := strings.Fields(s)
	if len(words) < 4 {
		return s, false
	}
	n, word := words[len(words)-2], words[len(words)-1]
	if len(n) > 5 || strings.ContainsFunc(n, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' }) || !commentWords()[strings.ToLower(word)] {
		return s, false
	}
	return strings.TrimRight(strings.TrimSuffix(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), word)), n), " |•·-–—,"), true
}

// commentWords are what stands after the number of comments.
var commentWords = sync.OnceValue(func() map[string]bool { return wording.Set("commentcount") })
