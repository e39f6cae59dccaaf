package blocks

import (
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/internal/frame"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/textstat"
)

// A small page is too short for the model to be sure of, although it has learned
// from short pages too: with a few paragraphs it also lets in bars, boxes and
// cards. These are recognised by their labels on the far sides of the text, and by
// the class names and IDs of their elements.

// Bounds of a small page: the words in the sentences that stay and, unless it is
// judged an article, its units. Pages of cards have few sentences and many units.
// (Nine development pages change within these bounds: three articles gain .19 of
// word F1 in sum, six others lose .01. Without the second bound 76 do, and lists
// lose 8.)
const (
	smallWords = 400
	smallUnits = 60
)

// dropFrame leaves out what frames the text of a small page. Sentences stay, except
// in elements whose names say that they are not part of the text.
func (v *verdict) dropFrame() {
	s := v.smallPage()
	if s == nil {
		return
	}
	for i, keep := range v.keep {
		if keep && s.isFrame(i) {
			v.keep[i] = false
		}
	}
}

// A smallPage is a small page and what is known of its units.
type smallPage struct {
	*verdict
	labels      []unitLabel // of the units that were asked for, see labelUnit
	sentence    []bool      // units that stay and are sentences
	words       float32     // in sentences that stay
	first, last int         // the first and the last sentence of the text
	tail        int         // the first label of the frame after the last sentence
}

// A unitLabel is what a unit says as a label.
type unitLabel struct {
	known      bool
	topics     textstat.Topic // 0 if it is not a label
	smallPrint bool           // it begins like small print
}

// smallPage labels the units of a small page and finds its text. It returns nil if
// the page is not small or has no sentence.
func (v *verdict) smallPage() *smallPage {
	n := len(v.keep)
	if n > smallUnits && v.pageType != "article" {
		return nil
	}
	s := &smallPage{verdict: v, labels: make([]unitLabel, n), sentence: make([]bool, n), first: -1, last: -1, tail: n}
	for i := range v.keep {
		if s.sentence[i] = v.keep[i] && s.isSentence(i); s.sentence[i] {
			s.words += v.page.Words(i)
		}
	}
	if s.words == 0 || s.words > smallWords {
		return nil
	}
	s.findText()
	if s.first < 0 {
		return nil
	}
	for s.tail = s.last + 1; s.tail < n && !s.opensFrame(s.tail); s.tail++ {
	}
	return s
}

// findText finds the first and the last sentence of the text. Small print does not
// end the text.
func (s *smallPage) findText() {
	for i := range s.keep {
		if !s.sentence[i] || s.isBeside(i) || s.first >= 0 && s.labelUnit(i).smallPrint {
			continue
		}
		if s.first < 0 {
			s.first = i
		}
		s.last = i
	}
}

// label returns the topics of unit i if it is a label, else 0.
func (s *smallPage) label(i int) textstat.Topic { return s.labelUnit(i).topics }

// labelUnit reads unit i as a label, once: most units of a page are never asked for.
func (s *smallPage) labelUnit(i int) unitLabel {
	if !s.labels[i].known {
		s.labels[i] = s.readLabel(i)
	}
	return s.labels[i]
}

// readLabel is labelUnit without the cache. A sentence that begins like small print
// is a label only if much of it is a link.
func (s *smallPage) readLabel(i int) unitLabel {
	label := unitLabel{known: true}
	b := s.page.Block(i)
	switch b.Kind {
	case pipeline.Paragraph, pipeline.Heading, pipeline.ListItem, pipeline.Control:
	default:
		return label
	}
	label.topics = labelOf(b.Text)
	topics := frame.SmallPrint(b.Text)
	if !s.sentence[i] || b.LinkShare() > linkedLabel {
		label.topics |= topics
	}
	label.smallPrint = topics != 0
	return label
}

// labelOf returns the topics of a block all lines of which are labels.
func labelOf(s string) textstat.Topic {
	topics := textstat.Topic(0)
	for line := range strings.SplitSeq(s, "\n") {
		t := frame.Label(line)
		if t == 0 {
			return 0
		}
		topics |= t
	}
	return topics
}

// isSentence reports whether unit i is a sentence and not a link.
func (s *smallPage) isSentence(i int) bool {
	b := s.page.Block(i)
	switch b.Kind {
	case pipeline.Heading, pipeline.Control, pipeline.Image, pipeline.Caption:
		return false
	case pipeline.Cell, pipeline.Code, pipeline.Term, pipeline.Definition:
		return true
	}
	return s.page.Words(i) > 0 && (textlines.EndsSentence(b.Text) || textstat.IsGreekQuestion(b.Text)) && !isLinked(b)
}

// boxTopics are the topics of labels that head a box or a bar on their own.
const boxTopics = textstat.Related | textstat.Comments | textstat.Newsletter | textstat.Tags | textstat.Author | textstat.Share

// opensFrame reports whether unit i, after the last sentence, is a label with which
// the frame begins. A word of a menu may also head what is below it, if that stays
// and is not a label: "Contact", over an address. Items of lists belong to the text
// unless they are links.
func (s *smallPage) opensFrame(i int) bool {
	b := s.page.Block(i)
	isLink := b.LinkShare() > 0
	switch {
	case s.label(i) == 0 || b.Kind == pipeline.ListItem && !isLink:
		return false
	case s.label(i) == textstat.Author && !isLink && b.Kind == pipeline.Heading && !strings.Contains(b.Text, " ") && !s.tellsWho(i):
		return false // a part of a manual: "Author", over a name
	case s.label(i)&boxTopics != 0:
		return true
	case !isLink && s.areSiblings(i, s.last):
		return false // the last word of a poem: "Home"
	case i+1 == len(s.keep):
		return true
	}
	return !s.keep[i+1] || s.label(i+1) != 0 || isLinked(s.page.Block(i+1))
}

// bioReach is how far below a heading the note about the author is, in units.
const bioReach = 4

// tellsWho reports whether a sentence follows unit i soon.
func (s *smallPage) tellsWho(i int) bool {
	for k := i + 1; k < len(s.keep) && k <= i+bioReach; k++ {
		if s.keep[k] && textlines.EndsSentence(s.page.Block(k).Text) {
			return true
		}
	}
	return false
}

// areSiblings reports whether two units are in elements of the same kind, children
// of the same element.
func (s *smallPage) areSiblings(i, k int) bool {
	a, b := s.page.Block(i), s.page.Block(k)
	if a.Node < 0 || b.Node < 0 {
		return false
	}
	x, y := &s.tree.Nodes[a.Node], &s.tree.Nodes[b.Node]
	return x.Parent == y.Parent && x.Tag == y.Tag
}

// linkedLabel is the share of links from which a sentence that begins like a
// label is one: "Read also: Ten bridges".
const linkedLabel = 0.3

// isFrame reports whether unit i, which the model keeps, is part of the frame.
func (s *smallPage) isFrame(i int) bool {
	b := s.page.Block(i)
	switch b.Kind {
	case pipeline.Paragraph, pipeline.ListItem, pipeline.Control:
	case pipeline.Heading:
		if b.Level <= 1 || i < s.first {
			return false
		}
	default:
		return false
	}
	switch {
	case s.isBeside(i):
		return true
	case i > s.last:
		return i >= s.tail && !s.signs(i)
	case s.label(i) == 0:
		return false
	case i < s.first:
		return !s.isLoneLabel(i)
	}
	return b.Kind != pipeline.Heading && (b.LinkShare() > linkedLabel || b.Kind != pipeline.ListItem && s.inBar(i))
}

// signs reports whether unit i is a line without a label or a link in the same
// element as the text, after a box within it: the signature of a letter.
func (s *smallPage) signs(i int) bool {
	b := s.page.Block(i)
	return s.label(i) == 0 && b.Kind == pipeline.Paragraph && len(b.Marks) == 0 && s.likely[i] >= likelySigned && s.areSiblings(i, s.last)
}

// likelySigned is the probability from which such a line is kept.
const likelySigned = 0.5

// isLoneLabel reports whether the label i, before the text, may be a title or a
// step: no link, with no other label and nothing that the model removed beside it.
func (s *smallPage) isLoneLabel(i int) bool {
	for _, k := range [...]int{i - 1, i + 1} {
		if k >= 0 && k < len(s.keep) && (s.label(k) != 0 || !s.keep[k]) {
			return false
		}
	}
	return s.page.Block(i).LinkShare() == 0
}

// inBar reports whether a label within the text is next to another one that is not a
// heading.
func (s *smallPage) inBar(i int) bool {
	for _, k := range [...]int{i - 1, i + 1} {
		if k >= 0 && k < len(s.keep) && s.label(k) != 0 && s.page.Block(k).Kind != pipeline.Heading {
			return true
		}
	}
	return false
}

// mostBeside is the greatest share of the page's words in sentences that an element
// beside the text holds.
const mostBeside = 0.4

// isBeside reports whether unit i is in an element whose class or ID says that it is
// beside a text, and that holds little of this one.
func (s *smallPage) isBeside(i int) bool {
	b := s.page.Block(i)
	if b.Node < 0 || s.page.Words(i) > mostBeside*s.words {
		return false
	}
	// Bars hold neither sentences nor the items and paragraphs within a text.
	inside := s.first >= 0 && i > s.first && i < s.last
	ofText := inside && b.LinkShare() <= linkedLabel && (b.Kind == pipeline.ListItem || s.label(i) == 0)
	mayBeInBar := !s.sentence[i] && !ofText
	for n := int32(b.Node); n >= 0; n = s.tree.Nodes[n].Parent {
		switch s.tree.Nodes[n].Tag {
		case tree.Body, tree.Main, tree.Html:
			return false
		}
		if s.isBox(n) || mayBeInBar && s.isBar(n) {
			return s.wordsIn(n) <= mostBeside*s.words
		}
	}
	return false
}

// isBox reports whether an element is a box by its class or ID.
func (s *smallPage) isBox(n int32) bool {
	class, id := s.tree.Value(n, "class"), s.tree.Value(n, "id")
	return namesBox(class) || namesBox(id) && !s.isSection(n) || namesCall(class) && s.hasControl(n)
}

// mostSections is how many elements beside one are looked at for another section.
const mostSections = 64

// isSection reports whether an element is one of the sections of a text, to which a generator gave
// IDs after their headings: in a manual, one may be about comments.
func (s *smallPage) isSection(n int32) bool {
	t := s.tree
	if !leadsToHeading(t, n, t.Value(n, "id")) {
		return false
	}
	seen := 0
	for other := range t.Children(t.Nodes[n].Parent) {
		if seen++; seen > mostSections {
			return false
		}
		if id := t.Value(other, "id"); other != n && t.Nodes[other].Tag == t.Nodes[n].Tag && id != "" && leadsToHeading(t, other, id) {
			return true
		}
	}
	return false
}

// isBar reports whether an element is a bar by its class or ID.
func (s *smallPage) isBar(n int32) bool {
	return namesBar(s.tree.Value(n, "class")) || namesBar(s.tree.Value(n, "id")) && !s.isSection(n)
}

// hasControl reports whether an element holds a link or a part of a form.
func (s *smallPage) hasControl(n int32) bool {
	return s.tree.First(n, tree.A) >= 0 || s.tree.First(n, tree.Button) >= 0 || s.tree.First(n, tree.Input) >= 0 || s.tree.First(n, tree.Form) >= 0
}

// wordsIn counts the words in sentences that an element holds.
func (s *smallPage) wordsIn(n int32) float32 {
	sum := float32(0)
	for i := range s.sentence {
		if node := int32(s.page.Block(i).Node); s.sentence[i] && node >= n && node < s.tree.Nodes[n].End {
			sum += s.page.Words(i)
		}
	}
	return sum
}
