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

// maxParts is the maximum number of parts of a line under the headline.
const maxParts = 4

// parts removes a line before the text that has several parts with marks
// between them: "Ann Lee | 4 April 2024 | 5 min read". Each part must be a
// name, a date or a reading time; two of them, or a reading time, show what the
// line is.
func (f finder) parts(i int) bool {
	text := f.Lines[i].Text
	if !f.InHead(i) || f.Strict() || afterText(f.Doc, i, 1) || !strings.ContainsAny(text, "|•·") {
		return false
	}
	isArticle := f.IsArticle() && f.ProseAfter(i)
	if !isArticle && !overSentence(f.Doc, i) {
		return false
	}
	p, ok := f.readParts(text)
	if !ok || p.dates > 1 || p.times > 1 || p.dates+p.times == 0 || p.count() < 2 || p.count() > maxParts || f.manyDates() || isDiary(f.Doc) {
		return false
	}
	if f.BlockOf(i).Kind == pipeline.Heading && !(p.names == 1 && p.times == 1 && strings.Count(p.reading, " ") > 1) {
		return false // "Stretching | 10 min" heads a part of the text, "Ann Lee | 5 min read" does not
	}
	if p.names > 0 && p.times == 0 && i == 0 && f.Meta.Title == "" {
		return false // the headline
	}
	if p.isHeading() {
		return false
	}
	if !isArticle && (p.names != 1 || p.dates != 1 || p.times != 1) {
		return false // all three say enough by themselves
	}
	f.cut.Line(i, ruleDate, "names, date or time of reading with marks between").Score = evidence.Enough
	note(f.cut, p.when, p.reading)
	if p.names == 1 {
		f.cut.Note(pipeline.Set(pipeline.FieldByline, p.name, ruleDate, "part of a line before the text"))
	}
	return true
}

// lineParts are the parts of a line: how many are names, dates and reading times,
// and the last of each.
type lineParts struct {
	names, dates, times int
	name, reading       string
	when                dateline.Line
	// hasWord is set if a name is a single word without a label.
	hasWord bool
}

func (p *lineParts) count() int { return p.names + p.dates + p.times }

// isHeading reports whether a line may be the heading of a chronicle or a
// programme: "Opened | 4 April 1904", "Ann Lee • 10 June".
func (p *lineParts) isHeading() bool {
	switch {
	case p.hasWord && (p.dates == 0 || p.times == 0):
		return true
	case p.names == 0 || p.times > 0:
		return false
	}
	return p.when.Published == "" && p.when.Modified == "" && !p.when.Relative || isOld(p.when.Published)
}

// readParts reads the parts of a line. It reports false if one of them is neither a
// name nor a date nor a reading time.
func (f finder) readParts(text string) (p lineParts, ok bool) {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '|' || r == '•' || r == '·' }) {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		if date, ok := dateline.Parse(part); ok {
			p.dates++
			p.when = date
			continue
		}
		if m, ok := f.reading.Whole(part); ok && !m.Weak {
			p.times++
			p.reading = part
			continue
		}
		if when, reading := f.dateAndReading(part); reading != "" {
			p.dates, p.times = p.dates+1, p.times+1
			p.when, p.reading = when, reading
			continue
		}
		name := part
		m, labelled := f.by.Find(part)
		if labelled = labelled && m.Prefix; labelled {
			name = m.Rest
		}
		words := pipeline.CountWords(name)
		if !signed.IsNames(name) || words > mostNamed || isDivision(name) {
			return p, false
		}
		p.hasWord = p.hasWord || !labelled && words == 1
		p.name = strings.Trim(name, " .:,")
		p.names++
	}
	return p, true
}

// maxTimed is the maximum length in bytes of a line that is a date and a
// reading time.
const maxTimed = 80

// maxReading is the maximum length in bytes of a text that begins like a
// reading time and is no more than one.
const maxReading = 60

// timed removes a line before the text that is a date and a reading time with
// at most a space between them: "12 Nov 2025 8 min read".
func (f finder) timed(i int) bool {
	text := f.Lines[i].Text
	if !f.InHead(i) || len(text) > maxTimed || !f.Has(i, textlines.Digit) || f.Strict() || !f.ProseAfter(i) || afterText(f.Doc, i, 2) || i > 0 && !f.IsArticle() {
		return false
	}
	for at := range len(text) {
		if text[at] != ' ' {
			continue
		}
		for _, parts := range [...][2]string{{text[:at], text[at+1:]}, {text[at+1:], text[:at]}} {
			m, ok := f.reading.Find(parts[1])
			if !ok || m.Weak || m.Prefix && len(parts[1]) > maxReading || isBareTime(m.Text) {
				continue
			}
			when, ok := dateline.Parse(parts[0])
			if !ok || when.Relative || f.manyDates() {
				continue
			}
			f.cut.Line(i, ruleDate, "a date and a time of reading").Score = evidence.Enough
			note(f.cut, when, parts[1])
			return true
		}
	}
	return false
}

// Bounds of a name and a date with nothing between: their length in bytes, and the
// words of the name.
const (
	maxGlued   = 100
	leastNamed = 2
	mostNamed  = 4
)

// glued removes a line before the text in which a scraper joined the author's
// name, the date and perhaps the reading time without a space: "Ann Lee12 March
// 2024", "Mar 12, 2024By Ann Lee".
func (f finder) glued(i int) bool {
	text := f.Lines[i].Text
	if i > glueReach || len(text) > maxGlued || !f.Has(i, textlines.Digit) || f.Strict() || f.BlockOf(i).Kind == pipeline.Heading || !overSentence(f.Doc, i) {
		return false
	}
	name, when, reading := f.unglue(text)
	if name == "" || f.manyDates() || f.isAmongGlued(i, name) {
		return false
	}
	f.cut.Line(i, ruleDate, "a name and a date with nothing between").Score = evidence.Enough
	note(f.cut, when, reading)
	f.cut.Note(pipeline.Set(pipeline.FieldByline, name, ruleDate, "part of a line before the text"))
	return true
}

// unglue returns the parts of such a line; the name is empty if s is none.
func (f finder) unglue(s string) (name string, when dateline.Line, reading string) {
	last := rune(0)
	for at, r := range s {
		isGlue := unicode.IsLetter(last) && unicode.IsDigit(r) || (unicode.IsLower(last) || unicode.IsDigit(last)) && unicode.IsUpper(r)
		last = r
		if !isGlue {
			continue
		}
		reading = ""
		if name = f.author(s[:at]); name != "" {
			when, reading = f.dateAndReading(s[at:])
		} else if name = f.author(s[at:]); name != "" {
			when, _ = dateline.Parse(s[:at])
		}
		if name != "" && (when.Published != "" || when.Modified != "") && !isOld(when.Published) {
			return name, when, reading
		}
	}
	return "", dateline.Line{}, ""
}

// isAmongGlued reports whether another of the first lines joins a date to another
// name: those are the rows of a table, such as winners and their days.
func (f finder) isAmongGlued(i int, name string) bool {
	for k := 0; k < len(f.Lines) && k <= glueReach; k++ {
		text := f.Lines[k].Text
		if k == i || len(text) > maxGlued || !f.Has(k, textlines.Digit) {
			continue
		}
		if other, _, _ := f.unglue(text); other != "" && other != name {
			return true
		}
	}
	return false
}

// glueReach is the last line that is looked at for glued data.
const glueReach = 12

// author returns the name that a text consists of, perhaps after "By"; empty if
// it is not a name.
func (f finder) author(s string) string {
	s = strings.Trim(s, " |•·-–,")
	if m, ok := f.by.Find(s); ok && m.Prefix {
		s = m.Rest
	}
	if n := pipeline.CountWords(s); n < leastNamed || n > mostNamed || strings.ContainsAny(s, "0123456789:.,;!?") || !signed.IsNames(s) || isPhrase(s) || isDivision(s) {
		return ""
	}
	if first, _, _ := strings.Cut(s, " "); dateline.IsWeekday(first) || signed.IsParticle(strings.ToLower(first)) {
		return ""
	}
	return s
}

// dividers may come between a date and a reading time.
const dividers = " |•·-–,"

// dateAndReading separates a date from a reading time that is joined to it
// without a space or by a mark: "Mar 12, 20245 min read", "Mar 12, 2024, 5 min read".
func (f finder) dateAndReading(s string) (when dateline.Line, reading string) {
	if when, ok := dateline.Parse(s); ok && (when.Published != "" || when.Modified != "") {
		return when, ""
	}
	for at := range s {
		if m, ok := f.reading.Whole(strings.Trim(s[at:], dividers)); !ok || m.Weak || isBareTime(m.Text) {
			continue
		}
		if when, ok := dateline.Parse(strings.Trim(s[:at], dividers)); ok && when.Published != "" {
			return when, strings.Trim(s[at:], dividers)
		}
	}
	return dateline.Line{}, ""
}

// note puts what a line states into its fields.
func note(cut *textlines.Cut, when dateline.Line, reading string) {
	for _, v := range [...]struct {
		field pipeline.Field
		value string
	}{{pipeline.FieldPublished, when.Published}, {pipeline.FieldModified, when.Modified}, {pipeline.FieldReadingTime, reading}} {
		if v.value != "" {
			cut.Note(pipeline.Set(v.field, v.value, ruleDate, "part of a line before the text"))
		}
	}
}

// firstYear is the first year in which a page can have been published.
const firstYear = "1990"

// isOld reports whether a date is earlier than the first pages.
func isOld(date string) bool { return date != "" && date < firstYear }

// isDivision reports whether a line is the name of a part of a longer text:
// "Chapter One".
func isDivision(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(s)), " ")
	return divisions()[strings.Trim(first, ".,:")]
}

var divisions = sync.OnceValue(func() map[string]bool { return wording.Set("division") })

// isNobody reports whether what follows "By" is not a name: "By order", "By
// e-mail". A single word after the text, or one in capitals where everything
// is, is not known to be a name.
func isNobody(d *textlines.Doc, i int, name string) bool {
	name = strings.Trim(name, " .:,")
	if nobodies[strings.ToLower(name)] {
		return true
	}
	return !strings.ContainsAny(name, " \u00a0") && (afterText(d, i, 1) || name == strings.ToUpper(name) && name != strings.ToLower(name) && inCapitals(d))
}

// inCapitals reports whether a document is written in capitals.
func inCapitals(d *textlines.Doc) bool {
	large, small := 0, 0
	for k := range d.Lines {
		for _, r := range d.Lines[k].Text {
			if unicode.IsUpper(r) {
				large++
			} else if unicode.IsLower(r) {
				small++
			}
		}
	}
	return large > small
}

// nobodies are ways and reasons, none of which is the name of an author.
var nobodies = map[string]bool{
	"order": true, "e-mail": true, "email": true, "mail": true, "post": true, "phone": true, "telephone": true, "fax": true, "hand": true, "appointment": true, "invitation": true,
	"request": true, "law": true, "default": true, "design": true, "train": true, "car": true, "bus": true, "boat": true, "ferry": true, "bike": true, "bicycle": true, "foot": true, "air": true,
	"sea": true, "land": true, "rail": true, "road": true, "night": true, "day": true, "popular demand": true, "public transport": true, "special order": true, "royal appointment": true,
}
