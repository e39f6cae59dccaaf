package lines

import (
	"winnow/stages/lines/features"
)

// A verdict says which lines stay. The model scores each line on its own, so the
// verdict is then mended where the scores separate lines that belong together: a
// cut must have a visible reason.
type verdict struct {
	text   *features.Text
	likely []float32 // of each line, the probability that it belongs
	least  float32   // the threshold
	keep   []bool
}

// newVerdict keeps the lines that reach the threshold, and sentences within prose
// unless they are very unlikely.
func newVerdict(text *features.Text, likely []float32, least float32) *verdict {
	v := &verdict{text: text, likely: likely, least: least, keep: make([]bool, len(likely))}
	for i, p := range likely {
		v.keep[i] = p >= least || p >= extreme && text.IsWithinProse(i)
	}
	return v
}

// spare treats the text as one that may be clean: of the lines to be removed, it
// keeps those that are not very unlikely, except in rows that show the frame.
func (v *verdict) spare() {
	for i := 0; i < len(v.keep); i++ {
		if v.keep[i] {
			continue
		}
		end, labels := i, 0
		for ; end < len(v.keep) && !v.keep[end]; end++ {
			if v.text.IsFrameLabel(end) {
				labels++
			}
		}
		if labels < frameLabels || labels*labelShare < end-i {
			for k := i; k < end; k++ {
				v.keep[k] = v.likely[k] >= doubtful
			}
		}
		i = end
	}
}

// A row of lines shows the frame if it has some labels of it, and one among
// some lines.
const (
	frameLabels = 2
	labelShare  = 6
)

// mend keeps what is between kept lines without reason to go, and what follows
// the last one up to the frame.
func (v *verdict) mend() {
	first, last := v.prose()
	if first < 0 {
		return
	}
	v.keepSections()
	v.fillHoles(first, last)
	v.extend()
}

// prose returns the first and the last kept line of prose; -1 if there is none.
func (v *verdict) prose() (first, last int) {
	first, last = -1, -1
	for i, k := range v.keep {
		if k && v.text.IsProse(i) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// Bounds of a row of lines that was cut out of running text for no reason: its
// lines are nearly as likely as the threshold in the mean, and not many. Most
// of the text between the first and the last prose is prose.
const (
	likelyHole  = 0.8
	widest      = 12
	mostlyProse = 0.5
)

// proseShare returns the share of the words from line first to line last that
// are in prose that is kept.
func (v *verdict) proseShare(first, last int) float32 {
	good := float32(0)
	for i := first; i <= last; i++ {
		if words := v.text.Words(i); v.keep[i] && v.text.IsProse(i) {
			good += words
		}
	}
	return good / v.text.WordsBetween(first, last+1)
}

// fillHoles keeps the rows of lines between kept ones, from the first prose to
// the last, in which nothing shows the frame: tables, times, ingredients,
// speakers, verse.
func (v *verdict) fillHoles(first, last int) {
	if v.proseShare(first, last) < mostlyProse {
		return // cards, whose parts are all alike
	}
	inside := map[uint64]int{}
	for i := first; i <= last; i++ {
		hash := v.text.Hash(i)
		inside[hash]++
	}
	for i := first; i < last; i++ {
		if v.keep[i] {
			continue
		}
		end := i
		for !v.keep[end] {
			end++ // the last prose is kept
		}
		likely := end-i <= widest && v.mean(i, end) >= likelyHole*v.least && v.isBesideProse(i, end)
		if (likely || v.isParagraphs(i, end)) && !v.showsFrame(i, end, inside) {
			for k := i; k < end; k++ {
				v.keep[k] = true
			}
		}
		i = end
	}
}

// paragraphWords is the minimum number of words of such a paragraph.
const paragraphWords = 20

// isParagraphs reports whether the lines from lo to before hi are one or two
// paragraphs between kept prose.
func (v *verdict) isParagraphs(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if words := v.text.Words(i); !v.text.IsProse(i) || words < paragraphWords {
			return false
		}
	}
	return hi-lo <= 2 && v.text.IsProse(lo-1) && v.text.IsProse(hi)
}

// mean returns the mean likelihood of the lines from lo to before hi.
func (v *verdict) mean(lo, hi int) float32 {
	sum := float32(0)
	for _, p := range v.likely[lo:hi] {
		sum += p
	}
	return sum / float32(hi-lo)
}

// besideReach is how many lines off a sentence may be.
const besideReach = 12

// isBesideProse reports whether a sentence that is kept is near before or after
// the lines from lo to before hi, with nothing cut between: rows of cards have
// none.
func (v *verdict) isBesideProse(lo, hi int) bool {
	for i := lo - 1; i >= max(0, lo-besideReach) && v.keep[i]; i-- {
		if v.text.IsProse(i) || v.text.EndsInPunctuation(i) {
			return true
		}
	}
	for i := hi; i < min(len(v.keep), hi+besideReach) && v.keep[i]; i++ {
		if v.text.IsProse(i) || v.text.EndsInPunctuation(i) {
			return true
		}
	}
	return false
}

// showsFrame reports whether one of the lines from lo to before hi is a label
// of the frame, or is outside of the text, too.
func (v *verdict) showsFrame(lo, hi int, inside map[uint64]int) bool {
	for i := lo; i < hi; i++ {
		if hash := v.text.Hash(i); v.text.IsFrameLabel(i) || v.text.HasCopyrightSign(i) || v.text.Copies(i) > inside[hash] {
			return true
		}
	}
	return false
}

// leastSections is the minimum number of numbered sections of a text that is
// made of them.
const leastSections = 3

// keepSections keeps the numbered headings of a text in sections, laws and
// terms, and what is between them: they speak of comments, cookies and
// copyright because it is their topic.
func (v *verdict) keepSections() {
	first, last, n, prose := -1, -1, 0, 0
	for i := range v.keep {
		switch number := v.text.SectionNumber(i); {
		case number == n+1 && (n > 0 || number == 1):
			if n == 0 {
				first = i
			}
			last, n = i, number
		case n > 0 && v.text.IsProse(i) && i == last+1:
			prose++
		}
	}
	if n < leastSections || prose < n-1 {
		return
	}
	for i := first; i <= last; i++ {
		v.keep[i] = true
	}
	for i := last + 1; i < len(v.keep) && v.text.IsProse(i); i++ {
		v.keep[i] = true
	}
}

// Bounds of what is kept after the last line.
const (
	// bridge is the maximum number of lines without an end (subheads, names
	// under a letter) before one with an end.
	bridge = 2
	// bridgeWords is the minimum number of words of a line with an end after
	// more than one such line.
	bridgeWords = 30
	// leastBehind is the least likelihood of such a line: what is less likely is
	// beside the article for more reasons than its late place.
	// It is also no less than a share of the threshold.
	leastBehind = 0.15
	fair        = 0.5
)

// extend keeps the lines after the last kept one that end like sentences, up
// to the first that shows the frame: where an article ends is said by what
// follows, not by a score that falls from line to line.
func (v *verdict) extend() {
	at := len(v.keep)
	for at > 0 && !v.keep[at-1] {
		at--
	}
	if at == 0 {
		return
	}
	v.extendUp()
	for waiting := 0; at < len(v.keep) && v.likely[at] >= max(leastBehind, fair*v.least) && !v.text.ShowsFrame(at) && !v.text.NamesAuthorOrDate(at); at++ {
		words := v.text.Words(at)
		switch {
		case v.isSignature(at):
			v.keep[at] = true
		case v.text.EndsInPunctuation(at) && (waiting <= 1 || words >= bridgeWords):
			for k := at - waiting; k <= at; k++ {
				v.keep[k] = true
			}
			waiting = 0
		default:
			if waiting++; waiting > bridge {
				return
			}
		}
	}
}

// extendUp keeps the lines right before the first prose that end like sentences
// or a salutation.
func (v *verdict) extendUp() {
	first, _ := v.prose()
	for i := first - 1; i >= 0 && (v.keep[i] || v.text.EndsInPunctuation(i) && v.likely[i] >= leastBehind && !v.text.ShowsFrame(i)); i-- {
		v.keep[i] = true
	}
}

// A signature has a few lines of a few words below a line that ends in a comma.
const (
	signatureLines = 3
	signatureWords = 5
)

// isSignature reports whether line i is part of the signature of a letter.
func (v *verdict) isSignature(i int) bool {
	for k := i; k > max(0, i-signatureLines); k-- {
		if words := v.text.Words(k); words > signatureWords || !v.keep[k-1] {
			return false
		}
		if v.text.EndsInComma(k - 1) {
			words := v.text.Words(k - 1)
			return words <= signatureWords
		}
	}
	return false
}
