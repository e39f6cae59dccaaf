package byline

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/signed"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// isDiary reports whether dates head the entries of a document: at least two
// bare dates are each directly followed by text, or by the name of whom a post
// answers. The date of an article occurs once, before the text, and the dates
// of related stories are not followed by text.
func isDiary(d *textlines.Doc) bool {
	entries := 0
	for k := 0; k+1 < len(d.Lines); k++ {
		if len(d.Lines[k].Text) > maxDateLine || !isSentence(d.Lines[k+1].Text) && !strings.HasSuffix(d.Lines[k+1].Text, ":") {
			continue
		}
		if date, ok := d.Date(k); ok && !date.Labelled && !date.Relative {
			if entries++; entries > 1 {
				return true
			}
		}
	}
	return false
}

// maxDateLine is the maximum length in bytes of a bare date.
const maxDateLine = 60

// isSentence reports whether a line has several words and end punctuation.
func isSentence(s string) bool {
	return textlines.EndsSentence(s) && (pipeline.CountWords(s) >= 3 || len(s) > 30)
}

// isLetterhead reports whether a date is over a salutation ("Dear Ann,") or in
// the header of a message, between "To:" and "Subject:".
func isLetterhead(d *textlines.Doc, i int) bool {
	if i+1 < len(d.Lines) && isSalutation(d.Lines[i+1].Text) {
		return true
	}
	for _, k := range [...]int{i - 1, i + 1} {
		if k < 0 || k >= len(d.Lines) {
			continue
		}
		if headsMessage(d.Lines[k].Text) {
			return true
		}
	}
	return false
}

// isMessageHeader reports whether a line is among those that head a quoted
// message: "Von: Meier", over "Gesendet: …", "An: …" and "Betreff: …". If there
// are other lines between them, two are needed.
func isMessageHeader(d *textlines.Doc, i int) bool {
	near := 0
	for k := max(0, i-maxHeaders); k < len(d.Lines) && k <= i+maxHeaders; k++ {
		if k != i && headsMessage(d.Lines[k].Text) {
			near++
		}
	}
	if near > 1 {
		return true
	}
	for k := i; d.GoesOn(k) && i-k <= maxHeaders; k-- {
		if headsMessage(d.Lines[k-1].Text) {
			return true
		}
	}
	for k := i + 1; d.GoesOn(k) && k-i <= maxHeaders; k++ {
		if headsMessage(d.Lines[k].Text) {
			return true
		}
	}
	return false
}

// maxHeaders is how far apart two headers of a message may be.
const maxHeaders = 3

func headsMessage(s string) bool {
	name, _, ok := strings.Cut(s, ":")
	return ok && messageHeaders()[strings.ToLower(strings.TrimSpace(name))]
}

// isSalutation reports whether a line is a few words that end in a comma.
func isSalutation(s string) bool {
	const maxWords = 6
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	return (strings.HasSuffix(s, ",") || strings.HasSuffix(s, "،") || strings.HasSuffix(s, "，")) && pipeline.CountWords(s) <= maxWords && len(s) < 80
}

// messageHeaders are the names of the header fields of a message, other than
// its date.
var messageHeaders = sync.OnceValue(func() map[string]bool { return wording.Set("messageheader") })

// afterText reports whether there are n lines of running text before line i:
// the author and the date come before the text, with at most a standfirst above
// them.
func afterText(d *textlines.Doc, i, n int) bool {
	for k := 0; k < i && n > 0; k++ {
		if d.IsProse(k) {
			n--
		}
	}
	return n == 0
}

// isWithin reports whether line i is within the text: not before it, apart from
// a standfirst, and not at its end.
func isWithin(d *textlines.Doc, i int) bool {
	return !d.InTail(i) && (afterText(d, i, 2) || !d.InHead(i) && afterText(d, i, 1))
}

// maxLabelled is how many lines of a document may have the label of a date or a
// writer; more are entries of a list: posts of a thread, books, games.
const maxLabelled = 2

// manyLabelled reports whether more lines than maxLabelled are labelled dates,
// or two that are apart have the same label, as posts do.
func manyLabelled(d *textlines.Doc) bool {
	n, before, last := 0, "", 0
	for k := range d.Lines {
		if len(d.Lines[k].Text) > maxDateLine {
			continue
		}
		if date, ok := d.Date(k); ok && date.Labelled {
			label, _, _ := strings.Cut(d.Lines[k].Text, " ")
			if n++; n > maxLabelled || label == before && k-last > maxHeaders {
				return true
			}
			before, last = label, k
		}
	}
	return false
}

// manyWritten reports whether more lines than maxLabelled name a writer or
// publisher after the given label.
func (f finder) manyWritten(label string) bool {
	n := 0
	for k := range f.Lines {
		if len(f.Lines[k].Text) > maxLine {
			continue
		}
		if m, ok := f.written.In(f.Found(k)); ok && m.Text == label {
			if n++; n > maxLabelled {
				return true
			}
		}
	}
	return false
}

// isVerse reports whether a line is in the middle of a sentence that spans
// several lines, as in poems and wrapped text: it begins in lower case, follows
// a line without end punctuation, and ends in punctuation or is next to another
// line that begins in lower case. The byline under a headline does neither. If
// no running text follows, the lines next to it decide, even with blank lines
// between.
func isVerse(d *textlines.Doc, i int) bool {
	text := d.Lines[i].Text
	if startsSmall(text) && !d.ProseAfter(i) && (i+1 < len(d.Lines) && startsSmall(d.Lines[i+1].Text) || i > 0 && startsSmall(d.Lines[i-1].Text)) {
		return true
	}
	if !startsSmall(text) || !d.GoesOn(i) || textlines.EndsSentence(d.Lines[i-1].Text) {
		return false
	}
	return strings.ContainsRune(".,;!?", rune(text[len(text)-1])) || startsSmall(d.Lines[i-1].Text) ||
		d.GoesOn(i+1) && startsSmall(d.Lines[i+1].Text)
}

func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// manyBylines reports whether more lines than maxLabelled are bylines: the page
// lists stories.
func (f finder) manyBylines() bool {
	n := 0
	for _, k := range f.WithPhrases() {
		if len(f.Lines[k].Text) > maxLine {
			continue
		}
		if m, ok := f.by.In(f.Found(k)); ok && m.Prefix && signed.IsNames(m.Rest) {
			if n++; n > maxLabelled {
				return true
			}
		}
	}
	return false
}

// isMonth reports whether a line names a month or a day without its year: a
// heading of what happened then.
func isMonth(s string, date dateline.Line) bool {
	numbers := 0
	for range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsDigit(r) }) {
		numbers++
	}
	return numbers < 2 && date.Published == "" && date.Modified == "" && !date.Relative
}

// amongCredits reports whether a line next to line i names who did another part
// of a work, as in the cast of a film: "Directed by Ann Doe", "Music: Tom Ray".
func (f finder) amongCredits(i int) bool {
	for _, k := range [...]int{i - 1, i + 1} {
		if k < 0 || k >= len(f.Lines) || len(f.Lines[k].Text) > maxLine {
			continue
		}
		text := f.Lines[k].Text
		if _, ok := f.written.In(f.Found(k)); ok {
			continue
		}
		if _, ok := f.by.In(f.Found(k)); ok {
			continue
		}
		if _, ok := f.Date(k); ok {
			continue
		}
		for _, sep := range []string{": ", " by "} {
			if role, name, ok := strings.Cut(text, sep); ok && pipeline.CountWords(role) <= 2 && signed.IsNames(name) {
				return true
			}
		}
	}
	return false
}

// isOfSong reports whether a line names the author of the verse right below it:
// the words of a hymn are credited with it.
func isOfSong(d *textlines.Doc, i int, label string) bool {
	return strings.HasPrefix(label, "words") && d.Tree == nil && !d.ProseAfter(i)
}

// isEntry reports whether line i is an entry of a list of data about an event: "Date:
// 20 July 2024" next to "Time: 10 a.m." and "Place: North Quay".
func isEntry(d *textlines.Doc, i int) bool {
	return hasKey(d, i) && (hasKey(d, i-1) || hasKey(d, i+1))
}

// hasKey reports whether a line begins with a word with a capital and a colon, and
// says more. The keys of data before a text in Markdown are small.
func hasKey(d *textlines.Doc, i int) bool {
	if i < 0 || i >= len(d.Lines) {
		return false
	}
	key, value, ok := strings.Cut(d.Lines[i].Text, ": ")
	return ok && value != "" && !strings.ContainsAny(key, " .,") && len(key) <= maxKey && !startsSmall(key)
}

// maxKey is the length in bytes up to which a word is the key of an entry.
const maxKey = 24

// isOfLaw reports whether a date is part of the name of a law that begins in
// the line before: "of 6 May 2024", "vom 6. Mai 2024".
func isOfLaw(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	switch first {
	case "of", "vom", "du", "del", "de", "do", "van", "z", "zo", "от", "від", "av", "af":
		return true
	}
	return false
}

// isBareTime reports whether a text is a length of time that is not marked as a
// reading time: "10 minutes". In a recipe it is the cooking time.
func isBareTime(phrase string) bool {
	words := strings.Fields(phrase)
	return len(words) >= 2 && words[0] == "0" && (len(words) == 2 || len(words) == 4 && words[2] == "0")
}

// besideByline reports whether a line next to line i in the head is a date or
// names the author, and no other line is a bare time.
func (f finder) besideByline(i int) bool {
	if !f.InHead(i) {
		return false
	}
	for k := range f.Lines {
		if k == i || len(f.Lines[k].Text) > maxDateLine {
			continue
		}
		if m, ok := f.reading.WholeIn(f.Found(k)); ok && isBareTime(m.Text) {
			return false
		}
	}
	for k := max(0, i-2); k < len(f.Lines) && k <= i+2; k++ {
		if _, ok := f.Date(k); ok && k != i {
			return true
		}
		if m, ok := f.by.In(f.Found(k)); ok && m.Prefix && signed.IsNames(m.Rest) {
			return true
		}
	}
	return f.RemovedBefore(i) || f.RemovedAfter(i)
}
