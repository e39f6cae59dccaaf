package pipeline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// DebrisRule is the flag of a document of which the rules of tiers A and B would
// have removed half or more and left no sentence: a cookie banner or a form that
// was taken for the article, or a text that consists of the words that the rules
// look for. It is left as it was found, rather than half emptied. A document of
// which nothing at all would be left is empty, and is not flagged.
const DebrisRule = "pipeline/debris"

// Running text has so many words in its sentences, of so many words each:
// "Compatible with all our feeders." is not enough.
const (
	leastText     = 6
	leastSentence = 3
)

// largestDebris is the number of bytes up to which a text may be debris that was
// taken for an article: banners and forms are small, and running the stages a
// second time over a large text costs too much.
const largestDebris = 64 << 10

// isDebris reports whether d is what is left of a document that was mostly
// debris.
func (a *account) isDebris(d Document) bool {
	if a.gone == 0 || sizeOf(a.first) > largestDebris || 2*a.gone < sizeOf(a.first) || sizeOf(d.Blocks) == 0 {
		return false
	}
	words := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch b.Kind {
		case Code, Cell:
			return false
		case Image:
		default:
			words += sentenceWords(b.Text)
		}
	}
	return words < leastText
}

// refuse returns the edits without those that remove text, and a flag that says
// so.
func (a *account) refuse(s Stage, edits []Edit) []Edit {
	admitted := without(edits, func(e *Edit) bool {
		r, _ := s.rule(e.Rule)
		return isRemoval(r, e)
	})
	if len(admitted) < len(edits) && !a.told {
		a.told = true
		admitted = append(admitted, Set(FieldFlag, "", DebrisRule, "no sentence would have been left; everything stays"))
	}
	return admitted
}

// isRemoval reports whether an edit of tier A or B takes text away for good.
func isRemoval(r Rule, e *Edit) bool {
	return (r.Tier == TierA || r.Tier == TierB) && e.To == FieldNone && e.Veto == "" && e.New == "" && e.Start < e.End
}

// removedBytes returns how many bytes of text edits of tiers A and B take away
// for good.
func removedBytes(s Stage, edits []Edit) int {
	n := 0
	for i := range edits {
		e := &edits[i]
		if e.Start == e.End {
			continue
		}
		if r, _ := s.rule(e.Rule); isRemoval(r, e) {
			n += e.End - e.Start
		}
	}
	return n
}

// sizeOf returns the length of the text of blocks, in bytes.
func sizeOf(blocks []Block) int {
	n := 0
	for i := range blocks {
		if blocks[i].Kind != Image {
			n += len(blocks[i].Text)
		}
	}
	return n
}

// sentenceWords counts the words of the lines of s that end in a full stop and are
// long enough for a sentence. What ends in an exclamation mark may be an
// advertisement.
func sentenceWords(s string) int {
	sum := 0
	for line := range strings.Lines(s) {
		line = strings.TrimRightFunc(line, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"'”’»)」』`, r) })
		last, _ := utf8.DecodeLastRuneInString(line)
		if !strings.ContainsRune(".。．｡।۔։።။", last) {
			continue
		}
		if n := CountWords(line); n >= leastSentence {
			sum += n
		}
	}
	return sum
}
