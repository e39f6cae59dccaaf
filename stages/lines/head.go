package lines

import (
	"strings"

	"winnow/pipeline"
	"winnow/stages/lines/features"
)

// Bounds of what is between the headline and the text, in lines.
const (
	headReach = 18
	// strange is the maximum number of lines there that nothing is known of: a
	// standfirst, a category, the caption of a picture.
	strange = 3
	// headlines is the number of lines one after another of which the longest
	// is the headline: a kicker, the headline, a line below it.
	headlines = 3
	// contentsWords is the maximum number of words of the line that heads a table
	// of contents.
	contentsWords = 3
)

// findHeadline looks at the lines before the text, upwards to the frame. It
// returns the line that is most like a headline, -1 if there is none. It keeps
// the dates, bylines and reading times among them for later stages.
func (v *verdict) findHeadline() int {
	start := v.start()
	if i := v.markedTitle(start); i >= 0 {
		return i
	}
	if i := v.lineOfTitle(start); i >= 0 {
		return i
	}
	title, words, seen, unknown := -1, float32(0), 0, 0
	var data []int
	spare := -1         // a kept line, which may be a subhead
	inContents := false // the line below is an entry of a table of contents
	for i := start - 1; i >= max(0, start-headReach) && unknown <= strange && seen < headlines; i-- {
		part := v.text.Part(i)
		if seen > 0 && part != features.HeadlinePart && part != features.DataPart {
			break // above the headline
		}
		if part == features.HeadlinePart && v.isContentsEntry(i, start) {
			inContents = true
			continue
		}
		if headsContents := inContents && v.text.Words(i) <= contentsWords; headsContents {
			inContents = false
			continue
		}
		switch part {
		case features.FramePart:
			unknown = strange + 1
		case features.DataPart:
			data = append(data, i)
		case features.HeadlinePart:
			if n := v.text.Words(i); v.keep[i] {
				spare = i
			} else if seen++; n > words {
				title, words = i, n
			}
		case features.OtherPart:
			unknown++
		}
		inContents = false
	}
	// A date alone is cut as before: stage byline is in doubt about it.
	if len(data) > 1 {
		for _, i := range data {
			v.keep[i] = true
		}
	}
	if title < 0 {
		title = spare
	}
	if title >= 0 && !v.isBefore(title) {
		return -1
	}
	return title
}

// markedTitle returns the line that Markdown marks as the title: the only heading of
// the first level that links nowhere, or of several the last one up to the beginning
// of the text, which is line start. It returns -1 if there is none.
func (v *verdict) markedTitle(start int) int {
	title, titles := -1, 0
	for i := range v.keep {
		b := v.text.Block(i)
		if b.Kind != pipeline.Heading || b.Level != 1 || v.text.IsLinked(i) {
			continue
		}
		if titles++; titles > 1 && i > start {
			break
		}
		title = i
	}
	if title >= 0 && !v.isBefore(title) {
		return -1
	}
	return title
}

// Bounds of the line with the title of the page, as the head of its HTML gives it:
// among the first lines of the dump, "The goats are back | Hill News". The headline
// has at least leastTitle words.
const (
	firstLines = 3
	leastTitle = 3
)

// lineOfTitle returns the line before the text, which begins with line start, that
// is the title of the page without the name of the site: -1 if there is none.
func (v *verdict) lineOfTitle(start int) int {
	for k := range min(firstLines, start) {
		title := v.text.Block(k).Text
		for i := start - 1; i > k; i-- {
			line := v.text.Block(i).Text
			if rest, ok := strings.CutPrefix(title, line); ok && beginsSite(rest) && pipeline.CountWords(line) >= leastTitle && v.isBefore(i) {
				return i
			}
		}
	}
	return -1
}

// beginsSite reports whether the rest of a title is a mark and a name.
func beginsSite(rest string) bool {
	for _, mark := range [...]string{" | ", " - ", " – ", " — ", " · ", " » ", " :: "} {
		if strings.HasPrefix(rest, mark) {
			return true
		}
	}
	return false
}

// isContentsEntry reports whether line i occurs again within the text, which begins
// with line start: it is an entry of a table of contents, and there it is a subhead.
func (v *verdict) isContentsEntry(i, start int) bool {
	if v.text.Copies(i) < 2 {
		return false
	}
	_, end := v.text.Core()
	text := v.text.Block(i).Text
	for k := start + 1; k < end; k++ {
		if v.text.Block(k).Text == text {
			return true
		}
	}
	return false
}

// isBefore reports whether most of the text comes after line i: a headline in
// the midst of it is that of another story.
func (v *verdict) isBefore(i int) bool {
	before, after := float32(0), float32(0)
	for k := range v.keep {
		if words := v.text.Words(k); v.keep[k] && v.text.EndsInPunctuation(k) {
			if k < i {
				before += words
			} else {
				after += words
			}
		}
	}
	return before < after
}

// startReach is how far before the row of most prose the text may begin, and
// apart the number of lines that go one after another between the two.
const (
	startReach = 20
	apart      = 3
)

// start returns the line with which the text begins: the first sentence that is
// kept at or shortly before the row of most prose.
func (v *verdict) start() int {
	lo, _ := v.text.Core()
	start, gone := lo, 0
	for i := lo - 1; i >= max(0, lo-startReach) && gone < apart; i-- {
		if !v.keep[i] {
			gone++
			continue
		}
		gone = 0
		if v.text.IsProse(i) || v.text.EndsInPunctuation(i) {
			start = i
		}
	}
	return start
}
