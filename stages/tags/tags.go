// Package tags moves the tags and categories of a page to the metadata.
//
// Before:
//
//	The boats sail again on Monday.
//	Tags: harbour, ferries
//
// After, with the tags "harbour" and "ferries":
//
//	The boats sail again on Monday.
//
// To be left alone: sentences about tags and categories, settings in code
// ("tags: [a, b]"), lines of hashtags within the text.
//
// Known misses: tags without a label in text.
package tags

import (
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

// Options are the stage's settings.
type Options struct{}

// The rules.
const (
	ruleLabel   = "tags/label"
	ruleWeak    = "tags/weak"
	ruleItem    = "tags/item"
	ruleHashtag = "tags/hashtags"
)

// New makes the stage.
func New(o Options) pipeline.Stage {
	matcher := phrases.New("tags")
	return pipeline.Stage{
		Name: "tags",
		Doc:  "Moves tags and categories to the metadata.",
		Rules: []pipeline.Rule{
			{Name: ruleLabel, Doc: "A line of tags with its label: Tags: harbour, ferries.", Tier: pipeline.TierB},
			{Name: ruleWeak, Doc: "A word that labels tags, where the context supports it.", Tier: pipeline.TierB},
			{Name: ruleItem, Doc: "A short link after a label of tags.", Tier: pipeline.TierB},
			{Name: ruleHashtag, Doc: "A line of hashtags at the end of the text.", Tier: pipeline.TierB},
		},
		Run: textlines.Cutting(func(d *textlines.Doc, cut *textlines.Cut) {
			for i := range d.Lines {
				if l := &d.Lines[i]; !l.Exempt && !cut.Taken(i) && len(l.Text) <= maxTags {
					line(d, cut, matcher, i)
				}
			}
		}),
	}
}

// maxTags is the maximum length in bytes of a line of tags.
const maxTags = 300

func line(d *textlines.Doc, cut *textlines.Cut, matcher *phrases.Matcher, i int) {
	l := &d.Lines[i]
	if l.Text[0] == '#' && d.InTail(i) && d.IsArticle() && isHashtags(l.Text) && !d.ProseAfter(i) {
		cut.Line(i, ruleHashtag, "hashtags after the text").Score = evidence.Enough
		note(cut, ruleHashtag, strings.ReplaceAll(l.Text, "#", ""), " ")
		return
	}
	m, ok := matcher.In(d.Found(i))
	if !ok || d.Strict() || m.Rest != "" && (!isList(m.Rest) || d.EndsSentence(i)) {
		return
	}
	if isPageName(d, i, m) || sweep.IsWrappedEnd(d, i) {
		return
	}
	rule := ruleLabel
	if m.Weak {
		rule = ruleWeak
	}
	facts := sweep.Facts(d, cut, i).Add(evidence.Words, !m.Prefix).Add(evidence.Label, m.Prefix).Add(evidence.Set, !m.Weak)
	if !facts.Enough() || m.Rest == "" && sweep.InList(d, cut, i) {
		return
	}
	cut.Line(i, rule, m.Lang+" label "+strings.TrimSpace(m.Text)+"; "+facts.String()).Score = facts.Score()
	if m.Rest != "" {
		seps := separators
		if !strings.ContainsAny(m.Rest, separators) && isWide(m.Rest) {
			seps = " \u3000" // ideographs are not separated by spaces otherwise
		}
		note(cut, rule, m.Rest, seps)
		return
	}
	for k := i + 1; k < len(d.Lines) && k <= i+maxItems && isItem(d, k); k++ {
		e := cut.Line(k, ruleItem, "after a label of tags")
		e.To, e.Value, e.Score = pipeline.FieldTag, clean(d.Lines[k].Text), evidence.Enough
	}
}

// isPageName reports whether a line is a link to a page of a wiki whose name
// begins with the label: "Category:Harbours" in a list of pages. A label before
// tags is not part of their links.
func isPageName(d *textlines.Doc, i int, m phrases.Match) bool {
	return m.Rest != "" && strings.HasSuffix(m.Text, ":") && !strings.ContainsAny(d.Lines[i].Text, separators[:3]) &&
		strings.Contains(d.Lines[i].Text, ":"+m.Rest) && !strings.Contains(m.Rest, ":") && d.Link(i) != "" && d.LinkShare(i) >= 1
}

// separators are between tags.
const separators = ",|;•·、，،؛/#"

// isWide reports whether a text consists of ideographs and kana.
func isWide(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x3040 && r < 0xA000
}

// maxItems is how many lines of tags may follow a label.
const maxItems = 20

// isItem reports whether a line is one short link, or a hashtag.
func isItem(d *textlines.Doc, k int) bool {
	l := &d.Lines[k]
	return !l.Exempt && len(l.Text) <= 40 && (d.LinkShare(k) >= 0.8 || isHashtags(l.Text))
}

// isList reports whether a line may follow a label of tags: it is neither code
// nor a sentence.
func isList(s string) bool {
	if strings.ContainsAny(s, "[]{}<>=`\"") {
		return false
	}
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if pipeline.CountWords(part) > 6 && len(part) > 20 {
			return false
		}
	}
	return true
}

// note records the tags in s, which are parted by the marks in seps.
func note(cut *textlines.Cut, rule, s, seps string) {
	for _, t := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(seps, r) }) {
		if t = clean(t); t != "" {
			cut.Note(pipeline.Set(pipeline.FieldTag, t, rule, "tag"))
		}
	}
}

func clean(s string) string { return strings.Trim(s, " #,.:;|\u00a0") }

// minHashtags is how many hashtags make a line of tags.
const minHashtags = 2

// isHashtags recognises a line of hashtags only.
func isHashtags(s string) bool {
	if !strings.HasPrefix(s, "#") {
		return false
	}
	words := strings.Fields(fold.Key(s))
	for _, w := range words {
		if !strings.HasPrefix(w, "#") || len(w) < 3 || w[1] == '#' {
			return false
		}
	}
	return len(words) >= minHashtags
}
