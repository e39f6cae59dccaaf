// Package checkalso removes what themes of news sites put in and after the
// text to keep readers on the site: "Check Also" footers with their headlines
// and teasers, boxes of related stories, "READ MORE: …" lines, and the box
// about the author. Related stories go to the metadata with their addresses,
// the author to the byline.
//
// Before:
//
//	READ MORE: Ferry company cancels two trips
//
//	The boats sail again on Monday.
//
//	About Alma Ackerman
//
//	Check Also
//
//	Storm closes the bridge
//
//	The bridge over the strait was closed on …
//
// After:
//
//	The boats sail again on Monday.
//
// To be left alone: a subhead "About the bridge", a heading "Related work" of
// a paper with text after it, "Read more" within a sentence, a list "See also"
// of an encyclopedia when the policy keeps it, and running text after a box.
//
// Known misses: related stories without a heading whose teasers are whole.
package checkalso

import (
	"slices"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/wording"
)

// Options are the stage's settings.
type Options struct {
	// KeepRelated leaves links to related stories in the text.
	KeepRelated bool `yaml:"keep_related" json:"keep_related"`
}

// The rules.
const (
	ruleHeading   = "checkalso/heading"
	ruleWeak      = "checkalso/weak-heading"
	ruleTail      = "checkalso/tail"
	ruleCard      = "checkalso/card"
	ruleCutOff    = "checkalso/cut-off"
	ruleLabel     = "checkalso/label"
	ruleMore      = "checkalso/more"
	ruleAbout     = "checkalso/about-name"
	ruleAuthor    = "checkalso/author-heading"
	ruleAuthorBio = "checkalso/author-bio"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	m := &matchers{
		headings: phrases.New("related"),
		labels:   phrases.New("relatedlabel"),
		more:     phrases.New("readmore"),
		authors:  phrases.New("author"),
		alone:    phrases.New("readalso"),
		citing:   wording.Needles("citing"),
		trusts:   wording.Of("trust"),
		abouts:   wording.Of("aboutname"),
		houses:   wording.Set("houseword"),
	}
	return pipeline.Stage{
		Name: "checkalso",
		Doc:  "Removes related stories and author boxes within and after the text.",
		Rules: []pipeline.Rule{
			{Name: ruleHeading, Doc: "A line that heads a box of related stories: You may also like."},
			{Name: ruleWeak, Doc: "A line that heads such boxes among other things, where the context supports it: See also.", Tier: pipeline.TierB},
			{Name: ruleTail, Doc: "What follows such a heading in the last part of the text, if there is no running text in it.", Tier: pipeline.TierB},
			{Name: ruleCard, Doc: "A headline or teaser in a box of related stories within the text.", Tier: pipeline.TierB},
			{Name: ruleCutOff, Doc: "Teasers of other stories at the end that a program truncated to one length, and what is between them."},
			{Name: ruleLabel, Doc: "A line that points to a related story: READ MORE: headline.", Tier: pipeline.TierB},
			{Name: ruleMore, Doc: "A bare link to more text: Read more.", Tier: pipeline.TierB},
			{Name: ruleAbout, Doc: "A line that consists of About and a name, right before the heading of a footer."},
			{Name: ruleAuthor, Doc: "A line that heads a box about the author.", Tier: pipeline.TierB},
			{Name: ruleAuthorBio, Doc: "The text of the author's box after the article.", Tier: pipeline.TierB},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) { finder{o, m, d, cut, isAboutCode(d)}.run() }),
	}
}

// A finder looks for related stories and authors in a document, and cuts them.
type finder struct {
	Options
	*matchers
	*textlines.Doc
	cut *textlines.Cut
	// aboutCode tells that the text is one about a program: its authors, contributors
	// and what else to look up are parts of it.
	aboutCode bool
}

// isAboutCode reports whether a text that is no page has code in it.
func isAboutCode(d *textlines.Doc) bool {
	return d.Tree == nil && slices.ContainsFunc(d.Blocks, func(b pipeline.Block) bool { return b.Kind == pipeline.Code })
}

// matchers find the phrases of these categories.
type matchers struct {
	headings, labels, more, authors *phrases.Matcher
	// alone are headings that tell the reader to read something else, and head
	// no text.
	alone *phrases.Matcher
	// citing finds what headings over an author's references say.
	citing *needles.Set
	// trusts begin the headings of sections that say why a review is to be trusted.
	trusts beginnings
	// abouts come before the name of an author, houses before that of the company or
	// the school somebody works for.
	abouts []string
	houses map[string]bool
}

// maxHeading is the maximum length in bytes of the heading of a box.
const maxHeading = 80

func (f finder) run() {
	f.removeBios()
	subheads := sync.OnceValue(func() []int { return subheads(f.Doc) })
	for _, i := range f.WithPhrases() {
		l := &f.Lines[i]
		if f.cut.Taken(i) || len(l.Text) > maxLabel {
			continue
		}
		if len(l.Text) <= maxHeading {
			if rule, why, score := f.isHeading(i); rule != "" {
				f.cut.Line(i, rule, why).Score = score
				f.box(i)
				if rule == ruleHeading {
					f.unlinked(i, subheads)
				}
				continue
			}
		}
		switch {
		case len(l.Text) <= maxHeading && f.authorBox(i):
		case f.label(i):
		case len(l.Text) <= maxHeading && f.isMore(i):
		}
	}
	f.knownAuthors()
	f.cards()
	if !f.cut.Any() {
		return
	}
	for i := range f.Lines {
		if name, ok := f.aboutName(i); ok {
			e := f.cut.Line(i, ruleAbout, "a name, right before a footer")
			e.To, e.Value = pipeline.FieldByline, name
		}
	}
}
