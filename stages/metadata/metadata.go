package metadata

import (
	"context"
	"slices"
	"time"

	"winnow/pipeline"
	"winnow/pipeline/dates"
	"winnow/pipeline/tree"
)

// Options change how metadata are read. The zero Options are the default.
type Options struct {
	// Now is the time after which dates are refused as being in the future; zero
	// means the time of the run.
	Now time.Time
}

// New makes the stage.
func New(o Options) pipeline.Stage {
	return pipeline.Stage{
		Name:  "metadata",
		Doc:   "Reads the metadata of the page: title, authors, dates, site, language, addresses, tags.",
		Rules: rules,
		Run: func(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			if d.Tree == nil {
				return nil, nil
			}
			now := o.Now
			if now.IsZero() {
				now = time.Now()
			}
			return Read(d.Tree, d.Address(), d.Meta, now), nil
		},
	}
}

// Read returns the edits that fill the empty fields of known, from a page at an address that may
// be empty.
func Read(t *tree.Tree, url string, known pipeline.Meta, now time.Time) []pipeline.Edit {
	e := newExtractor(t, url, now)
	have := map[pipeline.Field]bool{
		pipeline.FieldTitle: known.Title != "", pipeline.FieldByline: known.Byline != "", pipeline.FieldPublished: known.Published != "",
		pipeline.FieldModified: known.Modified != "", pipeline.FieldSite: known.Site != "", pipeline.FieldLang: known.Lang != "",
		pipeline.FieldCanonical: known.Canonical != "", pipeline.FieldExcerpt: known.Excerpt != "", pipeline.FieldImage: known.Image != "",
	}
	var edits []pipeline.Edit
	for _, f := range e.fields() {
		if f.claim.value == "" || have[f.to] {
			continue
		}
		if f.to == pipeline.FieldByline {
			names, byline := e.namesOf(f.claim.value)
			f.claim.value = byline
			for _, name := range names {
				edits = append(edits, pipeline.Set(pipeline.FieldAuthor, name, f.claim.rule, f.claim.why))
			}
		}
		edits = append(edits, pipeline.Set(f.to, f.claim.value, f.claim.rule, f.claim.why))
	}
	if len(known.Tags) == 0 {
		for _, c := range e.tags() {
			edits = append(edits, pipeline.Set(pipeline.FieldTag, c.value, c.rule, c.why))
		}
	}
	return edits
}

// An extractor reads the metadata of one page. newExtractor fills it in the order in
// which each step needs the ones before: the names of the site, the language, the
// title, the lines around the title.
type extractor struct {
	*page
	linked             linked
	now                time.Time
	siteNames          map[string]bool // squeezed
	hostName, fullHost string          // squeezed
	langClaim          claim
	order              dates.Order // of day and month, as the language has it
	titleClaim         claim
	titleNode          int32 // nowhere where no heading holds the title
	lines              []textLine
	nearFrom, nearTo   int32  // the nodes of the lines around the title
	foreign            []int8 // what isForeign has found, by node; 0 is unknown
}

func newExtractor(t *tree.Tree, url string, now time.Time) *extractor {
	e := &extractor{page: gather(t, url), now: now}
	e.linked = readLinked(e.page)
	e.learnSite()
	e.langClaim = e.lang()
	e.order = dates.OrderOf(e.langClaim.value)
	e.titleClaim = e.title()
	e.titleNode = e.titleClaim.node
	e.lines = e.linesAround(e.titleNode)
	if n := len(e.lines); n > 0 {
		e.nearFrom, e.nearTo = e.lines[0].node, e.lines[n-1].node+1
	}
	e.lines = slices.DeleteFunc(e.lines, func(l textLine) bool { return l.text == "" || e.isForeign(l.node) })
	return e
}
