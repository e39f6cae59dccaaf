package checkalso

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
	"winnow/stages/internal/evidence"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

// isHeading reports whether line i heads a box of related stories, and how sure
// that is. Words that also head other things, such as the references of a
// manual, need cards after them or debris around them.
func (f finder) isHeading(i int) (rule, why string, score float64) {
	if f.KeepRelated {
		return "", "", 0
	}
	if m, ok := f.alone.WholeIn(f.Found(i)); ok && f.standsAlone(i) {
		return ruleHeading, m.Lang + " heading " + m.Text + ", of which nothing else is left", 0
	}
	m, ok := f.headings.In(f.Found(i))
	if !ok {
		return "", "", 0
	}
	if m.Prefix {
		return f.isNamedHeading(i, m)
	}
	if headsText(f.Doc, i) && (m.Weak || pipeline.CountWords(m.Text) < setWords) {
		return "", "", 0
	}
	why = m.Lang + " heading " + m.Text
	if !m.Weak {
		if f.Strict() || !afterText(f.Doc, i) {
			return "", "", 0 // a page of headlines has such sections
		}
		return ruleHeading, why, 0
	}
	facts := sweep.Facts(f.Doc, f.cut, i).Add(evidence.Words, true).Drop(evidence.Repeated)
	if i+1 < len(f.Lines) {
		facts = facts.Drop(evidence.InTail).Drop(evidence.NoProse)
	}
	cards := !f.mayCite(m.Text) && f.IsArticle() && f.headsHeadlines(i)
	facts = facts.Add(evidence.Card, cards || i+1 < len(f.Lines) && f.isCard(i+1)).Add(evidence.LastLine, i+1 == len(f.Lines)).Add(evidence.InTail, cards)
	if f.Strict() || !f.Speaks(i, m.Lang) || !facts.Enough() || i+1 < len(f.Lines) && !cards && introduces(f.Lines[i].Text, facts) {
		return "", "", 0
	}
	if f.BlockOf(i).Kind == pipeline.Heading && i+1 < len(f.Lines) && (!f.IsArticle() || hasCode(f.Doc)) {
		return "", "", 0 // references of a manual, an entry of an encyclopedia
	}
	return ruleWeak, why + "; " + facts.String(), facts.Score()
}

// standsAlone reports whether a request to read something else is alone between
// two paragraphs of an article: what was to be read was a link, which is gone.
func (f finder) standsAlone(i int) bool {
	return i > 0 && i+1 < len(f.Lines) && f.IsArticle() && f.IsProse(i-1) && f.IsProse(i+1) && !sweep.IsPiece(f.Doc, f.cut, i)
}

// mayCite reports whether a heading may be over what an author refers to.
func (m *matchers) mayCite(phrase string) bool { return m.citing.In(phrase) }

// setWords is the maximum number of words of a heading that can head nothing
// but a box: "You may be interested in the following topics as well".
const setWords = 6

// maxHeadingWords is the maximum number of words of a heading that names the
// site or the topic: "More from the Harbour Post".
const maxHeadingWords = 10

// isNamedHeading reports whether a heading over a box of headlines begins like
// those of boxes and continues with a name or a topic.
func (f finder) isNamedHeading(i int, m phrases.Match) (rule, why string, score float64) {
	if f.Strict() || !f.Speaks(i, m.Lang) || f.Words(i) > maxHeadingWords || strings.ContainsAny(m.Rest, "?!") || hasCode(f.Doc) || !f.IsArticle() {
		return "", "", 0
	}
	facts := sweep.Facts(f.Doc, f.cut, i).Drop(evidence.Repeated).Drop(evidence.NoProse).Drop(evidence.Sentence).Add(evidence.Label, true)
	facts = facts.Add(evidence.Card, f.headsHeadlines(i))
	if !facts.Has(evidence.Card) {
		return "", "", 0
	}
	if !facts.Enough() {
		return "", "", 0
	}
	return ruleWeak, m.Lang + " heading " + strings.TrimSpace(m.Text) + "; " + facts.String(), facts.Score()
}

// minHeadlines is the minimum number of headlines in a box at the end.
const minHeadlines = 2

// headsHeadlines reports whether nothing but a box of headlines, with teasers
// perhaps, follows line i to the end.
func (f finder) headsHeadlines(i int) bool {
	if !f.isTail(i) {
		return false
	}
	headlines, others := 0, 0
	for k := i + 1; k < len(f.Lines); k++ {
		t := f.Lines[k].Text
		switch {
		case isTeaser(t), isHeadline(t) && f.Words(k) >= minHeadlineWords:
			headlines++
		default:
			others++
		}
	}
	return headlines >= minHeadlines && headlines >= others
}

// minHeadlineWords is the minimum number of words of a headline.
const minHeadlineWords = 4

// hasCode reports whether a document has code in it.
func hasCode(d *textlines.Doc) bool {
	for k := range d.Blocks {
		if d.Blocks[k].Kind == pipeline.Code {
			return true
		}
	}
	return false
}

// introduces reports whether a line ends in a colon and has no debris next to
// it: the author's own list follows.
func introduces(s string, facts evidence.Facts) bool {
	return (strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")) && !facts.Has(evidence.AfterDebris) && !facts.Has(evidence.BeforeGone)
}

// headsText reports whether line i, which is not a link, heads a sentence that
// is neither a link nor truncated: a box holds headlines and teasers.
func headsText(d *textlines.Doc, i int) bool {
	if i+1 >= len(d.Lines) || d.RemovedAfter(i) || d.Link(i) != "" {
		return false
	}
	next := &d.Lines[i+1]
	last, _ := utf8.DecodeLastRuneInString(next.Text)
	return strings.ContainsRune(".。।۔", last) && !isTeaser(next.Text) && d.Link(i+1) == "" &&
		(pipeline.CountWords(next.Text) > 2 || len(next.Text) > 24) && d.Meta.PageType == ""
}

// box removes what belongs to a box whose heading is line i.
func (f finder) box(i int) {
	if f.Strict() {
		return
	}
	if f.isTail(i) {
		for k := i + 1; k < len(f.Lines); k++ {
			f.card(k, ruleTail, "after a heading of related stories")
		}
		return
	}
	for k := i + 1; k < len(f.Lines) && k <= i+maxCards && f.isCard(k); k++ {
		f.card(k, ruleCard, "in a box of related stories")
	}
}

// maxTailLine is the length in bytes from which a line that ends like a
// sentence is text of the article, whatever heading precedes it.
const maxTailLine = 240

// isTail reports whether everything after line i can be removed: it is the last
// part of the text and holds no running text but teasers.
func (f finder) isTail(i int) bool {
	if !f.InTail(i) && !f.isShortTail(i) || f.Meta.PageType == "" && !(proseBefore(f.Doc, i) && f.ParagraphBefore(i)) {
		return false
	}
	// From the end, where text after a footer usually is.
	for k := len(f.Lines) - 1; k > i; k-- {
		l := &f.Lines[k]
		if l.Exempt || len(l.Text) >= maxTailLine && f.EndsSentence(k) && !isTeaser(l.Text) {
			return false
		}
	}
	return true
}

// Bounds of a footer in a short text: its greatest share of the text, its
// minimum number of lines, and their length in bytes.
const (
	maxShortTail  = 0.5
	minShortTail  = 2
	maxFooterLine = 120
)

// isShortTail reports whether nothing follows line i, the heading of a box, but
// headlines, truncated teasers and the phrases of a footer: in a short text,
// the box is more than its last part.
func (f finder) isShortTail(i int) bool {
	if f.After(i) > maxShortTail || len(f.Lines)-i <= minShortTail || !f.IsArticle() {
		return false
	}
	if m, ok := f.headings.WholeIn(f.Found(i)); !ok || m.Weak {
		return false
	}
	for k := i + 1; k < len(f.Lines); k++ {
		t := f.Lines[k].Text
		if f.Lines[k].Exempt || len(t) > maxFooterLine || f.EndsSentence(k) && !isTeaser(t) && f.Found(k) == nil {
			return false
		}
	}
	return true
}

// afterText reports whether there is text in paragraphs before line i, or
// hardly anything at all, as in a piece of a page.
func afterText(d *textlines.Doc, i int) bool {
	return d.Meta.PageType == "article" || i < fewLines || d.ParagraphBefore(i)
}

// fewLines is the maximum number of lines of a piece of a page that holds no
// text yet.
const fewLines = 6

// minProseBefore is the share of running text before a footer. A page that
// lists headlines has no text before "Most read", and more of the same after.
const minProseBefore = 0.5

// proseBefore reports whether the text before line i is mostly running text.
func proseBefore(d *textlines.Doc, i int) bool {
	prose := 0
	for k := range i {
		if d.IsProse(k) {
			prose += len(d.Lines[k].Text)
		}
	}
	return float64(prose) >= minProseBefore*float64(d.Lines[i].Offset)
}

// isTeaser reports whether a text was truncated: it ends in an ellipsis.
func isTeaser(s string) bool {
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...") || strings.HasSuffix(s, "[…]") || strings.HasSuffix(s, "[...]") || strings.HasSuffix(fold.Key(s[max(0, len(s)-24):]), "...")
}

// maxCards is the maximum number of lines of a box within the text.
const maxCards = 12

// isCard reports whether a line belongs to a box within the text: it is a
// headline that is nearly all link, or a truncated teaser.
func (f finder) isCard(k int) bool {
	l := &f.Lines[k]
	if l.Exempt {
		return false
	}
	if isTeaser(l.Text) && len(l.Text) < maxTailLine {
		return true
	}
	return f.LinkShare(k) >= 0.8 && len(l.Text) < maxLabel
}

// card removes a line of a box. Headlines go to the related stories.
func (f finder) card(k int, rule, why string) {
	if f.cut.Taken(k) {
		return
	}
	e := f.cut.Line(k, rule, why)
	l := &f.Lines[k]
	if len(l.Text) < maxLabel && f.Words(k) >= 4 && !isTeaser(l.Text) && !f.EndsSentence(k) {
		e.To = pipeline.FieldRelated
	}
	e.Score = evidence.Enough
}

// maxLabel is the maximum length in bytes of a label with the headline of a
// related story: the longest headlines have 200.
const maxLabel = 240

// label removes a line such as "READ MORE: headline".
func (f finder) label(i int) bool {
	if f.KeepRelated {
		return false
	}
	l := &f.Lines[i]
	m, ok := f.labels.In(f.Found(i))
	if !ok {
		return false
	}
	facts := sweep.Facts(f.Doc, f.cut, i).Drop(evidence.Sentence).Drop(evidence.ProseAfter).Add(evidence.Label, true)
	headline, box := isHeadline(m.Rest), false
	facts = facts.Add(evidence.Capitals, isCapitals(l.Text[:m.End])).Add(evidence.Headline, headline)
	if m.Rest == "" {
		// By itself, it heads what follows, which may be references.
		box = !f.mayCite(m.Text) && f.IsArticle() && f.headsHeadlines(i)
		facts = facts.Drop(evidence.InTail).Drop(evidence.NoProse).Add(evidence.InTail, box).Add(evidence.Card, box || i+1 < len(f.Lines) && f.isCard(i+1))
	} else if !headline || f.aboutCode && !isCapitals(l.Text[:m.End]) {
		return false
	}
	if f.Strict() || !f.Speaks(i, m.Lang) || !facts.Enough() {
		return false
	}
	e := f.cut.Line(i, ruleLabel, m.Lang+" label "+strings.TrimSpace(m.Text)+"; "+facts.String())
	e.Score = facts.Score()
	if m.Rest != "" {
		e.To, e.Value = pipeline.FieldRelated, m.Rest
	}
	if box {
		f.box(i)
	}
	return true
}

// isCapitals reports whether a label is in capitals: "READ MORE:".
func isCapitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 2
}

// isHeadline reports whether a text looks like the headline of another story:
// it begins with a capital, a digit or a quotation mark and does not end in a
// full stop.
func isHeadline(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsLower(r) || pipeline.CountWords(s) < 2 || len(s) > maxLabel {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return last != '.' && last != '。' && last != ':' && last != ',' && last != ';' && !strings.Contains(s, ". ")
}

// isMore reports whether a line is a bare link to more text. Without a link,
// such words are alone in a text only as a remnant of one.
func (f finder) isMore(i int) bool {
	m, ok := f.more.WholeIn(f.Found(i))
	if !ok || f.KeepRelated || f.Strict() || f.BlockOf(i).Kind == pipeline.Heading || sweep.IsPiece(f.Doc, f.cut, i) {
		return false
	}
	why, score := m.Lang+" phrase "+m.Text, evidence.Enough
	if m.Weak {
		facts := sweep.Facts(f.Doc, f.cut, i).Add(evidence.Words, true)
		if f.Strict() || !f.Speaks(i, m.Lang) || !facts.Enough() {
			return false
		}
		why, score = why+"; "+facts.String(), facts.Score()
	}
	f.cut.Line(i, ruleMore, why).Score = score
	return true
}
