package features

import (
	"slices"
	"strings"
	"sync"

	"winnow/pipeline"
	"winnow/stages/internal/forest"
	"winnow/stages/internal/textstat"
)

// Lines that were read from Markdown have links, levels and images, which say a great
// deal about them: they are further columns, for a model of their own.

// A markup is what the Markdown of a line says of it.
type markup struct {
	linked           float32 // share of the text inside links
	strong, emphasis float32 // the same inside other marks
	links            int32
	level            int32 // of a heading
	images           int32 // right before the line
}

func markupOf(b *pipeline.Block, images int32) markup {
	m := markup{images: images}
	if b.Kind == pipeline.Heading {
		m.level = int32(b.Level)
	}
	for i := range b.Marks {
		mark := &b.Marks[i]
		share := float32(mark.End-mark.Start) / float32(len(b.Text))
		switch {
		case mark.Kind == pipeline.Link && !isWithinPage(mark.Href):
			m.links++
			m.linked += share
		case mark.Kind == pipeline.Strong:
			m.strong += share
		case mark.Kind == pipeline.Emphasis:
			m.emphasis += share
		}
	}
	return m
}

// isWithinPage reports whether an address leads nowhere else: to a part of the page, as
// those of a table of contents do, or to a script.
func isWithinPage(href string) bool {
	return strings.HasPrefix(href, "#") || strings.HasPrefix(href, "javascript:")
}

// IsLinked reports whether line i is nothing but links and signs.
func (t *Text) IsLinked(i int) bool { return t.lines[i].linked >= allLinked }

// allLinked is the share of a line from which on it is nothing but links: bullets and
// bars stand around them.
const allLinked = 0.75

// IsMarked reports whether the text has links or headings: it is Markdown.
func (t *Text) IsMarked() bool { return t.marked }

// An outline is what the headings and lists of Markdown make of a text.
type outline struct {
	sections []section
	in       []int32 // the section of each line
	titles   []int32 // the lines that are headings of the first level
	lists    []run   // rows of list items
	list     []int32 // the list of each line, -1 for none
}

// A section is a heading and the lines up to the next one; the first may have none.
type section struct{ lo, hi int32 }

// MarkedColumns names the columns of MarkedRow.
var MarkedColumns = sync.OnceValue(func() []string {
	names := slices.Clone(Columns())
	r := forest.NewRow(nil)
	r.Names = &names
	sampleText().markupColumns(&r, 0)
	return names
})

// MarkedRow writes the columns of line i of Markdown into dst, which may be reused, and
// returns it.
func (t *Text) MarkedRow(i int, dst []float32) []float32 {
	r := forest.NewRow(dst)
	t.columns(&r, i)
	t.markupColumns(&r, i)
	return r.Values()
}

func (t *Text) findOutline() {
	n := len(t.lines)
	o := &outline{in: make([]int32, n), list: make([]int32, n)}
	for i := range t.lines {
		l := &t.lines[i]
		if l.level > 0 || i == 0 {
			o.sections = append(o.sections, section{lo: int32(i)})
		}
		if l.level == 1 {
			o.titles = append(o.titles, int32(i))
		}
		o.in[i] = int32(len(o.sections) - 1)
		o.sections[o.in[i]].hi = int32(i) + 1
		o.list[i] = -1
		if l.item {
			if i == 0 || !t.lines[i-1].item {
				o.lists = append(o.lists, run{lo: int32(i)})
			}
			o.list[i] = int32(len(o.lists) - 1)
			o.lists[o.list[i]].hi = int32(i) + 1
		}
	}
	t.outline = o
}

// markupColumns are the links, the headings and the images of the line and of those
// around it.
func (t *Text) markupColumns(r *forest.Row, i int) {
	if t.outline == nil {
		t.findOutline()
	}
	r.Prefix = "markup "
	for _, n := range [...]struct {
		by   int
		name string
	}{{-2, "-2 "}, {-1, "-1 "}, {0, ""}, {1, "+1 "}, {2, "+2 "}} {
		var m markup
		if j := i + n.by; j >= 0 && j < len(t.lines) {
			m = t.lines[j].markup
		}
		r.Put(n.name+"linked", m.linked)
		r.Put(n.name+"links", float32(min(m.links, 10)))
		r.Put(n.name+"level", float32(m.level))
		r.Put(n.name+"images", float32(min(m.images, 5)))
	}
	for _, w := range [...]struct {
		size int
		name string
	}{{3, "win3 "}, {8, "win8 "}, {20, "win20 "}} {
		before := t.sums[i].minus(t.sums[max(0, i-w.size)])
		after := t.sums[min(len(t.lines), i+1+w.size)].minus(t.sums[i+1])
		r.Put(w.name+"linked before", forest.Share(before.linked, before.words))
		r.Put(w.name+"linked after", forest.Share(after.linked, after.words))
	}
	r.Put("strong", t.lines[i].strong)
	r.Put("emphasis", t.lines[i].emphasis)
	r.Put("text linked", forest.Share(t.total.linked, t.total.words))
	t.sectionColumns(r, i)
	t.listColumns(r, i)
	r.Prefix = ""
}

// distance returns the logarithm of the words from line a to before line b.
func (t *Text) distance(a, b int32) float32 { return forest.Log(t.sums[b].words - t.sums[a].words) }

// sectionColumns are the headings around the line, and the section it is in.
func (t *Text) sectionColumns(r *forest.Row, i int) {
	o, at := t.outline, int32(i)
	own := o.sections[o.in[i]]
	part := t.sums[own.hi].minus(t.sums[own.lo])
	head := &t.lines[own.lo]
	level, beside := float32(head.level), false
	if head.level > 0 {
		beside = head.Topics&(textstat.Related|textstat.Comments|textstat.Share|textstat.Newsletter|textstat.Author|textstat.Menu|textstat.Legal) != 0
	}
	r.Put("section level", level)
	r.Flag("section beside", beside)
	r.Put("section heading linked", forest.Truth(head.level > 0)*head.linked)
	r.Put("section words", forest.Log(part.words))
	r.Put("section good", forest.Share(part.good, part.words))
	r.Put("section linked", forest.Share(part.linked, part.words))
	r.Put("section lines", float32(min(own.hi-own.lo, 100)))
	r.Put("since heading", t.distance(own.lo, at))
	r.Put("until heading", t.distance(at, own.hi))
	next, last := float32(0), float32(0)
	if int(o.in[i])+1 < len(o.sections) {
		next = float32(t.lines[own.hi].level)
	}
	if o.in[i] > 0 {
		before := o.sections[o.in[i]-1]
		sum := t.sums[before.hi].minus(t.sums[before.lo])
		last = forest.Share(sum.linked, sum.words)
	}
	r.Put("next heading level", next)
	r.Put("section before linked", last)
	k, _ := slices.BinarySearch(o.titles, at+1) // titles up to the line
	since, until := logNever, logNever
	if k > 0 {
		since = t.distance(o.titles[k-1], at)
	}
	if k < len(o.titles) {
		until = t.distance(at, o.titles[k])
	}
	r.Put("since title", since)
	r.Put("until title", until)
	r.Put("titles", float32(min(len(o.titles), 10)))
}

// listColumns are the row of list items that the line is in.
func (t *Text) listColumns(r *forest.Row, i int) {
	var lines, offset, linked, words float32
	if k := t.outline.list[i]; k >= 0 {
		own := t.outline.lists[k]
		part := t.sums[own.hi].minus(t.sums[own.lo])
		lines, offset = float32(min(own.hi-own.lo, 100)), float32(min(int32(i)-own.lo, 50))
		linked, words = forest.Share(part.linked, part.words), forest.Share(part.words, lines)
	}
	r.Put("list lines", lines)
	r.Put("list offset", offset)
	r.Put("list linked", linked)
	r.Put("list mean", words)
}

// MarkedPageColumns names the columns of MarkedPage.
var MarkedPageColumns = sync.OnceValue(func() []string {
	names := slices.Clone(PageColumns())
	r := forest.NewRow(nil)
	r.Names = &names
	sampleText().markedPageColumns(&r)
	return names
})

// MarkedPage writes the columns of Markdown as a whole into dst, which may be reused,
// and returns it.
func (t *Text) MarkedPage(dst []float32) []float32 {
	r := forest.NewRow(dst)
	t.pageColumns(&r)
	t.markedPageColumns(&r)
	return r.Values()
}

// linkedRow is the minimum number of lines of a row of links.
const linkedRow = 3

// markedPageColumns tell how much of the text is links, and where they are.
func (t *Text) markedPageColumns(r *forest.Row) {
	lo, hi := t.cores[0].lo, t.cores[0].hi
	n := int32(len(t.lines))
	head, body, tail := t.sums[lo], t.sums[hi].minus(t.sums[lo]), t.sums[n].minus(t.sums[hi])
	linked, longest, inRows, row := float32(0), float32(0), float32(0), float32(0)
	for i := range t.lines {
		if !t.IsLinked(i) {
			row = 0
			continue
		}
		linked++
		row++
		longest = max(longest, row)
		switch {
		case row == linkedRow:
			inRows += row
		case row > linkedRow:
			inRows++
		}
	}
	r.Prefix = "markup "
	r.Put("linked", forest.Share(t.total.linked, t.total.words))
	r.Put("linked lines", forest.Share(linked, float32(n)))
	r.Put("linked longest row", forest.Log(longest))
	r.Put("linked in rows", forest.Share(inRows, float32(n)))
	r.Put("linked head", forest.Log(head.linked))
	r.Put("linked body", forest.Share(body.linked, body.words))
	r.Put("linked tail", forest.Log(tail.linked))
	r.Prefix = ""
}
