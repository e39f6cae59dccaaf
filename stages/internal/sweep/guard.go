package sweep

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// isText reports whether a line with a weak phrase belongs to the text,
// whatever its place: it introduces or ends something, is in a list of other
// things, or is the name of a program rather than a button.
func isText(d *textlines.Doc, cut *textlines.Cut, i int, m phrases.Match, facts evidence.Facts) bool {
	if facts.Has(evidence.Linked) || facts.Has(evidence.Control) || facts.Has(evidence.ClassName) {
		return false
	}
	if m.Prefix {
		return m.Rest == "" && InList(d, cut, i)
	}
	beside := facts.Has(evidence.AfterDebris) || facts.Has(evidence.BeforeGone)
	text := d.Lines[i].Text
	switch {
	case strings.HasSuffix(text, "."), strings.HasSuffix(text, ","), strings.HasSuffix(text, ";"):
		return true
	case strings.HasSuffix(text, ":"), strings.HasSuffix(text, "："):
		return !facts.Has(evidence.BeforeGone) && !facts.Has(evidence.LastLine)
	case textlines.StartsLower(text):
		// The last line, after a paragraph, does not end one.
		return !beside && !(facts.Has(evidence.LastLine) && i > 0 && len(d.Lines[i-1].Text) >= minLast && d.EndsSentence(i-1) && !m.Prefix)
	case isChange(text), i > 0 && isChange(d.Lines[i-1].Text):
		return true
	}
	return hasBullet(d, cut, i) || InList(d, cut, i)
}

// minLast is the length in bytes from which a sentence is the last one of a
// text rather than a line of verse.
const minLast = 50

// IsPiece reports what shows that a line is a piece of something longer, whatever
// its words: it ends in a comma as a line of verse does, is a term whose meaning
// is given below, the beginning of a sentence that was broken in two or the end of one
// that was wrapped, one of a list of the text, one of several lengths of time, or what a
// command printed.
func IsPiece(d *textlines.Doc, cut *textlines.Cut, i int) bool {
	return strings.HasSuffix(d.Lines[i].Text, ",") || isBroken(d, cut, i) || IsWrappedEnd(d, i) || isTerm(d, i) || IsListed(d, cut, i) || d.ListsLabels(i) ||
		isAmongSmall(d, i) || isCommand(d, i-1) || isCommand(d, i+1) || isRow(d, i-1, i) || isRow(d, i, i+1) || d.IsList()
}

// minWrapped is the length in bytes from which a line may have been wrapped.
const minWrapped = 40

// IsWrappedEnd reports whether line i is the last of a wrapped paragraph, as Markdown has
// them by hand: it begins in lower case, right below a long line that does not end a
// sentence, and a blank line follows.
func IsWrappedEnd(d *textlines.Doc, i int) bool {
	if d.Tree != nil || i == 0 || !textlines.StartsLower(d.Lines[i].Text) || len(d.Lines[i-1].Text) < minWrapped || d.EndsSentence(i-1) {
		return false
	}
	above, b := d.BlockOf(i-1), d.BlockOf(i)
	return b.Gap == 0 && above.Kind == pipeline.Paragraph && b.Kind == pipeline.Paragraph && (i+1 == len(d.Lines) || d.BlockOf(i+1).Gap > 0)
}

// isAmongSmall reports whether a line begins in lower case near another that
// does and is not a phrase, as in verse: "read", "the wind".
func isAmongSmall(d *textlines.Doc, i int) bool {
	if !textlines.StartsLower(d.Lines[i].Text) {
		return false
	}
	for k := max(0, i-2); k < len(d.Lines) && k <= i+2; k++ {
		t := d.Lines[k].Text
		if k != i && len(t) <= maxListLine && textlines.StartsLower(t) && d.Found(k) == nil && len(d.BlockOf(k).Marks) == 0 && d.BlockOf(k).Kind == pipeline.Paragraph {
			return true
		}
	}
	return false
}

// isRow reports whether two lines, one below the other, each give a word or two
// and the same unit of time, as in a plan: "Stretch 3 min", "Listen 5 min".
func isRow(d *textlines.Doc, i, k int) bool {
	if i < 0 || k >= len(d.Lines) || !d.Has(i, textlines.Digit) || !d.Has(k, textlines.Digit) || d.Link(i) != "" || d.Link(k) != "" {
		return false
	}
	a, b := strings.Fields(d.Lines[i].Text), strings.Fields(d.Lines[k].Text)
	if len(a) < 3 || len(a) != len(b) || len(a) > maxRow || a[0] == b[0] || a[len(a)-1] != b[len(b)-1] {
		return false
	}
	return isNumber(a[len(a)-2]) && isNumber(b[len(b)-2])
}

// maxRow is the greatest number of words of such a line.
const maxRow = 5

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// isCommand reports whether a line is a command as a reader types it: "$ winch
// --all".
func isCommand(d *textlines.Doc, i int) bool {
	if i < 0 || i >= len(d.Lines) {
		return false
	}
	t := d.Lines[i].Text
	if rest, ok := strings.CutPrefix(t, "$ "); ok {
		return rest != "" && (rest[0] < '0' || rest[0] > '9') // no price
	}
	return strings.HasPrefix(t, ">>> ") && !strings.HasSuffix(t, "<") || strings.HasPrefix(t, "#!") // ">>> Order now <<<" is an advertisement
}

// IsListed reports whether line i is an item, other than a link, of a list that
// a heading or a sentence of the text introduces: "Labels we tested:". Bars are
// links, or are below words of their own.
func IsListed(d *textlines.Doc, cut *textlines.Cut, i int) bool {
	if !IsItem(d, i) || d.Link(i) != "" {
		return false
	}
	if d.BlockOf(i).Context.Has(pipeline.Numbered) {
		return true // a step of an instruction
	}
	k := i - 1
	for k >= 0 && i-k <= maxItems && IsItem(d, k) {
		k--
	}
	if k < 0 || cut.Taken(k) || d.Found(k) != nil || d.RemovedAfter(k) {
		return false
	}
	return d.BlockOf(k).Kind == pipeline.Heading || strings.HasSuffix(d.Lines[k].Text, ":")
}

// maxItems is how many items of a list may be above one.
const maxItems = 40

// isBroken reports whether a line is one with its neighbour: it has no end
// punctuation and comes before a line that begins in lower case and ends in
// punctuation ("Read more", "than any child in the valley, she said later."),
// or it begins in lower case in a block of several lines, right after one
// without end punctuation.
func isBroken(d *textlines.Doc, cut *textlines.Cut, i int) bool {
	if i > 0 && d.Lines[i-1].Block == d.Lines[i].Block && !d.EndsSentence(i-1) && textlines.StartsLower(d.Lines[i].Text) {
		return true
	}
	if i+1 >= len(d.Lines) || cut.Taken(i+1) || !textlines.StartsLower(d.Lines[i+1].Text) || d.EndsSentence(i) {
		return false
	}
	next := &d.Lines[i+1]
	ends := textlines.StartsLower(d.Lines[i].Text) && i > 0 && !d.EndsSentence(i-1) || d.EndsSentence(i+1) || strings.HasSuffix(next.Text, ",") || len(next.Text) > len(d.Lines[i].Text) && strings.ContainsAny(next.Text, ".!?»”")
	return ends && d.Words(i+1) >= minSentence && !next.Exempt && len(d.BlockOf(i+1).Marks) == 0 && d.Found(i+1) == nil
}

// headsSentence reports whether line i is a heading over a sentence of the
// text.
func headsSentence(d *textlines.Doc, cut *textlines.Cut, i int) bool {
	if d.BlockOf(i).Kind != pipeline.Heading || i+1 >= len(d.Lines) || cut.Taken(i+1) || d.RemovedAfter(i) || d.IsNamedDebris(i) {
		return false
	}
	return d.EndsSentence(i+1) && d.Words(i+1) >= minSentence && d.Found(i+1) == nil && d.Link(i+1) == ""
}

// isQuoted reports whether a phrase is within a quotation that closes right
// after it or later in the line, where the sentence continues with who wrote
// it, or within a line that begins with the dash of direct speech.
func isQuoted(line string, m phrases.Match) bool {
	if !m.Prefix {
		return false
	}
	first, size := utf8.DecodeRuneInString(line)
	switch first {
	case '«', '»', '「', '『', '„', '“', '”', '"':
		if continuesAfterQuote(m.Rest) {
			return true
		}
	case '–', '—':
		return strings.HasPrefix(line[size:], " ") && strings.Contains(m.Rest, ", ")
	}
	r, _ := utf8.DecodeRuneInString(m.Rest)
	return strings.ContainsRune("」』”»", r) && !strings.Contains(m.Text, "\"")
}

const closingQuotes = "」』”“»«\""

// continuesAfterQuote reports whether a text continues after a closing quotation
// mark.
func continuesAfterQuote(s string) bool {
	at := strings.LastIndexAny(s, closingQuotes)
	if at < 0 {
		return false
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	return strings.TrimLeft(s[at+size:], " .,!?。、") != ""
}

// isTerm reports whether line i is a term or its meaning in a definition list,
// or one of at least three that alternate with short sentences.
func isTerm(d *textlines.Doc, i int) bool {
	switch d.BlockOf(i).Kind {
	case pipeline.Term:
		return true
	case pipeline.Definition:
		return d.Link(i) == ""
	}
	if !isPair(d, i) {
		return false
	}
	above, below := isPair(d, i-2), isPair(d, i+2)
	return above && below || below && isPair(d, i+4) || above && isPair(d, i-4)
}

// Bounds of a term, in words, and of its meaning, in bytes.
const (
	maxTerm    = 3
	maxMeaning = 160
)

// isPair reports whether line i is a term with a sentence below it.
func isPair(d *textlines.Doc, i int) bool {
	if i < 0 || i+1 >= len(d.Lines) {
		return false
	}
	term, meaning := d.Lines[i].Text, d.Lines[i+1].Text
	return len(term) <= maxListLine && len(meaning) <= maxMeaning && len(meaning) > len(term) &&
		d.EndsSentence(i+1) && !d.EndsSentence(i) && d.Words(i) <= maxTerm && !speaksToReader(meaning)
}

// speaksToReader reports whether a text has a word such as "you" within it.
func speaksToReader(s string) bool {
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if readerWords()[word] {
			return true
		}
	}
	return false
}

var readerWords = sync.OnceValue(func() map[string]bool { return wording.Set("reader") })

// isChange reports whether a line is part of a comparison of two versions: it
// begins with the sign for added or removed text.
func isChange(s string) bool {
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[1:])
	return unicode.IsLetter(r)
}

// InList reports whether line i is an item of a list, with or without bullets,
// and the item before it stays and is not a link.
func InList(d *textlines.Doc, cut *textlines.Cut, i int) bool {
	if i == 0 || d.RemovedBefore(i) {
		return false
	}
	if d.BlockOf(i).Kind == pipeline.ListItem && d.BlockOf(i-1).Kind == pipeline.ListItem {
		return !cut.Taken(i-1) && len(d.BlockOf(i-1).Marks) == 0
	}
	for k := i - 1; k > 0 && k >= i-maxList; k-- {
		t := d.Lines[k].Text
		switch {
		case cut.Taken(k), d.RemovedBefore(k), len(t) > maxListLine && !strings.HasSuffix(t, ":"):
			return false
		case strings.HasSuffix(t, ":"):
			return k < i-1 && len(t) > maxListLine
		}
	}
	return false
}

// Bounds of a list without bullets: a long line that ends in a colon, and short
// ones below it.
const (
	maxList     = 8
	maxListLine = 40
)

// IsItem reports whether line i is an item of a list, as an element or with a
// bullet.
func IsItem(d *textlines.Doc, i int) bool {
	return d.BlockOf(i).Kind == pipeline.ListItem || bullet(d.Lines[i].Text) != ""
}

// hasBullet reports whether line i has a bullet and is next to another line
// with one that stays.
func hasBullet(d *textlines.Doc, cut *textlines.Cut, i int) bool {
	b := bullet(d.Lines[i].Text)
	if b == "" {
		return false
	}
	return i > 0 && !cut.Taken(i-1) && bullet(d.Lines[i-1].Text) == b ||
		i+1 < len(d.Lines) && !cut.Taken(i+1) && bullet(d.Lines[i+1].Text) == b
}

// bullet returns the bullet that a line begins with, or "".
func bullet(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("-*•◦▪‣·–", r) && strings.HasPrefix(s[size:], " ") {
		return s[:size]
	}
	return ""
}

// headsText reports whether a sentence follows line i, so that the line heads
// it: "Contact", and then whom.
func headsText(d *textlines.Doc, cut *textlines.Cut, i int) bool {
	if i+1 >= len(d.Lines) || cut.Taken(i+1) || d.RemovedAfter(i) {
		return false
	}
	next := &d.Lines[i+1]
	return !next.Exempt && d.EndsSentence(i+1) && (d.Words(i+1) >= minSentence || len(next.Text) >= 30)
}

// minSentence is the least number of words of a sentence.
const minSentence = 3

// isReported reports whether a phrase begins a sentence about who said it:
// "Download our app, said the waiter, and left."
func isReported(m phrases.Match) bool {
	r, size := utf8.DecodeRuneInString(m.Rest)
	if !m.Prefix || !strings.ContainsRune(",”\"»“，", r) {
		return false
	}
	words := strings.Fields(strings.ToLower(m.Rest[size:]))
	for k, w := range words[:min(len(words), reportedAtEnd)] {
		if !sayVerbs()[strings.Trim(w, ".,;:!?\"”»“")] {
			continue
		}
		ends := k+1 == len(words) || strings.ContainsAny(w, ".,;:!?")
		if k < reportedWithin || ends {
			return true
		}
	}
	return false
}

// IsMentioned reports whether a phrase at the beginning of line i is the subject of
// a sentence that says something about it: "Follow us on Twitter sounds like a
// cult." The sentence ends with the line, or goes on in the next one of its block.
func IsMentioned(d *textlines.Doc, i int, m phrases.Match) bool {
	if !m.Prefix || !d.EndsSentence(i) && !(i+1 < len(d.Lines) && d.Lines[i+1].Block == d.Lines[i].Block) {
		return false
	}
	words := strings.Fields(strings.ToLower(m.Rest))
	if len(words) < minPredicate {
		return false
	}
	verbs := mentionVerbs()[m.Lang]
	return verbs[words[0]] || verbs[words[1]] // the phrase may end before its object: "on", "our"
}

// minPredicate is the least number of words after the phrase, verb and all.
const minPredicate = 3

// mentionVerbs are the verbs that follow a phrase which is spoken of, by language.
var mentionVerbs = sync.OnceValue(func() map[string]map[string]bool { return wording.ByLang("mentionverb") })

// endsInSaying reports whether the last clause of a line says who said the
// rest: "Sign up here, the poster says."
func endsInSaying(s string) bool {
	s = strings.ToLower(strings.TrimRight(s, ".!?…\"”» "))
	comma := strings.LastIndexAny(s, ",”\"»")
	return comma >= 0 && sayVerbs()[s[strings.LastIndexByte(s, ' ')+1:]] && comma < strings.LastIndexByte(s, ' ')
}

// IsSaid reports whether a clause of a line says who said the rest, at its end
// or in the middle: "Please give what you can, the sign said. I gave nothing."
func IsSaid(s string) bool {
	if endsInSaying(s) {
		return true
	}
	s = strings.ToLower(s)
	for {
		at := strings.IndexAny(s, ",”\"»")
		if at < 0 {
			return false
		}
		_, size := utf8.DecodeRuneInString(s[at:])
		s = s[at+size:]
		words := strings.Fields(s)
		for k, w := range words[:min(len(words), reportedWithin)] {
			if k == 0 && (w == "you" || w == "we" || w == "i") {
				break
			}
			if bare := strings.TrimRight(w, ".,;:!?"); midVerbs()[bare] {
				return true
			} else if bare != w {
				break
			}
		}
	}
}

// midVerbs are the verbs of saying that mean little else in the middle of a
// line.
var midVerbs = sync.OnceValue(func() map[string]bool { return wording.Set("saidwithin") })

// reportedWithin is how many words after the comma the verb may be, and
// reportedAtEnd how many if it ends a clause: "…, the sign at the door says".
const (
	reportedWithin = 4
	reportedAtEnd  = 12
)

// sayVerbs are the verbs of saying that follow a quotation most often.
var sayVerbs = sync.OnceValue(func() map[string]bool { return wording.Set("saidafter") })
