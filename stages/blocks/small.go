package blocks

import (
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/internal/frame"
	"winnow/stages/internal/lines"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/textstat"
)

// A small page says little to the judge, although it has learned from short pages
// too: of a few paragraphs it is less sure, and bars, boxes and cards come in with
// them. Its frame shows by labels on the far sides of the text, and by how its
// elements are called.

// Bounds of a small page: its words in sentences that stay, and its units, unless
// it is judged an article. Pages of cards have few sentences and many units.
// (Nine development pages change within these bounds: three articles gain .19 of
// word F1 in sum, six others lose .01. Without the second bound 76 do, and lists
// lose 8.)
const (
	smallWords = 400
	smallUnits = 60
)

// dropFrame leaves out what frames the text of a small page. Sentences stay, but for
// those in elements that are called after what is no text.
func (v *verdict) dropFrame() {
	s := v.small()
	if s == nil {
		return
	}
	for i, keep := range v.keep {
		if keep && s.isFrame(i) {
			v.keep[i] = false
		}
	}
}

// A small is a small page and what is known of its units.
type small struct {
	*verdict
	label       []textstat.Topic
	says        []bool
	words       float32 // in sentences that stay
	first, last int
	tail        int // the first label behind the last sentence
}

// small looks at a page as a small one; nil if it is none.
func (v *verdict) small() *small {
	n := len(v.keep)
	if n > smallUnits && v.pageType != "article" {
		return nil
	}
	s := &small{verdict: v, label: make([]textstat.Topic, n), says: make([]bool, n), first: -1, last: -1, tail: n}
	for i := range v.keep {
		b, words := v.page.Block(i), v.page.Words(i)
		if s.says[i] = v.keep[i] && isSaid(b, words); s.says[i] {
			s.words += words
		}
	}
	if s.words == 0 || s.words > smallWords {
		return nil
	}
	for i := range v.keep {
		b := v.page.Block(i)
		print := textstat.Topic(0)
		switch b.Kind {
		case pipeline.Paragraph, pipeline.Heading, pipeline.ListItem, pipeline.Control:
			s.label[i] = labelOf(b.Text)
			if print = frame.SmallPrint(b.Text); !s.says[i] || share(b) > linkedLabel {
				s.label[i] |= print
			}
		}
		// Small print does not end the text, but goes with a label before it only.
		if s.says[i] && !s.isBeside(i) && (print == 0 || s.first < 0) {
			if s.first < 0 {
				s.first = i
			}
			s.last = i
		}
	}
	if s.first < 0 {
		return nil
	}
	for i := s.last + 1; i < n && s.tail == n; i++ {
		if s.opensFrame(i) {
			s.tail = i
		}
	}
	return s
}

// labelOf gives the topics of a block all lines of which are labels.
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

// openers are the topics of labels that head a box, or a bar.
const openers = textstat.Related | textstat.Comments | textstat.Newsletter | textstat.Tags | textstat.Author | textstat.Share

// opensFrame reports whether unit i, behind the last sentence, is a label with which
// the frame begins. A word of a menu heads what stands below it, if that stays and
// is none: "Contact", over an address. Items of lists are of the text unless they
// are links.
func (s *small) opensFrame(i int) bool {
	b := s.page.Block(i)
	switch {
	case s.label[i] == 0 || b.Kind == pipeline.ListItem && share(b) == 0:
		return false
	case s.label[i]&openers != 0:
		return true
	case share(b) == 0 && s.isKin(i, s.last):
		return false // the last word of a poem: "Home"
	case i+1 == len(s.keep):
		return true
	}
	next := s.page.Block(i + 1)
	return !s.keep[i+1] || s.label[i+1] != 0 || isLinked(next)
}

// isKin reports whether two units stand in the same element, in elements of the
// same kind.
func (s *small) isKin(i, k int) bool {
	a := s.page.Block(i)
	b := s.page.Block(k)
	if a.Node < 0 || b.Node < 0 {
		return false
	}
	x, y := &s.tree.Nodes[a.Node], &s.tree.Nodes[b.Node]
	return x.Parent == y.Parent && x.Tag == y.Tag
}

// linkedLabel is the share of a sentence that is a link from which on what it
// begins with is a label: "Read also: Ten bridges".
const linkedLabel = 0.3

// isFrame reports whether a unit that the judge keeps is of the frame.
func (s *small) isFrame(i int) bool {
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
	case i > s.first && i < s.last && s.label[i] == 0:
		return false
	case i > s.last:
		return i >= s.tail && !s.isRelated(i)
	case i < s.first:
		return s.label[i] != 0 && !s.isOfText(i)
	}
	return b.Kind != pipeline.Heading && s.label[i] != 0 && (share(b) > linkedLabel || b.Kind != pipeline.ListItem && s.inBar(i))
}

// otherStories are the headings of boxes of other stories.
var otherStories = sync.OnceValue(func() *phrases.Matcher { return phrases.New("related") })

// mostRelated is how many stories such a box has at most.
const mostRelated = 12

// isRelated reports whether unit i is the heading of a box of other stories, or one
// of its links: stage checkalso takes them, and keeps where they lead.
func (s *small) isRelated(i int) bool {
	switch s.pageType {
	case "forum", "product", "listing", "documentation", "collection":
		return false // there that stage is careful
	}
	k := i
	for ; k > s.last && k > i-mostRelated; k-- {
		if b := s.page.Block(k); !s.keep[k] && k != i || !isLinked(b) {
			break
		}
	}
	b := s.page.Block(k)
	if k == i {
		if i+1 == len(s.keep) || !s.keep[i+1] {
			return false
		}
		if next := s.page.Block(i + 1); !isLinked(next) {
			return false
		}
	}
	_, ok := otherStories().Whole(b.Text)
	return ok && s.keep[k] && b.Kind == pipeline.Heading
}

// isOfText reports whether the label i, before the text, may be a title or a step:
// nothing that the judge left out and no other label stands beside it.
func (s *small) isOfText(i int) bool {
	for _, k := range [...]int{i - 1, i + 1} {
		if k >= 0 && k < len(s.keep) && (s.label[k] != 0 || !s.keep[k]) {
			return false
		}
	}
	b := s.page.Block(i)
	return share(b) == 0
}

// inBar reports whether a label within the text stands beside another one, or in
// an element that is called after a bar.
func (s *small) inBar(i int) bool {
	for _, k := range [...]int{i - 1, i + 1} {
		if k >= 0 && k < len(s.keep) && s.label[k] != 0 {
			if b := s.page.Block(k); b.Kind != pipeline.Heading {
				return true
			}
		}
	}
	return false
}

// isSaid reports a sentence that is no link.
func isSaid(b *pipeline.Block, words float32) bool {
	switch b.Kind {
	case pipeline.Heading, pipeline.Control, pipeline.Image, pipeline.Caption:
		return false
	case pipeline.Cell, pipeline.Code, pipeline.Term, pipeline.Definition:
		return true
	}
	return words > 0 && (lines.EndsSentence(b.Text) || textstat.IsGreekQuestion(b.Text)) && !isLinked(b)
}

// share is the share of a block that is links.
func share(b *pipeline.Block) float32 {
	n := 0
	for _, m := range b.Marks {
		if m.Kind == pipeline.Link {
			n += m.End - m.Start
		}
	}
	return float32(n) / float32(max(1, len(b.Text)))
}

// mostBeside is the greatest share of the page's words in sentences that an element
// beside the text holds.
const mostBeside = 0.4

// isBeside reports whether unit i stands in an element that is called after what
// stands beside a text, and holds little of it.
func (s *small) isBeside(i int) bool {
	b, words := s.page.Block(i), s.page.Words(i)
	if b.Node < 0 || words > mostBeside*s.words {
		return false
	}
	// A sentence, and an item within the text, go by sure names alone.
	inside := s.first >= 0 && i > s.first && i < s.last
	sure := s.says[i] || inside && share(b) <= linkedLabel && (b.Kind == pipeline.ListItem || s.label[i] == 0)
	for n := int32(b.Node); n >= 0; n = s.tree.Nodes[n].Parent {
		switch s.tree.Nodes[n].Tag {
		case tree.Body, tree.Main, tree.Html:
			return false
		}
		if !isBesideName(s.tree.Value(n, "class"), sure) && !isBesideName(s.tree.Value(n, "id"), sure) {
			continue
		}
		return s.wordsIn(n) <= mostBeside*s.words
	}
	return false
}

// wordsIn counts the words in sentences that an element holds.
func (s *small) wordsIn(n int32) float32 {
	sum := float32(0)
	for i := range s.says {
		if b, words := s.page.Block(i), s.page.Words(i); s.says[i] && int32(b.Node) >= n && int32(b.Node) < s.tree.Nodes[n].End {
			sum += words
		}
	}
	return sum
}

// isBesideName reports a name of which a word says that the element is a box beside
// the text, or, if it need not be sure, a bar.
func isBesideName(name string, sure bool) bool {
	if name == "" || len(name) > longestName {
		return false
	}
	for class := range strings.FieldsSeq(strings.ToLower(name)) {
		whole := strings.Join(strings.FieldsFunc(class, func(r rune) bool { return r == '-' || r == '_' }), "")
		if boxes[whole] || strings.HasPrefix(whole, "sharebutton") || strings.HasPrefix(whole, "socialshare") || !sure && bars[whole] {
			return true
		}
	}
	return false
}

// longestName is the greatest length in bytes of the names of an element that
// people gave.
const longestName = 120

func names(list string) map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Fields(list) {
		m[s] = true
	}
	return m
}

// boxes are names of elements, without hyphens, that hold no text of the article
// though they hold sentences; bars those that hold no sentence of it.
var (
	boxes = names(`
authorbox authorbio authorinfo authorcard authorprofile aboutauthor aboutauthorbox abouttheauthor postauthorbox authordescription
newsletter newslettersignup newsletterbox newsletterform subscribe subscribebox subscriptionwidget subscriptionwidgetwrap signupbox optin emailsignup
comments commentsarea commentlist commentssection respond commentrespond commentform disqusthread
related relatedposts relatedarticles relatedstories relatedcontent relatednews jprelatedposts yarpprelated recommended recommendations readnext checkalso checkalsobox
mostread mostpopular popularposts trending cookie cookiebar cookiebanner cookienotice cookieconsent gdpr consent
calltoaction wprmcalltoaction promobox relatedinline
`)
	bars = names(`
share sharing sharebar sharebuttons sharetools sharelinks sharethis sharedaddy social socialmedia sociallinks socialicons sociallikes sns tools articletools
teilen partager compartir compartilhar condividi delen dela jaa udostepnij paylas bagikan tags tagi taglist posttags tagslinks tagcloud breadcrumb breadcrumbs crumbs
pagination pager postnavigation navlinks meta likes player print promo copyright
`)
)
