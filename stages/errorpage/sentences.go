package errorpage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/fold"
)

// A sentence is a piece of a block up to its end mark, folded.
type sentence struct {
	text  string
	words int
	whole bool // all of its block, or of a line of it
	link  bool // a link, all of it, such as the headline of another page
	next  bool // goes on in the block after it, which begins in lower case
}

// mostLinked is the maximum number of words of a link to another page: longer
// ones are articles inside a link.
const mostLinked = 15

// sentences cuts the blocks at line breaks and end marks.
func sentences(blocks []pipeline.Block) []sentence {
	var all []sentence
	for i, b := range blocks {
		link := b.LinkShare() > .9 && b.Words() <= mostLinked
		goesOn := i+1 < len(blocks) && beginsLower(blocks[i+1].Text) && !endsSentence(b.Text)
		for line := range strings.SplitSeq(b.Text, "\n") {
			pieces := split(fold.Key(line))
			for j, piece := range pieces {
				all = append(all, sentence{
					text: piece, words: pipeline.CountWords(piece), whole: len(pieces) == 1, link: link, next: goesOn && j == len(pieces)-1,
				})
			}
		}
	}
	return all
}

func beginsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(s))
	return unicode.IsLower(r)
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(s))
	return strings.ContainsRune(endMarks+wideEndMarks+":|\u2026", r)
}

const (
	endMarks     = ".!?\u061F\u06D4\u0964" // need a space after them, or a quote
	wideEndMarks = "\u3002"                // need none; fold makes fullwidth forms plain
)

// split cuts a folded line after its end marks.
func split(line string) []string {
	var pieces []string
	start := 0
	for i, r := range line {
		end := i + utf8.RuneLen(r)
		switch {
		case strings.ContainsRune(wideEndMarks, r):
		case strings.ContainsRune(endMarks, r) && cutsHere(line, start, end):
		default:
			continue
		}
		for end < len(line) && strings.ContainsRune(`"')`+endMarks, rune(line[end])) {
			end++
		}
		if end <= start {
			continue
		}
		pieces = appendPiece(pieces, line[start:end])
		start = end
	}
	return appendPiece(pieces, line[start:])
}

// cutsHere reports whether end punctuation comes before a space, a quote or a
// character of a script without spaces.
func cutsHere(line string, start, end int) bool {
	if end <= start || end == len(line) {
		return end > start
	}
	r, _ := utf8.DecodeRuneInString(line[end:])
	return r == ' ' || r == '"' || r == ')' || r >= 0x2E80
}

func appendPiece(pieces []string, s string) []string {
	if s = strings.TrimSpace(s); s != "" {
		return append(pieces, s)
	}
	return pieces
}
