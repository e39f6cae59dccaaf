package features

import (
	"math/bits"
	"strings"
	"sync"

	"winnow/stages/internal/forest"
	"winnow/stages/internal/textstat"
)

// The frame of a page is what surrounds the text on every page of a site:
// menus, prompts, legal lines. frameTopics are the topics of its labels, each
// known in several languages.
const frameTopics = textstat.Related | textstat.Comments | textstat.Share | textstat.Newsletter | textstat.Legal | textstat.Menu | textstat.Ad | textstat.Shop

// frameLabel is the maximum number of words of a label of the frame.
const frameLabel = 4

// signReach is the number of lines at the end in which a copyright sign is
// looked for.
const signReach = 20

// A frame counts the signs of a page's frame in a text.
type frame struct {
	labels, head, tail float32 // labels in all, before the first and after the last good line
	topics             textstat.Topic
	sign               bool // "©" among the last lines
	// longest is the length of the longest row of lines without prose, long the
	// number of long ones, inLong the lines in those.
	longest, long, inLong float32
}

// longRun is the minimum number of lines of a row without prose that is too
// long for a heading, a list or a table of contents of an article.
const longRun = 8

// pageColumns are the columns of the text as a whole, which tell the dump of a
// page from the text of an article. Function words are not among them: a
// language in no list must not look like a menu.
func (t *Text) pageColumns(r *forest.Row) {
	n := float32(len(t.lines))
	first, last := int32(0), n
	if t.total.goods == 0 {
		first, last = int32(len(t.lines)), 0
	} else {
		if !t.lines[0].good {
			first = t.next[0]
		}
		if end := len(t.lines) - 1; !t.lines[end].good {
			last = float32(t.last[end] + 1)
		}
	}
	headWords, tailWords := t.sums[first].words, t.total.words-t.sums[int(last)].words
	r.Put("words", forest.Log(t.total.words))
	r.Put("lines", forest.Log(n))
	r.Put("good", forest.Share(t.total.good, t.total.words))
	r.Put("goods", forest.Share(float32(t.total.goods), n))
	r.Put("mean good", forest.Share(t.total.good, float32(t.total.goods)))
	r.Put("mean", forest.Share(t.total.words, n))
	r.Put("short", forest.Share(float32(t.total.short), n))
	r.Put("gaps", forest.Share(float32(t.total.gaps), n))
	r.Put("ends", forest.Share(float32(t.total.ends), n))
	r.Put("repeats", t.repeat)
	r.Put("head lines", forest.Log(float32(first)))
	r.Put("head words", forest.Log(headWords))
	r.Put("head share", forest.Share(headWords, t.total.words))
	r.Put("tail lines", forest.Log(n-last))
	r.Put("tail words", forest.Log(tailWords))
	r.Put("tail share", forest.Share(tailWords, t.total.words))
	for k, name := range [...]string{"core ", "tight core "} {
		c := &t.cores[k]
		r.Put(name+"share", forest.Share(t.sums[c.hi].words-t.sums[c.lo].words, t.total.words))
		r.Put(name+"lines", forest.Share(float32(c.hi-c.lo), n))
		r.Put(name+"good", forest.Share(c.good, t.total.good))
	}
	f := &t.frame
	r.Put("runs", forest.Share(float32(len(t.runs)), n))
	r.Put("longest run", forest.Log(f.longest))
	r.Put("long runs", f.long)
	r.Put("in long runs", forest.Share(f.inLong, n))
	t.lengthColumns(r)
	r.Put("frame labels", forest.Log(f.labels))
	r.Put("frame share", forest.Share(f.labels, n))
	r.Put("frame head", forest.Log(f.head))
	r.Put("frame tail", forest.Log(f.tail))
	r.Put("frame topics", float32(bits.OnesCount16(uint16(f.topics))))
	r.Flag("sign", f.sign)
}

// lengthColumns tell how long the lines are and how they begin and end.
func (t *Text) lengthColumns(r *forest.Row) {
	var tiny, small, smallEnded, smallUpper, goodEnded, items float32
	for i := range t.lines {
		l := &t.lines[i]
		switch {
		case l.good:
			if l.End >= textstat.EndEllipsis {
				goodEnded++
			}
		case l.Words <= 2:
			tiny++
		case l.Words < goodWords:
			small++
			if l.End >= textstat.EndQuestion {
				smallEnded++
			}
			if l.First == textstat.FirstUpper {
				smallUpper++
			}
		}
		if l.item {
			items++
		}
	}
	n := float32(len(t.lines))
	r.Put("tiny", forest.Share(tiny, n))
	r.Put("small ended", forest.Share(smallEnded, small))
	r.Put("small upper", forest.Share(smallUpper, small))
	r.Put("good ended", forest.Share(goodEnded, float32(t.total.goods)))
	r.Put("items", forest.Share(items, n))
}

// PageColumns names the columns of Page.
var PageColumns = sync.OnceValue(func() []string {
	var names []string
	r := forest.NewRow(nil)
	r.Names = &names
	sampleText().pageColumns(&r)
	return names
})

// Page writes the columns of the text as a whole into dst, which may be
// reused, and returns it.
func (t *Text) Page(dst []float32) []float32 {
	r := forest.NewRow(dst)
	t.pageColumns(&r)
	return r.Values()
}

// findFrame counts the labels of the page's frame and the rows of lines without
// prose.
func (t *Text) findFrame() {
	if len(t.lines) == 0 {
		return
	}
	f := &t.frame
	for i := range t.lines {
		l := &t.lines[i]
		f.sign = f.sign || i >= len(t.lines)-signReach && strings.ContainsRune(l.block.Text, '©')
		if l.Words > frameLabel || l.Topics&frameTopics == 0 {
			continue
		}
		f.labels++
		f.topics |= l.Topics & frameTopics
		if t.last[i] < 0 {
			f.head++
		}
		if int(t.next[i]) == len(t.lines) {
			f.tail++
		}
	}
	for _, run := range t.runs {
		size := float32(run.hi - run.lo)
		if t.lines[run.lo].good {
			continue
		}
		f.longest = max(f.longest, size)
		if size >= longRun {
			f.long++
			f.inLong += size
		}
	}
}
