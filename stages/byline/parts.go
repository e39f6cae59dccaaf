package byline

import (
	"strings"

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
	dates, times, names := 0, 0, 0
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
		if m, ok := f.by.Find(part); ok && m.Prefix {
			by = m.Rest
		}
		if !isNames(by) || pipeline.CountWords(by) > 4 {
			return false
		}
		name = strings.Trim(by, " .:,")
		names++
	}
	if dates > 1 || times > 1 || dates+times == 0 || dates+times+names < 2 || dates+times+names > maxParts || f.manyDates(d) || isDiary(d) {
		return false
	}
	cut.Line(i, ruleDate, "names, date or time of reading with marks between").Score = evidence.Enough
	for _, v := range []struct {
		field pipeline.Field
		value string
	}{{pipeline.FieldPublished, when.Published}, {pipeline.FieldModified, when.Modified}, {pipeline.FieldReadingTime, reading}} {
		if v.value != "" {
			cut.Note(pipeline.Set(v.field, v.value, ruleDate, "part of a line before the text"))
		}
	}
	if names == 1 {
		cut.Note(pipeline.Set(pipeline.FieldByline, name, ruleDate, "part of a line before the text"))
	}
	return true
}
