package lines

import (
	"winnow/stages/lines/features"
)

// Long texts are judged in parts. The model learned from pages as they are, of
// which few are longer than this: after so many words it has seen comments and
// little else, and the end of a long report would count as such.
const (
	// longCore is the number of words of prose from which the text is judged in
	// parts too; partWords is the size of a part.
	longCore  = 4000
	partWords = 2000
	// partFrame is the number of lines before and after the prose that each part
	// is shown with.
	partFrame = 60
)

// likelihoods returns, for each line, the probability that it belongs to the
// article.
func (m *Model) likelihoods(text *features.Text) []float32 {
	judge, measure := m.lines, (*features.Text).Row
	if text.IsMarked() {
		judge, measure = m.markedLines, (*features.Text).MarkedRow
	}
	likely := make([]float32, text.Len())
	judge.Each(likely, func(i int, row []float32) []float32 { return measure(text, i, row) })
	lo, hi := text.Core()
	if text.WordsBetween(lo, hi) < longCore {
		return likely
	}
	var row []float32
	for _, p := range parts(text, lo, hi) {
		if !p.isProse(text) {
			continue
		}
		view := p.lines(text, lo, hi)
		part := text.Excerpt(view)
		for k, i := range view {
			if i >= p.lo && i < p.hi && text.IsProse(i) {
				row = measure(part, k, row)
				likely[i] = max(likely[i], judge.Probability(row))
			}
		}
	}
	return likely
}

// A part is a range of lines of the prose of a long text.
type part struct{ lo, hi int }

// parts divides the prose from line lo to before hi, up to where comments
// begin: a part of theirs alone would look like an article.
func parts(text *features.Text, lo, hi int) []part {
	var list []part
	for at := lo; at < hi; {
		end := at
		for end < hi && text.WordsBetween(at, end) < partWords {
			if text.HeadsComments(end) {
				hi = end
				break
			}
			end++
		}
		if text.WordsBetween(end, hi) < partWords/2 {
			end = hi
		}
		list = append(list, part{at, end})
		at = end
	}
	return list
}

// lines returns the lines of the part with some of the lines before and after
// the prose of the text.
func (p part) lines(text *features.Text, lo, hi int) []int {
	var view []int
	add := func(from, to int) {
		for i := max(0, from); i < min(to, text.Len()); i++ {
			view = append(view, i)
		}
	}
	add(lo-partFrame, lo)
	add(p.lo, p.hi)
	add(hi, hi+partFrame)
	return view
}

// Bounds of a part that is running text: the least share of its words that is
// in lines of prose, and the maximum number of labels of the frame in it.
const (
	partProse  = 0.75
	partLabels = 2
)

// isProse reports whether the part is running text, not comments, reviews or
// teasers, which alone would look like an article.
func (p part) isProse(text *features.Text) bool {
	labels, good := 0, float32(0)
	for i := p.lo; i < p.hi; i++ {
		if text.IsFrameLabel(i) {
			labels++
		}
		if words := text.Words(i); text.IsProse(i) {
			good += words
		}
	}
	return labels <= partLabels && good >= partProse*text.WordsBetween(p.lo, p.hi)
}
