package encoding

import (
	"winnow/pipeline"
	"winnow/stages/encoding/repair"
	"winnow/stages/encoding/typography"
)

// appendFields appends the repair of what earlier stages moved to fields, or
// the page declared: text is moved as it was scraped. Dates, addresses and
// tags of languages are no text.
func appendFields(edits []pipeline.Edit, m pipeline.Meta, o Options) []pipeline.Edit {
	mend := func(to pipeline.Field, text string) {
		fixed, steps := mendValue(text, o)
		if len(steps) > 0 && fixed != "" {
			edits = append(edits, pipeline.Replace(to, text, fixed, "encoding/"+steps[0].Rule, steps[0].Why))
		}
	}
	mend(pipeline.FieldTitle, m.Title)
	mend(pipeline.FieldByline, m.Byline)
	mend(pipeline.FieldSite, m.Site)
	mend(pipeline.FieldExcerpt, m.Excerpt)
	mend(pipeline.FieldAgency, m.Agency)
	mend(pipeline.FieldAuthorBio, m.AuthorBio)
	for _, c := range m.Captions {
		mend(pipeline.FieldCaption, c.Text)
		mend(pipeline.FieldCredit, c.Credit)
	}
	for _, r := range m.Related {
		mend(pipeline.FieldRelated, r.Title)
	}
	for _, t := range m.Tags {
		mend(pipeline.FieldTag, t)
	}
	for _, a := range m.Authors {
		mend(pipeline.FieldAuthor, a)
	}
	return edits
}

// mendValue repairs the characters of a value and trims it.
func mendValue(s string, o Options) (string, []repair.Step) {
	fixed, steps := repair.Text(s, o.Repair)
	if o.KeepTypography {
		return fixed, steps
	}
	edges := typography.Text(fixed, typography.Options{Mode: typography.Edges})
	if len(edges) == 0 {
		return fixed, steps
	}
	steps = repair.Compose(s, steps, edges)
	return repair.Apply(s, steps), steps
}
