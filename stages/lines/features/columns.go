package features

import (
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/forest"
	"winnow/stages/internal/textstat"
)

// Columns names the columns of Row.
var Columns = sync.OnceValue(func() []string {
	var names []string
	r := forest.NewRow(nil)
	r.Names = &names
	sampleText().columns(&r, 0)
	return names
})

// sampleText is any text: the names of columns are found by measuring it.
func sampleText() *Text {
	return New(&pipeline.Document{Blocks: []pipeline.Block{{Kind: pipeline.Paragraph, Text: "Text", Node: pipeline.NoNode}}}, nil)
}

// Row writes the columns of line i into dst, which may be reused, and returns
// it.
func (t *Text) Row(i int, dst []float32) []float32 {
	r := forest.NewRow(dst)
	t.columns(&r, i)
	return r.Values()
}

func (t *Text) columns(r *forest.Row, i int) {
	if t.since == nil {
		// Most texts are no dumps, and need no rows.
		t.findLabels()
		t.weigh()
	}
	t.own(r, i)
	t.whole(r)
	t.position(r, i)
	t.around(r, i)
	t.labels(r, i)
	t.words(r, i)
}

// words are what the word tokens of the line and of those around it say.
func (t *Text) words(r *forest.Row, i int) {
	odds := func(i int) float32 {
		if i < 0 || i >= len(t.odds) {
			return 0
		}
		return t.odds[i]
	}
	r.Prefix = "word tokens"
	r.Put("", t.odds[i])
	r.Put(" above mean", t.odds[i]-t.meanOdds)
	r.Put(" -1", odds(i-1))
	r.Put(" +1", odds(i+1))
	r.Put(" -2", odds(i-1)+odds(i-2))
	r.Put(" +2", odds(i+1)+odds(i+2))
	r.Prefix = ""
}

// own are the counts of the line's text.
func (t *Text) own(r *forest.Row, i int) {
	l := &t.lines[i]
	chars, letters := float32(l.Chars), float32(l.Letters)
	r.Put("words", l.Words)
	r.Put("chars", forest.Log(chars))
	r.Put("word length", forest.Share(letters, l.Words))
	r.Put("commas", forest.Share(float32(l.Commas), l.Words))
	r.Put("stops", float32(l.Stops))
	r.Put("functions", forest.Share(float32(l.Function), l.Words))
	r.Put("digits", forest.Share(float32(l.Digits), chars))
	r.Put("uppers", forest.Share(float32(l.Uppers), letters))
	r.Put("capitalised", forest.Share(float32(l.Capitalised), l.Words))
	r.Put("shouted", forest.Share(float32(l.Shouted), l.Words))
	r.Put("signs", forest.Share(float32(l.Signs), l.Words))
	r.Put("currency", float32(l.Currency))
	r.Put("quotes", float32(l.Quotes))
	r.Flag("address", l.Address)
	r.Put("first", float32(l.First))
	r.Put("end", float32(l.End))
	r.Flag("beside", l.Topics&(textstat.Related|textstat.Comments|textstat.Share|textstat.Newsletter) != 0)
	r.Flag("about", l.Topics&(textstat.Author|textstat.Date|textstat.Tags) != 0)
	r.Flag("frame", l.Topics&(textstat.Menu|textstat.Legal|textstat.Ad|textstat.Shop) != 0)
	r.Flag("credit", l.Topics&textstat.Credit != 0)
	r.Flag("contents", l.Topics&textstat.Contents != 0)
	r.Put("kind", float32(l.block.Kind))
	r.Put("gap", float32(min(l.block.Gap, 5)))
	r.Flag("good", l.good)
	c := t.copies[l.Hash]
	r.Put("copies", float32(min(c.count, 10)))
	r.Flag("copy", c.first < int32(i))
}

// whole are the columns that are the same for all lines of a text: they tell
// the dump of a page from an article.
func (t *Text) whole(r *forest.Row) {
	n := float32(len(t.lines))
	r.Put("text words", forest.Log(t.total.words))
	r.Put("text lines", forest.Log(n))
	r.Put("text good", forest.Share(t.total.good, t.total.words))
	r.Put("text goods", forest.Share(float32(t.total.goods), n))
	r.Put("text mean good", forest.Share(t.total.good, float32(t.total.goods)))
	r.Put("text mean", forest.Share(t.total.words, n))
	r.Put("text short", forest.Share(float32(t.total.short), n))
	r.Put("text gaps", forest.Share(float32(t.total.gaps), n))
	r.Put("text ends", forest.Share(float32(t.total.ends), n))
	r.Put("text functions", forest.Share(t.total.functions, t.total.words))
	r.Put("text repeats", t.repeat)
	f := &t.frame
	r.Put("text frame", forest.Share(f.labels, n))
	r.Put("text frame head", forest.Log(f.head))
	r.Put("text frame tail", forest.Log(f.tail))
	r.Put("text longest run", forest.Log(f.longest))
	r.Put("text long runs", f.long)
	r.Put("text in long runs", forest.Share(f.inLong, n))
}

// position tells where the line is relative to the prose of the text.
func (t *Text) position(r *forest.Row, i int) {
	before, after := t.sums[i], t.total.minus(t.sums[i+1])
	r.Put("lines before", forest.Log(float32(i)))
	r.Put("lines after", forest.Log(float32(len(t.lines)-i)))
	r.Put("words before", forest.Log(before.words))
	r.Put("words after", forest.Log(after.words))
	r.Put("position", forest.Share(before.words, t.total.words))
	r.Put("good before", forest.Share(before.good, t.total.good))
	r.Put("good words before", forest.Log(before.good))
	r.Put("good words after", forest.Log(after.good))
	last, next := t.last[i], t.next[i]
	sinceWords, untilWords := float32(never), float32(never)
	if last >= 0 {
		sinceWords = before.words - t.sums[last+1].words
	}
	if int(next) < len(t.lines) {
		untilWords = t.sums[next].words - t.sums[i+1].words
	}
	r.Put("since good", forest.Log(sinceWords))
	r.Put("until good", forest.Log(untilWords))
	r.Put("lines since good", float32(min(int32(i)-last, 50)))
	r.Put("lines until good", float32(min(next-int32(i), 50)))
	for k, name := range [...]string{"core ", "tight core "} {
		r.Prefix = name
		t.coreColumns(r, &t.cores[k], int32(i))
	}
	r.Prefix = ""
	own := t.runs[t.lines[i].run]
	r.Put("run lines", float32(min(own.hi-own.lo, 100)))
	r.Put("run words", forest.Log(t.sums[own.hi].words-t.sums[own.lo].words))
	r.Put("run offset", float32(min(int32(i)-own.lo, 50)))
	r.Put("run left", float32(min(own.hi-int32(i), 50)))
	for _, side := range [...]struct {
		by   int32
		name string
	}{{-1, "run before "}, {1, "run after "}} {
		r.Prefix = side.name
		k := t.lines[i].run + side.by
		if k < 0 || int(k) >= len(t.runs) {
			r.Put("lines", 0)
			r.Put("words", 0)
			continue
		}
		n := t.runs[k]
		r.Put("lines", float32(min(n.hi-n.lo, 100)))
		r.Put("words", forest.Log(t.sums[n.hi].words-t.sums[n.lo].words))
	}
	r.Prefix = ""
}

func (t *Text) coreColumns(r *forest.Row, c *core, i int32) {
	r.Put("good", forest.Share(c.good, t.total.good))
	r.Put("words", forest.Log(t.sums[c.hi].words-t.sums[c.lo].words))
	side, gap, lines := float32(0), float32(0), float32(0)
	switch {
	case i < c.lo:
		side, gap, lines = -1, t.sums[c.lo].words-t.sums[i].words, float32(c.lo-i)
	case i >= c.hi:
		side, gap, lines = 1, t.sums[i].words-t.sums[c.hi].words, float32(i-c.hi)
	}
	r.Put("side", side)
	r.Put("gap", forest.Log(gap))
	r.Put("gap lines", forest.Log(lines))
}

// around are the lines before and after, and the sums over wider windows.
func (t *Text) around(r *forest.Row, i int) {
	for _, n := range [...]struct {
		by   int
		name string
	}{{-3, "-3 "}, {-2, "-2 "}, {-1, "-1 "}, {1, "+1 "}, {2, "+2 "}, {3, "+3 "}} {
		r.Prefix = n.name
		j := i + n.by
		if j < 0 || j >= len(t.lines) {
			for _, name := range [...]string{"words", "end", "first", "gap", "functions"} {
				r.Put(name, -1)
			}
			continue
		}
		l := &t.lines[j]
		r.Put("words", l.Words)
		r.Put("end", float32(l.End))
		r.Put("first", float32(l.First))
		r.Put("gap", float32(min(l.block.Gap, 5)))
		r.Put("functions", forest.Share(float32(l.Function), l.Words))
	}
	for _, w := range [...]struct {
		size int
		name string
	}{{3, "win3 "}, {8, "win8 "}, {20, "win20 "}, {60, "win60 "}} {
		r.Prefix = w.name
		before := t.sums[i].minus(t.sums[max(0, i-w.size)])
		after := t.sums[min(len(t.lines), i+1+w.size)].minus(t.sums[i+1])
		for _, side := range [...]struct {
			sums
			words, good, functions, ends string
		}{
			{before, "words before", "good before", "functions before", "ends before"},
			{after, "words after", "good after", "functions after", "ends after"},
		} {
			r.Put(side.words, forest.Log(side.sums.words))
			r.Put(side.good, forest.Share(side.sums.good, side.sums.words))
			r.Put(side.functions, forest.Share(side.sums.functions, side.sums.words))
			r.Put(side.ends, float32(side.sums.ends))
		}
	}
	r.Prefix = ""
}

// labels are the words since and until the labels of each topic.
func (t *Text) labels(r *forest.Row, i int) {
	for k := range watchedTopics {
		r.Prefix = "since "
		r.Put(watchedTopics[k].name, logDistance(t.since[i][k]))
		r.Prefix = "until "
		r.Put(watchedTopics[k].name, logDistance(t.until[i][k]))
	}
	r.Prefix = ""
}

var logNever = forest.Log(never)

// logDistance returns the logarithm of the words to a label; most labels do not
// come.
func logDistance(words float32) float32 {
	if words >= never {
		return logNever
	}
	return forest.Log(words)
}
