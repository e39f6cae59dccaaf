package title

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/internal/frame"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/signed"
	"winnow/stages/internal/textlines"
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

// headlineBelowFrame finds the headline of a text that begins with the frame of its
// page, and the lines above it that belong to the frame. A date, a byline or a
// reading time shows which line it is. A label of the frame must be above it, several
// without such data, unless the text reads as an article or begins with the headline.
func headlineBelowFrame(d *textlines.Doc) (title int, above []int, ok bool) {
	h, ok := readHead(d)
	if !ok {
		return 0, nil, false
	}
	title, repeated := h.repeated()
	dated := false
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
	return title, nil, (d.IsArticle() || dated && title == 0) && h.isAlone(title)
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
// too many.
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
	return h, false
}

func (h *head) kindOf(i int) kind {
	text := h.Lines[i].Text
	switch {
	case h.isData(i):
		return data
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
	_, ok := signed.Parse(l.Text)
	return ok
}

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
// date, and how many lines one after another may have its form.
const (
	dataReach  = 6
	mostInARow = 2
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
		case other, sentence:
			return -1
		}
	}
	if labels < pageLabels {
		return -1
	}
	return title
}

// firstInRow returns the first of at most mostInARow lines above line i that have the
// form of a headline: the others are a standfirst. Of more, the last is it, below the
// teasers of a frame, unless the text begins with them: then they are the headline, its
// standfirst and what a site adds to them.
func (h *head) firstInRow(i int) int {
	first := i
	for first > 0 && h.kinds[first-1] == candidate {
		first--
	}
	if i-first >= mostInARow && first > 0 {
		return i
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
