package main

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestLongLinesInPieces: a line of megabytes is read in pieces of bounded
// length, none of which begins within a word or a character.
func TestLongLinesInPieces(t *testing.T) {
	for name, unit := range map[string]string{"words": "the café ", "no spaces": "桥将于五月", "one space early": "a " + strings.Repeat("é", maxFixed)} {
		text := "short\n" + strings.Repeat(unit, 3*maxFixed/len(unit)) + "\nlast"
		r := lineReader{in: bufio.NewReaderSize(strings.NewReader(text), maxFixed)}
		var all strings.Builder
		for {
			piece, err := r.next()
			all.WriteString(piece)
			if len(piece) > 3*maxFixed {
				t.Errorf("%s: a piece of %d bytes", name, len(piece))
			}
			if !utf8.ValidString(piece) {
				t.Errorf("%s: a character is cut", name)
			}
			if name == "words" && len(piece) > 100 && !strings.HasPrefix(piece, "the") && !strings.HasPrefix(piece, "café") {
				t.Errorf("%s: a piece begins with %.20q", name, piece)
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if all.String() != text {
			t.Errorf("%s: the pieces are not the text", name)
		}
	}
}
