// Package byline moves what is between the headline and the text to the
// metadata: the author, the dates of publication and change, and the reading
// time; and the line after the text with which Korean and Chinese reporters sign.
//
// Before:
//
//	By Alma Ackerman
//	Published: 4 April 2024, 01:14 GMT
//	3 min read
//	The boats sail again on Monday …
//
// After, with byline, date and reading time in the metadata:
//
//	The boats sail again on Monday …
//
// To be left alone: a date within a sentence or a list (a programme, a
// chronicle), a line "By the lake" in the text, a line of a poem or of wrapped
// text that goes on with "by Rydal Water", "By Friday", dates as subheads, the dates
// of letters, messages, diaries and posts, "10 minutes" in a recipe, the
// credits of a film.
//
// Known misses: a name by itself without "By", except below the headline of a
// flattened page.
package byline

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/dates"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/signed"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// Options are the stage's settings.
type Options struct{}

// The rules.
const (
	ruleDate    = "byline/date"
	ruleUpdated = "byline/updated"
	ruleAuthor  = "byline/author"
	ruleWritten = "byline/written"
	ruleReading = "byline/reading-time"
	ruleName    = "byline/name"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	m := &matchers{
		by:      phrases.New("by"),
		written: phrases.New("byline"),
		reading: phrases.New("readingtime"),
	}
	return pipeline.Stage{
		Name: "byline",
		Doc:  "Moves the author, the dates and the reading time to the metadata.",
		Rules: []pipeline.Rule{
			{Name: ruleDate, Doc: "A line before the text that is a date, alone or beside the author.", Tier: pipeline.TierB},
			{Name: ruleUpdated, Doc: "A line that is a date with its label: Last updated: April 21, 2025.", Tier: pipeline.TierB},
			{Name: ruleAuthor, Doc: "A line before the text that consists of By and a name, or one after it with which a Korean or Chinese reporter signs.", Tier: pipeline.TierB},
			{Name: ruleWritten, Doc: "A line that names who wrote, edited or reviewed the text: Written by Ann Doe.", Tier: pipeline.TierB},
			{Name: ruleName, Doc: "A line of a flattened page that is nothing but a name, below the headline and beside a date or a reading time.", Tier: pipeline.TierB},
			{Name: ruleReading, Doc: "A line that gives the reading time: 5 min read."},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) {
			f := finder{m, d, cut}
			for i := range d.Lines {
				if l := &d.Lines[i]; !l.Exempt && len(l.Text) <= maxLine {
					f.line(i)
				}
			}
		}),
	}
}

// A finder looks for authors, dates and reading times in a document, and cuts
// them.
type finder struct {
	*matchers
	*textlines.Doc
	cut *textlines.Cut
}

// matchers find the phrases of these kinds.
type matchers struct {
	by, written, reading *phrases.Matcher
}

// maxDates is how many lines of a document may be bare dates; more make it a
// list or a chronicle.
const maxDates = 3

// maxLine is the maximum length in bytes of a line that states an author or a
// date.
const maxLine = 160

// line moves line i if it states the author, a date or the reading time.
func (f finder) line(i int) {
	text, found := f.Lines[i].Text, f.Found(i)
	if m, ok := f.reading.In(found); ok && !m.Weak && (!m.Prefix || len(text) < maxReading) {
		if isBareTime(m.Text) && !f.besideByline(i) || !f.HasProse() {
			return // a page of teasers states how long each story is
		}
		f.cut.Line(i, ruleReading, m.Lang+" phrase "+m.Text).To = pipeline.FieldReadingTime
		return
	}
	if date, ok := f.Date(i); ok {
		f.date(i, date)
		return
	}
	if f.parts(i) || f.timed(i) || f.labelled(i) || f.glued(i) || f.signed(i) || f.together(i) || f.named(i) {
		return
	}
	if m, ok := f.written.In(found); ok && m.Prefix && !f.Strict() && hasBracket(text, m) {
		if m.Rest = firstCredit(m.Rest); isWriter(m.Rest) {
			f.writtenBy(i, m)
			return
		}
	}
	if name, ok := f.korean(i); ok {
		e := f.cut.Line(i, ruleAuthor, "a name before the Korean word for a reporter")
		e.To, e.Value, e.Score = pipeline.FieldByline, name, evidence.Enough
		return
	}
	if m, ok := f.by.In(found); ok && m.Prefix && f.InHead(i) && !f.Strict() {
		f.byName(i, m)
	}
}

// hasBracket reports whether a line has the bracket with which a phrase begins, if it
// does: "(Writing by Ann Lee)" is a credit, "Writing by Hand" a heading.
func hasBracket(line string, m phrases.Match) bool {
	return !strings.HasPrefix(m.Text, "(") || strings.HasPrefix(line, "(")
}

// writtenBy moves a line that begins with a phrase such as "Written by", m, unless
// it is one of several credits. Only an author goes to the byline; an editor leaves
// the text, too.
func (f finder) writtenBy(i int, m phrases.Match) {
	if f.manyWritten(m.Text) || f.amongCredits(i) || isOfSong(f.Doc, i, m.Text) {
		return
	}
	e := f.cut.Line(i, ruleWritten, m.Lang+" phrase "+strings.TrimSpace(m.Text))
	if !isAuthor(m.Text) {
		return
	}
	name, when := splitDate(m.Rest)
	if before, clock, ok := strings.Cut(name, " at "); ok && isClock(clock) {
		name = before
	}
	if name = strings.Trim(name, " .:()（）[]【】"); !isRole(name) {
		e.To, e.Value = pipeline.FieldByline, name
	}
	if when.Published != "" && f.InHead(i) {
		f.cut.Note(pipeline.Set(pipeline.FieldPublished, when.Published, ruleWritten, "date in the byline"))
	}
}

// byName moves a line of the head that is a name after "By", m.
func (f finder) byName(i int, m phrases.Match) {
	name, when := splitDate(m.Rest)
	if !signed.IsNames(name) || isPhrase(name) || dateline.IsWeekday(strings.Trim(name, " .:,")) || f.manyBylines() || isVerse(f.Doc, i) || isMessageHeader(f.Doc, i) || isNobody(f.Doc, i, name) {
		return
	}
	facts := sweep.Facts(f.Doc, f.cut, i).Drop(evidence.ProseAfter).Add(evidence.Label, true).Add(evidence.Name, true)
	if !facts.Enough() {
		return
	}
	e := f.cut.Line(i, ruleAuthor, "a name after "+strings.TrimSpace(m.Text)+"; "+facts.String())
	e.To, e.Value, e.Score = pipeline.FieldByline, strings.Trim(name, " .:,|-"), facts.Score()
	if when.Published != "" {
		f.cut.Note(pipeline.Set(pipeline.FieldPublished, when.Published, ruleAuthor, "date in the byline"))
	}
}

// isWriter reports whether a text is a list of names, or a single name of any
// kind and a date: "Posted by dave at December 16, 2025".
func isWriter(s string) bool {
	if name, clock, ok := strings.Cut(s, " at "); ok && pipeline.CountWords(name) <= 3 && isClock(clock) {
		return true
	}
	name, when := splitDate(s)
	return signed.IsNames(name) && !isPhrase(name) && !dateline.IsWeekday(strings.Trim(name, " .:,")) || (when.Published != "" || when.Modified != "") && pipeline.CountWords(name) <= 3
}

// isRole reports whether a name is that of an account rather than a person.
func isRole(name string) bool {
	switch strings.ToLower(name) {
	case "admin", "administrator", "webmaster", "super user", "root", "editor":
		return true
	}
	return false
}

// isClock reports whether a text is a time of day with its minutes and nothing else:
// "10:12 AM". Programs that publish posts write minutes; "at 3 a.m." is what people say.
func isClock(s string) bool {
	_, end, ok := dates.ReadClock(s)
	digits := 0
	for i := range end {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	return ok && digits >= leastDigits && strings.Trim(s[end:], " .apmAPM") == ""
}

// leastDigits is how many digits an hour and its minutes have: "9:05".
const leastDigits = 3

// korean returns the name in line i if it is a Korean byline before the text.
func (f finder) korean(i int) (name string, ok bool) {
	if !f.InHead(i) || !f.Has(i, textlines.Eastern) || f.Strict() || afterText(f.Doc, i, 1) {
		return "", false
	}
	if name, ok = reporter(f.Lines[i].Text); !ok || !overSentence(f.Doc, i) {
		return "", false
	}
	beside := 0
	for k := max(0, i-mostReporters); k <= min(len(f.Lines)-1, i+mostReporters); k++ {
		if _, isOne := reporter(f.Lines[k].Text); isOne {
			beside++
		}
	}
	return name, beside <= mostReporters
}

// mostReporters is the maximum number of reporters of one article; more are a
// list of people.
const mostReporters = 2

// How far above a byline the page may begin, and how far below it the text may,
// in lines.
const (
	headReach     = 40
	sentenceReach = 12
)

// overSentence reports whether there is a sentence below line i and none before
// it.
func overSentence(d *textlines.Doc, i int) bool {
	for k := max(0, i-headReach); k < i; k++ {
		if strings.HasSuffix(d.Lines[k].Text, ".") {
			return false
		}
	}
	for k := i + 1; k < len(d.Lines) && k <= i+sentenceReach; k++ {
		if d.EndsSentence(k) {
			return true
		}
	}
	return false
}

// isPhrase reports whether a text in a script without capitals, in which any
// words look like names, is more than a name: a sentence, or more words than
// two people have.
func isPhrase(s string) bool {
	for _, r := range s {
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			return false
		}
	}
	most := maxCaseless
	if strings.ContainsAny(s, "،,、·/|&") {
		most *= 2
	}
	s = strings.TrimSpace(s)
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(" \u3000、·・,，/|", r) }) {
		if r, _ := utf8.DecodeRuneInString(part); r >= 0x3040 && r < 0xA000 && utf8.RuneCountInString(part) > maxIdeographs {
			return true
		}
	}
	return textlines.EndsSentence(s) || pipeline.CountWords(s) > most || len(s) > maxCaselessBytes
}

// Bounds of a name in scripts without capitals: its words, where they are
// separated by spaces, and the bytes of several.
const (
	maxCaseless      = 4
	maxCaselessBytes = 80
	maxIdeographs    = 8 // of a name with the office of its bearer
)

// isAuthor reports whether a label is that of a writer, rather than an editor
// or a reviewer.
func isAuthor(label string) bool { return !editing().In(label) }

// editing finds what is done with a text by others than its author.
var editing = sync.OnceValue(func() *needles.Set { return wording.Needles("editing") })

// splitDate separates a byline from the date after it: "Ann Doe | 4 April
// 2024".
func splitDate(s string) (string, dateline.Line) {
	name, when, _ := dateline.Split(s)
	return name, when
}

// date removes line i if its date is likely to belong to the document rather
// than to its text.
func (f finder) date(i int, date dateline.Line) {
	b := f.BlockOf(i)
	beside := (date.Labelled || date.Updated) && f.InHead(i) && i > 0 && f.cut.Taken(i-1) && f.IsArticle() // in a list below the headline
	if f.Strict() || b.Kind == pipeline.ListItem && !beside || b.Kind == pipeline.Term || b.Kind == pipeline.Quote {
		return
	}
	if strings.HasPrefix(f.Lines[i].Text, "Dated ") && !overSentence(f.Doc, i) || isOfLaw(f.Lines[i].Text) || !date.Labelled && !date.Updated && isEntry(f.Doc, i) {
		return // signs a notice, names a law, is of an event
	}
	if !date.Labelled && !date.Updated && isOld(date.Published) && date.Modified == "" {
		return // no page came out then
	}
	if !date.Labelled && (!f.InHead(i) || !f.ProseAfter(i) || isMonth(f.Lines[i].Text, date) || b.Kind == pipeline.Heading || afterText(f.Doc, i, 2) || f.manyDates() || isDiary(f.Doc)) {
		return
	}
	rule := ruleDate
	if date.Labelled {
		rule = ruleUpdated
	}
	timed := f.InHead(i) && strings.Contains(date.Published+date.Modified, "T") // the text speaks of days
	facts := sweep.Facts(f.Doc, f.cut, i).Drop(evidence.ProseAfter).Drop(evidence.Sentence).Add(evidence.Date, true).Add(evidence.Label, date.Labelled)
	if facts = facts.Add(evidence.Clock, timed && f.IsArticle() && !facts.Has(evidence.Short)); !facts.Enough() {
		return
	}
	if date.Labelled && (manyLabelled(f.Doc) || isWithin(f.Doc, i) && !timed && !facts.Has(evidence.AfterDebris)) || isLetterhead(f.Doc, i) {
		return
	}
	if labelled, ok := f.labelAbove(i, date); ok {
		date = labelled
		f.cut.Line(i-1, rule, "the label of the date below").Score = facts.Score()
	}
	e := f.cut.Line(i, rule, facts.String())
	e.Score = facts.Score()
	if date.DayFirst != "" && date.Published == "" && date.Modified == "" && f.Meta.Lang != "" && dates.OrderOf(f.Meta.Lang) == dates.DayFirst {
		if date.Updated {
			date.Modified = date.DayFirst
		} else {
			date.Published = date.DayFirst
		}
	}
	switch {
	case date.Published != "":
		e.To, e.Value = pipeline.FieldPublished, date.Published
		if date.Modified != "" {
			f.cut.Note(pipeline.Edit{Block: b.ID, Start: 0, End: 0, Rule: rule, Why: "second date", To: pipeline.FieldModified, Value: date.Modified})
		}
	case date.Modified != "":
		e.To, e.Value = pipeline.FieldModified, date.Modified
	case !date.Relative && f.InHead(i): // elsewhere it may be that of another story
		e.To = pipeline.FieldPublished
		if date.Updated {
			e.To = pipeline.FieldModified
		}
	}
}

// maxAbove is the maximum length in bytes of a label on a line of its own.
const maxAbove = 30

// labelAbove reads the date of line i with the line above it, if that is its label:
// "Published".
func (f finder) labelAbove(i int, date dateline.Line) (labelled dateline.Line, ok bool) {
	if i == 0 || date.Labelled || !f.InHead(i) || f.cut.Taken(i-1) {
		return dateline.Line{}, false
	}
	label := f.Lines[i-1].Text
	if _, isDate := f.Date(i - 1); isDate || len(label) > maxAbove || f.Has(i-1, textlines.Digit) {
		return dateline.Line{}, false
	}
	labelled, ok = dateline.Parse(label + " " + f.Lines[i].Text)
	return labelled, ok && (labelled.Labelled || labelled.Relative)
}

// manyDates reports whether many lines of the document are bare dates. It is
// only called for the first lines.
func (f finder) manyDates() bool {
	n := 0
	for k := range f.Lines {
		if len(f.Lines[k].Text) <= 60 {
			if _, ok := f.Date(k); ok {
				if n++; n > maxDates {
					return true
				}
			}
		}
	}
	return false
}
