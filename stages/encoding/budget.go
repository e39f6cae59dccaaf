package encoding

import (
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
	// maxSteps is that of a document: room for a short novel of which every
	// word is broken, in a part of a second.
	maxSteps = 60_000
	// hugeBlock is the length in bytes from which a block is repaired in
	// pieces, and its typography is left alone: longer than a book without
	// paragraphs.
	hugeBlock = 1 << 20
	// pieceLength is that of a piece.
	pieceLength = 64 << 10
)

// mendWithin repairs a block as mend does, within about the number of steps that
// are left to its document. What is over them stays as it is.
func mendWithin(b *pipeline.Block, o Options, known string, left int) (string, []repair.Step) {
	switch {
	case left <= 0:
		return b.Text, nil
	case len(b.Text) < hugeBlock:
		return mend(b, o, known)
	case len(b.Marks) > 0 && b.Kind != pipeline.Code:
		return b.Text, nil // marks refer to the whole
	}
	var fixed strings.Builder
	var steps []repair.Step
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
	return fixed.String(), steps
}

// pieceEnd is where the piece that starts at a byte ends: behind a space between
// plain letters, since what is broken seldom has one on both sides, or else
// between two characters.
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
