package byline

import (
	"strings"
	"unicode"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/lines"
)

// maxParts is how many things a line under the headline tells.
const maxParts = 4

// parts gives up a line before the text that tells several things with marks
// between: "Ann Lee | 4 April 2024 | 5 min read". Each part must be a name, a
// date or a time of reading; two of them, or a time of reading, show what the
// line is.
func (f finder) parts(d *lines.Doc, cut *lines.Cut, i int) bool {
	text := d.Lines[i].Text
	if !d.InHead(i) || d.Strict() || !d.ProseAfter(i) || afterText(d, i, 1) || !d.IsArticle() || !strings.ContainsAny(text, "|•·") || d.BlockOf(i).Kind == pipeline.Heading {
		return false
	}
	var name, reading string
	var when dateline.Line
	dates, times, names, single := 0, 0, 0, false
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '|' || r == '•' || r == '·' }) {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		if date, ok := dateline.Parse(part); ok {
			dates++
			when = date
			continue
		}
		if m, ok := f.reading.Whole(part); ok && !m.Weak {
			times++
			reading = part
			continue
		}
		by := part
		m, labelled := f.by.Find(part)
		if labelled = labelled && m.Prefix; labelled {
			by = m.Rest
		}
		if !isNames(by) || pipeline.CountWords(by) > 4 || isDivision(by) {
			return false
		}
		single = single || !labelled && pipeline.CountWords(by) == 1
		name = strings.Trim(by, " .:,")
		names++
	}
	if dates > 1 || times > 1 || dates+times == 0 || dates+times+names < 2 || dates+times+names > maxParts || f.manyDates(d) || isDiary(d) {
		return false
	}
	// The first line is the headline. "Opened | 4 April 1904" and "Ann Lee • 10 June" are headings of a chronicle
	// and a programme.
	if names > 0 && times == 0 && (i == 0 && d.Meta.Title == "" || single || when.Published == "" && when.Modified == "" && !when.Relative || isOld(when.Published)) || single && dates == 0 {
		return false
	}
	cut.Line(i, ruleDate, "names, date or time of reading with marks between").Score = evidence.Enough
	note(cut, when, reading)
	if names == 1 {
		cut.Note(pipeline.Set(pipeline.FieldByline, name, ruleDate, "part of a line before the text"))
	}
	return true
}

// maxTimed is the length in bytes up to which a line is a date and a time of
// reading.
const maxTimed = 80

// maxReading is the length in bytes up to which what begins as a time of reading
// is no more than one.
const maxReading = 60

// timed gives up a line before the text that is a date and a time of reading
// with no more than a space between: "12 Nov 2025 8 min read".
func (f finder) timed(d *lines.Doc, cut *lines.Cut, i int) bool {
	text := d.Lines[i].Text
	if !d.InHead(i) || len(text) > maxTimed || !d.Has(i, lines.Digit) || d.Strict() || !d.ProseAfter(i) || afterText(d, i, 2) || !d.IsArticle() {
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
			if !ok || when.Relative || f.manyDates(d) {
				continue
			}
			cut.Line(i, ruleDate, "a date and a time of reading").Score = evidence.Enough
			note(cut, when, parts[1])
			return true
		}
	}
	return false
}

// note puts what a line states into its fields.
func note(cut *lines.Cut, when dateline.Line, reading string) {
	for _, v := range [...]struct {
		field pipeline.Field
		value string
	}{{pipeline.FieldPublished, when.Published}, {pipeline.FieldModified, when.Modified}, {pipeline.FieldReadingTime, reading}} {
		if v.value != "" {
			cut.Note(pipeline.Set(v.field, v.value, ruleDate, "part of a line before the text"))
		}
	}
}

// firstYear is the first in which a page can have been published.
const firstYear = "1990"

// isOld recognises a date before there were pages, as text of digits.
func isOld(date string) bool { return date != "" && date < firstYear }

// isDivision recognises the name of a part of a longer text: "Chapter One".
func isDivision(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(s)), " ")
	return divisions[strings.Trim(first, ".,:")]
}

var divisions = map[string]bool{
	"chapter": true, "part": true, "section": true, "lesson": true, "volume": true, "vol": true, "book": true, "episode": true, "act": true, "scene": true,
	"day": true, "week": true, "step": true, "stage": true, "issue": true, "round": true, "unit": true, "module": true, "appendix": true,
	"kapitel": true, "teil": true, "tag": true, "folge": true, "chapitre": true, "partie": true, "capítulo": true, "parte": true, "capitolo": true, "глава": true, "часть": true,
}

// isNobody recognises what follows "By" and is no name: "By order", "By e-mail". One
// word behind the text, or one in capitals where all is, is not known for a
// name.
func isNobody(d *lines.Doc, i int, name string) bool {
	name = strings.Trim(name, " .:,")
	if nobodies[strings.ToLower(name)] {
		return true
	}
	return !strings.ContainsAny(name, " \u00a0") && (afterText(d, i, 1) || name == strings.ToUpper(name) && name != strings.ToLower(name) && inCapitals(d))
}

// inCapitals reports a document that is written in capitals.
func inCapitals(d *lines.Doc) bool {
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

// nobodies are ways and reasons; who wrote a text is not called so.
var nobodies = map[string]bool{
	"order": true, "e-mail": true, "email": true, "mail": true, "post": true, "phone": true, "telephone": true, "fax": true, "hand": true, "appointment": true, "invitation": true,
	"request": true, "law": true, "default": true, "design": true, "train": true, "car": true, "bus": true, "boat": true, "ferry": true, "bike": true, "bicycle": true, "foot": true, "air": true,
	"sea": true, "land": true, "rail": true, "road": true, "night": true, "day": true, "popular demand": true, "public transport": true, "special order": true, "royal appointment": true,
}
