package checkalso

import "winnow/stages/internal/textlines"

// Bounds of the headlines of a box whose links are gone: how many it has, their words, and
// their length in bytes.
const (
	maxUnlinked      = 2
	maxHeadlineWords = 25
	maxUnlinkedLine  = 160
)

// unlinked removes the headlines of a box in the middle of a flattened article, below its
// heading in line i: without links, such a line is known by the paragraphs around the box.
// In a text with subheads, which are lines between paragraphs too, it may be one of those,
// and stays.
func (f finder) unlinked(i int, subheads func() []int) {
	if f.Tree != nil || !f.IsArticle() || i == 0 || !f.IsProse(i-1) || i+1 >= len(f.Lines) || f.cut.Taken(i+1) {
		return
	}
	var box []int
	k := i + 1
	for ; k < len(f.Lines) && len(box) < maxUnlinked && f.isBareHeadline(k); k++ {
		box = append(box, k)
		if k+1 < len(f.Lines) && f.isDate(k+1) {
			k++
			box = append(box, k)
		}
	}
	if len(box) == 0 || k >= len(f.Lines) || !f.IsProse(k) {
		return
	}
	for _, s := range subheads() {
		if s < i || s >= k {
			return
		}
	}
	for _, k := range box {
		f.card(k, ruleCard, "below a heading of related stories, between paragraphs")
	}
}

func (f finder) isDate(k int) bool {
	_, ok := f.Date(k)
	return ok
}

// isBareHeadline reports whether line k may be the headline of another story.
func (f finder) isBareHeadline(k int) bool {
	l := &f.Lines[k]
	n := f.Words(k)
	return !l.Exempt && len(l.Text) <= maxUnlinkedLine && n >= minHeadlineWords && n <= maxHeadlineWords && isHeadline(l.Text) && !f.IsProse(k) && f.Found(k) == nil
}

// subheads returns the lines that stand between two paragraphs as subheads do.
func subheads(d *textlines.Doc) (lines []int) {
	for i := 1; i+1 < len(d.Lines); i++ {
		if !d.IsProse(i) && !d.EndsSentence(i) && d.Words(i) <= maxHeadingWords && d.IsProse(i-1) && d.IsProse(i+1) && d.Found(i) == nil {
			lines = append(lines, i)
		}
	}
	return lines
}
