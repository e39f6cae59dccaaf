package encoding

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"winnow/internal/cputime"
	"winnow/pipeline"
)

// TestLinear holds that text made to keep the stage busy does not: a quarter of a
// megabyte takes a second at most, and far from ten on any machine.
func TestLinear(t *testing.T) {
	const size = 1 << 18
	for _, unit := range []string{
		"the the ", "the the. ", "of of the word , and so on . . ", ". . ", "a a a ", "vote.The the ", "he said . And the the other",
		"“It is so,” ", "â\u0080\u0099 . ", "\u00a0 ", "( , ) ", "&amp;", "ministers ministers . ", "а а и и . ",
	} {
		text := strings.Repeat(unit, size/len(unit))
		d := pipeline.Document{Blocks: []pipeline.Block{{Kind: pipeline.Paragraph, Text: text}}}
		d.Meta.Lang = "en"
		if took := cputime.Least(10*time.Second, func() { checkTwice(t, New(Options{}), d) }); took > 10*time.Second {
			t.Errorf("%q repeated: %v for %d characters", unit, took, utf8.RuneCountInString(text))
		} else {
			t.Logf("%q: %v", unit, took)
		}
	}
}
