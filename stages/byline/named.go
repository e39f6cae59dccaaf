package byline

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/frame"
	"winnow/stages/internal/signed"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// together moves a line before the text that is a name and a full date: "Ann Lee,
// 4 April 2024", "4. April 2024 von Anna Lee". A page of teasers has many of them.
func (f finder) together(i int) bool {
	if f.Tree != nil || i > glueReach || f.Strict() || !f.Has(i, textlines.Digit|textlines.Wide) || !overSentence(f.Doc, i) {
		return false
	}
	l, ok := signed.Parse(f.Lines[i].Text)
	if !ok || isOld(l.When.Published) || i == 0 && f.Meta.Title == "" || f.manyTogether() || isLetterhead(f.Doc, i) || isMessageHeader(f.Doc, i) {
		return false
	}
	if !f.rightBelowTitle(i) && (f.manyDates() || isDiary(f.Doc)) {
		return false
	}
	if !l.Labelled && (isDivision(l.Name) || isPlace(l.Name) || !f.belowTitle(i) || f.isSubject(l.Name)) {
		return false // a line of any other kind: "Port Alda, 4 April 2024"
	}
	f.cut.Line(i, ruleDate, "a name and a date").Score = evidence.Enough
	note(f.cut, l.When, "")
	if !isRole(l.Name) && !isSection(l.Name) {
		f.cut.Note(pipeline.Set(pipeline.FieldByline, strings.Trim(l.Name, " .:,|-"), ruleDate, "part of a line before the text"))
	}
	return true
}

// manyTogether reports whether several lines are a name and a date.
func (f finder) manyTogether() bool {
	n := 0
	for k := range f.Lines {
		if len(f.Lines[k].Text) <= maxLabelledLine && f.Has(k, textlines.Digit) {
			if _, ok := signed.Parse(f.Lines[k].Text); ok {
				n++
			}
		}
	}
	return n > 1
}

// Bounds of the neighbourhood of a headline that was taken out of the text: how many
// blocks below it a name may be, and how many lines a date is from the name.
const (
	titleReach = 6
	nameReach  = 3
)

// named moves a line below the headline of a flattened page that is nothing but a
// name, beside a date or a reading time.
func (f finder) named(i int) bool {
	if f.Tree != nil || i > glueReach || f.Strict() || !f.belowTitle(i) || afterText(f.Doc, i, 2) {
		return false
	}
	name := f.Lines[i].Text
	if strings.HasSuffix(name, ",") {
		return false // a salutation
	}
	m, labelled := f.by.In(f.Found(i))
	if labelled = labelled && m.Prefix; labelled {
		name = m.Rest
	}
	name = withoutOffice(name)
	if isSection(name) || !isPerson(name) || isPhrase(name) && !isHanName(strings.Fields(name)) || !labelled && !f.besideDate(i) || labelled && isVerse(f.Doc, i) {
		return false
	}
	if !labelled && (isPlace(name) || f.isSubject(name) || f.namesAround(i) > mostInARow) {
		return false
	}
	e := f.cut.Line(i, ruleName, "below the headline, beside a date")
	if labelled {
		e.Rule, e.Why = ruleAuthor, "a name with its label, below the headline"
	}
	e.Score = evidence.Enough
	if f.Meta.Byline != "" || i > 0 && f.cut.Taken(i-1) && f.Key(i-1) == f.Key(i) {
		return true
	}
	e.To, e.Value = pipeline.FieldByline, strings.Trim(name, " .,")
	if next := i + 1; !labelled && f.namesAround(i) == mostInARow && f.isNameLine(next) && f.Key(next) != f.Key(i) {
		e.Value += ", " + strings.Trim(withoutOffice(f.Lines[next].Text), " .,")
	}
	return true
}

// isSubject reports whether the first half of the paragraphs speaks of somebody or
// something of that name: "Queen Mary" over the story of a ship, the speaker of an
// interview. What introduces an author is at the end.
func (f finder) isSubject(name string) bool {
	name = strings.Trim(name, " .,")
	long, first := 0, 0 // how many paragraphs there are, and which of them names it
	for k := range f.Lines {
		if text := f.Lines[k].Text; len(text) > maxDateLine {
			if long++; first == 0 && strings.Contains(text, name) {
				first = long
			}
		}
	}
	return first > 0 && 2*first <= long+1
}

// mostInARow is how many authors have a line each. More are a list of the text: the
// winners of a prize, the persons of a play.
const mostInARow = 2

// namesAround returns how many lines one after another, line i among them, are names
// that differ.
func (f finder) namesAround(i int) int {
	from, to := i, i+1
	for f.isNameLine(from - 1) {
		from--
	}
	for f.isNameLine(to) {
		to++
	}
	keys := map[string]bool{}
	for k := from; k < to; k++ {
		keys[f.Key(k)] = true
	}
	return len(keys)
}

// isNameLine reports whether there is a line k, and it is the name of a person.
func (f finder) isNameLine(k int) bool {
	if k < 0 || k >= len(f.Lines) {
		return false
	}
	name := withoutOffice(f.Lines[k].Text)
	return isPerson(name) && !isSection(name) && !isPlace(name)
}

// withoutOffice cuts what somebody is off the end of a name: "Ann Lee Film Critic",
// "Ann Lee, Staff Writer".
func withoutOffice(s string) string {
	if name, office, ok := strings.Cut(s, ", "); ok && isSection(office) {
		return name
	}
	words := strings.Fields(s)
	n := len(words)
	for n > leastNamed && officeWords()[strings.ToLower(strings.Trim(words[n-1], ".,"))] {
		n--
	}
	if n == len(words) {
		return s
	}
	return strings.TrimRight(strings.Join(words[:n], " "), " ,|-")
}

// rightBelowTitle reports whether line i was right below the headline.
func (f finder) rightBelowTitle(i int) bool {
	title := f.titleBlock()
	return title >= 0 && f.BlockOf(i).ID == title+1
}

// belowTitle reports whether line i is a few blocks below the headline that was
// taken out of the text, or below that which came with it.
func (f finder) belowTitle(i int) bool {
	title := f.titleBlock()
	if title < 0 {
		return f.Meta.Title != "" && i < titleReach // the title came with the text
	}
	below := f.BlockOf(i).ID - title
	return below > 0 && below <= titleReach
}

// titleBlock returns the ID of the block that was moved to the title; -1 if none was. A
// title in the data before the text is no line of it.
func (f finder) titleBlock() int {
	for k := range f.Trail {
		if a := &f.Trail[k]; a.To == pipeline.FieldTitle && a.Block != pipeline.NoBlock && a.Stage != "frontmatter" {
			return a.Block
		}
	}
	return -1
}

// besideDate reports whether one of the lines next to line i is a date or a reading
// time, with the same name or labels between them at most.
func (f finder) besideDate(i int) bool {
	for _, step := range [...]int{-1, 1} {
		for n := 1; n <= nameReach; n++ {
			k := i + n*step
			if k < 0 || k >= len(f.Lines) || f.EndsSentence(k) && len(f.Lines[k].Text) > maxDateLine {
				break
			}
			if date, ok := f.Date(k); ok && (date.Published != "" || date.Modified != "" || date.DayFirst != "" || date.Relative) {
				return true
			}
			if m, ok := f.reading.WholeIn(f.Found(k)); ok && !m.Weak && !isBareTime(m.Text) {
				return true
			}
		}
	}
	return false
}

// isPerson reports whether a line consists of the name of a person, or of two with
// "and" between them: two to four words with capitals.
func isPerson(s string) bool {
	if len(s) > maxDateLine || strings.HasSuffix(s, ",") || frame.Label(s) != 0 || !signed.IsNames(s) || isDivision(s) {
		return false
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(":;?!()\"/|#@", r) }) {
		return false
	}
	words := strings.Fields(s)
	if isHanName(words) {
		return true
	}
	capitals := 0
	for _, w := range words {
		r, size := utf8.DecodeRuneInString(w)
		switch {
		case dateline.IsWeekday(w):
			return false
		case !unicode.IsUpper(r):
		case size == len(w) || strings.HasSuffix(w, "."): // an initial
			capitals++
		case strings.IndexFunc(w[size:], unicode.IsLower) >= 0:
			capitals++
		default:
			return false // capitals throughout
		}
	}
	return capitals >= leastNamed && capitals <= mostNamed
}

// isHanName reports whether words are the surname and the given name of a Japanese
// author, with a space between.
func isHanName(words []string) bool {
	if len(words) != 2 {
		return false
	}
	for _, w := range words {
		if n := utf8.RuneCountInString(w); n > mostHan || strings.IndexFunc(w, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) >= 0 {
			return false
		}
	}
	return true
}

// mostHan is the maximum number of characters of half a Japanese name.
const mostHan = 3

// isSection reports whether one of the words of a line is none of a name: it names the
// section of a paper, or the desk that wrote a text.
func isSection(s string) bool {
	return hasWord(s, officeWords())
}

// isPlace reports whether a line names a place, a building or a club, as far as its
// words show: "Port Alda", "Old Harbour Museum".
func isPlace(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(s)), " ")
	return placeStarts()[first] || hasWord(s, buildingWords())
}

// hasWord reports whether one of the words of a line is in a set.
func hasWord(s string, set map[string]bool) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if set[strings.Trim(w, ".,")] {
			return true
		}
	}
	return false
}

// Words of which names of persons do not consist: of sections, desks and offices, of
// buildings and clubs, and those with which names of places and dedications begin.
var (
	officeWords   = sync.OnceValue(func() map[string]bool { return wording.Set("office") })
	buildingWords = sync.OnceValue(func() map[string]bool { return wording.Set("building") })
	placeStarts   = sync.OnceValue(func() map[string]bool { return wording.Set("placestart") })
)
