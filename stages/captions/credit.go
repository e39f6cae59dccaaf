package captions

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wires"
)

// maxCredit is the maximum length in bytes of a credit. The longest of the
// development pages names three photographers and two agencies.
const maxCredit = 140

// isCredit returns the rule by which a line, or the end of one, is a credit and
// nothing else, or "".
func (f finder) isCredit(s string) (rule, why string) {
	if len(s) > maxCredit {
		return "", ""
	}
	if isAgencies(s) {
		return ruleAgency, "names of agencies"
	}
	if m, ok := f.labels.Find(trimBrackets(s)); ok {
		return labelled(s, m)
	}
	return "", ""
}

// isCreditLine is isCredit for line i.
func (f finder) isCreditLine(i int) (rule, why string) {
	s := f.Lines[i].Text
	if isMark(s[0]) || s[0] >= utf8.RuneSelf {
		return f.isCredit(s) // perhaps after brackets
	}
	if len(s) > maxCredit {
		return "", ""
	}
	if (len(s) <= maxUnparted || f.Has(i, textlines.Bar|textlines.Wide)) && isAgencies(s) {
		return ruleAgency, "names of agencies"
	}
	found := f.Found(i)
	if found == nil {
		return "", "" // most lines
	}
	if m, ok := f.kinds.In(found); ok && m.Rest != "" && !f.Strict() && f.HasProse() {
		return ruleCredit, m.Lang + " label " + m.Text
	}
	if m, ok := f.labels.In(found); ok {
		return labelled(s, m)
	}
	return "", ""
}

func opensBracket(s string) bool { return strings.HasPrefix(s, "(") || strings.HasPrefix(s, "（") }

// labelled returns the rule by which line s is a credit with the label m, or "".
func labelled(s string, m phrases.Match) (rule, why string) {
	if !isLabelled(s, m) {
		return "", ""
	}
	return ruleCredit, m.Lang + " label " + m.Text
}

// isLabelled reports whether line s, which begins with the label m or is one, is a
// credit.
func isLabelled(s string, m phrases.Match) bool {
	rest := strings.Trim(m.Rest, " .)]:")
	switch {
	case strings.HasPrefix(m.Text, "(c)") && !opensBracket(s):
		return false // "c) …" is the third of a list
	case m.Weak:
		// "Quelle: Getty Images": a source may also be that of the text, but a
		// picture agency is not.
		return m.Prefix && isAgencies(rest) && !wires.IsName(rest)
	case !m.Prefix, m.Rest == "":
		return true
	case isDeadline(m.Text, rest):
		return false
	}
	if strings.HasSuffix(strings.TrimSpace(m.Text), "courtesy of") && len(rest) <= maxUnparted && !strings.ContainsAny(rest, ".!?;:") {
		return true // of whom, in whatever words
	}
	return hasAgency(rest) && !textlines.EndsSentence(rest) && !isSaid(rest) || isNames(rest)
}

// isDeadline reports whether a date follows "by": "Photos by Monday" and
// "pictures by tomorrow noon" ask for them.
func isDeadline(label, rest string) bool {
	if !strings.HasSuffix(strings.TrimSpace(label), "by") {
		return false
	}
	first, _, _ := strings.Cut(rest, " ")
	first = strings.TrimRight(first, ".,;:")
	if day := strings.TrimRight(first, "stndrh"); day != "" && len(day) <= 2 && strings.Trim(day, "0123456789") == "" {
		return true
	}
	switch first {
	case "the", "noon", "midnight", "tomorrow", "tonight", "today", "next", "post", "email", "e-mail", "mail":
		return true
	}
	return len(first) > len("fri") && dateline.IsWeekday(first)
}

// isSaid reports whether s is the end of a sentence after a comma: "Reuters,
// said one". The parts of a credit begin with a capital, or have one.
func isSaid(s string) bool {
	i := strings.LastIndex(s, ", ")
	if i < 0 {
		return false
	}
	part := s[i+len(", "):]
	return len(part) > 0 && strings.IndexFunc(part, unicode.IsUpper) < 0 && strings.IndexFunc(part, unicode.IsDigit) < 0 && strings.Contains(part, " ") &&
		part[0] < utf8.RuneSelf && !strings.HasPrefix(part, "file ")
}

// names returns a credit without its label, its brackets and its year.
func (f finder) names(s string) string {
	if m, ok := f.labels.Find(trimBrackets(s)); ok && m.Prefix && m.Rest != "" {
		s = m.Rest
	}
	return withoutYear(strings.Trim(s, " :()[].©/＝=\u00a0"))
}

func trimBrackets(s string) string {
	if s != "" && isASCIILetter(s[0]) {
		return s
	}
	return strings.TrimLeft(s, "([©*• ")
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// maxAcronym is the maximum length in bytes of the acronym of an agency.
const maxAcronym = 5

// isAcronym reports whether s is a word of a few capitals. Acronyms of agencies
// are also those of other things: AP is an access point, EPA an authority.
func isAcronym(s string) bool {
	return len(s) <= maxAcronym && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// maxEntry is the maximum number of lines of an entry of a glossary.
const maxEntry = 6

// isGlossary reports whether the acronym in line i heads a text: another
// acronym is on a line of its own nearby, or its explanation follows.
func isGlossary(d *textlines.Doc, i int) bool {
	if i+1 < len(d.Lines) {
		next := d.Lines[i+1].Text
		if !textlines.IsProse(next) && textlines.EndsSentence(next) && pipeline.CountWords(next) > 1 {
			return true
		}
	}
	for k := max(0, i-maxEntry); k < len(d.Lines) && k <= i+maxEntry; k++ {
		if isAcronym(d.Lines[k].Text) && d.Lines[k].Text != d.Lines[i].Text {
			return true
		}
	}
	return false
}
