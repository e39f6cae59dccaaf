package credits

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wires"
)

// End finds a picture credit at the end of a caption. It returns where in
// the line the credit begins, and whether a copyright sign, a label or brackets
// mark it.
func (f *Finder) End(d *textlines.Doc, i int) (at int, marked, ok bool) {
	s := d.Lines[i].Text
	if d.Has(i, textlines.Eastern) {
		if at = takenBy(s); at >= 0 {
			return at, true, true
		}
		if at = takenByJapanese(s); at >= 0 {
			return at, true, true
		}
	}
	if d.Has(i, textlines.Wide) {
		if at = koreanCredit(s); at >= 0 {
			return at, true, true
		}
	}
	if d.Has(i, textlines.Bar) {
		if at = slashedName(s); at >= 0 {
			return at, true, true
		}
	}
	if d.Has(i, textlines.Bracket) {
		if at, marked, ok = f.creditInBrackets(s); ok {
			return at, marked, true
		}
	}
	if d.Has(i, textlines.Stop|textlines.Bar|textlines.Wide) {
		if at, marked, ok = f.creditAfterMark(d, i); ok {
			return at, marked, true
		}
	}
	if d.Has(i, textlines.Bracket) {
		if at = lastC(s); at > 0 && !textlines.IsProse(s[:at]) {
			if rest := strings.Trim(s[at+len(" (C) "):], " .)"); rest != "" && isNames(rest) {
				return at + 1, true, true
			}
		}
	}
	if d.Has(i, textlines.Colon) {
		if at = f.labelled(s); at > 0 {
			return at, true, true
		}
	}
	return 0, false, false
}

// creditInBrackets is End for a credit in brackets.
func (f *Finder) creditInBrackets(s string) (at int, marked, ok bool) {
	at = lastBracket(s)
	if at <= 0 {
		return 0, false, false
	}
	inner := strings.Trim(s[at:], "()[]. ")
	if isOfPaper(inner) {
		return at, !isWithin(s, at), true
	}
	k, _ := f.Is(inner)
	if k == None && !(hasAgency(inner) && isParts(inner)) || inner != "" && inner[0] >= arabicFrom && inner[0] <= arabicTo && len(s) > maxArabic {
		return 0, false, false
	}
	// "… to the largest agency (Getty Images)." is a sentence about one.
	within := strings.HasSuffix(s, ".") && k == Agencies && !textlines.EndsSentence(strings.TrimRight(s[:at], " \u00a0"))
	return at, !within, true
}

// isWithin reports whether what stands at byte at of a line is within its last
// sentence, and that is not its only one: captions that consist of several
// sentences end the last before the credit.
func isWithin(s string, at int) bool {
	before := strings.TrimRight(s[:at], " \u00a0")
	return !textlines.EndsSentence(before) && strings.Contains(before, ". ")
}

// Arabic paragraphs name the agency they are from as captions do, often without a
// full stop before it; captions are shorter. The bounds are the first bytes of the
// script, and the length in bytes of a caption.
const (
	arabicFrom = 0xD8
	arabicTo   = 0xDB
	maxArabic  = 120
)

// creditAfterMark is End for a credit after a full stop, a bar, a dash or
// a copyright sign.
func (f *Finder) creditAfterMark(d *textlines.Doc, n int) (at int, marked, ok bool) {
	s := d.Lines[n].Text
	for from := max(0, len(s)-MaxCredit); from < len(s); {
		i, size := nextMark(s, from)
		if i < 0 {
			break
		}
		from = i + size
		if strings.HasPrefix(s[i:], "©") {
			if ownsPicture(d, n, i) {
				return i, i > 0, true
			}
			continue
		}
		rest := strings.TrimLeft(s[from:], " \u00a0.")
		if rest == "" {
			break
		}
		if k, _ := f.Is(rest); k != None {
			return len(s) - len(rest), k == Labelled || strings.Contains(rest, "©"), true
		}
		if isGlued(s, i, rest) {
			return len(s) - len(rest), true, true
		}
	}
	return 0, false, false
}

// ownsPicture reports whether the names after the copyright sign at byte i of
// line n are the owner of a picture, and not of a site or a text.
func ownsPicture(d *textlines.Doc, n, i int) bool {
	before, owner := d.Lines[n].Text[:i], strings.Trim(d.Lines[n].Text[i+len("©"):], " .)")
	if copyrights.In(before) {
		return false
	}
	if i > 0 {
		switch {
		case isOfPicture(d, n, before):
			owner = withoutYear(owner)
		case isOfSite(before, owner):
			return false
		}
	}
	return owner != "" && (isNames(owner) || hasAgency(owner) && isParts(owner))
}

// isOfSite reports whether the owner of a copyright has the name of what is before
// the sign, as in a footer: "Harbour News © Harbour Media".
func isOfSite(before, owner string) bool {
	name, _, _ := strings.Cut(owner, " ")
	return len(name) >= minOwner && slices.Contains(strings.Fields(before), name)
}

// minOwner is the least length in bytes of a word that names a site or its owner.
const minOwner = 4

// withoutYear returns a credit without the year before the name: "Sunset over
// the pier | © 2019 Ann Lee".
func withoutYear(s string) string {
	if len(s) < len("2019 A") || s[4] != ' ' {
		return s
	}
	if year := s[:4]; year < firstYear || year > lastYear || strings.Trim(year, "0123456789") != "" {
		return s
	}
	return strings.TrimLeft(s[4:], " ")
}

// isOfPicture reports whether the copyright sign with a year in line n, after
// the text before, may be that of a picture: text follows at once, or a figure
// holds the line. After sentences and in a footer the sign is that of a text or
// a site: "Harbour News | © 2024 Harbour Media".
func isOfPicture(d *textlines.Doc, n int, before string) bool {
	if strings.Contains(before, ". ") {
		return false
	}
	if d.BlockOf(n).Kind == pipeline.Caption {
		return true
	}
	for k := n + 1; k < len(d.Lines) && k <= n+textWithin; k++ {
		if d.IsProse(k) {
			return true
		}
	}
	return false
}

// textWithin is how many lines below a caption the text goes on.
const textWithin = 2

// copyrights are the word of copyright without its first letter.
var copyrights = needles.Of("opyright", "OPYRIGHT")

// The years in which pictures are taken.
const (
	firstYear = "1850"
	lastYear  = "2099"
)

// lastC returns the place of the last "(C)" that may begin a credit, including
// the space before it, or -1.
func lastC(s string) int {
	for open := len(s); ; {
		open = strings.LastIndexByte(s[:open], '(')
		if open < 1 || len(s)-open >= MaxCredit {
			return -1 // most lines
		}
		if at := open - 1; strings.HasPrefix(s[at:], " (C) ") || strings.HasPrefix(s[at:], " (c) ") {
			return at
		}
	}
}

// Before returns what a caption says before its credit, without the mark between
// them, and whether there was one: "The bridge |".
func Before(s string) (said string, marked bool) {
	s = strings.TrimSpace(s)
	said = s
	for _, mark := range [...]string{" |", " /", " -", " –", " —"} {
		said = strings.TrimSuffix(said, mark)
	}
	return strings.TrimSpace(said), said != s
}

// EndsTaken reports whether a caption says at its end in Chinese who took the
// picture.
func EndsTaken(s string) bool { return takenBy(s) >= 0 }

// takenBy returns the beginning of the last part of a caption, if that says in
// Chinese who took the picture ("…新华社记者 王小明 摄"), else -1.
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

// Bounds in bytes of such a caption, and of its agency, office and name in
// ideographs.
const (
	maxTaken   = 160
	maxTakenBy = 60
)

// maxGlued is the greatest length in bytes of a credit that follows its caption
// without a space.
const maxGlued = 50

// isGlued reports whether rest, right after the full stop at byte i, is an
// agency and a photographer with a slash between: "… der Wahl.DCV / Oppitz".
func isGlued(s string, i int, rest string) bool {
	if s[i] != '.' || len(rest) > maxGlued || len(s)-len(rest) != i+1 {
		return false // most lines
	}
	agency, _, parts := strings.Cut(rest, " / ")
	return parts && isInitials(agency) && !strings.Contains(rest, ".") && isNames(rest)
}

// isInitials reports whether s is the initials of an agency. "Menu.Settings /
// Options" and "3.June / July" are text.
func isInitials(s string) bool {
	return len(s) > 1 && len(s) <= 6 && strings.ToUpper(s) == s && !strings.ContainsAny(s, "0123456789 ")
}

// IsWireEnd reports whether a sentence of the text ends in the agency that it
// came from, as in German papers: "…, said the city. (dpa/lno)". In a picture
// credit, the photographer comes first, or there is no sentence.
func IsWireEnd(s string, at int) bool {
	if s[at] != '(' && s[at] != '[' || !textlines.EndsSentence(strings.TrimRight(s[:at], " \u00a0")) && !strings.HasSuffix(s, ".") {
		return false
	}
	first, _ := cutCredit(s[at:])
	return wires.IsName(trimMarks(first))
}

// labelled returns where a credit begins that has a label with a colon, or -1. The
// label may have several words, "Photo Credit:". One of two things is no credit:
// "Source & Photography:".
func (f *Finder) labelled(s string) int {
	at := labelAt(s)
	if at < 0 {
		return -1
	}
	if k, _ := f.Is(s[at:]); k == None {
		return -1
	}
	from := at
	for range maxLabel - 1 {
		from = strings.LastIndexByte(strings.TrimRight(s[:from], " "), ' ') + 1
		if k, _ := f.Is(s[from:]); k == Labelled && from > 0 {
			at = from
		}
	}
	if strings.HasSuffix(strings.TrimRight(s[:at], " "), "&") {
		return -1
	}
	return at
}

// maxLabel is the maximum number of words of a label: "Photo illustration by".
const maxLabel = 3

// labelAt returns where the word before the last colon begins, or -1. It may
// follow the caption without a space: "the finalPhoto: Reuters".
func labelAt(s string) int {
	from := max(0, len(s)-MaxCredit)
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

// MaxMarked is the length in bytes up to which a line that ends in a credit
// with its mark or label is a caption, wherever it is.
const MaxMarked = 320

// MayEnd is a cheap check whether a line ends like one with a marked
// credit.
func MayEnd(d *textlines.Doc, i int) bool {
	s := d.Lines[i].Text
	if len(s) > MaxMarked {
		return false
	}
	tail := s[max(0, len(s)-MaxCredit):]
	return s[len(s)-1] == ')' || s[len(s)-1] == ']' || d.Has(i, textlines.Colon) && strings.IndexByte(tail, ':') >= 0 ||
		d.Has(i, textlines.Eastern) && (strings.HasSuffix(s, "摄") || strings.HasSuffix(s, "攝") || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "撮影") || strings.Contains(tail, "사진")) ||
		d.Has(i, textlines.Wide) && (strings.Contains(tail, "©") || strings.Contains(tail, "ⓒ")) ||
		d.Has(i, textlines.Bar) && strings.Contains(tail, " / ") || d.Has(i, textlines.Bracket) && (strings.Contains(tail, " (C) ") || strings.Contains(tail, " (c) ")) ||
		makers.In(tail)
}

// makers are the words before the names of photographers and illustrators.
var makers = needles.Of("hotograph by ", "hoto by ", "hotos by ", "llustration by ", "hoto courtesy ", "oto von ", "otos von ", "hoto de ")

// lastBracket returns the place of the last opening bracket in a line that may
// end in a credit in brackets, or -1.
func lastBracket(s string) int {
	if last := s[len(s)-1]; last != ')' && last != ']' && last != '.' {
		return -1
	}
	for i := len(s) - 1; i >= 0 && len(s)-i <= MaxCredit; i-- {
		if s[i] == '(' || s[i] == '[' {
			return i
		}
	}
	return -1
}

// mayMark are the bytes with which these marks begin.
var mayMark = [256]bool{'.': true, '|': true, '?': true, '!': true, '\xC2': true, '\xE2': true}

// nextMark finds the next mark after which a credit may follow, and its length.
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
