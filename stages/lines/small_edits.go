package lines

import (
	"fmt"
	"slices"
	"strings"

	"winnow/pipeline"
	"winnow/stages/internal/dateline"
	"winnow/stages/lines/features"
)

// edits turns the judgement into edits of d: lines that do not stay are removed,
// and the headline (unless a title is known), the author's name, the first caption,
// the date and the reading time move to their fields.
func (s *smallText) edits(d *pipeline.Document) []pipeline.Edit {
	title := s.title
	if d.Meta.Title != "" {
		title = -1
	}
	var edits []pipeline.Edit
	hasDate := false
	for i := range s.lines {
		b := d.Blocks[d.Find(s.text.Block(i).ID)]
		switch l := &s.lines[i]; {
		case i == title:
			edits = append(edits, s.edit(b, i, ruleTitle, fmt.Sprintf("line %d, between the frame and the text", i+1), pipeline.FieldTitle))
		case l.keep:
			if s.title < 0 || i <= s.title || i >= s.first {
				continue
			}
			e, ok := dataEdit(b, l.text)
			if !ok || e.To == pipeline.FieldPublished && hasDate {
				continue
			}
			hasDate = hasDate || e.To == pipeline.FieldPublished
			edits = append(edits, e)
		case i == s.byline:
			edits = append(edits, s.edit(b, i, ruleName, "a name below the headline, near a date or repeated after the text", pipeline.FieldByline))
		case slices.Contains(s.captions, i):
			e := s.edit(b, i, ruleFrame, "occurs twice before the text", pipeline.FieldNone)
			if i == s.captions[0] {
				e.To = pipeline.FieldCaption
			}
			edits = append(edits, e)
		case i > s.last:
			edits = append(edits, s.edit(b, i, ruleFrame, "after the text", pipeline.FieldNone))
		default:
			edits = append(edits, s.edit(b, i, ruleFrame, "before the text", pipeline.FieldNone))
		}
	}
	return edits
}

// edit removes line i, which is block b of the document. A field receives the line
// as it reads without the signs of Markdown.
func (s *smallText) edit(b pipeline.Block, i int, rule, why string, to pipeline.Field) pipeline.Edit {
	e := pipeline.Whole(b, rule, why)
	e.Score = float64(1 - s.lines[i].likely)
	e.To = to
	if to != pipeline.FieldNone && b.Text != s.lines[i].text {
		e.Value = s.lines[i].text
	}
	return e
}

// isEntry reports whether a line is an entry of the text that says what the date is
// of: "Date: Saturday, 20 July 2024" of an event, "Dated 12 August 2024" of a notice.
func isEntry(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return strings.HasSuffix(first, ":") || first == "Dated"
}

// dataEdit moves a block that is a date or a reading time and nothing else. Lines
// that say more are left to stage byline.
func dataEdit(b pipeline.Block, text string) (pipeline.Edit, bool) {
	e := pipeline.Whole(b, ruleData, "between the headline and the text")
	if features.IsReadingTime(text) {
		e.To = pipeline.FieldReadingTime
		return e, true
	}
	date, ok := dateline.Parse(text)
	if !ok || isEntry(text) || date.Labelled || date.Updated || date.Modified != "" || date.Published == "" {
		return pipeline.Edit{}, false
	}
	e.To, e.Value = pipeline.FieldPublished, date.Published
	return e, true
}
