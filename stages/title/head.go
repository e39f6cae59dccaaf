package title

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/credits"
	"winnow/stages/internal/dateline"
	"winnow/stages/internal/frame"
	"winnow/stages/internal/needles"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/signed"
	"winnow/stages/internal/textlines"
	"winnow/stages/internal/textstat"
	"winnow/stages/internal/wording"
)

// A head is what a flattened page has before its text: labels of menus, a kicker,
// the headline, a line below it, the author, the date, buttons.
type head struct {
	*textlines.Doc
	kinds []kind
	start int // the first line of the text
}

// A kind is what a line of the head is.
type kind uint8

const (
	other     kind = iota // unknown: a standfirst, a caption, a name, a kicker of many words
	candidate             // has the form of a headline
	kicker                // a few words without a stop: the name of a section, an author
	label                 // of the page's frame
	item                  // one of a list of ingredients
	data                  // a date, a byline or a reading time
	sentence
)

// Bounds of the head: how many lines it has, and how many words the first
// sentence of a text has that is no paragraph.
const (
	mostHead      = 30
	sentenceWords = 7
	kickerWords   = 3
)

// headline finds the headline of a text that begins with the frame of its page, and the lines above it that belong to the frame. A date, a byline or a
// reading time shows which line it is. A label of the frame must be above it, several
// without such data, unless the text reads as an article or begins with the headline.
func (h *head) headline() (title int, above []int, ok bool) {
	title, repeated := h.repeated()
	dated := false
	if title < 0 {
		if title = h.ofRecipe(); title >= 0 {
			return title, h.above(title, -1), h.textFollows()
		}
	}
	if title < 0 {
		title = h.besideData()
		dated = title >= 0
	}
	if title < 0 {
		title = h.belowLabels()
	}
	if title < 0 || !h.textFollows() {
		return 0, nil, false
	}
	labels := 0
	for _, k := range h.kinds {
		if k == label {
			labels++
		}
	}
	if repeated >= 0 || labels >= pageLabels || labels > 0 && dated {
		return title, h.above(title, repeated), true
	}
	return title, nil, (h.IsArticle() || dated && title == 0) && h.isAlone(title)
}

// Bounds of a headline without a frame above it: its least length in bytes, and how
// many dates and bylines may be below the head.
const (
	leastAlone = 32
	mostBelow  = 4
)

// isAlone reports whether the headline, without a frame above it, is that of the text:
// the first post of a thread, a list of stories and the description of a product have
// what looks like one in their text.
func (h *head) isAlone(title int) bool {
	text := h.Lines[title].Text
	if len(text) < leastAlone || strings.HasSuffix(text, "?") || strings.HasPrefix(text, "*") {
		return false
	}
	below := 0
	for i := h.start; i < len(h.Lines); i++ {
		if h.isData(i) {
			below++
		}
	}
	return below <= mostBelow
}

// readHead reads the lines before the text. It reports false if there are none, or
// too many: a table of contents may follow the standfirst, which then begins the text.
func readHead(d *textlines.Doc) (head, bool) {
	h := head{Doc: d}
	for i := 0; i < len(d.Lines) && i < mostHead; i++ {
		k := h.kindOf(i)
		if k == sentence && !h.isStandfirst(i) {
			h.start = i
			return h, i > 0
		}
		h.kinds = append(h.kinds, k)
	}
	h.start = slices.Index(h.kinds, sentence)
	if h.start <= 0 {
		return h, false
	}
	h.kinds = h.kinds[:h.start]
	return h, true
}

func (h *head) kindOf(i int) kind {
	text := h.Lines[i].Text
	switch {
	case h.isData(i), h.isLabelOfDate(i):
		return data
	case h.isQuantity(i), h.goesOnList(i):
		return item
	case h.isCredit(i), h.isCredit(i+1) && !h.EndsSentence(i):
		return other
	case frame.Label(text) != 0 || isCrumbs(text):
		return label
	case h.IsProse(i) || h.EndsSentence(i) && h.Words(i) >= sentenceWords && !strings.HasSuffix(text, "?"):
		return sentence
	case isHeadline(h.Doc, i) && !h.isEntry(i):
		return candidate
	case h.Words(i) <= kickerWords && !h.EndsSentence(i) && strings.ContainsFunc(text, unicode.IsLetter):
		return kicker
	}
	return other
}

// isEntry reports whether line i is one of several entries with names, such as those at
// the top of a recipe: "Serves: 8", "Ingredients: 200 g flour, 4 apples".
func (h *head) isEntry(i int) bool {
	return isNamed(h.Lines[i].Text) && (i > 0 && isNamed(h.Lines[i-1].Text) || i+1 < len(h.Lines) && isNamed(h.Lines[i+1].Text))
}

// isNamed reports whether a line is a word, a colon and text.
func isNamed(s string) bool {
	name, rest, ok := strings.Cut(s, ": ")
	return ok && rest != "" && name != "" && !strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

// isData reports whether line i states a date, an author or a reading time.
func (h *head) isData(i int) bool {
	l := &h.Lines[i]
	if _, ok := h.Date(i); ok || isTimed(l.Text) || byline(l.Text) {
		return true
	}
	found := h.Found(i)
	if m, ok := readings().WholeIn(found); ok && !m.Weak {
		return true
	}
	if m, ok := writers().In(found); ok && m.Prefix && len(l.Text) <= maxTimed {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(m.Rest, " :"))
		return !unicode.IsLower(r) && pipeline.CountWords(m.Rest) <= mostByline
	}
	if _, ok := signed.Parse(l.Text); ok {
		return true
	}
	return h.hasDataPart(i)
}

// hasDataPart reports whether line i has parts with marks between them, and one of them
// is a date or a reading time: "Ann Lee · 4 April 2024 · 5 min read".
func (h *head) hasDataPart(i int) bool {
	text := h.Lines[i].Text
	if len(text) > maxParted || !h.Has(i, textlines.Digit) || !strings.ContainsAny(text, parters) {
		return false
	}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(parters, r) }) {
		part = strings.TrimSpace(part)
		if _, ok := dateline.Parse(part); ok {
			return true
		}
		if m, ok := readings().Whole(part); ok && !m.Weak {
			return true
		}
	}
	return false
}

// The marks between the parts of a line under the headline, and the maximum length in
// bytes of such a line.
const (
	parters   = "|•·"
	maxParted = 100
)

// maxDateLabel is the maximum length in bytes of a label on the line above its date.
const maxDateLabel = 30

// isLabelOfDate reports whether line i is the label of the date in the line below:
// "Published", over "4 April 2024".
func (h *head) isLabelOfDate(i int) bool {
	if i+1 >= len(h.Lines) || len(h.Lines[i].Text) > maxDateLabel || h.Has(i, textlines.Digit) {
		return false
	}
	if below, ok := h.Date(i + 1); !ok || below.Labelled {
		return false
	}
	both, ok := dateline.Parse(h.Lines[i].Text + " " + h.Lines[i+1].Text)
	return ok && both.Labelled
}

// isCredit reports whether there is a line i, and it is the credit of a picture: what is
// above it is its caption.
func (h *head) isCredit(i int) bool {
	if i >= len(h.Lines) {
		return false
	}
	kind, _ := pictureCredits().Line(h.Doc, i)
	return kind != credits.None
}

var pictureCredits = sync.OnceValue(credits.New)

// isQuantity reports whether line i is one of a list of ingredients: it begins with a
// number, and so does the line next to it, or two more lines of the list follow.
func (h *head) isQuantity(i int) bool {
	if !beginsWithNumber(h.Lines[i].Text) || h.EndsSentence(i) {
		return false
	}
	if i > 0 && h.isInList(i-1) && beginsWithNumber(h.Lines[i-1].Text) {
		return true
	}
	return h.isInList(i+1) && (beginsWithNumber(h.Lines[i+1].Text) || h.isInList(i+2))
}

// goesOnList reports whether line i, below an ingredient, is another: it has some words
// as well, and no date or byline is below it.
func (h *head) goesOnList(i int) bool {
	if i == 0 || i > len(h.kinds) || h.kinds[i-1] != item || i+1 >= len(h.Lines) || h.isData(i+1) {
		return false
	}
	return h.Words(i) >= itemWords && h.Words(i-1) >= itemWords && h.isInList(i)
}

// itemWords is the least number of words of an ingredient that begins with no number, and
// of the one above it: "12 comments" are none.
const itemWords = 3

// isInList reports whether there is a line i that may be in a list: it is neither data
// nor a label, and does not end as a sentence.
func (h *head) isInList(i int) bool {
	return i < len(h.Lines) && !h.isData(i) && frame.Label(h.Lines[i].Text) == 0 && !h.EndsSentence(i)
}

func beginsWithNumber(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsNumber(r)
}

// ofRecipe returns the name of a dish that is no longer than a kicker: the line right
// above the button that prints its recipe, with the author and the date between them at
// most; -1 if there is none.
func (h *head) ofRecipe() int {
	for j, k := range h.kinds {
		if k != label || !h.isRecipeButton(j) {
			continue
		}
		i := j - 1
		for i >= 0 && (h.kinds[i] == data || h.isRecipeButton(i)) {
			i--
		}
		if i >= 0 && (h.kinds[i] == kicker || h.kinds[i] == candidate) && !h.Lines[i].Exempt {
			return i
		}
		return -1
	}
	return -1
}

// isRecipeButton reports whether line i is a button over a recipe: "Print this recipe",
// "Jump to recipe".
func (h *head) isRecipeButton(i int) bool {
	text := h.Lines[i].Text
	if !recipes().In(strings.ToLower(text)) {
		return false
	}
	m, ok := buttons().WholeIn(h.Found(i))
	return ok && !m.Weak || frame.Label(text)&textstat.Share != 0
}

var recipes = sync.OnceValue(func() *needles.Set { return wording.Needles("recipe") })

// mostByline is the maximum number of words after "By" in a line of the head: two
// names, or a name and a date with its time.
const mostByline = 9

var writers = sync.OnceValue(func() *phrases.Matcher { return phrases.New("by", "byline") })

// isCrumbs reports whether a line is the path to a page.
func isCrumbs(s string) bool {
	return len(s) < 150 && (strings.Contains(s, " > ") || strings.Contains(s, " » ") || strings.Contains(s, " › ") || strings.Contains(s, " ‹ "))
}

// standfirstReach is how far below a standfirst the date or the byline is, in lines.
const standfirstReach = 4

// isStandfirst reports whether sentence i is between the headline and the date.
func (h *head) isStandfirst(i int) bool {
	hasHeadline := false
	for _, k := range h.kinds {
		hasHeadline = hasHeadline || k == candidate
		if k == sentence || hasHeadline && k == data {
			return false // one is enough; the date is above
		}
	}
	if !hasHeadline {
		return false
	}
	for k := i + 1; k < len(h.Lines) && k <= i+standfirstReach; k++ {
		if h.isData(k) {
			return true
		}
		if h.IsProse(k) {
			return false
		}
	}
	return false
}

// firstTitles is the number of lines among which that of the page's title is.
const firstTitles = 3

// repeated returns the headline that the line with the title of the page repeats,
// with the name of the site after it, and that line; -1 if there is none.
func (h *head) repeated() (title, copy int) {
	for k := range min(firstTitles, len(h.kinds)) {
		first := h.Key(k)
		if h.BlockOf(k).Kind == pipeline.ListItem || strings.HasPrefix(h.Lines[k].Text, "- ") {
			continue // the entry of a list
		}
		for i := k + 1; i < len(h.kinds); i++ {
			if key := h.Key(i); h.kinds[i] == candidate && len(key) >= minSame && (key == first || isSame(key, first) && len(first) > len(key)) {
				return i, k
			}
		}
	}
	return -1, -1
}

// Bounds of the neighbourhood of a headline: how many lines are between it and the
// date, and how many lines one after another may have its form: a kicker or a caption,
// the headline and a standfirst.
const (
	dataReach  = 6
	mostInARow = 3
)

// besideData returns the line that is most like a headline above the first date or
// byline, or below it; -1 if there is none.
func (h *head) besideData() int {
	for j, k := range h.kinds {
		if k != data {
			continue
		}
		for i := j - 1; i >= max(0, j-dataReach); i-- {
			if h.kinds[i] == candidate {
				return h.firstInRow(i)
			}
		}
		for i := j + 1; i < min(len(h.kinds), j+dataReach); i++ {
			if h.kinds[i] == candidate {
				return i
			}
		}
	}
	return -1
}

// belowLabels returns the line that is most like a headline right above the text,
// if everything above it is the frame of the page: -1 if there is none.
func (h *head) belowLabels() int {
	title, labels := -1, 0
	for i, k := range h.kinds {
		switch k {
		case label:
			labels++
		case candidate:
			if title < 0 {
				title = i
			} else if i != title+1 {
				return -1
			}
		case other, item, sentence:
			return -1
		}
	}
	if labels < pageLabels {
		return -1
	}
	return title
}

// firstInRow returns the first of at most mostInARow lines above line i that have the
// form of a headline: the others are a standfirst. Of three, the first may be a kicker:
// then it is much shorter than the second. Of more, the last is it, below the teasers of
// a frame, unless the text begins with them: then they are the headline, its standfirst
// and what a site adds to them.
func (h *head) firstInRow(i int) int {
	first := i
	for first > 0 && h.kinds[first-1] == candidate {
		first--
	}
	switch n := i - first + 1; {
	case n > mostInARow && first > 0:
		return i
	case n == mostInARow && 2*len(h.Lines[first].Text) <= len(h.Lines[first+1].Text):
		return first + 1
	}
	return first
}

// leastText is the number of sentences after a headline.
const leastText = 2

// textFollows reports whether the text has several sentences.
func (h *head) textFollows() bool {
	n := 0
	for i := h.start; i < len(h.Lines) && n < leastText; i++ {
		if h.kindOf(i) == sentence {
			n++
		}
	}
	return n == leastText
}

// pageLabels is the number of labels above a headline that show a page's frame.
const pageLabels = 2

// above returns the lines above the headline that go with the frame: labels, and
// kickers and whatever is no sentence among several labels. Dates and bylines are
// left to stage byline.
func (h *head) above(title, repeated int) (lines []int) {
	labels := 0
	for _, k := range h.kinds[:title] {
		if k == label {
			labels++
		}
	}
	for i, k := range h.kinds[:title] {
		switch {
		case h.Lines[i].Exempt:
		case k == label, k == kicker, i == repeated, labels >= pageLabels && k == candidate:
			lines = append(lines, i)
		}
	}
	return lines
}
