// Package features measures the lines of a text that was scraped as text: the
// columns from which the model of stage lines judges them. The same code runs
// in training and in production.
//
// There is no markup to go by, so a line is known by its own text, by the lines
// around it, by its place relative to the prose of the text, by repetition, and
// by its words, as a linear model weighs them.
package features

import (
	"winnow/pipeline"
	"winnow/stages/internal/forest"
	"winnow/stages/internal/textstat"
	"winnow/stages/internal/tokenweights"
)

// A line is a block of the text with the counts of its text.
type line struct {
	textstat.Stats
	block *pipeline.Block
	good  bool // it reads like prose
	item  bool // it begins with a bullet
	run   int32
	markup
}

// sums are running totals over the lines before one.
type sums struct {
	words, good, functions   float32
	linked                   float32 // words in links
	goods, short, gaps, ends int32
}

func (a sums) minus(b sums) sums {
	return sums{a.words - b.words, a.good - b.good, a.functions - b.functions, a.linked - b.linked, a.goods - b.goods, a.short - b.short, a.gaps - b.gaps, a.ends - b.ends}
}

// A run is a row of lines that are all good, or none of which is.
type run struct{ lo, hi int32 }

// A core is the row of lines with the greatest sum of scores.
type core struct {
	lo, hi int32
	good   float32 // words of good text in it
}

type repeat struct{ count, first int32 }

// Topics of the labels whose distance is measured.
var watchedTopics = [...]struct {
	topic textstat.Topic
	name  string
}{
	{textstat.Related, "related"}, {textstat.Comments, "comments"}, {textstat.Share, "share"}, {textstat.Newsletter, "newsletter"},
	{textstat.Author, "author"}, {textstat.Legal, "legal"}, {textstat.Menu, "menu"}, {textstat.Ad, "ad"}, {textstat.Date, "date"},
	{textstat.Tags, "tags"}, {textstat.Shop, "shop"}, {textstat.Credit, "credit"}, {textstat.References, "references"},
}

const watched = len(watchedTopics)

// A Text is a measured text. It is made for one document and used by one
// goroutine.
type Text struct {
	lines  []line
	sums   []sums
	total  sums
	runs   []run
	cores  [len(penalties)]core
	copies map[uint64]repeat
	repeat float32            // share of the lines that occur more than once
	since  [][watched]float32 // words since the last label of a topic; nil before the first row
	until  [][watched]float32 // words until the next one
	last   []int32            // the good line before each line
	next   []int32            // the good line after it
	frame  frame

	marked  bool     // the text is Markdown
	outline *outline // nil before the first row

	weights  *tokenweights.Weights
	tokens   tokenizer
	odds     []float32 // log-odds of the word tokens of each line; nil before the first row
	meanOdds float32   // in the mean over the words
}

// goodWords is the minimum number of words of a good line, one that reads like
// prose.
const goodWords = 12

// never is the number of words to a label that does not occur.
const never = 1e6

// New measures the lines of a document that was read from text, with the
// weights of word tokens.
func New(d *pipeline.Document, weights *tokenweights.Weights) *Text {
	t := &Text{weights: weights, lines: make([]line, 0, len(d.Blocks)), copies: make(map[uint64]repeat, len(d.Blocks))}
	t.sums = append(make([]sums, 0, len(d.Blocks)+1), sums{})
	images := int32(0)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == pipeline.Image {
			images++
			continue
		}
		l := line{block: b, Stats: textstat.Scan(b.Text), item: b.Kind == pipeline.ListItem, markup: markupOf(b, images)}
		t.marked = t.marked || l.markup != markup{}
		images = 0
		l.Topics |= phraseTopics(b.Text, l.Words)
		l.good = l.Words >= goodWords && l.Stops+l.Commas > 0
		t.lines = append(t.lines, l)
	}
	s := sums{}
	for i := range t.lines {
		l := &t.lines[i]
		s.words += l.Words
		s.functions += float32(l.Function)
		s.linked += l.Words * l.linked
		if l.good {
			s.good += l.Words
			s.goods++
		}
		if l.Words < goodWords {
			s.short++
		}
		if l.block.Gap > 0 {
			s.gaps++
		}
		if l.End >= textstat.EndQuestion {
			s.ends++
		}
		t.sums = append(t.sums, s)
		c, ok := t.copies[l.Hash]
		if !ok {
			c.first = int32(i)
		}
		c.count++
		t.copies[l.Hash] = c
	}
	t.total = s
	t.findRepeats()
	t.findRuns()
	for k, penalty := range penalties {
		t.cores[k] = t.findCore(penalty)
	}
	t.findGood()
	t.findFrame()
	return t
}

// Len returns the number of lines.
func (t *Text) Len() int { return len(t.lines) }

// Block returns the block of line i.
func (t *Text) Block(i int) *pipeline.Block { return t.lines[i].block }

// Words counts the words of line i.
func (t *Text) Words(i int) float32 { return t.lines[i].Words }

// Hash returns a hash of the letters of line i: lines of equal hash say the same.
func (t *Text) Hash(i int) uint64 { return t.lines[i].Hash }

// leastSentence is the minimum number of words of a line that counts as a
// sentence.
const leastSentence = 5

// IsWithinProse reports whether line i is a sentence within running text: it
// and the lines of prose around it end like sentences.
func (t *Text) IsWithinProse(i int) bool {
	if i == 0 || i+1 == len(t.lines) {
		return false
	}
	ended := func(l *line) bool { return l.End >= textstat.EndEllipsis }
	before, own, after := &t.lines[i-1], &t.lines[i], &t.lines[i+1]
	return own.Words >= leastSentence && ended(own) && before.good && ended(before) && after.good && ended(after)
}

// ProseLines counts the lines that read like prose.
func (t *Text) ProseLines() int { return int(t.total.goods) }

func (t *Text) findRepeats() {
	n := 0
	for i := range t.lines {
		if t.copies[t.lines[i].Hash].count > 1 {
			n++
		}
	}
	t.repeat = forest.Share(float32(n), float32(len(t.lines)))
}

func (t *Text) findRuns() {
	for i := range t.lines {
		if i == 0 || t.lines[i].good != t.lines[i-1].good {
			t.runs = append(t.runs, run{lo: int32(i)})
		}
		t.runs[len(t.runs)-1].hi = int32(i) + 1
		t.lines[i].run = int32(len(t.runs) - 1)
	}
}

// penalties are what a line that is not good costs a core, in words. With a
// small penalty, a core bridges tables and lists; with a large one, it is a row
// of paragraphs.
var penalties = [...]float32{3, 12}

// findCore finds the row of lines with the greatest sum of scores, where a good
// line counts its words and another costs the penalty: maximum subsequence
// segmentation (Pasternack and Roth 2009), with fixed scores.
func (t *Text) findCore(penalty float32) core {
	best, bestSum := core{}, float32(0)
	lo, sum := int32(0), float32(0)
	for i := range t.lines {
		if sum <= 0 {
			lo, sum = int32(i), 0
		}
		if l := &t.lines[i]; l.good {
			sum += l.Words
		} else {
			sum -= penalty
		}
		if sum > bestSum {
			best, bestSum = core{lo: lo, hi: int32(i) + 1}, sum
		}
	}
	best.good = t.sums[best.hi].good - t.sums[best.lo].good
	return best
}

func (t *Text) findLabels() {
	n := len(t.lines)
	t.since, t.until = make([][watched]float32, n), make([][watched]float32, n)
	scan := func(i int, far *[watched]float32, into [][watched]float32) {
		l := &t.lines[i]
		for k := range watchedTopics {
			if l.Topics&watchedTopics[k].topic != 0 {
				far[k] = 0
			}
		}
		into[i] = *far
		for k := range far {
			far[k] = min(never, far[k]+l.Words)
		}
	}
	var far [watched]float32
	for k := range far {
		far[k] = never
	}
	start := far
	for i := range t.lines {
		scan(i, &far, t.since)
	}
	far = start
	for i := n - 1; i >= 0; i-- {
		scan(i, &far, t.until)
	}
}

func (t *Text) findGood() {
	n := len(t.lines)
	t.last, t.next = make([]int32, n), make([]int32, n)
	at := int32(-1)
	for i := range t.lines {
		t.last[i] = at
		if t.lines[i].good {
			at = int32(i)
		}
	}
	at = int32(n)
	for i := n - 1; i >= 0; i-- {
		t.next[i] = at
		if t.lines[i].good {
			at = int32(i)
		}
	}
}
