package captions

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/lines"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/wires"
)

// maxCredit is the length in bytes up to which a line is a credit. The longest
// of the development pages names three photographers and two agencies.
const maxCredit = 140

// isCredit gives the rule by which a line, or the end of one, is a credit and
// nothing else, or "".
func (f finder) isCredit(s string) (rule, why string) {
	if len(s) > maxCredit {
		return "", ""
	}
	if isAgencies(s) {
		return ruleAgency, "names of agencies"
	}
	m, ok := f.labels.Find(trimBrackets(s))
	return labelled(s, m, ok)
}

// isCreditLine is isCredit of line i.
func (f finder) isCreditLine(d *lines.Doc, i int) (rule, why string) {
	s := d.Lines[i].Text
	if isMark(s[0]) || s[0] >= utf8.RuneSelf {
		return f.isCredit(s) // perhaps behind brackets
	}
	if len(s) > maxCredit {
		return "", ""
	}
	if (len(s) <= maxUnparted || d.Has(i, lines.Bar|lines.Wide)) && isAgencies(s) {
		return ruleAgency, "names of agencies"
	}
	found := d.Found(i)
	if found == nil {
		return "", "" // most lines
	}
	if m, ok := f.kinds.In(found); ok && m.Rest != "" && !d.Strict() && d.ProseAfter(-1) {
		return ruleCredit, m.Lang + " label " + m.Text
	}
	m, ok := f.labels.In(found)
	return labelled(s, m, ok)
}

func opensBracket(s string) bool { return strings.HasPrefix(s, "(") || strings.HasPrefix(s, "（") }

// labelled gives the rule by which what follows a label is a credit, or "".
func labelled(s string, m phrases.Match, ok bool) (rule, why string) {
	switch {
	case ok && strings.HasPrefix(m.Text, "(c)") && !opensBracket(s):
		return "", "" // "c) …", the third of a list

	case !ok:
		return "", ""
	case m.Weak:
		// "Quelle: Getty Images": a source may be one of the text as well, an agency
		// of pictures is none.
		if rest := strings.Trim(m.Rest, " .)]:"); m.Prefix && isAgencies(rest) && !wires.IsName(rest) {
			return ruleCredit, m.Lang + " label " + m.Text
		}
		return "", ""
	case !m.Prefix:
		return ruleCredit, m.Lang + " label " + m.Text
	case m.Rest == "":
		return ruleCredit, m.Lang + " label " + m.Text
	}
	rest := strings.Trim(m.Rest, " .)]:")
	if isDeadline(m.Text, rest) {
		return "", ""
	}
	if hasAgency(rest) && !lines.EndsSentence(rest) && !isSaid(rest) || isNames(rest) {
		return ruleCredit, m.Lang + " label " + m.Text
	}
	return "", ""
}

// isDeadline recognises a day behind "by": "Photos by Monday", "pictures by
// tomorrow noon" ask for them.
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

// isSaid recognises the end of a sentence behind a comma: "Reuters, said one". The
// parts of a credit begin with capitals, or have one.
func isSaid(s string) bool {
	i := strings.LastIndex(s, ", ")
	if i < 0 {
		return false
	}
	part := s[i+len(", "):]
	return len(part) > 0 && strings.IndexFunc(part, unicode.IsUpper) < 0 && strings.IndexFunc(part, unicode.IsDigit) < 0 && strings.Contains(part, " ") &&
		part[0] < utf8.RuneSelf && !strings.HasPrefix(part, "file ")
}

// names gives a credit without its label and brackets.
func (f finder) names(s string) string {
	if m, ok := f.labels.Find(trimBrackets(s)); ok && m.Prefix && m.Rest != "" {
		s = m.Rest
	}
	return strings.Trim(s, " :()[].©\u00a0")
}

func trimBrackets(s string) string {
	if s != "" && isASCIILetter(s[0]) {
		return s
	}
	return strings.TrimLeft(s, "([©*• ")
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// maxUnparted is the length in bytes up to which the names in a credit need no
// bar or sign of copyright between them.
const maxUnparted = 60

// isAgencies recognises a line of agency names, perhaps with the names of
// photographers before them: "AP", "Andriy Onufriyenko / Getty Images".
func isAgencies(s string) bool {
	if len(s) > maxCredit || len(s) > maxUnparted && strings.IndexByte(s, '/') < 0 && strings.IndexByte(s, '|') < 0 && !strings.Contains(s, "©") {
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

// isSubject recognises the one word by which a library of pictures names what one
// shows: "work / Shutterstock".
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
		if !mayPart[s[i]] {
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

// spacedSeparator is the length of the separator with a space around that s
// begins with, or 0.
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

// lengthOf is the length of the one of the prefixes that s has, or 0.
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

// maxNames is how many words the names in a credit have together.
const maxNames = 9

// isNames recognises a list of names of people and companies: capitalised words
// with few small ones between.
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

// isName recognises one to five words of which each begins with a capital or is
// a particle; or, in scripts without capitals, a few characters.
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

// creditAt finds a picture credit at the end of a caption and tells where in
// the line it begins, and whether a sign of copyright, a label or brackets mark
// it.
func (f finder) creditAt(d *lines.Doc, i int) (at int, marked, ok bool) {
	s := d.Lines[i].Text
	if d.Has(i, lines.Wide) {
		if at = takenBy(s); at >= 0 {
			return at, true, true
		}
	}
	if d.Has(i, lines.Bracket) {
		if at, marked, ok = f.creditInBrackets(s); ok {
			return at, marked, true
		}
	}
	if d.Has(i, lines.Stop|lines.Bar|lines.Wide) {
		if at, marked, ok = f.creditBehindMark(s); ok {
			return at, marked, true
		}
	}
	if d.Has(i, lines.Bracket) {
		if at = lastC(s); at > 0 && !lines.IsProse(s[:at]) {
			if rest := strings.Trim(s[at+len(" (C) "):], " .)"); rest != "" && isNames(rest) {
				return at + 1, true, true
			}
		}
	}
	if d.Has(i, lines.Colon) {
		if at = labelAt(s); at > 0 {
			if rule, _ := f.isCredit(s[at:]); rule != "" {
				return at, true, true
			}
		}
	}
	return 0, false, false
}

// creditInBrackets is creditAt of a credit in brackets.
func (f finder) creditInBrackets(s string) (at int, marked, ok bool) {
	at = lastBracket(s)
	if at <= 0 {
		return 0, false, false
	}
	inner := strings.Trim(s[at:], "()[]. ")
	rule, _ := f.isCredit(inner)
	if rule == "" && !(hasAgency(inner) && isParts(inner)) {
		return 0, false, false
	}
	// "… to the largest agency (Getty Images)." is a sentence about one.
	within := strings.HasSuffix(s, ".") && rule == ruleAgency && !lines.EndsSentence(strings.TrimRight(s[:at], " \u00a0"))
	return at, !within, true
}

// creditBehindMark is creditAt of a credit behind a stop, a bar, a dash or the
// sign of copyright.
func (f finder) creditBehindMark(s string) (at int, marked, ok bool) {
	for from := max(0, len(s)-maxCredit); from < len(s); {
		i, size := nextMark(s, from)
		if i < 0 {
			break
		}
		from = i + size
		if strings.HasPrefix(s[i:], "©") {
			from = i + len("©")
			if rest := strings.Trim(s[from:], " .)"); rest != "" && (isNames(rest) || hasAgency(rest) && isParts(rest)) {
				return i, i > 0, true
			}
			continue
		}
		rest := strings.TrimLeft(s[from:], " \u00a0")
		if rest == "" {
			break
		}
		if rule, _ := f.isCredit(rest); rule != "" {
			return len(s) - len(rest), rule == ruleCredit || strings.Contains(rest, "©"), true
		}
		if isGlued(s, i, rest) {
			return len(s) - len(rest), true, true
		}
	}
	return 0, false, false
}

// lastC is where the last "(C)" that may begin a credit stands, with the space
// before it, or -1.
func lastC(s string) int {
	for open := len(s); ; {
		open = strings.LastIndexByte(s[:open], '(')
		if open < 1 || len(s)-open >= maxCredit {
			return -1 // most lines
		}
		if at := open - 1; strings.HasPrefix(s[at:], " (C) ") || strings.HasPrefix(s[at:], " (c) ") {
			return at
		}
	}
}

// takenBy is where the last part of a caption begins that says in Chinese who took
// the picture: "…新华社记者 王小明 摄"; else -1.
func takenBy(s string) int {
	if len(s) > maxTaken {
		return -1 // news told under a picture: the text may have it nowhere else
	}
	s = strings.TrimRight(s, "）)。 ")
	who, ok := strings.CutSuffix(s, "摄")
	if !ok {
		who, ok = strings.CutSuffix(s, "攝")
	}
	if !ok {
		return -1
	}
	at := strings.LastIndexAny(who, "。，；（(")
	if at < 0 {
		return -1
	}
	_, size := utf8.DecodeRuneInString(who[at:])
	at += size
	who = who[at:]
	if len(who) > maxTakenBy || !strings.Contains(who, " ") && !strings.Contains(who, "记者") && !strings.Contains(who, "記者") || strings.Contains(who, "由") {
		return -1
	}
	return at
}

// besideReach is how far from its caption the text stands, in lines.
const besideReach = 12

// besideProse reports whether a paragraph stands near line i: what it says is then
// no text of its own.
func besideProse(d *lines.Doc, i int) bool {
	for k := max(0, i-besideReach); k < len(d.Lines) && k <= i+besideReach; k++ {
		if k != i && d.IsProse(k) {
			return true
		}
	}
	return false
}

// Bounds in bytes of such a caption, and of an agency, an office and a name of
// ideographs.
const (
	maxTaken   = 160
	maxTakenBy = 60
)

// maxGlued is the length in bytes of a credit that is glued to its caption.
const maxGlued = 50

// isGlued recognises names with a slash between, glued to the stop at byte i, as
// those of the picture's agency and photographer are: "… der Wahl.DCV / Oppitz".
func isGlued(s string, i int, rest string) bool {
	if s[i] != '.' || len(rest) > maxGlued || len(s)-len(rest) != i+1 {
		return false // most lines
	}
	agency, _, parts := strings.Cut(rest, " / ")
	return parts && isInitials(agency) && !strings.Contains(rest, ".") && isNames(rest)
}

// isInitials recognises the letters that an agency is known by: "Menu.Settings /
// Options" and "3.June / July" are of the text.
func isInitials(s string) bool {
	return len(s) > 1 && len(s) <= 6 && strings.ToUpper(s) == s && !strings.ContainsAny(s, "0123456789 ")
}

// isWireEnd recognises a sentence of the text that ends in the agency it was taken
// from, as those of German papers do: "…, said the city. (dpa/lno)". In a credit
// of a picture the photographer stands first, or there is no sentence.
func isWireEnd(s string, at int) bool {
	first, _ := cutCredit(s[at:])
	return (s[at] == '(' || s[at] == '[') && wires.IsName(trimMarks(first)) && (lines.EndsSentence(strings.TrimRight(s[:at], " \u00a0")) || strings.HasSuffix(s, "."))
}

// labelAt is where the word before the last colon begins, or -1. It may be glued
// to the caption: "the finalPhoto: Reuters".
func labelAt(s string) int {
	from := max(0, len(s)-maxCredit)
	if strings.IndexByte(s[from:], ':') < 0 {
		return -1 // most lines
	}
	colon := strings.LastIndexByte(s, ':')
	at := -1
	for i := colon; i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) {
			break
		}
		i -= size
		if unicode.IsUpper(r) {
			at = i
			break
		}
	}
	return at
}

// isParts recognises short parts between the separators of a credit: names of
// people, and those they go by at an agency.
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

// mayEndInCredit is a cheap look whether a line ends as one with a marked credit
// does.
func mayEndInCredit(d *lines.Doc, i int) bool {
	s := d.Lines[i].Text
	if len(s) > maxMarked {
		return false
	}
	tail := s[max(0, len(s)-maxCredit):]
	return s[len(s)-1] == ')' || s[len(s)-1] == ']' || d.Has(i, lines.Colon) && strings.IndexByte(tail, ':') >= 0 ||
		d.Has(i, lines.Wide) && (strings.HasSuffix(s, "摄") || strings.HasSuffix(s, "攝") || strings.HasSuffix(s, "。") || strings.Contains(tail, "©")) ||
		makers.In(tail)
}

// makers are the words before the names of those who made a picture, and the
// bracketed sign of copyright.
var makers = needles.Of("hotograph by ", "hoto by ", "hotos by ", "llustration by ", " (C) ", " (c) ", "oto von ", "otos von ", "hoto de ")

// lastBracket is where the last opening bracket stands in a line that may end in
// a credit in brackets, or -1.
func lastBracket(s string) int {
	if last := s[len(s)-1]; last != ')' && last != ']' && last != '.' {
		return -1
	}
	for i := len(s) - 1; i >= 0 && len(s)-i <= maxCredit; i-- {
		if s[i] == '(' || s[i] == '[' {
			return i
		}
	}
	return -1
}

// mayMark are the bytes that those marks begin with.
var mayMark = [256]bool{'.': true, '|': true, '?': true, '!': true, '\xC2': true, '\xE2': true}

// nextMark finds the first mark from a place on after which a credit may stand,
// and its length.
func nextMark(s string, from int) (at, size int) {
	for i := from; i < len(s); i++ {
		if !mayMark[s[i]] {
			continue
		}
		switch s[i] {
		case '.', '|', '?', '!':
			return i, 1
		case '\xC2', '\xE2':
			if n := lengthOf(s[i:], "–", "—", "©"); n > 0 {
				return i, n
			}
		}
	}
	return -1, 0
}

// maxAcronym is the length in bytes of the longest acronym of an agency.
const maxAcronym = 5

// isAcronym recognises a word of a few capitals, which the name of an agency
// shares with other things: AP is an access point, EPA an authority.
func isAcronym(s string) bool {
	return len(s) <= maxAcronym && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// maxEntry is how many lines an entry of a glossary has.
const maxEntry = 6

// isGlossary reports whether the acronym in line i heads a text: another
// acronym stands on a line of its own nearby, or its explanation follows.
func isGlossary(d *lines.Doc, i int) bool {
	if i+1 < len(d.Lines) {
		next := d.Lines[i+1].Text
		if !lines.IsProse(next) && lines.EndsSentence(next) && pipeline.CountWords(next) > 1 {
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
