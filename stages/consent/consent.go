// Package consent removes banners that ask for consent: to cookies, to
// embedded content of others, to the use of data.
//
// Before:
//
//	This website uses cookies to improve your experience.
//	Accept all
//	The boats sail again on Monday.
//
// After:
//
//	The boats sail again on Monday.
//
// To be left alone: texts about cookies, of both kinds.
//
// Known misses: the long texts of consent managers. A privacy policy loses the
// sentence that begins "We use cookies", since cookies are a small part of it.
package consent

import (
	"context"
	"slices"
	"strings"

	"winnow/pipeline"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

// Options are the stage's settings.
type Options struct{}

// New makes the stage.
func New(o Options) pipeline.Stage {
	const banner, weak = "consent/banner", "consent/weak"
	table := sweep.NewTable(sweep.Entry{Category: "cookie", Rule: banner, Weak: weak, Max: 500, When: isBanner})
	return pipeline.Stage{
		Name: "consent",
		Doc:  "Removes cookie banners and other requests for consent.",
		Rules: []pipeline.Rule{
			{Name: banner, Doc: "A sentence or a button of a cookie banner: This website uses cookies …"},
			{Name: weak, Doc: "A word that such banners use, where the context supports it.", Tier: pipeline.TierB},
		},
		Run: func(ctx context.Context, doc pipeline.Document) ([]pipeline.Edit, error) {
			d := textlines.In(ctx, doc)
			cut := textlines.NewCut(d)
			table.Over(d, cut)
			edits := cut.Edits()
			if len(edits) == 0 || isAboutCookies(d) || d.IsPolicy() {
				return nil, nil
			}
			return edits, nil
		},
	}
}

// The share of the lines about cookies in a document, and their number, that
// make cookies its subject: a cookie policy, a recipe. A banner is a small part
// of a page.
const (
	aboutShare = 0.5
	aboutLines = 4
)

// allShare is the share from which a text without other sentences is about
// nothing else: a paragraph of a policy. A banner is beside a text.
const allShare = 0.8

// isAboutCookies reports whether cookies are the subject of a document.
func isAboutCookies(d *textlines.Doc) bool {
	n, bytes, others := 0, 0, false
	for i := range d.Lines {
		if t := d.Lines[i].Text; strings.Contains(t, "ookie") || strings.Contains(t, "OOKIE") {
			n++
			bytes += len(t)
		} else {
			others = others || d.EndsSentence(i)
		}
	}
	share := float64(bytes) / float64(max(1, d.Total))
	return n >= aboutLines && share >= aboutShare || !others && share >= allShare
}

// isBanner reports whether a sentence that begins like one of a banner
// continues like one: with what a site uses cookies for. "We use cookies to
// teach children how to count" does not. Only English is checked, where the
// phrases are ordinary words.
func isBanner(_ *textlines.Doc, _ int, m phrases.Match) bool {
	if !m.Prefix || m.Lang != "en" || strings.TrimSpace(m.Rest) == "" {
		return true
	}
	if strings.HasPrefix(m.Text, "by ") && strings.Contains(m.Rest, ": ") {
		return false // the text speaks of the words
	}
	rest := strings.ToLower(m.Rest)
	return slices.ContainsFunc(bannerStems, func(stem string) bool { return strings.Contains(rest, stem) })
}

// bannerStems are parts of the words by which banners say what cookies are for,
// or what continuing to read means.
var bannerStems = []string{
	"accept", "advert", "agree", "analy", "audience", "brows", "consent", "cookie", "device", "deliver", "enhance", "essential", "experience",
	"function", "improve", "information", "interest", "marketing", "measure", "necessary", "offer", "optimi", "partner", "perform", "personal",
	"polic", "prefer", "privacy", "provid", "remember", "service", "setting", "site", "social", "stor", "target", "technolog", "third", "track",
	"traffic", "usage", "user", "visit", "web", "best", "ensure", "our ",
}
