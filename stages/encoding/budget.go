package encoding

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/stages/encoding/repair"
)

// A page that is broken in millions of places, as only a hostile one is, would
// cost a gigabyte of steps and many seconds. So the steps of a document are
// counted, and a block of megabytes is repaired piece by piece, each in the
// memory of a piece.
const (
	// maxSteps is the limit for one document: room for a short novel in which
	// every word is broken, in a fraction of a second.
	maxSteps = 60_000
	// hugeBlock is the length in bytes from which a block is repaired in
	// pieces, and its typography is left alone: longer than a book without
	// paragraphs.
	hugeBlock = 1 << 20
	// pieceLength is the length of a piece, in bytes.
	pieceLength = 64 << 10
)

// Why a block, or the end of it, was not looked at.
var (
	whySteps = fmt.Sprintf("%d places were repaired before it, which is what a page may cost", maxSteps)
	whyHuge  = fmt.Sprintf("it has links or other marks, and more than %d bytes", hugeBlock)
)

// mendWithin repairs a block as mend does, within the number of steps left to its
// document, or about that for a huge block. What exceeds them stays as it is, and skipped says why.
func mendWithin(b *pipeline.Block, o Options, known string, left int) (text string, steps []repair.Step, skipped string) {
	switch {
	case left <= 0:
		return b.Text, nil, whySteps
	case len(b.Text) < hugeBlock:
		text, steps = mend(b, o, known)
		if len(steps) <= left {
			return text, steps, ""
		}
		// Edits are much larger than steps: of a megabyte of control characters
		// they took 300 MB.
		steps = slices.Clone(steps[:left])
		return repair.Apply(b.Text, steps), steps, whySteps
	case len(b.Marks) > 0 && b.Kind != pipeline.Code: // marks refer to the whole
		return b.Text, nil, whyHuge
	}
	var fixed strings.Builder
	o.KeepTypography = true
	at := 0
	for at < len(b.Text) && len(steps) < left {
		piece := *b
		piece.Text = b.Text[at:pieceEnd(b.Text, at)]
		text, made := mend(&piece, o, known)
		for _, s := range made {
			s.Start, s.End = s.Start+at, s.End+at
			steps = append(steps, s)
		}
		fixed.WriteString(text)
		at += len(piece.Text)
	}
	fixed.WriteString(b.Text[at:])
	if at < len(b.Text) {
		skipped = whySteps
	}
	return fixed.String(), steps, skipped
}

// pieceEnd returns where the piece that starts at a byte ends: after a space
// between plain letters, since what is broken seldom has one on both sides, or
// else between two characters.
func pieceEnd(text string, at int) int {
	end := at + pieceLength
	if end >= len(text) {
		return len(text)
	}
	isPlain := func(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
	for i := end; i > at+pieceLength/2; i-- {
		if text[i-1] == ' ' && isPlain(text[i-2]) && isPlain(text[i]) {
			return i
		}
	}
	for i := end; i > end-utf8.UTFMax; i-- {
		if utf8.RuneStart(text[i]) {
			return i
		}
	}
	return end
}
